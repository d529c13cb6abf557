import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct CampaignDrawTests {
    @Test("A batch takes every 市属 unit and at least 30 % of the 区属 ones: 41 give 13", arguments: Engine.available)
    func batch(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(41, in: database)
        try await RegistrySample.plant(7, first: 100, authority: .city, in: database)
        let setup = CampaignSetup(database: database, officer: CampaignSetup.cityOfficer())
        let id = try await setup.drawn(
            CampaignScope(strata: [
                ScopeStratum(name: "市属", filter: ScopeFilter(authorities: ["市属"]), rule: .all),
                ScopeStratum(name: "区属", filter: ScopeFilter(authorities: ["区县属"]), rule: .percent("30")),
            ]))
        let (rows, record) = try await database.read { db in
            (try CampaignFrames.rows(of: id, in: db), try CampaignDraws.record(of: id, in: db))
        }
        #expect(rows.filter { $0.isSelected && $0.stratum == 0 }.count == 7)
        #expect(rows.filter { $0.isSelected && $0.stratum == 1 }.count == 13)
        #expect(record?.problems() == [])
        #expect(record?.size == 48)
    }

    @Test(
        "With 75 done before, the round draws 40, and the ledger shows 115 and what remains",
        arguments: Engine.available)
    func round(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(180, in: database)
        let setup = CampaignSetup(database: database)
        let scope = CampaignScope(strata: [
            ScopeStratum(name: "幼儿园", filter: ScopeFilter(kinds: ["幼儿园"]), rule: .count(40))
        ])
        let id = try await setup.campaign(scope, round: CampaignRound(key: "bxxw-2024", name: "五年一轮"))
        let done = (1...75).map { RegistrySample.code($0) }
        try await setup.act { act in
            let unknown = try Rounds.add(done, doneOn: "2024-05-01", source: "往年", to: id, act)
            #expect(unknown.isEmpty)
        }
        let plan = try await database.read { db in
            try CampaignFrames.plan(
                scope, round: CampaignRound(key: "bxxw-2024", name: ""), campaign: id,
                place: Place(province: "500000", city: "500100", county: "500112"), in: db)
        }
        let count = try #require(plan.counts.first)
        #expect([count.fitting, count.done, count.drawable, count.quota] == [180, 75, 105, 40])
        try await setup.act { act in
            try CampaignFrames.freeze(id, act)
            try CampaignDraws.draw(id, seed: "双色球 2026028", act)
        }
        let record = try await setup.record(id)
        let ledger = try await database.read { db in try Rounds.ledger(of: record, in: db) }
        let found = try #require(ledger)
        #expect([found.before.count, found.campaign.count, found.covered] == [75, 40, 115])
        #expect([found.total, found.remaining.count] == [180, 65])
        let frame = try await database.read { db in try CampaignFrames.rows(of: id, in: db) }
        #expect(frame.filter { $0.reason == "本轮已督导" }.count == 75)
    }

    @Test("A second campaign of the round leaves out what the first is supervising", arguments: Engine.available)
    func secondCampaign(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(10, in: database)
        let setup = CampaignSetup(database: database)
        let round = CampaignRound(key: "r", name: "一轮")
        let scope = CampaignScope(strata: [ScopeStratum(name: "a", filter: ScopeFilter(), rule: .count(4))])
        let first = try await setup.campaign(scope, round: round)
        let second = try await setup.campaign(scope, round: round)
        try await setup.act { act in
            for id in [first, second] {
                try CampaignFrames.freeze(id, act)
                try CampaignDraws.draw(id, seed: "1", act)
            }
        }
        let rows = try await database.read { db in try CampaignFrames.rows(of: second, in: db) }
        #expect(rows.filter { $0.status == .excluded }.count == 4)
        let drawnFirst = try await database.read { db in
            Set(try CampaignFrames.rows(of: first, in: db).filter(\.isSelected).map(\.code))
        }
        #expect(drawnFirst.isDisjoint(with: rows.filter(\.isSelected).map(\.code)))
    }

    @Test("Marks by hand need a unit that exists; chosen ones are supervised, excluded ones keep their reason")
    func byHand() async throws {
        let database = try await Engine.sqlite.makeDatabase()
        try await RegistrySample.plant(6, in: database)
        try await RegistrySample.plant(1, first: 50, kind: .school, in: database)
        let setup = CampaignSetup(database: database)
        var scope = CampaignScope(
            strata: [ScopeStratum(name: "园", filter: ScopeFilter(kinds: ["幼儿园"]), rule: .count(1))],
            chosen: [HandMark(code: RegistrySample.code(50), reason: "群众举报")],
            excluded: [HandMark(code: RegistrySample.code(1), reason: "正在装修")])
        let id = try await setup.drawn(scope)
        let rows = try await database.read { db in try CampaignFrames.rows(of: id, in: db) }
        #expect(rows.first { $0.code == RegistrySample.code(50) }?.isSelected == true)
        #expect(rows.first { $0.code == RegistrySample.code(1) }?.reason == "正在装修")
        #expect(rows.filter(\.isSelected).count == 2)
        scope.chosen = [HandMark(code: "1150129999", reason: "没有这个单位")]
        let wrong = try await setup.campaign(scope)
        await #expect(throws: CampaignRefusal.self) { try await setup.act { try CampaignFrames.freeze(wrong, $0) } }
    }

    @Test("A frame is frozen once, drawn once, and the registry's later changes do not touch it")
    func frozen() async throws {
        let database = try await Engine.sqlite.makeDatabase()
        try await RegistrySample.plant(5, in: database)
        let setup = CampaignSetup(database: database)
        let id = try await setup.campaign(CampaignSetup.all)
        await #expect(throws: CampaignRefusal.wrongState("抽取", .draft)) {
            try await setup.act { try CampaignDraws.draw(id, seed: "1", $0) }
        }
        try await setup.act { try CampaignFrames.freeze(id, $0) }
        await #expect(throws: CampaignRefusal.wrongState("冻结名单", .framed)) {
            try await setup.act { try CampaignFrames.freeze(id, $0) }
        }
        try await RegistrySample.plant(3, first: 20, in: database)
        await #expect(throws: CampaignRefusal.seedMissing) {
            try await setup.act { try CampaignDraws.draw(id, seed: "", $0) }
        }
        try await setup.act { try CampaignDraws.draw(id, seed: "1", $0) }
        await #expect(throws: CampaignRefusal.wrongState("抽取", .drawn)) {
            try await setup.act { try CampaignDraws.draw(id, seed: "2", $0) }
        }
        let units = try await database.read { db in try CampaignTeams.units(of: id, in: db).count }
        #expect(units == 5)
    }

    @Test("A rule that asks for more units than there are is refused before the seed is public")
    func tooFew() async throws {
        let database = try await Engine.sqlite.makeDatabase()
        try await RegistrySample.plant(3, in: database)
        let setup = CampaignSetup(database: database)
        let id = try await setup.campaign(
            CampaignScope(strata: [ScopeStratum(name: "园", filter: ScopeFilter(), rule: .count(4))]))
        await #expect(throws: DrawRefusal.self) { try await setup.act { try CampaignFrames.freeze(id, $0) } }
        #expect(try await setup.record(id).campaign.state == .draft)
    }
}
