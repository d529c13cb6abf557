import SQLCore
import Store
import Supervision
import TestKit

/// Campaigns made and moved as an officer would, without the web.
struct CampaignSetup {
    let database: any SQLDatabase
    var officer = CampaignSetup.officer()

    static let day: Day = "2026-03-10"

    static func officer(_ county: String = "500112") -> Viewer {
        Viewer(
            account: Identifier("a-\(county)"), person: Identifier("p-\(county)"), name: "officer", role: .officer,
            scope: .region(.county, code: county), day: day)
    }

    static func cityOfficer() -> Viewer {
        Viewer(
            account: "a-city", person: "p-city", name: "city", role: .officer,
            scope: .region(.city, code: "500100"), day: day)
    }

    @discardableResult
    func act<T: Sendable>(_ body: @escaping @Sendable (Act) throws -> T) async throws -> T {
        try await FindingSamples.act(as: officer, in: database, body)
    }

    func campaign(
        _ scope: CampaignScope, round: CampaignRound? = nil, procedure: Procedure = .kindergarten
    ) async throws -> CampaignID {
        try await act { act in
            let id: CampaignID = act.newID()
            let campaign = Campaign(
                id: id, name: "办园行为督导评估", kind: .evaluation, framework: nil, startsOn: "2026-03-10",
                endsOn: "2026-06-30", procedure: procedure, round: round, strata: scope.strata)
            try Campaigns.create(campaign, scope: scope, act)
            return id
        }
    }

    /// Frozen and drawn.
    func drawn(_ scope: CampaignScope, procedure: Procedure = .kindergarten) async throws -> CampaignID {
        let id = try await campaign(scope, procedure: procedure)
        try await act { act in
            try CampaignFrames.freeze(id, act)
            try CampaignDraws.draw(id, seed: "03 09 14", act)
        }
        return id
    }

    /// Drawn, with one inspector everywhere, and started.
    func running(_ scope: CampaignScope, procedure: Procedure = .kindergarten) async throws -> CampaignID {
        let id = try await drawn(scope, procedure: procedure)
        try await inspector("lead")
        try await act { act in
            let units = try CampaignTeams.units(of: id, in: act.db).map(\.inspection)
            try CampaignTeams.assign(try InspectionTeam(lead: "lead", others: []), to: units, of: id, act)
            try CampaignLifecycle.start(id, act)
        }
        return id
    }

    func inspector(_ person: PersonID, county: String = "500112") async throws {
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO person (id, name, created_at) VALUES (\(person), \(person), '2026-01-01T00:00:00.000Z')
                ON CONFLICT DO NOTHING
                """)
            try db.execute(
                """
                INSERT INTO inspector (person_id, code, full_time, level, certificate, employer, province, city, county,
                    zone, state, version)
                VALUES (\(person), \(person), true, 'county', '', '', '500000', '500100', \(county), '', 'active', 1)
                ON CONFLICT DO NOTHING
                """)
        }
    }

    func record(_ id: CampaignID) async throws -> CampaignRecord {
        let officer = officer
        return try await database.read { db in try Campaigns.require(id, visibleTo: officer, in: db) }
    }

    static let all = CampaignScope(strata: [
        ScopeStratum(name: "全部", filter: ScopeFilter(kinds: ["幼儿园"]), rule: .all)
    ])
}
