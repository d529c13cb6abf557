import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// Results of a round: taken in, taken back, read by the standard.
@Suite struct QualityResultTests {
    private let officer = FindingSamples.officer()

    private func tested(
        level: QualityRound.Level = .local, on engine: Engine
    ) async throws -> (any SQLDatabase, QualityRoundID) {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(in: db) }
        let round = try await QualityMonitoring.round(level: level, in: database)
        try await QualityMonitoring.tested(round, in: database)
        return (database, round)
    }

    private func record(_ id: QualityRoundID, in database: any SQLDatabase) async throws -> QualityRoundRecord {
        try await database.read { [officer] db in try QualityRounds.require(id, visibleTo: officer, in: db) }
    }

    private func contents(_ action: String, in database: any SQLDatabase) async throws -> [String] {
        try await database.read { db in
            try db.rows("SELECT content FROM audit_entry WHERE action = \(action) ORDER BY id").map { try $0.get(0) }
        }
    }

    @Test("Scores come in whole and once, are summed up, judged, and read by the standard", arguments: Engine.available)
    func scores(on engine: Engine) async throws {
        let (database, round) = try await tested(level: .national, on: engine)
        let codes = try await database.read { db in try QualityScores.pupils(of: round, in: db) }
        let rows = codes.sorted { $0.key < $1.key }.enumerated().map { number, pupil in
            QualityScoreRow(
                grade: pupil.value.grade, pupil: pupil.key, school: pupil.value.school,
                marks: ["数学": SubjectMark(score: Points(70 + number))])
        }
        func store() async throws -> PreparedScores {
            let prepared = try await database.read { db in
                try QualityScores.prepared(rows, papers: [:], of: round, in: db)
            }
            try await database.write { db in try QualityScores.write(prepared, in: db) }
            return prepared
        }
        let (first, again) = (try await store(), try await store())
        #expect(first.changed == 15 && again.changed == 0 && again.unchanged == 15)
        try await QualityMonitoring.step(round, in: database) { version, act in
            let given = [["500101", "4", "数学"]: QualityJudgement.Given(level: 3, share: Points(scaled: 1_499))]
            try QualitySummaries.record(given, basis: "监测报告", of: round, version: version, act)
        }
        let viewer = officer
        let results = try await database.read { db in
            try QualitySummaries.list(
                of: try QualityRounds.require(round, visibleTo: viewer, in: db), visibleTo: viewer, in: db)
        }
        let mathematics = try #require(results.first { $0.subject.name == "数学" })
        #expect(mathematics.summary?.scores.count == 15 && mathematics.summary?.schools.count == 3)
        #expect(mathematics.judgement.verdict == .pass && mathematics.figure?.basis == "监测报告")
        #expect(results.first { $0.subject.name == "语文" }?.judgement.verdict == .undetermined)
        func indicator(_ year: Int) async throws -> QualityIndicator {
            try await database.read { db in
                try QualityIndicator.read(of: "500101", year: year, visibleTo: viewer, in: db)
            }
        }
        #expect(try await indicator(2026).lines.isEmpty, "nothing is published yet")
        await #expect(throws: QualityRefusal.stale) {
            try await database.write { db in try QualityScores.write(first, in: db) }
        }
        try await QualityMonitoring.step(round, in: database) {
            try QualityRounds.move(round, "quality.published", version: $0, $1) { try $0.published() }
        }
        let found = try await indicator(2028)
        #expect(found.lines.map(\.subject) == ["数学"] && found.verdict == .undetermined)
        #expect(found.missing.contains("语文") && found.lines.first?.judgement.verdict == .pass)
        #expect(found.lines.first?.given.level == 3 && found.lines.first?.year == 2026)
        for year in [2025, 2029] { #expect(try await indicator(year).lines.isEmpty) }
    }

    @Test(
        "缺考 takes a mark back, and all results can be taken back before they are published", arguments: Engine.available
    )
    func takenBack(on engine: Engine) async throws {
        let (database, round) = try await tested(on: engine)
        let codes = try await database.read { db in try QualityScores.pupils(of: round, in: db) }.sorted {
            $0.key < $1.key
        }
        func store(_ marks: [String: SubjectMark], absent: Set<String> = []) async throws -> PreparedScores {
            let rows = codes.map {
                QualityScoreRow(
                    grade: $0.value.grade, pupil: $0.key, school: $0.value.school, marks: marks, absent: absent)
            }
            let prepared = try await database.read { db in
                try QualityScores.prepared(rows, papers: [:], of: round, in: db)
            }
            try await database.write { db in try QualityScores.write(prepared, in: db) }
            return prepared
        }
        func counted(_ subject: String) async throws -> Int? {
            try await database.read { [officer] db in
                let record = try QualityRounds.require(round, visibleTo: officer, in: db)
                return try QualitySummaries.list(of: record, visibleTo: officer, in: db)
                    .first { $0.subject.name == subject }?.summary?.scores.count
            }
        }
        let both = ["数学": SubjectMark(score: Points(70)), "语文": SubjectMark(score: Points(80))]
        #expect(try await store(both).changed == 15)
        #expect(try await store([:], absent: ["数学"]).changed == 15)
        #expect(try await counted("数学") == nil)
        #expect(try await counted("语文") == 15)
        let last = try await store([:], absent: ["数学", "语文"])
        #expect(last.changed == 15)
        #expect(try await record(round, in: database).counts.scores == 0)
        #expect(try await store([:], absent: ["语文"]).unchanged == 15)

        #expect(try await store(both).changed == 15)
        await #expect(throws: QualityRefusal.wrongState("清除结果", .testing)) {
            try await QualityMonitoring.step(round, in: database) { try QualityScores.clear(round, version: $0, $1) }
        }
        try await QualityMonitoring.step(round, in: database) { version, act in
            try QualitySummaries.record(
                [["500101", "4", "数学"]: .init(level: 3)], basis: "报告", of: round, version: version, act)
        }
        try await QualityMonitoring.step(round, in: database) { try QualityScores.clear(round, version: $0, $1) }
        let cleared = try await record(round, in: database)
        #expect(cleared.round.state == .testing && cleared.counts.scores == 0)
        #expect(try await counted("语文") == nil)
        let audit = try await contents("quality.resultsCleared", in: database)
        #expect(audit == ["{\"figures\":\"1\",\"scores\":\"15\"}"])
    }
}
