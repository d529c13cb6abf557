package import SQLCore
package import Supervision

/// One pupil's marks on their way in.
package struct QualityScoreRow: Sendable, Equatable {
    package let grade: String
    /// 监测号, or a digest where there is no roster.
    package let pupil: String
    package let school: QualitySchoolID
    package let marks: [String: SubjectMark]

    package init(grade: String, pupil: String, school: QualitySchoolID, marks: [String: SubjectMark]) {
        (self.grade, self.pupil, self.school, self.marks) = (grade, pupil, school, marks)
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

    /// Stands for a pupil of whom there is no roster; the round's id makes it another one in each round.
    package static func digest(of number: String, school: QualitySchool) -> String {
        "#" + String(sha256("\(school.round)/\(school.code)/\(school.grade)/\(number)").prefix(32))
    }

    /// Stores the marks of a whole sheet in place of what the same pupils had; gives how many are new or other.
    package static func store(
        _ rows: [QualityScoreRow], papers: [[String]: [PaperItem]], of id: QualityRoundID, in db: SQLConnection
    ) throws -> (changed: Int, unchanged: Int) {
        var known: [[String]: String] = [:]
        try db.forEach("SELECT grade, pupil, marks FROM quality_score WHERE round_id = \(id)") { row in
            known[[try row.get(0), try row.get(1)]] = try row.get(2)
        }
        var (values, unchanged): ([SQL], Int) = ([], 0)
        for row in rows {
            let before = known[[row.grade, row.pupil]]
            let old: [String: SubjectMark] = try before.map { try JSONColumn.value($0) } ?? [:]
            // A sheet with one subject leaves the others as they were.
            let text = try JSONColumn.text(old.merging(row.marks) { $1 })
            if text == before { unchanged += 1; continue }
            values.append("(\(id), \(row.grade), \(row.pupil), \(row.school), \(text))")
        }
        var rest = values[...]
        while !rest.isEmpty {
            try db.execute(
                """
                INSERT INTO quality_score (round_id, grade, pupil, school_id, marks)
                VALUES \(.joined(Array(rest.prefix(300)), separator: ", "))
                ON CONFLICT (round_id, grade, pupil) DO UPDATE SET marks = excluded.marks, school_id = excluded.school_id
                """)
            rest = rest.dropFirst(300)
        }
        for (key, items) in papers.sorted(by: { $0.key.joined() < $1.key.joined() }) {
            try db.execute(
                """
                INSERT INTO quality_paper (round_id, grade, subject, items)
                VALUES (\(id), \(key[0]), \(key[1]), \(try JSONColumn.text(items)))
                ON CONFLICT (round_id, grade, subject) DO UPDATE SET items = excluded.items
                """)
        }
        return (values.count, unchanged)
    }
}
