package import SQLCore
package import Supervision

/// Which items are wanted; what is empty asks nothing.
package struct ReceptionItemFilter: Sendable, Equatable {
    package var reception: ReceptionID?
    /// A state, `waiting` for what is not in, `todo` for what can still be handed in, or `late`.
    package var state = ""
    /// Part of the item's title, its number, or the unit's name.
    package var text = ""
    /// Only what the viewer's own office answers.
    package var isOwn = false
    /// `number`, `due`, `unit` or `state`.
    package var sort = "number"
    package var isDescending = false

    package init(of reception: ReceptionID? = nil) {
        self.reception = reception
    }

    package static let sorts = ["number", "due", "unit", "state"]
}

extension ReceptionItems {
    package static func list(
        _ filter: ReceptionItemFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<ReceptionItemRow> {
        let matching = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(matching) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first(
                "SELECT count(*) FROM reception_item t JOIN reception r ON r.id = t.reception_id WHERE \(matching)")?
            .get(0) ?? 0
        return Listing(rows: try rows.map { try ReceptionItemRow($0) }, total: total, page: page)
    }

    package static func require(
        _ id: ReceptionItemID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ReceptionItemRow {
        let row = try db.first("SELECT \(columns) \(tables) WHERE t.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw ReceptionRefusal.notFound }
        return try ReceptionItemRow(row)
    }

    /// An office sees the items of its region's requests, a unit its own.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { "t.organisation_id = \($0)" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "r.")
    }

    private static func matching(_ filter: ReceptionItemFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if filter.isOwn { conditions.append("\(Todos.own(viewer, "r.")) AND r.state = 'preparing'") }
        if let reception = filter.reception { conditions.append("t.reception_id = \(reception)") }
        switch filter.state {
        case "": break
        case "waiting": conditions.append("t.state IN ('open', 'returned')")
        case "todo": conditions.append("t.state IN ('open', 'returned') AND r.state = 'preparing'")
        case "late": conditions.append("t.state IN ('open', 'returned') AND t.due_on < \(viewer.day)")
        default: conditions.append("t.state = \(filter.state)")
        }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append(
                """
                (t.number = \(filter.text) OR t.title LIKE \(like) ESCAPE '\\'
                    OR t.organisation_name LIKE \(like) ESCAPE '\\')
                """)
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: ReceptionItemFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "due": "t.due_on\(down), t.id"
        case "unit": "t.organisation_name\(down), t.ordinal, t.id"
        case "state": "t.state\(down), t.due_on, t.id"
        default: "r.due_on DESC, t.reception_id, t.ordinal\(down), t.id"
        }
    }

    private static var tables: SQL {
        """
        FROM reception_item t JOIN reception r ON r.id = t.reception_id LEFT JOIN person p ON p.id = t.submitted_by
        """
    }

    private static var columns: SQL {
        """
        t.id, t.reception_id, t.number, t.title, t.requirement, t.organisation_id, t.due_on, t.needs_evidence, t.state,
        t.answer, t.return_reason, t.submitted_on, t.submitted_by, t.version, t.organisation_name,
        coalesce(p.name, ''), t.reminded_on, r.title, r.sender, r.state, r.province, r.city, r.county, r.zone,
        (SELECT count(*) FROM evidence e WHERE e.owner_id = t.id AND e.removed_at IS NULL)
        """
    }
}

extension ReceptionItemRow {
    fileprivate init(_ row: SQLRow) throws {
        item = try ReceptionItem(
            id: row.get(0), reception: row.get(1), number: row.get(2), title: row.get(3), requirement: row.get(4),
            organisation: row.get(5), dueOn: row.get(6), needsEvidence: row.get(7), state: row.get(8),
            answer: row.get(9), returnReason: row.get(10), submittedOn: row.get(11), submittedBy: row.get(12),
            version: row.get(13))
        unit = try row.get(14)
        submittedByName = try row.get(15)
        remindedOn = try row.get(16)
        title = try row.get(17)
        sender = try row.get(18)
        state = try row.get(19)
        place = try Place(province: row.get(20), city: row.get(21), county: row.get(22), zone: row.get(23))
        files = try row.get(24)
    }
}
