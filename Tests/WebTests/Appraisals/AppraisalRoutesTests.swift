import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct AppraisalRoutesTests {
    /// The district of the zone tests, with a head of the office, and all schools posted to two inspectors.
    static func site() async throws -> TestSite {
        let site = try await ZoneRoutesTests.site()
        try await site.account("director", .director, .region(.county, code: "500112"))
        let officer = try await site.browser(as: "officer")
        let path = try await ZoneRoutesTests.zone(officer)
        for number in 1...6 {
            let posted = try await officer.post(
                "\(path)/postings",
                [
                    "school": "\(ZoneRoutesTests.unit(number))", "person": "person-inspector\(number == 6 ? 2 : 1)",
                    "from": "2026-03-10",
                ])
            #expect(posted.status == .seeOther, "\(posted.text.suffix(400))")
        }
        return site
    }

    static func answers(_ person: String, _ points: Int) -> [(String, String)] {
        RatingItem.allCases.map { ("\($0.rawValue)-\(person)", "\(points)") }
    }

    @Test("A round is opened; the school rates once and hands the link on; teachers answer; it is closed and counts")
    func ratings() async throws {
        let site = try await Self.site()
        let officer = try await site.browser(as: "officer")
        let until = site.services.today().adding(days: 14)
        let bad = try await officer.post("/inspectors/ratings", ["year": "2026", "limit": "0", "until": until.text])
        #expect(bad.status == .unprocessableContent && bad.text.contains("value=\"0\""))
        let endless = try await officer.post("/inspectors/ratings", ["year": "2026", "limit": "300", "until": ""])
        #expect(endless.status == .unprocessableContent && endless.text.contains("截止日期"))
        let opened = try await officer.post(
            "/inspectors/ratings", ["year": "2026", "limit": "300", "until": until.text])
        #expect(opened.location == "/inspectors/ratings?done=created")

        let principal = try await site.browser(as: "principal")
        let mine = try await principal.get("/inspectors/ratings/mine").text
        let code = try #require(mine.firstMatch(of: /href="\/ratings\/([0-9a-f]{20})"/)).1
        let round = try #require(mine.firstMatch(of: /name="round" value="([^"]+)"/)).1
        #expect(mine.contains("教师评价的二维码") && mine.contains(until.chinese))
        let work = try await principal.get("/").text
        #expect(work.contains("评价责任督学") && work.contains("请教师评价责任督学"))
        let own = [("round", String(round))]
        let partly = try await principal.post(
            "/inspectors/ratings/mine", pairs: own + [("presence-person-inspector1", "4")])
        #expect(partly.status == .unprocessableContent && partly.text.contains("value=\"4\" checked"))
        let given = own + Self.answers("person-inspector1", 5)
        #expect(try await principal.post("/inspectors/ratings/mine", pairs: given).status == .seeOther)
        #expect(try await principal.post("/inspectors/ratings/mine", pairs: given).status == .conflict)

        let path = "/ratings/\(code)"
        let stranger = site.browser()
        #expect(try await stranger.get(path).text.contains("匿名评价"))
        #expect(try await stranger.get("/ratings/00000000000000000000").status == .notFound)
        func answer(_ browser: TestBrowser, _ points: Int, _ command: String) async throws -> TestAnswer {
            try await browser.post(
                path, pairs: Self.answers("person-inspector1", points) + [("command", command)], command: nil,
                sealed: false, accept: "text/html")
        }
        #expect(try await answer(stranger, 9, site.services.newID()).status == .unprocessableContent)
        let command = site.services.newID()
        #expect(try await answer(stranger, 4, command).location == "\(path)?done=1")
        #expect(try await answer(stranger, 4, command).location == "\(path)?done=1")
        // Somebody who is signed in answers as nobody.
        for _ in 2...5 { #expect(try await answer(principal, 4, site.services.newID()).status == .seeOther) }
        #expect(try await officer.get("/inspectors/ratings").text.contains("5 份"))
        let traces: [Int] = try await site.services.database.read { db in
            try db.rows("SELECT count(*) FROM audit_entry WHERE action LIKE 'rating.%'").map { try $0.get(0) }
        }
        #expect(traces == [2], "opening and the school's own, nothing of teachers")

        let schools = "/inspectors/ratings/\(round)"
        #expect(try await officer.get(schools).text.contains("共 <strong>6</strong>"))
        #expect(try await officer.get("\(schools)?state=done").text.contains("共 <strong>1</strong>"))
        #expect(try await officer.get("\(schools)?state=open").text.contains("共 <strong>5</strong>"))
        #expect(try await officer.get("\(schools)/export.xlsx?state=open").status == .ok)
        #expect(try await officer.get("\(schools)?state=done").text.contains("data-label=\"教师份数\" class=\"num\">5<"))
        let later = until.adding(days: 7)
        let refused = try await officer.post("\(schools)/terms", ["until": later.text, "limit": "0"])
        #expect(refused.status == .unprocessableContent && refused.text.contains(later.text))
        let prolonged = try await officer.post("\(schools)/terms", ["until": later.text, "limit": "400"])
        #expect(prolonged.location == "\(schools)?done=saved")
        #expect(try await principal.get("/inspectors/ratings/mine").text.contains(later.chinese))

        let year = "/inspectors/appraisals/person-inspector1/2026"
        #expect(try await officer.get(year).text.contains("4.00 分") == false)
        let closed = try await officer.post("/inspectors/ratings/\(round)/closing", [:])
        #expect(closed.status == .seeOther)
        #expect(try await officer.get(year).text.contains("4.00 分"))
        #expect(try await officer.get("\(year)/teachers").text.contains("data-label=\"份数\" class=\"num\">5<"))
        #expect(try await answer(stranger, 4, site.services.newID()).status == .conflict)
        #expect(try await officer.get("\(year)/schools").status == .notFound)
    }

    @Test("The head confirms in December, with a reason for another grade; the inspector's page says so")
    func confirm() async throws {
        let site = try await Self.site()
        try await site.services.database.write { db in
            _ = try db.execute("UPDATE zone_posting SET from_day = '2025-09-01'")
        }
        let director = try await site.browser(as: "director")
        let list = try await director.get("/inspectors/appraisals?year=2025&state=open").text
        #expect(list.contains("共 <strong>2</strong>"))
        let path = "/inspectors/appraisals/person-inspector1/2025"
        // Before the office recorded any visit, nothing is known of them.
        #expect(try await !director.get(path).text.contains("/2025/coverage\">"))
        try await site.services.database.write { db in
            try OfficeSetting<CoverageRule>("coverage_rule").save(
                CoverageRule(recordsFrom: "2025-09-01"), of: "500112", version: 0, else: CoverageRefusal.stale, in: db)
        }
        let page = try await director.get(path).text
        let digest = String(try #require(page.firstMatch(of: /name="digest" value="([0-9a-f]{64})"/)).1)
        // No visit, no problem, no training, no rating: two measures are known, and both are not met.
        #expect(page.contains("问题整改、记录按时、培训学时、学校评价、教师评价没有数据，权重65不计"))
        let met = try #require(page.firstMatch(of: /\/2025\/coverage">(\d+)</)).1
        #expect(try await director.get("\(path)/coverage").text.contains("共 <strong>\(met)</strong>"))
        #expect(try await director.get("\(path)/coverage/export.xlsx").status == .ok)
        let bare = try await director.post(path, ["digest": digest, "grade": "competent", "reason": ""])
        #expect(bare.status == .unprocessableContent && bare.text.contains("请写明理由"))
        let done = try await director.post(path, ["digest": digest, "grade": "failed", "reason": "全年未到校"])
        #expect(done.location == "\(path)?done=confirmed")
        let again = try await director.post(path, ["digest": digest, "grade": "failed", "reason": "再来"])
        #expect(again.status == .conflict)
        #expect(
            try await director.get("/inspectors/appraisals?year=2025&grade=failed&state=confirmed").text.contains(
                "共 <strong>1</strong>"))
        #expect(try await director.get("/inspectors/appraisals/export.xlsx?year=2025").status == .ok)
        let dossier = try await director.get("/inspectors/person-inspector1").text
        #expect(dossier.contains("2025年度考核不合格") && dossier.contains("<option value=\"failed\" selected>"))
        let inspector = try await site.browser(as: "inspector1")
        #expect(try await inspector.get("/inspectors/appraisals/mine?year=2025").text.contains("不合格"))
        #expect(try await inspector.get(path).text.contains("全年未到校"))
        #expect(try await inspector.get("/inspectors/appraisals/person-inspector2/2025").status == .notFound)
    }

    @Test("Weights that do not add up are refused with what was typed; a stale form too")
    func rules() async throws {
        let site = try await Self.site()
        let officer = try await site.browser(as: "officer")
        var fields = AppraisalMeasure.allCases.map { ("weight-\($0.rawValue)", "10") }
        fields += [
            ("excellent", "90"), ("competent", "75"), ("basic", "60"), ("days", "3"), ("version", "0"),
        ]
        let refused = try await officer.post("/inspectors/appraisals/rules", pairs: fields + [("basis", "区教督〔2026〕1号")])
        #expect(refused.status == .unprocessableContent && refused.text.contains("合计100"))
        #expect(refused.text.contains("value=\"区教督〔2026〕1号\""))
        fields[0].1 = "30"
        let path = "/inspectors/appraisals/rules"
        #expect(try await officer.post(path, pairs: fields).text.contains("请填写依据"))
        #expect(try await officer.post(path, pairs: fields + [("basis", "一号文")]).location == "\(path)?done=saved")
        #expect(try await officer.post(path, pairs: fields + [("basis", "一号文")]).status == .conflict)
        #expect(try await site.browser(as: "leader").get(path).text.contains("一号文"))
        // Which months count is said where schools' terms are set, and only there.
        #expect(try await officer.get(path).text.contains("2026年：1月、3月、4月、5月、6月、9月、10月、11月、12月"))
        let rule = CoverageRule(dueDays: 21)
        try await site.services.database.write { db in
            try OfficeSetting<CoverageRule>("coverage_rule").save(
                rule, of: "500112", version: 0, else: CoverageRefusal.stale, in: db)
            try db.execute(
                "UPDATE appraisal_rule SET content = replace(content, '{\"basic\"', '{\"months\":[3,9],\"basic\"')")
        }
        let told = try await officer.get(path).text
        #expect(told.contains("2026年：3月、4月、5月、6月、9月、10月、11月、12月") && told.contains("（3月、9月）不再使用"))
    }
}
