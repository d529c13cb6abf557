package import Foundation
package import Supervision

/// Parts of photos on their way: files beside the store until the photo is whole.
///
/// A part is written aside and renamed, so it is there whole or not at all. It is not synced: the device keeps the
/// photo until all of it is stored, and the hash shows what a power cut took.
package struct VisitPhotoParts: Sendable {
    private let folder: URL
    private let visit: VisitID

    /// More photos than one account may have half sent.
    package static let pendingLimit = 400

    package init(_ files: FileStore, account: AccountID, visit: VisitID) {
        folder = VisitPhotoParts.folder(files).appendingPathComponent(String(sha256(account.rawValue).prefix(16)))
        self.visit = visit
    }

    private static func folder(_ files: FileStore) -> URL { files.folder.appendingPathComponent("photo-parts") }

    /// Writes a part; gives those that are there now.
    package func write(_ bytes: [UInt8], part: Int, of count: Int, to photo: VisitPhotoID) throws -> [Int] {
        let home = place(of: photo, count)
        if !FileManager.default.fileExists(atPath: home.path) {
            let pending = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.count ?? 0
            guard pending < VisitPhotoParts.pendingLimit else {
                throw VisitRefusal.tooManyPhotos(VisitPhotoParts.pendingLimit)
            }
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        }
        // Not Foundation's atomic write, which syncs.
        let aside = home.appendingPathComponent(".\(UUID())"), target = home.appendingPathComponent("\(part)")
        try Data(bytes).write(to: aside)
        guard rename(aside.path, target.path) == 0 else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: target.path])
        }
        return parts(in: home)
    }

    /// Puts the parts of a whole photo together at `path`; false unless all of them are there, as when somebody else was
    /// quicker and they are being removed.
    package func join(_ photo: VisitPhotoID, of count: Int, to path: String) throws -> Bool {
        let home = place(of: photo, count)
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        defer { try? handle.close() }
        guard let whole = VisitPhotoParts.whole(parts(in: home), of: count) else { return false }
        for part in whole {
            guard let bytes = try? Data(contentsOf: home.appendingPathComponent("\(part)")) else { return false }
            try handle.write(contentsOf: bytes)
        }
        return true
    }

    /// The parts that make the photo, counted from 1 or from 0; nil while one is missing.
    package static func whole(_ parts: [Int], of count: Int) -> [Int]? {
        let there = Set(parts)
        return [Array(1...count), Array(0..<count)].first { there.isSuperset(of: $0) }
    }

    package func remove(_ photo: VisitPhotoID, of count: Int) {
        let home = place(of: photo, count)
        try? FileManager.default.removeItem(at: home)
    }

    /// What has come of each photo of the visit.
    package var received: [VisitPhotoID: [Int]] {
        var found: [VisitPhotoID: [Int]] = [:]
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where name.hasPrefix("\(visit)_") {
            let pieces = name.split(separator: "_")
            guard pieces.count == 3 else { continue }
            let parts = parts(in: folder.appendingPathComponent(name))
            let photo = VisitPhotoID(String(pieces[1]))
            if parts.count > found[photo]?.count ?? 0 { found[photo] = parts }
        }
        return found
    }

    /// Forgets photos that nobody finished since `cutoff`; gives how many.
    package static func removeAbandoned(_ files: FileStore, before cutoff: Date) -> Int {
        let manager = FileManager.default
        var removed = 0
        for account in (try? manager.contentsOfDirectory(atPath: folder(files).path)) ?? [] {
            let home = folder(files).appendingPathComponent(account)
            for photo in (try? manager.contentsOfDirectory(atPath: home.path)) ?? [] {
                let path = home.appendingPathComponent(photo).path
                let changed = (try? manager.attributesOfItem(atPath: path))?[.modificationDate] as? Date
                guard let changed, changed < cutoff, (try? manager.removeItem(atPath: path)) != nil else { continue }
                removed += 1
            }
        }
        return removed
    }

    /// One folder a photo and way of cutting it, so that parts of two ways never mix.
    private func place(of photo: VisitPhotoID, _ count: Int) -> URL {
        folder.appendingPathComponent("\(visit)_\(photo)_\(count)", isDirectory: true)
    }

    private func parts(in home: URL) -> [Int] {
        ((try? FileManager.default.contentsOfDirectory(atPath: home.path)) ?? []).compactMap { Int($0) }.sorted()
    }
}
