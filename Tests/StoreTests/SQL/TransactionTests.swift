import SQLCore
import TestKit
import Testing

private struct Stop: Error {}

@Suite struct TransactionTests {
    private func tables(on engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase(migrated: false)
        try await database.write { db in
            try db.execute("CREATE TABLE school (id TEXT PRIMARY KEY, pupils BIGINT NOT NULL CHECK (pupils >= 0))")
            try db.execute("CREATE TABLE visit (school TEXT NOT NULL REFERENCES school (id))")
            try db.execute("INSERT INTO school (id, pupils) VALUES ('一中', 0)")
        }
        return database
    }

    private static let violations: [(SQL, @Sendable (SQLError) -> Bool)] = [
        ("INSERT INTO school (id, pupils) VALUES ('一中', 1)", { if case .unique = $0 { true } else { false } }),
        ("INSERT INTO visit (school) VALUES ('二中')", { if case .foreignKey = $0 { true } else { false } }),
        ("INSERT INTO school (id, pupils) VALUES ('二中', -1)", { if case .check = $0 { true } else { false } }),
        ("INSERT INTO school (id, pupils) VALUES ('二中', NULL)", { if case .notNull = $0 { true } else { false } }),
        ("SELECT nothing FROM nowhere", { if case .failed = $0 { true } else { false } }),
    ]

    @Test("What the database refuses is named the same on both engines", arguments: Engine.available)
    func violations(on engine: Engine) async throws {
        let database = try await tables(on: engine)
        for (statement, isExpected) in TransactionTests.violations {
            do {
                try await database.write { db in _ = try db.execute(statement) }
                Issue.record("accepted")
            } catch let error as SQLError {
                #expect(isExpected(error), "\(error)")
            }
        }
    }

    @Test("A body that throws leaves nothing behind", arguments: Engine.available)
    func rollback(on engine: Engine) async throws {
        let database = try await tables(on: engine)
        await #expect(throws: Stop.self) {
            try await database.write { db in
                try db.execute("INSERT INTO school (id, pupils) VALUES ('二中', 1)")
                throw Stop()
            }
        }
        let count = try await database.read { db in try db.first("SELECT count(*) FROM school")?.get(0) as Int? }
        #expect(count == 1)
    }

    @Test("A savepoint undoes only itself", arguments: Engine.available)
    func savepoint(on engine: Engine) async throws {
        let database = try await tables(on: engine)
        let ids = try await database.write { db in
            try db.execute("INSERT INTO school (id, pupils) VALUES ('二中', 1)")
            do {
                try db.savepoint { _ = try db.execute("INSERT INTO school (id, pupils) VALUES ('一中', 1)") }
            } catch SQLError.unique {
                try db.savepoint { _ = try db.execute("INSERT INTO school (id, pupils) VALUES ('三中', 1)") }
            }
            return try db.rows("SELECT id FROM school ORDER BY id").map { try $0.get(0) as String }
        }
        #expect(ids == ["一中", "三中", "二中"])
    }

    @Test("execute says how many rows it changed, and RETURNING gives them", arguments: Engine.available)
    func changes(on engine: Engine) async throws {
        let database = try await tables(on: engine)
        let changes = try await database.write { db in
            [
                try db.execute("INSERT INTO school (id, pupils) VALUES ('二中', 1), ('三中', 1)"),
                try db.execute("UPDATE school SET pupils = 2 WHERE id = '四中'"),
                try db.execute("DELETE FROM school WHERE id <> '一中'"),
                try db.rows("UPDATE school SET pupils = 7 RETURNING pupils").first?.get(0) ?? 0,
            ]
        }
        #expect(changes == [2, 0, 2, 7])
    }

    @Test("A read cannot write", arguments: Engine.available)
    func readOnly(on engine: Engine) async throws {
        let database = try await tables(on: engine)
        await #expect(throws: SQLError.self) {
            try await database.read { db in try db.execute("DELETE FROM school") }
        }
    }

    @Test("Two hundred writers at once lose nothing, and the one that throws hurts nobody", arguments: Engine.available)
    func manyWriters(on engine: Engine) async throws {
        let database = try await tables(on: engine)
        let failed = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await database.write(.relaxed) { db in
                            try db.execute("UPDATE school SET pupils = pupils + 1 WHERE id = '一中'")
                            if number == 77 { throw Stop() }
                        }
                        return false
                    } catch { return true }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        let pupils = try await database.read { db in try db.first("SELECT pupils FROM school")?.get(0) as Int? }
        #expect(failed == 1)
        #expect(pupils == 199)
    }

    @Test("Two writers that decide on what they read both count", arguments: Engine.available)
    func conflict(on engine: Engine) async throws {
        let database = try await tables(on: engine)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<20 {
                        try await database.write { db in
                            let pupils: Int = try db.first("SELECT pupils FROM school")?.get(0) ?? 0
                            try db.execute("UPDATE school SET pupils = \(pupils + 1)")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let pupils = try await database.read { db in try db.first("SELECT pupils FROM school")?.get(0) as Int? }
        #expect(pupils == 40)
    }

    @Test("A caller that goes away neither loses its write nor disturbs another's", arguments: Engine.available)
    func cancelled(on engine: Engine) async throws {
        let database = try await tables(on: engine)
        let tasks = (0..<40).map { _ in
            Task {
                try await database.write(.relaxed) { db in
                    _ = try db.execute("UPDATE school SET pupils = pupils + 1")
                    guard !Task.isCancelled else { throw Stop() }
                }
            }
        }
        for (number, task) in tasks.enumerated() where number.isMultiple(of: 2) { task.cancel() }
        for task in tasks { try await task.value }
        let pupils = try await database.read { db in try db.first("SELECT pupils FROM school")?.get(0) as Int? }
        #expect(pupils == 40)
    }

    @Test("A closed database accepts nothing", arguments: Engine.available)
    func closed(on engine: Engine) async throws {
        let database = try await tables(on: engine)
        async let last: Void = database.write { db in _ = try db.execute("UPDATE school SET pupils = 9") }
        try await last
        await database.close()
        await #expect(throws: SQLError.unavailable(detail: "the database is closed")) {
            try await database.write { _ in }
        }
        await #expect(throws: SQLError.unavailable(detail: "the database is closed")) {
            try await database.read { _ in }
        }
    }
}
