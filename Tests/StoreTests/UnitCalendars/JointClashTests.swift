import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// What a joint visit, and another day of a running campaign, meet: shown, and a reason asked for, before they are planned.
@Suite struct JointClashTests {
    private static let day: Day = "2026-03-10"
    private static let officer = CoverageLedgerTests.officer(on: day)

    private static func task(_ from: Day, _ until: Day, at school: OrganisationID = "school-500101") -> NewVisitTask {
        NewVisitTask(
            school: school, theme: "联合", checklist: nil, from: from, dueOn: until, people: ["inspector", "second"])
    }

    private static func planted(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await CoverageLedgerTests.plant(engine)
        try await FindingSamples.act(as: officer, in: database) { act in
            try VisitSample.appoint("second", in: act.db)
            _ = try VisitTasks.plan(task("2026-03-12", "2026-03-12"), .none, act)
        }
        return database
    }

    private static func standing(_ new: NewVisitTask, in database: any SQLDatabase) async throws -> ClashStanding {
        try await database.read { db in try Clashes.standing(of: new, visibleTo: officer, in: db) }
    }

    @Test("A joint visit that meets another is planned only with a reason, which is kept", arguments: Engine.available)
    func joint(on engine: Engine) async throws {
        let database = try await Self.planted(engine)
        let new = Self.task("2026-03-16", "2026-03-18")
        let found = try await Self.standing(new, in: database)
        #expect(found.clashes.map(\.kind) == [.near(days: 4)] && !found.isSettled)
        func plan(_ answer: ClashAnswer) async throws -> VisitTaskID {
            try await FindingSamples.act(as: Self.officer, in: database) { try VisitTasks.plan(new, answer, $0) }
        }
        await #expect(throws: ClashRefusal.unacknowledged(1)) { _ = try await plan(.none) }
        await #expect(throws: ClashRefusal.changed) { _ = try await plan(ClashAnswer(digest: "x", reason: "上级要求")) }
        await #expect(throws: ClashRefusal.reasonMissing) {
            _ = try await plan(ClashAnswer(digest: found.digest, reason: ""))
        }
        let id = try await plan(ClashAnswer(digest: found.digest, reason: "上级要求"))
        let (task, audited, words) = try await database.read { db in
            let row = try db.first(
                "SELECT content FROM audit_entry WHERE subject_id = \(id) AND action = 'visit.taskMade'")
            let clashes = try Clashes.ahead(visibleTo: Self.officer, in: db)
            return (
                try VisitTasks.require(id, visibleTo: Self.officer, in: db), try row?.get(0) ?? "",
                try ClashWords.about(clashes, in: db)
            )
        }
        #expect(task.clashReason == "上级要求" && audited.contains(found.digest) && audited.contains("\"clashes\":\"1\""))
        #expect(Array(words.values) == ["上级要求"])
    }

    @Test("Another school, enough days between, or a cancelled one is no clash", arguments: Engine.available)
    func free(on engine: Engine) async throws {
        let database = try await Self.planted(engine)
        #expect(try await Self.standing(Self.task("2026-03-19", "2026-03-20"), in: database).clashes.isEmpty)
        #expect(
            try await Self.standing(Self.task("2026-03-12", "2026-03-12", at: "school-b"), in: database).clashes.isEmpty
        )
        #expect(try await Self.standing(Self.task("2026-03-18", "2026-03-10"), in: database).clashes.isEmpty)
        let stranger = CoverageLedgerTests.officer("500102", on: Self.day)
        await #expect(throws: RegistryRefusal.notFound) {
            try await database.read { db in
                try Clashes.standing(of: Self.task("2026-03-12", "2026-03-12"), visibleTo: stranger, in: db)
            }
        }
        _ = try await database.write { db in try db.execute("UPDATE visit_task SET is_cancelled = true") }
        #expect(try await Self.standing(Self.task("2026-03-12", "2026-03-12"), in: database).clashes.isEmpty)
    }

    @Test(
        "A running campaign's day that adds a clash needs a reason; one that takes a clash away does not",
        arguments: Engine.available)
    func moved(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(1, in: database)
        let setup = CampaignSetup(database: database)
        let (first, second) = (try await setup.running(CampaignSetup.all), try await setup.drawn(CampaignSetup.all))
        _ = try await database.write { db in
            try db.execute("UPDATE inspection SET planned_on = '2026-04-01' WHERE campaign_id = \(second)")
            try db.execute("UPDATE inspection SET planned_on = '2026-05-01' WHERE campaign_id = \(first)")
        }
        let inspection: InspectionID = try await database.read { db in
            try #require(try db.first("SELECT id FROM inspection WHERE campaign_id = \(first)")).get(0)
        }
        func plan(_ day: Day, _ answer: ClashAnswer = .none) async throws {
            try await setup.act { act in
                try VisitDayDraws.plan([inspection: day], of: first, answering: answer, act)
            }
        }
        await #expect(throws: ClashRefusal.unacknowledged(1)) { try await plan("2026-04-03") }
        let (record, officer) = (try await setup.record(first), setup.officer)
        let added = try await database.read { db in
            try Clashes.added(by: [inspection: "2026-04-03"], to: record, visibleTo: officer, in: db)
        }
        #expect(added.clashes.map(\.kind) == [.near(days: 2)])
        try await plan("2026-04-03", ClashAnswer(digest: added.digest, reason: "只有这天有考试"))
        let settled = try await database.read { db in
            try Clashes.standing(of: record, visibleTo: officer, in: db)
        }
        #expect(settled.isSettled && settled.acknowledgement?.reason == "只有这天有考试")
        try await plan("2026-05-08")
        await #expect(throws: ClashRefusal.unacknowledged(1)) {
            try await setup.act { act in
                let row = try Inspections.require(inspection, visibleTo: act.viewer, in: act.db)
                try InspectionPlans.setDays(
                    planned: "2026-04-02", visited: nil, of: inspection, version: row.version, act)
            }
        }
    }
}
