import Foundation
import Store
import Supervision
import TestKit
import Testing

/// Photos on their way: how many may wait, and when their parts make one.
@Suite struct VisitPartsTests {
    private let inspector = VisitSample.inspector()

    @Test("So many photos that no visit names may wait for one person, and no more", arguments: Engine.available)
    func waitingPhotos(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let hash = String(repeating: "a", count: 64)
        let file = StoredFile(hash: hash, size: 9, mediaType: "image/png")
        func store(_ photo: Int, of visit: Int) async throws {
            try await FindingSamples.act(as: VisitSample.inspector(), in: database) { act in
                try VisitPhotos.store(file, as: VisitSample.id(photo), of: VisitSample.id(visit), act)
            }
        }
        try await FindingSamples.act(as: inspector, in: database) { act in
            for number in 1..<VisitPhotoParts.pendingLimit {
                try VisitPhotos.store(file, as: VisitSample.id(number), of: VisitSample.id(9_000 + number), act)
            }
        }
        try await store(5_000, of: 8_000)
        await #expect(throws: VisitRefusal.tooManyPhotos(VisitPhotoParts.pendingLimit)) {
            try await store(5_001, of: 8_000)
        }
        // What a visit names is not held back by them.
        let photo = VisitPhoto(id: VisitSample.id(5_002), sha256: hash, bytes: 9)
        try await VisitsTests.send(VisitSample.visit(1, photos: [photo]), in: database)
        try await store(5_002, of: 1)
    }

    @Test("A photo is whole with each of its parts, counted from one or from nothing")
    func parts() {
        let cases: [([Int], Int, [Int]?)] = [
            ([1, 2, 3], 3, [1, 2, 3]), ([0, 1, 2], 3, [0, 1, 2]), ([0, 1, 2, 3], 3, [1, 2, 3]), ([1, 3], 3, nil),
            ([0, 1, 3], 3, nil), ([0, 2, 3], 3, nil), ([], 1, nil), ([1], 1, [1]), ([0], 1, [0]),
        ]
        for (there, count, expected) in cases {
            #expect(VisitPhotoParts.whole(there, of: count) == expected, "\(there) of \(count)")
        }
    }

    @Test("Parts are not put together while one is missing, as when somebody else is removing them")
    func joined() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("parts-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try FileStore(folder: folder.path)
        let parts = VisitPhotoParts(files, account: "a", visit: "v")
        for part in [1, 3] { _ = try parts.write([UInt8(part)], part: part, of: 3, to: "p") }
        let path = files.newTemporary()
        #expect(try !parts.join("p", of: 3, to: path))
        #expect(try parts.write([2], part: 2, of: 3, to: "p") == [1, 2, 3])
        #expect(try parts.join("p", of: 3, to: path))
        #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == [1, 2, 3])
        parts.remove("p", of: 3)
        #expect(try !parts.join("p", of: 3, to: path))
    }
}
