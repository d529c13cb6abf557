import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// 优质均衡 3.9 from what the monitoring centre said, where no organisation of the county reported it.
@Suite struct QualityIndicatorTests {
    private let officer = FindingSamples.officer()

    /// A published national round of grades 4 and 8 with what the centre said; `nil` for a county that takes no part.
    private func publish(
        _ year: Int, _ given: [[String]: QualityJudgement.Given], subjects: [String],
        level: QualityRound.Level = .national,
        in database: any SQLDatabase
    ) async throws {
        let round = try await FindingSamples.act(as: officer, in: database) { act in
            let new = QualityRound(
                id: act.newID(), title: "\(year)年\(level.label)", year: year, level: level, method: .given,
                subjects: subjects.map { QualitySubject($0) }, grades: QualityGrade.usual)
            try QualityRounds.create(
                new, counties: try QualityCounties.find([(name: "500101", kind: .sample)], act), act)
            try act.db.execute("UPDATE quality_round SET state = 'testing' WHERE id = \(new.id)")
            return new.id
        }
        try await QualityMonitoring.step(round, in: database) { version, act in
            let keyed = Dictionary(uniqueKeysWithValues: given.map { (["500101"] + $0.key, $0.value) })
            try QualitySummaries.record(keyed, basis: "报告", of: round, version: version, act)
        }
        try await QualityMonitoring.step(round, in: database) {
            try QualityRounds.move(round, "quality.published", version: $0, $1) { try $0.published() }
        }
    }

    private func county(_ database: any SQLDatabase) async throws -> StandardCounty {
        try await database.read { [officer] db in
            try StandardCounty.read(StandardQuestion(), visibleTo: officer, in: db)
        }
    }

    private static func said(
        _ subjects: [String], level: Int = 3, share: Int = 1_000
    ) -> [[String]: QualityJudgement.Given] {
        var given: [[String]: QualityJudgement.Given] = [:]
        for subject in subjects {
            for grade in ["4", "8"] { given[[grade, subject]] = .init(level: level, share: Points(scaled: share)) }
        }
        return given
    }

    @Test(
        "Subjects are counted, not grades; the latest national round of three years says, and the county is told what lacks",
        arguments: Engine.available)
    func fallback(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await LedgerSample.fill(database)
        #expect(try await county(database).monitoring?.missing == QualityIndicator.relevant)
        let (first, second) = (["语文", "艺术", "英语", "体育"], ["德育", "科学", "劳动"])
        try await publish(2025, Self.said(first), subjects: first, in: database)
        try await publish(2026, Self.said(second), subjects: second, in: database)
        // Too old, and not national: neither counts.
        try await publish(2023, Self.said(["数学"]), subjects: ["数学"], in: database)
        try await publish(2026, Self.said(["数学"]), subjects: ["数学"], level: .local, in: database)
        let open = try await county(database)
        let monitoring = try #require(open.monitoring)
        #expect(monitoring.missing == ["数学", "体育与健康"] && monitoring.unknown == ["体育"])
        #expect(monitoring.lines.map(\.subject) == ["语文", "语文", "科学", "科学", "艺术", "艺术", "德育", "德育"])
        #expect(monitoring.lines.prefix(2).map(\.grade) == ["4", "8"])
        #expect(open.ledger.line("3.9")?.grade == .undetermined)

        let third = ["数学", "体育与健康"]
        var given = Self.said(third)
        given[["8", "数学"]] = .init(level: 2, share: Points(scaled: 1_400))
        try await publish(2024, given, subjects: third, in: database)
        let failing = try await county(database)
        let county = failing.input.data.county
        #expect(county["monitoredSubjects"] == .number(6) && county["subjectsAtLevel"] == .number(5))
        #expect(county["largestDifference"] == .number(Points(scaled: 1_400)))
        #expect(failing.ledger.line("3.9")?.grade == .notMet && failing.monitoring?.verdict == .fail)
        // A later round says better of the one grade; the earlier one stands for the rest.
        try await publish(
            2026, [["8", "数学"]: .init(level: 3, share: Points(scaled: 1_499))], subjects: third, in: database)
        let met = try await self.county(database)
        #expect(met.input.data.county["subjectsAtLevel"] == .number(6))
        #expect(met.ledger.line("3.9")?.grade == .met && met.monitoring?.verdict == .pass)

        // What the county's own organisation reported goes before.
        try await LedgerSample.county(
            ["monitoredSubjects": Points(2), "subjectsAtLevel": Points(1), "recognition": Points(86)], in: database)
        let reported = try await self.county(database)
        #expect(reported.monitoring == nil && reported.input.data.county["monitoredSubjects"] == .number(2))
        #expect(reported.ledger.line("3.9")?.grade == .notMet)
    }
}
