import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct ClashStandingTests {
    private static func assigned(_ setup: CampaignSetup) async throws -> CampaignID {
        let id = try await setup.drawn(CampaignSetup.all)
        try await setup.inspector("lead")
        try await setup.act { act in
            let units = try CampaignTeams.units(of: id, in: act.db).map(\.inspection)
            try CampaignTeams.assign(try InspectionTeam(lead: "lead", others: []), to: units, of: id, act)
        }
        return id
    }

    private static func standing(_ id: CampaignID, _ setup: CampaignSetup) async throws -> ClashStanding {
        let officer = setup.officer
        return try await setup.database.read { db in
            try Clashes.standing(
                of: try Campaigns.require(id, visibleTo: officer, in: db), visibleTo: officer, in: db)
        }
    }

    @Test(
        "A campaign that meets another at its units starts only after somebody said why; other days need another word",
        arguments: Engine.available)
    func acknowledged(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(3, in: database)
        let setup = CampaignSetup(database: database)
        _ = try await setup.running(CampaignSetup.all)
        let id = try await Self.assigned(setup)
        let clashes = try await Self.standing(id, setup)
        #expect(clashes.clashes.map(\.kind) == [.overlap, .overlap, .overlap] && !clashes.isSettled)
        await #expect(throws: ClashRefusal.unacknowledged(3)) {
            try await setup.act { try CampaignLifecycle.start(id, $0) }
        }
        let digest = clashes.digest
        await #expect(throws: ClashRefusal.reasonMissing) {
            try await setup.act { try Clashes.acknowledge(id, digest: digest, reason: " ", $0) }
        }
        await #expect(throws: ClashRefusal.changed) {
            try await setup.act { try Clashes.acknowledge(id, digest: "another", reason: "合并到校", $0) }
        }
        try await setup.act { try Clashes.acknowledge(id, digest: digest, reason: "合并到校", $0) }
        #expect(try await Self.standing(id, setup).isSettled)
        _ = try await database.write { db in
            try db.execute("UPDATE inspection SET planned_on = '2026-05-01' WHERE campaign_id <> \(id)")
        }
        await #expect(throws: ClashRefusal.self) { try await setup.act { try CampaignLifecycle.start(id, $0) } }
        let again = try await Self.standing(id, setup)
        try await setup.act { act in
            try Clashes.acknowledge(id, digest: again.digest, reason: "错开楼层", act)
            try CampaignLifecycle.start(id, act)
        }
        #expect(try await setup.record(id).campaign.state == .running)
    }

    @Test("What the deployment sets as limits counts at once", arguments: Engine.available)
    func limits(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(1, in: database)
        let setup = CampaignSetup(database: database)
        let first = try await setup.running(CampaignSetup.all)
        let id = try await Self.assigned(setup)
        _ = try await database.write { db in
            try db.execute("UPDATE inspection SET planned_on = '2026-04-01' WHERE campaign_id = \(first)")
            try db.execute("UPDATE inspection SET planned_on = '2026-04-10' WHERE campaign_id = \(id)")
        }
        #expect(try await Self.standing(id, setup).clashes.isEmpty)
        _ = try await database.write { db in
            try DeploymentSettings.set(DeploymentSettings.calendarGap, "10", in: db)
            try DeploymentSettings.set(DeploymentSettings.calendarPerTerm, "1", in: db)
        }
        let clashes = try await Self.standing(id, setup).clashes
        #expect(clashes.map(\.kind) == [.near(days: 9), .overload(visits: 2, term: SchoolTerm("2026-04-10"))])
    }

    @Test("A city's 暗访 is no clash that a county could read it from", arguments: Engine.available)
    func secret(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(2, in: database)
        let city = CampaignSetup(database: database, officer: CampaignSetup.cityOfficer())
        let county = CampaignSetup(database: database)
        try await city.act { act in
            let secret = Campaign(
                id: "secret", name: "暗访", kind: .special, manner: .unannounced, framework: nil, startsOn: "2026-03-10",
                endsOn: "2026-06-30", procedure: .unannouncedCheck, strata: CampaignSetup.all.strata)
            try Campaigns.create(secret, scope: CampaignSetup.all, act)
            try CampaignFrames.freeze("secret", act)
            try CampaignDraws.draw("secret", seed: "1", act)
        }
        let id = try await Self.assigned(county)
        #expect(try await Self.standing(id, county).clashes.isEmpty)
        try await county.act { try CampaignLifecycle.start(id, $0) }
        #expect(try await Self.standing("secret", city).clashes.count == 2)
    }
}
