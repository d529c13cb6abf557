import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct TipsTests {
    static let officer = FindingSamples.officer(), colleague = FindingSamples.officer(person: "colleague")
    static let director = FindingSamples.officer(role: .director, person: "director")

    /// Two districts with an inspector each, and one tip about the first one's school.
    static func plant(_ engine: Engine) async throws -> (any SQLDatabase, TipID) {
        let database = try await engine.makeDatabase()
        try await FindingSamples.act(as: officer, in: database) { act in
            try FindingSamples.plant(in: act.db)
            try VisitSample.appoint(in: act.db)
            for id in ["officer", "colleague", "director"] { try TipSample.person(id, in: act.db) }
        }
        return (database, try await TipSample.lodge(in: database))
    }

    static func row(_ id: TipID, in database: any SQLDatabase) async throws -> TipRow {
        try await database.read { db in try Tips.require(id, visibleTo: officer, in: db).row }
    }

    static func act(
        as viewer: Viewer = officer, in database: any SQLDatabase, _ body: @escaping @Sendable (Act) throws -> Void
    ) async throws {
        try await FindingSamples.act(as: viewer, in: database, body)
    }

    @Test(
        "A tip comes once, with a number, its clocks, and nothing of the sender in its row",
        arguments: Engine.available)
    func once(on engine: Engine) async throws {
        let (database, id) = try await Self.plant(engine)
        #expect(try await TipSample.lodge(in: database) == id)
        let row = try await Self.row(id, in: database)
        #expect(row.number == "督诉〔2026〕1号" && row.state == .received && row.hasContact)
        #expect(row.dueOn == "2026-03-17" && row.answerBy == "2026-04-22")
        #expect(row.place.county == "500101" && row.unitName == "第101小学")
        let other = String(TipSample.secret.reversed())
        let second = try await TipSample.lodge(TipSample.new(secret: other), in: database)
        #expect(try await Self.row(second, in: database).number == "督诉〔2026〕2号")
        let stored = try await database.read { db in try db.rows("SELECT * FROM tip").map { "\($0.values)" } }
        #expect(stored.count == 2 && stored[0].contains("第101小学"), "a row says what it holds")
        for secret in TipSample.secrets { #expect(!stored.contains { $0.contains(secret) }, "\(secret)") }
    }

    @Test(
        "A tip about an unknown unit goes to the deployment's own office, which says what is meant",
        arguments: Engine.available)
    func unknownUnit(on engine: Engine) async throws {
        let (database, _) = try await Self.plant(engine)
        try await database.write { db in
            try DeploymentSettings.set(DeploymentSettings.homeRegion, "500101", in: db)
        }
        let new = TipSample.new(nil, secret: String(repeating: "c", count: 32), unitName: "某培训班")
        let id = try await TipSample.lodge(new, in: database)
        let row = try await Self.row(id, in: database)
        #expect(row.unit == nil && row.unitName == "某培训班" && row.place.county == "500101")
        await #expect(throws: TipRefusal.noUnit) {
            try await Self.act(in: database) { try Tips.setUnit(id, "school-500102", version: nil, $0) }
        }
        try await Self.act(in: database) { try Tips.setUnit(id, "school-500101", version: nil, $0) }
        #expect(try await Self.row(id, in: database).unitName == "第101小学")
        for unit in [nil, "nowhere" as OrganisationID] {
            let wrong = TipSample.new(unit, secret: String(repeating: "d", count: 32))
            await #expect(throws: TipRefusal.empty("被反映的单位")) { try await TipSample.lodge(wrong, in: database) }
        }
    }

    @Test(
        "Taken, verified by an inspector, entered as a finding, answered, rated, reopened",
        arguments: Engine.available)
    func whole(on engine: Engine) async throws {
        let (database, id) = try await Self.plant(engine)
        try await Self.act(in: database) { act in
            try Tips.assign(id, to: nil, version: 1, act)
            try TipChecks.send(
                id, to: "inspector", brief: TipSample.brief, showsPhotos: false, version: 2, act)
        }
        let inspector = VisitSample.inspector()
        let todos = try await database.read { db in try Todos.list(visibleTo: inspector, in: db) }
        #expect(todos.counts[.verifyTip] == 1 && todos.rows.first { $0.kind == .verifyTip }?.dueOn == "2026-03-24")
        try await Self.act(as: inspector, in: database) { act in
            let check = try TipChecks.list(
                TipCheckFilter(state: .open), PageRequest(), visibleTo: act.viewer, in: act.db
            ).rows[0]
            #expect(check.brief == TipSample.brief)
            try TipChecks.report(check.id, .partly, "供餐保温不足。", act)
        }
        #expect(try await Self.row(id, in: database).state == .verified)
        try await Self.act(in: database) { act in
            let finding = try Tips.enter(
                id, problem: "供餐保温不足。", requirement: "添置保温设备。", days: 30, version: nil, act)
            let dossier = try Findings.require(finding, visibleTo: act.viewer, in: act.db)
            #expect(dossier.parts.map(\.part.organisation) == ["school-500101"])
            try Tips.answer(id, "已责成学校整改。", nil, version: nil, act)
        }
        await #expect(throws: TipRefusal.wrongState(.answered)) {
            try await Self.act(in: database) { try Tips.answer(id, "再答", .holds, version: nil, $0) }
        }
        let row = try await Self.row(id, in: database)
        #expect(row.tip.outcome == .partly && row.closedOn == FindingSamples.day && !row.isLate && row.dueOn == nil)
        try await Self.act(as: .system(on: FindingSamples.day), in: database) { act in
            try TipFollowUps.rate(5, "谢谢", code: TipSample.code, act)
        }
        let seen = try await database.read { db in try TipFollowUps.find(code: TipSample.code, in: db) }
        #expect(seen?.answer == "已责成学校整改。" && seen?.rating == 5 && seen?.state == .answered)
        try await Self.act(in: database) { try Tips.reopen(id, "又有反映", version: nil, $0) }
        let again = try await Self.row(id, in: database)
        #expect(again.state == .accepted && again.tip.rating == nil && again.dueOn == "2026-04-22")
        let open = try await database.read { db in
            try db.rows("SELECT rule FROM deadline WHERE met_on IS NULL AND cancelled_on IS NULL AND rule LIKE 'tip%'")
                .map { try $0.get(0) as String }
        }
        #expect(open == ["tip-answer"])
        try await Self.act(in: database) { try Tips.answer(id, "已复查。", .holds, version: nil, $0) }
        let deadlines = try await database.read { db in
            try db.rows("SELECT organisation_id FROM deadline WHERE rule LIKE 'tip%'").map { try $0.get(0) as String? }
        }
        #expect(deadlines == [nil, nil, nil], "a unit would see a clock that names it")
    }

    @Test(
        "An inspector bound to the unit is not sent, nor one of another office, nor with the tipster's words",
        arguments: Engine.available)
    func senders(on engine: Engine) async throws {
        let (database, id) = try await Self.plant(engine)
        try await FindingSamples.act(as: Self.officer, in: database) { act in
            try VisitSample.appoint("neighbour", county: "500102", certificate: "督-102", in: act.db)
            try Tips.assign(id, to: nil, version: nil, act)
        }
        func send(_ person: PersonID, _ brief: String = TipSample.brief) async throws {
            try await Self.act(in: database) {
                try TipChecks.send(id, to: person, brief: brief, showsPhotos: false, version: nil, $0)
            }
        }
        await #expect(throws: TipRefusal.noInspector) { try await send("neighbour") }
        await #expect(throws: TipRefusal.personal("举报人的原话（请用自己的话概括）")) {
            try await send("inspector", TipSample.words)
        }
        await #expect(throws: TipRefusal.personal("举报人留下的姓名或联系方式")) {
            try await send("inspector", "问问柳 如眉说的情况")
        }
        await #expect(throws: TipRefusal.personal("手机号")) { try await send("inspector", "打13800001111了解") }
        try await database.write { db in
            _ = try db.execute("UPDATE inspector SET employer = '第101小学' WHERE person_id = 'inspector'")
        }
        await #expect(throws: TipRefusal.recused("inspector", .belongs)) { try await send("inspector") }
        try await database.write { db in _ = try db.execute("UPDATE inspector SET employer = ''") }
        try await send("inspector")
        await #expect(throws: TipRefusal.wrongState(.verifying)) { try await send("inspector") }
        try await Self.act(in: database) { try TipChecks.recall(id, version: nil, $0) }
        let left = try await database.read { db in
            try TipChecks.list(
                TipCheckFilter(state: .open), PageRequest(), visibleTo: VisitSample.inspector(), in: db
            ).total
        }
        #expect(left == 0)
    }

    @Test(
        "Only the handler learns who sent it, with a reason, and the audit says so without saying who",
        arguments: Engine.available)
    func identity(on engine: Engine) async throws {
        let (database, id) = try await Self.plant(engine)
        try await Self.act(in: database) { try Tips.assign(id, to: nil, version: nil, $0) }
        for viewer in [Self.colleague, Self.director] {
            await #expect(throws: TipRefusal.notHandler) {
                try await Self.act(as: viewer, in: database) { _ = try TipIdentity.look(id, reason: "看看", $0) }
            }
        }
        for viewer in [FindingSamples.officer("500102"), FindingSamples.unit(), VisitSample.inspector()] {
            await #expect(throws: TipRefusal.notFound) {
                try await Self.act(as: viewer, in: database) { _ = try TipIdentity.look(id, reason: "看看", $0) }
            }
            await #expect(throws: TipRefusal.notFound) {
                _ = try await database.read { db in try Tips.require(id, visibleTo: viewer, in: db) }
            }
        }
        let city = Viewer(
            account: "c", person: "c", name: "c", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        let above = try await database.read { db in
            try Tips.list(TipFilter(), PageRequest(), visibleTo: city, in: db).total
        }
        #expect(above == 1)
        await #expect(throws: TipRefusal.notFound) {
            _ = try await database.read { db in try Tips.require(id, visibleTo: city, in: db) }
        }
        let sender = try await FindingSamples.act(as: Self.officer, in: database) { act in
            try TipIdentity.look(id, reason: "电话回访", act)
        }
        #expect(sender.name == TipSample.name && sender.contact == TipSample.contact)
        let (looks, audit) = try await database.read { db in
            (
                try Tips.require(id, visibleTo: Self.officer, in: db).looks,
                try db.rows("SELECT action, content FROM audit_entry").map {
                    (try $0.get(0) as String, try $0.get(1) as String)
                }
            )
        }
        #expect(looks.map(\.reason) == ["电话回访"] && audit.count { $0.0 == "tip.senderSeen" } == 1)
        #expect(!audit.contains { entry in TipSample.secrets.contains { entry.1.contains($0) } })
        try await Self.act(as: Self.director, in: database) { try Tips.assign(id, to: "director", version: nil, $0) }
        await #expect(throws: TipRefusal.notHandler) {
            try await Self.act(in: database) { _ = try TipIdentity.look(id, reason: "再看", $0) }
        }
    }

    private static func head(on day: Day) -> Viewer {
        Viewer(
            account: "d", person: "d", name: "d", role: .director, scope: .region(.county, code: "500101"), day: day)
    }

    @Test(
        "After the term everything that was written is gone, and what was decided stays",
        arguments: Engine.available)
    func erased(on engine: Engine) async throws {
        let (database, id) = try await Self.plant(engine)
        try await Self.act(in: database) { act in
            try Tips.assign(id, to: nil, version: nil, act)
            try Tips.ask(id, "几年级？", version: nil, act)
            try Tips.answer(id, "查实", .holds, version: nil, act)
        }
        let term = FindingSamples.day.adding(months: 24)
        let later = Self.head(on: term.adding(days: 1))
        for (viewer, ripe) in [(Self.head(on: term), 0), (later, 1)] {
            let found = try await database.read { db in try TipIdentity.ripe(visibleTo: viewer, in: db) }
            #expect(found == ripe)
        }
        let gone = try await FindingSamples.act(as: later, in: database) { try TipIdentity.erase($0) }
        #expect(gone == 1)
        for table in ["tip_words", "tip_contact", "tip_photo", "tip_message", "tip_look"] {
            #expect(try await VisitsTests.count(table, in: database) == 0, "\(table)")
        }
        let row = try await Self.row(id, in: database)
        #expect(row.tip.outcome == .holds && !row.hasContact && row.answer.isEmpty && row.erasedOn == later.day)
        let opened = try await database.read { db in try TipFollowUps.find(code: TipSample.code, in: db) }
        #expect(opened == nil)
        await #expect(throws: TipRefusal.erased) {
            try await Self.act(in: database) { try Tips.reopen(id, "再查", version: nil, $0) }
        }
    }
}
