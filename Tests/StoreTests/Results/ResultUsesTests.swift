import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct ResultUsesTests {
    @Test(
        "Each use keeps the result as it was, is listed, decided once, and hidden from the neighbour",
        arguments: Engine.available)
    func uses(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(2, in: database)
        let setup = CampaignSetup(database: database)
        let id = try await setup.running(CampaignSetup.all)
        let units = try await database.read { db in try CampaignTeams.units(of: id, in: db) }
        let officer = setup.officer
        try await database.write { db in
            try db.execute(
                "INSERT INTO person (id, name, created_at) VALUES ('p-500112', '周敏', '2026-01-01T00:00:00.000Z')")
            try db.execute("UPDATE inspection SET grade = '优秀', score = '92.5' WHERE id = \(units[0].inspection)")
        }
        try await setup.act { act in
            try RoundCycles.create(RoundCyclesTests.cycle, act)
            _ = try RoundPlans.recordDone(
                [units[1].code], on: "2025-06-20", source: "往年评估", grade: "合格", in: "cycle", act)
        }
        let rows = try await database.read { db in
            try Results.list(ResultFilter(), PageRequest(), visibleTo: officer, in: db).rows
        }
        #expect(rows.map(\.grade) == ["优秀", "合格"])
        let keys = rows.map(\.key)
        let use = try await setup.act { act in
            _ = try ResultUses.open(keys[1], for: .classing, matter: "2026年级类", act)
            return try ResultUses.open(keys[0], for: .annualCheck, matter: "", act)
        }
        _ = try await database.write { db in
            try db.execute("UPDATE inspection SET grade = '合格' WHERE id = \(units[0].inspection)")
        }
        try await setup.act { try ResultUses.decide(use, "年检合格", $0) }
        await #expect(throws: ResultUseRefusal.decided) { try await setup.act { try ResultUses.decide(use, "x", $0) } }
        let kept = try await database.read { db in try ResultUses.require(use, visibleTo: officer, in: db) }
        #expect(kept.grade == "优秀")
        #expect(kept.use.decision == "年检合格")
        #expect(kept.byName == "周敏")
        let neighbour = CampaignSetup.officer("500113")
        let (mine, theirs, used, found) = try await database.read { db in
            var filter = ResultFilter()
            filter.purpose = .annualCheck
            filter.isUsed = true
            return (
                try ResultUses.list(ResultUseFilter(), PageRequest(), visibleTo: officer, in: db).total,
                try ResultUses.list(ResultUseFilter(), PageRequest(), visibleTo: neighbour, in: db).total,
                try Results.list(filter, PageRequest(), visibleTo: officer, in: db).rows.map(\.key),
                try Results.list(ResultFilter(), PageRequest(), visibleTo: neighbour, in: db).total
            )
        }
        #expect([mine, theirs, found] == [2, 0, 0])
        #expect(used == [keys[0]])
        let next = CampaignSetup(database: database, officer: neighbour)
        await #expect(throws: RegistryRefusal.notFound) {
            try await next.act { act in try ResultUses.open(keys[0], for: .honour, matter: "", act) }
        }
    }

    @Test("A unit without a result has nothing to open")
    func nothing() async throws {
        let database = try await Engine.sqlite.makeDatabase()
        try await RegistrySample.plant(1, in: database)
        let setup = CampaignSetup(database: database)
        let key = ResultKey(organisation: Identifier("unit-\(RegistrySample.code(1))"), inspection: nil, round: "")
        await #expect(throws: ResultUseRefusal.noResult("第1幼儿园")) {
            try await setup.act { act in try ResultUses.open(key, for: .honour, matter: "", act) }
        }
    }
}
