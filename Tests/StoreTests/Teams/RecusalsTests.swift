import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct RecusalsTests {
    static func plant(
        _ person: PersonID, _ unit: OrganisationID, state: String, from: Day, until: Day? = nil,
        county: String = "500112", _ db: SQLConnection
    ) throws {
        try db.execute(
            """
            INSERT INTO recusal (id, person_id, organisation_id, ground, explanation, side, applied_by, applied_on, state,
                from_day, until_day, decided_by, decided_on, jurisdiction, province, city, county, zone, version)
            VALUES (\("r-\(person)-\(unit)"), \(person), \(unit), 'interest', '亲属', 'office', \(person), '2026-03-01',
                \(state), \(from), \(until), 'd', '2026-03-01', 'national', '500000', '500100', \(county), '', 1)
            """)
    }

    static func viewer(_ role: Role, _ person: PersonID, _ scope: Scope, on day: Day = CampaignSetup.day) -> Viewer {
        Viewer(account: Identifier("a-\(person)"), person: person, name: "", role: role, scope: scope, day: day)
    }

    static let director = viewer(.director, "director", .region(.county, code: "500112"))

    /// A running evaluation of two units led by `lead`, with persons for everybody who acts.
    static func running(_ engine: Engine) async throws -> (CampaignSetup, CampaignID, [UnitTeam]) {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(2, in: database)
        let setup = CampaignSetup(database: database)
        try await database.write { db in
            for person in ["principal", "director", "p-500112"] {
                try db.execute(
                    "INSERT INTO person (id, name, created_at) VALUES (\(person), \(person), '2026-01-01T00:00:00.000Z')"
                )
            }
        }
        let id = try await setup.running(CampaignSetup.all)
        let units = try await database.read { db in try CampaignTeams.units(of: id, in: db) }
        return (setup, id, units)
    }

    private func apply(_ new: NewRecusal, as viewer: Viewer, _ setup: CampaignSetup) async throws -> RecusalID {
        try await FindingSamples.act(as: viewer, in: setup.database) { act in try Recusals.apply(new, act) }
    }

    @Test(
        "The unit applies, the director grants, and the inspector leaves the unit's team at once",
        arguments: Engine.available)
    func unit(engine: Engine) async throws {
        let (setup, campaign, units) = try await RecusalsTests.running(engine)
        let principal = RecusalsTests.viewer(.principal, "principal", .organisation(units[0].organisation))
        let lead = RecusalsTests.viewer(.inspector, "lead", .granted)
        let new = NewRecusal(person: "lead", ground: .interest, explanation: "是园长的表弟")
        let id = try await apply(new, as: principal, setup)
        await #expect(throws: RecusalRefusal.already) { try await apply(new, as: principal, setup) }
        let todo = try await setup.database.read { db in
            try Todos.list(visibleTo: RecusalsTests.director, in: db).counts[.decideRecusal]
        }
        #expect(todo == 1)
        #expect(try await CampaignTeamTests.count(lead, setup.database) == 2)
        try await FindingSamples.act(as: RecusalsTests.director, in: setup.database) { act in
            try Recusals.grant(id, from: act.day, until: nil, reason: "属实", version: 1, act)
        }
        #expect(try await CampaignTeamTests.count(lead, setup.database) == 1)
        let after = try await setup.database.read { db in try CampaignTeams.units(of: campaign, in: db) }
        #expect(after.map(\.members.count) == [0, 1])
        let (read, mend) = try await setup.database.read { db in
            (
                try Todos.list(visibleTo: principal, in: db).counts[.readRecusal],
                try Todos.list(visibleTo: setup.officer, in: db).counts
            )
        }
        #expect(read == 1)
        // The sample has no framework, so the office's queue says nothing of teams without one.
        #expect(mend[.readRecusal] == nil)
        await #expect(throws: TeamRefusal.self) {
            try await setup.act { act in
                try CampaignTeams.assign(
                    try InspectionTeam(lead: "lead", others: []), to: [units[0].inspection], of: campaign, act)
            }
        }
        try await FindingSamples.act(as: principal, in: setup.database) { try Recusals.acknowledge(id, $0) }
        let told = try await setup.database.read { db in
            try Todos.list(visibleTo: principal, in: db).counts[.readRecusal]
        }
        #expect(told == nil)
    }

    @Test(
        "An inspector applies for the own person alone; a granted one that begins later takes effect on its day",
        arguments: Engine.available)
    func later(engine: Engine) async throws {
        let (setup, campaign, units) = try await RecusalsTests.running(engine)
        let lead = RecusalsTests.viewer(.inspector, "lead", .granted)
        let id = try await apply(
            NewRecusal(person: "someone", unit: units[0].code, ground: .leaderRelative, explanation: "姐夫是园长"), as: lead,
            setup)
        let row = try await setup.database.read { db in
            try Recusals.require(id, visibleTo: RecusalsTests.director, in: db)
        }
        #expect(row.recusal.person == "lead")
        try await FindingSamples.act(as: RecusalsTests.director, in: setup.database) { act in
            try Recusals.grant(id, from: "2026-03-12", until: "2026-03-31", reason: "属实", version: 1, act)
        }
        func seats(on day: Day) async throws -> [Int] {
            try await FindingSamples.act(as: .system(on: day), in: setup.database) { _ = try Recusals.leaveTeams($0) }
            return try await setup.database.read { db in
                try CampaignTeams.units(of: campaign, in: db).map(\.members.count)
            }
        }
        #expect(try await seats(on: "2026-03-11") == [1, 1])
        #expect(try await seats(on: "2026-03-12") == [0, 1])
    }

    @Test(
        "Somebody else's unit or inspector is not there, and each sees only what concerns them",
        arguments: Engine.available)
    func access(engine: Engine) async throws {
        let (setup, _, units) = try await RecusalsTests.running(engine)
        try await RegistrySample.plant(1, county: "500113", in: setup.database)
        let elsewhere = RegistrySample.code(1, county: "500113")
        let officer = RecusalsTests.viewer(.officer, "p-500112", .region(.county, code: "500112"))
        await #expect(throws: RecusalRefusal.noUnit) {
            try await apply(
                NewRecusal(person: "lead", unit: elsewhere, ground: .interest, explanation: "x"), as: officer, setup)
        }
        await #expect(throws: RecusalRefusal.noPerson) {
            try await apply(
                NewRecusal(person: "stranger", unit: units[0].code, ground: .interest, explanation: "x"), as: officer,
                setup)
        }
        let id = try await apply(
            NewRecusal(person: "lead", unit: units[0].code, ground: .interest, explanation: "x"), as: officer, setup)
        let viewers: [(Viewer, Int)] = [
            (officer, 1), (RecusalsTests.director, 1),
            (RecusalsTests.viewer(.officer, "n", .region(.county, code: "500113")), 0),
            (RecusalsTests.viewer(.inspector, "lead", .granted), 1),
            (RecusalsTests.viewer(.inspector, "other", .granted), 0),
            (RecusalsTests.viewer(.principal, "principal", .organisation(units[0].organisation)), 0),
            (RecusalsTests.viewer(.officer, "c", .region(.city, code: "500100")), 1),
        ]
        for (viewer, count) in viewers {
            let (total, found) = try await setup.database.read { db in
                (
                    try Recusals.list(RecusalFilter(), PageRequest(), visibleTo: viewer, in: db).total,
                    try Recusals.find(id, visibleTo: viewer, in: db) == nil ? 0 : 1
                )
            }
            #expect([total, found] == [count, count], "\(viewer.person)")
        }
        await #expect(throws: RecusalRefusal.sameHands) {
            try await FindingSamples.act(as: officer, in: setup.database) { act in
                try Recusals.grant(id, from: act.day, until: nil, reason: "x", version: 1, act)
            }
        }
    }

    @Test("Lists filter by what bars today, by state and by words", arguments: Engine.available)
    func filters(engine: Engine) async throws {
        let (setup, _, units) = try await RecusalsTests.running(engine)
        let organisation = units.map(\.organisation)
        try await setup.database.write { db in
            try RecusalsTests.plant(
                "lead", organisation[0], state: "granted", from: "2026-03-01", until: "2026-03-09", db)
            try RecusalsTests.plant(
                "lead", organisation[1], state: "granted", from: "2026-03-01", until: "2026-03-10", db)
        }
        func count(_ change: (inout RecusalFilter) -> Void) async throws -> Int {
            var filter = RecusalFilter()
            change(&filter)
            let asked = filter
            return try await setup.database.read { db in
                try Recusals.list(asked, PageRequest(), visibleTo: RecusalsTests.director, in: db).total
            }
        }
        #expect(try await count { $0.state = "bars" } == 1)
        #expect(try await count { $0.state = "granted" } == 2)
        #expect(try await count { $0.text = "第2" } == 1)
        #expect(try await count { $0.side = "unit" } == 0)
    }
}
