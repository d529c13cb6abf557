import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// What happens to tips that take a bend: to another office, into another tip, past the end of the known calendar.
@Suite struct TipCoursesTests {
    private static func secret(_ number: Int) -> String { "course-\(number)" }

    @Test(
        "A tip whose unit another office manages begins there anew, in its queue, with its answer due as before",
        arguments: Engine.available)
    func moved(on engine: Engine) async throws {
        let (database, id) = try await TipsTests.plant(engine)
        let city = Viewer(
            account: "c", person: "officer", name: "市级", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        try await database.write { db in
            _ = try db.execute("UPDATE tip SET county = '' WHERE id = \(id)")
        }
        try await TipsTests.act(as: city, in: database) { act in
            try Tips.assign(id, to: nil, version: nil, act)
            try TipChecks.send(id, to: try Self.inspector(act.db), brief: "查", showsPhotos: false, version: nil, act)
        }
        await #expect(throws: TipRefusal.wrongState(.verifying)) {
            try await TipsTests.act(as: city, in: database) { try Tips.setUnit(id, "school-500102", version: nil, $0) }
        }
        let later = Viewer(
            account: "c", person: "officer", name: "市级", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day.adding(days: 6))
        try await TipsTests.act(as: later, in: database) { act in
            try TipChecks.recall(id, version: nil, act)
            try Tips.setUnit(id, "school-500102", version: nil, act)
        }
        let there = FindingSamples.officer("500102", person: "other")
        try await database.read { db in
            let row = try Tips.require(id, visibleTo: there, in: db).row
            #expect(
                row.state == .received && row.tip.handler == nil && row.handlerName.isEmpty && row.unitName == "第102小学")
            #expect(row.dueOn == "2026-03-23" && row.answerBy == "2026-04-22" && row.acceptedOn == nil)
            #expect(try Todos.list(visibleTo: there, in: db).counts[.takeTip] == 1)
        }
        await #expect(throws: TipRefusal.notFound) {
            _ = try await database.read { db in try Tips.require(id, visibleTo: later, in: db) }
        }
    }

    private static func inspector(_ db: SQLConnection) throws -> PersonID {
        try db.execute("UPDATE inspector SET county = '' WHERE person_id = 'inspector'")
        return "inspector"
    }

    @Test(
        "What went into the ledger of findings keeps its unit",
        arguments: Engine.available)
    func found(on engine: Engine) async throws {
        let (database, id) = try await TipsTests.plant(engine)
        try await TipsTests.act(in: database) { act in
            try Tips.assign(id, to: nil, version: nil, act)
            _ = try Tips.enter(id, problem: "保温不足。", requirement: "添置设备。", days: 30, version: nil, act)
        }
        await #expect(throws: TipRefusal.hasFinding) {
            try await TipsTests.act(in: database) { try Tips.setUnit(id, "bureau-500101", version: nil, $0) }
        }
        let unit = FindingSamples.unit()
        try await database.read { db in
            var filter = FindingFilter()
            #expect(try Findings.list(filter, PageRequest(), visibleTo: unit, in: db).total == 1)
            filter.source = .tip
            #expect(
                try Findings.list(filter, PageRequest(), visibleTo: unit, in: db).total == 0, "it cannot be asked for")
            #expect(try Findings.list(filter, PageRequest(), visibleTo: TipsTests.officer, in: db).total == 1)
            let reasons = try db.rows("SELECT reason FROM deadline WHERE organisation_id = 'school-500101'")
                .map { try $0.get(0) as String }
            #expect(!reasons.isEmpty && !reasons.contains { $0.contains("举报") })
        }
    }

    @Test(
        "Each of those whose tips were merged one after the other reads the answer, or where it went",
        arguments: Engine.available)
    func merged(on engine: Engine) async throws {
        let (database, first) = try await TipsTests.plant(engine)
        var ids = [first]
        for number in 1...2 {
            ids.append(try await TipSample.lodge(TipSample.new(secret: Self.secret(number)), in: database))
        }
        let (second, third) = (ids[1], ids[2])
        try await TipsTests.act(in: database) { act in
            try Tips.merge(first, into: "督诉〔2026〕2号", version: nil, act)
            try Tips.merge(second, into: "督诉〔2026〕3号", version: nil, act)
            try Tips.assign(third, to: nil, version: nil, act)
        }
        await #expect(throws: TipRefusal.personal("举报人留下的姓名或联系方式")) {
            try await TipsTests.act(in: database) {
                try Tips.answer(third, "已电话告知柳如眉。", .holds, version: nil, $0)
            }
        }
        await #expect(throws: TipRefusal.toUnit) {
            try await TipsTests.act(in: database) { try Tips.passOn(third, to: " 第101小学", note: "", version: nil, $0) }
        }
        func answers() async throws -> [String] {
            try await database.read { db in
                try [TipSample.code, TipCode.of(secret: Self.secret(1))].map { code in
                    let found = try TipFollowUps.find(code: code, in: db)
                    return "\(found?.state.rawValue ?? "") \(found?.forwardedTo ?? "") \(found?.answer ?? "")"
                }
            }
        }
        try await TipsTests.act(in: database) { try Tips.answer(third, "已整改。", .holds, version: nil, $0) }
        #expect(try await answers() == ["duplicate  已整改。", "duplicate  已整改。"])
        try await TipsTests.act(in: database) { act in
            try Tips.reopen(third, "又有反映", version: nil, act)
            try Tips.passOn(third, to: "市场监管局", note: "请拨12315", version: nil, act)
        }
        #expect(try await answers() == ["duplicate 市场监管局 请拨12315", "duplicate 市场监管局 请拨12315"])
    }

    @Test(
        "What the office writes is compared with everything that those of the matter wrote",
        arguments: Engine.available)
    func wording(on engine: Engine) async throws {
        let (database, first) = try await TipsTests.plant(engine)
        var other = TipSample.new(secret: Self.secret(1))
        other.text = "放学以后食堂后门经常有没有检疫票的冻肉送进来，看门的师傅都知道这件事。"
        (other.name, other.contact) = ("上官晓", "QQ 20765431")
        let second = try await TipSample.lodge(other, in: database)
        try await TipsTests.act(as: .system(on: FindingSamples.day), in: database) { act in
            try TipFollowUps.add("补充一下：高二年级的学生上个星期有六个人拉肚子请假回家休息", code: TipSample.code, act)
        }
        try await TipsTests.act(in: database) { act in
            try Tips.merge(second, into: "督诉〔2026〕1号", version: nil, act)
            try Tips.assign(first, to: nil, version: nil, act)
        }
        func send(_ brief: String) async throws {
            try await TipsTests.act(in: database) {
                try TipChecks.send(first, to: "inspector", brief: brief, showsPhotos: false, version: nil, $0)
            }
        }
        let copied = TipRefusal.personal("举报人的原话（请用自己的话概括）")
        for brief in [
            "核实：放学以后，食堂后门经常有没有检疫票的冻肉送进来。看门的师傅都知道", "高二年级的学生上个星期有六个人拉肚子请假回家休息，请核实",
        ] {
            await #expect(throws: copied, "\(brief)") { try await send(brief) }
        }
        for brief in ["向上官晓了解", "QQ：20765431"] {
            await #expect(throws: TipRefusal.personal("举报人留下的姓名或联系方式"), "\(brief)") { try await send(brief) }
        }
        await #expect(throws: TipRefusal.personal("举报人留下的姓名或联系方式")) {
            try await TipsTests.act(in: database) { try Tips.ask(first, "柳如眉您好，请问几点？", version: nil, $0) }
        }
        await #expect(throws: TipRefusal.personal("举报人留下的姓名或联系方式")) {
            try await TipsTests.act(in: database) { _ = try TipIdentity.look(first, reason: "给柳如眉回电话", $0) }
        }
        try await send("查看冻肉进货查验和缺课登记。")
    }

    @Test(
        "What a tipster adds reaches the handler whatever the state, until the handler has read it",
        arguments: Engine.available)
    func news(on engine: Engine) async throws {
        let (database, id) = try await TipsTests.plant(engine)
        try await TipsTests.act(in: database) { act in
            try Tips.assign(id, to: nil, version: nil, act)
            try Tips.answer(id, "已整改。", .holds, version: nil, act)
        }
        func waiting() async throws -> [Int] {
            try await database.read { db in
                var filter = TipFilter()
                (filter.group, filter.isMine, filter.isOwn) = (.inHand, true, true)
                return [
                    try Todos.list(visibleTo: TipsTests.officer, in: db).counts[.answerTip] ?? 0,
                    try Tips.list(filter, PageRequest(), visibleTo: TipsTests.officer, in: db).total,
                ]
            }
        }
        #expect(try await waiting() == [0, 0])
        try await TipsTests.act(as: .system(on: FindingSamples.day), in: database) { act in
            try TipFollowUps.add("今天又发生了", code: TipSample.code, act)
        }
        #expect(try await waiting() == [1, 1])
        await #expect(throws: TipRefusal.notHandler) {
            try await TipsTests.act(as: TipsTests.colleague, in: database) { try Tips.readNews(id, version: nil, $0) }
        }
        await #expect(throws: TipRefusal.notHandler) {
            try await TipsTests.act(as: TipsTests.colleague, in: database) {
                try Tips.reopen(id, "看看是谁", version: nil, $0)
            }
        }
        try await TipsTests.act(in: database) { try Tips.readNews(id, version: nil, $0) }
        #expect(try await waiting() == [0, 0])
        await #expect(throws: TipRefusal.noNews) {
            try await TipsTests.act(in: database) { try Tips.readNews(id, version: nil, $0) }
        }
    }

    @Test(
        "Days that no calendar reached yet are there once it does, in the list as in the clock",
        arguments: Engine.available)
    func calendar(on engine: Engine) async throws {
        let (database, _) = try await TipsTests.plant(engine)
        let day: Day = "2026-12-28"
        let new = TipSample.new(secret: Self.secret(1))
        let id = try await TipSample.lodge(new, on: day, in: database)
        let before = try await TipsTests.row(id, in: database)
        #expect(before.dueOn == nil && before.answerBy == nil)
        try await TipsTests.act(as: .system(on: day), in: database) { act in
            let year = try WorkYear(
                year: 2027,
                holidays: [
                    "2027-01-01", "2027-02-05", "2027-02-08", "2027-02-09", "2027-05-03", "2027-10-01", "2027-10-04",
                ], workdays: [])
            _ = try WorkCalendars.adopt(year, source: "国办发明电〔2026〕7号", act)
        }
        let after = try await TipsTests.row(id, in: database)
        #expect(after.dueOn == "2027-01-05" && after.answerBy == "2027-02-12")
        let clocks = try await database.read { db in try Deadlines.list(of: id.rawValue, in: db) }
        #expect(Set(clocks.map(\.dueOn)) == [after.dueOn, after.answerBy])
    }

    @Test(
        "A name that only the tipster gave stays with the office: not for leaders, offices above, inspectors or mail",
        arguments: Engine.available)
    func named(on engine: Engine) async throws {
        let (database, _) = try await TipsTests.plant(engine)
        try await database.write { db in
            try DeploymentSettings.set(DeploymentSettings.homeRegion, "500101", in: db)
        }
        let told = "第九小学旁边，我是柳如眉"
        let new = TipSample.new(nil, secret: Self.secret(1), unitName: told)
        let id = try await TipSample.lodge(new, in: database)
        try await TipsTests.act(in: database) { act in
            let todos = try Todos.list(visibleTo: act.viewer, in: act.db).rows.filter { $0.kind == .takeTip }
            #expect(todos.count == 2 && !todos.contains { $0.who.contains("柳如眉") })
            try Tips.assign(id, to: nil, version: nil, act)
            try TipChecks.send(id, to: "inspector", brief: "查看", showsPhotos: false, version: nil, act)
        }
        let leader = Viewer(
            account: "l", person: "l", name: "l", role: .leader, scope: .region(.county, code: "500101"),
            day: FindingSamples.day)
        try await database.read { db in
            var filter = TipFilter()
            filter.text = "柳如眉"
            #expect(try Tips.list(filter, PageRequest(), visibleTo: leader, in: db).total == 0)
            let own = try Tips.list(filter, PageRequest(), visibleTo: TipsTests.officer, in: db).rows
            #expect(own.map(\.id) == [id] && own.map(\.plainUnit) == [TipRow.unregistered])
            let inspector = VisitSample.inspector()
            let checks = try TipChecks.list(TipCheckFilter(), PageRequest(), visibleTo: inspector, in: db).rows
            #expect(checks.map(\.unitName) == [TipRow.unregistered])
            let todo = try Todos.list(visibleTo: inspector, in: db).rows.first { $0.kind == .verifyTip }
            #expect(todo?.who == "")
        }
    }
}
