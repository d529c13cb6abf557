package import SQLCore
package import Supervision

/// 优质均衡 part 3 (9) of a county: the national monitoring of the last three years, subject by subject.
package struct QualityIndicator: Sendable, Equatable {
    /// What the latest round that says anything says of a subject in a grade.
    package struct Line: Sendable, Equatable {
        package let round: QualityRoundID
        package let title: String
        package let year: Int
        package let grade: String
        package let subject: String
        /// What the monitoring centre said; the judgement goes by the scores where it said nothing.
        package let given: QualityJudgement.Given
        package let judgement: QualityJudgement
    }

    /// By subject, in the order of `relevant`, and grade.
    package let lines: [Line]
    /// Relevant subjects that nothing is known about.
    package let missing: [String]
    /// Subjects with results whose names are none of the national monitoring's, such as 体育 for 体育与健康.
    package let unknown: [String]

    /// 相关科目: those that part 3 (9) is reported for (domain: 语文 数学 科学 体育 艺术 德育).
    package static let relevant = ["语文", "数学", "科学", "体育与健康", "艺术", "德育"]

    package var verdict: BalanceVerdict {
        let known = BalanceVerdict.all(lines.map(\.judgement.verdict))
        return known == .pass && !missing.isEmpty ? .undetermined : known
    }

    /// What a county reports of its quality monitoring, by what the monitoring centre said of every relevant subject.
    var figures: [String: Points]? {
        missing.isEmpty
            ? QualityJudgement.figures(Dictionary(grouping: lines, by: \.subject).mapValues { $0.map(\.given) }) : nil
    }
}

extension QualityIndicator {
    /// What the standard's part 3 (9) asks of a county in a year, from published rounds of the three years' cycle.
    ///
    /// `region` is a county or zone of the viewer's region. Only national rounds count; of each subject and grade the latest
    /// that says anything of it.
    package static func read(
        of region: String, year: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> QualityIndicator {
        let computed = try computed(of: region, year: year, visibleTo: viewer, in: db)
        let rows = try db.rows(
            """
            SELECT r.id, r.title, r.year, f.grade, f.subject, f.level, f.share \(rounds(region, year, viewer))
            JOIN quality_figure f ON f.round_id = r.id AND f.region = n.region
            """)
        var lines: [[String]: Line] = [:]
        func keep(_ line: Line) {
            let key = [line.grade, line.subject]
            guard let known = lines[key], (known.year, known.round.rawValue) > (line.year, line.round.rawValue) else {
                lines[key] = line
                return
            }
        }
        for (line, _) in computed { keep(line) }
        let scores = Dictionary(computed.map { ([$0.0.round.rawValue, $0.0.grade, $0.0.subject], $0.1) }) { first, _ in
            first
        }
        for row in rows {
            let (round, grade, subject): (QualityRoundID, String, String) = (
                try row.get(0), try row.get(3), try row.get(4)
            )
            let share: String? = try row.get(6)
            let given = QualityJudgement.Given(level: try row.get(5), share: share.flatMap { Points($0) })
            keep(
                Line(
                    round: round, title: try row.get(1), year: try row.get(2), grade: grade, subject: subject,
                    given: given,
                    judgement: QualityJudgement(given: given, computed: scores[[round.rawValue, grade, subject]])))
        }
        return QualityIndicator(Array(lines.values))
    }

    private init(_ found: [Line]) {
        let places = Dictionary(
            uniqueKeysWithValues: QualityIndicator.relevant.enumerated().map { ($0.element, $0.offset) })
        lines = found.filter { places[$0.subject] != nil }.sorted {
            (places[$0.subject] ?? 0, $0.grade) < (places[$1.subject] ?? 0, $1.grade)
        }
        let known = Set(found.map(\.subject))
        missing = QualityIndicator.relevant.filter { !known.contains($0) }
        unknown = known.filter { places[$0] == nil && !QualitySubject.national.contains($0) }.sorted()
    }

    /// Published national rounds of the cycle with the county, as r and n.
    private static func rounds(_ region: String, _ year: Int, _ viewer: Viewer) -> SQL {
        """
        FROM (SELECT * FROM quality_round r WHERE r.level = 'national' AND r.state IN ('published', 'closed')
            AND r.year > \(year - 3) AND r.year <= \(year) AND \(QualityRounds.visible(to: viewer))) r
        JOIN quality_county n ON n.round_id = r.id AND n.region = \(region)
        """
    }

    /// What the scores say of the county alone; the rest of a summary is not even read.
    private static func computed(
        of region: String, year: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [(Line, QualityJudgement.Computed)] {
        try db.rows(
            """
            SELECT r.id, r.title, r.year, s.grade, s.subject, s.summary \(rounds(region, year, viewer))
            JOIN quality_summary s ON s.round_id = r.id AND s.region = n.region
            """
        ).map { row in
            let lean: LeanSummary = try JSONColumn.value(row.get(5))
            let computed = QualityJudgement.Computed(level: lean.scores.level, isWithin: lean.isWithin)
            let line = try Line(
                round: row.get(0), title: row.get(1), year: row.get(2), grade: row.get(3), subject: row.get(4),
                given: .init(), judgement: QualityJudgement(given: nil, computed: computed))
            return (line, computed)
        }
    }

    /// Of a `QualitySummary` no more than a judgement takes.
    private struct LeanSummary: Decodable {
        let scores: Scores
        let isWithin: Bool?

        struct Scores: Decodable {
            let level: Int
        }
    }
}
