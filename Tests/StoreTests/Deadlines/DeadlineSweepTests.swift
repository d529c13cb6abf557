import Jobs
import Logging
import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct DeadlineSweepTests {
    @Test(
        "What is soon or late is marked once, by the system, however often the sweeper turns",
        arguments: Engine.available)
    func once(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        // Due on 9 April.
        _ = try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try Findings.issue(FindingSamples.problem(), act)
        }
        var expected: [String] = []
        for (day, mark) in [
            ("2026-04-05", nil), ("2026-04-06", "deadline.soon"), ("2026-04-09", nil), ("2026-04-10", "deadline.late"),
            ("2026-05-01", nil),
        ] as [(Day, String?)] {
            for owner in ["a", "b"] { try await Sweeper.turn(try services(database, day, owner)) }
            if let mark { expected.append(mark) }
            #expect(try await marks(database) == expected, "\(day)")
        }
    }

    @Test(
        "What was handed in is not late, and a day that passed unseen is marked late and no longer soon",
        arguments: Engine.available)
    func met(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        let open = NewDeadline(
            subjectKind: "finding-part", subject: "one", rule: "rectification", jurisdiction: "national", clause: "",
            title: "", triggeredOn: "2026-03-01", dueOn: "2026-03-09", path: "/", side: .unit, organisation: nil,
            place: Place())
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try Deadlines.open(open, act)
            var met = open
            met.subject = "two"
            try Deadlines.open(met, act)
            try Deadlines.met("two", rule: "rectification", on: "2026-03-09", act)
        }
        try await Sweeper.turn(try services(database, "2026-03-10", "a"))
        #expect(try await marks(database) == ["deadline.late"])
    }

    private func services(_ database: any SQLDatabase, _ day: Day, _ owner: String) throws -> JobServices {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let now = Instant(milliseconds: (day.number * 24 + (owner == "a" ? 1 : 3)) * 3_600_000)
        return JobServices(
            database: database, files: try FileStore(folder: "/tmp/dudao-sweep-test"), now: { now }, today: { day },
            logger: logger, owner: owner)
    }

    private func marks(_ database: any SQLDatabase) async throws -> [String] {
        try await database.read { db in
            try db.rows(
                """
                SELECT action, account_id FROM audit_entry WHERE action IN ('deadline.soon', 'deadline.late')
                    AND account_id = 'system' ORDER BY at, id
                """
            ).map { try $0.get(0) }
        }
    }
}
