import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct CampaignSeriesTests {
    static let strata = [
        ScopeStratum(name: "市属", filter: ScopeFilter(authorities: ["市属"]), rule: .all),
        ScopeStratum(name: "区属", filter: ScopeFilter(authorities: ["区县属"]), rule: .percent("30")),
    ]

    /// A batch after the one before, frozen and drawn.
    private static func batch(
        _ scope: CampaignScope, after earlier: CampaignID?, seed: String, from day: Day, _ setup: CampaignSetup
    ) async throws -> CampaignID {
        try await setup.act { act in
            let id: CampaignID = act.newID()
            let campaign = Campaign(
                id: id, name: "复课开学核验", kind: .special, framework: nil, startsOn: day, endsOn: day.adding(days: 10),
                procedure: .governmentCase, strata: scope.strata)
            try Campaigns.create(campaign, scope: scope, act)
            if let earlier { try CampaignSeries.add(id, after: earlier, act) }
            try CampaignFrames.freeze(id, act)
            try CampaignDraws.draw(id, seed: seed, act)
            return id
        }
    }

    @Test(
        "Each reopening batch takes every 市属 school and 13 of 41 区属 ones; the year counts each school once",
        arguments: Engine.available)
    func reopening(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(41, kind: .school, in: database)
        try await RegistrySample.plant(7, first: 100, authority: .city, kind: .school, in: database)
        let setup = CampaignSetup(database: database, officer: CampaignSetup.cityOfficer())
        let scope = CampaignScope(strata: Self.strata)
        let first = try await Self.batch(scope, after: nil, seed: "一", from: "2026-04-20", setup)
        let second = try await Self.batch(scope, after: first, seed: "二", from: "2026-05-18", setup)
        let third = try await Self.batch(scope, after: second, seed: "三", from: "2026-09-01", setup)
        let officer = setup.officer
        let (batches, visits) = try await database.read { db in
            (
                try CampaignSeries.batches(of: second, visibleTo: officer, in: db),
                try CampaignSeries.visits(of: third, visibleTo: officer, in: db)
            )
        }
        #expect(batches.map(\.campaign) == [first, second, third] && batches.map(\.batch.number) == [1, 2, 3])
        for number in 1...3 {
            #expect(visits.distinct(SeriesFilter(batch: number, authority: "市属")) == 7)
            #expect(visits.distinct(SeriesFilter(batch: number, authority: "区县属")) == 13)
        }
        #expect(visits.times() == 60 && visits.distinct(SeriesFilter(authority: "市属")) == 7)
        let expected = try await database.read { db in
            try db.first("SELECT count(DISTINCT organisation_id) FROM inspection")?.get(0) as Int? ?? 0
        }
        #expect(visits.distinct() == expected && expected < 60)
        #expect(visits.distinct(SeriesFilter(year: 2026)) == expected)
    }

    @Test("Where the batch says so, units of earlier batches are left out with the reason", arguments: Engine.available)
    func leftOut(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(10, in: database)
        let setup = CampaignSetup(database: database)
        var scope = CampaignScope(strata: [ScopeStratum(name: "园", filter: ScopeFilter(), rule: .count(4))])
        let first = try await Self.batch(scope, after: nil, seed: "1", from: "2026-04-20", setup)
        scope.leavesOutEarlierBatches = true
        let second = try await Self.batch(scope, after: first, seed: "1", from: "2026-05-20", setup)
        let third = try await Self.batch(
            CampaignScope(
                strata: [ScopeStratum(name: "园", filter: ScopeFilter(), rule: .all)], leavesOutEarlierBatches: true),
            after: first, seed: "2", from: "2026-06-20", setup)
        let rows = try await database.read { db in try CampaignFrames.rows(of: second, in: db) }
        #expect(rows.filter { $0.reason == "前面批次已抽中" }.count == 4)
        let officer = setup.officer
        let visits = try await database.read { db in
            try CampaignSeries.visits(of: first, visibleTo: officer, in: db)
        }
        #expect(visits.distinct(SeriesFilter(batch: 3)) == 2 && visits.distinct() == 10 && visits.times() == 10)
        #expect(try await database.read { db in try CampaignSeries.batch(of: third, in: db)?.number } == 3)
    }

    @Test("A neighbouring office neither sees a series nor adds to it", arguments: Engine.available)
    func neighbour(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(4, in: database)
        try await RegistrySample.plant(4, county: "500113", in: database)
        let scope = CampaignScope(strata: [ScopeStratum(name: "园", filter: ScopeFilter(), rule: .all)])
        let setup = CampaignSetup(database: database)
        let first = try await Self.batch(scope, after: nil, seed: "1", from: "2026-04-20", setup)
        _ = try await Self.batch(scope, after: first, seed: "1", from: "2026-05-20", setup)
        let other = CampaignSetup(database: database, officer: CampaignSetup.officer("500113"))
        await #expect(throws: CampaignRefusal.notFound) {
            try await Self.batch(scope, after: first, seed: "1", from: "2026-05-20", other)
        }
        let viewer = other.officer
        let seen = try await database.read { db in
            try CampaignSeries.batches(of: first, visibleTo: viewer, in: db).count
                + CampaignSeries.visits(of: first, visibleTo: viewer, in: db).count
        }
        #expect(seen == 0)
    }

    @Test(
        "A stratum takes who came out weak in a named campaign, and who has findings open", arguments: Engine.available)
    func weak(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(6, in: database)
        let setup = CampaignSetup(database: database)
        let earlier = try await setup.drawn(CampaignSetup.all)
        _ = try await database.write { db in
            for (serial, grade) in [(1, "不合格"), (2, "基本合格"), (3, "优秀")] {
                try db.execute(
                    """
                    UPDATE inspection SET grade = \(grade), visited_on = '2025-05-01', state = 'finished'
                    WHERE campaign_id = \(earlier) AND code = \(RegistrySample.code(serial))
                    """)
            }
        }
        try await setup.act { act in
            _ = try Findings.issue(FindingSamples.problem([Identifier("unit-\(RegistrySample.code(5))")]), act)
        }
        func codes(_ asked: EarlierResult) async throws -> [Int] {
            let scope = CampaignScope(strata: [
                ScopeStratum(name: "薄弱园", filter: ScopeFilter(earlier: asked), rule: .all)
            ])
            let source = FrameSource(
                scope: scope, round: nil, campaign: "",
                place: Place(province: "500000", city: "500100", county: "500112"), startsOn: "2026-03-01")
            let plan = try await database.read { db in try source.plan(in: db) }
            return plan.entries.compactMap { Int($0.unit.code.suffix(4)) }
        }
        let grades = ["不合格", "基本合格"]
        #expect(try await codes(EarlierResult(grades: grades, source: earlier.rawValue)) == [1, 2])
        #expect(try await codes(EarlierResult(grades: grades, source: "another")) == [])
        #expect(try await codes(EarlierResult(hasOpenFindings: true)) == [5])
        #expect(try await codes(EarlierResult(grades: grades, hasOpenFindings: true, isEither: true)) == [1, 2, 5])
    }
}
