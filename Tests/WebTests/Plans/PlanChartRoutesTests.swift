import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct PlanChartRoutesTests {
    /// A site with the plan of 周敏's office.
    static func planned() async throws -> (FindingSite, PlannedYear) {
        let site = try await FindingSite()
        let year = try await FindingSamples.act(
            as: FindingSamples.officer(person: "zhou"), in: site.site.services.database
        ) { act in try PlannedYear.plant(owner: "zhou", act) }
        return (site, year)
    }

    static func window(_ site: FindingSite, _ item: PlanItemID) async throws -> PlanItemWindow {
        try #require(try await site.site.services.database.read { db in try PlannedYear.window(of: item, in: db) })
    }

    @Test("Bars lead to their items, what is late is red and counted, and what has no time is listed")
    func chart() async throws {
        let (site, year) = try await Self.planned()
        let page = try await site.site.browser(as: "officer").get("/plans/\(year.plan)/chart").text
        #expect(page.contains("class=\"p-bar p-late\" href=\"/plan-items/\(year.items[0])\""))
        #expect(page.contains("state=late#stages\">3</a>"))
        #expect(page.contains("逾期 10 天") && page.contains("未安排时间（1 项）"))
        #expect(page.contains("一、督学") && page.contains("第一轮视导") && page.contains("aria-current=\"page\">挂图"))
        #expect(page.components(separatedBy: "class=\"p-mark").count == 13)
    }

    @Test("The number of a state opens exactly the rows that it counts", arguments: PlanChart.Tone.allCases)
    func counts(tone: PlanChart.Tone) async throws {
        let (site, year) = try await Self.planned()
        let browser = try await site.site.browser(as: "officer")
        let all = try await browser.get("/plans/\(year.plan)/chart").text
        let expected: [PlanChart.Tone: Int] = [.late: 3, .current: 1, .ahead: 11]
        #expect(all.contains("state=\(tone.rawValue)#stages\">\(expected[tone] ?? 0)</a>"))
        let some = try await browser.get("/plans/\(year.plan)/chart?state=\(tone.rawValue)").text
        #expect(expected[tone] == nil ? some.contains("没有可以上图的事项") : some.contains("（\(expected[tone] ?? 0) 行）"))
    }

    @Test("Filters by kind, owner and lateness leave the rest away")
    func filters() async throws {
        let (site, year) = try await Self.planned()
        let browser = try await site.site.browser(as: "officer")
        for (query, shown, hidden) in [
            ("kind=督学", "幼儿园办园行为督导评估", "现代化学校创建"), ("owner=zhou", "现代化学校创建", "责任督学挂牌督导"),
            ("late=1", "责任督学挂牌督导", "现代化学校创建"),
        ] {
            let page = try await browser.get("/plans/\(year.plan)/chart?\(query)").text
            #expect(page.contains(shown) && !page.contains(hidden), "\(query)")
        }
    }

    @Test("A stage moves with a reason; the days that it had stay known, and the one who moved it is named")
    func move() async throws {
        let (site, year) = try await Self.planned()
        let browser = try await site.site.browser(as: "officer2")
        let window = try await Self.window(site, year.items[0])
        let path = "/plan-windows/\(window.id)/move"
        #expect(try await browser.get(path).text.contains("原定：2月"))
        let moved = try await browser.post(
            path, ["start": "2026-03-01", "end": "2026-04-15", "reason": "与高考错开", "version": "1", "from": "chart"])
        #expect(moved.location == "/plans/\(year.plan)/chart?done=windowMoved")
        let now = try await Self.window(site, year.items[0])
        #expect(now.window.start == "2026-03-01" && now.window.end == "2026-04-15")
        let moves = try await site.site.services.database.read { db in
            try PlanWindows.moves(of: year.items[0], in: db)
        }
        #expect(moves.map(\.fromEnd) == ["2026-02-28"] && moves[0].reason == "与高考错开" && moves[0].byName == "吴启明")
        #expect(try await browser.get("/plans/\(year.plan)/chart").text.contains("p-bar p-current"))
    }

    @Test(
        "A move without a reason, with days that are none, or of something that moved meanwhile changes nothing",
        arguments: [
            (["start": "2026-03-01", "end": "2026-04-15", "version": "1"], 422, "请写明改期的理由"),
            (["start": "2026-03-01", "end": "", "reason": "x", "version": "1"], 422, "请填写结束日期"),
            (["start": "2026-02-30", "end": "2026-04-15", "reason": "x", "version": "1"], 422, "请填写开始日期"),
            (["start": "2026-04-16", "end": "2026-04-15", "reason": "x", "version": "1"], 422, "不能早于开始"),
            (["start": "1990-04-16", "end": "2026-04-15", "reason": "x", "version": "1"], 422, "之间"),
            (["start": "2026-03-01", "end": "2026-04-15", "reason": "x", "version": "9"], 409, "刚被他人处理过"),
        ] as [([String: String], Int, String)])
    func refused(fields: [String: String], status: Int, sentence: String) async throws {
        let (site, year) = try await Self.planned()
        let browser = try await site.site.browser(as: "officer")
        let window = try await Self.window(site, year.items[0])
        let answer = try await browser.post("/plan-windows/\(window.id)/move", dictionary: fields)
        #expect(answer.status.code == status && answer.text.contains(sentence))
        if let end = fields["end"], !end.isEmpty { #expect(answer.text.contains("value=\"\(end)\"")) }
        #expect(try await Self.window(site, year.items[0]) == window)
    }

    @Test("Leaders look and do not move; an office above looks; a neighbour finds nothing")
    func others() async throws {
        let (site, year) = try await Self.planned()
        let window = try await Self.window(site, year.items[0])
        let path = "/plan-windows/\(window.id)/move"
        let fields: KeyValuePairs = ["start": "2026-03-01", "end": "2026-04-15", "reason": "x", "version": "1"]
        let leader = try await site.site.browser(as: "leader")
        let page = try await leader.get("/plans/\(year.plan)/chart").text
        #expect(page.contains("p-late") && !page.contains("data-window") && !page.contains("plan-move"))
        #expect(try await leader.post(path, fields).status == .forbidden)
        let city = try await site.site.browser(as: "city")
        #expect(try await !city.get("/plans/\(year.plan)/chart").text.contains("data-window"))
        #expect(try await city.post(path, fields).status == .forbidden)
        let neighbour = try await site.site.browser(as: "neighbour")
        for address in ["chart", "table", "comparison", "docx", "schedule.xlsx", "table.xlsx"] {
            #expect(try await neighbour.get("/plans/\(year.plan)/\(address)").status == .notFound, "\(address)")
        }
        #expect(try await neighbour.post(path, fields).status == .notFound)
    }

    @Test("By month every item stands with its stages in one cell; by quarter it is numbered on; both are exported")
    func tables() async throws {
        let (site, year) = try await Self.planned()
        let browser = try await site.site.browser(as: "officer")
        let month = try await browser.get("/plans/\(year.plan)/table?by=month").text
        #expect(month.contains("<div>第一轮视导：3月下旬</div><div>区级评估：11月中旬</div>"))
        #expect(month.contains("每月一次，逾期 38 天") && month.contains("未安排时间的 1 项"))
        let quarter = try await browser.get("/plans/\(year.plan)/table?by=quarter").text
        #expect(quarter.contains("四季度") && quarter.contains("<li value=\"7\">"))
        for query in ["by=month", "by=quarter"] {
            let sheet = try await browser.get("/plans/\(year.plan)/table.xlsx?\(query)")
            #expect(sheet.bytes.starts(with: Array("PK".utf8)))
        }
        let schedule = try await browser.get("/plans/\(year.plan)/schedule.xlsx?kind=评估监测")
        #expect(schedule.headers[.contentDisposition]?.contains(Fields.encoded("2026年教育督导工作要点进度安排.xlsx")) == true)
        let book = try Unzipped(schedule.bytes)
        let cells = String(decoding: try book.bytes("xl/worksheets/sheet1.xml"), as: UTF8.self)
        #expect(cells.contains("区级评估") && !cells.contains("挂牌督导"))
    }

    @Test("The paper carries head, chapters, items as they are numbered, the schedule and a Chinese name")
    func paper() async throws {
        let (site, year) = try await Self.planned()
        let answer = try await site.site.browser(as: "leader").get("/plans/\(year.plan)/docx")
        #expect(answer.headers[.contentDisposition]?.contains(Fields.encoded("2026年教育督导工作要点.docx")) == true)
        let body = String(decoding: try Unzipped(answer.bytes).bytes("word/document.xml"), as: UTF8.self)
        for words in [
            "第101区教育督导室文件", "一区督〔2026〕1号", "一、督学", "二、队伍", "1.幼儿园办园行为督导评估。按要求抓好落实。", "三、工作进度安排",
            "区级评估：11月中旬", "2026年1月20日印发",
        ] { #expect(body.contains(words), "\(words)") }
    }

    @Test("Beside last year's plan figures stand against each other, each number opening its rows")
    func comparison() async throws {
        let (site, year) = try await Self.planned()
        let browser = try await site.site.browser(as: "officer")
        #expect(try await browser.get("/plans/\(year.plan)/comparison").text.contains("没有可以对比的计划"))
        #expect(try await browser.get("/plans/\(year.plan)/comparison.xlsx").status == .notFound)
        _ = try await FindingSamples.act(
            as: FindingSamples.officer(person: "zhou"), in: site.site.services.database
        ) { act in try PlannedYear.plant(titled: "2025年教育督导工作要点", year: 2025, kindergartens: 35, act) }
        let page = try await browser.get("/plans/\(year.plan)/comparison").text
        #expect(page.contains("<dt>指标变化</dt><dd><a href=\"#target\">1</a></dd>"))
        #expect(page.contains(">35所</td>") && page.contains(">40所</td>"))
        #expect(page.contains("<dt>新增</dt><dd>0</dd>") && page.contains("没有变化（3）"))
        #expect(try await browser.get("/plans/\(year.plan)/comparison.xlsx").bytes.starts(with: Array("PK".utf8)))
        #expect(try await browser.get("/plans/\(year.plan)/comparison?with=\(year.plan)x").status == .notFound)
    }
}
