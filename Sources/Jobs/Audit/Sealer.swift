import Foundation
import SQLCore
import Store
import Supervision

/// Chains new audit entries, once a second, on one server at a time.
enum Sealer {
    static let work = Background.Work(name: "seal", everyMilliseconds: 1_000) { services in
        while try await turn(services) == batch {}
    }

    private static let batch = 500

    private static func turn(_ services: JobServices) async throws -> Int {
        let now = services.now()
        let waiting = try await services.database.read { db in try Audit.hasUnsealed(in: db) }
        guard waiting else { return 0 }
        return try await services.database.write { db in
            guard try Leases.take("seal", owner: services.owner, at: now, seconds: 30, in: db) else { return 0 }
            return try Seals.seal(limit: batch, in: db)
        }
    }
}

/// Writes the chain's head beside the files once a day, so that a cut tail does not go unseen.
enum HeadExport {
    static let work = Background.Work(name: "audit-head", everyMilliseconds: 60_000) { services in
        let day = services.today()
        let folder = services.files.folder.appendingPathComponent("audit-heads", isDirectory: true)
        let file = folder.appendingPathComponent("\(day.text).txt")
        guard !FileManager.default.fileExists(atPath: file.path) else { return }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let head = try await services.database.read { db in try Seals.head(in: db) }
        try Data("\(head.sequence) \(head.hash)\n".utf8).write(to: file, options: .atomic)
    }
}
