import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct FindingLedgerTests {
    @Test("The ledger shows one's own scope, in three views, and links to each problem")
    func views() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        try await world.walk(finding, to: .planned)
        for (login, seen) in [
            ("officer", true), ("leader", true), ("city", true), ("principal", true), ("neighbour", false),
            ("bureau", false), ("inspector", false),
        ] {
            let browser = try await world.site.browser(as: login)
            for view in ["problems", "tasks", "responsibilities"] {
                let page = try await browser.get("/findings?view=\(view)")
                #expect(page.status == .ok)
                #expect(page.text.contains("督问〔2026〕1号") == seen, "\(login) \(view)")
            }
            #expect(try await browser.get(finding.home).status == (seen ? .ok : .notFound), "\(login)")
        }
    }

    @Test("Late ones are red with their days, and the filter finds them and nothing else")
    func late() async throws {
        let world = try await FindingSite(today: "2026-04-12")
        let early = FindingSamples.officer(person: "zhou")
        let finding = try await world.issue(as: early)
        _ = try await FindingSamples.act(
            as: Viewer(
                account: "a", person: "zhou", name: "周敏", role: .officer, scope: early.scope, day: "2026-04-12"),
            in: world.site.services.database
        ) { act in try Findings.issue(FindingSamples.problem(["bureau-500101"]), act) }
        let browser = try await world.site.browser(as: "officer")
        let page = try await browser.get("/findings?state=late").text
        #expect(page.contains("已逾期 3 天") && page.contains("共 <strong>1</strong> 个问题"))
        #expect(page.contains("<tr class=\"late\">"))
        #expect(try await browser.get("/findings").text.contains("共 <strong>2</strong> 个问题"))
        #expect(try await browser.get(finding.home).text.contains("已逾期3天"))
        for (query, count) in [
            ("state=issued", 2), ("state=closed", 0), ("state=all", 2), ("grade=serious", 2), ("grade=grave", 0),
            ("source=superior", 2), ("source=tip", 0), ("until=2026-04-09", 1), ("until=2026-04-08", 0),
            ("q=小学", 1), ("q=教育局", 1), ("q=督问〔2026〕2号", 1), ("q=2", 1), ("q=3", 0), ("q=%25", 0), ("campaign=x", 0),
            ("criterion=A1", 0),
        ] {
            let text = try await browser.get("/findings?\(query)").text
            let said = count == 0 ? text.contains("没有符合条件的问题") : text.contains("共 <strong>\(count)</strong> 个问题")
            #expect(said, "\(query)")
        }
    }

    @Test("The workbook holds what is shown", arguments: ["problems", "tasks", "responsibilities"])
    func export(_ view: String) async throws {
        let world = try await FindingSite()
        _ = try await world.issue()
        let browser = try await world.site.browser(as: "officer")
        let answer = try await browser.get("/findings/export.xlsx?view=\(view)")
        #expect(answer.status == .ok)
        #expect(Array(answer.bytes.prefix(2)) == [0x50, 0x4B])
    }

    @Test("A problem from above is entered for two governments; each district follows its own part")
    func enter() async throws {
        let world = try await FindingSite()
        let city = try await world.site.browser(as: "city")
        #expect(try await city.get("/findings/new").status == .ok)
        let more = try await city.post("/findings/new", ["problem": "生均经费", "unit-0": "第101区人民政府", "more": "1"])
        #expect(more.status == .ok)
        #expect(more.text.contains("生均经费") && more.text.contains("unit-1"))
        let fields: KeyValuePairs = [
            "source": "superior", "grade": "grave", "problem": "生均公用经费未达标", "requirement": "足额拨付",
            "due_on": "2026-06-30", "reason": "国务院督查组要求", "unit-0": "第101区人民政府",
            "helpers-0": "第101区教育局", "unit-1": "government-500102", "due-1": "2026-05-31",
        ]
        let wrong = try await city.post("/findings", fields)
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("管辖范围内没有“government-500102”") && wrong.text.contains("足额拨付"))
        let pairs = fields.map { $0.key == "unit-1" ? ("unit-1", "L-government-500102") : ($0.key, $0.value) }
        let done = try await city.send("/findings", pairs)
        #expect(done.status == .seeOther)
        let home = String((done.location ?? "").prefix { $0 != "?" })
        for (login, count) in [("city", 2), ("officer", 1), ("neighbour", 1)] {
            let ledger = try await world.site.browser(as: login).get("/findings").text
            #expect(ledger.contains("共 <strong>\(count)</strong> 个问题"), "\(login)")
            let page = try await world.site.browser(as: login).get(home)
            #expect(page.text.contains("已销号 0/2") && page.text.contains("另有 1 个部分") == (count == 1))
        }
    }

    @Test("The whole stays open while one part is")
    func whole() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue(["school-500101", "bureau-500101"])
        try await world.walk(finding, part: 0, to: .closed)
        let officer = try await world.site.browser(as: "officer")
        #expect(try await officer.get(finding.home).text.contains("已销号 1/2"))
        try await world.walk(finding, part: 1, to: .closed, unit: "bureau")
        let page = try await officer.get("\(finding.home)?part=\(finding.parts[1].id)").text
        #expect(!page.contains("已销号 2/2") && page.contains("已销号 2 个"))
        #expect(try await officer.get("/findings?state=closed").text.contains("共 <strong>2</strong> 个问题"))
    }

    @Test("A part is split before anybody began, and not after; too few units or the same twice are refused")
    func divide() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        let officer = try await world.site.browser(as: "officer")
        let path = finding.path("division")
        #expect(try await officer.get(path).status == .ok)
        let one = try await world.act(officer, "division", on: finding, ["unit-0": "第101小学", "due_on": "2026-04-01"])
        #expect(one.status == .unprocessableContent)
        let same = try await world.act(
            officer, "division", on: finding,
            ["unit-0": "第101区教育局", "unit-1": "第101区教育局", "due_on": "2026-04-01"])
        #expect(same.status == .unprocessableContent)
        let done = try await world.act(
            officer, "division", on: finding,
            ["unit-0": "第101小学", "unit-1": "第101区教育局", "ask-1": "拨付经费", "due_on": "2026-04-01"])
        #expect(done.status == .seeOther)
        let page = try await officer.get(finding.home).text
        #expect(page.contains("督问〔2026〕1-1号") && page.contains("督问〔2026〕1-2号") && page.contains("拆分"))
        let parts = try await world.issued(finding.id)
        try await world.walk(parts, to: .planned)
        let late = try await world.act(
            officer, "division", on: parts, ["unit-0": "第101小学", "unit-1": "第101区人民政府", "due_on": "2026-04-01"])
        #expect(late.status == .conflict || late.status == .unprocessableContent)
    }

    @Test("Only the office that issued a problem verifies and closes it")
    func office() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        try await world.walk(finding, to: .submitted)
        let city = try await world.site.browser(as: "city")
        #expect(try await city.get(finding.home).status == .ok)
        #expect(try await world.act(city, "verification", on: finding).status == .forbidden)
        let neighbour = try await world.site.browser(as: "neighbour")
        #expect(try await world.act(neighbour, "verification", on: finding).status == .notFound)
    }
}
