import SQLCore
import Store
import TestKit
import Testing

@Suite struct MigratorTests {
    private static let now = "2026-03-02T00:00:00.000Z"
    private static let first = Migration(
        number: 1, name: "a", sql: "CREATE TABLE a (n INTEGER); INSERT INTO a VALUES (1);")
    private static let second = Migration(number: 2, name: "b", sql: "CREATE TABLE b (n INTEGER)")

    @Test("Migrations are applied once and in order", arguments: Engine.available)
    func once(on engine: Engine) async throws {
        let database = try await engine.makeDatabase(migrated: false)
        let all = [Self.first, Self.second]
        #expect(try await database.pendingOrUnknown(all).pending == all)
        #expect(try await database.migrate([Self.first], at: Self.now) == [Self.first])
        #expect(try await database.pendingOrUnknown(all).pending == [Self.second])
        #expect(try await database.migrate(all, at: Self.now) == [Self.second])
        #expect(try await database.migrate(all, at: Self.now).isEmpty)
        #expect(try await database.pendingOrUnknown(all).isCurrent)
    }

    @Test("Programs that migrate at once apply everything once", arguments: Engine.available)
    func together(on engine: Engine) async throws {
        let database = try await engine.makeDatabase(migrated: false)
        let applied = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask { try await database.migrate([Self.first, Self.second], at: Self.now).count }
            }
            return try await group.reduce(0, +)
        }
        #expect(applied == 2)
        let rows = try await database.read { db in try db.first("SELECT count(*) FROM a")?.get(0) as Int? }
        #expect(rows == 1)
    }

    @Test("A migration that fails leaves nothing behind", arguments: Engine.available)
    func failing(on engine: Engine) async throws {
        let database = try await engine.makeDatabase(migrated: false)
        let broken = Migration(number: 2, name: "c", sql: "CREATE TABLE c (n INTEGER); INSERT INTO nowhere VALUES (1)")
        await #expect(throws: SQLError.self) { try await database.migrate([Self.first, broken], at: Self.now) }
        #expect(try await database.pendingOrUnknown([Self.first, broken]).pending == [broken])
        await #expect(throws: SQLError.self) { try await database.read { db in try db.rows("SELECT * FROM c") } }
    }

    @Test("What is unknown or was edited is named, and nothing is applied", arguments: Engine.available)
    func strange(on engine: Engine) async throws {
        let database = try await engine.makeDatabase(migrated: false)
        try await database.migrate([Self.first, Self.second], at: Self.now)
        let edited = Migration(number: 1, name: "a", sql: "CREATE TABLE a (m INTEGER)")
        let state = try await database.pendingOrUnknown([edited])
        #expect(state.edited == ["0001-a"])
        #expect(state.unknown == ["0002-b"])
        #expect(!state.isCurrent)
        await #expect(throws: SQLError.schema(detail: "unknown: 0002-b; edited: 0001-a")) {
            try await database.migrate([edited], at: Self.now)
        }
    }

    @Test("The project's own migrations apply", arguments: Engine.available)
    func own(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let state = try await database.pendingOrUnknown(Migration.all(for: database.dialect))
        #expect(state.isCurrent)
    }

    @Test("Files are chosen by engine and number")
    func files() throws {
        let files = [
            ("0002-x.sqlite.sql", "s"), ("0002-x.postgres.sql", "p"), ("0001-ground.sql", "g"),
        ].map { (name: $0.0, text: $0.1) }
        #expect(try Migration.select(from: files, for: .sqlite).map(\.sql) == ["g", "s"])
        #expect(try Migration.select(from: files, for: .postgres).map(\.sql) == ["g", "p"])
        #expect(try Migration.select(from: files, for: .postgres).map(\.label) == ["0001-ground", "0002-x"])
    }

    @Test(
        "A file set that cannot be right is refused",
        arguments: [
            ["0002-x.sql"], ["0001-x.sql", "0001-y.sql"], ["0001-x.sqlite.sql"], ["1-x.sql"], ["0001.sql"],
            ["0001-x.oracle.sql"], ["0001-x.txt"], ["0001-x.sql", "0003-y.sql"], ["0000-x.sql"],
        ])
    func wrongFiles(names: [String]) {
        #expect(throws: SQLError.self) {
            for dialect in [SQLDialect.sqlite, .postgres] {
                _ = try Migration.select(from: names.map { (name: $0, text: "") }, for: dialect)
            }
        }
    }
}
