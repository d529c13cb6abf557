package import Foundation
import SQLCore
import Store
import Supervision

/// Deletes files that nothing names any more, a day after they came, and never while a backup is being written.
package enum FileSweep {
    static let work = Background.Work(name: "files", everyMilliseconds: 6 * 3_600_000) { services in
        // The last turn at shutdown is for what must not be lost; deleting can wait.
        guard !Task.isCancelled else { return }
        _ = try await turn(services)
    }

    private static let batch = 200
    /// Days for which a phone may be away before it sends the rest of a visit.
    private static let away = 36

    /// Gives how many files went.
    ///
    /// `clock` is the file system's, which knows nothing of a demo's "today".
    package static func turn(_ services: JobServices, clock: Date = Date()) async throws -> Int {
        let cutoff = clock.addingTimeInterval(-86_400)
        return try await forgotten(services, cutoff) + strays(services, cutoff)
    }

    /// Files whose row nothing points at.
    private static func forgotten(_ services: JobServices, _ cutoff: Date) async throws -> Int {
        let now = services.now()
        var count = 0
        let away = now.adding(seconds: -away * 86_400)
        _ = try await services.database.write { db in
            try Leases.isBackupRunning(at: now, in: db) ? 0 : VisitPhotos.removeUnnamed(storedBefore: away, in: db)
        }
        while true {
            let hashes = try await services.database.write { db in
                guard try !Leases.isBackupRunning(at: now, in: db) else { return [String]() }
                return try StoredFiles.forget(storedBefore: now.adding(seconds: -86_400), limit: batch, in: db)
            }
            for hash in hashes where services.files.remove(hash, writtenBefore: cutoff) { count += 1 }
            guard hashes.count == batch else { return count }
        }
    }

    /// Files that never got a row: their transaction failed, or somebody looked at a preview and left.
    private static func strays(_ services: JobServices, _ cutoff: Date) async throws -> Int {
        let now = services.now()
        guard try await !services.database.read({ db in try Leases.isBackupRunning(at: now, in: db) }) else { return 0 }
        var count = services.files.removeTemporaries(writtenBefore: cutoff)
        count += VisitPhotoParts.removeAbandoned(
            services.files, before: cutoff.addingTimeInterval(Double(1 - away) * 86_400))
        for folder in services.files.shelves() {
            let hashes = services.files.hashes(in: folder)
            let known = try await services.database.read { db in try StoredFiles.known(among: hashes, in: db) }
            for hash in hashes where !known.contains(hash) {
                if services.files.remove(hash, writtenBefore: cutoff) { count += 1 }
            }
        }
        return count
    }
}
