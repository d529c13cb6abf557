import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct CalendarFeedStoreTests {
    private static let token = String(repeating: "a", count: 64)
    private let officer = FindingSamples.officer("500101")
    private let neighbour = FindingSamples.officer("500102", person: "neighbour")

    private func planted(on engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await database.write { db in
            try FindingSamples.plant(in: db)
            for viewer in [officer, neighbour] {
                let record = AccountRecord(
                    id: viewer.account, person: viewer.person, name: viewer.name, login: viewer.name, role: .officer,
                    scope: viewer.scope, password: try Password.hashed("correct horse", cost: 16), mustChange: false)
                try Accounts.insert(record, at: Instant(milliseconds: 0), in: db)
            }
        }
        return database
    }

    @Test("A feed is found by its secret alone, as long as its account is open", arguments: Engine.available)
    func found(on engine: Engine) async throws {
        let database = try await planted(on: engine)
        try await FindingSamples.act(as: officer, in: database) { try CalendarFeeds.make(token: Self.token, $0) }
        let found = try await database.read { db in
            try CalendarFeeds.find(token: Self.token, on: "2026-03-10", in: db)
        }
        #expect(found?.viewer == officer)
        let stored = try await database.read { db in
            try db.rows("SELECT token_hash FROM calendar_feed").map { try $0.get(0) as String }
        }
        #expect(stored == [sha256(Self.token)])
        let other = String(repeating: "b", count: 64)
        try await FindingSamples.act(as: officer, in: database) { try CalendarFeeds.make(token: other, $0) }
        let old = try await database.read { db in try CalendarFeeds.find(token: Self.token, on: "2026-03-10", in: db) }
        #expect(old == nil)
        for closing: SQL in ["active = false", "must_change = true"] {
            try await database.write { db in _ = try db.execute("UPDATE account SET \(closing)") }
            let closed = try await database.read { db in try CalendarFeeds.find(token: other, on: "2026-03-10", in: db)
            }
            #expect(closed == nil)
            try await database.write { db in _ = try db.execute("UPDATE account SET active = true, must_change = false")
            }
        }
        try await FindingSamples.act(as: officer, in: database) { try CalendarFeeds.revoke($0) }
        await #expect(throws: CalendarFeedRefusal.none) {
            try await FindingSamples.act(as: officer, in: database) { try CalendarFeeds.revoke($0) }
        }
    }

    @Test("What was told is kept without its words, and fetches are counted by the hour", arguments: Engine.available)
    func told(on engine: Engine) async throws {
        let database = try await planted(on: engine)
        try await FindingSamples.act(as: officer, in: database) { try CalendarFeeds.make(token: Self.token, $0) }
        let duty = FeedDuty(
            uid: "u1", summary: "秘密", path: "/x", category: "整改", first: "2026-03-10", last: "2026-03-12")
        let start = Instant(milliseconds: (officer.day.number * 24 + 2) * 3_600_000)
        let first = FeedUpdate([duty], after: [], at: start, digest: { sha256($0.content) })
        for minute in 0..<60 {
            let now = start.adding(seconds: minute * 60)
            try await database.write { db in try CalendarFeeds.fetched(first, by: officer.account, at: now, in: db) }
        }
        let (entries, owner) = try await database.read { db in
            (
                try CalendarFeeds.entries(of: officer.account, in: db),
                try CalendarFeeds.find(token: Self.token, on: "2026-03-10", in: db)
            )
        }
        #expect(entries == first.changed)
        #expect(owner?.isTooOften(at: start.adding(seconds: 3_599)) == true)
        #expect(owner?.isTooOften(at: start.adding(seconds: 3_600)) == false)
        let gone = FeedUpdate([], after: entries, at: start.adding(seconds: 40 * 86_400), digest: { $0.content })
        let over = FeedUpdate(
            [], after: gone.changed, at: start.adding(seconds: 80 * 86_400), digest: { $0.content })
        for update in [gone, over] {
            try await database.write { db in try CalendarFeeds.fetched(update, by: officer.account, at: start, in: db) }
        }
        let rest = try await database.read { db in try CalendarFeeds.entries(of: officer.account, in: db) }
        #expect(rest.isEmpty)
    }

    @Test(
        "A person gets the items that they own; the neighbour's office gets none of them", arguments: Engine.available)
    func sources(on engine: Engine) async throws {
        let database = try await planted(on: engine)
        try await FindingSamples.act(as: officer, in: database) { act in
            _ = try PlannedYear.plant(owner: officer.person, act)
        }
        try await FindingSamples.act(as: officer, in: database) { act in
            _ = try Findings.issue(FindingSamples.problem(), act)
        }
        let mine = try await database.read { db in try FeedSources.read(for: officer, in: db) }
        #expect(mine.items.map(\.item.number) == ["1.", "2."])
        for stranger in [neighbour, FindingSamples.officer("500101", person: "colleague")] {
            let theirs = try await database.read { db in try FeedSources.read(for: stranger, in: db) }
            #expect(theirs.items.isEmpty)
        }
        let school = try await database.read { db in try FeedSources.read(for: FindingSamples.unit(), in: db) }
        #expect(school.items.isEmpty && school.todos.allSatisfy { $0.dueOn != nil })
    }
}
