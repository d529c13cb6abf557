import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// What a merger, a closure or another master does to a school's place in its zone.
@Suite struct ZoneSuccessionTests {
    private func posted(_ engine: Engine) async throws -> (setup: ZoneSetup, thing: String) {
        let setup = try await ZoneSetup(engine)
        try await setup.act(on: "2026-02-01") { act in
            try Zones.addSchools([ZoneSetup.code(1)], to: "z1", from: act.day, act)
            try Zones.addInspectors(["D1"], to: "z1", from: act.day, act)
            try Zones.post("p1", at: ZoneSetup.school(1), of: "z1", from: act.day, act)
        }
        let row = try await setup.database.read { db in try db.first("SELECT id FROM zone_school")?.get(0) as String? }
        return (setup, "zone-\(try #require(row))")
    }

    private func merge(_ fates: [String: Fate], _ act: Act) throws {
        let (unit, heir) = (ZoneSetup.school(1), ZoneSetup.school(2))
        let order = ReorganisationOrder(
            try Reorganisation(.merger, of: unit, into: [heir]), on: act.day, reason: "撤并批复", fates: fates)
        try Reorganisations.carry(order, act) {
            try Organisations.merge(unit, version: 1, into: heir, on: act.day, reason: "撤并批复", act)
        }
    }

    private func told(_ setup: ZoneSetup, as viewer: Viewer = ZoneSetup.officer) async throws -> [String] {
        try await setup.database.read { db in
            try Todos.list(visibleTo: viewer, in: db).rows.filter { $0.kind == .postSchool }
                .map { "\($0.who)\($0.about)" }
        }
    }

    @Test(
        "A merged school's place is decided about; its successor takes it with the same inspector",
        arguments: Engine.available)
    func passed(engine: Engine) async throws {
        let (setup, thing) = try await posted(engine)
        await #expect(throws: ReorganisationRefusal.undecided(1)) {
            try await setup.act { act in try merge([:], act) }
        }
        try await setup.act { act in try merge([thing: .pass(ZoneSetup.school(2))], act) }
        #expect(try await setup.inspectors(of: 1, on: "2026-03-09") == ["p1"])
        #expect(try await setup.inspectors(of: 1) == [])
        #expect(try await setup.inspectors(of: 2, on: "2026-03-09") == [])
        #expect(try await setup.inspectors(of: 2) == ["p1"])
        #expect(try await told(setup) == [])
        let past = try await setup.database.read { db in try Zones.past(of: "z1", on: ZoneSetup.day, in: db) }
        #expect(past.map(\.until) == ["2026-03-09", "2026-03-09"])
    }

    @Test("An inspector who may not look after the successor does not; the office is told", arguments: Engine.available)
    func recused(engine: Engine) async throws {
        let (setup, thing) = try await posted(engine)
        try await setup.act { act in
            try RecusalsTests.plant("p1", ZoneSetup.school(2), state: "granted", from: "2026-03-01", act.db)
            try merge([thing: .pass(ZoneSetup.school(2))], act)
        }
        #expect(try await setup.inspectors(of: 2) == [])
        #expect(try await told(setup) == ["第2幼儿园没有责任督学"])
    }

    @Test("A successor that is left out of the zone is told; one in a zone keeps its own", arguments: Engine.available)
    func leftOut(engine: Engine) async throws {
        let (setup, thing) = try await posted(engine)
        try await setup.act { act in try merge([thing: .end], act) }
        #expect(try await told(setup) == ["第2幼儿园撤并后未划入责任区"])

        let (other, _) = try await posted(engine)
        try await other.act { act in
            try Zones.addInspectors(["D2"], to: "z2", from: act.day, act)
            try Zones.addSchools([ZoneSetup.code(2)], to: "z2", from: act.day, act)
            try Zones.post("p2", at: ZoneSetup.school(2), of: "z2", from: act.day, act)
            try merge([:], act)
        }
        #expect(try await other.inspectors(of: 2) == ["p2"])
        #expect(try await other.inspectors(of: 1) == [])
        #expect(try await told(other) == [])
    }

    @Test("A closed school leaves its zone with its last day", arguments: Engine.available)
    func closed(engine: Engine) async throws {
        let (setup, _) = try await posted(engine)
        try await setup.act { act in
            let order = ReorganisationOrder(
                try Reorganisation(.closure, of: ZoneSetup.school(1)), on: act.day, reason: "撤销", fates: [:])
            try Reorganisations.carry(order, act) {
                _ = try Organisations.close(ZoneSetup.school(1), version: 1, on: act.day, reason: "撤销", act)
            }
        }
        #expect(try await setup.inspectors(of: 1) == ["p1"])
        #expect(try await setup.inspectors(of: 1, on: "2026-03-11") == [])
    }

    @Test(
        "A school with another master leaves the old office's zone; the new office is told",
        arguments: Engine.available)
    func transferred(engine: Engine) async throws {
        let (setup, _) = try await posted(engine)
        let city = SampleUnits.officer(.city, "500100")
        try await setup.act(as: city) { act in
            let unit = ZoneSetup.school(1)
            var facts = try Organisations.require(unit, visibleTo: act.viewer, in: act.db).organisation.facts
            facts.authority = ManagingAuthority(level: .city, region: "500100")
            let order = ReorganisationOrder(
                try Reorganisation(.transfer, of: unit), on: act.day, reason: "上收", fates: [:],
                place: try Organisations.place(of: facts.authority, in: act.db))
            let changed = facts
            try Reorganisations.carry(order, act) {
                _ = try Organisations.change(unit, version: 1, to: changed, on: act.day, reason: "上收", act)
            }
        }
        #expect(try await setup.inspectors(of: 1) == [])
        #expect(try await told(setup) == [])
        #expect(try await told(setup, as: city) == ["第1幼儿园未划入责任区"])
    }
}
