import Foundation
import Office
package import SQLCore
package import Store
package import Supervision

/// Writes everything that an office has into one file, while it is served.
///
/// All tables come from one snapshot; a lease keeps the sweep from deleting a file that the snapshot names.
package struct Backup: Sendable {
    let database: any SQLDatabase
    let files: FileStore
    let now: @Sendable () -> Instant
    /// Told what is being written, for the person who waits.
    let progress: @Sendable (String) -> Void

    package init(
        database: any SQLDatabase, files: FileStore, now: @escaping @Sendable () -> Instant,
        progress: @escaping @Sendable (String) -> Void
    ) {
        self.database = database
        self.files = files
        self.now = now
        self.progress = progress
    }

    /// Writes to `path`, which must not exist; a backup that fails leaves nothing there.
    package func write(to path: String) async throws -> BackupManifest {
        guard !FileManager.default.fileExists(atPath: path) else { throw BackupRefusal.fileExists(path) }
        let owner = NewID.random(at: now())
        let lease = "backup/\(owner)"
        let part = path + ".part"
        try await hold(lease, owner)
        do {
            let manifest = try await write(part: part) { try await hold(lease, owner) }
            guard rename(part, path) == 0 else { throw ArchiveError.cannotWrite }
            try await release(lease, owner)
            return manifest
        } catch {
            try? FileManager.default.removeItem(atPath: part)
            try? await release(lease, owner)
            throw error
        }
    }

    private func write(part: String, renew: () async throws -> Void) async throws -> BackupManifest {
        let outlet = try Outlet(part)
        let (tables, hashes) = try await tables(to: outlet)
        var missing: [String] = []
        for (index, hash) in hashes.enumerated() {
            if index % 500 == 0 { try await renew() }
            if try !outlet.add(file: files.url(of: hash), as: hash) { missing.append(hash) }
            if index % 500 == 499 { progress("files \(index + 1)/\(hashes.count)") }
        }
        let migrations = try Migration.all(for: database.dialect).map {
            BackupManifest.Step(label: $0.label, digest: $0.digest)
        }
        let manifest = BackupManifest(
            format: BackupManifest.current, writtenAt: now().text, migrations: migrations, tables: tables,
            files: hashes.count - missing.count, missing: missing)
        try outlet.finish(manifest)
        return manifest
    }

    /// Every table in one snapshot, and the hashes of the files that it names.
    private func tables(to outlet: Outlet) async throws -> (tables: [TableContent], files: [String]) {
        let names = TableDump.tables(of: try Migration.all(for: database.dialect))
        return try await database.read { db in
            try outlet.begin()
            let tables = try names.map { name in
                try outlet.archive.begin(BackupPart.table(name).name)
                let content = try TableDump.write(name, in: db) { try outlet.archive.write($0) }
                progress("\(name) \(content.rows)")
                return content
            }
            return (tables, try StoredFiles.hashes(in: db))
        }
    }

    private func hold(_ lease: String, _ owner: String) async throws {
        let at = now()
        _ = try await database.write(.relaxed) { db in
            try Leases.take(lease, owner: owner, at: at, seconds: 6 * 3_600, in: db)
        }
    }

    private func release(_ lease: String, _ owner: String) async throws {
        try await database.write(.relaxed) { db in try Leases.give(back: lease, owner: owner, in: db) }
    }
}

/// The archive as it is written.
///
/// Unchecked because it is handed to the database's thread and back, and never used by two at once.
private final class Outlet: @unchecked Sendable {
    let archive: ZIPWriter
    private let handle: FileHandle
    private var hasBegun = false

    init(_ path: String) throws {
        // Password hashes are in it: for the owner's eyes only.
        guard
            FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw ArchiveError.cannotWrite }
        self.handle = handle
        archive = try ZIPWriter(isLarge: true) { try handle.write(contentsOf: $0) }
    }

    /// Refuses a second run of the reading transaction, which would write every table twice.
    func begin() throws {
        guard !hasBegun else { throw SQLError.conflict(detail: "the snapshot was lost; run the backup again") }
        hasBegun = true
    }

    /// False when the folder lacks the file.
    func add(file: URL, as hash: String) throws -> Bool {
        guard let source = FileHandle(forReadingAtPath: file.path) else { return false }
        defer { try? source.close() }
        try archive.begin(BackupPart.file(hash).name)
        while let piece = try source.read(upToCount: 1 << 18), !piece.isEmpty { try archive.write([UInt8](piece)) }
        return true
    }

    func finish(_ manifest: BackupManifest) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try archive.begin(BackupPart.manifest.name)
        try archive.write([UInt8](try encoder.encode(manifest)))
        try archive.finish()
        try handle.synchronize()
        try handle.close()
    }
}
