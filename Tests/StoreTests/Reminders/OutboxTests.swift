import Jobs
import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct OutboxTests {
    private static let start = Instant("2026-03-10T00:00:00.000Z") ?? Instant(milliseconds: 0)

    private func draft(
        _ recipient: String = "zhou@example.cn", purpose: OutboxDraft.Purpose = .digest, county: String = "500101"
    ) -> OutboxDraft {
        OutboxDraft(
            channel: .mail, purpose: purpose, recipient: recipient, subject: "提醒", body: MessageBody(lead: "内容"),
            place: Place(province: "500000", city: "500100", county: county))
    }

    private func queue(_ draft: OutboxDraft, in database: any SQLDatabase) async throws {
        let change = Change.system("test", at: OutboxTests.start)
        _ = try await database.write { db in try Outbox.insert(draft, Act(change, in: db)) }
    }

    private func claim(_ owner: String, after seconds: Int, in database: any SQLDatabase) async throws
        -> ClaimedMessage?
    {
        let at = OutboxTests.start.adding(seconds: seconds)
        return try await database.write { db in try Outbox.claim(.mail, owner: owner, at: at, in: db) }
    }

    private func settle(
        _ message: ClaimedMessage, _ outcome: Delivery.Outcome, _ owner: String, after seconds: Int,
        in database: any SQLDatabase
    ) async throws {
        let at = OutboxTests.start.adding(seconds: seconds)
        try await database.write { db in try Outbox.settle(message, outcome, owner: owner, at: at, in: db) }
    }

    private func rows(_ filter: OutboxFilter = OutboxFilter(), in database: any SQLDatabase) async throws -> [OutboxRow]
    {
        let admin = Viewer(
            account: "a", person: "admin", name: "", role: .admin, scope: .region(.county, code: "500101"),
            day: "2026-03-10")
        return try await database.read { db in
            try Outbox.list(filter, PageRequest(), visibleTo: admin, in: db).rows
        }
    }

    @Test("Of two servers one has a message, and only the one that has it settles it", arguments: Engine.available)
    func claims(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await queue(draft(), in: database)
        let mine = try #require(try await claim("a", after: 0, in: database))
        #expect(mine.attempt == 1)
        #expect(try await claim("b", after: Outbox.leaseSeconds, in: database) == nil)
        // The lease ran out: its server was killed between sending and noting it. The same message goes out again.
        let again = try #require(try await claim("b", after: Outbox.leaseSeconds + 1, in: database))
        #expect(again.id == mine.id)
        #expect(again.attempt == 2)
        try await settle(mine, .refused("too late"), "a", after: 25, in: database)
        #expect(try await rows(in: database).map(\.state) == [.sending])
        try await settle(again, .sent, "b", after: 26, in: database)
        #expect(try await rows(in: database).map(\.state) == [.sent])
        #expect(try await claim("a", after: 100_000, in: database) == nil)
    }

    @Test("A lease that is renewed is kept", arguments: Engine.available)
    func renewal(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await queue(draft(), in: database)
        let mine = try #require(try await claim("a", after: 0, in: database))
        let at = OutboxTests.start.adding(seconds: 15)
        let isKept = try await database.write { db in try Outbox.renew(mine.id, owner: "a", at: at, in: db) }
        let isTaken = try await database.write { db in try Outbox.renew(mine.id, owner: "b", at: at, in: db) }
        #expect(isKept && !isTaken)
        #expect(try await claim("b", after: 30, in: database) == nil)
    }

    @Test("What fails comes back after its pause, eight times, then it is given up", arguments: Engine.available)
    func pauses(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await queue(draft(), in: database)
        var now = 0
        for attempt in 1...Delivery.mostAttempts {
            let message = try #require(try await claim("a", after: now, in: database), "attempt \(attempt)")
            #expect(message.attempt == attempt)
            try await settle(message, .failed("连接不上"), "a", after: now, in: database)
            guard attempt < Delivery.mostAttempts else { break }
            #expect(try await rows(in: database).map(\.state) == [.failed])
            now += Delivery.pauses[attempt - 1]
            #expect(try await claim("a", after: now - 1, in: database) == nil)
        }
        let row = try #require(try await rows(in: database).first)
        #expect(row.state == .givenUp)
        #expect(row.error == "试了8次都没有成功。连接不上")
    }

    @Test("A message that nobody could send in two days is not sent any more", arguments: Engine.available)
    func old(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await queue(draft(), in: database)
        #expect(try await claim("a", after: Delivery.lifeSeconds, in: database) == nil)
        #expect(try await rows(in: database).map(\.state) == [.givenUp])
    }

    @Test("A verification's token is gone once its mail is sent", arguments: Engine.available)
    func token(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await queue(draft(purpose: .verification), in: database)
        let message = try #require(try await claim("a", after: 0, in: database))
        try await settle(message, .sent, "a", after: 1, in: database)
        let body: String? = try await database.read { db in
            try db.first("SELECT body FROM outbox_message")?.get(0)
        }
        #expect(try JSONColumn.value(body ?? "") as MessageBody == MessageBody(lead: ""))
    }

    @Test(
        "An administrator sends anew or drops what is stuck in their region, and nothing else",
        arguments: Engine.available)
    func byHand(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        for one in ["a@example.cn", "b@example.cn"] { try await queue(draft(one), in: database) }
        let first = try #require(try await claim("a", after: 0, in: database))
        try await settle(first, .refused("没有这个人"), "a", after: 1, in: database)
        try await queue(draft("next@example.cn", county: "500102"), in: database)
        let listed = try await rows(in: database)
        #expect(Set(listed.map(\.recipient)) == ["a@example.cn", "b@example.cn"])
        #expect(try await rows(OutboxFilter(state: .givenUp), in: database).map(\.error) == ["没有这个人"])
        let admin = FindingSamples.officer("500101", role: .admin)
        try await FindingSamples.act(as: admin, in: database) { act in try Outbox.retry(first.id, act) }
        #expect(try await rows(OutboxFilter(state: .givenUp), in: database).isEmpty)
        try await FindingSamples.act(as: admin, in: database) { act in try Outbox.discard(first.id, act) }
        for viewer in [admin, FindingSamples.officer("500102", role: .admin)] {
            await #expect(throws: ReminderRefusal.notKept) {
                try await FindingSamples.act(as: viewer, in: database) { act in try Outbox.retry(first.id, act) }
            }
        }
    }
}
