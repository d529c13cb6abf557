package import SQLCore
package import Supervision

/// One pupil's marks on their way in.
package struct QualityScoreRow: Sendable, Equatable {
    package let grade: String
    /// 监测号, or a digest where there is no roster.
    package let pupil: String
    package let school: QualitySchoolID
    package let marks: [String: SubjectMark]
    /// Subjects of which the sheet says that there is no mark (缺考).
    package let absent: Set<String>

    package init(
        grade: String, pupil: String, school: QualitySchoolID, marks: [String: SubjectMark], absent: Set<String> = []
    ) {
        (self.grade, self.pupil, self.school, self.marks, self.absent) = (grade, pupil, school, marks, absent)
    }
}

/// Items of a paper with their full marks.
package struct PaperItem: Sendable, Codable, Equatable {
    package let name: String
    package let fullMark: Points

    package init(name: String, fullMark: Points) {
        (self.name, self.fullMark) = (name, fullMark)
    }
}

/// The quality_score table: marks under numbers that name nobody.
package enum QualityScores {
    /// Which school and grade a 监测号 belongs to.
    package static func pupils(
        of id: QualityRoundID, in db: SQLConnection
    ) throws -> [String: (school: QualitySchoolID, grade: String)] {
        var found: [String: (school: QualitySchoolID, grade: String)] = [:]
        try db.forEach(
            """
            SELECT p.code, p.school_id, x.grade FROM quality_pupil p JOIN quality_school x ON x.id = p.school_id
            WHERE p.round_id = \(id) AND p.code IS NOT NULL
            """
        ) { row in
            let code: String = try row.get(0)
            found[code] = (try row.get(1), try row.get(2))
        }
        return found
    }

    /// The rosters from which pupils were drawn: by school and number the 监测号, nil where the pupil was not drawn.
    package static func rosters(
        of id: QualityRoundID, in db: SQLConnection
    ) throws -> [QualitySchoolID: [String: String?]] {
        var found: [QualitySchoolID: [String: String?]] = [:]
        try db.forEach(
            """
            SELECT p.school_id, p.number, p.code FROM quality_pupil p JOIN quality_school x ON x.id = p.school_id
            WHERE p.round_id = \(id) AND x.drawn > 0
            """
        ) { row in
            let code: String? = try row.get(2)
            found[try row.get(0), default: [:]][try row.get(1)] = .some(code)
        }
        return found
    }

    /// Marks of a sheet held against what is there, with all that follows from them; nothing is written yet.
    ///
    /// Working it out takes long for many pupils, so it happens in a read; `write` refuses if the round went on since.
    /// `subjects` are the round's own unless the levels are to change.
    package static func prepared(
        _ rows: [QualityScoreRow], papers: [[String]: [PaperItem]], of id: QualityRoundID,
        by subjects: [QualitySubject]? = nil, in db: SQLConnection
    ) throws -> PreparedScores {
        let record = try QualityRounds.stored(id, in: db)
        var round = record.round
        round.subjects = subjects ?? round.subjects
        var prepared = PreparedScores(round: id, version: record.round.version, papers: papers)
        let new = Dictionary(rows.map { ([$0.grade, $0.pupil], $0) }) { _, last in last }
        var (all, seen): ([(QualitySchoolID, [String: SubjectMark])], Set<[String]>) = ([], [])
        try db.forEach(
            "SELECT grade, pupil, school_id, marks FROM quality_score WHERE round_id = \(id) ORDER BY grade, pupil"
        ) { row in
            let (key, before): ([String], String) = ([try row.get(0), try row.get(1)], try row.get(3))
            var (school, marks): (QualitySchoolID, [String: SubjectMark]) = (
                try row.get(2), try JSONColumn.value(before)
            )
            if let sent = new[key] {
                seen.insert(key)
                // A sheet with one subject leaves the others as they were.
                marks.merge(sent.marks) { $1 }
                for subject in sent.absent { marks[subject] = nil }
                guard !marks.isEmpty else {
                    prepared.removed.append(sent)
                    return
                }
                school = sent.school
                let text = try JSONColumn.text(marks)
                if text == before { prepared.unchanged += 1 } else { prepared.rows.append((sent, text)) }
            }
            all.append((school, marks))
        }
        for row in rows where seen.insert([row.grade, row.pupil]).inserted {
            guard !row.marks.isEmpty else {
                prepared.unchanged += 1
                continue
            }
            prepared.rows.append((row, try JSONColumn.text(row.marks)))
            all.append((row.school, row.marks))
        }
        let items = try QualityScores.papers(of: id, in: db).merging(papers) { $1 }
        prepared.summaries = try QualitySummaries.worked(
            round, all, items: items, schools: try QualitySchools.all(of: id, in: db))
        return prepared
    }

    /// Stores what was prepared, all of it; refused where the round went on meanwhile.
    package static func write(_ prepared: PreparedScores, in db: SQLConnection) throws {
        let id = prepared.round
        let fresh = try db.first("SELECT 1 FROM quality_round WHERE id = \(id) AND version = \(prepared.version)")
        guard fresh != nil else { throw QualityRefusal.stale }
        var rest = prepared.rows[...]
        while !rest.isEmpty {
            let values = rest.prefix(300).map { row, text -> SQL in
                "(\(id), \(row.grade), \(row.pupil), \(row.school), \(text))"
            }
            try db.execute(
                """
                INSERT INTO quality_score (round_id, grade, pupil, school_id, marks)
                VALUES \(.joined(Array(values), separator: ", "))
                ON CONFLICT (round_id, grade, pupil) DO UPDATE SET marks = excluded.marks, school_id = excluded.school_id
                """)
            rest = rest.dropFirst(300)
        }
        for (grade, rows) in Dictionary(grouping: prepared.removed, by: \.grade).sorted(by: { $0.key < $1.key }) {
            var rest = rows[...]
            while !rest.isEmpty {
                try db.execute(
                    """
                    DELETE FROM quality_score
                    WHERE round_id = \(id) AND grade = \(grade) AND pupil IN (\(list: rest.prefix(300).map(\.pupil)))
                    """)
                rest = rest.dropFirst(300)
            }
        }
        for (key, items) in prepared.papers.sorted(by: { $0.key.joined() < $1.key.joined() }) {
            try db.execute(
                """
                INSERT INTO quality_paper (round_id, grade, subject, items)
                VALUES (\(id), \(key[0]), \(key[1]), \(try JSONColumn.text(items)))
                ON CONFLICT (round_id, grade, subject) DO UPDATE SET items = excluded.items
                """)
        }
        try QualitySummaries.replace(prepared.summaries, of: id, in: db)
    }

    /// Takes all results of a round back before they are published: marks, what follows from them, the centre's figures.
    package static func clear(_ id: QualityRoundID, version: Int, _ act: Act) throws {
        let record = try QualityRounds.requireOwn(id, act)
        let next = try record.round.cleared(drawn: record.counts.pupils)
        try QualityRounds.store(next, was: version, act)
        let scores = try act.db.execute("DELETE FROM quality_score WHERE round_id = \(id)")
        try act.db.execute("DELETE FROM quality_paper WHERE round_id = \(id)")
        try act.db.execute("DELETE FROM quality_summary WHERE round_id = \(id)")
        let figures = try act.db.execute("DELETE FROM quality_figure WHERE round_id = \(id)")
        try act.record(
            "quality.resultsCleared", of: "quality-round", id.rawValue, in: record.place,
            ["scores": "\(scores)", "figures": "\(figures)"])
    }

    private static func papers(of id: QualityRoundID, in db: SQLConnection) throws -> [[String]: [PaperItem]] {
        let rows = try db.rows("SELECT grade, subject, items FROM quality_paper WHERE round_id = \(id)")
        return Dictionary(
            try rows.map { ([try $0.get(0), try $0.get(1)], try JSONColumn.value($0.get(2))) }
        ) { first, _ in first }
    }
}

/// A sheet of marks, ready to be written.
package struct PreparedScores: Sendable {
    let round: QualityRoundID
    /// The round's when it was prepared.
    let version: Int
    let papers: [[String]: [PaperItem]]
    /// What is new or other, with its marks as they are kept.
    fileprivate(set) var rows: [(QualityScoreRow, String)] = []
    /// Pupils who have no mark any more.
    fileprivate(set) var removed: [QualityScoreRow] = []
    package fileprivate(set) var unchanged = 0
    /// By region, grade and subject.
    fileprivate(set) var summaries: [[String]: String] = [:]

    fileprivate init(round: QualityRoundID, version: Int, papers: [[String]: [PaperItem]]) {
        (self.round, self.version, self.papers) = (round, version, papers)
    }

    package var changed: Int { rows.count + removed.count }
}
