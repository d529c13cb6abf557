import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct InspectionRoutesTests {
    @Test("The unit, its team and the office each see the one next step that is theirs")
    func nextStep() async throws {
        let setting = try await CampaignSite()
        let path = try await setting.running(count: "6")
        let unit = try await InspectionRoutesTests.unit(setting, path)
        let principal = try await setting.site.browser(as: "principal")
        #expect(try await principal.get("/inspections/\(unit)").text.contains("等待督导室完成“宣传培训”"))
        _ = try await setting.officer.post("\(path)/steps/training", ["day": "2026-03-09"])
        #expect(try await principal.get("/inspections/\(unit)").text.contains("下一步：填写自评"))
        let lead = try await setting.site.browser(as: "lead")
        #expect(try await lead.get("/inspections/\(unit)").text.contains("等待单位提交自评"))
        #expect(try await principal.get("/inspections").text.contains("我的督导任务"))
        let others = try await setting.units(path).filter { $0 != unit }
        #expect(try await principal.get("/inspections/\(others[0])").status == .notFound)
    }

    @Test("Office and lead set the days of a visit; a member may not, nor a day to come, nor over a newer page")
    func days() async throws {
        let setting = try await CampaignSite()
        let path = try await setting.running(count: "6")
        let unit = try await setting.units(path)[0]
        let lead = try await setting.site.browser(as: "lead")
        let version = try await InspectionRoutesTests.version(lead, unit)
        let saved = try await lead.post(
            "/inspections/\(unit)/days", ["planned": "2026-03-20", "visited": "", "version": version])
        #expect(saved.location == "/inspections/\(unit)?done=saved")
        let stale = try await lead.post("/inspections/\(unit)/days", ["planned": "2026-04-01", "version": version])
        #expect(stale.status == .conflict)
        let now = try await InspectionRoutesTests.version(lead, unit)
        let future = try await lead.post("/inspections/\(unit)/days", ["visited": "2026-03-11", "version": now])
        #expect(future.status == .unprocessableContent)
        let member = try await setting.site.browser(as: "member")
        #expect(try await member.post("/inspections/\(unit)/days", ["version": now]).status == .forbidden)
        let neighbour = try await setting.site.browser(as: "neighbour")
        #expect(try await neighbour.post("/inspections/\(unit)/days", ["version": now]).status == .notFound)
    }

    @Test("A unit is listed for 重点复查 with a reason, and taken off again")
    func choice() async throws {
        let setting = try await CampaignSite()
        let path = try await setting.running(count: "6")
        let unit = try await setting.units(path)[0]
        func post(_ chosen: String, _ reason: String) async throws -> TestAnswer {
            let version = try await InspectionRoutesTests.version(setting.officer, unit)
            return try await setting.officer.post(
                "/inspections/\(unit)/choice", ["chosen": chosen, "reason": reason, "version": version])
        }
        #expect(try await post("1", "").status == .unprocessableContent)
        #expect(try await post("1", "连续两年问题较多").status == .seeOther)
        #expect(try await setting.officer.get("/inspections/\(unit)").text.contains("连续两年问题较多"))
        #expect(try await post("0", "").status == .seeOther)
    }

    @Test("The list filters, sorts and exports what is shown")
    func list() async throws {
        let setting = try await CampaignSite()
        let path = try await setting.running(count: "6")
        let campaign = path.dropFirst("/campaigns/".count)
        let text = try await setting.officer.get("/inspections?campaign=\(campaign)&q=1150120003").text
        #expect(text.contains("共 <strong>1</strong> 项"))
        #expect(try await setting.officer.get("/inspections?late=1").text.contains("没有符合条件"))
        for sort in ["name", "-name", "step", "planned", "grade", "campaign", "code"] {
            #expect(try await setting.officer.get("/inspections?sort=\(sort)").status == .ok)
        }
        let sheet = try await setting.officer.get("/inspections/export.xlsx")
        #expect(sheet.bytes.prefix(2) == [0x50, 0x4B])
        #expect(try await setting.officer.get("/campaigns/export.xlsx").status == .ok)
    }

    private static func unit(_ setting: CampaignSite, _ path: String) async throws -> String {
        let organisation = OrganisationID("unit-\(RegistrySample.code(1))")
        try await setting.site.account("principal", .principal, .organisation(organisation))
        return try await setting.site.services.database.read { db in
            try db.first("SELECT id FROM inspection WHERE organisation_id = \(organisation)")?.get(0) ?? ""
        }
    }

    private static func version(_ browser: TestBrowser, _ unit: String) async throws -> String {
        let text = try await browser.get("/inspections/\(unit)").text
        return text.firstMatch(of: /name="version" value="([0-9]+)"/).map { String($0.1) } ?? ""
    }
}
