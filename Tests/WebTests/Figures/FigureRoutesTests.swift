import Foundation
import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct FigureRoutesTests {
    private static let own: KeyValuePairs = [
        "ledger": "findings", "measure": "rows", "time": "issued", "source": "superior", "state": "all",
        "code": "own.superior", "name": "上级反馈", "unitWord": "个", "digits": "0",
    ]

    @Test("A filtered list becomes a figure, is counted, changed and taken away")
    func walk() async throws {
        let site = try await FindingSite()
        _ = try await site.issue()
        let officer = try await site.site.browser(as: "officer")
        let list = try await officer.get("/findings?source=superior&state=all").text
        #expect(list.contains("/figures/new?ledger=findings&amp;source=superior&amp;state=all"))
        let form = try await officer.get("/figures/new?ledger=findings&source=superior&state=all").text
        #expect(form.contains("问题台账：来源 上级督查反馈") && form.contains("name=\"source\" value=\"superior\""))
        #expect(try await officer.post("/figures", Self.own).location == "/figures/own.superior?done=created")
        let page = try await officer.get("/figures/own.superior?period=2026").text
        #expect(page.contains(">1个</a>") && page.contains("本单位自定") && page.contains("来源 上级督查反馈"))
        let library = try await officer.get("/figures?chapter=own&year=2026").text
        #expect(library.contains("上级反馈") && library.contains("共 <strong>1</strong> 个指标"))
        #expect(try await officer.get("/figures/export.xlsx?chapter=own").status == .ok)
        let edited: KeyValuePairs = [
            "ledger": "findings", "measure": "once-unit", "time": "issued", "state": "all", "code": "own.superior",
            "name": "有问题的单位", "unitWord": "所", "digits": "0", "version": "1",
        ]
        #expect(try await officer.post("/figures/own.superior", edited).location == "/figures/own.superior?done=saved")
        #expect(try await officer.post("/figures/own.superior", edited).status == .conflict)
        let second = try await officer.get("/figures/own.superior").text
        #expect(second.contains("第2版") && second.contains("按单位去重计数"))
        #expect(try await officer.get("/figures/own.superior/edit").text.contains("有问题的单位"))
        let gone = try await officer.post("/figures/own.superior/removal", ["version": "2"])
        #expect(gone.location == "/figures?done=removed")
        #expect(try await officer.get("/figures/own.superior").status == .notFound)
    }

    @Test("A refused figure comes back with what was typed and a sentence at its field")
    func refused() async throws {
        let site = try await FindingSite()
        let officer = try await site.site.browser(as: "officer")
        let cases: [(String, String, String)] = [
            ("code", "中文", "代码由两到六段"), ("code", "finding.mine", "留给系统自带"), ("name", "", "请写明指标名称"),
            ("unitWord", "", "请写明计量单位"), ("measure", "sum-pupils", "没有可以合计的这一列"), ("measure", "magic", "请选择怎样统计"),
        ]
        for (field, value, sentence) in cases {
            var typed = Dictionary(uniqueKeysWithValues: Self.own.map { ($0.key, $0.value) })
            typed[field] = value
            let answer = try await officer.post("/figures", dictionary: typed)
            #expect(answer.status == .unprocessableContent, "\(field) \(value)")
            #expect(answer.text.contains(sentence), "\(field) \(value)")
            if field != "name" { #expect(answer.text.contains("value=\"上级反馈\""), "\(field)") }
        }
        #expect(try await officer.post("/figures/finding.found/removal", ["version": "1"]).status == .forbidden)
        #expect(try await officer.get("/figures/finding.found/edit").status == .forbidden)
        #expect(try await officer.get("/figures?narrow=火星").text.contains("不认识限定词“火星”"))
    }

    @Test("A value is entered with its source, corrected, shown against last year and taken back")
    func entered() async throws {
        let site = try await FindingSite()
        let officer = try await site.site.browser(as: "officer")
        let made: KeyValuePairs = [
            "measure": "entered", "code": "own.satisfied", "name": "满意度", "unitWord": "%", "digits": "2",
        ]
        #expect(try await officer.post("/figures", made).status == .seeOther)
        let path = "/figures/own.satisfied"
        func enter(_ year: String, _ value: String, _ source: String = "报告第3页") async throws -> TestAnswer {
            try await officer.post("\(path)/entries", ["year": year, "value": value, "source": source])
        }
        #expect(try await enter("2025", "95.35").status == .seeOther)
        let first = try #require(try await enter("2026", "96.5").location)
        #expect(try await enter("2026", "96.65").status == .seeOther)
        let page = try await officer.get(path).text
        #expect(page.contains("96.65%") && page.contains("较上年提高1.3个百分点"))
        let old = try await officer.get(String(first.prefix { $0 != "?" })).text
        #expect(old.contains("这是以前的登记") && old.contains("第1次登记"))
        for (year, value, source, sentence) in [
            ("2026", "很多", "报告", "数值不对"), ("2026", "96", "", "请写明数据来源"), ("26", "96", "报告", "请填写四位数的年度"),
        ] {
            let answer = try await enter(year, value, source)
            #expect(answer.status == .unprocessableContent && answer.text.contains(sentence), "\(sentence)")
        }
        let base = try await officer.post(
            "/figures/finding.found/entries", ["year": "2026", "value": "3", "source": "报告"])
        #expect(base.status == .unprocessableContent && base.text.contains("由系统按台账统计"))
        let leader = try await site.site.browser(as: "leader")
        #expect(try await leader.get(path).text.contains("96.65%"))
        #expect(try await leader.post("\(path)/entries", ["year": "2026", "value": "1"]).status == .forbidden)
        let neighbour = try await site.site.browser(as: "neighbour")
        #expect(try await neighbour.get(path).status == .notFound)
    }

    @Test("Records without a ledger of their own are listed, exported, and unknown ones are not there")
    func records() async throws {
        let site = try await FindingSite()
        let officer = try await site.site.browser(as: "officer")
        for ledger in FigureLedger.plain {
            let page = try await officer.get("\(ledger.path)?at=2026&each=unit")
            #expect(page.status == .ok && page.text.contains(ledger.label), "\(ledger)")
            #expect(try await officer.get("\(ledger.path)/export.xlsx?at=2026").status == .ok, "\(ledger)")
        }
        #expect(try await officer.get("/records/findings").status == .notFound)
        #expect(try await officer.get("/figures/baselines").text.contains("没有读到2025年总结"))
    }
}
