package import SQLCore
package import Supervision

/// A round of ratings with how far it is.
package struct RatingRound: Sendable, Equatable {
    package let id: RatingRoundID
    package let year: Int
    package let openedOn: Day
    /// The last day that takes answers; nil where it goes on until somebody closes it.
    package let until: Day?
    /// From when on it takes none; nil while it does.
    package let closedOn: Day?
    /// Forms of teachers that one school's code takes.
    package let limit: Int
    package let schools: Int
    /// Schools whose own account rated all its inspectors.
    package let rated: Int
    /// Forms of teachers.
    package let forms: Int
}

/// A school that is asked, and whether its own account rated all its inspectors.
package struct RatingSchool: Sendable, Equatable {
    package let code: String
    package let name: String
    package let inspectors: Int
    package let rated: Int
    /// Forms of its teachers; not what they say.
    package let forms: Int

    package var isDone: Bool { rated == inspectors }
}

/// The rating_round table: when an office asks schools and teachers about its inspectors.
package enum RatingRounds {
    /// The rounds of the viewer's own office, the last year first.
    package static func list(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [RatingRound] {
        try db.rows(
            """
            SELECT d.id, d.year, d.opened_on, d.closed_on, d.until_day, d.code_limit,
                (SELECT count(*) FROM rating_code c WHERE c.round_id = d.id),
                (SELECT count(*) FROM rating_code c WHERE c.round_id = d.id AND NOT EXISTS (SELECT 1 FROM rating r
                    WHERE r.round_id = d.id AND r.organisation_id = c.organisation_id AND r.school_points IS NULL)),
                (SELECT coalesce(sum(c.forms), 0) FROM rating_code c WHERE c.round_id = d.id)
            FROM rating_round d WHERE \(Appraisals.office(of: viewer, "d.")) ORDER BY d.year DESC, d.id LIMIT 50
            """
        ).map {
            let (closed, until): (Day?, Day?) = (try $0.get(3), try $0.get(4))
            return try RatingRound(
                id: $0.get(0), year: $0.get(1), openedOn: $0.get(2), until: until,
                closedOn: closed ?? until.flatMap { $0 < viewer.day ? $0 : nil }, limit: $0.get(5), schools: $0.get(6),
                rated: $0.get(7), forms: $0.get(8))
        }
    }

    /// Whether a round takes no more answers: somebody closed it, or its last day is over.
    static func isOver(on day: Day) -> SQL { "(d.closed_on IS NOT NULL OR d.until_day < \(day))" }

    static func isOpen(on day: Day) -> SQL {
        "d.closed_on IS NULL AND (d.until_day IS NULL OR d.until_day >= \(day))"
    }

    /// One round of the viewer's own office.
    package static func require(
        _ id: RatingRoundID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> RatingRound {
        guard let round = try list(visibleTo: viewer, in: db).first(where: { $0.id == id }) else {
            throw AppraisalRefusal.notFound
        }
        return round
    }

    /// The schools of a round by code, those that have rated or those that have not; ask for the round first.
    package static func schools(
        of id: RatingRoundID, isDone: Bool?, text: String, _ page: PageRequest, in db: SQLConnection
    ) throws -> Listing<RatingSchool> {
        var conditions: [SQL] = ["true"]
        if let isDone { conditions.append(isDone ? "q.rated = q.inspectors" : "q.rated < q.inspectors") }
        if !text.isEmpty { conditions.append("q.folded LIKE \(LikePattern.containing(text.folded)) ESCAPE '\\'") }
        let source: SQL = """
            FROM (SELECT o.id, o.code, o.name, o.name_folded AS folded, count(*) AS inspectors,
                    count(r.school_points) AS rated, c.forms
                FROM rating r JOIN organisation o ON o.id = r.organisation_id
                JOIN rating_code c ON c.round_id = r.round_id AND c.organisation_id = r.organisation_id
                WHERE r.round_id = \(id) GROUP BY o.id, o.code, o.name, o.name_folded, c.forms) AS q WHERE \(SQL.joined(conditions, separator: " AND "))
            """
        let rows = try db.rows(
            """
            SELECT q.code, q.name, q.inspectors, q.rated, q.forms \(source) ORDER BY q.code, q.id
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(source)")?.get(0) ?? 0
        return Listing(
            rows: try rows.map {
                try RatingSchool(
                    code: $0.get(0), name: $0.get(1), inspectors: $0.get(2), rated: $0.get(3), forms: $0.get(4))
            }, total: total, page: page)
    }

    /// Asks about everybody who was posted in the year until today; `secret` is what no one can guess the codes from.
    package static func open(year: Int, terms: RatingTerms, secret: String, _ act: Act) throws {
        guard (2000...act.day.year).contains(year) else { throw AppraisalRefusal.yearOutOfRange }
        let terms = try terms.checked(on: act.day)
        let place = try Place.of(act.viewer.scope, in: act.db)
        let same: SQL = """
            province = \(place.province) AND city = \(place.city) AND county = \(place.county) AND zone = \(place.zone)
            """
        guard try act.db.first("SELECT 1 FROM rating_round WHERE year = \(year) AND \(same)") == nil else {
            throw AppraisalRefusal.roundExists(year)
        }
        let id: RatingRoundID = act.newID()
        try act.db.execute(
            """
            INSERT INTO rating_round (id, year, opened_on, until_day, code_limit, province, city, county, zone)
            VALUES (\(id), \(year), \(act.day), \(terms.until), \(terms.limit), \(place.province), \(place.city), \(place.county),
                \(place.zone))
            """)
        let asked = try act.db.execute(
            """
            INSERT INTO rating (round_id, organisation_id, person_id, teachers, teacher_points)
            SELECT DISTINCT d.id, x.organisation_id, x.person_id, 0, 0
            FROM zone_posting x JOIN organisation o ON o.id = x.organisation_id
            JOIN inspector i ON i.person_id = x.person_id
            JOIN rating_round d ON d.id = \(id) AND d.province = i.province AND d.city = i.city AND d.county = i.county
                AND d.zone = i.zone
            WHERE o.state = 'open' AND x.from_day <= \("\(year)-12-31") AND x.from_day <= \(act.day)
                AND x.until_day >= \("\(year)-01-01")
            """)
        guard asked > 0 else { throw AppraisalRefusal.noPostings }
        let schools = try act.db.rows(
            "SELECT DISTINCT organisation_id FROM rating WHERE round_id = \(id) ORDER BY organisation_id")
        for row in schools {
            let school: OrganisationID = try row.get(0)
            // 80 bits, in hexadecimal, so that it can be read out and typed.
            let code = String(sha256("\(secret)/\(school)").prefix(20))
            try act.db.execute(
                """
                INSERT INTO rating_code (code, round_id, organisation_id, forms, last_minute, minute_forms)
                VALUES (\(code), \(id), \(school), 0, 0, 0)
                """)
        }
        try act.record("rating.opened", of: "rating-round", id.rawValue, in: place, ["year": "\(year)"])
    }

    /// Another last day, or more forms for each school, while it is open; one that is over never opens again.
    package static func change(_ id: RatingRoundID, terms: RatingTerms, _ act: Act) throws {
        guard try require(id, visibleTo: act.viewer, in: act.db).closedOn == nil else {
            throw AppraisalRefusal.roundClosed
        }
        let terms = try terms.checked(on: act.day)
        try act.db.execute(
            "UPDATE rating_round SET until_day = \(terms.until), code_limit = \(terms.limit) WHERE id = \(id)")
        try act.record(
            "rating.changed", of: "rating-round", id.rawValue, in: Place.of(act.viewer.scope, in: act.db),
            ["until": terms.until.text, "limit": "\(terms.limit)"])
    }

    /// From now on it takes no answers, and counts.
    package static func close(_ id: RatingRoundID, _ act: Act) throws {
        guard try require(id, visibleTo: act.viewer, in: act.db).closedOn == nil else {
            throw AppraisalRefusal.roundClosed
        }
        try act.db.execute("UPDATE rating_round SET closed_on = \(act.day) WHERE id = \(id)")
        try act.record("rating.closed", of: "rating-round", id.rawValue)
    }
}
