import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct DutyStoreTests {
    private let officer = FindingSamples.officer("500101")
    private let bureau = GovernmentSample.viewer("bureau-500101")
    private let school = GovernmentSample.viewer("school-500101")

    private func sheet(on engine: Engine, issued: Bool = true) async throws -> (any SQLDatabase, DutySheetID) {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        let id = try await FindingSamples.act(as: officer, in: database) { act in
            let new = DutySheet(id: act.newID(), year: 2026, name: "2026年目标", issuer: "区考核办", dueOn: "2026-12-15")
            try DutySheets.create(new, act)
            try DutyTargets.add(
                [
                    DutyTarget(
                        id: act.newID(), sheet: new.id, organisation: "bureau-500101", title: "毛入园率", unit: "%",
                        target: Points(92), fullMark: Points(20)),
                    DutyTarget(
                        id: act.newID(), sheet: new.id, organisation: "school-500101", title: "事故", unit: "起",
                        rule: .atMost, target: .zero, fullMark: Points(10)),
                ], to: new.id, act)
            if issued { try DutySheets.issue(new.id, 1, act) }
            return new.id
        }
        return (database, id)
    }

    private func targets(_ viewer: Viewer, in database: any SQLDatabase) async throws -> [DutyTargetRow] {
        try await database.read { db in
            try DutyTargets.list(DutyTargetFilter(), PageRequest(), visibleTo: viewer, in: db)
        }.rows
    }

    @Test(
        "Units see their own targets once they were given out; the neighbour's office sees nothing",
        arguments: Engine.available)
    func visibility(on engine: Engine) async throws {
        let (draft, _) = try await sheet(on: engine, issued: false)
        #expect(try await targets(bureau, in: draft).isEmpty)
        let (database, id) = try await sheet(on: engine)
        #expect(try await targets(bureau, in: database).map(\.target.title) == ["毛入园率"])
        #expect(try await targets(officer, in: database).count == 2)
        let next = FindingSamples.officer("500102")
        #expect(try await targets(next, in: database).isEmpty)
        await #expect(throws: DutyRefusal.notFound) {
            try await database.read { db in try DutySheets.require(id, visibleTo: next, in: db) }
        }
        let todos = try await database.read { db in
            try Todos.list(visibleTo: GovernmentSample.viewer("bureau-500101"), in: db)
        }
        #expect(todos.counts[.reportTarget] == 1 && todos.rows.first?.dueOn == "2026-12-15")
    }

    @Test("From report to confirmation to ranking, with the exact marks", arguments: Engine.available)
    func walk(on engine: Engine) async throws {
        let (database, id) = try await sheet(on: engine)
        let mine = try #require(try await targets(bureau, in: database).first)
        try await FindingSamples.act(as: bureau, in: database) { act in
            try DutyTargets.report(mine.target.id, value: Points(46), note: "在建3所", version: mine.target.version, act)
        }
        await #expect(throws: DutyRefusal.unconfirmed(2)) {
            try await FindingSamples.act(as: officer, in: database) { try DutySheets.close(id, 2, $0) }
        }
        let other = try #require(try await targets(school, in: database).first)
        try await FindingSamples.act(as: officer, in: database) { act in
            try DutyTargets.confirm(mine.target.id, value: Points(46), note: "", version: mine.target.version + 1, act)
            try DutyTargets.confirm(other.target.id, value: Points(1), note: "公安通报1起", version: 1, act)
        }
        let ranking = try await database.read { db in try DutyTargets.ranking(of: id, in: db) }
        #expect(ranking.map(\.name) == ["第101区教育局", "第101小学"])
        #expect(ranking.map { $0.score.formatted() } == ["10.00", "0.00"])
        try await FindingSamples.act(as: officer, in: database) { try DutySheets.close(id, 2, $0) }
        await #expect(throws: DutyRefusal.sheetState("退回", .closed)) {
            try await FindingSamples.act(as: officer, in: database) {
                try DutyTargets.giveBack(mine.target.id, reason: "x", version: 3, $0)
            }
        }
        await #expect(throws: DutyRefusal.notYours) {
            let city = Viewer(
                account: "c", person: "c", name: "市", role: .officer, scope: .region(.city, code: "500100"),
                day: FindingSamples.day)
            try await FindingSamples.act(as: city, in: database) { try DutySheets.reopen(id, 3, $0) }
        }
    }

    @Test("A unit's target stands once, and a sheet that was given out takes no more", arguments: Engine.available)
    func twice(on engine: Engine) async throws {
        let (database, id) = try await sheet(on: engine, issued: false)
        func add() async throws {
            try await FindingSamples.act(as: officer, in: database) { act in
                try DutyTargets.add(
                    [
                        DutyTarget(
                            id: act.newID(), sheet: id, organisation: "bureau-500101", title: "毛入园率", target: Points(1),
                            fullMark: Points(1))
                    ], to: id, act)
            }
        }
        await #expect(throws: DutyRefusal.twice("第101区教育局", "毛入园率")) { try await add() }
        try await FindingSamples.act(as: officer, in: database) { try DutySheets.issue(id, 1, $0) }
        await #expect(throws: DutyRefusal.sheetState("增加目标", .issued)) { try await add() }
    }

    @Test(
        "Results are shown by the director for working days; units answer once, strangers with a receipt",
        arguments: Engine.available)
    func notice(on engine: Engine) async throws {
        let (database, id) = try await sheet(on: engine)
        let rows = try await targets(officer, in: database)
        let notice = try await FindingSamples.act(as: officer, in: database) { act in
            for row in rows {
                try DutyTargets.confirm(row.target.id, value: row.target.target, note: "年报", version: 1, act)
            }
            try DutySheets.close(id, 2, act)
            return try ResultNotices.draft(.duty(id), title: "公示", body: "正文", contact: "电话", days: 5, act)
        }
        let director = FindingSamples.officer("500101", role: .director, person: "director")
        await #expect(throws: FourEyesRefusal.self) {
            try await FindingSamples.act(as: officer, in: database) {
                try ResultNotices.publish(notice, version: 1, $0)
            }
        }
        #expect(
            try await database.read { db in
                try ResultNotices.list(state: "", PageRequest(), visibleTo: bureau, in: db)
            }.total == 0)
        try await FindingSamples.act(as: director, in: database) { try ResultNotices.publish(notice, version: 1, $0) }
        let shown = try await database.read { db in try ResultNotices.requireShown(notice, in: db) }
        #expect(shown.notice.until == "2026-03-17" && shown.notice.lines.count == 2)
        try await FindingSamples.act(as: bureau, in: database) {
            try ResultFeedbacks.give(.object, text: "口径", to: notice, $0)
        }
        await #expect(throws: ResultRefusal.givenAlready) {
            try await FindingSamples.act(as: bureau, in: database) {
                try ResultFeedbacks.give(.agree, text: "", to: notice, $0)
            }
        }
        await #expect(throws: ResultRefusal.notFound) {
            try await FindingSamples.act(as: GovernmentSample.viewer("bureau-500102"), in: database) {
                try ResultFeedbacks.give(.agree, text: "", to: notice, $0)
            }
        }
        let stranger = Viewer.system(on: FindingSamples.day)
        for count in 0..<6 {
            let receipt = try? await FindingSamples.act(as: stranger, in: database) { act in
                try ResultFeedbacks.give(
                    .object, text: "第\(count)条", author: "", contact: "", to: notice, origin: "o", act)
            }
            #expect((receipt != nil) == (count < 5))
        }
        let said = try await database.read { db in try ResultFeedbacks.list(of: notice, in: db) }
        #expect(said.count == 6)
        let first = try #require(said.first { !$0.unit.isEmpty })
        try await FindingSamples.act(as: officer, in: database) { act in
            try ResultFeedbacks.answer(first.feedback.id, of: notice, .kept, text: "已核对", act)
        }
        let todos = try await database.read { db in try Todos.list(visibleTo: FindingSamples.officer("500101"), in: db)
        }
        #expect(todos.counts[.answerFeedback] == 1, "one notice waits, whatever the number of voices")
        let audit = try await database.read { db in
            try db.rows("SELECT content FROM audit_entry").map { try $0.get(0) as String }
        }
        #expect(!audit.contains { $0.contains("口径") || $0.contains("第0条") })
    }
}
