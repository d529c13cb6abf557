import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// What changes a round after it was made, and what must not.
@Suite struct QualityChangeTests {
    private let officer = FindingSamples.officer()

    private func started(
        _ method: QualityRound.Method = .sample, on engine: Engine
    ) async throws -> (any SQLDatabase, QualityRoundID) {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(in: db) }
        return (database, try await QualityMonitoring.round(method, in: database))
    }

    private func record(_ id: QualityRoundID, in database: any SQLDatabase) async throws -> QualityRoundRecord {
        try await database.read { [officer] db in try QualityRounds.require(id, visibleTo: officer, in: db) }
    }

    private func audit(_ action: String, in database: any SQLDatabase) async throws -> [[String]] {
        try await database.read { db in
            try db.rows("SELECT account_id, content FROM audit_entry WHERE action = \(action) ORDER BY content").map {
                [try $0.get(0), try $0.get(1)]
            }
        }
    }

    @Test(
        "Saying nothing of a round leaves it where it is; what is said from an older form is refused",
        arguments: Engine.available)
    func figures(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        try await QualityMonitoring.drawn(round, in: database)
        let key = ["500101", "4", "数学"]
        func say(_ given: QualityJudgement.Given, version: Int? = nil) async throws {
            try await QualityMonitoring.step(round, in: database) { now, act in
                try QualitySummaries.record(
                    [key: given], basis: "报告", of: round, version: version ?? now, act)
            }
        }
        await #expect(throws: QualityRefusal.wrongState("导入结果", .sampled)) { try await say(.init(level: 3)) }
        try await QualityMonitoring.rosters(round, in: database)
        try await QualityMonitoring.step(round, in: database) {
            try QualityPupils.draw(round, seed: "x", version: $0, $1)
        }
        try await QualityMonitoring.step(round, in: database) {
            try QualityRounds.move(round, "quality.testing", version: $0, $1) { try $0.testing() }
        }
        let before = try await record(round, in: database).round
        try await say(.init())
        #expect(try await record(round, in: database).round == before, "only a basis was written")
        #expect(try await audit("quality.figuresRecorded", in: database).isEmpty)
        try await say(.init(level: 3))
        #expect(try await record(round, in: database).round.state == .scored)
        await #expect(throws: QualityRefusal.stale) { try await say(.init(level: 4), version: before.version) }
        await #expect(throws: QualityRefusal.stale) { try await say(.init(level: 3), version: before.version) }
    }

    @Test(
        "A sheet is in the audit with its hash and counts, as the deed of who sent it; one that changes nothing moves nothing",
        arguments: Engine.available)
    func imports(on engine: Engine) async throws {
        let (database, round) = try await started(.census, on: engine)
        try await QualityMonitoring.step(round, in: database) { try QualityFrames.freeze(round, version: $0, $1) }
        func bring(_ given: [[String]: QualityJudgement.Given]) async throws {
            try await QualityMonitoring.step(round, in: database) { _, act in
                let run = QualityImport(
                    id: act.newID(), round: round, kind: .figures, account: act.viewer.account, byName: "甲",
                    fileName: "反馈.csv", fileHash: "h\(given.count)", createdAt: act.at)
                try QualityImports.begin(run, act)
                try QualityImports.finish(run, .figures(given), act)
            }
        }
        try await bring([:])
        #expect(try await record(round, in: database).round.state == .sampled)
        try await bring([["500101", "4", "数学"]: .init(level: 3)])
        #expect(try await record(round, in: database).round.state == .scored)
        let account = officer.account.rawValue
        #expect(
            try await audit("quality.imported", in: database) == [
                [account, #"{"changed":"0","file":"h0","kind":"figures","rows":"0","unchanged":"0"}"#],
                [account, #"{"changed":"1","file":"h1","kind":"figures","rows":"0","unchanged":"0"}"#],
            ])
    }

    @Test(
        "Other levels are worked out before they are set, and set only on what they were worked out from",
        arguments: Engine.available)
    func terms(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        try await QualityMonitoring.tested(round, in: database)
        let codes = try await database.read { db in try QualityScores.pupils(of: round, in: db) }
        let rows = codes.map {
            QualityScoreRow(
                grade: $0.value.grade, pupil: $0.key, school: $0.value.school,
                marks: ["数学": SubjectMark(score: Points(70))])
        }
        let scores = try await database.read { db in try QualityScores.prepared(rows, papers: [:], of: round, in: db) }
        try await database.write { db in try QualityScores.write(scores, in: db) }
        func level() async throws -> Int? {
            try await database.read { [officer] db in
                let record = try QualityRounds.require(round, visibleTo: officer, in: db)
                return try QualitySummaries.list(of: record, visibleTo: officer, in: db)
                    .first { $0.subject.name == "数学" }?.summary?.scores.level
            }
        }
        func terms(_ second: Int) -> QualityTerms {
            QualityTerms(
                rosterDueOn: nil, testsOn: "2026-05-20", smallGroup: 12,
                cuts: ["数学": [Points(60), Points(second), Points(85)]])
        }
        func set(_ terms: QualityTerms, _ prepared: PreparedScores?, version: Int? = nil) async throws {
            try await QualityMonitoring.step(round, in: database) { now, act in
                try QualityRounds.set(terms, of: round, prepared, version: version ?? now, act)
            }
        }
        func prepare(_ terms: QualityTerms) async throws -> PreparedScores? {
            try await database.read { db in try QualityRounds.prepare(terms, of: round, in: db) }
        }
        #expect(try await level() == 2)
        let usual = try await prepare(terms(75))
        #expect(usual == nil, "the levels stay")
        let lower = try await prepare(terms(70))
        await #expect(throws: QualityRefusal.stale) { try await set(terms(70), nil) }
        try await set(terms(70), lower)
        #expect(try await level() == 3)
        #expect(try await record(round, in: database).round.smallGroup == 12)
        // What was worked out before somebody else changed the round is not written.
        let old = try await prepare(terms(71))
        try await set(terms(70), nil)
        await #expect(throws: QualityRefusal.stale) { try await set(terms(71), old) }
        #expect(try await level() == 3)
    }

    @Test(
        "Tasks are saved as they were shown: what somebody else changed meanwhile is not overwritten",
        arguments: Engine.available)
    func tasks(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        try await QualityMonitoring.drawn(round, in: database)
        let school = try #require(try await QualityMonitoring.schools(round, in: database).first)
        func shown() async throws -> [QualityTask] {
            try await database.read { [officer] db in
                try QualityTasks.list(
                    of: nil, school: school.id, PageRequest(size: 100), visibleTo: officer, in: db
                ).rows
            }
        }
        func save(_ task: QualityTask, room: String) async throws {
            var next = task
            next.task.room = room
            let told = next
            try await QualityMonitoring.step(round, in: database) { _, act in
                try QualityTasks.save([told], of: school.id, act)
            }
        }
        let both = try await shown()
        try await save(both[0], room: "一班教室")
        await #expect(throws: QualityRefusal.stale) { try await save(both[0], room: "二班教室") }
        try await save(both[1], room: "三班教室")
        #expect(try await shown().prefix(2).map(\.task.room) == ["一班教室", "三班教室"])
    }

    @Test(
        "A round that cannot go on is called off with a reason: nothing is published, and the names may go",
        arguments: Engine.available)
    func cancelled(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        try await QualityMonitoring.tested(round, in: database)
        await #expect(throws: QualityRefusal.notClosed) {
            try await QualityMonitoring.step(round, in: database) {
                try QualityPupils.purge(round, $1); _ = $0
            }
        }
        await #expect(throws: QualityRefusal.reasonMissing) {
            try await QualityMonitoring.step(round, in: database) {
                try QualityRounds.cancel(round, reason: " ", version: $0, $1)
            }
        }
        try await QualityMonitoring.step(round, in: database) {
            try QualityRounds.cancel(round, reason: "试卷泄露", version: $0, $1)
        }
        let cancelled = try await record(round, in: database)
        #expect(cancelled.round.state == .cancelled && cancelled.cancelReason == "试卷泄露" && !cancelled.isPublished)
        #expect(try await audit("quality.cancelled", in: database).map { $0[1] } == [#"{"state":"testing"}"#])
        let head = FindingSamples.unit(
            try #require(try await QualityMonitoring.schools(round, in: database).first).organisation.rawValue)
        #expect(!QualityRounds.showsResults(cancelled, head) && QualityRounds.showsResults(cancelled, officer))
        await #expect(throws: QualityRefusal.wrongState("修改", .cancelled)) {
            try await QualityMonitoring.step(round, in: database) {
                let terms = QualityTerms(rosterDueOn: nil, testsOn: nil, smallGroup: 10, cuts: [:])
                try QualityRounds.set(terms, of: round, nil, version: $0, $1)
            }
        }
        try await QualityMonitoring.step(round, in: database) {
            try QualityPupils.purge(round, $1); _ = $0
        }
        let names = try await database.read { db in
            try db.rows("SELECT name FROM quality_pupil WHERE round_id = \(round)").map { try $0.get(0) as String }
        }
        #expect(names.count == 15 && names.allSatisfy(\.isEmpty))
    }

    @Test(
        "Where the schools turn out to be given from above, none that was proposed takes part",
        arguments: Engine.available)
    func method(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        func rows() async throws -> Int {
            try await database.read { [officer] db in
                try QualityFrames.list(of: round, QualityFrameFilter(), PageRequest(), visibleTo: officer, in: db).total
            }
        }
        func edit(_ change: @escaping @Sendable (inout QualityRound) -> Void) async throws {
            try await QualityMonitoring.step(round, in: database) { version, act in
                let counties = try QualityCounties.list(of: round, visibleTo: act.viewer, in: act.db)
                try QualityRounds.edit(round, counties: counties, version: version, act, by: change)
            }
        }
        #expect(try await rows() == 7)
        try await edit { $0.method = .given }
        #expect(try await rows() == 0)
        try await QualityMonitoring.step(round, in: database) { _, act in
            try QualityFrames.add("第1小学", grade: "4", to: round, act)
        }
        try await edit { $0.title = "改名" }
        #expect(try await rows() == 1, "what the office listed stays")
        try await edit { $0.method = .census }
        #expect(try await rows() == 7)
    }

    @Test("A roster is read in the order of its index")
    func roster() async throws {
        let database = try await Engine.sqlite.makeDatabase()
        let query = QualityPupils.query(QualityPupils.matching("school", drawnOnly: false, ""), PageRequest(number: 3))
        let plan = try await database.read { db in
            try db.rows("EXPLAIN QUERY PLAN \(query)").map { try $0.get("detail") as String }
        }.joined(separator: "; ")
        #expect(plan.contains("USING INDEX quality_pupil_roster") && !plan.contains("TEMP B-TREE"), "\(plan)")
    }
}
