import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// From when until when: what ends with what, and that nothing is lost that was.
@Suite struct ZoneSpansTests {
    private func filled(_ engine: Engine, on day: Day = ZoneSetup.day) async throws -> ZoneSetup {
        let setup = try await ZoneSetup(engine)
        try await setup.act(on: day) { act in
            try Zones.addSchools([ZoneSetup.code(1)], to: "z1", from: day, act)
            try Zones.addInspectors(["D1"], to: "z1", from: day, act)
        }
        return setup
    }

    private func zone(_ act: Act, until: Day?, from: Day = "2026-01-01") throws {
        let now = try Zones.require("z1", visibleTo: act.viewer, in: act.db).zone
        try Zones.update(
            ResponsibilityZone(
                id: "z1", name: now.name, validity: #require(Period(from: from, until: until)), version: now.version),
            act)
    }

    @Test("Nobody is posted longer than the school and the person are in the zone", arguments: Engine.available)
    func posted(engine: Engine) async throws {
        let setup = try await filled(engine)
        try await setup.act { act in
            try Zones.addInspectors(["D2"], to: "z2", from: "2026-05-01", act)
            try Zones.addSchools([ZoneSetup.code(1)], to: "z2", from: "2026-05-01", act)
            try Zones.post("p2", at: ZoneSetup.school(1), of: "z2", from: "2026-05-01", act)
            try Zones.post("p1", at: ZoneSetup.school(1), of: "z1", from: act.day, act)
        }
        #expect(try await setup.inspectors(of: 1, on: "2026-04-30") == ["p1"])
        #expect(try await setup.inspectors(of: 1, on: "2026-05-01") == ["p2"])
        let plans = try await setup.database.read { db in try Zones.planned(of: "z2", on: ZoneSetup.day, in: db) }
        #expect(plans.map(\.kind) == [.school, .posting, .inspector])
        #expect(plans.allSatisfy { $0.from == "2026-05-01" })
        try await setup.act { act in
            try Zones.addSchools([ZoneSetup.code(2)], to: "z1", from: act.day, act)
            try Zones.removeInspector("p1", from: "z1", on: "2026-04-30", act)
            try Zones.post("p1", at: ZoneSetup.school(2), of: "z1", from: act.day, act)
        }
        #expect(try await setup.inspectors(of: 2, on: "2026-04-30") == ["p1"])
        #expect(try await setup.inspectors(of: 2, on: "2026-05-01") == [])
    }

    @Test("A day in the past ends nothing that began after it", arguments: Engine.available)
    func past(engine: Engine) async throws {
        let setup = try await filled(engine, on: "2026-02-01")
        try await setup.act(on: "2026-03-01") { act in
            try Zones.post("p1", at: ZoneSetup.school(1), of: "z1", from: act.day, act)
        }
        await #expect(throws: ZoneRefusal.hasBegun("2026-03-01")) {
            try await setup.act { act in
                try Zones.removeSchool(ZoneSetup.school(1), from: "z1", on: "2026-02-15", act)
            }
        }
        await #expect(throws: ZoneRefusal.hasBegun("2026-03-01")) {
            try await setup.act { act in try zone(act, until: "2026-02-15") }
        }
        await #expect(throws: ZoneRefusal.hasBegun("2026-03-01")) {
            try await setup.act { act in
                try InspectorRegister.dismiss(
                    "p1", on: "2026-02-15", ground: .moved, reason: "调离", version: 1, act)
            }
        }
        #expect(try await setup.inspectors(of: 1, on: "2026-03-01") == ["p1"])
        try await setup.act { act in
            try Zones.removeSchool(ZoneSetup.school(1), from: "z1", on: "2026-03-01", act)
        }
        #expect(try await setup.inspectors(of: 1, on: "2026-03-01") == ["p1"])
        #expect(try await setup.inspectors(of: 1, on: "2026-03-02") == [])
    }

    @Test("What began today is gone when it is taken back today", arguments: Engine.available)
    func sameDay(engine: Engine) async throws {
        let setup = try await filled(engine)
        try await setup.act { act in
            try Zones.addSchools([ZoneSetup.code(2)], to: "z1", from: act.day, act)
            try Zones.removeSchool(ZoneSetup.school(2), from: "z1", on: act.day.adding(days: -1), act)
        }
        let rows = try await setup.database.read { db in try db.rows("SELECT id FROM zone_school").count }
        #expect(rows == 1)
    }

    @Test("An end that is taken back before it came ends nothing", arguments: Engine.available)
    func takenBack(engine: Engine) async throws {
        let setup = try await filled(engine)
        try await setup.act { act in
            try Zones.post("p1", at: ZoneSetup.school(1), of: "z1", from: act.day, act)
            try zone(act, until: "2026-03-31")
            try zone(act, until: nil)
        }
        #expect(try await setup.inspectors(of: 1, on: "2026-04-01") == ["p1"])
        await #expect(throws: ZoneRefusal.membersBefore(ZoneSetup.day)) {
            try await setup.act { act in try zone(act, until: nil, from: "2026-03-11") }
        }
    }

    @Test("Who was to leave and is added again stays", arguments: Engine.available)
    func stays(engine: Engine) async throws {
        let setup = try await filled(engine)
        let count = { @Sendable (day: Day) in
            try await setup.database.read { db in
                try db.rows(
                    "SELECT id FROM zone_inspector WHERE from_day <= \(day) AND until_day >= \(day)"
                ).count
            }
        }
        try await setup.act { act in
            try Zones.removeInspector("p1", from: "z1", on: "2026-03-31", act)
            try Zones.addInspectors(["D1"], to: "z1", from: "2026-05-01", act)
        }
        #expect(try await count("2026-04-15") == 0)
        try await setup.act { act in try Zones.addInspectors(["D1"], to: "z1", from: act.day, act) }
        #expect(try await count("2026-04-15") == 1)
        #expect(try await count("2026-05-15") == 1)
    }

    @Test("Schools that join later are counted against the zone's limit", arguments: Engine.available)
    func later(engine: Engine) async throws {
        let setup = try await filled(engine)
        try await setup.act { act in
            try ZoneRuleBook.set(ZoneRules(schoolsPerZone: 3, basis: "本地规定第二条"), act)
            try Zones.addSchools((2...3).map(ZoneSetup.code), to: "z1", from: "2026-09-01", act)
        }
        await #expect(throws: ZoneRefusal.full(zone: "第1责任区", have: 4, limit: 3)) {
            try await setup.act { act in try Zones.addSchools([ZoneSetup.code(4)], to: "z1", from: act.day, act) }
        }
    }

    @Test("One office does not take a school out of another's zone", arguments: Engine.available)
    func offices(engine: Engine) async throws {
        let setup = try await filled(engine)
        let city = SampleUnits.officer(.city, "500100")
        try await setup.act(as: city) { act in
            try Zones.insert(
                ResponsibilityZone(id: "city", name: "市直责任区", validity: Period(from: "2026-01-01")), act)
            try Zones.addSchools([ZoneSetup.code(2)], to: "city", from: act.day, act)
        }
        await #expect(throws: ZoneRefusal.otherOffice(school: "第1幼儿园", zone: "第1责任区")) {
            try await setup.act(as: city) { act in
                try Zones.addSchools([ZoneSetup.code(1)], to: "city", from: act.day, act)
            }
        }
        await #expect(throws: ZoneRefusal.otherOffice(school: "第2幼儿园", zone: "市直责任区")) {
            try await setup.act { act in try Zones.addSchools([ZoneSetup.code(2)], to: "z1", from: act.day, act) }
        }
    }

    @Test(
        "The office is told of schools that nobody looks after, and the list shows exactly these",
        arguments: Engine.available)
    func lacking(engine: Engine) async throws {
        let setup = try await filled(engine)
        let told = { @Sendable (day: Day) in
            let officer = SampleUnits.officer(.county, "500112", on: day)
            var filter = ZoneSchoolFilter()
            filter.state = "lacking"
            filter.isOwn = true
            let asked = filter
            return try await setup.database.read { db in
                let rows = try Todos.list(visibleTo: officer, in: db).rows.filter { $0.kind == .postSchool }
                let listed = try Zones.schools(asked, PageRequest(), visibleTo: officer, in: db).rows.map(\.code)
                #expect(listed == rows.map(\.subject))
                return rows.map(\.about)
            }
        }
        #expect(try await told("2026-03-09") == [])
        #expect(try await told("2026-03-10") == ["没有责任督学"])
        try await setup.act { act in try Zones.post("p1", at: ZoneSetup.school(1), of: "z1", from: act.day, act) }
        #expect(try await told("2026-03-10") == [])
        try await setup.act { act in
            try Zones.removeSchool(ZoneSetup.school(1), from: "z1", on: act.day, act)
        }
        #expect(try await told("2026-03-10") == [])
        #expect(try await told("2026-03-11") == ["未划入责任区"])
    }
}
