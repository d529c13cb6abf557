import PostgresDriver
import SQLCore
import Synchronization
import TestKit
import Testing

@Suite struct PostgresTests {
    @Test(
        "An address of another kind, or where nobody answers, is unavailable",
        arguments: [
            "mysql://a", "postgres://nobody@127.0.0.1:1/none",
        ])
    func unavailable(url: String) async {
        await #expect {
            _ = try await PostgresDatabase.open(url: url)
        } throws: { error in
            if case .unavailable = error as? SQLError { true } else { false }
        }
    }

    @Test("A failed statement that the body hides does not pass for a commit")
    func hiddenFailure() async throws {
        let database = try await Engine.postgres.makeDatabase(migrated: false)
        await #expect(throws: SQLError.self) {
            try await database.write { db in
                try db.execute("CREATE TABLE a (n INTEGER PRIMARY KEY)")
                _ = try? db.execute("INSERT INTO a (n) VALUES ('x')")
            }
        }
    }

    @Test("A connection that was lost while idle is replaced; one lost in a transaction is an error")
    func lostConnection() async throws {
        let database = try await Engine.postgres.makeDatabase(migrated: false)
        await #expect {
            try await database.write { db in _ = try db.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
        } throws: { error in
            if case .unavailable = error as? SQLError { true } else { false }
        }
        let one = try await database.read { db in try db.first("SELECT 1")?.get(0) as Int? }
        #expect(one == 1)
        let pid = try await database.read { db in try db.first("SELECT pg_backend_pid()")?.get(0) as Int? }
        let other = try await Engine.postgres.makeDatabase(migrated: false)
        try await other.write { db in _ = try db.rows("SELECT pg_terminate_backend(\(pid))") }
        try await Task.sleep(for: .milliseconds(100))
        let two = try await database.read { db in try db.first("SELECT 2")?.get(0) as Int? }
        #expect(two == 2)
    }

    @Test("More units of work than connections take turns")
    func turns() async throws {
        let database = try await Engine.postgres.makeDatabase(migrated: false)
        let pids = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await database.read { db in
                        try db.first("SELECT pg_backend_pid() FROM pg_sleep(0.01)")?.get(0) ?? 0
                    }
                }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect((1...4).contains(pids.count))
    }

    @Test("A statement prepared before a migration works after it")
    func changedPlan() async throws {
        let database = try await Engine.postgres.makeDatabase(migrated: false)
        try await database.write { db in _ = try db.execute("CREATE TABLE a (n INTEGER)") }
        for _ in 0..<8 { _ = try await database.read { db in try db.rows("SELECT * FROM a") } }
        try await database.write { db in _ = try db.execute("ALTER TABLE a ADD COLUMN t TEXT") }
        try await database.write { db in _ = try db.execute("INSERT INTO a (n, t) VALUES (1, '一')") }
        for _ in 0..<8 {
            let rows = try await database.read { db in try db.rows("SELECT * FROM a") }
            #expect(rows.map(\.values) == [[.integer(1), .text("一")]])
        }
    }

    @Test("A lost answer to COMMIT is an error, and the body is not run again")
    func lostCommit() async throws {
        let database = try await Engine.postgres.makeDatabase(migrated: false)
        try await database.write { db in
            try db.execute("CREATE TABLE a (n INTEGER)")
            try db.execute(
                """
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
                """)
            try db.execute(
                """
                CREATE CONSTRAINT TRIGGER die AFTER INSERT ON a DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION die()
                """)
        }
        let runs = Mutex(0)
        await #expect {
            try await database.write { db in
                runs.withLock { $0 += 1 }
                try db.execute("INSERT INTO a (n) VALUES (1)")
            }
        } throws: { error in
            if case .unavailable = error as? SQLError { true } else { false }
        }
        #expect(runs.withLock { $0 } == 1)
        let count = try await database.read { db in try db.first("SELECT count(*) FROM a")?.get(0) as Int? }
        #expect(count == 0)
    }

    @Test("A database that sorts by a language's rules is refused")
    func collation() async throws {
        let address = try TestServer.shared.address
        let name = "dudao_test_zh_\(UInt64.random(in: 0..<UInt64.max))"
        let connection = try PostgresConnection(url: address)
        try connection.command("CREATE DATABASE \(name) TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'zh'")
        await #expect {
            _ = try await PostgresDatabase.open(url: TestServer.url(of: name, like: address))
        } throws: { error in
            guard case .unavailable(let detail) = error as? SQLError else { return false }
            return detail.contains("C.UTF-8")
        }
        try connection.command("DROP DATABASE \(name) WITH (FORCE)")
    }
}
