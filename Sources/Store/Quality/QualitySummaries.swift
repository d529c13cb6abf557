package import SQLCore
package import Supervision

/// One subject of a county: what the scores say, what the centre says, and how it is judged.
package struct QualityResult: Sendable, Equatable {
    package let region: String
    package let county: String
    package let grade: String
    package let subject: QualitySubject
    package let summary: QualitySummary?
    package let figure: QualityFigure?

    package var judgement: QualityJudgement {
        QualityJudgement(given: figure?.given, computed: summary?.computed)
    }
}

/// What the monitoring centre said of a county's subject.
package struct QualityFigure: Sendable, Equatable {
    package let given: QualityJudgement.Given
    package let basis: String
    package let byName: String
    package let at: Instant
}

/// The quality_summary and quality_figure tables: results by county, grade and subject.
package enum QualitySummaries {
    static func replace(_ summaries: [[String]: String], of id: QualityRoundID, in db: SQLConnection) throws {
        try db.execute("DELETE FROM quality_summary WHERE round_id = \(id)")
        for (key, text) in summaries.sorted(by: { $0.key.joined(separator: "/") < $1.key.joined(separator: "/") }) {
            try db.execute(
                """
                INSERT INTO quality_summary (round_id, region, grade, subject, summary)
                VALUES (\(id), \(key[0]), \(key[1]), \(key[2]), \(text))
                """)
        }
    }

    /// What these marks say, by region, grade and subject, as it is kept.
    static func worked(
        _ round: QualityRound, _ marks: [(school: QualitySchoolID, marks: [String: SubjectMark])],
        items: [[String]: [PaperItem]], schools: [QualitySchool]
    ) throws -> [[String]: String] {
        let schools = Dictionary(schools.map { ($0.id, $0) }) { first, _ in first }
        var papers: [[String]: [QualitySummary.Paper]] = [:]
        for (id, marks) in marks {
            guard let school = schools[id] else { continue }
            for (subject, mark) in marks {
                papers[[school.region, school.grade, subject], default: []].append(
                    .init(school: school.code, score: mark.score, items: mark.items, chance: school.pupilChance))
            }
        }
        var worked: [[String]: String] = [:]
        for (key, sheets) in papers {
            let asked = items[[key[1], key[2]]] ?? []
            guard let subject = round.subject(key[2]),
                let summary = QualitySummary(sheets, of: subject, items: asked.map { ($0.name, $0.fullMark) })
            else { continue }
            worked[key] = try JSONColumn.text(summary)
        }
        return worked
    }

    /// What the viewer may see of a round's results; ask `QualityRounds.showsResults` first.
    package static func list(
        of record: QualityRoundRecord, grade: String? = nil, subject: String? = nil, visibleTo viewer: Viewer,
        in db: SQLConnection
    ) throws -> [QualityResult] {
        let counties: [(String, String)]
        if case .organisation(let id) = viewer.scope {
            counties = try db.rows(
                """
                SELECT DISTINCT c.region, c.name FROM quality_school x
                JOIN quality_county c ON c.round_id = x.round_id AND c.region = x.region
                WHERE x.round_id = \(record.id) AND x.organisation_id = \(id)
                """
            ).map { (try $0.get(0), try $0.get(1)) }
        } else {
            counties = try QualityCounties.list(of: record.id, visibleTo: viewer, in: db).map { ($0.region, $0.name) }
        }
        let regions = counties.map(\.0)
        let summaries = try summaries(of: record.id, in: regions, in: db)
        let figures = try figures(of: record.id, in: db)
        return counties.flatMap { region, name in
            record.round.grades.filter { grade == nil || $0.code == grade }.flatMap { one in
                record.round.subjects.filter { subject == nil || $0.name == subject }.map { subject in
                    let key = [region, one.code, subject.name]
                    return QualityResult(
                        region: region, county: name, grade: one.code, subject: subject, summary: summaries[key],
                        figure: figures[key])
                }
            }
        }
    }

    private static func summaries(
        of id: QualityRoundID, in regions: [String], in db: SQLConnection
    ) throws -> [[String]: QualitySummary] {
        var found: [[String]: QualitySummary] = [:]
        for row in try db.rows(
            """
            SELECT region, grade, subject, summary FROM quality_summary
            WHERE round_id = \(id) AND region IN (\(list: regions))
            """)
        {
            found[[try row.get(0), try row.get(1), try row.get(2)]] = try JSONColumn.value(row.get(3))
        }
        return found
    }

    private static func figures(of id: QualityRoundID, in db: SQLConnection) throws -> [[String]: QualityFigure] {
        var found: [[String]: QualityFigure] = [:]
        for row in try db.rows(
            "SELECT region, grade, subject, level, share, basis, by_name, at FROM quality_figure WHERE round_id = \(id)"
        ) {
            let share: String? = try row.get(4)
            found[[try row.get(0), try row.get(1), try row.get(2)]] = QualityFigure(
                given: .init(level: try row.get(3), share: share.flatMap { Points($0) }), basis: try row.get(5),
                byName: try row.get(6), at: try row.get(7))
        }
        return found
    }

    /// Records what the centre says, figure by figure as it came; both empty takes it away.
    ///
    /// Where that changes nothing, such as a form that was sent empty, the round stays where it is.
    package static func record(
        _ given: [[String]: QualityJudgement.Given], basis: String, of id: QualityRoundID, version: Int, _ act: Act
    ) throws {
        let record = try QualityRounds.requireOwn(id, act)
        let next = try record.round.scored()
        guard record.round.version == version else { throw QualityRefusal.stale }
        let changed = try store(given, basis: basis, of: id, byName: act.viewer.name, at: act.at, in: act.db)
        guard changed > 0 else { return }
        try QualityRounds.store(next, was: version, act)
        try act.record(
            "quality.figuresRecorded", of: "quality-round", id.rawValue, in: record.place, ["figures": "\(changed)"])
    }

    /// What a sheet says: figures of which it says nothing stay as they were.
    static func add(
        _ given: [[String]: QualityJudgement.Given], basis: String, of id: QualityRoundID, byName: String, at: Instant,
        in db: SQLConnection
    ) throws -> Int {
        let before = try figures(of: id, in: db)
        var whole = given
        for (key, value) in given { whole[key] = value.over(before[key]?.given) }
        return try store(whole, basis: basis, of: id, byName: byName, at: at, in: db)
    }

    private static func store(
        _ given: [[String]: QualityJudgement.Given], basis: String, of id: QualityRoundID, byName: String, at: Instant,
        in db: SQLConnection
    ) throws -> Int {
        let before = try figures(of: id, in: db)
        var changed = 0
        for (key, value) in given.sorted(by: { $0.key.joined(separator: "/") < $1.key.joined(separator: "/") })
        where before[key]?.given ?? .init() != value {
            changed += 1
            try db.execute(
                """
                DELETE FROM quality_figure
                WHERE round_id = \(id) AND region = \(key[0]) AND grade = \(key[1]) AND subject = \(key[2])
                """)
            guard !value.isEmpty else { continue }
            try db.execute(
                """
                INSERT INTO quality_figure (round_id, region, grade, subject, level, share, basis, by_name, at)
                VALUES (\(id), \(key[0]), \(key[1]), \(key[2]), \(value.level), \(value.share?.text), \(basis), \(byName),
                    \(at))
                """)
        }
        return changed
    }
}
