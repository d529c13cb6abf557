import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct SettingsTests {
    private static let good: KeyValuePairs = [
        "office": "渝北区教育督导室", "mark": "渝北教督", "jurisdiction": "chongqing", "home": "500112",
    ]

    private func site() async throws -> TestSite {
        let site = try await TestSite()
        try await Seeds.plant(in: site.services.database, at: site.services.now())
        try await site.account("admin", .admin, .region(.county, code: "500112"))
        return site
    }

    @Test("What is set shows at once in every top bar and at sign-in, and is audited")
    func save() async throws {
        let site = try await site()
        try await site.account("zhou", .officer, .region(.county, code: "500112"))
        let zhou = try await site.browser(as: "zhou")
        let admin = try await site.browser(as: "admin")
        #expect(try await admin.post("/settings", SettingsTests.good).location == "/settings?done=saved")
        #expect(try await zhou.get("/password").text.contains("渝北区教育督导室"))
        #expect(try await site.browser().get("/login").text.contains("渝北区教育督导室"))
        #expect(try await admin.get("/settings").text.contains("value=\"渝北教督\""))
        let (jurisdiction, entries) = try await site.services.database.read { db in
            let entries: Int? = try db.first("SELECT count(*) FROM audit_entry WHERE action = 'settings.changed'")?.get(
                0)
            return (try DeploymentSettings.value(of: DeploymentSettings.jurisdiction, in: db), entries)
        }
        #expect(jurisdiction == "chongqing")
        #expect(entries == 4)
    }

    @Test(
        "What cannot be is told beside its field",
        arguments: [
            (["office": "渝", "jurisdiction": "national"], "请填写2至40个字"),
            (["office": "督导室", "jurisdiction": "mars"], "请选择时限规则"),
            (["office": "督导室", "jurisdiction": "national", "home": "999999"], "没有这个行政区划代码"),
        ])
    func refused(fields: [String: String], message: String) async throws {
        let admin = try await site().browser(as: "admin")
        let answer = try await admin.post("/settings", dictionary: fields)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains(message))
    }

    @Test("Once a deployment has its home, a neighbour's administrator does not change its settings")
    func home() async throws {
        let site = try await site()
        let admin = try await site.browser(as: "admin")
        #expect(try await admin.post("/settings", SettingsTests.good).status == .seeOther)
        try await site.account("next", .admin, .region(.county, code: "500113"))
        let answer = try await site.browser(as: "next").post("/settings", SettingsTests.good)
        #expect(answer.status == .forbidden)
    }
}
