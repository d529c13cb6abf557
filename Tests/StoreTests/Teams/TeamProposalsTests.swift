import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct TeamProposalsTests {
    static func setup(
        _ engine: Engine, units: Int = 6, inspectors: Int = 5, kind: Campaign.Kind = .special
    ) async throws -> (CampaignSetup, CampaignID) {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(units, in: database)
        let setup = CampaignSetup(database: database)
        let id = try await setup.drawn(CampaignSetup.all)
        let word = kind.rawValue
        _ = try await database.write { db in
            try db.execute("UPDATE campaign SET kind = \(word) WHERE id = \(id)")
        }
        for number in 0..<inspectors { try await setup.inspector(Identifier("i\(number)")) }
        return (setup, id)
    }

    static func loads(_ id: CampaignID, _ database: any SQLDatabase) async throws -> [PersonID: Int] {
        let units = try await database.read { db in try CampaignTeams.units(of: id, in: db) }
        return units.flatMap(\.members).reduce(into: [:]) { $0[$1.person, default: 0] += 1 }
    }

    @Test(
        "All units get three 督学 at once, evenly, the same ones again for the same seed, and see theirs once accepted",
        arguments: Engine.available)
    func goodWay(engine: Engine) async throws {
        let (setup, id) = try await TeamProposalsTests.setup(engine, units: 10)
        let database = setup.database
        let wish = TeamWish(inspectors: 3, limit: 6, seed: "03 09 14")
        try await setup.act { act in try TeamProposals.make(wish, anew: false, of: id, act) }
        let first = try await database.read { db in try TeamProposals.units(of: id, in: db) }
        try await setup.act { act in try TeamProposals.make(wish, anew: true, of: id, act) }
        let second = try await database.read { db in try TeamProposals.units(of: id, in: db) }
        #expect(first == second)
        #expect(first.count == 10)
        #expect(first.allSatisfy { $0.seats.count == 3 && $0.seats.first?.seat.isLead == true })
        #expect(
            first.allSatisfy { unit in
                unit.seats.allSatisfy { $0.seat.ticket == sha256("03 09 14,\(unit.code),\($0.code)") }
            })
        #expect(try await TeamProposalsTests.loads(id, database).isEmpty)
        try await setup.act { act in _ = try TeamProposals.accept(id, version: 1, act) }
        #expect(try await TeamProposalsTests.loads(id, database).values.sorted() == [6, 6, 6, 6, 6])
        #expect(try await database.read { db in try TeamProposals.find(id, in: db) } == nil)
        try await setup.act { try CampaignLifecycle.start(id, $0) }
        #expect(try await CampaignTeamTests.count(CampaignTeamTests.team("i0"), database) == 6)
    }

    @Test(
        "Too little room is told with how many are missing; what was made can be accepted without the rest",
        arguments: Engine.available)
    func gaps(engine: Engine) async throws {
        let (setup, id) = try await TeamProposalsTests.setup(engine, units: 6, inspectors: 4)
        let wish = TeamWish(inspectors: 3, limit: 3, seed: "1")
        try await setup.act { act in try TeamProposals.make(wish, anew: false, of: id, act) }
        let units = try await setup.database.read { db in try TeamProposals.units(of: id, in: db) }
        #expect(units.filter { !$0.seats.isEmpty }.count == 4)
        let gap = try #require(units.first { $0.seats.isEmpty })
        #expect(gap.needed == 3)
        #expect(gap.lacks == .inspector)
        #expect(try await setup.act { act in try TeamProposals.accept(id, version: 1, act) } == 4)
        await #expect(throws: CampaignRefusal.teamsMissing(2)) {
            try await setup.act { try CampaignLifecycle.start(id, $0) }
        }
    }

    @Test(
        "A change by hand keeps to the rules: number, recusal, the unit's own staff, what is already in hand",
        arguments: Engine.available)
    func byHand(engine: Engine) async throws {
        let (setup, id) = try await TeamProposalsTests.setup(engine, units: 2, inspectors: 7)
        let database = setup.database
        try await setup.act { act in
            try act.db.execute("UPDATE inspector SET employer = '第1幼儿园' WHERE person_id = 'i6'")
            try TeamProposals.make(TeamWish(inspectors: 3, limit: 1, seed: "1"), anew: false, of: id, act)
        }
        let units = try await database.read { db in try TeamProposals.units(of: id, in: db) }
        let (one, other) = (units[0], units[1])
        #expect(one.name == "第1幼儿园")
        let mine = one.seats.map(\.seat.person)
        let busy = try #require(other.seats.first { $0.seat.person != "i6" }).seat.person
        func change(_ lead: PersonID, _ others: [PersonID]) async throws {
            try await setup.act { act in
                try TeamProposals.change(
                    one.inspection, to: try InspectionTeam(lead: lead, others: others), of: id, act)
            }
        }
        await #expect(throws: TeamRefusal.self) { try await change(mine[0], [mine[1]]) }
        let full = await #expect(throws: TeamRefusal.self) { try await change(mine[0], [mine[1], busy]) }
        #expect(full?.message.contains("达到上限") == true)
        let own = await #expect(throws: TeamRefusal.self) { try await change("i6", [mine[1], mine[2]]) }
        #expect(own?.message.contains("是该单位的人员") == true)
        await #expect(throws: TeamRefusal.notInPool) { try await change("nobody", mine) }
        try await change(mine[2], [mine[0], mine[1]])
        let after = try await database.read { db in try TeamProposals.units(of: id, in: db) }
        #expect(after[0].isByHand)
        #expect(after[0].seats.first?.seat.person == mine[2])
    }

    @Test("A recusal granted after the proposal stops its acceptance and says who and where")
    func overtaken() async throws {
        let (setup, id) = try await TeamProposalsTests.setup(.sqlite, units: 1, inspectors: 3)
        try await setup.act { act in
            try TeamProposals.make(TeamWish(inspectors: 3, seed: "1"), anew: false, of: id, act)
            let unit = try CampaignTeams.units(of: id, in: act.db)[0].organisation
            try RecusalsTests.plant("i1", unit, state: "granted", from: "2026-03-01", act.db)
        }
        let refusal = await #expect(throws: TeamRefusal.self) {
            try await setup.act { act in try TeamProposals.accept(id, version: 1, act) }
        }
        #expect(refusal?.message.contains("i1不能督导“第1幼儿园”") == true)
    }

    @Test("A neighbouring office neither proposes nor changes nor accepts", arguments: Engine.available)
    func neighbour(engine: Engine) async throws {
        let (setup, id) = try await TeamProposalsTests.setup(engine, units: 2, inspectors: 3)
        let next = CampaignSetup(database: setup.database, officer: CampaignSetup.officer("500113"))
        try await setup.act { act in
            try TeamProposals.make(TeamWish(inspectors: 3, seed: "1"), anew: false, of: id, act)
        }
        await #expect(throws: CampaignRefusal.notFound) {
            try await next.act { act in
                try TeamProposals.make(TeamWish(inspectors: 3, seed: "1"), anew: true, of: id, act)
            }
        }
        await #expect(throws: CampaignRefusal.notFound) {
            try await next.act { act in _ = try TeamProposals.accept(id, version: 1, act) }
        }
        await #expect(throws: CampaignRefusal.notFound) {
            try await next.act { act in try TeamProposals.discard(id, act) }
        }
    }

    @Test("The office sets how many an evaluation's team has; a special campaign's number is the law's")
    func size() async throws {
        let (setup, id) = try await TeamProposalsTests.setup(.sqlite, units: 1, inspectors: 3, kind: .evaluation)
        try await setup.act { act in try CampaignTeams.setSize(2, of: id, act) }
        let units = try await setup.database.read { db in try CampaignTeams.units(of: id, in: db).map(\.inspection) }
        await #expect(throws: TeamRefusal.tooFew(needed: 2, have: 1)) {
            try await setup.act { act in
                try CampaignTeams.assign(try InspectionTeam(lead: "i0", others: []), to: units, of: id, act)
            }
        }
        let (special, other) = try await TeamProposalsTests.setup(.sqlite, units: 1)
        await #expect(throws: TeamRefusal.self) {
            try await special.act { try CampaignTeams.setSize(2, of: other, $0) }
        }
    }
}
