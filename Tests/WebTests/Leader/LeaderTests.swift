import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct LeaderTests {
    /// Two districts with campaigns, and findings that are late, soon due, handed in and closed.
    private static func site() async throws -> TestSite {
        let site = try await TestSite()
        let database = site.services.database
        try await database.write { db in try FindingSamples.plant(in: db) }
        for county in ["500101", "500102"] { _ = try await Sample.campaign(in: database, county: county, units: 3) }
        let city = Viewer(
            account: "a", person: "p", name: "市", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        try await FindingSamples.act(as: city, in: database) { act in
            for number in 0..<9 {
                let county = number % 3 == 0 ? "500102" : "500101"
                _ = try Findings.issue(FindingSamples.problem([Identifier("school-\(county)")], "问题\(number)"), act)
            }
            for (number, state, due) in [
                (1, "issued", "2026-03-09"), (2, "planned", "2026-02-01"), (3, "issued", "2026-03-12"),
                (4, "submitted", "2026-03-01"), (5, "verified", "2026-03-01"), (6, "returned", "2026-03-01"),
            ] {
                try act.db.execute(
                    "UPDATE finding_part SET state = \(state), due_on = \(due) WHERE number_order % 1000000 / 1000 = \(number)"
                )
            }
            try act.db.execute(
                """
                UPDATE finding_part SET state = 'closed', is_open = false, closed_on = '2026-03-05',
                    issued_on = '2026-01-20', campaign_id = 'campaign-500101' WHERE number_order % 1000000 / 1000 = 8
                """)
            try act.db.execute("UPDATE inspection SET state = 'finished' WHERE id = 'inspection-500101-1'")
            try act.db.execute("UPDATE campaign SET ends_on = '2026-03-09' WHERE id = 'campaign-500102'")
        }
        try await site.account("leader", .leader, .region(.city, code: "500100"))
        try await site.account("district", .leader, .region(.county, code: "500101"))
        try await site.account("officer", .officer, .region(.county, code: "500101"))
        try await site.account("nation", .leader, .nation)
        return site
    }

    /// Numbers of the page that are links, with where they lead.
    private static func numbers(_ html: String) -> [(link: String, count: Int)] {
        let link = /<a(?: class="late-text")? href="(\/(?:findings|inspections|campaigns)\?[^"]*)">(\d+)</
        return html.matches(of: link).map { match in
            (link: String(match.1).replacing("&amp;", with: "&"), count: Int(match.2) ?? -1)
        }
    }

    private static func total(_ html: String) -> Int {
        html.firstMatch(of: /共 <strong>(\d+)<\/strong>/).flatMap { Int($0.1) } ?? 0
    }

    @Test(
        "Every number opens exactly as many rows as it says",
        arguments: [
            ("leader", "/leader"), ("leader", "/leader?district=county-500101"), ("district", "/leader"),
            ("nation", "/leader"), ("nation", "/leader?district=province-500000"), ("leader", "/leader/wall"),
        ])
    func numbers(login: String, path: String) async throws {
        let site = try await LeaderTests.site()
        let browser = try await site.browser(as: login)
        let page = try await browser.get(path)
        #expect(page.status == .ok)
        let numbers = LeaderTests.numbers(page.text)
        #expect(numbers.count > 15)
        for (link, count) in numbers {
            #expect(LeaderTests.total(try await browser.get(link).text) == count, "\(login) \(link)")
        }
    }

    @Test("The page says what is red and why, district by district, and by which rule")
    func lamps() async throws {
        let site = try await LeaderTests.site()
        let page = try await site.browser(as: "leader").get("/leader").text
        for words in [
            "市辖区整体为红灯", "第101区", "第102区", "红灯2个", "项目到期，3所未完成", "逾期占未销号的37.5%", "逾期未改的问题占未销号问题的20%以上",
            "近12个月新增、销号和月末未销号的问题", "data-chart",
        ] { #expect(page.contains(words), "\(words)") }
        let below = try await site.browser(as: "leader").get("/leader?district=county-500101").text
        #expect(below.contains("领导视图 · 第101区") && below.contains("href=\"/leader\">市辖区</a>"))
    }

    @Test("Another's district, a misspelt one and an unknown one are not there")
    func districts() async throws {
        let site = try await LeaderTests.site()
        let browser = try await site.browser(as: "district")
        for district in ["county-500102", "city-500100", "county-999999", "nonsense", "county-500101-own"] {
            for path in ["/leader", "/leader/wall", "/leader/export.xlsx"] {
                #expect(
                    try await browser.get("\(path)?district=\(district)").status == .notFound, "\(path) \(district)")
            }
        }
        let list = try await browser.get("/findings?state=all&district=county-500102").text
        #expect(LeaderTests.total(list) == 0)
    }

    @Test("The wall has no navigation and says how old it is; an office without anything is told what comes")
    func wall() async throws {
        let site = try await LeaderTests.site()
        let wall = try await site.browser(as: "leader").get("/leader/wall").text
        #expect(!wall.contains("sidenav") && wall.contains("data-wall=\"60\"") && wall.contains("数据截至"))
        try await site.account("empty", .leader, .region(.county, code: "500199"))
        let other = try await TestSite()
        try await other.services.database.write { db in try FindingSamples.plant(in: db) }
        try await other.account("empty", .leader, .region(.county, code: "500101"))
        for path in ["/leader", "/leader/wall"] {
            #expect(try await other.browser(as: "empty").get(path).text.contains("还没有可以统计的内容"))
        }
    }

    @Test("A list opened from a number says what it is narrowed to and keeps it when it is filtered further")
    func narrowed() async throws {
        let site = try await LeaderTests.site()
        let browser = try await site.browser(as: "leader")
        let list = try await browser.get("/findings?state=all&district=county-500101&closed=2026-03").text
        #expect(list.contains("只看：第101区，2026年3月销号"))
        #expect(list.contains("<input type=\"hidden\" name=\"district\" value=\"county-500101\">"))
        let units = try await browser.get("/inspections?project=running&district=county-500101&state=finished").text
        #expect(units.contains("只看：第101区，实施中的项目") && LeaderTests.total(units) == 1)
    }

    @Test("The office sets the rule of its lamps; what cannot be is refused with what was typed")
    func rule() async throws {
        let site = try await LeaderTests.site()
        let officer = try await site.browser(as: "officer")
        let page = try await officer.get("/leader/rule").text
        #expect(page.contains("系统默认的规则"))
        let wrong = try await officer.post(
            "/leader/rule",
            [
                "version": "0", "redLateCount": "3", "redLatePercent": "x7", "yellowLateCount": "3",
                "yellowBehindPoints": "200",
            ])
        #expect(wrong.status == .unprocessableContent)
        for words in ["value=\"x7\"", "黄灯的逾期个数要小于红灯的 3 个", "请填 1 到 100 的整数", "请填整数"] {
            #expect(wrong.text.contains(words), "\(words)")
        }
        let fields: KeyValuePairs = [
            "version": "0", "redLateCount": "5", "redLatePercent": "", "yellowLateCount": "2",
        ]
        #expect(try await officer.post("/leader/rule", fields).status == .seeOther)
        let stale = try await officer.post("/leader/rule", fields)
        #expect(stale.status == .conflict && stale.text.contains("刚被他人修改"))
        let after = try await site.browser(as: "district").get("/leader").text
        #expect(after.contains("逾期未改的问题有5个以上") && !after.contains("占未销号问题的20%"))
        #expect(after.contains("黄灯") && after.contains("逾期2个"))
        #expect(try await site.browser(as: "leader").get("/leader").text.contains("占未销号问题的20%以上"))
        #expect(
            try await site.browser(as: "district").get("/leader/rule").text.contains("name=\"redLateCount\"") == false)
    }

    @Test("The workbook has a sheet for each table with the page's own numbers")
    func export() async throws {
        let site = try await LeaderTests.site()
        let answer = try await site.browser(as: "leader").get("/leader/export.xlsx")
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentDisposition]?.contains("filename*=UTF-8''%E9%A2%86%E5%AF%BC") == true)
        #expect(answer.bytes.starts(with: [0x50, 0x4b]))
    }
}
