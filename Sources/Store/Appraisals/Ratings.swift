package import SQLCore
package import Supervision

/// An inspector about whom a school is asked.
package struct RatingSubject: Sendable, Equatable {
    package let person: PersonID
    package let name: String
    package let isRated: Bool
}

/// What a school is asked in a round, and the code that its teachers use.
package struct RatingSheet: Sendable, Equatable {
    package let round: RatingRoundID
    package let year: Int
    package let code: String
    package let school: OrganisationID
    package let schoolName: String
    package let isOpen: Bool
    /// The last day; nil where the office closes it by hand.
    package let until: Day?
    /// Forms of teachers so far.
    package let forms: Int
    package let subjects: [RatingSubject]
}

/// The rating and rating_code tables: sums of what schools and their teachers answered.
package enum Ratings {
    /// The rounds that ask a school now.
    package static func sheets(
        of school: OrganisationID, on day: Day, in db: SQLConnection
    ) throws -> [RatingSheet] {
        try db.rows(
            """
            \(selection) WHERE c.organisation_id = \(school) AND \(RatingRounds.isOpen(on: day))
            ORDER BY d.year DESC, d.id LIMIT 20
            """
        ).map { try sheet($0, on: day, db) }
    }

    /// What a code opens, for anybody who has it.
    package static func sheet(code: String, on day: Day, in db: SQLConnection) throws -> RatingSheet {
        guard code.utf8.count == 20, let row = try db.first("\(selection) WHERE c.code = \(code)") else {
            throw AppraisalRefusal.codeUnknown
        }
        return try sheet(row, on: day, db)
    }

    /// A school rates with its own account all inspectors whom it has not rated yet, each once.
    package static func rate(_ given: [PersonID: Int], in round: RatingRoundID, _ act: Act) throws {
        guard case .organisation(let school) = act.viewer.scope else { throw AppraisalRefusal.notFound }
        let sheets = try sheets(of: school, on: act.day, in: act.db)
        guard let sheet = sheets.first(where: { $0.round == round }) else { throw AppraisalRefusal.roundClosed }
        let left = sheet.subjects.filter { !$0.isRated }.map(\.person)
        guard !left.isEmpty else { throw AppraisalRefusal.alreadyRated }
        for person in left {
            guard let points = given[person] else { throw AppraisalRefusal.unanswered }
            let changed = try act.db.execute(
                """
                UPDATE rating SET school_points = \(points) WHERE round_id = \(round) AND organisation_id = \(school)
                    AND person_id = \(person) AND school_points IS NULL
                """)
            guard changed == 1 else { throw AppraisalRefusal.alreadyRated }
        }
        try act.record("rating.given", of: "rating-round", round.rawValue)
    }

    /// Adds a teacher's points to the sums; neither who, nor when, nor the single answer is kept.
    package static func take(_ points: [PersonID: Int], code: String, at: Instant, on day: Day, in db: SQLConnection)
        throws
    {
        let sheet = try sheet(code: code, on: day, in: db)
        guard sheet.isOpen else { throw AppraisalRefusal.roundClosed }
        guard Set(points.keys) == Set(sheet.subjects.map(\.person)) else { throw AppraisalRefusal.unanswered }
        let minute = at.milliseconds / 60_000
        let row = try db.first(
            """
            SELECT c.forms, d.code_limit, CASE WHEN c.last_minute = \(minute) THEN c.minute_forms ELSE 0 END
            FROM rating_code c JOIN rating_round d ON d.id = c.round_id WHERE c.code = \(code)
            """)
        guard let row else { throw AppraisalRefusal.codeUnknown }
        let thisMinute: Int = try row.get(2)
        try RatingRule.admit(taken: row.get(0), limit: row.get(1), thisMinute: thisMinute)
        try db.execute(
            """
            UPDATE rating_code SET forms = forms + 1, last_minute = \(minute), minute_forms = \(thisMinute + 1)
            WHERE code = \(code)
            """)
        for (person, given) in points.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try db.execute(
                """
                UPDATE rating SET teachers = teachers + 1, teacher_points = teacher_points + \(given)
                WHERE round_id = \(sheet.round) AND organisation_id = \(sheet.school) AND person_id = \(person)
                """)
        }
    }

    private static func sheet(_ row: SQLRow, on day: Day, _ db: SQLConnection) throws -> RatingSheet {
        let (round, school): (RatingRoundID, OrganisationID) = (try row.get(0), try row.get(3))
        let subjects = try db.rows(
            """
            SELECT r.person_id, p.name, r.school_points FROM rating r JOIN person p ON p.id = r.person_id
            WHERE r.round_id = \(round) AND r.organisation_id = \(school) ORDER BY p.name, r.person_id
            """
        ).map { row -> RatingSubject in
            let points: Int? = try row.get(2)
            return try RatingSubject(person: row.get(0), name: row.get(1), isRated: points != nil)
        }
        let (closed, until): (Day?, Day?) = (try row.get(5), try row.get(6))
        return try RatingSheet(
            round: round, year: row.get(1), code: row.get(2), school: school, schoolName: row.get(4),
            isOpen: closed == nil && until.map { $0 >= day } ?? true, until: until, forms: row.get(7),
            subjects: subjects)
    }

    private static let selection: SQL = """
        SELECT d.id, d.year, c.code, c.organisation_id, o.name, d.closed_on, d.until_day, c.forms FROM rating_code c
        JOIN rating_round d ON d.id = c.round_id JOIN organisation o ON o.id = c.organisation_id
        """
}
