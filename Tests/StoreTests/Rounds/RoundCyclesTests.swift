import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct RoundCyclesTests {
    static let cycle = RoundCycle(
        id: "cycle", key: "conduct-2024", name: "办园行为五年一轮", firstYear: 2024,
        filter: ScopeFilter(kinds: ["幼儿园"]))

    private func figures(_ setup: CampaignSetup, _ id: RoundCycleID = "cycle") async throws -> RoundCycleFigures {
        let officer = setup.officer
        return try await setup.database.read { db in
            let record = try RoundCycles.require(id, visibleTo: officer, in: db)
            return RoundCycleFigures(try RoundUnits.all(of: record, in: db), of: record.cycle, on: CampaignSetup.day)
        }
    }

    private func count(_ setup: CampaignSetup, _ change: (inout RoundUnitFilter) -> Void) async throws -> Int {
        var filter = RoundUnitFilter()
        change(&filter)
        let (asked, officer) = (filter, setup.officer)
        return try await setup.database.read { db in
            let record = try RoundCycles.require("cycle", visibleTo: officer, in: db)
            return try RoundUnits.list(asked, PageRequest(), of: record, on: CampaignSetup.day, in: db).total
        }
    }

    @Test(
        "75 done before and 40 of this year are 115; the registry's other 35 of 150 remain, each figure opens its rows",
        arguments: Engine.available)
    func scenario(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(150, in: database)
        try await RegistrySample.plant(5, first: 900, kind: .school, in: database)
        let setup = CampaignSetup(database: database)
        try await setup.act { act in
            try RoundCycles.create(RoundCyclesTests.cycle, act)
            let codes = (1...75).map { RegistrySample.code($0) }
            let added = try RoundPlans.recordDone(codes, on: "2025-06-20", source: "往年", grade: "合格", in: "cycle", act)
            #expect(added == 75)
        }
        let scope = CampaignScope(strata: [
            ScopeStratum(name: "幼儿园", filter: ScopeFilter(kinds: ["幼儿园"]), rule: .count(40))
        ])
        let id = try await setup.campaign(scope, round: CampaignRound(key: "conduct-2024", name: "五年一轮"))
        try await setup.act { act in
            try CampaignFrames.freeze(id, act)
            try CampaignDraws.draw(id, seed: "03 09 14", act)
        }
        let found = try await figures(setup)
        #expect([found.done, found.running, found.covered] == [75, 40, 115])
        #expect([found.registry, found.remaining, found.left, found.planned] == [150, 35, 35, 0])
        for (standing, rows) in [("done", 75), ("running", 40), ("covered", 115), ("remaining", 35), ("registry", 150)]
        {
            #expect(try await count(setup) { $0.standing = standing } == rows, "\(standing)")
        }
        #expect(try await count(setup) { $0.doneYear = 2025 } == 75)
        #expect(found.years.first { $0.year == 2025 }?.done == 75)
        let added = try await setup.act { act in try RoundPlans.spread(seed: "7", in: "cycle", act) }
        #expect(added == 35)
        let planned = try await figures(setup)
        #expect(planned.years.map(\.planned) == [0, 0, 12, 12, 11])
        #expect([planned.planned, planned.left] == [35, 0])
    }

    @Test(
        "A year that is over, one outside the cycle, a unit that is done and a name that is unknown are refused",
        arguments: Engine.available)
    func refusals(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(4, in: database)
        let setup = CampaignSetup(database: database)
        let unit = OrganisationID("unit-\(RegistrySample.code(1))")
        try await setup.act { act in
            try RoundCycles.create(RoundCyclesTests.cycle, act)
            _ = try RoundPlans.recordDone(
                [RegistrySample.code(1)], on: "2025-06-20", source: "往年", grade: "", in: "cycle", act)
        }
        let cases: [(RoundRefusal, @Sendable (Act) throws -> Void)] = [
            (.yearOver(2025), { try RoundPlans.set(["unit-x"], year: 2025, in: "cycle", $0) }),
            (.yearOutside(2029, 2024...2028), { try RoundPlans.set(["unit-x"], year: 2029, in: "cycle", $0) }),
            (.alreadyDone("第1幼儿园"), { try RoundPlans.set([unit], year: 2026, in: "cycle", $0) }),
            (.unknown(["没有这所"]), { try RoundPlans.set(lines: ["第2幼儿园", "没有这所"], year: 2026, in: "cycle", $0) }),
            (.nothingChosen, { try RoundPlans.set([], year: 2026, in: "cycle", $0) }),
            (.seedMissing, { _ = try RoundPlans.spread(seed: " ", in: "cycle", $0) }),
            (.keyTaken("conduct-2024"), { try RoundCycles.create(RoundCyclesTests.cycle, $0) }),
        ]
        for (refusal, deed) in cases {
            await #expect(throws: refusal) { try await setup.act(deed) }
        }
        try await setup.act { act in try RoundPlans.set(lines: ["第2幼儿园", ""], year: 2026, in: "cycle", act) }
        #expect(try await count(setup) { $0.plannedYear = 2026 } == 1)
        try await setup.act { act in
            try RoundPlans.set([OrganisationID("unit-\(RegistrySample.code(2))")], year: nil, in: "cycle", act)
            try RoundPlans.remove(unit, from: "cycle", act)
        }
        let found = try await figures(setup)
        #expect([found.done, found.planned, found.left] == [0, 0, 4])
    }

    @Test("The next cycle closes this one and takes what was left first", arguments: Engine.available)
    func next(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(6, in: database)
        let setup = CampaignSetup(database: database)
        let id = try await setup.act { act in
            try RoundCycles.create(RoundCyclesTests.cycle, act)
            _ = try RoundPlans.recordDone(
                [RegistrySample.code(1), RegistrySample.code(2)], on: "2025-06-20", source: "往年", grade: "",
                in: "cycle",
                act)
            return try RoundCycles.next(
                "cycle", key: "conduct-2029", name: "新一轮", leftFirst: true, version: 1, act)
        }
        let found = try await figures(setup, id)
        #expect([found.registry, found.planned, found.done] == [6, 4, 0])
        #expect(found.years.first { $0.year == 2029 }?.planned == 4)
        await #expect(throws: RoundRefusal.closed("办园行为五年一轮")) {
            try await setup.act { act in _ = try RoundPlans.spread(seed: "1", in: "cycle", act) }
        }
    }

    @Test(
        "A round that a campaign names becomes a cycle; the neighbour sees neither it nor its units",
        arguments: Engine.available)
    func ensured(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(3, in: database)
        try await RegistrySample.plant(2, county: "500113", in: database)
        let setup = CampaignSetup(database: database)
        let next = CampaignSetup(database: database, officer: CampaignSetup.officer("500113"))
        let round = CampaignRound(key: "r", name: "一轮")
        for one in [setup, next] {
            _ = try await one.campaign(CampaignSetup.all, round: round)
            _ = try await one.campaign(CampaignSetup.all, round: round)
        }
        for (one, units) in [(setup, 3), (next, 2)] {
            let officer = one.officer
            let (cycles, rows) = try await database.read { db in
                let listing = try RoundCycles.list(RoundCycleFilter(), PageRequest(), visibleTo: officer, in: db)
                return (listing, try listing.rows.flatMap { try RoundUnits.all(of: $0, in: db) })
            }
            #expect(cycles.total == 1)
            #expect(cycles.rows.first?.cycle.firstYear == 2026)
            #expect(rows.count == units)
        }
    }
}
