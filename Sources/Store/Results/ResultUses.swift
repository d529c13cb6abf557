package import SQLCore
package import Supervision

/// The result_use table: who opened whose result for what, and what came of it.
package enum ResultUses {
    /// Opens a result for a purpose; what it says on this day stays with the entry.
    package static func open(
        _ key: ResultKey, for purpose: ResultUse.Purpose, matter: String, _ act: Act
    ) throws -> ResultUseID {
        let unit = try Organisations.require(key.organisation, visibleTo: act.viewer, in: act.db)
        guard let result = try Results.find(key, visibleTo: act.viewer, in: act.db) else {
            throw ResultUseRefusal.noResult(unit.name)
        }
        guard matter.count <= ResultUse.longest else { throw ResultUseRefusal.tooLong(ResultUse.longest) }
        let id: ResultUseID = act.newID()
        try act.db.execute(
            """
            INSERT INTO result_use (id, organisation_id, inspection_id, round_key, done_on, source, grade, score, purpose,
                matter, by_person, on_day, at, province, city, county, zone)
            VALUES (\(id), \(key.organisation), \(key.inspection), \(key.round), \(result.doneOn), \(result.source),
                \(result.grade), \(result.score), \(purpose.rawValue), \(matter.trimmed), \(act.viewer.person),
                \(act.day), \(act.at), \(unit.place.province), \(unit.place.city), \(unit.place.county),
                \(unit.place.zone))
            """)
        try act.record(
            "result.used", of: "result", id.rawValue, in: unit.place,
            ["organisation": key.organisation.rawValue, "purpose": purpose.rawValue])
        return id
    }

    /// What was decided because of it.
    package static func decide(_ id: ResultUseID, _ decision: String, _ act: Act) throws {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        let next = try row.use.decided(decision, by: act.viewer.person, on: act.day)
        try act.db.execute(
            """
            UPDATE result_use SET decision = \(next.decision), decided_by = \(next.decidedBy),
                decided_on = \(next.decidedOn)
            WHERE id = \(id) AND decided_on IS NULL
            """)
        try act.record(
            "result.decided", of: "result", id.rawValue, in: row.place, ["purpose": next.purpose.rawValue])
    }

    package static func find(
        _ id: ResultUseID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ResultUseRow? {
        try db.first("SELECT \(columns) \(tables) WHERE u.id = \(id) AND \(visible(to: viewer))").map(ResultUseRow.init)
    }

    package static func require(
        _ id: ResultUseID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ResultUseRow {
        guard let row = try find(id, visibleTo: viewer, in: db) else { throw ResultUseRefusal.notFound }
        return row
    }

    package static func list(
        _ filter: ResultUseFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<ResultUseRow> {
        let condition = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(condition) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(tables) WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(ResultUseRow.init), total: total, page: page)
    }

    /// Uses belong to the offices; a unit learns of a decision by the office's own letter.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "u.")
    }

    /// From where the rows come that a filter finds, and under which condition.
    static func selection(_ filter: ResultUseFilter, _ viewer: Viewer) -> (from: SQL, condition: SQL) {
        (tables, matching(filter, viewer))
    }

    private static func matching(_ filter: ResultUseFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if let on = filter.on { conditions.append(on.holds("u.on_day")) }
        if let purpose = filter.purpose { conditions.append("u.purpose = \(purpose.rawValue)") }
        if let organisation = filter.organisation { conditions.append("u.organisation_id = \(organisation)") }
        if let inspection = filter.inspection { conditions.append("u.inspection_id = \(inspection)") }
        if let isDecided = filter.isDecided {
            conditions.append(isDecided ? "u.decided_on IS NOT NULL" : "u.decided_on IS NULL")
        }
        if let year = filter.year {
            conditions.append("u.on_day >= \("\(year)-01-01") AND u.on_day <= \("\(year)-12-31")")
        }
        if !filter.text.isEmpty {
            let part = LikePattern.containing(filter.text)
            conditions.append("(o.name LIKE \(part) ESCAPE '\\' OR o.code = \(filter.text))")
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: ResultUseFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return filter.sort == "unit" ? "o.code\(down), u.id\(down)" : "u.at\(down), u.id\(down)"
    }

    private static var tables: SQL {
        """
        FROM result_use u JOIN organisation o ON o.id = u.organisation_id JOIN person p ON p.id = u.by_person
            LEFT JOIN person d ON d.id = u.decided_by
        """
    }

    private static var columns: SQL {
        """
        u.id, u.organisation_id, o.code, o.name, u.inspection_id, u.round_key, u.done_on, u.source, u.grade, u.score,
        u.purpose, u.matter, u.by_person, p.name, u.on_day, u.decision, u.decided_by, coalesce(d.name, ''), u.decided_on,
        u.province, u.city, u.county, u.zone
        """
    }
}

package struct ResultUseFilter: Sendable, Equatable {
    package var purpose: ResultUse.Purpose?
    package var organisation: OrganisationID?
    package var inspection: InspectionID?
    package var isDecided: Bool?
    package var year: Int?
    package var on: FigurePeriod?
    package var text = ""
    /// `at` or `unit`.
    package var sort = "at"
    package var isDescending = true

    package init() {}
}

/// One use with the result as it was then.
package struct ResultUseRow: Sendable, Equatable {
    package let use: ResultUse
    package let key: ResultKey
    package let code: String
    package let name: String
    package let doneOn: Day?
    package let source: String
    package let grade: String
    package let score: String
    package let byName: String
    package let decidedByName: String
    package let place: Place

    package var id: ResultUseID { use.id }

    init(_ row: SQLRow) throws {
        let purpose: String = try row.get(10)
        use = ResultUse(
            id: try row.get(0), organisation: try row.get(1),
            purpose: ResultUse.Purpose(rawValue: purpose) ?? .annualCheck, matter: try row.get(11),
            by: try row.get(12), on: try row.get(14), decision: try row.get(15), decidedBy: try row.get(16),
            decidedOn: try row.get(18))
        key = ResultKey(organisation: try row.get(1), inspection: try row.get(4), round: try row.get(5))
        code = try row.get(2)
        name = try row.get(3)
        doneOn = try row.get(6)
        source = try row.get(7)
        grade = try row.get(8)
        score = try row.get(9)
        byName = try row.get(13)
        decidedByName = try row.get(17)
        place = try Place(province: row.get(19), city: row.get(20), county: row.get(21), zone: row.get(22))
    }
}
