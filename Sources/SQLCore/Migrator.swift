/// How a database's schema stands against the migrations this program knows.
package struct SchemaState: Sendable, Equatable {
    /// Known here, not applied there.
    package var pending: [Migration] = []
    /// Applied there, not known here: the database belongs to a newer program.
    package var unknown: [String] = []
    /// Applied there with another text than here.
    package var edited: [String] = []

    package var isCurrent: Bool { pending.isEmpty && unknown.isEmpty && edited.isEmpty }

    /// What an operator has to know, in a line.
    package var description: String {
        let parts = [("pending", pending.map(\.label)), ("unknown", unknown), ("edited", edited)]
        return parts.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.joined(separator: ", "))" }
            .joined(separator: "; ")
    }
}

extension SQLDatabase {
    /// Applies what is pending, each migration in its own transaction, and returns what it applied.
    ///
    /// Programs that start at once wait for each other: SQLite has one writer, PostgreSQL takes an
    /// advisory lock per schema. `now` is an instant as text; the ledger keeps it.
    @discardableResult
    package func migrate(_ migrations: [Migration], at now: String) async throws -> [Migration] {
        try await write(.relaxed) { db in try Ledger.create(in: db) }
        let state = try await pendingOrUnknown(migrations)
        guard state.unknown.isEmpty, state.edited.isEmpty else { throw SQLError.schema(detail: state.description) }
        var applied: [Migration] = []
        for migration in state.pending {
            // READ COMMITTED, so that the ledger is read as it is after the wait for the lock.
            let isNew = try await write(.relaxed) { db in try Ledger.apply(migration, at: now, in: db) }
            if isNew { applied.append(migration) }
        }
        return applied
    }

    /// What keeps `serve` from starting: migrations not applied, not known, or changed since.
    package func pendingOrUnknown(_ migrations: [Migration]) async throws -> SchemaState {
        let rows = try await read { db in try Ledger.rows(in: db) }
        let known = Dictionary(migrations.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let applied = Set(rows.map(\.number))
        var state = SchemaState()
        state.pending = migrations.filter { !applied.contains($0.number) }
        state.unknown = rows.filter { known[$0.number] == nil }.map(\.label)
        state.edited = rows.filter { row in known[row.number].map { $0.digest != row.digest } ?? false }
            .map(\.label)
        return state
    }
}

extension Migration {
    /// Number and name, as in `0001-ground`.
    package var label: String { Migration.label(number, name) }

    fileprivate static func label(_ number: Int, _ name: String) -> String {
        String(repeating: "0", count: max(0, 4 - String(number).count)) + "\(number)-\(name)"
    }
}

/// The table that remembers which migrations were applied.
private enum Ledger {
    struct Entry: Sendable {
        let number: Int
        let name: String
        let digest: String

        var label: String { Migration.label(number, name) }
    }

    static func create(in db: SQLConnection) throws {
        try lock(in: db)
        try db.execute(
            """
            CREATE TABLE IF NOT EXISTS migration (
                number INTEGER NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                digest TEXT NOT NULL,
                applied_at TEXT NOT NULL
            )
            """
        )
    }

    static func rows(in db: SQLConnection) throws -> [Entry] {
        guard try exists(in: db) else { return [] }
        return try db.rows("SELECT number, name, digest FROM migration ORDER BY number").map { row in
            try Entry(number: row.get(0), name: row.get(1), digest: row.get(2))
        }
    }

    /// False when another program was quicker.
    static func apply(_ migration: Migration, at now: String, in db: SQLConnection) throws -> Bool {
        try lock(in: db)
        let isThere = try db.first("SELECT 1 FROM migration WHERE number = \(migration.number)") != nil
        guard !isThere else { return false }
        for statement in StatementSplitter.statements(in: migration.sql) { try db.execute(.migration(statement)) }
        try db.execute(
            """
            INSERT INTO migration (number, name, digest, applied_at)
            VALUES (\(migration.number), \(migration.name), \(migration.digest), \(now))
            """
        )
        return true
    }

    private static func lock(in db: SQLConnection) throws {
        guard db.dialect == .postgres else { return }
        _ = try db.rows(
            "SELECT pg_advisory_xact_lock(hashtextextended('dudao.migrate.' || coalesce(current_schema(), ''), 0))"
        )
    }

    private static func exists(in db: SQLConnection) throws -> Bool {
        switch db.dialect {
        case .sqlite: try db.first("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'") != nil
        case .postgres: try db.first("SELECT 1 WHERE to_regclass('migration') IS NOT NULL") != nil
        }
    }
}
