package import SQLCore
package import Supervision

package enum ParentWordsMark {}
package typealias ParentWordsID = Identifier<ParentWordsMark>

/// What the public gave an inspector at one school in a year, as an office sees it.
package struct ParentRating: Sendable, Equatable {
    package let school: OrganisationID
    package let schoolName: String
    package let person: PersonID
    package let name: String
    package let shown: ParentSums.Sum
    /// Whether answers wait for others.
    package let isHolding: Bool
    /// Forms from a network that had sent one the same day.
    package let repeats: Int
    package let topDay: Day
    package let topForms: Int
    package let words: Int
}

/// What somebody wrote with a rating; nobody knows who or when.
package struct ParentWords: Sendable, Equatable {
    package let id: ParentWordsID
    package let schoolName: String
    package let name: String
    package let words: String
}

/// Which of them are wanted.
package struct ParentRatingFilter: Sendable, Equatable {
    package var year: Int
    package var text = ""
    package var school: OrganisationID?
    package var person: PersonID?
    package var sort = "school"
    package var isDescending = false

    package init(year: Int) {
        self.year = year
    }

    package static let sorts = ["school", "name", "forms", "repeats"]
}

/// The parent_rating and parent_words tables: anonymous ratings of inspectors at the public page of a school.
package enum ParentRatings {
    /// What stands for a client that rates: ratings leave the door for tips as open as it was.
    package static func client(_ client: String) -> String { sha256("rating/\(client)") }

    /// Takes an answer; the act is the platform's own, so that no account stands beside it, whoever is signed in.
    ///
    /// Of one network on one day only the first counts; the others are told as a number. A nil caller is the demo's.
    package static func take(
        _ answer: ParentAnswer, of person: PersonID, at school: OrganisationID, from caller: TipCaller?, _ act: Act
    ) throws {
        guard try PublicUnits.find(school, in: act.db) != nil,
            try Zones.inspectors(of: school, on: act.day, in: act.db).contains(where: { $0.id == person })
        else { throw AppraisalRefusal.notPosted }
        var before = 0
        if let caller {
            try TipGate.admit(client(caller.client), isSolved: caller.isSolved, act)
            try TipGate.useUp(caller.nonce, act)
            before = try TipGate.note(sha256("rating/\(school)/\(person)/\(caller.client)"), act)
        }
        let key: SQL = "year = \(act.day.year) AND organisation_id = \(school) AND person_id = \(person)"
        try act.db.execute(
            """
            INSERT INTO parent_rating (year, organisation_id, person_id, shown_forms, shown_points, shown_openness,
                held_forms, held_points, held_openness, repeats, last_day, day_forms, top_day, top_forms)
            VALUES (\(act.day.year), \(school), \(person), 0, 0, 0, 0, 0, 0, 0, \(act.day), 0, \(act.day), 0)
            ON CONFLICT (year, organisation_id, person_id) DO NOTHING
            """)
        if !answer.words.isEmpty {
            // Of the puzzle that was used up, or of chance: an id of ours would say when.
            let seed = caller?.nonce ?? (act.newID() as ParentWordsID).rawValue
            let id: ParentWordsID = Identifier(String(sha256("words/\(seed)").prefix(20)))
            try act.db.execute(
                """
                INSERT INTO parent_words (id, year, organisation_id, person_id, words, is_shown)
                VALUES (\(id), \(act.day.year), \(school), \(person), \(answer.words), false)
                """)
        }
        try count(act.day, key, act.db)
        guard before == 0 else {
            try act.db.execute("UPDATE parent_rating SET repeats = repeats + 1 WHERE \(key)")
            return
        }
        let sums = try sums(key, act.db).adding(answer)
        try act.db.execute(
            """
            UPDATE parent_rating SET shown_forms = \(sums.shown.forms), shown_points = \(sums.shown.points),
                shown_openness = \(sums.shown.openness), held_forms = \(sums.held.forms),
                held_points = \(sums.held.points), held_openness = \(sums.held.openness)
            WHERE \(key)
            """)
        if sums.held.forms == 0 { try act.db.execute("UPDATE parent_words SET is_shown = true WHERE \(key)") }
    }

    private static func sums(_ key: SQL, _ db: SQLConnection) throws -> ParentSums {
        let row = try db.first(
            """
            SELECT shown_forms, shown_points, shown_openness, held_forms, held_points, held_openness
            FROM parent_rating WHERE \(key)
            """)
        guard let row else { return ParentSums() }
        return ParentSums(
            shown: .init(forms: try row.get(0), points: try row.get(1), openness: try row.get(2)),
            held: .init(forms: try row.get(3), points: try row.get(4), openness: try row.get(5)))
    }

    /// One more form of this day, and the day that had the most.
    private static func count(_ day: Day, _ key: SQL, _ db: SQLConnection) throws {
        try db.execute(
            """
            UPDATE parent_rating SET day_forms = CASE WHEN last_day = \(day) THEN day_forms + 1 ELSE 1 END,
                last_day = \(day) WHERE \(key)
            """)
        try db.execute(
            "UPDATE parent_rating SET top_day = last_day, top_forms = day_forms WHERE day_forms > top_forms AND \(key)")
    }

    /// Of the inspectors whom the viewer's own office appointed.
    package static func list(
        _ filter: ParentRatingFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<ParentRating> {
        let source: SQL = """
            FROM parent_rating r \(joins) WHERE \(matching(filter, viewer))
            """
        let rows = try db.rows(
            """
            SELECT r.organisation_id, o.name, r.person_id, p.name, r.shown_forms, r.shown_points, r.shown_openness,
                r.held_forms > 0, r.repeats, r.top_day, r.top_forms,
                (SELECT count(*) FROM parent_words w WHERE w.year = r.year AND w.organisation_id = r.organisation_id
                    AND w.person_id = r.person_id AND w.is_shown)
            \(source) ORDER BY \(order(filter)) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(source)")?.get(0) ?? 0
        return Listing(
            rows: try rows.map { row in
                try ParentRating(
                    school: row.get(0), schoolName: row.get(1), person: row.get(2), name: row.get(3),
                    shown: .init(forms: row.get(4), points: row.get(5), openness: row.get(6)),
                    isHolding: row.get(7), repeats: row.get(8), topDay: row.get(9), topForms: row.get(10),
                    words: row.get(11))
            }, total: total, page: page)
    }

    /// The words that are shown, in an order that says nothing of when; for the office itself, not for those above.
    package static func words(
        _ filter: ParentRatingFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<ParentWords> {
        guard Role.office.contains(viewer.role) else { return Listing(rows: [], total: 0, page: page) }
        let source: SQL = """
            FROM parent_words r \(joins) WHERE r.is_shown AND \(matching(filter, viewer))
            """
        let rows = try db.rows(
            """
            SELECT r.id, o.name, p.name, r.words \(source) ORDER BY o.code, p.name, r.id
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(source)")?.get(0) ?? 0
        return Listing(
            rows: try rows.map {
                try ParentWords(id: $0.get(0), schoolName: $0.get(1), name: $0.get(2), words: $0.get(3))
            }, total: total, page: page)
    }

    /// Abuse, or what names somebody, is taken out; the points stay.
    package static func removeWords(_ id: ParentWordsID, _ act: Act) throws {
        let row = try act.db.first(
            """
            SELECT r.organisation_id FROM parent_words r JOIN inspector i ON i.person_id = r.person_id
            WHERE r.id = \(id) AND r.is_shown AND \(Appraisals.office(of: act.viewer, "i."))
            """)
        guard let row, Role.office.contains(act.viewer.role) else { throw AppraisalRefusal.notFound }
        try act.db.execute("DELETE FROM parent_words WHERE id = \(id)")
        try act.record("rating.wordsRemoved", of: "organisation", row.get(0))
    }

    private static let joins: SQL = """
        JOIN organisation o ON o.id = r.organisation_id JOIN person p ON p.id = r.person_id
        JOIN inspector i ON i.person_id = r.person_id
        """

    private static func matching(_ filter: ParentRatingFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = ["r.year = \(filter.year)", Appraisals.office(of: viewer, "i.")]
        if !filter.text.isEmpty {
            let part = LikePattern.containing(filter.text.folded)
            conditions.append("(o.name_folded LIKE \(part) ESCAPE '\\' OR lower(p.name) LIKE \(part) ESCAPE '\\')")
        }
        if let school = filter.school { conditions.append("r.organisation_id = \(school)") }
        if let person = filter.person { conditions.append("r.person_id = \(person)") }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: ParentRatingFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "name": "p.name\(down), o.code, r.person_id"
        case "forms": "r.shown_forms\(down), o.code, r.person_id"
        case "repeats": "r.repeats\(down), o.code, r.person_id"
        default: "o.code\(down), p.name, r.person_id"
        }
    }
}
