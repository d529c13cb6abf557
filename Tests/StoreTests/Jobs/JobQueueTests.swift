import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct JobQueueTests {
    private let now = Instant(milliseconds: 1_773_000_000_000)

    private func queued(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await SampleUnits.act(database, as: SampleUnits.officer()) { act in
            _ = try JobQueue.insert("test", title: "测试", input: "1", result: "/jobs", act)
        }
        return database
    }

    private func claim(_ database: any SQLDatabase, _ owner: String, after seconds: Int = 0) async throws -> Job? {
        let at = now.adding(seconds: seconds)
        return try await database.write { db in try JobQueue.claim(owner: owner, at: at, in: db) }
    }

    @Test("Of many servers that claim at once exactly one has the job", arguments: Engine.available)
    func oneClaimer(on engine: Engine) async throws {
        let database = try await queued(engine)
        let claims = try await withThrowingTaskGroup(of: Job?.self) { group in
            for server in 1...8 { group.addTask { try await claim(database, "server-\(server)") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(claims.compactMap { $0 }.count == 1)
    }

    @Test(
        "A lease that ran out lets the next one in, and the first cannot report any more", arguments: Engine.available)
    func lease(on engine: Engine) async throws {
        let database = try await queued(engine)
        let first = try #require(try await claim(database, "one"))
        #expect(try await claim(database, "two", after: 59) == nil)
        let second = try #require(try await claim(database, "two", after: 61))
        #expect(second.id == first.id)
        #expect(second.attempts == 2)
        let stillOurs = try await database.write { db in
            try JobQueue.progress(first.id, 1, of: 2, owner: "one", at: now, in: db)
        }
        #expect(!stillOurs)
        try await database.write { db in try JobQueue.finish(first.id, owner: "one", at: now, in: db) }
        #expect(try await latest(database)?.state == .running)
        try await database.write { db in try JobQueue.finish(first.id, owner: "two", at: now, in: db) }
        #expect(try await latest(database)?.state == .done)
    }

    @Test("A job that ends its server three times is given up and says so", arguments: Engine.available)
    func givenUp(on engine: Engine) async throws {
        let database = try await queued(engine)
        for attempt in 0..<3 { #expect(try await claim(database, "s\(attempt)", after: attempt * 61) != nil) }
        #expect(try await claim(database, "s4", after: 4 * 61) == nil)
        let job = try await latest(database)
        #expect(job?.state == .failed)
        #expect(job?.message.contains("多次中断") == true)
    }

    @Test("A job is its own account's, and the administrator's", arguments: Engine.available)
    func visible(on engine: Engine) async throws {
        let database = try await queued(engine)
        let (own, other, admin) = try await database.read { db in
            (
                try JobQueue.list(PageRequest(), visibleTo: SampleUnits.officer(), in: db).total,
                try JobQueue.list(PageRequest(), visibleTo: SampleUnits.officer(.county, "420106"), in: db).total,
                try JobQueue.list(PageRequest(), visibleTo: .system(on: "2026-03-10"), in: db).total
            )
        }
        #expect((own, other, admin) == (1, 0, 1))
    }

    private func latest(_ database: any SQLDatabase) async throws -> Job? {
        try await database.read { db in try JobQueue.latest("test", input: "1", in: db) }
    }
}
