import Foundation
import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct DutyRoutesTests {
    private func started(_ site: FindingSite, issue: Bool = true) async throws -> String {
        let officer = try await site.site.browser(as: "officer")
        let made = try await officer.post(
            "/duties", ["year": "2026", "name": "2026年目标", "issuer": "区考核办", "due": "2026-12-15"])
        let path = String(try #require(made.location).prefix { $0 != "?" }).replacing("/targets/new", with: "")
        let lines = "第101区教育局 | 毛入园率 | ≥92 | % | 20 | 年报\n第101小学 | 周边事故 | ≤0 | 起 | 10 | 公安\n第101小学 | 建章立制 | 完成 | | 5"
        #expect(try await officer.post("\(path)/targets", ["lines": lines]).status == .seeOther)
        if issue { #expect(try await officer.post("\(path)/issuance", ["version": "1"]).status == .seeOther) }
        return path
    }

    private func target(_ browser: TestBrowser, _ title: String, at path: String) async throws -> String {
        let list = try await browser.get("\(path)?q=\(Fields.encoded(title))").text
        let start = try #require(list.range(of: "/duty-targets/0"))
        return String(list[start.lowerBound...].prefix { $0 != "\"" })
    }

    @Test("Targets go out, come back, are confirmed, ranked, shown publicly, answered")
    func walk() async throws {
        let site = try await FindingSite()
        let path = try await started(site)
        let officer = try await site.site.browser(as: "officer"), bureau = try await site.site.browser(as: "bureau")
        #expect(try await bureau.get("/").text.contains("填报履职目标"))
        let mine = try await target(bureau, "毛入园率", at: "/duty-targets")
        #expect(try await bureau.post("\(mine)/report", ["value": "约九成", "version": "1"]).text.contains("请填写不小于0的数"))
        #expect(
            try await bureau.post("\(mine)/report", ["value": "46", "note": "在建3所", "version": "1"]).status == .seeOther
        )
        #expect(try await bureau.get(mine).text.contains("46%"))
        let unexplained = try await officer.post("\(mine)/confirmation", ["confirmed": "40", "version": "2"])
        #expect(unexplained.status == .unprocessableContent && unexplained.text.contains("value=\"40\""))
        #expect(
            try await officer.post("\(mine)/confirmation", ["confirmed": "46", "version": "2"]).status == .seeOther)
        #expect(try await officer.get(mine).text.contains("<b>10.00</b>分"))
        #expect(try await officer.post("\(path)/closure", ["version": "2"]).text.contains("还有2项没有核定"))
        for (title, value) in [("周边事故", "1"), ("建章立制", "已完成")] {
            let other = try await target(officer, title, at: path)
            let done = try await officer.post(
                "\(other)/confirmation", ["confirmed": value, "confirmNote": "单位未报，查通报", "version": "1"])
            #expect(done.status == .seeOther)
        }
        #expect(try await officer.post("\(path)/closure", ["version": "2"]).status == .seeOther)
        let page = try await officer.get(path).text
        #expect(page.contains("50.00%") && page.contains("33.33%"))
        for sheet in ["ranking.xlsx", "targets.xlsx"] {
            #expect(try await officer.get("\(path)/\(sheet)").bytes.starts(with: Array("PK".utf8)))
        }
        try await notice(site, String(path.split(separator: "/").last ?? ""))
    }

    private func notice(_ site: FindingSite, _ sheet: String) async throws {
        let officer = try await site.site.browser(as: "officer2"),
            director = try await site.site.browser(as: "director")
        #expect(try await officer.get("/result-notices/new?duty=\(sheet)").text.contains("2026年目标结果公示"))
        let fields: KeyValuePairs = [
            "subject": "duty:\(sheet)", "title": "结果公示", "body": "现予公示。", "contact": "023-1", "days": "5",
        ]
        #expect(
            try await officer.post("/result-notices", ["subject": "duty:\(sheet)", "days": "0"]).status
                == .unprocessableContent)
        let path = String(
            try #require(try await officer.post("/result-notices", fields).location).prefix { $0 != "?" })
        let open = path.replacing("/result-notices", with: "/public/results")
        let anybody = site.site.browser()
        #expect(try await anybody.get(open).status == .notFound)
        #expect(try await director.get("/").text.contains("签发结果公示"))
        #expect(try await officer.post("\(path)/publication", ["version": "1"]).status == .forbidden)
        #expect(try await director.post("\(path)/publication", ["version": "1"]).status == .seeOther)
        let shown = try await anybody.get(open).text
        #expect(shown.contains("2026年3月17日") && shown.contains("第101区教育局") && shown.contains("10.00 / 20.00"))
        #expect(try await anybody.get("/public/results").text.contains("结果公示"))
        let given = try await anybody.post(
            "\(open)/feedback", ["stance": "object", "text": "口径不对<b>", "contact": "13900000000"], sealed: false)
        let receipt = String(try #require(given.location).split(separator: "receipt=").last?.prefix(10) ?? "")
        #expect(try await anybody.get(try #require(given.location)).text.contains(receipt))
        #expect(
            try await anybody.post("\(open)/feedback", ["stance": "object", "text": ""], sealed: false).status
                == .unprocessableContent)
        let inside = try await officer.get(path).text
        #expect(inside.contains("口径不对&lt;b&gt;") && inside.contains("13900000000"))
        #expect(!(try await anybody.get(open).text.contains("口径不对")))
        let id = try #require(inside.range(of: "name=\"feedback\" value=\""))
        let feedback = String(inside[id.upperBound...].prefix { $0 != "\"" })
        #expect(
            try await officer.post("\(path)/answers", ["feedback": feedback, "outcome": "kept", "answer": "已核对年报"])
                .status == .seeOther)
        #expect(try await anybody.get("\(open)?receipt=\(receipt)").text.contains("已核对年报"))
        #expect(try await anybody.get("\(open)?receipt=0000000000").text.contains("没有这个回执编号"))

        let bureau = try await site.site.browser(as: "bureau")
        #expect(try await bureau.get("/").text.contains("反馈结果公示意见"))
        let page = try await bureau.get(path).text
        #expect(!page.contains("口径不对") && page.contains("提交反馈"))
        #expect(try await bureau.post("\(path)/feedback", ["stance": "agree"]).status == .seeOther)
        #expect(try await bureau.post("\(path)/feedback", ["stance": "agree"]).status == .conflict)
        #expect(try await officer.get("\(path)/feedback.xlsx").bytes.starts(with: Array("PK".utf8)))
        #expect(try await director.post("\(path)/withdrawal", ["reason": "名单有误", "version": "2"]).status == .seeOther)
        #expect(try await anybody.get(open).status == .notFound)
    }

    @Test("A wrong line is refused with its place, and nothing is stored")
    func refused() async throws {
        let site = try await FindingSite()
        let path = try await started(site, issue: false)
        let officer = try await site.site.browser(as: "officer")
        let lines = "第101小学 | 目标一 | 5 | 所 | 10\n没有的镇 | 目标二 | 5 | 所 | 10\n第101小学 | 目标三 | 约5 | 所 | 10"
        let answer = try await officer.post("\(path)/targets", ["lines": lines])
        #expect(answer.status == .unprocessableContent && answer.text.contains("没有的镇") && answer.text.contains("第3行"))
        #expect(try await officer.get(path).text.contains("共 <strong>3</strong> 项"))
        let twice = try await officer.post("\(path)/targets", ["lines": "第101小学 | 周边事故 | 5 | 起 | 10"])
        #expect(twice.status == .unprocessableContent && twice.text.contains("已有目标“周边事故”"))
        #expect(try await site.site.browser(as: "bureau").get("/duty-targets").text.contains("没有履职目标"))
        let mine = try await target(officer, "建章立制", at: path)
        #expect(try await officer.post("\(mine)/removal").location == "\(path)?done=removed")
        #expect(try await site.site.browser(as: "neighbour").get(path).status == .notFound)
    }

    @Test("Floods from one address are stopped, a double click is one word")
    func flood() async throws {
        let site = try await FindingSite()
        let path = try await started(site)
        let officer = try await site.site.browser(as: "officer"), director = try await site.site.browser(as: "director")
        for title in ["毛入园率", "周边事故", "建章立制"] {
            let other = try await target(officer, title, at: path)
            _ = try await officer.post(
                "\(other)/confirmation",
                ["confirmed": title == "建章立制" ? "已完成" : "0", "confirmNote": "查", "version": "1"])
        }
        _ = try await officer.post("\(path)/closure", ["version": "2"])
        let sheet = String(path.split(separator: "/").last ?? "")
        let made = try await officer.post(
            "/result-notices", ["subject": "duty:\(sheet)", "title": "公示", "body": "正文", "contact": "电话", "days": "5"])
        let notice = String(try #require(made.location).prefix { $0 != "?" })
        _ = try await director.post("\(notice)/publication", ["version": "1"])
        let open = notice.replacing("/result-notices", with: "/public/results")
        let anybody = site.site.browser()
        for _ in 0..<2 {
            _ = try await anybody.post(
                "\(open)/feedback",
                pairs: [("stance", "object"), ("text", "一样的"), ("command", "0190aaaa-double-click")], sealed: false)
        }
        for count in 0..<6 {
            let answer = try await anybody.post(
                "\(open)/feedback", ["stance": "suggest", "text": "第\(count)条"], sealed: false)
            #expect(answer.status == (count < 4 ? .seeOther : .unprocessableContent), "\(count)")
        }
        #expect(try await officer.get("/result-notices").text.contains("#feedback\">5</a>"))
    }
}
