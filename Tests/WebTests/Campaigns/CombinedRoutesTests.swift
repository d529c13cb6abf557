import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct CombinedRoutesTests {
    /// Another framework of the district, published.
    private static func second(_ setting: CampaignSite) async throws -> String {
        let officer = Viewer(
            account: "account-officer", person: "person-officer", name: "", role: .officer,
            scope: .region(.county, code: "500112"), day: "2026-03-10")
        return try await FindingSamples.act(as: officer, in: setting.site.services.database) { act in
            let id = try Frameworks.create(
                FrameworkTemplates.kindergarten, code: "quality", name: "幼儿园保育教育质量评估", act)
            try Frameworks.publish(id, act)
            return id.rawValue
        }
    }

    private static func fields(_ setting: CampaignSite, _ further: [String]) -> [(String, String)] {
        setting.fields(count: "6").map { ($0.key, $0.value) } + further.map { ("further", $0) }
    }

    @Test("One visit by two frameworks: the form, the campaign, the sheets and what is still to be handed in")
    func combined() async throws {
        let setting = try await CampaignSite()
        let officer = setting.officer
        let second = try await Self.second(setting)
        #expect(try await officer.get("/campaigns/new").text.contains("幼儿园保育教育质量评估"))
        let answer = try await officer.post("/campaigns", pairs: Self.fields(setting, [second, setting.framework]))
        let path = CampaignSite.path(answer.location)
        let page = try await officer.get(path).text
        #expect(page.contains("合并督导，一次到校") && page.contains("幼儿园保育教育质量评估"))
        #expect(try await officer.get("/campaigns").text.contains("等2套"))
        #expect(try await officer.get("/campaigns?framework=\(second)").text.contains("等2套"))
        let edit = try await officer.get("\(path)/edit").text
        #expect(edit.contains("value=\"\(second)\" checked"))
        _ = try await officer.post("\(path)/frame")
        _ = try await officer.post("\(path)/draw", ["seed": "1"])
        for unit in try await setting.units(path) {
            _ = try await officer.post("\(path)/teams", ["unit": unit, "lead": "person-lead"])
        }
        _ = try await officer.post("\(path)/start")
        _ = try await officer.post("\(path)/steps/training", ["day": "2026-03-09"])
        let unit = try await setting.units(path)[0]
        let lead = try await setting.site.browser(as: "lead")
        let inspection = try await lead.get("/inspections/\(unit)").text
        for part in ["assessment/self\"", "assessment/self-2", "assessment/on-site-2", "自评：幼儿园保育教育质量评估"] {
            #expect(inspection.contains(part), "\(part)")
        }
        let sheet = try await lead.get("/inspections/\(unit)/assessment/self-2").text
        #expect(sheet.contains("按2套指标体系分别评估") && sheet.contains("aria-current=\"page\">幼儿园保育教育质量评估"))
        #expect(
            try await lead.get("/inspections/\(unit)/assessment/on-site-2/explanation").text.contains("幼儿园保育教育质量评估"))
        for wrong in ["on-site-3", "on-site-1", "on-site-x", "self-"] {
            #expect(try await lead.get("/inspections/\(unit)/assessment/\(wrong)").status == .notFound, "\(wrong)")
        }
        let neighbour = try await setting.site.browser(as: "neighbour")
        #expect(try await neighbour.get("/inspections/\(unit)/assessment/self-2").status == .notFound)
    }

    @Test("A template is not offered, nor taken when somebody names it")
    func templates() async throws {
        let setting = try await CampaignSite()
        let second = try await Self.second(setting)
        _ = try await setting.site.services.database.write { db in
            try db.execute("UPDATE framework SET is_template = true WHERE code = 'quality'")
        }
        #expect(!(try await setting.officer.get("/campaigns/new").text.contains("幼儿园保育教育质量评估")))
        let answer = try await setting.officer.post("/campaigns", pairs: Self.fields(setting, [second]))
        #expect(answer.status == .unprocessableContent && answer.text.contains("请选择一套已发布的指标体系"))
    }
}
