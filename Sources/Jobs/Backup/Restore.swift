import Foundation
import Office
package import SQLCore
package import Store
package import Supervision

/// Takes a backup back into an empty database, of either engine, and an empty folder.
package struct Restore: Sendable {
    let path: String
    let database: any SQLDatabase
    let files: FileStore
    let progress: @Sendable (String) -> Void

    package init(
        from path: String, database: any SQLDatabase, files: FileStore, progress: @escaping @Sendable (String) -> Void
    ) {
        self.path = path
        self.database = database
        self.files = files
        self.progress = progress
    }

    /// Everything or nothing: rows are stored in one transaction, and files go again when that fails.
    package func run(at now: Instant) async throws -> BackupManifest {
        let manifest = try manifest()
        let (then, later) = try await migrations(of: manifest)
        try await requireEmpty(then)
        try await database.migrate(then, at: now.text)
        var stored: [String] = []
        do {
            try storeFiles(manifest, into: &stored)
            try await load(manifest)
        } catch {
            for hash in stored { try? FileManager.default.removeItem(at: files.url(of: hash)) }
            throw error
        }
        try await database.migrate(then + later, at: now.text)
        return manifest
    }

    private func manifest() throws -> BackupManifest {
        let archive = try ArchiveReader(path: path)
        while let name = try archive.next() {
            guard BackupPart(name) == .manifest else { continue }
            var bytes: [UInt8] = []
            try archive.forEachPiece { bytes += $0 }
            let manifest = try? JSONDecoder().decode(BackupManifest.self, from: Data(bytes))
            guard let manifest, manifest.format == BackupManifest.current else { throw BackupRefusal.otherVersion }
            return manifest
        }
        throw BackupRefusal.noBackup
    }

    /// The migrations that the backup had, and those that this program adds.
    ///
    /// Their texts may differ between the engines, so a backup of the other one is held by its labels alone.
    private func migrations(of manifest: BackupManifest) async throws -> ([Migration], [Migration]) {
        let known = try Migration.all(for: database.dialect)
        guard manifest.migrations.count <= known.count,
            zip(manifest.migrations, known).allSatisfy({ $0.label == $1.label })
        else { throw BackupRefusal.otherVersion }
        let count = manifest.migrations.count
        return (Array(known[..<count]), Array(known[count...]))
    }

    private func requireEmpty(_ migrations: [Migration]) async throws {
        let inside = try FileManager.default.contentsOfDirectory(atPath: files.folder.path)
        guard inside.isEmpty else { throw BackupRefusal.notEmpty }
        let state = try await database.pendingOrUnknown(migrations)
        guard state.unknown.isEmpty, state.edited.isEmpty else { throw BackupRefusal.notEmpty }
        let applied = migrations.filter { !state.pending.contains($0) }
        let tables = TableDump.tables(of: applied)
        let isEmpty = try await database.read { db in try TableLoad.isEmpty(tables, in: db) }
        guard isEmpty else { throw BackupRefusal.notEmpty }
    }

    /// Each file is named by its hash, so its content proves itself.
    private func storeFiles(_ manifest: BackupManifest, into stored: inout [String]) throws {
        let archive = try ArchiveReader(path: path)
        while let name = try archive.next() {
            guard case .file(let hash) = BackupPart(name) else { continue }
            let temporary = files.newTemporary()
            try write(archive, to: temporary)
            let found = try files.store(fileAt: temporary)
            stored.append(found)
            guard found == hash else { throw BackupRefusal.damaged(name) }
            if stored.count % 500 == 0 { progress("files \(stored.count)/\(manifest.files)") }
        }
        guard stored.count == manifest.files else { throw BackupRefusal.damaged("files") }
    }

    private func write(_ archive: ArchiveReader, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw ArchiveError.cannotWrite }
        do {
            try archive.forEachPiece { try handle.write(contentsOf: $0) }
            try handle.close()
        } catch {
            try? handle.close()
            files.discard(temporary: path)
            throw error
        }
    }

    private func load(_ manifest: BackupManifest) async throws {
        let path = path
        let progress = progress
        try await database.write(.relaxed) { db in
            let archive = try ArchiveReader(path: path)
            var awaited = Dictionary(manifest.tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
            while let name = try archive.next() {
                guard case .table(let table) = BackupPart(name) else { continue }
                guard let expected = awaited.removeValue(forKey: table) else { throw BackupRefusal.damaged(name) }
                var load = TableLoad(table, in: db)
                try archive.forEachPiece { try load.feed($0) }
                guard try load.finish() == expected else { throw BackupRefusal.damaged(name) }
                progress("\(table) \(expected.rows)")
            }
            if let left = awaited.keys.min() { throw BackupRefusal.damaged(left) }
        }
    }
}
