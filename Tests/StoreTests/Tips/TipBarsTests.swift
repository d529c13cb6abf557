import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// Who has to stay away from a tip, and who works on one that nobody holds.
@Suite struct TipBarsTests {
    private static let officer = TipsTests.officer, director = TipsTests.director

    private static func account(
        _ person: String, _ role: Role, _ scope: Scope = .region(.county, code: "500101"), in db: SQLConnection
    ) throws {
        let record = AccountRecord(
            id: Identifier("a-\(person)"), person: Identifier(person), name: person, login: person, role: role,
            scope: scope, password: Password(record: "none"), mustChange: false)
        try Accounts.insert(record, at: VisitSample.now, in: db)
    }

    private static func plant(_ engine: Engine) async throws -> (any SQLDatabase, TipID) {
        let (database, id) = try await TipsTests.plant(engine)
        try await database.write { db in
            try account("officer", .officer, in: db)
            try account("colleague", .officer, in: db)
            try account("director", .director, in: db)
        }
        return (database, id)
    }

    private static func recuse(
        _ person: String, from: Day = "2026-01-01", until: Day? = nil, unit: String = "school-500101",
        in database: any SQLDatabase
    ) async throws {
        try await database.write { db in
            _ = try db.execute(
                """
                INSERT INTO recusal (id, person_id, organisation_id, ground, explanation, side, applied_by, applied_on, state,
                    from_day, until_day, jurisdiction, province, city, county, zone, version)
                VALUES (\("r-\(person)-\(unit)"), \(person), \(unit), 'leader-relative', '', 'office', \(person), '2026-01-01',
                    'granted', \(from), \(until), 'national', '500000', '500100', '500101', '', 1)
                """)
        }
    }

    private static let bar = TeamObstacle.recused(.leaderRelative, until: nil)

