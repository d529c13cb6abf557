package enum SQLDialect: String, Sendable {
    case sqlite, postgres
}

/// How strictly a write is kept apart from others.
package enum SQLIsolation: Sendable {
    /// As if alone: for everything that decides on what it read.
    case serializable
    /// For sessions, lockout and counters, where a clash must not cost a retry.
    case relaxed
}

/// A database that runs transactions.
///
/// The closure is synchronous on purpose: nothing can be awaited while a
/// transaction is open, so no connection is ever held across a suspension and a
/// table module reads the same under both engines.
package protocol SQLDatabase: Sendable {
    var dialect: SQLDialect { get }

    /// Runs `body` in a read-only transaction that sees one state throughout.
    func read<T: Sendable>(_ body: @escaping @Sendable (SQLConnection) throws -> T) async throws -> T

    /// Runs `body` in a transaction; an error that is thrown undoes it.
    ///
    /// `body` may run more than once (a clash on PostgreSQL, a failed batch on SQLite), so it only
    /// touches the database; ids, hashes and the time are made before.
    func write<T: Sendable>(
        _ isolation: SQLIsolation, _ body: @escaping @Sendable (SQLConnection) throws -> T
    ) async throws -> T

    /// Finishes what was accepted and closes every connection.
    func close() async
}

extension SQLDatabase {
    package func write<T: Sendable>(_ body: @escaping @Sendable (SQLConnection) throws -> T) async throws -> T {
        try await write(.serializable, body)
    }
}

/// What a statement gave back.
package struct SQLResult: Sendable {
    package let rows: [SQLRow]
    package let changes: Int

    package init(rows: [SQLRow], changes: Int) {
        self.rows = rows
        self.changes = changes
    }
}

/// An open transaction.
///
/// It is not `Sendable`, so the compiler keeps it inside the closure that got it.
package final class SQLConnection {
    package let dialect: SQLDialect
    private let run: (SQL) throws -> SQLResult
    private let stream: (SQL, (SQLRow) throws -> Void) throws -> Void

    package init(
        dialect: SQLDialect, run: @escaping (SQL) throws -> SQLResult,
        stream: @escaping (SQL, (SQLRow) throws -> Void) throws -> Void
    ) {
        self.dialect = dialect
        self.run = run
        self.stream = stream
    }

    package func rows(_ query: SQL) throws -> [SQLRow] { try run(query).rows }

    package func first(_ query: SQL) throws -> SQLRow? { try run(query).rows.first }

    /// Runs a statement and says how many rows it changed.
    @discardableResult
    package func execute(_ statement: SQL) throws -> Int { try run(statement).changes }

    /// Gives the rows one by one without holding them all; for exports and rebuilds, not for pages.
    package func forEach(_ query: SQL, _ body: (SQLRow) throws -> Void) throws { try stream(query, body) }

    /// Runs `body` so that an error in it undoes only what it did itself.
    ///
    /// PostgreSQL refuses everything after a failed statement until it is undone; whoever means to go
    /// on after a `.unique` runs the statement in here.
    package func savepoint<T>(_ body: () throws -> T) throws -> T {
        try execute("SAVEPOINT nested")
        do {
            let result = try body()
            try execute("RELEASE SAVEPOINT nested")
            return result
        } catch {
            try execute("ROLLBACK TO SAVEPOINT nested")
            try execute("RELEASE SAVEPOINT nested")
            throw error
        }
    }
}
