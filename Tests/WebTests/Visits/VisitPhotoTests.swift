import Foundation
import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct VisitPhotoTests {
    private static let path = "/api/visits/\(VisitSite.id)"
    private static let picture: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0] + (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 7) }

    private static func hash(_ bytes: [UInt8]) throws -> String {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("photo-\(UUID().uuidString)")
        try Data(bytes).write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        return try FileStore.hash(ofFileAt: place.path)
    }

    private static func parts(_ bytes: [UInt8], of size: Int = 256 << 10) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
    }

    private func body(_ bytes: [UInt8], hash: String? = nil) throws -> [UInt8] {
        try VisitSite.body([
            "photos": [
                [
                    "id": VisitSite.photo, "sha256": try hash ?? Self.hash(bytes), "bytes": bytes.count, "of": "visit",
                    "takenAt": "2026-03-10T01:20:00.000Z", "caption": "校门",
                ]
            ]
        ])
    }

    private func put(
        _ phone: TestBrowser, _ part: Int, _ parts: [[UInt8]], photo: String = VisitSite.photo
    ) async throws -> TestAnswer {
        try await phone.script(
            .put, "\(Self.path)/photos/\(photo)?part=\(part)&of=\(parts.count)", parts[part - 1])
    }

    @Test("Parts come in any order, before or after the visit, some of them twice", arguments: [true, false])
    func anyOrder(visitFirst: Bool) async throws {
        let visits = try await VisitSite()
        let phone = try await visits.site.browser(as: "inspector")
        let parts = Self.parts(Self.picture)
        #expect(parts.count == 3)
        if visitFirst {
            #expect(
                try await phone.script(.post, Self.path, body(Self.picture)).json["state"] as? String == "waitingPhotos"
            )
        }
        #expect(try await put(phone, 3, parts).json["state"] as? String == "partial")
        #expect(try await put(phone, 3, parts).json["received"] as? [Int] == [3])
        #expect(try await put(phone, 1, parts).json["received"] as? [Int] == [1, 3])
        let state = try await phone.script(.get, Self.path).json
        #expect((state["received"] as? [String: [Int]])?[VisitSite.photo] == [1, 3])
        #expect(try await put(phone, 2, parts).json["state"] as? String == "stored")
        #expect(try await put(phone, 2, parts).json["state"] as? String == "stored")
        if !visitFirst {
            #expect(try await phone.script(.post, Self.path, body(Self.picture)).json["state"] as? String == "stored")
        }
        let whole = try await phone.script(.get, Self.path).json
        #expect(whole["state"] as? String == "stored" && (whole["missing"] as? [String])?.isEmpty == true)
        let shown = try await visits.site.browser(as: "principal").get(
            "/visits/\(VisitSite.id)/photos/\(VisitSite.photo)")
        #expect(shown.status == .ok && shown.bytes == Self.picture && shown.headers[.contentType] == "image/jpeg")
        let neighbour = try await visits.site.browser(as: "neighbour").get(
            "/visits/\(VisitSite.id)/photos/\(VisitSite.photo)")
        #expect(neighbour.status == .notFound)
    }

    @Test("The last part twice at once makes one whole photo; neither is refused")
    func together() async throws {
        let visits = try await VisitSite()
        let phone = try await visits.site.browser(as: "inspector")
        _ = try await phone.script(.post, Self.path, body(Self.picture))
        let parts = Self.parts(Self.picture)
        for part in [1, 2] { _ = try await put(phone, part, parts) }
        let site = visits.site
        let answers = try await withThrowingTaskGroup(of: TestAnswer.self) { group in
            for _ in 0..<6 {
                group.addTask { try await put(site.browser(as: "inspector"), 3, parts) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0.status == .ok || $0.json["retry"] as? Bool == true }, "\(answers.map(\.text))")
        #expect(answers.contains { $0.json["state"] as? String == "stored" })
        #expect(try await phone.script(.get, Self.path).json["state"] as? String == "stored")
    }

    @Test("What is no picture, broken, cut wrongly or too large is refused with a reason")
    func bad() async throws {
        let visits = try await VisitSite()
        let phone = try await visits.site.browser(as: "inspector")
        let text = [UInt8]("<html>no picture</html>".utf8)
        #expect(try await put(phone, 1, [text]).code == "visit.noPicture")
        _ = try await phone.script(.post, Self.path, body(Self.picture, hash: String(repeating: "0", count: 64)))
        let parts = Self.parts(Self.picture)
        _ = try await put(phone, 1, parts)
        _ = try await put(phone, 2, parts)
        let broken = try await put(phone, 3, parts)
        #expect(broken.status == .unprocessableContent && broken.code == "visit.photoBroken")
        #expect(try await phone.script(.get, Self.path).json["state"] as? String == "waitingPhotos")
        #expect(((try await phone.script(.get, Self.path).json)["received"] as? [String: [Int]])?.isEmpty == true)
        let other = "01890000-0000-7000-8000-0000000000f2"
        #expect(try await put(phone, 1, [Self.picture], photo: other).status == .contentTooLarge)
        let path = "\(Self.path)/photos/\(VisitSite.photo)"
        #expect(try await phone.script(.put, "\(path)?part=4&of=3", [1]).code == "visit.badPart")
        #expect(try await phone.script(.put, "\(path)?part=1&of=41", [1]).status == .contentTooLarge)
        #expect(try await phone.script(.put, path, [1]).code == "visit.badPart")
        #expect(try await phone.script(.put, "\(Self.path)/photos/x?part=1&of=1", [1]).code == "visit.badID")
    }

    @Test("Photos that nobody finished are forgotten after a month and more")
    func abandoned() async throws {
        let visits = try await VisitSite()
        let phone = try await visits.site.browser(as: "inspector")
        _ = try await put(phone, 1, Self.parts(Self.picture))
        let files = visits.site.services.files
        #expect(VisitPhotoParts.removeAbandoned(files, before: Date(timeIntervalSinceNow: -3_600)) == 0)
        #expect(VisitPhotoParts.removeAbandoned(files, before: Date(timeIntervalSinceNow: 3_600)) == 1)
    }
}
