import Crypto
package import Foundation

/// Immutable files named by the SHA-256 of their content.
///
/// A file is written aside, synced, renamed and its folder synced before anybody learns of it, so a row that
/// names a file never points at nothing. Files are deleted only by the sweep, a day after nothing names them.
package struct FileStore: Sendable {
    package let folder: URL

    /// Makes the folder when it is missing.
    package init(folder: String) throws {
        self.folder = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    }

    package func url(of hash: String) -> URL {
        folder.appendingPathComponent(String(hash.prefix(2)), isDirectory: true).appendingPathComponent(hash)
    }

    /// A path beside the files where an upload may be written before it is stored.
    package func newTemporary() -> String {
        folder.appendingPathComponent("incoming-\(UUID().uuidString)").path
    }

    /// Takes over the finished file at `path` and gives its hash; the file at `path` is gone afterwards.
    package func store(fileAt path: String) throws -> String {
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        var hasher = SHA256()
        while let chunk = try handle.read(upToCount: 1 << 18), !chunk.isEmpty { hasher.update(data: chunk) }
        try handle.synchronize()
        let hash = hasher.finalize().hexadecimal
        let target = url(of: hash)
        let parent = target.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        guard rename(path, target.path) == 0 else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: target.path])
        }
        try FileStore.sync(folder: parent.path)
        return hash
    }

    /// The SHA-256 of a file that is not in the store.
    package static func hash(ofFileAt path: String) throws -> String {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        var hasher = SHA256()
        while let chunk = try handle.read(upToCount: 1 << 18), !chunk.isEmpty { hasher.update(data: chunk) }
        return hasher.finalize().hexadecimal
    }

    package func store(_ bytes: [UInt8]) throws -> String {
        let path = newTemporary()
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try store(fileAt: path)
    }

    package func read(_ hash: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: url(of: hash)))
    }

    package func discard(temporary path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Removes uploads that were left half-way before `limit`, by a crash or a lost connection.
    package func discardTemporaries(before limit: Date) throws {
        let keys: Set<URLResourceKey> = [.contentModificationDateKey]
        let inside = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: Array(keys))
        for file in inside where file.lastPathComponent.hasPrefix("incoming-") {
            let changed = try file.resourceValues(forKeys: keys).contentModificationDate
            if let changed, changed < limit { discard(temporary: file.path) }
        }
    }

    /// A rename is only lasting once its folder is on disk.
    private static func sync(folder: String) throws {
        let descriptor = open(folder, O_RDONLY)
        guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
