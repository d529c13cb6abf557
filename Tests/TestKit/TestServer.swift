import Foundation
import Glibc
import NIOPosix
import PostgresDriver
import SQLCore
import Synchronization

/// The PostgreSQL of the tests, with a database for this run and in it a schema for each test.
package final class TestServer: Sendable {
    /// Made once; a run that cannot reach PostgreSQL fails in every test that needs it.
    package static let shared = TestServer()

    private let setUp: Result<Run, any Error>
    private let threads = NIOThreadPool(numberOfThreads: 16)
    private let gate = Gate(permits: 60)

    private init() {
        threads.start()
        setUp = Result { try Run() }
    }

    /// The address of this run's database, for tests of what a connection meets.
    package var address: String {
        get throws { try setUp.get().url }
    }

    func makeDatabase() async throws -> any SQLDatabase {
        let run = try setUp.get()
        // The server has 300 connections and all tests start at once.
        let permit = await gate.enter()
        let schema = run.makeSchema
        let name = try await threads.runIfActive { try schema() }
        let url = "\(run.url)?options=-csearch_path%3D\(name)"
        return TestDatabase(inner: try await PostgresDatabase.open(url: url, threads: threads), permit: permit)
    }
}

/// A database that lets the next test in when it goes.
private struct TestDatabase: SQLDatabase {
    let inner: PostgresDatabase
    let permit: Gate.Permit

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

/// This run's own database; those of runs that ended are dropped.
private final class Run: Sendable {
    let url: String
    // Keeps the database in use, so that no other run drops it.
    private let anchor: Mutex<PostgresConnection>

    init() throws {
        let server = try Run.address()
        let administrator = try PostgresConnection(url: server)
        try administrator.command("SELECT pg_advisory_lock(7)")
        for row in try administrator.run(Run.abandoned).rows {
            try administrator.command("DROP DATABASE IF EXISTS \(row.get(0) as String)")
        }
        let name = "dudao_test_\(UInt64.random(in: 0..<UInt64.max))"
        try administrator.command("CREATE DATABASE \(name) TEMPLATE template0")
        url =
            server.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            + "/\(name)"
        anchor = Mutex(try PostgresConnection(url: url))
    }

    func makeSchema() throws -> String {
        let name = "test_\(UInt64.random(in: 0..<UInt64.max))"
        try anchor.withLock { _ = try $0.command("CREATE SCHEMA \(name)") }
        return name
    }

    private static var abandoned: SQL {
        """
        SELECT datname FROM pg_database
        WHERE datname LIKE 'dudao_test_%' AND datname NOT IN (SELECT datname FROM pg_stat_activity WHERE datname <> '')
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
