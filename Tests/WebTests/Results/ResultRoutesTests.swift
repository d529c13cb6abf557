import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct ResultRoutesTests {
    @Test(
        "Opened from 年检, 级类 and 评优, each use is recorded, shown at the result and listed",
        arguments: ["annual-check", "classing", "honour"])
    func uses(purpose: String) async throws {
        let setting = try await CampaignSite(units: 2)
        _ = try await setting.running()
        let unit = "unit-\(RegistrySample.code(1))"
        _ = try await setting.site.services.database.write { db in
            try db.execute("UPDATE inspection SET grade = '优秀', score = '92500' WHERE organisation_id = \(unit)")
        }
        let officer = setting.officer
        let list = try await officer.get("/results?purpose=\(purpose)").text
        #expect(list.contains("共 <strong>1</strong> 项"))
        let inspection = try #require(list.firstMatch(of: /name="inspection" value="([^"]+)"/)).1
        let opened = try await officer.post(
            "/results/uses", ["organisation": unit, "inspection": String(inspection), "round": "", "purpose": purpose])
        let use = CampaignSite.path(opened.location)
        #expect(opened.location == "\(use)?done=used")
        let empty = try await officer.post("\(use)/decision", ["decision": " "])
        #expect(empty.status == .unprocessableContent)
        #expect(try await officer.post("\(use)/decision", ["decision": "同意"]).location == "\(use)?done=saved")
        let shown = try await officer.get(use).text
        #expect(shown.contains("优秀"))
        #expect(shown.contains("同意"))
        #expect(try await officer.get("/results/uses?purpose=\(purpose)").text.contains("共 <strong>1</strong> 次"))
        #expect(try await officer.get("/results?purpose=\(purpose)&used=no").text.contains("没有符合条件的结果"))
        #expect(try await officer.get("/organisations/\(unit)/results").text.contains("运用记录"))
        #expect(try await officer.get("/inspections/\(inspection)").text.contains("用于年检"))
        for sheet in ["/results/export.xlsx", "/results/uses/export.xlsx"] {
            #expect(try await officer.get(sheet).status == .ok)
        }
        #expect(try await setting.site.browser(as: "neighbour").get(use).status == .notFound)
    }

    @Test("Without a purpose or a result nothing is recorded")
    func nothing() async throws {
        let setting = try await CampaignSite(units: 1)
        let unit = "unit-\(RegistrySample.code(1))"
        let none = try await setting.officer.post("/results/uses", ["organisation": unit, "purpose": "honour"])
        #expect(none.status == .conflict)
        #expect(try await setting.officer.post("/results/uses", ["organisation": unit]).status == .unprocessableContent)
        #expect(try await setting.officer.get("/results").text.contains("还没有督导结果"))
        #expect(try await setting.officer.get("/results/uses").text.contains("没有运用记录"))
    }
}
