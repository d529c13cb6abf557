import Foundation
import Jobs
import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct BackupTests {
    private static let now: Instant = Instant(milliseconds: 1_772_500_000_000)

    private struct Office {
        let database: any SQLDatabase
        let files: FileStore

        init(_ engine: Engine, migrated: Bool = true) async throws {
            database = try await engine.makeDatabase(migrated: migrated)
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dudao-\(UUID().uuidString)")
            files = try FileStore(folder: folder.path)
        }

        func counts() async throws -> [String: Int] {
            let tables = TableDump.tables(of: try Migration.all(for: database.dialect))
            return try await database.read { db in
                try tables.reduce(into: [:]) { counts, table in
                    counts[table] = try db.first("SELECT count(*) FROM \(SQL.identifier(table))")?.get(0) ?? 0
                }
            }
        }
    }

    /// An office with regions, accounts of odd names, a sealed audit and a file.
    private func filled(_ engine: Engine) async throws -> (Office, String) {
        let office = try await Office(engine)
        try await Seeds.plant(in: office.database, at: BackupTests.now)
        let hash = try office.files.store(Array("证据\0".utf8))
        let file = StoredFile(hash: hash, size: 7, mediaType: "text/plain")
        try await office.database.write { db in
            try StoredFiles.insert(file, at: BackupTests.now, in: db)
            for index in 0..<30 {
                let change = Change.system("test", at: BackupTests.now)
                let new = NewAccount(
                    login: "login-\(index)", name: "名\"\\\n\t\(index)🎓", role: .officer, region: "500112",
                    organisationCode: nil, password: Password(record: "none"), mustChange: index % 2 == 0)
                _ = try new.create(Act(change, in: db))
            }
            _ = try Seals.seal(limit: 20, in: db)
        }
        return (office, hash)
    }

    private func backup(_ office: Office) async throws -> (path: String, manifest: BackupManifest) {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).zip").path
        let backup = Backup(
            database: office.database, files: office.files, now: { BackupTests.now }, progress: { _ in })
        return (path, try await backup.write(to: path))
    }

    private func restore(_ path: String, _ office: Office) async throws {
        let restore = Restore(from: path, database: office.database, files: office.files, progress: { _ in })
        _ = try await restore.run(at: BackupTests.now)
    }

    @Test(
        "Every row and file comes back on either engine, and the audit still fits",
        arguments: Engine.available, Engine.available)
    func roundTrip(from: Engine, to: Engine) async throws {
        let (source, hash) = try await filled(from)
        let (path, manifest) = try await backup(source)
        #expect(manifest.missing.isEmpty)
        let target = try await Office(to, migrated: false)
        try await restore(path, target)
        let (before, after) = (try await source.counts(), try await target.counts())
        #expect(before == after)
        #expect(try target.files.read(hash) == Array("证据\0".utf8))
        let reports = try await [source, target].asyncMap { try await $0.database.read { try Audit.verify(in: $0) } }
        #expect(reports[0] == reports[1])
        #expect(reports[1].sealed == 20 && reports[1].problems.isEmpty)
        let names = try await [source, target].asyncMap { office in
            try await office.database.read { db in
                try db.rows("SELECT name FROM person ORDER BY id").map { try $0.get(0) as String }
            }
        }
        #expect(names[0] == names[1])
        // What is written from the restored database is the same, byte for byte.
        let (_, again) = try await backup(target)
        #expect(Set(again.tables.map(\.name)) == Set(manifest.tables.map(\.name)))
        #expect(again.tables.map(\.rows) == manifest.tables.map(\.rows))
    }

    @Test("A target that holds anything is left alone", arguments: Engine.available)
    func notEmpty(engine: Engine) async throws {
        let (source, _) = try await filled(engine)
        let (path, _) = try await backup(source)
        let before = try await source.counts()
        await #expect(throws: BackupRefusal.notEmpty) { try await restore(path, source) }
        #expect(try await source.counts() == before)
        let target = try await Office(engine)
        _ = try target.files.store([1])
        await #expect(throws: BackupRefusal.notEmpty) { try await restore(path, target) }
    }

    @Test("A damaged backup restores nothing, and no file stays behind")
    func damaged() async throws {
        let (source, _) = try await filled(.sqlite)
        let (path, _) = try await backup(source)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        for position in stride(from: 40, to: whole.count, by: whole.count / 40) {
            var bytes = whole
            bytes[position] ^= 0xff
            let broken = path + "-\(position)"
            try bytes.write(to: URL(fileURLWithPath: broken))
            defer { try? FileManager.default.removeItem(atPath: broken) }
            let target = try await Office(.sqlite)
            do {
                try await restore(broken, target)
                let (before, after) = (try await source.counts(), try await target.counts())
                #expect(before == after, "byte \(position) changed something and nobody noticed")
            } catch {
                #expect(try await target.counts().values.allSatisfy { $0 == 0 })
                #expect(
                    try FileManager.default.contentsOfDirectory(atPath: target.files.folder.path).allSatisfy {
                        try FileManager.default.contentsOfDirectory(
                            atPath: target.files.folder.appendingPathComponent($0).path
                        ).isEmpty
                    })
            }
        }
        let cut = path + "-cut"
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: cut))
        await #expect(throws: (any Error).self) { try await restore(cut, Office(.sqlite)) }
    }

    @Test("A backup never overwrites a file, and says which files the folder lacks")
    func careful() async throws {
        let (source, hash) = try await filled(.sqlite)
        try FileManager.default.removeItem(at: source.files.url(of: hash))
        let (path, manifest) = try await backup(source)
        #expect(manifest.missing == [hash])
        let again = Backup(database: source.database, files: source.files, now: { BackupTests.now }, progress: { _ in })
        await #expect(throws: BackupRefusal.fileExists(path)) { try await again.write(to: path) }
        let running = try await source.database.read { try Leases.isBackupRunning(at: BackupTests.now, in: $0) }
        #expect(!running)
    }
}

extension Array {
    fileprivate func asyncMap<T>(_ body: (Element) async throws -> T) async rethrows -> [T] {
        var results: [T] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
