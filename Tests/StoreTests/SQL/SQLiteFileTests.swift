import Dispatch
import Foundation
import SQLCore
import SQLiteDriver
import Testing

@Suite struct SQLiteFileTests {
    private func withFile(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dudao-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.appendingPathComponent("督导.sqlite").path)
    }

    @Test("What was written is there when the file is opened again")
    func reopen() async throws {
        try await withFile { path in
            let database = try SQLiteDatabase(path: path)
            try await database.write { db in
                try db.execute("CREATE TABLE a (t TEXT)")
                try db.execute("INSERT INTO a (t) VALUES ('在')")
            }
            await database.close()
            let again = try SQLiteDatabase(path: path)
            let text = try await again.read { db in try db.first("SELECT t FROM a")?.get(0) as String? }
            #expect(text == "在")
            await again.close()
        }
    }

    @Test("The writer syncs every commit and keeps foreign keys")
    func pragmas() async throws {
        try await withFile { path in
            let database = try SQLiteDatabase(path: path)
            let values = try await database.write { db in
                [
                    try db.first("PRAGMA synchronous")?.values.first,
                    try db.first("PRAGMA foreign_keys")?.values.first,
                    try db.first("PRAGMA journal_mode")?.values.first,
                    try db.first("PRAGMA busy_timeout")?.values.first,
                ]
            }
            #expect(values == [.integer(2), .integer(1), .text("wal"), .integer(5_000)])
            await database.close()
        }
    }

    @Test("Concurrent writes share transactions")
    func groupCommit() async throws {
        try await withFile { path in
            let database = try SQLiteDatabase(path: path)
            try await database.write { db in _ = try db.execute("CREATE TABLE a (n INTEGER)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try await database.write { db in _ = try db.execute("INSERT INTO a (n) VALUES (\(number))") }
                    }
                }
                try await group.waitForAll()
            }
            let statistics = database.statistics
            #expect(statistics.writes == 201)
            #expect(statistics.batches < 150)
            await database.close()
        }
    }

    @Test("When a batch cannot be committed, each of its writes runs alone")
    func failedBatch() async throws {
        try await withFile { path in
            let database = try SQLiteDatabase(path: path)
            try await database.write { db in
                try db.execute("CREATE TABLE a (n INTEGER PRIMARY KEY)")
                try db.execute("CREATE TABLE b (n INTEGER REFERENCES a (n))")
            }
            let failed = await withTaskGroup(of: SQLError?.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        do {
                            try await database.write { db in
                                if number == 30 { try db.execute("PRAGMA defer_foreign_keys = ON") }
                                let isWrong = number == 30
                                if isWrong { try db.execute("INSERT INTO b (n) VALUES (999)") }
                                try db.execute("INSERT INTO a (n) VALUES (\(number))")
                            }
                            return nil
                        } catch { return error as? SQLError }
                    }
                }
                return await group.reduce(into: []) { $0 += $1.map { [$0] } ?? [] }
            }
            let count = try await database.read { db in try db.first("SELECT count(*) FROM a")?.get(0) as Int? }
            #expect(failed == [.foreignKey(detail: "FOREIGN KEY constraint failed")])
            #expect(count == 59)
            await database.close()
        }
    }

    @Test("A read does not wait for a write that takes long")
    func readBesideWrite() async throws {
        try await withFile { path in
            let database = try SQLiteDatabase(path: path)
            try await database.write { db in _ = try db.execute("CREATE TABLE a (n INTEGER)") }
            let begun = AsyncStream.makeStream(of: Void.self)
            let goOn = DispatchSemaphore(value: 0)
            let writing = Task {
                try await database.write { db in
                    try db.execute("INSERT INTO a (n) VALUES (1)")
                    begun.continuation.yield()
                    return goOn.wait(timeout: .now() + 60) == .success
                }
            }
            for await _ in begun.stream { break }
            let count = try await database.read { db in try db.first("SELECT count(*) FROM a")?.get(0) as Int? }
            goOn.signal()
            #expect(count == 0)
            #expect(try await writing.value, "the read came only after the write gave up")
            await database.close()
        }
    }

    @Test("A path that cannot be opened is said to be unavailable")
    func unavailable() {
        #expect {
            _ = try SQLiteDatabase(path: "/nowhere/at/all.sqlite")
        } throws: { error in
            if case .unavailable = error as? SQLError { true } else { false }
        }
    }
}
