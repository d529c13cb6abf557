import Foundation
import Hummingbird
import NIOCore
import Office
import SQLCore
import Store
import Supervision

/// Takes visits and photos in, from devices and from the form of the desk.
enum VisitSending {
    /// Stores a visit once and for all; the same again gives the same answer.
    static func store(_ checked: VisitBody.Checked, _ call: Call) async throws -> VisitReceipt {
        let visit = checked.visit
        let faults = try await call.read { db in try VisitChecklist.faults(of: visit, in: db) }
        guard faults.isEmpty else { throw FormRefusal(faults) }
        let digest = visit.digest
        let change = Change(
            command: visit.id.rawValue, digest: digest, viewer: call.viewer, at: call.services.now())
        func write() async throws -> VisitReceipt {
            try await call.services.database.write { db in
                try Visits.store(visit, sentAt: checked.sentAt, digest: digest, Act(change, in: db))
            }
        }
        do {
            return try await write()
        } catch SQLError.unique {
            // The same visit came twice at once: now it is known. A problem's id that another visit has stays refused.
            do { return try await write() } catch SQLError.unique { throw VisitRefusal.badID }
        }
    }

    struct PhotoState: Sendable {
        let received: [Int]
        let isStored: Bool
    }

    /// Takes one part of a photo; the last one makes it whole.
    static func part(
        _ bytes: [UInt8], _ part: Int, of count: Int, _ photo: VisitPhotoID, of visit: VisitID, _ call: Call
    ) async throws -> PhotoState {
        let limits = VisitLimits.usual
        guard count >= 1, (0...count).contains(part), !bytes.isEmpty else { throw VisitRefusal.badPart }
        guard count <= limits.parts else { throw VisitRefusal.photoTooLarge(megabytes: limits.photoBytes >> 20) }
        let expected = try await call.read { db in
            try VisitPhotos.expected(photo, of: visit, by: call.viewer, in: db)
        }
        guard !expected.isStored else { return PhotoState(received: [], isStored: true) }
        let store = call.services.files
        let path = store.newTemporary()
        defer { store.discard(temporary: path) }
        guard count > 1 else {
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            return try await keep(path, expected.sha256, photo, of: visit, call)
        }
        let parts = VisitPhotoParts(store, account: call.viewer.account, visit: visit)
        let received = try parts.write(bytes, part: part, of: count, to: photo)
        guard VisitPhotoParts.whole(received, of: count) != nil else {
            return PhotoState(received: received, isStored: false)
        }
        guard try parts.join(photo, of: count, to: path) else {
            // The same last part came twice at once, and the other one has put the photo together, or is about to.
            let now = try await call.read { db in try VisitPhotos.expected(photo, of: visit, by: call.viewer, in: db) }
            return PhotoState(received: [], isStored: now.isStored)
        }
        defer { parts.remove(photo, of: count) }
        return try await keep(path, expected.sha256, photo, of: visit, call)
    }

    /// Takes a file over into the store if it is a picture by content; nil if it is none.
    static func picture(_ path: String, size: Int, _ files: FileStore) throws -> StoredFile? {
        guard let kind = FileKind.sniff(.path(path)), [.jpeg, .png, .webp].contains(kind) else { return nil }
        return StoredFile(hash: try files.store(fileAt: path), size: size, mediaType: kind.mediaType)
    }

    /// Checks by content and stores; gone from `path` afterwards.
    private static func keep(
        _ path: String, _ sha256: String?, _ photo: VisitPhotoID, of visit: VisitID, _ call: Call
    ) async throws -> PhotoState {
        let size = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= VisitLimits.usual.photoBytes else {
            throw VisitRefusal.photoTooLarge(megabytes: VisitLimits.usual.photoBytes >> 20)
        }
        guard let file = try picture(path, size: size, call.services.files) else { throw VisitRefusal.noPicture }
        guard sha256 == nil || sha256 == file.hash else { throw VisitRefusal.photoBroken }
        let change = Change(
            command: photo.rawValue, digest: file.hash, viewer: call.viewer, at: call.services.now())
        try await call.services.database.write { db in
            try VisitPhotos.store(file, as: photo, of: visit, Act(change, in: db))
        }
        return PhotoState(received: [], isStored: true)
    }
}

extension Call {
    /// The whole body, up to a limit.
    func bytes(atMost limit: Int, otherwise refusal: any Refusal) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in request.body {
            bytes += piece.readableBytesView
            guard bytes.count <= limit else { throw refusal }
        }
        return bytes
    }
}
