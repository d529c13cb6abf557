import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct GroupTests {
    private func site() async throws -> (TestSite, TestBrowser) {
        let site = try await TestSite()
        _ = try await Sample.campaign(in: site.services.database, units: 3)
        try await site.account("officer", .officer, .region(.county, code: "500112"))
        return (site, try await site.browser(as: "officer"))
    }

    private static let good: [(String, String)] = [
        ("name", "江北教育集团"), ("kind", "group"), ("lead", "第1幼儿园"), ("from", "2024-09-01"),
    ]

    @Test(
        "A group is founded with its lead, takes members in by name or code, and lets them go; units are filtered by it"
    )
    func life() async throws {
        let (_, browser) = try await site()
        #expect(try await browser.get("/groups").text.contains("没有符合条件的集团或学区"))
        let made = try await browser.post("/groups", pairs: GroupTests.good)
        let path = String(try #require(made.location).prefix { $0 != "?" })
        let added = try await browser.post(
            "\(path)/members", ["members": "第2幼儿园\n第3幼儿园", "from": "2025-09-01"])
        #expect(added.status == .seeOther)
        let page = try await browser.get(path).text
        #expect(page.contains("第2幼儿园") && page.contains("第3幼儿园") && page.contains("牵头"))
        let id = path.dropFirst("/groups/".count)
        #expect(try await browser.get("/organisations?group=\(id)").text.contains("共 <strong>3</strong> 个单位"))
        let member = try #require(
            page.split(separator: "/members/").map { $0.prefix { $0 != "/" } }.last { $0.count == 36 })
        #expect(try await browser.post("\(path)/members/\(member)/end", ["until": "2026-03-09"]).status == .seeOther)
        #expect(try await browser.get("/organisations?group=\(id)").text.contains("共 <strong>2</strong> 个单位"))
        #expect(try await browser.get(path).text.contains("2026年3月9日"), "who left stays in the list")
        #expect(try await browser.get("/groups/export.xlsx").status == .ok)
        #expect(try await browser.get("\(path)/members.xlsx").status == .ok)
    }

    @Test("The count of its members' open problems is the ledger's own, and a member who left counts no more")
    func findings() async throws {
        let (site, browser) = try await site()
        _ = try await FindingSamples.act(
            as: FindingSamples.officer("500112"), in: site.services.database
        ) { act in
            let units = (1...3).map { OrganisationID("organisation-500112-\($0)") }
            return try Findings.issue(FindingSamples.problem(units), act)
        }
        let made = try await browser.post("/groups", pairs: GroupTests.good)
        let path = String(try #require(made.location).prefix { $0 != "?" })
        _ = try await browser.post("\(path)/members", ["members": "第2幼儿园", "from": "2025-09-01"])
        #expect(try await browser.get(path).text.contains("2<small>条</small>"))
        let ledger = try await browser.get("/findings?group=\(path.dropFirst("/groups/".count))").text
        #expect(ledger.contains("共 <strong>2</strong>") && !ledger.contains("第3幼儿园"))
    }

    @Test(
        "What cannot be is told, with what was typed kept",
        arguments: [
            (["name": ""], "名称请填写2至60个字"), (["lead": ""], "教育集团须填写牵头校"), (["lead": "没有这所"], "没有代码或名称为“没有这所”"),
            (["kind": "x"], "请选择类型"), (["from": "昨天"], "请填写成立日期"), (["until": "2024-08-31"], "不能早于开始日期"),
        ])
    func refused(change: [String: String], message: String) async throws {
        let (_, browser) = try await site()
        let fields = Dictionary(uniqueKeysWithValues: GroupTests.good).merging(change) { $1 }
        let answer = try await browser.post("/groups", dictionary: fields)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains(message))
        if change["name"] == nil { #expect(answer.text.contains("value=\"江北教育集团\"")) }
    }

    @Test("A list with one unknown unit takes nobody in; the same unit is not taken in twice")
    func members() async throws {
        let (_, browser) = try await site()
        let made = try await browser.post("/groups", pairs: GroupTests.good)
        let path = String(try #require(made.location).prefix { $0 != "?" })
        let unknown = try await browser.post("\(path)/members", ["members": "第2幼儿园\n没有这所", "from": "2025-09-01"])
        #expect(unknown.status == .unprocessableContent && unknown.text.contains("没有找到：没有这所"))
        #expect(unknown.text.contains("没有这所</textarea>"))
        #expect(!(try await browser.get(path).text.contains("第2幼儿园")))
        let twice = try await browser.post("\(path)/members", ["members": "第1幼儿园", "from": "2025-09-01"])
        #expect(twice.text.contains("在同一时期已是成员"))
        let early = try await browser.post("\(path)/members", ["members": "第2幼儿园", "from": "2024-08-31"])
        #expect(early.text.contains("不能早于成立日期"))
        #expect(try await browser.post("/groups", pairs: GroupTests.good).text.contains("已有名为"))
    }

    @Test("A group that ends takes its memberships with it; the list shows it only when asked")
    func ending() async throws {
        let (_, browser) = try await site()
        let made = try await browser.post("/groups", pairs: GroupTests.good)
        let path = String(try #require(made.location).prefix { $0 != "?" })
        let ended = try await browser.post(path, pairs: GroupTests.good + [("until", "2026-02-28"), ("version", "1")])
        #expect(ended.status == .seeOther)
        #expect(!(try await browser.get("/groups").text.contains("江北教育集团")))
        #expect(try await browser.get("/groups?state=all").text.contains("江北教育集团"))
        #expect(try await browser.get(path).text.contains("2026年2月28日"))
        let stale = try await browser.post(path, pairs: GroupTests.good + [("version", "1")])
        #expect(stale.status == .conflict)
    }
}
