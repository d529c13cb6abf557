import Foundation
import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct ReceptionRoutesTests {
    private static let head: KeyValuePairs = [
        "title": "履行教育职责评价通知", "sender": "市政府教育督导室", "document": "渝教督〔2026〕3号", "received": "2026-03-01",
        "due": "2026-04-10", "visitFrom": "2026-04-20", "visitUntil": "2026-04-22",
    ]

    /// A request with two items, of the bureau and the school; gives its address.
    private func started(_ site: FindingSite) async throws -> String {
        let officer = try await site.site.browser(as: "officer")
        let made = try await officer.post("/receptions", Self.head)
        let location = try #require(made.location)
        let path = String(location.prefix { $0 != "?" }).replacing("/items/new", with: "")
        let lines = "1.1 | 教育经费 | 第101区教育局 | 2026-03-20 | 附决算表\n2.1 | 校园安全 | 第101小学"
        #expect(try await officer.post("\(path)/items", ["lines": lines]).location == "\(path)?done=assigned")
        return path
    }

    private func item(_ browser: TestBrowser, _ path: String = "/receptions") async throws -> String {
        let list = try await browser.get(path).text
        let start = try #require(list.range(of: "/reception-items/0"))
        return String(list[start.lowerBound...].prefix { $0 != "\"" })
    }

    @Test("A request becomes tasks, its pack, a self-report, a receipt and findings split over units")
    func walk() async throws {
        let site = try await FindingSite()
        let path = try await started(site)
        let officer = try await site.site.browser(as: "officer")
        let bureau = try await site.site.browser(as: "bureau")
        #expect(try await bureau.get("/").text.contains("准备迎检材料"))
        let mine = try await item(bureau)
        #expect(try await bureau.post("\(mine)/submission", ["answer": "已拨付", "version": "1"]).text.contains("须附佐证材料"))
        let file = [(field: "files", name: "决算表.pdf", bytes: Array("%PDF-1.4\n%%EOF".utf8))]
        #expect(
            try await bureau.upload("\(mine)/evidence", ["evidence_day": "2026-02-01"], files: file).status == .seeOther
        )
        #expect(try await bureau.post("\(mine)/submission", ["answer": "已拨付", "version": "1"]).status == .seeOther)
        #expect(try await bureau.post("\(mine)/acceptance", ["version": "2"]).status == .forbidden)
        #expect(try await officer.get("/").text.contains("核收迎检材料"))
        #expect(try await officer.post("\(mine)/acceptance", ["version": "2"]).status == .seeOther)

        let early = try await officer.post("\(path)/report", ["report": "自评正文", "version": "1"])
        #expect(
            early.status == .unprocessableContent && early.text.contains("还有1项没有核收：2.1") && early.text.contains("自评正文"))
        let pack = try Unzipped(try await officer.get("\(path)/pack.zip").bytes)
        #expect(pack.names.contains("1.1 教育经费/01 决算表.pdf"))
        let index = try Unzipped(try pack.bytes("00 目录与缺件清单.xlsx"))
        #expect(String(decoding: try index.bytes("xl/worksheets/sheet2.xml"), as: UTF8.self).contains("未报送"))
        let sent = try await officer.post("\(path)/report", ["report": "自评正文", "excuse": "学校4月补", "version": "1"])
        #expect(sent.status == .seeOther)
        #expect(
            try await officer.post(
                "\(path)/receipt", ["receiptFrom": "市督导室", "receiptDay": "2026-03-09", "version": "2"]
            ).status == .unprocessableContent)
        #expect(
            try await officer.post(
                "\(path)/receipt", ["receiptFrom": "市督导室", "receiptDay": "2026-03-10", "version": "2"]
            ).status == .seeOther)

        let problem: KeyValuePairs = [
            "problem": "经费拨付不及时", "requirement": "限期补拨", "due_on": "2026-05-01", "grade": "serious",
            "unit-0": "第101区教育局", "unit-1": "第101小学",
        ]
        #expect(
            try await officer.post("\(path)/findings", ["problem": "x", "due_on": "2026-05-01"]).status
                == .unprocessableContent)
        #expect(try await officer.post("\(path)/findings/new", ["problem": "还在写"]).text.contains("还在写"))
        #expect(try await officer.post("\(path)/findings", problem).location == "\(path)?done=issued#found")
        let page = try await officer.get(path).text
        #expect(page.contains("经费拨付不及时") && page.contains("督问〔2026〕1号"))
        #expect(try await bureau.get("/findings?source=superior").text.contains("经费拨付不及时"))
        #expect(try await officer.post("\(path)/finish", ["version": "3"]).status == .seeOther)
        #expect(try await officer.post("\(path)/findings", problem).status == .conflict)
    }

    @Test("Each number of a request opens the rows that it counts")
    func counts() async throws {
        let site = try await FindingSite()
        let path = try await started(site)
        let officer = try await site.site.browser(as: "officer")
        for (state, count) in [("waiting", 2), ("submitted", 0), ("accepted", 0), ("late", 0)] {
            let page = try await officer.get("\(path)?state=\(state)").text
            #expect(page.contains("?state=\(state)#items\">\(count)<small>"), "\(state)")
            #expect(page.contains(count == 0 ? "没有符合条件的事项" : "共 <strong>\(count)</strong> 项"), "\(state)")
        }
        #expect(try await officer.get("\(path)/items.xlsx?state=waiting").bytes.starts(with: Array("PK".utf8)))
        #expect(try await officer.get("/receptions/export.xlsx").bytes.starts(with: Array("PK".utf8)))
        #expect(try await officer.get("/receptions?state=late").text.contains("没有符合条件的来文"))
    }

    @Test("A form that is wrong comes back with what was typed and a sentence at its field")
    func refused() async throws {
        let site = try await FindingSite()
        let officer = try await site.site.browser(as: "officer")
        let head = try await officer.post(
            "/receptions", ["title": "通知", "received": "2026-03-11", "due": "2026-03-01", "visitUntil": "2026-04-01"])
        #expect(head.status == .unprocessableContent)
        for sentence in ["value=\"通知\"", "请填写今天或以前的日期", "上报期限不能早于收文日期", "请填写进驻的第一天"] {
            #expect(head.text.contains(sentence), "\(sentence)")
        }
        let path = try await started(site)
        let lines = "3 | 只有两列\n4 | 事项 | 第102小学\n5 | 事项 | 第101小学 | 2026-05-01\n1.1 | 重号 | 第101小学"
        let items = try await officer.post("\(path)/items", ["lines": lines])
        #expect(items.status == .unprocessableContent && items.text.contains("第1行") && items.text.contains("第102小学"))
        #expect(items.text.contains("“5”的期限晚于上报期限") && items.text.contains("只有两列"))
        let taken = try await officer.post("\(path)/items", ["lines": "1.1 | 重号 | 第101小学"])
        #expect(taken.status == .unprocessableContent && taken.text.contains("编号“1.1”已经有了"))
        #expect(try await officer.get(path).text.contains("共 <strong>2</strong> 项"))
    }

    @Test("A unit sees only its own items, and its page leads to the others' kinds only when it has them")
    func unit() async throws {
        let site = try await FindingSite()
        let path = try await started(site)
        let principal = try await site.site.browser(as: "principal")
        let list = try await principal.get("/receptions").text
        #expect(list.contains("校园安全") && !list.contains("教育经费") && !list.contains("分工指标"))
        let page = try await principal.get(path).text
        #expect(page.contains("校园安全") && !page.contains("教育经费") && !page.contains("上级反馈的问题"))
        let other = try await item(try await site.site.browser(as: "bureau"))
        #expect(try await principal.get(other).status == .notFound)
        #expect(try await principal.post("\(other)/submission", ["answer": "x", "version": "1"]).status == .notFound)
        #expect(try await site.site.browser(as: "neighbour").get(path).status == .notFound)
        let city = try await site.site.browser(as: "city")
        #expect(try await city.get(path).status == .ok)
        #expect(try await city.post("\(path)/reminders").status == .forbidden)
    }

    @Test("An item is changed, handed to another unit, reminded of and deleted while nobody has begun")
    func edit() async throws {
        let site = try await FindingSite()
        let path = try await started(site)
        let officer = try await site.site.browser(as: "officer")
        let bureau = try await site.site.browser(as: "bureau")
        let mine = try await item(bureau)
        #expect(try await officer.post("\(mine)/reminder").status == .seeOther)
        #expect(try await bureau.get("/receptions").text.contains("催报"))
        let bad = try await officer.post(
            mine, ["number": "1.1", "title": "经费", "unit": "没有的局", "due": "2026-04-11", "version": "1"])
        #expect(bad.status == .unprocessableContent && bad.text.contains("没有的局") && bad.text.contains("不晚于上报期限"))
        let moved = try await officer.post(
            mine, ["number": "1.1", "title": "经费", "unit": "第101小学", "due": "2026-04-10", "version": "1"])
        #expect(moved.status == .seeOther)
        #expect(try await bureau.get(mine).status == .notFound)
        #expect(try await officer.post("\(mine)/removal").location == "\(path)?done=removed")
        #expect(try await officer.get(mine).status == .notFound)
    }
}
