import Dispatch
import GRDB
package import SQLCore

/// A database in one SQLite file, or in memory for tests.
///
/// A file is read by up to four readers while the one writer works, so no read waits for a write;
/// in memory everything takes turns.
package final class SQLiteDatabase: SQLDatabase {
    package let dialect = SQLDialect.sqlite
    private let file: any DatabaseWriter
    private let commits: GroupCommit

    private init(file: any DatabaseWriter) {
        self.file = file
        commits = GroupCommit(file: file)
    }

    /// Opens the file at `path`, or makes it.
    package convenience init(path: String) throws {
        do {
            let pool = try DatabasePool(path: path, configuration: SQLiteDatabase.configuration)
            // GRDB sets NORMAL for WAL, which loses the last commits when the power fails.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
            }
            self.init(file: pool)
        } catch {
            throw SQLError.unavailable(detail: "\(path): \(error)")
        }
    }

    /// A database that is gone when nobody refers to it: empty, or with all that `template` holds.
    package static func inMemory(like template: SQLiteDatabase? = nil) throws -> SQLiteDatabase {
        do {
            let queue = try DatabaseQueue(configuration: configuration)
            try template?.file.backup(to: queue)
            return SQLiteDatabase(file: queue)
        } catch {
            throw SQLError.unavailable(detail: "\(error)")
        }
    }

    /// Small caches: the file is in the system's page cache anyway, and readers multiply what they hold.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -2000")
            try db.execute(sql: "PRAGMA mmap_size = 33554432")
        }
        return configuration
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (SQLConnection) throws -> T) async throws -> T {
        guard !commits.isClosed else { throw SQLError.closed }
        return try await withCheckedThrowingContinuation { continuation in
            file.asyncRead { opened in
                continuation.resume(
                    with: Result {
                        do {
                            return try body(SQLConnection(opened.get()))
                        } catch let error as DatabaseError {
                            throw SQLError(error)
                        }
                    })
            }
        }
    }

    /// There is one writer, so every write is as if alone, and `isolation` changes nothing.
    package func write<T: Sendable>(
        _ isolation: SQLIsolation, _ body: @escaping @Sendable (SQLConnection) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            commits.submit(Write(body: body, continuation: continuation))
        }
    }

    /// Writes and synced transactions since the database was opened.
    package var statistics: SQLiteStatistics { commits.statistics }

    package func close() async {
        commits.close()
        await withCheckedContinuation { continuation in
            // Behind every accepted write; closing blocks, so not on the caller's thread.
            file.asyncWriteWithoutTransaction { _ in
                DispatchQueue.global().async {
                    try? self.file.close()
                    continuation.resume()
                }
            }
        }
    }
}

extension SQLError {
    static var closed: SQLError { .unavailable(detail: "the database is closed") }
}
