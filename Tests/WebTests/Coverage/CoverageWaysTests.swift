import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

/// The ways between coverage, visits, joint visits and rounds, and what an office of several districts sees.
@Suite struct CoverageWaysTests {
    @Test("A city sees where to go and how it will end for all its districts, or for one that it chooses")
    func city() async throws {
        let visits = try await VisitSite()
        try await visits.site.account("city", .officer, .region(.city, code: "500100"))
        for (number, school) in ["school-500101", "school-500102"].enumerated() {
            let day: Day = "2026-02-25"
            let viewer = VisitSample.inspector(
                number == 0 ? "500101" : "500102", person: number == 0 ? "inspector" : "neighbour", on: day)
            try await FindingSamples.act(as: viewer, in: visits.site.services.database) { act in
                _ = try Visits.store(
                    VisitSample.visit(number + 1, to: Identifier(school), on: day), sentAt: act.at, act)
            }
        }
        let city = try await visits.site.browser(as: "city")
        let forecast = try await city.get("/coverage/forecast").text
        for words in [
            "data-label=\"区县\"", "第101区", "第102区", "全部区县", "2所学校、幼儿园",
            "/coverage?district=county-500102&amp;month=2026-03&amp;state=waiting&amp;inspector=none",
        ] { #expect(forecast.contains(words), "\(words)") }
        let opened = try await city.get(
            "/coverage?district=county-500102&month=2026-03&state=waiting&inspector=none"
        ).text
        #expect(opened.contains("共 <strong>1</strong> 所"))
        let one = try await city.get("/coverage/forecast?district=county-500102").text
        #expect(one.contains("1所学校、幼儿园") && !one.contains("data-label=\"区县\""))
        let next = try await city.get("/coverage/next").text
        for words in ["第101小学", "第102小学", "第101区", "全部区县"] { #expect(next.contains(words), "\(words)") }
        let narrowed = try await city.get("/coverage/next?district=county-500101").text
        #expect(narrowed.contains("第101小学") && !narrowed.contains("第102小学"))
        #expect(try await city.get("/coverage/next?district=county-500999").text.contains("本周没有必须去的学校"))
        #expect(try await city.get("/").text.contains("/coverage/next"))
        let officer = try await visits.site.browser(as: "officer")
        let own = try await officer.get("/coverage/next").text
        #expect(own.contains("第101小学") && !own.contains("全部区县") && !own.contains("第102小学"))
    }

    @Test("A province with more schools than a list bears chooses a county first")
    func province() async throws {
        let visits = try await VisitSite()
        try await visits.site.account("province", .officer, .region(.province, code: "500000"))
        try await visits.site.services.database.write { db in
            for number in 0...CoverageDistricts.most {
                try FindingSamples.organisation("many-\(number)", "多\(number)", .school, county: "500102", db)
            }
        }
        let province = try await visits.site.browser(as: "province")
        for path in ["/coverage/next", "/coverage/forecast"] {
            let page = try await province.get(path).text
            #expect(page.contains("请先选择区县") && page.contains("\(path)?district=county-500101\">第101区</a>"))
            #expect(try await province.get("\(path)?q=102").text.contains("共 <strong>1</strong> 个区县"))
            #expect(try await province.get("\(path)/export.xlsx").location == path)
            #expect(try await province.get("\(path)?district=county-500101").text.contains("第101区"))
        }
    }

    @Test("A joint visit that clashes shows what with and asks why, before anything is planned; nothing typed is lost")
    func joint() async throws {
        let visits = try await VisitSite()
        try await visits.site.services.database.write { db in try VisitSample.appoint("second", in: db) }
        let officer = try await visits.site.browser(as: "officer")
        func typed(_ day: String, _ more: [(String, String)] = []) -> [(String, String)] {
            [
                ("school", "第101小学"), ("theme", "食堂卫生"), ("from", day), ("due", day), ("people", "inspector"),
                ("people", "second"),
            ] + more
        }
        #expect(try await officer.post("/visit-tasks", pairs: typed("2026-03-12")).status == .seeOther)
        let held = try await officer.post("/visit-tasks", pairs: typed("2026-03-16"))
        #expect(held.status == .conflict)
        for words in ["时间冲突（1处）", "间隔过短", "与其他督导只相隔4天", "2026年3月12日", "value=\"食堂卫生\"", "仍按此安排的理由"] {
            #expect(held.text.contains(words), "\(words)")
        }
        let digest = String(try #require(held.text.firstMatch(of: /name="clashes" value="([0-9a-f]+)"/)).1)
        for (day, reason, status, words) in [
            ("2026-03-16", " ", HTTPResponse.Status.unprocessableContent, "请写明为什么仍按此安排"),
            ("2026-03-15", "上级要求", .conflict, "时间安排刚有变化"),
        ] {
            let answer = try await officer.post(
                "/visit-tasks", pairs: typed(day, [("clashes", digest), ("clashReason", reason)]))
            #expect(answer.status == status && answer.text.contains(words), "\(words)")
        }
        #expect(try await officer.get("/visit-tasks").text.contains("共 <strong>1</strong> 次联合到校"))
        let told = try await officer.post(
            "/visit-tasks", pairs: typed("2026-03-16", [("clashes", digest), ("clashReason", "上级统一要求")]))
        #expect(told.status == .seeOther)
        let list = try await officer.get("/visit-tasks").text
        #expect(list.contains("仍按此安排：上级统一要求") && list.contains("/coverage/schools/school-500101"))
        #expect(try await officer.get("/coverage/clashes").text.contains("上级统一要求"))
        #expect(try await officer.get("/coverage/clashes/export.xlsx").status == .ok)
        // What is asked by the address alone is shown at once.
        let asked = try await officer.get(
            "/visit-tasks/new?school=%E7%AC%AC101%E5%B0%8F%E5%AD%A6&from=2026-03-17&due=2026-03-17")
        #expect(asked.text.contains("时间冲突（2处）"))
    }

    @Test("From a visit, a school's visits and the form of a visit there is a way to the school's coverage, and back")
    func links() async throws {
        let visits = try await VisitSite()
        try await FindingSamples.act(as: VisitSample.inspector(), in: visits.site.services.database) { act in
            _ = try Visits.store(VisitSample.visit(), sentAt: act.at, act)
        }
        let link = "href=\"/coverage/schools/school-500101\""
        let visit = "/visits/\(VisitSample.id(1) as VisitID)"
        for login in ["officer", "leader", "inspector", "principal"] {
            let browser = try await visits.site.browser(as: login)
            #expect(try await browser.get(visit).text.contains(link), "\(login)")
            #expect(try await browser.get("/visits?school=school-500101").text.contains(link), "\(login)")
            let back = try await browser.get("/coverage/schools/school-500101").text
            #expect(back.contains("/visits?school=school-500101") && back.contains(visit), "\(login)")
        }
        let officer = try await visits.site.browser(as: "officer")
        #expect(try await officer.get("/visits/new?school=school-500101").text.contains(link))
        #expect(try await !officer.get("/visits").text.contains("/coverage/schools/"))
        #expect(try await officer.get("/coverage/schools/school-500101").text.contains("2025年秋季学期督导项目和联合到校"))
    }

    @Test("A department that has the page in its menu is told that nobody visits it, and not that it is not there")
    func department() async throws {
        let visits = try await VisitSite()
        try await visits.site.services.database.write { db in
            try FindingSamples.organisation("bureau", "教育科", .department, county: "500101", db)
        }
        try await visits.site.account("clerk", .clerk, .organisation("bureau"))
        let clerk = try await visits.site.browser(as: "clerk")
        #expect(try await clerk.get("/coverage").text.contains("本单位没有到校督导要求"))
        #expect(try await clerk.get("/coverage/schools/school-500101").status == .notFound)
    }
}
