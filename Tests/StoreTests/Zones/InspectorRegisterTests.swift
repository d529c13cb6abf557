import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct InspectorRegisterTests {
    @Test("Three terms in a row are the most; the one before becomes history", arguments: Engine.available)
    func terms(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        let terms = [
            Period(from: "2017-01-01", until: "2019-12-31"), Period(from: "2020-01-01", until: "2022-12-31"),
            Period(from: "2023-01-01", until: "2025-12-31"), Period(from: "2026-01-01", until: "2028-12-31"),
        ].compactMap { $0 }
        try await setup.act { act in
            let person = Inspector(
                person: "part", name: "兼职", code: "J1", isFullTime: false, level: .county, term: terms[0])
            try Inspectors.insert(person, phone: "", region: "500112", act)
            try InspectorRegister.renew("part", for: terms[1], reason: "考核合格", version: 1, act)
            try InspectorRegister.renew("part", for: terms[2], reason: "", version: 2, act)
        }
        await #expect(throws: InspectorTermRefusal.tooMany) {
            try await setup.act { act in
                try InspectorRegister.renew("part", for: terms[3], reason: "", version: 3, act)
            }
        }
        let rows = try await setup.database.read { db in
            try InspectorRegister.terms(
                of: Inspectors.require("part", visibleTo: ZoneSetup.officer, in: db), in: db)
        }
        #expect(rows.map(\.period) == Array(terms.prefix(3)) && rows.map(\.number) == [1, 2, 3])
        #expect(rows[0].reason == "考核合格")
    }

    @Test("Who is dismissed looks after no school from the next day on", arguments: Engine.available)
    func dismissal(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        try await setup.act { act in
            try Zones.addSchools([ZoneSetup.code(1)], to: "z1", from: act.day, act)
            try Zones.addInspectors(["D1"], to: "z1", from: act.day, act)
            try Zones.post("p1", at: ZoneSetup.school(1), of: "z1", from: act.day, act)
        }
        await #expect(throws: InspectorTermRefusal.reasonMissing) {
            try await setup.act { act in
                try InspectorRegister.dismiss("p1", on: act.day, ground: .failed, reason: " ", version: 1, act)
            }
        }
        try await setup.act { act in
            try InspectorRegister.dismiss("p1", on: act.day, ground: .failed, reason: "不合格", version: 1, act)
        }
        #expect(try await setup.inspectors(of: 1) == ["p1"])
        #expect(try await setup.inspectors(of: 1, on: "2026-03-11") == [])
        let rows = try await setup.database.read { db in try InspectorRegister.dismissals(of: "p1", in: db) }
        #expect(rows.map(\.ground) == [.failed])
    }

    @Test(
        "The office is told sixty days before a term or a certificate ends, not earlier", arguments: Engine.available)
    func warnings(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        let limit = ZoneSetup.day.adding(days: 60)
        try await setup.act { act in
            try act.db.execute("UPDATE inspector SET term_until = \(limit) WHERE person_id = 'p1'")
            try InspectorRegister.set(
                InspectorProfile(certificate: Period(from: "2023-01-01", until: limit.adding(days: 1))), of: "p2", act)
        }
        var filter = InspectorFilter()
        filter.state = .expiring
        filter.isOwn = true
        let asked = filter
        let (listed, todos) = try await setup.database.read { db in
            (
                try Inspectors.list(asked, PageRequest(), visibleTo: ZoneSetup.officer, in: db).rows.map(\.id),
                try Todos.list(visibleTo: ZoneSetup.officer, in: db)
            )
        }
        #expect(listed == ["p1"])
        #expect(todos.counts[.renewInspector] == 1)
        #expect(todos.rows.first { $0.kind == .renewInspector }?.dueOn == limit)
    }

    @Test("Hours of a year are summed without meetings; the same training counts once", arguments: Engine.available)
    func training(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        let course = NewInspectorActivity(
            kind: .training, day: "2026-03-01", title: "督导评估培训", organiser: "市督导室", tenths: 365)
        let meeting = NewInspectorActivity(
            kind: .meeting, day: "2026-03-02", title: "例会", organiser: "", tenths: 90)
        let added = try await setup.act { act in
            _ = try InspectorActivities.add(meeting, for: ["D1"], act)
            return (
                try InspectorActivities.add(course, for: ["D1", "督学2"], act),
                try InspectorActivities.add(course, for: ["D1"], act)
            )
        }
        #expect(added == (2, 0))
        let lines = try await setup.database.read { db in
            try InspectorActivities.ledger(
                TrainingFilter(year: 2026), PageRequest(), visibleTo: ZoneSetup.officer, in: db
            ).rows
        }
        #expect(lines.map(\.standing.tenths) == [365, 365] && lines.map(\.meetings) == [1, 0])
        var short = TrainingFilter(year: 2025)
        short.isShort = true
        let asked = short
        let none = try await setup.database.read { db in
            try InspectorActivities.ledger(asked, PageRequest(), visibleTo: ZoneSetup.officer, in: db).total
        }
        #expect(none == 2)
    }

    @Test(
        "Recommended, reviewed, shown and only then appointed: the person stands in the register",
        arguments: Engine.available)
    func selection(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        let good = InspectorQualification(
            degree: .bachelor, years: 10, attested: Set(InspectorCondition.allCases.filter { !$0.isComputed }))
        try await setup.act { act in
            try InspectorCandidates.insert(
                InspectorCandidate(
                    id: "c1", name: "人选", phone: "13900000000", employer: "第1幼儿园", recommendedBy: "第1幼儿园",
                    isFullTime: false, level: .county, qualification: InspectorQualification(),
                    recommendedOn: "2026-03-01"), act)
            try InspectorCandidates.step("c1", version: 1, act) { try $0.reviewed(good, on: act.day) }
            try InspectorCandidates.step("c1", version: 2, act) {
                try $0.shown(from: act.day, until: "2026-03-16", on: act.day)
            }
        }
        let term = Period(from: "2026-03-17", until: "2029-03-16")
        await #expect(throws: InspectorCandidateRefusal.stillShown("2026-03-16")) {
            try await setup.act(on: "2026-03-16") { act in
                _ = try InspectorCandidates.appoint("c1", term: term, certificate: "Z1", version: 3, act)
            }
        }
        let person = try await setup.act(on: "2026-03-17") { act in
            try InspectorCandidates.appoint("c1", term: term, certificate: "Z1", version: 3, act)
        }
        let (record, profile, candidate) = try await setup.database.read { db in
            (
                try Inspectors.require(person, visibleTo: ZoneSetup.officer, in: db),
                try InspectorRegister.profile(of: person, in: db),
                try InspectorCandidates.require("c1", visibleTo: ZoneSetup.officer, in: db)
            )
        }
        #expect(record.inspector.term == term && record.inspector.certificate == "Z1")
        #expect(profile.qualification == good)
        #expect(candidate.person == person && candidate.candidate.state == .appointed)
    }
}
