import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct SealTests {
    private static let now = Instant(milliseconds: 1_772_500_000_000)

    private func entries(_ count: Int, in database: any SQLDatabase, from: Int = 0) async throws {
        for index in from..<(from + count) {
            let change = Change.system("test", at: SealTests.now)
            try await database.write { db in
                try Act(change, in: db).record("test.done", of: "test", "\(index)", in: Place(), ["n": "\(index)"])
            }
        }
    }

    private func sealed(_ engine: Engine, _ count: Int) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await entries(count, in: database)
        _ = try await database.write { try Seals.seal(limit: count, in: $0) }
        return database
    }

    @Test("A whole chain verifies; what is not yet sealed is counted", arguments: Engine.available)
    func whole(engine: Engine) async throws {
        let database = try await sealed(engine, 5)
        try await entries(2, in: database, from: 5)
        let report = try await database.read { try Audit.verify(in: $0) }
        #expect(report.sealed == 5 && report.unsealed == 2 && report.problems.isEmpty)
    }

    @Test("Every change to a sealed row is found", arguments: Engine.available)
    func changed(engine: Engine) async throws {
        let forgeries: [SQL] = [
            "UPDATE audit_entry SET content = '{\"n\":\"9\"}' WHERE sealed_as = 2",
            "UPDATE audit_entry SET person_id = 'other' WHERE sealed_as = 2",
            "UPDATE audit_entry SET at = '2026-01-01T00:00:00.000Z' WHERE sealed_as = 2",
            "UPDATE audit_entry SET content_hash = 'x' WHERE sealed_as = 2",
            "UPDATE audit_seal SET hash = 'x' WHERE sequence = 2",
            "DELETE FROM audit_seal WHERE sequence = 2",
            "DELETE FROM audit_seal WHERE sequence = 5",
        ]
        for forgery in forgeries {
            let database = try await sealed(engine, 5)
            try await database.write { _ = try $0.execute(forgery) }
            let report = try await database.read { try Audit.verify(in: $0) }
            #expect(!report.problems.isEmpty, "\(forgery.text(for: .sqlite))")
        }
    }

    @Test("A tail that is cut off whole is found only beside an exported head", arguments: Engine.available)
    func cutTail(engine: Engine) async throws {
        let database = try await sealed(engine, 5)
        let head = try await database.read { try Seals.head(in: $0) }
        let exported = try #require(AuditHead(name: "2026-03-02", line: "\(head.sequence) \(head.hash)\n"))
        let before = try await database.read { try Audit.verify(against: [exported], in: $0) }
        #expect(before.problems.isEmpty)
        try await database.write { db in
            try db.execute("DELETE FROM audit_seal WHERE sequence >= 4")
            try db.execute("DELETE FROM audit_entry WHERE sealed_as >= 4")
        }
        let alone = try await database.read { try Audit.verify(in: $0) }
        #expect(alone.problems.isEmpty)
        let beside = try await database.read { try Audit.verify(against: [exported], in: $0) }
        #expect(beside.problems == ["seal 5, exported on 2026-03-02, is gone"])
        // A forger who writes another tail of the same length meets another hash.
        try await entries(2, in: database, from: 90)
        _ = try await database.write { try Seals.seal(limit: 9, in: $0) }
        let rewritten = try await database.read { try Audit.verify(against: [exported], in: $0) }
        #expect(rewritten.problems.count == 1)
    }

    @Test("Sealers that run at once make one chain", arguments: Engine.available)
    func together(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await entries(60, in: database)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<8 { _ = try await database.write { try Seals.seal(limit: 3, in: $0) } }
                }
            }
            try await group.waitForAll()
        }
        let report = try await database.read { try Audit.verify(in: $0) }
        #expect(report.sealed == 60 && report.unsealed == 0 && report.problems.isEmpty)
    }

    @Test(
        "Only one server holds the sealing lease, and another takes it over when it has run out",
        arguments: Engine.available)
    func lease(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let taken = try await database.write { db in
            let now = SealTests.now
            return [
                try Leases.take("seal", owner: "a", at: now, seconds: 30, in: db),
                try Leases.take("seal", owner: "b", at: now, seconds: 30, in: db),
                try Leases.take("seal", owner: "a", at: now.adding(seconds: 20), seconds: 30, in: db),
                try Leases.take("seal", owner: "b", at: now.adding(seconds: 40), seconds: 30, in: db),
                try Leases.take("seal", owner: "b", at: now.adding(seconds: 51), seconds: 30, in: db),
            ]
        }
        #expect(taken == [true, false, true, false, true])
    }
}
