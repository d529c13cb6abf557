import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct FrameworksTests {
    static func officer(_ county: String = "500112") -> Viewer {
        Viewer(
            account: "a", person: "p", name: "周", role: .officer, scope: .region(.county, code: county),
            day: "2026-03-10")
    }

    static func change<T: Sendable>(
        in database: any SQLDatabase, by viewer: Viewer = officer(), _ body: @escaping @Sendable (Act) throws -> T
    ) async throws -> T {
        let at = Instant(milliseconds: ("2026-03-10" as Day).number * 86_400_000)
        let change = Change(command: NewID.random(at: at), digest: "", viewer: viewer, at: at)
        return try await database.write { db in try body(Act(change, in: db)) }
    }

    private func planted(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await SampleRegions.plant(in: database)
        try await Frameworks.plant(in: database, at: Instant(milliseconds: 0))
        return database
    }

    private func copied(_ database: any SQLDatabase, code: String = "own") async throws -> FrameworkID {
        try await Self.change(in: database) { act in
            try Frameworks.create(FrameworkTemplates.kindergarten, code: code, name: "本区办园行为", act)
        }
    }

    @Test("Templates are planted once and may be copied, not changed", arguments: Engine.available)
    func templates(on engine: Engine) async throws {
        let database = try await planted(engine)
        try await Frameworks.plant(in: database, at: Instant(milliseconds: 1))
        let listing = try await database.read { db in
            try Frameworks.list(FrameworkFilter(), PageRequest(), visibleTo: Self.officer(), in: db)
        }
        #expect(listing.total == ShippedFrameworks.all.count && listing.total == 11)
        #expect(!listing.rows.contains { !$0.isTemplate })
        let id = listing.rows[0].id
        await #expect(throws: FrameworkChangeRefusal.notYours) {
            try await Self.change(in: database) { act in try Frameworks.withdraw(id, act) }
        }
    }

    @Test("A draft is edited, published, and then only followed by another version", arguments: Engine.available)
    func life(on engine: Engine) async throws {
        let database = try await planted(engine)
        let id = try await copied(database)
        try await Self.change(in: database) { act in
            try Frameworks.edit(id, name: "改名", label: "", act)
            try Frameworks.publish(id, act)
        }
        await #expect(throws: FrameworkRefusal.notDraft(.published)) {
            try await Self.change(in: database) { act in try Frameworks.edit(id, name: "再改", act) }
        }
        let next = try await Self.change(in: database) { act in try Frameworks.nextDraft(of: id, act) }
        await #expect(throws: FrameworkChangeRefusal.draftExists) {
            _ = try await Self.change(in: database) { act in try Frameworks.nextDraft(of: id, act) }
        }
        let draft = try await database.read { db in try FrameworkVersions.require(next, in: db) }
        #expect(draft.version == 2 && draft.name == "改名" && draft.state == .draft)
        try await Self.change(in: database) { act in
            try Frameworks.discard(next, act)
            try Frameworks.withdraw(id, act)
        }
        let left = try await database.read { db in try FrameworkVersions.require(id, in: db) }
        #expect(left.state == .withdrawn)
    }

    @Test("No statement changes or deletes what was published", arguments: Engine.available)
    func frozen(on engine: Engine) async throws {
        let database = try await planted(engine)
        let id = try await copied(database)
        try await Self.change(in: database) { act in try Frameworks.publish(id, act) }
        let attempts: [@Sendable (SQLConnection) throws -> Int] = [
            { try $0.execute("UPDATE framework_version SET content = '{}' WHERE id = \(id)") },
            { try $0.execute("UPDATE framework_version SET digest = 'x' WHERE id = \(id)") },
            { try $0.execute("UPDATE framework_version SET number = 9 WHERE id = \(id)") },
            { try $0.execute("UPDATE framework_version SET criteria = 0 WHERE id = \(id)") },
            { try $0.execute("UPDATE framework_version SET state = 'draft' WHERE id = \(id)") },
            { try $0.execute("UPDATE framework_version SET published_at = NULL WHERE id = \(id)") },
            { try $0.execute("DELETE FROM framework_version WHERE id = \(id)") },
        ]
        let before = try await content(of: id, in: database)
        for attempt in attempts {
            await #expect(throws: (any Error).self) { _ = try await database.write { db in try attempt(db) } }
        }
        #expect(try await content(of: id, in: database) == before)
        #expect(sha256(before.text) == before.digest)
    }

    @Test("The same file twice changes nothing; another tree becomes the next draft", arguments: Engine.available)
    func imports(on engine: Engine) async throws {
        let database = try await planted(engine)
        let tree = FrameworkTemplates.kindergarten.copy(id: "import", code: "file", name: "来自文件")
        let first = try await Self.change(in: database) { act in try Frameworks.take(tree, act) }
        let second = try await Self.change(in: database) { act in try Frameworks.take(tree, act) }
        #expect(second == .unchanged(first.id))
        try await Self.change(in: database) { act in try Frameworks.publish(first.id, act) }
        let other = try tree.edited(nodes: FrameworkTemplates.government.nodes)
        let third = try await Self.change(in: database) { act in try Frameworks.take(other, act) }
        let draft = try await database.read { db in try FrameworkVersions.require(third.id, in: db) }
        #expect(draft.version == 2 && draft.nodes == other.nodes && third != .unchanged(first.id))
    }

    @Test(
        "An office sees its own drafts, the offices above see them, a neighbour does not", arguments: Engine.available)
    func visible(on engine: Engine) async throws {
        let database = try await planted(engine)
        let id = try await copied(database)
        func sees(_ viewer: Viewer) async throws -> Bool {
            try await database.read { db in
                (try? FrameworkVersions.require(id, visibleTo: viewer, in: db)) != nil
            }
        }
        #expect(try await sees(Self.officer()))
        #expect(try await !sees(Self.officer("500106")))
        try await Self.change(in: database) { act in try Frameworks.publish(id, act) }
        #expect(try await !sees(Self.officer("500106")))
        let zone = Viewer(
            account: "z", person: "z", name: "", role: .officer, scope: .region(.zone, code: "500112Z01"),
            day: "2026-03-10")
        #expect(try await sees(zone))
        await #expect(throws: FrameworkChangeRefusal.notYours) {
            try await Self.change(in: database, by: zone) { act in try Frameworks.withdraw(id, act) }
        }
    }

    private func content(
        of id: FrameworkID, in database: any SQLDatabase
    ) async throws -> (text: String, digest: String) {
        try await database.read { db in
            let row = try db.first("SELECT content, digest FROM framework_version WHERE id = \(id)")
            return (try row?.get(0) ?? "", try row?.get(1) ?? "")
        }
    }
}