    @Test(
        "Whoever has to stay away from the unit takes no tip about it, is given none, and reads none",
        arguments: Engine.available)
    func handlers(on engine: Engine) async throws {
        let (database, id) = try await Self.plant(engine)
        try await Self.recuse("officer", in: database)
        try await Self.recuse("colleague", until: "2026-03-09", in: database)
        try await Self.recuse("director", unit: "school-500102", in: database)
        await #expect(throws: TipRefusal.recused("officer", Self.bar)) {
            try await TipsTests.act(in: database) { try Tips.assign(id, to: nil, version: nil, $0) }
        }
        await #expect(throws: TipRefusal.recused("officer", Self.bar)) {
            try await TipsTests.act(as: Self.director, in: database) {
                try Tips.assign(id, to: "officer", version: nil, $0)
            }
        }
        let kept = try await database.read { db in try Tips.require(id, visibleTo: Self.officer, in: db) }
        #expect(kept.bar == Self.bar && kept.text.isEmpty && kept.happened.isEmpty && kept.row.unitName == "第101小学")
        await #expect(throws: TipRefusal.bound(Self.bar)) {
            try await TipsTests.act(in: database) { try Tips.passOn(id, to: "公安局", note: "", version: nil, $0) }
        }
        // They may give it to somebody else; a recusal that ended yesterday bars nobody.
        try await TipsTests.act(in: database) { try Tips.assign(id, to: "colleague", version: nil, $0) }
        let row = try await TipsTests.row(id, in: database)
        #expect(row.tip.handler == "colleague" && row.handlerName == "colleague")
        let read = try await database.read { db in try Tips.require(id, visibleTo: TipsTests.colleague, in: db) }
        #expect(read.bar == nil && read.text == TipSample.words)
    }

    @Test(
        "A handler who has to stay away since, or left, loses it, and anybody of the office may take it",
        arguments: Engine.available)
    func vacant(on engine: Engine) async throws {
        let (database, id) = try await Self.plant(engine)
        func waiting(_ viewer: Viewer) async throws -> [Int] {
            try await database.read { db in
                let counts = try Todos.list(visibleTo: viewer, in: db).counts
                var filter = TipFilter()
                filter.group = .untaken
                filter.isOwn = true
                let listed = try Tips.list(filter, PageRequest(), visibleTo: viewer, in: db).total
                return [counts[.takeTip] ?? 0, listed]
            }
        }
        #expect(try await waiting(TipsTests.colleague) == [1, 1])
        try await TipsTests.act(in: database) { try Tips.assign(id, to: nil, version: nil, $0) }
        #expect(try await waiting(TipsTests.colleague) == [0, 0])
        await #expect(throws: TipRefusal.notHandler) {
            try await TipsTests.act(as: TipsTests.colleague, in: database) {
                try Tips.assign(id, to: nil, version: nil, $0)
            }
        }
        try await Self.recuse("officer", from: FindingSamples.day, in: database)
        #expect(try await waiting(TipsTests.colleague) == [1, 1])
        await #expect(throws: TipRefusal.bound(Self.bar)) {
            try await TipsTests.act(in: database) { _ = try TipIdentity.look(id, reason: "回访", $0) }
        }
        try await TipsTests.act(as: TipsTests.colleague, in: database) {
            try Tips.assign(id, to: nil, version: nil, $0)
        }
        #expect(try await waiting(TipsTests.colleague) == [0, 0])
        try await database.write { db in
            _ = try db.execute("UPDATE account SET active = false WHERE person_id = 'colleague'")
        }
        #expect(try await waiting(Self.director) == [1, 1])
    }

    @Test(
        "An inspector who belongs to the unit, by name or account, or has to stay away, verifies nothing about it",
        arguments: Engine.available)
    func inspectors(on engine: Engine) async throws {
        let (database, id) = try await Self.plant(engine)
        try await TipsTests.act(in: database) { try Tips.assign(id, to: nil, version: nil, $0) }
        func send() async throws {
            try await TipsTests.act(in: database) {
                try TipChecks.send(
                    id, to: "inspector", brief: TipSample.brief, showsPhotos: false, version: nil, $0)
            }
        }
        try await database.write { db in
            _ = try db.execute("UPDATE inspector SET employer = ' 第１０１小学 ' WHERE person_id = 'inspector'")
        }
        await #expect(throws: TipRefusal.recused("inspector", .belongs)) { try await send() }
        try await database.write { db in
            _ = try db.execute("UPDATE inspector SET employer = ''")
            try Self.account("inspector", .clerk, .organisation("school-500101"), in: db)
        }
        await #expect(throws: TipRefusal.recused("inspector", .belongs)) { try await send() }
        try await database.write { db in _ = try db.execute("UPDATE account SET active = false WHERE role = 'clerk'") }
        try await send()
        let inspector = VisitSample.inspector()
        /// What waits for the inspector and for the handler.
        func waiting() async throws -> [Int] {
            try await database.read { db in
                [
                    try Todos.list(visibleTo: inspector, in: db).counts[.verifyTip] ?? 0,
                    try Todos.list(visibleTo: Self.officer, in: db).counts[.answerTip] ?? 0,
                ]
            }
        }
        #expect(try await waiting() == [1, 0])
        // Recused since: it is not theirs to read any more, and the handler has to send somebody else.
        try await Self.recuse("inspector", in: database)
        #expect(try await waiting() == [0, 1])
        let check = try await database.read { db -> TipCheckID in
            let all = try TipChecks.list(TipCheckFilter(), PageRequest(), visibleTo: Self.officer, in: db)
            let own = try TipChecks.list(TipCheckFilter(), PageRequest(), visibleTo: inspector, in: db)
            #expect(all.total == 1 && own.total == 0)
            return all.rows[0].id
        }
        await #expect(throws: TipRefusal.notFound) {
            try await TipsTests.act(as: inspector, in: database) { try TipChecks.report(check, .holds, "好", $0) }
        }
        try await database.write { db in
            _ = try db.execute("DELETE FROM recusal")
            _ = try db.execute("UPDATE inspector SET term_until = '2026-03-09'")
        }
        #expect(try await waiting() == [0, 1])
    }

    @Test(
        "A tip about a unit whose office has nobody here goes to the next above, else home; one about an office above it",
        arguments: Engine.available)
    func offices(on engine: Engine) async throws {
        let (database, _) = try await Self.plant(engine)
        func office(of unit: String, _ number: Int) async throws -> String {
            let new = TipSample.new(Identifier(unit), secret: "secret-\(number)")
            let id = try await TipSample.lodge(new, in: database)
            return try await database.read { db in
                let row = try db.first("SELECT province, city, county, zone FROM tip WHERE id = \(id)")
                return try row.map {
                    try Place(province: $0.get(0), city: $0.get(1), county: $0.get(2), zone: $0.get(3)).office
                } ?? ""
            }
        }
        #expect(try await office(of: "school-500101", 1) == "500101")
        // The government answers to the city, which has nobody; nobody is above either, and no home is set.
        #expect(try await office(of: "government-500101", 2) == "500101")
        #expect(try await office(of: "school-500102", 3) == "500101")
        try await database.write { db in
            try FindingSamples.organisation("office-500101", "第101区督导室", .supervisionOffice, county: "500101", db)
        }
        await #expect(throws: TipRefusal.ownOffice) { _ = try await office(of: "office-500101", 4) }
        try await database.write { db in
            try Self.account("city", .officer, .region(.city, code: "500100"), in: db)
        }
        #expect(try await office(of: "government-500101", 5) == "500100")
        #expect(try await office(of: "school-500102", 6) == "500100")
        #expect(try await office(of: "office-500101", 7) == "500100")
        #expect(try await office(of: "school-500101", 8) == "500101")
    }

    @Test(
        "An officer of the nation reads the figures of all, and not a word that a county's office was told",
        arguments: Engine.available)
    func nation(on engine: Engine) async throws {
        let (database, id) = try await Self.plant(engine)
        let viewer = Viewer(
            account: "n", person: "n", name: "n", role: .officer, scope: .nation, day: FindingSamples.day)
        let (listed, waiting) = try await database.read { db in
            (
                try Tips.list(TipFilter(), PageRequest(), visibleTo: viewer, in: db).total,
                try Todos.list(visibleTo: viewer, in: db).counts[.takeTip]
            )
        }
        #expect(listed == 1 && waiting == nil)
        await #expect(throws: TipRefusal.notFound) {
            _ = try await database.read { db in try Tips.require(id, visibleTo: viewer, in: db) }
        }
        await #expect(throws: TipRefusal.notFound) {
            try await TipsTests.act(as: viewer, in: database) { try Tips.assign(id, to: nil, version: nil, $0) }
        }
    }
}
