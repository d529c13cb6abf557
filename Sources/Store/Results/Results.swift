package import SQLCore
package import Supervision

/// Results of units: of inspections that were graded, and of rounds before there was Dudao.
package enum Results {
    package static func list(
        _ filter: ResultFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<ResultRow> {
        let condition = matching(filter)
        let rows = try db.rows(
            """
            SELECT \(columns(filter.purpose)) FROM (\(source(viewer))) AS q WHERE \(condition) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first("SELECT count(*) FROM (\(source(viewer))) AS q WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(ResultRow.init), total: total, page: page)
    }

    /// All results of one unit, the latest first.
    package static func of(
        _ organisation: OrganisationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [ResultRow] {
        try db.rows(
            """
            SELECT \(columns(nil)) FROM (\(source(viewer))) AS q WHERE q.organisation = \(organisation)
            ORDER BY q.done_on DESC, q.source
            """
        ).map(ResultRow.init)
    }

    package static func find(
        _ key: ResultKey, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ResultRow? {
        try db.first(
            """
            SELECT \(columns(nil)) FROM (\(source(viewer))) AS q
            WHERE q.organisation = \(key.organisation) AND q.inspection = \(key.inspection?.rawValue ?? "")
                AND q.round_key = \(key.round)
            """
        ).map(ResultRow.init)
    }

    /// What a list may be filtered by.
    package static func choices(visibleTo viewer: Viewer, in db: SQLConnection) throws -> ResultChoices {
        let grades = try db.rows(
            "SELECT DISTINCT q.grade FROM (\(source(viewer))) AS q WHERE q.grade <> '' ORDER BY q.grade")
        let years = try db.rows(
            "SELECT DISTINCT substr(q.done_on, 1, 4) AS y FROM (\(source(viewer))) AS q ORDER BY y DESC")
        return ResultChoices(
            grades: try grades.map { try $0.get(0) },
            years: try years.compactMap { Int(try $0.get(0) as String) })
    }

    /// The day is that of the visit, or of the campaign's end where none was noted.
    private static func source(_ viewer: Viewer) -> SQL {
        """
        SELECT i.organisation_id AS organisation, i.id AS inspection, '' AS round_key, o.code AS code, o.name AS name,
            coalesce(i.visited_on, c.ends_on) AS done_on, c.name AS source, coalesce(i.grade, '') AS grade,
            coalesce(i.score, '') AS score, i.state AS state
        FROM inspection i JOIN campaign c ON c.id = i.campaign_id JOIN organisation o ON o.id = i.organisation_id
        WHERE i.grade IS NOT NULL AND \(Inspections.visible(to: viewer))
        UNION ALL
        SELECT o.id, '', r.round_key, o.code, o.name, r.done_on, r.source, r.grade, '', 'finished'
        FROM round_record r JOIN organisation o ON o.id = r.organisation_id
        WHERE r.campaign_id IS NULL AND \(Organisations.visible(to: viewer))
        """
    }

    private static func columns(_ purpose: ResultUse.Purpose?) -> SQL {
        let only: SQL = purpose.map { "AND u.purpose = \($0.rawValue)" } ?? ""
        return """
            q.organisation, q.inspection, q.round_key, q.code, q.name, q.done_on, q.source, q.grade, q.score, q.state,
            (SELECT count(*) FROM result_use u WHERE \(same) \(only))
            """
    }

    private static var same: SQL {
        """
        u.organisation_id = q.organisation AND coalesce(u.inspection_id, '') = q.inspection
            AND u.round_key = q.round_key
        """
    }

    /// From where the rows come that a filter finds, and under which condition.
    static func selection(_ filter: ResultFilter, _ viewer: Viewer) -> (from: SQL, condition: SQL) {
        ("FROM (\(source(viewer))) AS q", matching(filter))
    }

    private static func matching(_ filter: ResultFilter) -> SQL {
        var conditions: [SQL] = ["true"]
        if let done = filter.done { conditions.append(done.holds("q.done_on")) }
        if !filter.text.isEmpty {
            conditions.append(
                "(q.code = \(filter.text) OR q.name LIKE \(LikePattern.containing(filter.text)) ESCAPE '\\')")
        }
        if !filter.grade.isEmpty { conditions.append("q.grade = \(filter.grade)") }
        if let year = filter.year {
            conditions.append("q.done_on >= \("\(year)-01-01") AND q.done_on <= \("\(year)-12-31")")
        }
        let only: SQL = filter.purpose.map { "AND u.purpose = \($0.rawValue)" } ?? ""
        switch filter.isUsed {
        case true: conditions.append("EXISTS (SELECT 1 FROM result_use u WHERE \(same) \(only))")
        case false: conditions.append("NOT EXISTS (SELECT 1 FROM result_use u WHERE \(same) \(only))")
        case nil: break
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: ResultFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "code": "q.code\(down), q.done_on DESC, q.inspection"
        case "name": "q.name\(down), q.done_on DESC, q.inspection"
        case "grade": "q.grade\(down), q.code, q.inspection"
        default: "q.done_on\(down), q.code, q.inspection"
        }
    }
}

package struct ResultFilter: Sendable, Equatable {
    /// For whose work it is asked; counts and `isUsed` look at this one alone.
    package var purpose: ResultUse.Purpose?
    package var isUsed: Bool?
    package var grade = ""
    package var year: Int?
    package var done: FigurePeriod?
    package var text = ""
    /// `done`, `code`, `name` or `grade`.
    package var sort = "done"
    package var isDescending = true

    package init() {}
}

package struct ResultChoices: Sendable {
    package let grades: [String]
    package let years: [Int]
}

/// What names one result: an inspection, or a unit's record in a round.
package struct ResultKey: Hashable, Sendable {
    package let organisation: OrganisationID
    package let inspection: InspectionID?
    package let round: String

    package init(organisation: OrganisationID, inspection: InspectionID?, round: String) {
        self.organisation = organisation
        self.inspection = inspection
        self.round = round
    }
}

/// One result of a unit.
package struct ResultRow: Sendable, Equatable {
    package let key: ResultKey
    package let code: String
    package let name: String
    package let doneOn: Day
    package let source: String
    package let grade: String
    package let score: String
    /// The procedure has come to its end.
    package let isFinished: Bool
    /// How often it was used, for the purpose that was asked or for any.
    package let uses: Int

    init(_ row: SQLRow) throws {
        let inspection: String = try row.get(1)
        let state: String = try row.get(9)
        key = ResultKey(
            organisation: try row.get(0), inspection: inspection.isEmpty ? nil : InspectionID(inspection),
            round: try row.get(2))
        code = try row.get(3)
        name = try row.get(4)
        doneOn = try row.get(5)
        source = try row.get(6)
        grade = try row.get(7)
        score = try row.get(8)
        isFinished = state == "finished"
        uses = try row.get(10)
    }
}
