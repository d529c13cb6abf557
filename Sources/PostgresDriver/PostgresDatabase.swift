import Glibc
package import NIOPosix
package import SQLCore
import Synchronization

/// A database on a PostgreSQL server.
package final class PostgresDatabase: SQLDatabase {
    /// Many: fifty who take the same document's number at once each lose to most of the others.
    private static let mostAttempts = 40

    package let dialect = SQLDialect.postgres
    private let pool: PostgresPool
    private let retries = Mutex(0)

    private init(pool: PostgresPool) {
        self.pool = pool
    }

    /// Connects, and refuses a database that would sort otherwise than SQLite does.
    ///
    /// Connections are made when they are needed, at most `connections`. `threads` is for programs
    /// with many databases, such as tests; without it the database has threads of its own.
    package static func open(
        url: String, connections: Int = 4, threads: NIOThreadPool? = nil
    ) async throws -> PostgresDatabase {
        let database = PostgresDatabase(pool: PostgresPool(url: url, limit: max(1, connections), threads: threads))
        let problem = try await database.read { db in try Locale.problem(in: db) }
        if let problem {
            await database.close()
            throw SQLError.unavailable(detail: problem)
        }
        return database
    }

    /// How often a transaction lost against another one and was run again.
    package var conflicts: Int { retries.withLock { $0 } }

    package func read<T: Sendable>(_ body: @escaping @Sendable (SQLConnection) throws -> T) async throws -> T {
        try await pool.run {
            try self.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
        }
    }

    package func write<T: Sendable>(
        _ isolation: SQLIsolation, _ body: @escaping @Sendable (SQLConnection) throws -> T
    ) async throws -> T {
        let begin =
            switch isolation {
            case .serializable: "BEGIN ISOLATION LEVEL SERIALIZABLE"
            case .relaxed: "BEGIN ISOLATION LEVEL READ COMMITTED"
            }
        return try await pool.run { try self.transaction(begin, body) }
    }

    package func close() async { await pool.close() }

    private func transaction<T>(_ begin: String, _ body: (SQLConnection) throws -> T) throws -> T {
        var attempt = 1
        while true {
            let connection = try pool.begin(begin)
            defer { pool.giveBack(connection) }
            do {
                return try once(body, on: connection)
            } catch {
                guard connection.lostRace else { throw error }
                guard attempt < PostgresDatabase.mostAttempts else {
                    throw SQLError.conflict(detail: "lost \(attempt) times")
                }
            }
            retries.withLock { $0 += 1 }
            pause(after: attempt)
            attempt += 1
        }
    }

    /// What the body made of a lost race does not count: nothing of it can be kept.
    private func once<T>(_ body: (SQLConnection) throws -> T, on connection: PostgresConnection) throws -> T {
        do {
            let value = try body(SQLConnection(connection))
            guard !connection.lostRace else { throw SQLError.conflict(detail: "lost") }
            try connection.commit()
            return value
        } catch {
            connection.rollback()
            throw error
        }
    }

    /// Two that clashed wait for different times, and longer each time, up to 64 ms.
    private func pause(after attempt: Int) {
        let most = UInt32(1_000) << UInt32(min(attempt, 6))
        usleep(UInt32.random(in: 0..<most))
    }
}

/// Whether texts sort by code point, as in SQLite.
private enum Locale {
    static func problem(in db: SQLConnection) throws -> String? {
        let row = try db.first(
            """
            SELECT CAST(datcollate AS TEXT), pg_encoding_to_char(encoding),
                'Z' < 'a' AND 'a-c' < 'ab' AND '中' < '阿' AND 'é' > 'z'
            FROM pg_database WHERE datname = current_database()
            """
        )
        guard let row else { return "the database does not say how it sorts" }
        let (collation, encoding): (String, String) = try (row.get(0), row.get(1))
        guard encoding == "UTF8" else { return "the database's encoding is \(encoding), not UTF8" }
        let isByCodePoint: Bool = try row.get(2)
        return isByCodePoint ? nil : "the database sorts by \(collation); create it with LOCALE 'C.UTF-8'"
    }
}
