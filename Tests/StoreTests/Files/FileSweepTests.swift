import Foundation
import Jobs
import Logging
import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct FileSweepTests {
    private static let now: Instant = Instant(milliseconds: ("2026-03-10" as Day).number * 86_400_000)

    private struct World {
        let services: JobServices

        init(_ engine: Engine) async throws {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sweep-\(UUID().uuidString)")
            services = JobServices(
                database: try await engine.makeDatabase(), files: try FileStore(folder: folder.path),
                now: { FileSweepTests.now }, today: { "2026-03-10" }, logger: Logger(label: "test"), owner: "test")
        }

        /// A file with a row, stored so many hours ago.
        func file(_ text: String, hours: Int, hasRow: Bool = true) async throws -> String {
            let hash = try services.files.store(Array(text.utf8))
            let at = FileSweepTests.now.adding(seconds: -hours * 3_600)
            try FileManager.default.setAttributes(
                [.modificationDate: Date().addingTimeInterval(Double(-hours) * 3_600)],
                ofItemAtPath: services.files.url(of: hash).path)
            guard hasRow else { return hash }
            try await services.database.write { db in
                try StoredFiles.insert(StoredFile(hash: hash, size: 1, mediaType: "image/png"), at: at, in: db)
            }
            return hash
        }

        func isThere(_ hash: String) -> Bool {
            FileManager.default.fileExists(atPath: services.files.url(of: hash).path)
        }
    }

    @Test("What nothing names goes after a day; what is named or fresh stays", arguments: Engine.available)
    func sweep(on engine: Engine) async throws {
        let world = try await World(engine)
        let (old, fresh) = (try await world.file("old", hours: 25), try await world.file("fresh", hours: 23))
        let (stray, young) = (
            try await world.file("stray", hours: 25, hasRow: false),
            try await world.file("young", hours: 1, hasRow: false)
        )
        let proof = try await world.file("proof", hours: 900)
        try await world.services.database.write { db in
            try EvidenceFiles.insert(
                EvidenceFile(
                    id: "e", ownerKind: .opinion, owner: "o", criterion: "", hash: proof, name: "a", mediaType: "",
                    size: 1,
                    day: "2026-01-01", uploadedAt: Self.now, uploadedBy: "p"), in: db)
            try EvidenceFiles.remove("e", at: Self.now, in: db)
        }
        #expect(try await FileSweep.turn(world.services) == 2)
        #expect([old, stray, fresh, young, proof].map(world.isThere) == [false, false, true, true, true])
        #expect(try await FileSweep.turn(world.services) == 0)
    }

    @Test("A photo that no visit ever named goes after a month and more, with its file", arguments: Engine.available)
    func unnamed(on engine: Engine) async throws {
        let world = try await World(engine)
        let photos = [("old", "", 37), ("young", "", 35), ("named", "visit", 300)]
        var hashes: [String] = []
        for (name, owner, days) in photos {
            let hash = try await world.file(name, hours: days * 24)
            hashes.append(hash)
            try await world.services.database.write { db in
                _ = try db.execute(
                    """
                    INSERT INTO visit_photo (visit_id, id, person_id, ordinal, owner, caption, sha256, bytes, file_hash,
                        media_type, stored_at)
                    VALUES ('v', \(name), 'p', 0, \(owner), '', '', 1, \(hash), 'image/png',
                        \(Self.now.adding(seconds: -days * 86_400)))
                    """)
            }
        }
        #expect(try await FileSweep.turn(world.services) == 1)
        #expect(hashes.map(world.isThere) == [false, true, true])
    }

    @Test("Nothing goes while a backup is being written", arguments: Engine.available)
    func backup(on engine: Engine) async throws {
        let world = try await World(engine)
        let (old, stray) = (
            try await world.file("old", hours: 25), try await world.file("stray", hours: 25, hasRow: false)
        )
        try await world.services.database.write { db in
            _ = try Leases.take("backup/1", owner: "b", at: Self.now, seconds: 60, in: db)
        }
        #expect(try await FileSweep.turn(world.services) == 0)
        #expect(world.isThere(old) && world.isThere(stray))
    }
}
