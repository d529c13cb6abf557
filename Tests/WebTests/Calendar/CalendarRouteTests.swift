import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct CalendarRouteTests {
    static let notice = """
        元旦：1月1日（周五）至3日（周日）放假，共3天。
        春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
        清明节：4月3日至5日放假，共3天。
        劳动节：5月1日至5日放假调休，共5天。5月8日上班。
        端午节：6月9日放假。
        中秋节：9月15日放假。
        国庆节：10月1日至7日放假调休，共7天。9月26日上班。
        """

    private func site() async throws -> (TestSite, TestBrowser) {
        let site = try await TestSite(today: "2026-12-21")
        try await site.account("admin", .admin, .nation)
        try await site.account("zhou", .officer, .region(.county, code: "500112"))
        return (site, try await site.browser(as: "admin"))
    }

    @Test("A notice is checked, shown, confirmed; a deadline that waited for the year has its day at once")
    func adopt() async throws {
        let (site, admin) = try await site()
        let zhou = SampleUnits.officer(.county, "500112", on: "2026-12-21")
        try await SampleUnits.act(site.services.database, as: zhou) { act in
            let new = NewDeadline(
                subjectKind: "test", subject: "s", rule: "", jurisdiction: "", clause: "", title: "报送整改方案",
                triggeredOn: act.day, dueOn: nil, path: "/findings/x", side: .office, organisation: nil,
                place: Place(province: "500000", city: "500100", county: "500112"))
            let term = try OfficeTerm(term: .workingDays(10), reason: "惯例")
            try Deadlines.set(.defence, term, triggeredOn: act.day, as: new, act)
        }
        let office = try await site.browser(as: "zhou")
        #expect(try await office.get("/working-days").text.contains("等待2027年放假安排的期限 1 个"))
        let fields: KeyValuePairs = ["year": "2027", "source": "国办发明电〔2026〕7号", "text": CalendarRouteTests.notice]
        let checked = try await admin.post("/working-days/check", fields)
        #expect(checked.status == .ok && checked.text.contains("核对2027年放假安排"))
        #expect(try await admin.get("/working-days/2027").status == .notFound, "nothing is stored by checking")
        let unconfirmed = try await admin.post("/working-days", fields)
        #expect(unconfirmed.status == .unprocessableContent && unconfirmed.text.contains("已核对"))
        let done = try await admin.post(
            "/working-days",
            ["year": "2027", "source": "国办发明电〔2026〕7号", "text": CalendarRouteTests.notice, "compared": "yes"])
        #expect(done.location == "/working-days/2027?done=calendar")
        let page = try await office.get("/working-days/2027").text
        // 22 to 25 and 28 to 31 December are eight days; 1 January is free; 4 and 5 January make ten.
        #expect(page.contains("报送整改方案") && page.contains("2027年1月5日") && page.contains("待定"))
        #expect(try await office.get("/working-days").text.contains("暂不能确定的期限") == false)
        #expect(
            try await office.get("/deadlines?rule=defence&from=2026-12-28&jurisdiction=chongqing").text.contains(
                "2027年1月"))
    }

    @Test(
        "A wrong year is refused with what to change, and what was typed stays",
        arguments: [
            (["year": "2026"], "年份"), (["year": "20x7"], "四位数的年份"), (["year": "2027", "text": "没有日期"], "没有读到"),
            (["year": "2027", "source": ""], "文号或网址"),
            (["year": "2027", "text": "国务院办公厅关于2028年部分节假日安排的通知"], "请把年份改为2028"),
        ])
    func refused(change: [String: String], message: String) async throws {
        let (_, admin) = try await site()
        let fields = ["year": "2027", "source": "国办发明电", "text": CalendarRouteTests.notice].merging(change) { $1 }
        for path in ["/working-days/check", "/working-days"] {
            let answer = try await admin.post(path, dictionary: fields)
            #expect(answer.status == .unprocessableContent, "\(path)")
            #expect(answer.text.contains(message), "\(path): \(message)")
            #expect(answer.text.contains("value=\"\(fields["source"] ?? "")\""))
        }
    }

    @Test("A table of the days is taken instead of a text; what is no table is told beside the field")
    func file() async throws {
        let (_, admin) = try await site()
        let year = try #require(WorkCalendar.stateCouncil.arrangement(of: 2025))
        let lines = year.daysOff.map { "\($0.text),放假" } + year.workedWeekends.map { "\($0.text),上班" }
        let checked = try await admin.upload(
            "/working-days/check", ["year": "2025", "source": "国办发明电〔2024〕12号"],
            files: [("file", "2025.csv", Array("日期,安排\n\(lines.joined(separator: "\n"))".utf8))])
        #expect(checked.status == .ok && checked.text.contains("与现有的2025年安排相同"))
        let broken = try await admin.upload(
            "/working-days/check", ["year": "2025", "source": "国办发明电"],
            files: [("file", "a.pdf", Array("%PDF-1.4".utf8))])
        #expect(broken.status == .unprocessableContent && broken.text.contains("class=\"problem\""))
    }

    @Test("Correcting a year moves deadlines that were computed by it, and leaves those that somebody set")
    func correction() async throws {
        let (site, admin) = try await site()
        let zhou = SampleUnits.officer(.county, "500112", on: "2026-12-21")
        try await SampleUnits.act(site.services.database, as: zhou) { act in
            for (subject, moved) in [("a", false), ("b", true)] {
                let new = NewDeadline(
                    subjectKind: "test", subject: subject, rule: "", jurisdiction: "", clause: "",
                    title: "事项\(subject)",
                    triggeredOn: act.day, dueOn: nil, path: "/", side: .office, organisation: nil,
                    place: Place(county: "500112"))
                try Deadlines.set(
                    .defence, try OfficeTerm(term: .workingDays(3), reason: "惯例"), triggeredOn: act.day, as: new, act)
                if moved { try Deadlines.resume(subject, rule: "defence", dueOn: "2026-12-30", act) }
            }
        }
        let year = try #require(WorkCalendar.stateCouncil.arrangement(of: 2026))
        let free = year.daysOff.union(["2026-12-24"]).map { "\($0.text),放假" }
        let text = (free + year.workedWeekends.map { "\($0.text),上班" }).joined(separator: "\n")
        let done = try await admin.post(
            "/working-days", ["year": "2026", "source": "更正", "text": text, "compared": "yes"])
        #expect(done.status == .seeOther)
        let page = try await site.browser(as: "zhou").get("/working-days/2026").text
        #expect(page.contains("事项a") && page.contains("2026年12月24日") && page.contains("2026年12月25日"))
        #expect(!page.contains("事项b"))
    }

    @Test("Only the administrator of the deployment's own region imports")
    func access() async throws {
        let (site, _) = try await site()
        #expect(try await site.browser(as: "zhou").post("/working-days").status == .forbidden)
        try await Seeds.plant(in: site.services.database, at: site.services.now())
        try await site.services.database.write { db in
            try DeploymentSettings.set(DeploymentSettings.homeRegion, "500112", in: db)
        }
        try await site.account("next", .admin, .region(.county, code: "500113"))
        let answer = try await site.browser(as: "next").post(
            "/working-days", ["year": "2027", "source": "国办发", "text": CalendarRouteTests.notice, "compared": "yes"])
        #expect(answer.status == .forbidden)
    }
}
