import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct FigureRoundTests {
    private static let kindergartens = ["k1", "k2", "k3", "k4", "k5"]

    /// Five kindergartens in a round from 2023: two done before, one this year, one under way, one left.
    private static func planted(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await database.write { db in
            try FindingSamples.plant(in: db)
            for id in kindergartens {
                try FindingSamples.organisation(id, id, .kindergarten, county: "500101", db)
                try db.execute(
                    """
                    INSERT INTO organisation_version (id, organisation_id, number, code, name, kind, category, running,
                        authority, region_code, stages, tags, reason, from_day, until_day)
                    VALUES (\("v-\(id)"), \(id), 1, \("L-\(id)"), \(id), 'kindergarten', '', '', 'county', '500101', '', '',
                        '', '2000-01-01', '2199-12-31')
                    """)
            }
            for (id, day) in [("k1", "2024-05-01"), ("k2", "2025-05-01"), ("k3", "2026-02-01")] {
                try db.execute(
                    """
                    INSERT INTO round_record (round_key, organisation_id, done_on, source, grade)
                    VALUES ('conduct', \(id), \(day), '往年', '合格')
                    """)
            }
            try db.execute(
                """
                INSERT INTO campaign (id, name, kind, round_key, round_name, starts_on, ends_on, procedure, procedure_state,
                    scope, jurisdiction, state, province, city, county, zone, created_by, created_at, version)
                VALUES ('c', '项目', 'special', 'conduct', '一轮', '2026-03-01', '2026-06-30', '{}', '{}', '{}', 'chongqing',
                    'running', '500000', '500100', '500101', '', 'a', '2026-01-01T00:00:00.000Z', 1)
                """)
            try db.execute(
                """
                INSERT INTO inspection (id, campaign_id, organisation_id, organisation_version_id, code, name, stratum,
                    procedure_state, step, state, province, city, county, zone, version)
                VALUES ('i', 'c', 'k4', 'v-k4', 'k4', 'k4', '', '{}', '', 'running', '500000', '500100', '500101', '', 1)
                """)
        }
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try RoundCycles.create(cycle("cycle-1", "conduct"), act)
        }
        return database
    }

    private static func cycle(_ id: RoundCycleID, _ key: String) -> RoundCycle {
        RoundCycle(id: id, key: key, name: "办园行为", firstYear: 2023, filter: ScopeFilter(kinds: ["幼儿园"]))
    }

    private static func read(
        _ codes: [String], _ qualifiers: [String] = [], in database: any SQLDatabase
    ) async throws -> [FigureReading] {
        let officer = FindingSamples.officer()
        return try await database.read { db in
            try Figures.read(
                codes.map { FigureRequest($0, qualifiers, .year(2026)) }, from: FigureBook(), visibleTo: officer, in: db
            )
        }
    }

    @Test("A round is counted as its ledger stands, and each number opens as many units", arguments: Engine.available)
    func counted(on engine: Engine) async throws {
        let database = try await FigureRoundTests.planted(engine)
        let codes = ["total", "done", "doneBefore", "doneInYear", "running", "remaining"].map { "round.\($0)" }
        let readings = try await FigureRoundTests.read(codes, in: database)
        #expect(readings.map(\.text) == ["5所", "3所", "2所", "1所", "1所", "1所"])
        #expect(readings[2].link == "/rounds/cycle-1?standing=done&doneBefore=2026")
        #expect(try await FigureRoundTests.read(["round.done.share"], in: database)[0].text == "60.00%")
    }

    @Test("Where two rounds are under way the template has to name one")
    func several() async throws {
        let database = try await FigureRoundTests.planted(.sqlite)
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try RoundCycles.create(FigureRoundTests.cycle("cycle-2", "other"), act)
        }
        #expect(try await FigureRoundTests.read(["round.done"], in: database)[0].value == .noData)
        #expect(
            try await FigureRoundTests.read(["round.done"], ["cycle=conduct"], in: database)[0].value == FigureValue(3))
    }

    @Test("What narrows a figure by an id is said by its name")
    func named() async throws {
        let database = try await FigureRoundTests.planted(.sqlite)
        try await database.write { db in
            try FindingSamples.organisation("k9", "云江幼儿园", .kindergarten, county: "500101", db)
        }
        let reading = try await FigureRoundTests.read(["finding.found"], ["organisation=k9"], in: database)[0]
        #expect(reading.name == "发现问题（云江幼儿园）" && reading.words.hasSuffix("限定：云江幼儿园"))
        let unknown = try await FigureRoundTests.read(["finding.found"], ["organisation=x"], in: database)[0]
        #expect(unknown.name == "发现问题（x）")
    }
}
