import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct ClashRoutesTests {
    /// A second campaign over the units of a running one, drawn and with teams; gives both paths.
    private static func two(_ setting: CampaignSite) async throws -> (first: String, second: String) {
        let first = try await setting.running(count: "6")
        let fields = setting.fields(count: "6").map { name, value in
            name == "name" ? (name, "春季开学专项") : name == "roundKey" || name == "roundName" ? (name, "") : (name, value)
        }
        let second = CampaignSite.path(try await setting.officer.post("/campaigns", pairs: fields).location)
        _ = try await setting.officer.post("\(second)/frame")
        _ = try await setting.officer.post("\(second)/draw", ["seed": "2"])
        for unit in try await setting.units(second) {
            _ = try await setting.officer.post("\(second)/teams", ["unit": unit, "lead": "person-lead"])
        }
        return (first, second)
    }

    @Test("A campaign that meets another is held until its clashes were seen and answered for")
    func acknowledge() async throws {
        let setting = try await CampaignSite()
        let (_, path) = try await Self.two(setting)
        let officer = setting.officer
        let page = try await officer.get(path).text
        #expect(page.contains("与其他督导有6处时间冲突") && page.contains("查看时间冲突") && !page.contains("启动项目</button>"))
        #expect(try await officer.post("\(path)/start").status == .conflict)
        let list = try await officer.get("\(path)/clashes").text
        #expect(list.contains("共 <strong>6</strong> 处") && list.contains("时间重叠") && list.contains("办园行为督导评估"))
        #expect(try await officer.get("\(path)/clashes?kind=near").text.contains("没有符合条件"))
        #expect(try await officer.get("\(path)/clashes/export.xlsx").bytes.prefix(2) == [0x50, 0x4B])
        let digest = String(try #require(list.firstMatch(of: /name="digest" value="([0-9a-f]+)"/)).1)
        let empty = try await officer.post("\(path)/clashes/acknowledgement", ["digest": digest, "reason": ""])
        #expect(empty.status == .unprocessableContent && empty.text.contains("请写明为什么"))
        let stale = try await officer.post("\(path)/clashes/acknowledgement", ["digest": "0", "reason": "上级要求"])
        #expect(stale.status == .conflict && stale.text.contains("上级要求"))
        let told = try await officer.post("\(path)/clashes/acknowledgement", ["digest": digest, "reason": "上级统一要求"])
        #expect(told.location == "\(path)?done=clashesAcknowledged")
        #expect(try await officer.get(path).text.contains("上级统一要求"))
        #expect(try await officer.post("\(path)/start").location == "\(path)?done=started")
    }

    @Test("Days are set for all units together before the start, within the campaign's days, and end the clashes")
    func plan() async throws {
        let setting = try await CampaignSite()
        let (first, path) = try await Self.two(setting)
        let officer = setting.officer
        #expect(try await officer.get(path).text.contains("到校日期</a>"))
        let units = try await setting.units(path).map { ("day.\($0)", "2026-03-20") }
        let outside = try await officer.post("\(path)/days/plan", pairs: units.map { ($0.0, "2026-07-01") })
        #expect(outside.status == .unprocessableContent && outside.text.contains("到校日期应在2026年3月1日至2026年6月30日之间"))
        #expect(outside.text.contains("value=\"2026-07-01\""))
        #expect(try await officer.post("\(path)/days/plan", pairs: units).location == "\(path)/days?done=saved")
        let others = try await setting.units(first).map { ("day.\($0)", "2026-05-20") }
        #expect(try await officer.post("\(first)/days/plan", pairs: others).status == .seeOther)
        #expect(try await officer.get("\(path)/clashes").text.contains("没有时间冲突"))
        #expect(try await officer.get("\(path)/days?state=none").text.contains("共 <strong>0</strong> 个"))
        #expect(try await officer.get("\(path)/days/export.xlsx").bytes.prefix(2) == [0x50, 0x4B])
        #expect(try await officer.post("\(path)/start").location == "\(path)?done=started")
        let neighbour = try await setting.site.browser(as: "neighbour")
        #expect(try await neighbour.post("\(path)/days/plan", pairs: units).status == .notFound)
    }

    @Test("Days of a running campaign that clash are shown with what they meet, and go on only with a reason")
    func moved() async throws {
        let setting = try await CampaignSite()
        let (first, second) = try await Self.two(setting)
        let officer = setting.officer
        let day = { (path: String, day: String) in try await setting.units(path).map { ("day.\($0)", day) } }
        #expect(try await officer.post("\(second)/days/plan", pairs: day(second, "2026-04-20")).status == .seeOther)
        #expect(try await officer.post("\(first)/days/plan", pairs: day(first, "2026-05-20")).status == .seeOther)
        #expect(try await !officer.get("\(first)/days").text.contains("clash-ask"))
        let held = try await officer.post("\(first)/days/plan", pairs: day(first, "2026-04-22"))
        #expect(held.status == .conflict && held.text.contains("时间冲突（6处）") && held.text.contains("春季开学专项 2026年4月20日"))
        #expect(held.text.contains("value=\"2026-04-22\""))
        let digest = String(try #require(held.text.firstMatch(of: /name="clashes" value="([0-9a-f]+)"/)).1)
        let told = try await officer.post(
            "\(first)/days/plan", pairs: day(first, "2026-04-22") + [("clashes", digest), ("clashReason", "错不开")])
        #expect(told.location == "\(first)/days?done=saved")
        #expect(try await officer.get(first).text.contains("错不开"))
        #expect(try await officer.get("\(first)/days").text.contains("间隔过短"))
    }

    @Test("A unit's calendar has every campaign: by month, as a list, for the office and for the unit itself")
    func calendar() async throws {
        let setting = try await CampaignSite()
        let (first, second) = try await Self.two(setting)
        let unit: OrganisationID = Identifier("unit-\(RegistrySample.code(1))")
        let path = "/organisations/\(unit)/calendar"
        _ = try await setting.site.services.database.write { db in
            try db.execute(
                """
                UPDATE inspection SET planned_on = '2026-04-08' WHERE organisation_id = \(unit)
                    AND campaign_id = \(String(first.dropFirst("/campaigns/".count)))
                """)
        }
        let officer = setting.officer
        let april = try await officer.get("\(path)?month=2026-04").text
        #expect(april.contains("2026年4月") && april.contains("datetime=\"2026-04-08\"") && april.contains("到校日期未定"))
        #expect(april.contains("href=\"\(second)\">春季开学专项</a>") && april.contains("共 <strong>2</strong> 次"))
        #expect(try await officer.get("\(path)?term=2026-spring").text.contains("共 <strong>2</strong> 次"))
        #expect(try await officer.get("\(path)?term=2026-autumn").text.contains("没有符合条件"))
        #expect(try await officer.get("\(path)?state=prepared").text.contains("共 <strong>1</strong> 次"))
        for sort in ["day", "-name", "kind"] { #expect(try await officer.get("\(path)?sort=\(sort)").status == .ok) }
        #expect(try await officer.get("\(path)/export.xlsx").bytes.prefix(2) == [0x50, 0x4B])
        try await setting.site.account("principal", .principal, .organisation(unit))
        let principal = try await setting.site.browser(as: "principal")
        let own = try await principal.get("/supervision-calendar?month=2026-04").text
        #expect(own.contains("办园行为督导评估") && !own.contains("春季开学专项"), "what is only prepared is the office's")
        #expect(try await principal.get("/supervision-calendar/export.xlsx").status == .ok)
        #expect(try await principal.get(path).status == .forbidden)
        let neighbour = try await setting.site.browser(as: "neighbour")
        #expect(try await neighbour.get(path).status == .notFound)
        #expect(try await officer.get("/organisations/\(unit)").text.contains("href=\"\(path)\">督导日历"))
    }

    @Test("An empty calendar says what will stand there")
    func empty() async throws {
        let setting = try await CampaignSite()
        let unit: OrganisationID = Identifier("unit-\(RegistrySample.code(1))")
        #expect(try await setting.officer.get("/organisations/\(unit)/calendar").text.contains("还没有督导安排"))
        try await setting.site.account("clerk", .clerk, .organisation(unit))
        let clerk = try await setting.site.browser(as: "clerk")
        #expect(try await clerk.get("/supervision-calendar?month=nonsense").text.contains("督导室安排督导之后"))
    }
}
