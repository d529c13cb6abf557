package import SQLCore
package import Supervision

/// A wish for more time as lists and pages show it.
package struct ExtensionRow: Sendable, Equatable {
    package let request: ExtensionRequest
    package let finding: FindingID
    /// Whether the office gave it of its own accord.
    package let isOffices: Bool
    package let askedName: String
    package let decidedName: String
    package let number: String
    package let unit: String
    package let problem: String
}

/// Which of them are wanted.
package struct ExtensionFilter: Sendable, Equatable {
    package var state: ExtensionRequest.State?
    package var kind: ExtensionRequest.Kind?
    /// Only those that the viewer's own office decides, or the viewer's own unit asked for.
    package var isOwn = false
    package var search = ""
    /// `asked` or `wanted`.
    package var sort = "asked"
    package var isDescending = true
    package var asked: FigurePeriod?
    package var decided: FigurePeriod?

    package init() {}
}

extension Extensions {
    package static func list(
        _ filter: ExtensionFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<ExtensionRow> {
        let condition = matching(filter, viewer)
        let down: SQL = filter.isDescending ? " DESC" : ""
        let order: SQL = filter.sort == "wanted" ? "e.wanted_on\(down), e.id\(down)" : "e.asked_at\(down), e.id\(down)"
        let rows = try db.rows(
            """
            SELECT \(columns), p.number, p.organisation_name, p.problem
            FROM finding_extension e JOIN finding_part p ON p.id = e.part_id
            WHERE \(condition) ORDER BY \(order) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first(
                "SELECT count(*) FROM finding_extension e JOIN finding_part p ON p.id = e.part_id WHERE \(condition)"
            )?.get(0) ?? 0
        return Listing(rows: try rows.map { try ExtensionRow($0) }, total: total, page: page)
    }

    /// Everything that was asked for one part, oldest first; ask first whether the viewer may see it.
    package static func list(of part: FindingPartID, in db: SQLConnection) throws -> [ExtensionRow] {
        try db.rows(
            """
            SELECT \(columns), '', '', '' FROM finding_extension e WHERE e.part_id = \(part) ORDER BY e.asked_at, e.id
            """
        ).map { try ExtensionRow($0) }
    }

    static func requests(of part: FindingPartID, in db: SQLConnection) throws -> [ExtensionRequest] {
        try list(of: part, in: db).map(\.request)
    }

    /// From where the rows come that a filter finds, and under which condition.
    static func selection(_ filter: ExtensionFilter, _ viewer: Viewer) -> (from: SQL, condition: SQL) {
        ("FROM finding_extension e JOIN finding_part p ON p.id = e.part_id", matching(filter, viewer))
    }

    static func matching(_ filter: ExtensionFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [filter.isOwn ? Findings.own(viewer) : Findings.visible(to: viewer)]
        if let state = filter.state { conditions.append("e.state = \(state)") }
        if let asked = filter.asked { conditions.append(asked.holds("e.asked_on")) }
        if let decided = filter.decided {
            conditions.append("e.decided_on IS NOT NULL AND \(decided.holds("e.decided_on"))")
        }
        if let kind = filter.kind { conditions.append("e.kind = \(kind)") }
        if !filter.search.isEmpty {
            let pattern = Findings.like(filter.search)
            conditions.append(
                "(p.organisation_name LIKE \(pattern) ESCAPE '\\' OR p.number LIKE \(pattern) ESCAPE '\\')")
        }
        return .joined(conditions, separator: " AND ")
    }

    private static var columns: SQL {
        """
        e.id, e.part_id, e.finding_id, e.kind, e.side, e.reason, e.due_before, e.wanted_on, e.milestones, e.state,
        e.asked_by, e.asked_name, e.asked_on, e.decided_by, e.decided_name, e.decided_on, e.granted_on, e.answer
        """
    }
}

extension ExtensionRow {
    fileprivate init(_ row: SQLRow) throws {
        request = try ExtensionRequest(
            id: row.get(0), part: row.get(1), kind: row.get(3), reason: row.get(5), dueBefore: row.get(6),
            wantedOn: row.get(7), milestones: JSONColumn.value(row.get(8)), askedBy: row.get(10),
            askedOn: row.get(12), state: row.get(9), decidedBy: row.get(13), decidedOn: row.get(15),
            grantedOn: row.get(16), answer: row.get(17))
        finding = try row.get(2)
        isOffices = try row.get(4) == "office"
        askedName = try row.get(11)
        decidedName = try row.get(14)
        number = try row.get(18)
        unit = try row.get(19)
        problem = try row.get(20)
    }
}
