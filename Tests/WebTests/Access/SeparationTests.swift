import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct SeparationTests {
    private static let county: Scope = .region(.county, code: "500112")

    private func site() async throws -> (TestSite, TestBrowser, TestBrowser) {
        let site = try await TestSite()
        try await Seeds.plant(in: site.services.database, at: site.services.now())
        try await site.account("admin", .admin, Self.county, name: "罗毅")
        try await site.account("guard", .security, Self.county, name: "方宁")
        return (site, try await site.browser(as: "admin"), try await site.browser(as: "guard"))
    }

    @Test("The page says who is missing and who does two duties; with three persons it says that all is well")
    func check() async throws {
        let (site, _, guardian) = try await site()
        #expect(try await guardian.get("/separation").text.contains("没有在用的审计员账号"))
        try await site.account("audit", .auditor, Self.county, person: "person-admin")
        #expect(try await guardian.get("/separation").text.contains("罗毅一人担任了两种职责：admin、audit"))
        _ = try await site.services.database.write { db in
            try db.execute("UPDATE account SET person_id = 'person-other' WHERE login = 'nobody'")
            try db.execute("UPDATE account SET active = false WHERE login = 'audit'")
        }
        try await site.account("audit2", .auditor, Self.county, name: "沈静")
        let sound = try await site.browser(as: "audit2").get("/separation").text
        #expect(sound.contains("三种职责由不同的人担任") && sound.contains("没有设置两步验证"))
        #expect(!sound.contains("/accounts/"), "an auditor has no account pages to open")
    }

    @Test("A new person of a duty holder's name is refused another duty until it is said that they are two")
    func sameName() async throws {
        let (_, admin, guardian) = try await site()
        let fields: KeyValuePairs = ["login": "audit", "name": "罗毅", "role": "auditor", "region": "500112"]
        let refused = try await admin.post("/accounts", fields)
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("已担任另一种职责") && refused.text.contains("name=\"distinct\""))
        let made = try await admin.post(
            "/accounts", ["login": "audit", "name": "罗毅", "role": "auditor", "region": "500112", "distinct": "yes"])
        #expect(made.status == .ok)
        #expect(try await guardian.get("/separation").text.contains("请核实不是同一人"))
    }

    @Test("Regions and units are found by name and chosen; what was typed and chosen stays")
    func pickers() async throws {
        let (site, admin, _) = try await site()
        try await SampleUnits.act(site.services.database, as: SampleUnits.officer(.county, "500112")) { act in
            let facts = SampleUnits.facts("渝北一小", place: "500112", authority: "500112")
            try Organisations.insert(code: try OrganisationCode("2150000001"), facts, since: "2020-09-01", act)
            let zone = try Regions.addZone(named: "云江新区", in: "500112", from: "2020-01-01", act)
            #expect(zone.code == "500112Z01")
        }
        #expect(try await admin.get("/accounts/new").text.contains("渝北区"))
        let units = try await admin.post(
            "/accounts", ["login": "wang", "name": "王", "role": "clerk", "find-organisation": "一小", "step": "find"])
        #expect(
            units.status == .ok && units.text.contains("value=\"2150000001\"") && units.text.contains("value=\"wang\""))
        let regions = try await admin.post(
            "/accounts",
            ["login": "wang", "role": "officer", "find-region": "云江", "step": "find", "organisation": "2150000001"])
        #expect(regions.text.contains("value=\"500112Z01\"") && regions.text.contains("value=\"2150000001\" selected"))
        #expect(!regions.text.contains("500113"), "not the neighbour's")
        let made = try await admin.post(
            "/accounts", ["login": "wang", "name": "王", "role": "clerk", "organisation": "2150000001"])
        #expect(made.status == .ok)
    }

    @Test("An evaluator keeps the region of the office that may choose them, and still sees only what was granted")
    func evaluator() async throws {
        let (site, admin, _) = try await site()
        let made = try await admin.post(
            "/accounts", ["login": "expert", "name": "卢", "role": "evaluator", "region": "500112"])
        #expect(made.status == .ok)
        let (region, scope) = try await site.services.database.read { db in
            let row = try db.first("SELECT region_code FROM account WHERE login = 'expert'")
            return (try row?.get(0) as String?, try Accounts.find(login: "expert", in: db)?.scope)
        }
        #expect(region == "500112" && scope == .granted)
        #expect(try await admin.get("/accounts?q=expert").text.contains("按任务授权（渝北区）"))
    }
}
