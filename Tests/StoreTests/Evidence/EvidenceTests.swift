import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct EvidenceTests {
    private static let officer = Viewer(
        account: "a", person: "p", name: "周", role: .officer, scope: .region(.county, code: "500112"), day: "2026-03-10"
    )

    private func add(
        _ count: Int, size: Int = 10, limits: EvidenceLimits = .usual, day: Day = "2026-03-10",
        in database: any SQLDatabase
    ) async throws -> [EvidenceID] {
        let files = (0..<count).map { index in
            NewEvidence(
                name: "\(index).jpg", file: StoredFile(hash: "h\(index)", size: size, mediaType: "image/jpeg"))
        }
        let at = Instant(milliseconds: ("2026-03-10" as Day).number * 86_400_000)
        let change = Change(command: NewID.random(at: at), digest: "", viewer: Self.officer, at: at)
        return try await database.write { db in
            try EvidenceFiles.add(
                files, to: .assessment, "x", criterion: "1.1", day: day, Act(change, in: db), limits: limits)
        }
    }

    @Test("Files are taken up to each limit and not one beyond", arguments: Engine.available)
    func limits(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let limits = EvidenceLimits(fileBytes: 100, filesTogether: 3, filesInAll: 3, bytesInAll: 40)
        _ = try await add(2, limits: limits, in: database)
        await #expect(throws: EvidenceRefusal.tooManyHere(3, have: 2)) {
            _ = try await add(2, limits: limits, in: database)
        }
        await #expect(throws: EvidenceRefusal.tooMuch(megabytes: 0)) {
            _ = try await add(1, size: 21, limits: limits, in: database)
        }
        _ = try await add(1, size: 20, limits: limits, in: database)
        let stored = try await database.read { db in try EvidenceFiles.list(owner: "x", in: db) }
        #expect(stored.count == 3)
    }

    @Test("A date of tomorrow is refused, of today is not", arguments: Engine.available)
    func future(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        await #expect(throws: EvidenceRefusal.future("2026-03-11")) {
            _ = try await add(1, day: "2026-03-11", in: database)
        }
        _ = try await add(1, day: "2026-03-10", in: database)
    }

    @Test("A self-assessment's file is visible to its unit, office and team only", arguments: Engine.available)
    func visible(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database)
        _ = try await Sample.campaign(in: database, county: "500113")
        let ids = try await add(1, in: database)
        try await database.write { db in
            _ = try db.execute(
                """
                INSERT INTO assessment (id, inspection_id, role, state, version)
                VALUES ('x', \(sample.inspection), 'self', 'draft', 1)
                """)
        }
        func sees(_ role: Role, _ scope: Scope, person: PersonID = "p", day: Day = "2026-03-10") async throws -> Bool {
            let viewer = Viewer(account: "a", person: person, name: "", role: role, scope: scope, day: day)
            return try await database.read { db in
                (try? EvidenceAccess.require(ids[0], visibleTo: viewer, in: db)) != nil
            }
        }
        #expect(try await sees(.officer, .region(.county, code: "500112")))
        #expect(try await sees(.officer, .region(.city, code: "500100")))
        #expect(try await sees(.clerk, .organisation(sample.organisations[0])))
        #expect(try await sees(.inspector, .granted, person: sample.member))
        #expect(try await !sees(.officer, .region(.county, code: "500113")))
        #expect(try await !sees(.clerk, .organisation(sample.organisations[1])))
        #expect(try await !sees(.inspector, .granted, person: "person-lead-500113"))
        #expect(try await !sees(.inspector, .granted, person: sample.member, day: "2028-03-10"))
    }
}
