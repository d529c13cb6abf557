import Foundation
import Glibc
import NIOPosix
import PostgresDriver
import SQLCore
import Synchronization

/// The PostgreSQL of the tests, with a database for this run and beside it one for each test.
package final class TestServer: Sendable {
    /// Made once; a run that cannot reach PostgreSQL fails in every test that needs it.
    package static let shared = TestServer()

    private let setUp: Result<Run, any Error>
    private let threads = NIOThreadPool(numberOfThreads: 16)
    // Of its own: whoever waits for a copy must not keep the others' queries from running.
    private let copier = NIOThreadPool(numberOfThreads: 1)
    private let gate = Gate(permits: 60)

    private init() {
        threads.start()
        copier.start()
        setUp = Result { try Run() }
    }

    /// The address of this run's database, for tests of what a connection meets.
    package var address: String {
        get throws { try setUp.get().url }
    }

    /// An empty database, or a copy of `template`.
    func makeDatabase(like template: String? = nil) async throws -> any SQLDatabase {
        let run = try setUp.get()
        // The server has 300 connections and all tests start at once.
        let permit = await gate.enter()
        let name = try await copier.runIfActive { try run.makeDatabase(like: template ?? "template0") }
        return TestDatabase(inner: try await open(name)) { [copier] in
            copier.submit { _ in withExtendedLifetime(permit) { run.drop(name) } }
        }
    }

    /// The name of a database that `fill` filled once, to be copied; nobody is connected to it.
    func makeTemplate(_ fill: (any SQLDatabase) async throws -> Void) async throws -> String {
        let run = try setUp.get()
        let name = try await copier.runIfActive { try run.makeDatabase(like: "template0") }
        let database = try await open(name)
        try await fill(database)
        await database.close()
        return name
    }

    /// The address of another database on the server of `url`.
    package static func url(of database: String, like url: String) -> String {
        url.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/\(database)"
    }

    private func open(_ name: String) async throws -> PostgresDatabase {
        try await PostgresDatabase.open(url: TestServer.url(of: name, like: address), threads: threads)
    }
}

/// A database that is dropped when it goes, and then lets the next test in.
private final class TestDatabase: SQLDatabase {
    private let inner: PostgresDatabase
    private let drop: @Sendable () -> Void

    init(inner: PostgresDatabase, drop: @escaping @Sendable () -> Void) {
        self.inner = inner
        self.drop = drop
    }

    deinit {
        drop()
    }

    var dialect: SQLDialect { inner.dialect }

    func read<T: Sendable>(_ body: @escaping @Sendable (SQLConnection) throws -> T) async throws -> T {
        try await inner.read(body)
    }

    func write<T: Sendable>(
        _ isolation: SQLIsolation, _ body: @escaping @Sendable (SQLConnection) throws -> T
    ) async throws -> T {
        try await inner.write(isolation, body)
    }

    func close() async { await inner.close() }
}

/// This run's own databases; those of runs that ended are dropped.
private final class Run: Sendable {
    let url: String
    private let name: String
    private let administrator: Mutex<PostgresConnection>
    // Keeps the run's database in use, so that no other run drops what belongs to it.
    private let anchor: Mutex<PostgresConnection>
    private let count = Mutex(0)

    init() throws {
        let server = try Run.address()
        let connection = try PostgresConnection(url: server)
        try connection.command("SELECT pg_advisory_lock(7)")
        for row in try connection.run(Run.abandoned).rows {
            try connection.command("DROP DATABASE IF EXISTS \(row.get(0) as String)")
        }
        name = "dudao_test_\(UInt64.random(in: 0..<UInt64.max))"
        try connection.command("CREATE DATABASE \(name) TEMPLATE template0")
        url = TestServer.url(of: name, like: server)
        anchor = Mutex(try PostgresConnection(url: url))
        try connection.command("SELECT pg_advisory_unlock(7)")
        administrator = Mutex(connection)
    }

    /// By files: half the time of copying through the log.
    func makeDatabase(like template: String) throws -> String {
        let number = count.withLock { count in
            count += 1
            return count
        }
        let copy = "\(name)_\(number)"
        try administrator.withLock {
            _ = try $0.command("CREATE DATABASE \(copy) TEMPLATE \(template) STRATEGY FILE_COPY")
        }
        return copy
    }

    /// One that cannot be dropped goes with the next run.
    func drop(_ database: String) {
        administrator.withLock { _ = try? $0.command("DROP DATABASE \(database) WITH (FORCE)") }
    }

    private static var abandoned: SQL {
        """
        SELECT datname FROM pg_database
        WHERE datname LIKE 'dudao_test_%' AND split_part(datname, '_', 3) NOT IN (
            SELECT split_part(datname, '_', 3) FROM pg_stat_activity WHERE datname LIKE 'dudao_test_%')
        """
    }

    /// `DUDAO_TEST_POSTGRES`, or the server that `bin/postgres` starts.
    private static func address() throws -> String {
        if let address = ProcessInfo.processInfo.environment["DUDAO_TEST_POSTGRES"] { return address }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        // Not Foundation's Process: its waitUntilExit sometimes never returns off the main thread.
        guard let pipe = popen("'\(root.path)/bin/postgres'", "r") else {
            throw SQLError.unavailable(detail: "bin/postgres cannot be run")
        }
        var data: [UInt8] = []
        while case let byte = fgetc(pipe), byte != EOF { data.append(UInt8(truncatingIfNeeded: byte)) }
        guard pclose(pipe) == 0 else { throw SQLError.unavailable(detail: "bin/postgres failed") }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
