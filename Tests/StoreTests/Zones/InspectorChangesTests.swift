import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct InspectorChangesTests {
    private static func term(_ from: Day, _ until: Day) throws -> Period {
        try #require(Period(from: from, until: until))
    }

    /// A part-time inspector in the second of two terms.
    private func setup(_ engine: Engine) async throws -> ZoneSetup {
        let setup = try await ZoneSetup(engine)
        try await setup.act(on: "2025-06-01") { act in
            let person = Inspector(
                person: "part", name: "兼职", code: "J1", isFullTime: false, level: .county, employer: "第1幼儿园",
                term: try Self.term("2020-01-01", "2022-12-31"))
            try Inspectors.insert(person, phone: "13900000000", region: "500112", act)
            try InspectorRegister.renew(
                "part", for: Self.term("2023-01-01", "2025-12-31"), reason: "考核合格", version: 1, act)
        }
        return setup
    }

    private func record(_ setup: ZoneSetup) async throws -> InspectorRecord {
        try await setup.database.read { db in try Inspectors.require("part", visibleTo: ZoneSetup.officer, in: db) }
    }

    private func change(_ version: Int, _ act: Act, _ edit: (inout Inspector) throws -> Void) throws {
        var next = try Inspectors.require("part", visibleTo: act.viewer, in: act.db).inspector
        try edit(&next)
        try Inspectors.change(next, phone: "13911111111", version: version, act)
    }

    @Test(
        "Other words about somebody who left do not appoint them again; a term after the end does",
        arguments: Engine.available)
    func ended(engine: Engine) async throws {
        let setup = try await setup(engine)
        try await setup.act(on: "2025-10-31") { act in
            try InspectorRegister.dismiss("part", on: act.day, ground: .moved, reason: "调离", version: 2, act)
            try change(3, act) { $0.employer = "第2幼儿园" }
        }
        let left = try await record(setup)
        #expect(!left.isActive && left.phone == "13911111111" && left.inspector.term?.until == "2025-10-31")
        await #expect(throws: InspectorRefusal.ended) {
            try await setup.act { act in
                try change(4, act) { $0.term = try Self.term("2025-10-01", "2027-12-31") }
            }
        }
        try await setup.act { act in try change(4, act) { $0.term = try Self.term("2026-03-10", "2029-03-09") } }
        let back = try await record(setup)
        #expect(back.isActive)
        let terms = try await setup.database.read { db in try InspectorRegister.terms(of: back, in: db) }
        #expect(terms.map(\.period.from) == ["2020-01-01", "2023-01-01", "2026-03-10"])
    }

    @Test("A further term is a renewal, and no term is longer than the rule", arguments: Engine.available)
    func terms(engine: Engine) async throws {
        let setup = try await setup(engine)
        await #expect(throws: InspectorTermRefusal.renewInstead) {
            try await setup.act { act in
                try change(2, act) { $0.term = try Self.term("2026-01-01", "2028-12-31") }
            }
        }
        await #expect(throws: InspectorTermRefusal.tooLong("2026-01-31")) {
            try await setup.act { act in
                try change(2, act) { $0.term = try Self.term("2023-02-01", "2026-02-01") }
            }
        }
        await #expect(throws: InspectorTermRefusal.overlaps) {
            try await setup.act { act in
                try change(2, act) { $0.term = try Self.term("2022-12-31", "2025-12-30") }
            }
        }
        try await setup.act { act in try change(2, act) { $0.term = try Self.term("2023-01-01", "2025-11-30") } }
        #expect(try await record(setup).inspector.term?.until == "2025-11-30")
    }

    @Test("Whoever was renewed ahead serves on in the term before", arguments: Engine.available)
    func renewedAhead(engine: Engine) async throws {
        let setup = try await setup(engine)
        let days: [(Day, Bool)] = [
            ("2019-12-31", false), ("2020-01-01", true), ("2022-12-31", true), ("2023-01-01", true),
            ("2025-12-31", true),
            ("2026-01-01", false),
        ]
        for (day, serves) in days {
            let people = try await setup.database.read { db in
                try Inspectors.serving(on: day, visibleTo: ZoneSetup.officer, in: db).map(\.id)
            }
            #expect(people.contains("part") == serves, "\(day)")
        }
    }

    @Test("Whoever was renewed ahead and ends before loses the further term", arguments: Engine.available)
    func endedBeforeRenewal(engine: Engine) async throws {
        let setup = try await setup(engine)
        await #expect(throws: InspectorRefusal.beforeTerm("2023-01-01")) {
            try await setup.act(on: "2025-06-01") { act in
                try InspectorRegister.dismiss(
                    "part", on: "2019-12-31", ground: .resigned, reason: "x", version: 2, act)
            }
        }
        try await setup.act(on: "2022-06-30") { act in
            try InspectorRegister.dismiss("part", on: "2022-06-30", ground: .resigned, reason: "x", version: 2, act)
        }
        let ended = try await record(setup)
        #expect(!ended.isActive)
        #expect(ended.inspector.term == Period(from: "2020-01-01", until: "2022-06-30"))
        let terms = try await setup.database.read { db in try InspectorRegister.terms(of: ended, in: db) }
        #expect(terms.map(\.period) == [ended.inspector.term])
    }

    @Test(
        "An office above sees an appointment and does not change it; an administrator keeps the register",
        arguments: Engine.available)
    func offices(engine: Engine) async throws {
        let setup = try await setup(engine)
        let city = SampleUnits.officer(.city, "500100")
        let photo = StoredFile(hash: String(repeating: "0", count: 64), size: 1, mediaType: "image/png")
        let deeds: [@Sendable (Act) throws -> Void] = [
            { act in try change(2, act) { $0.name = "别名" } },
            { act in try InspectorRegister.dismiss("part", on: act.day, ground: .moved, reason: "x", version: 2, act) },
            { act in
                try InspectorRegister.renew(
                    "part", for: Self.term("2026-01-01", "2028-12-31"), reason: "", version: 2, act)
            },
            { act in try InspectorRegister.set(InspectorProfile(), of: "part", act) },
            { act in try InspectorActivities.remove("a", of: "part", act) },
            { act in try InspectorPhotos.store(photo, of: "part", act) },
        ]
        for deed in deeds {
            await #expect(throws: InspectorRefusal.otherOffice) { try await setup.act(as: city, deed) }
        }
        let admin = Viewer(
            account: "admin", person: "admin", name: "管理员", role: .admin, scope: .region(.city, code: "500100"),
            day: ZoneSetup.day)
        try await setup.act(as: admin) { act in try change(2, act) { $0.employer = "第3幼儿园" } }
        #expect(try await record(setup).inspector.employer == "第3幼儿园")
    }

    @Test("A candidate who is an inspector already is renewed; one who was is counted on", arguments: Engine.available)
    func candidates(engine: Engine) async throws {
        let setup = try await setup(engine)
        let good = InspectorQualification(
            degree: .bachelor, years: 10, attested: Set(InspectorCondition.allCases.filter { !$0.isComputed }))
        try await setup.act(on: "2025-10-01") { act in
            try InspectorCandidates.insert(
                InspectorCandidate(
                    id: "c1", name: "兼职", phone: "", employer: "第1幼儿园", recommendedBy: "", isFullTime: false,
                    level: .county, qualification: good, recommendedOn: act.day), act)
            try InspectorCandidates.step("c1", version: 1, act) { try $0.reviewed(good, on: act.day) }
            try InspectorCandidates.step("c1", version: 2, act) {
                try $0.shown(from: act.day, until: "2025-10-07", on: act.day)
            }
        }
        let term = try Self.term("2026-01-01", "2028-12-31")
        await #expect(throws: InspectorRefusal.alreadyThere("兼职")) {
            try await setup.act(on: "2025-12-31") { act in
                _ = try InspectorCandidates.appoint("c1", term: term, certificate: "", version: 3, act)
            }
        }
        try await setup.act(on: "2025-12-31") { act in
            try InspectorRegister.dismiss("part", on: act.day, ground: .expired, reason: "期满", version: 2, act)
        }
        let person = try await setup.act(on: "2026-01-01") { act in
            try InspectorCandidates.appoint("c1", term: term, certificate: "", version: 3, act)
        }
        #expect(person == "part")
        let now = try await record(setup)
        let terms = try await setup.database.read { db in try InspectorRegister.terms(of: now, in: db) }
        #expect(now.isActive && InspectorTermRule.inARow(terms.map(\.period)) == 3)
    }

    @Test("A year's ledger has who was in office in that year", arguments: Engine.available)
    func ledger(engine: Engine) async throws {
        let setup = try await setup(engine)
        try await setup.act { act in
            try act.db.execute("UPDATE inspector SET state = 'ended', term_until = '2024-12-31' WHERE person_id = 'p1'")
            try act.db.execute(
                "UPDATE inspector SET term_from = '2026-01-01', term_until = '2028-12-31' WHERE person_id = 'p2'")
        }
        let listed = { @Sendable (year: Int) in
            try await setup.database.read { db in
                try InspectorActivities.ledger(
                    TrainingFilter(year: year), PageRequest(), visibleTo: ZoneSetup.officer, in: db
                ).rows.map(\.code)
            }
        }
        #expect(try await listed(2021) == ["D1", "J1"])
        #expect(try await listed(2024) == ["D1", "J1"])
        #expect(try await listed(2025) == ["J1"])
        #expect(try await listed(2026) == ["D2", "J1"])
    }
}
