package import SQLCore
package import Supervision

/// A target as lists and its page show it.
package struct DutyTargetRow: Sendable, Equatable {
    package let target: DutyTarget
    package let unit: String
    package let kind: String
    package let reportedByName: String
    package let files: Int
    package let sheetName: String
    package let year: Int
    package let issuer: String
    package let dueOn: Day
    package let sheetState: DutySheet.State
    package let place: Place

    package func daysLate(on today: Day) -> Int? {
        sheetState == .issued && target.state.awaitsUnit && today > dueOn ? dueOn.distance(to: today) : nil
    }
}

/// Which targets are wanted; what is empty asks nothing.
package struct DutyTargetFilter: Sendable, Equatable {
    package var sheet: DutySheetID?
    package var organisation: OrganisationID?
    /// A kind of organisation, such as `township`.
    package var kind = ""
    /// Only what the viewer's own office gave out.
    package var isOwn = false
    /// Of sheets of this year.
    package var year: Int?
    /// A state, `waiting` for what the unit still owes, or `late`.
    package var state = ""
    package var text = ""
    /// `unit`, `title`, `mark` or `state`.
    package var sort = "unit"
    package var isDescending = false

    package init(of sheet: DutySheetID? = nil) {
        self.sheet = sheet
    }

    package static let sorts = ["unit", "title", "state"]
}

extension DutyTargets {
    package static func list(
        _ filter: DutyTargetFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<DutyTargetRow> {
        let matching = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(matching) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first("SELECT count(*) FROM duty_target t JOIN duty_sheet s ON s.id = t.sheet_id WHERE \(matching)")?
            .get(0) ?? 0
        return Listing(rows: try rows.map { try DutyTargetRow($0) }, total: total, page: page)
    }

    package static func require(
        _ id: DutyTargetID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> DutyTargetRow {
        let row = try db.first("SELECT \(columns) \(tables) WHERE t.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw DutyRefusal.notFound }
        return try DutyTargetRow(row)
    }

    /// What each unit of a sheet comes to, ranked; ask first whether the viewer may see the sheet.
    package static func ranking(of id: DutySheetID, in db: SQLConnection) throws -> [DutyStanding] {
        var standings: [OrganisationID: DutyStanding] = [:]
        let rows = try db.rows(
            """
            SELECT t.organisation_id, t.organisation_name, t.organisation_kind, t.full_mark, t.score
            FROM duty_target t WHERE t.sheet_id = \(id)
            """)
        for row in rows {
            let unit: OrganisationID = try row.get(0)
            let full = Score(Points(try row.get(3) as String) ?? .zero)
            let stored: String? = try row.get(4)
            let score = stored.flatMap { Score(stored: $0) }
            let known = standings[unit]
            standings[unit] = DutyStanding(
                organisation: unit, name: try row.get(1), kind: try row.get(2),
                score: (known?.score ?? .zero) + (score ?? .zero), maximum: (known?.maximum ?? .zero) + full,
                confirmed: (known?.confirmed ?? 0) + (score == nil ? 0 : 1), total: (known?.total ?? 0) + 1)
        }
        return DutyRanking.ranked(Array(standings.values))
    }

    /// An office sees its region's, a unit its own once they were given to it.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(
            organisation: { "t.organisation_id = \($0) AND s.state <> 'draft'" }, granted: { _, _ in "false" }
        ).condition(for: viewer, alias: "s.")
    }

    /// From where the rows come that a filter finds, and under which condition.
    static func selection(_ filter: DutyTargetFilter, _ viewer: Viewer) -> (from: SQL, condition: SQL) {
        ("FROM duty_target t JOIN duty_sheet s ON s.id = t.sheet_id", matching(filter, viewer))
    }

    private static func matching(_ filter: DutyTargetFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if let year = filter.year { conditions.append("s.year = \(year)") }
        if filter.isOwn { conditions.append("\(Todos.own(viewer, "s.")) AND s.state = 'issued'") }
        if let sheet = filter.sheet { conditions.append("t.sheet_id = \(sheet)") }
        if let organisation = filter.organisation { conditions.append("t.organisation_id = \(organisation)") }
        if !filter.kind.isEmpty { conditions.append("t.organisation_kind = \(filter.kind)") }
        switch filter.state {
        case "": break
        case "waiting": conditions.append("s.state = 'issued' AND t.state IN ('open', 'returned')")
        case "late":
            conditions.append("s.state = 'issued' AND t.state IN ('open', 'returned') AND s.due_on < \(viewer.day)")
        default: conditions.append("t.state = \(filter.state)")
        }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append("(t.title LIKE \(like) ESCAPE '\\' OR t.organisation_name LIKE \(like) ESCAPE '\\')")
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: DutyTargetFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "title": "t.title\(down), t.organisation_name, t.id"
        case "state": "t.state\(down), t.organisation_name, t.ordinal, t.id"
        default: "s.year DESC, t.organisation_kind, t.organisation_name\(down), t.ordinal, t.id"
        }
    }

    private static var tables: SQL {
        "FROM duty_target t JOIN duty_sheet s ON s.id = t.sheet_id LEFT JOIN person p ON p.id = t.reported_by"
    }

    private static var columns: SQL {
        """
        t.id, t.sheet_id, t.organisation_id, t.title, t.unit, t.rule, t.target, t.full_mark, t.data_source, t.state,
        t.actual, t.actual_note, t.reported_on, t.reported_by, t.return_reason, t.confirmed, t.confirm_note, t.version,
        t.organisation_name, t.organisation_kind, coalesce(p.name, ''), s.name, s.year, s.issuer, s.due_on, s.state,
        s.province, s.city, s.county, s.zone,
        (SELECT count(*) FROM evidence e WHERE e.owner_id = t.id AND e.removed_at IS NULL)
        """
    }
}

extension DutyTargetRow {
    fileprivate init(_ row: SQLRow) throws {
        func points(_ position: Int) throws -> Points? {
            (try row.get(position) as String?).flatMap { Points($0) }
        }
        target = try DutyTarget(
            id: row.get(0), sheet: row.get(1), organisation: row.get(2), title: row.get(3), unit: row.get(4),
            rule: row.get(5), target: points(6) ?? .zero, fullMark: points(7) ?? .zero, dataSource: row.get(8),
            state: row.get(9), actual: points(10), note: row.get(11), reportedOn: row.get(12), reportedBy: row.get(13),
            returnReason: row.get(14), confirmed: points(15), confirmNote: row.get(16), version: row.get(17))
        unit = try row.get(18)
        kind = try row.get(19)
        reportedByName = try row.get(20)
        sheetName = try row.get(21)
        year = try row.get(22)
        issuer = try row.get(23)
        dueOn = try row.get(24)
        sheetState = try row.get(25)
        place = try Place(province: row.get(26), city: row.get(27), county: row.get(28), zone: row.get(29))
        files = try row.get(30)
    }
}
