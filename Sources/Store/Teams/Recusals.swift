package import SQLCore
package import Supervision

/// The recusal table.
package enum Recusals {
    package static func find(
        _ id: RecusalID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> RecusalRow? {
        try db.first("SELECT \(columns) \(tables) WHERE r.id = \(id) AND \(visible(to: viewer))").map(RecusalRow.init)
    }

    package static func require(
        _ id: RecusalID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> RecusalRow {
        guard let row = try find(id, visibleTo: viewer, in: db) else { throw RecusalRefusal.notFound }
        return row
    }

    package static func list(
        _ filter: RecusalFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<RecusalRow> {
        let condition = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(condition) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(tables) WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(RecusalRow.init), total: total, page: page)
    }

    /// Who manages the unit sees all of them, an inspector those about the own person, a unit those it applied for.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(
            organisation: { "r.organisation_id = \($0) AND r.side = 'unit'" },
            granted: { person, _ in "r.person_id = \(person)" }
        ).condition(for: viewer, alias: "r.")
    }

    private static func matching(_ filter: RecusalFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if filter.todo == "decide" { conditions.append(toDecide(by: viewer)) }
        if filter.todo == "read" { conditions.append(toRead(by: viewer)) }
        switch filter.state {
        case "": break
        case "bars":
            conditions.append(
                """
                r.state = 'granted' AND r.from_day <= \(viewer.day)
                    AND coalesce(r.until_day, '9999-12-31') >= \(viewer.day)
                """)
        default: conditions.append("r.state = \(filter.state)")
        }
        if !filter.ground.isEmpty { conditions.append("r.ground = \(filter.ground)") }
        if !filter.side.isEmpty { conditions.append("r.side = \(filter.side)") }
        if !filter.text.isEmpty {
            let part = LikePattern.containing(filter.text)
            conditions.append(
                """
                (p.name LIKE \(part) ESCAPE '\\' OR o.name LIKE \(part) ESCAPE '\\' OR o.code = \(filter.text))
                """)
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: RecusalFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "person": "p.name\(down), r.id"
        case "unit": "o.code\(down), r.id"
        case "until": "r.until_day\(down) NULLS LAST, r.id"
        default: "r.applied_on\(down), r.id\(down)"
        }
    }

    private static var tables: SQL {
        """
        FROM recusal r JOIN person p ON p.id = r.person_id JOIN organisation o ON o.id = r.organisation_id
            LEFT JOIN inspector s ON s.person_id = r.person_id
            LEFT JOIN person a ON a.id = r.applied_by LEFT JOIN person d ON d.id = r.decided_by
        """
    }

    private static var columns: SQL {
        """
        r.id, r.person_id, r.organisation_id, r.ground, r.left_on, r.explanation, r.side, r.applied_by, r.applied_on,
        r.state, r.from_day, r.until_day, r.decided_by, r.decided_on, r.reason, r.version, r.jurisdiction, r.told_on,
        p.name, coalesce(s.code, ''), o.name, o.code, coalesce(a.name, ''), coalesce(d.name, ''),
        r.province, r.city, r.county, r.zone
        """
    }
}

package struct RecusalFilter: Sendable, Equatable {
    /// A state, or `bars` for those that bar today.
    package var state = ""
    package var ground = ""
    /// `decide` or `read`: what the viewer's workbench counts.
    package var todo = ""
    package var side = ""
    package var text = ""
    /// `applied`, `person`, `unit` or `until`.
    package var sort = "applied"
    package var isDescending = true

    package init() {}
}

/// A recusal as pages show it.
package struct RecusalRow: Sendable, Equatable {
    package let recusal: Recusal
    package let jurisdiction: Jurisdiction
    package let toldOn: Day?
    package let personName: String
    package let personCode: String
    package let unitName: String
    package let unitCode: String
    package let appliedByName: String
    package let decidedByName: String
    package let place: Place

    package var id: RecusalID { recusal.id }
    package var rule: RecusalRule? { RecusalPack.of(jurisdiction).rule(recusal.ground) }

    /// Whether the applicant has still to read what was decided.
    package func waits(for person: PersonID) -> Bool {
        recusal.appliedBy == person && toldOn == nil && [.granted, .refused].contains(recusal.state)
    }
}

extension RecusalRow {
    fileprivate init(_ row: SQLRow) throws {
        let ground: String = try row.get(3)
        let side: String = try row.get(6)
        let state: String = try row.get(9)
        let from: Day? = try row.get(10)
        let until: Day? = try row.get(11)
        let jurisdiction: String = try row.get(16)
        recusal = Recusal(
            id: try row.get(0), person: try row.get(1), organisation: try row.get(2),
            ground: RecusalGround(rawValue: ground) ?? .interest, leftOn: try row.get(4), explanation: try row.get(5),
            side: Recusal.Side(rawValue: side) ?? .office, appliedBy: try row.get(7), appliedOn: try row.get(8),
            state: Recusal.State(rawValue: state) ?? .applied, period: from.flatMap { Period(from: $0, until: until) },
            decidedBy: try row.get(12), decidedOn: try row.get(13), reason: try row.get(14), version: try row.get(15))
        self.jurisdiction = Jurisdiction(rawValue: jurisdiction) ?? .national
        toldOn = try row.get(17)
        personName = try row.get(18)
        personCode = try row.get(19)
        unitName = try row.get(20)
        unitCode = try row.get(21)
        appliedByName = try row.get(22)
        decidedByName = try row.get(23)
        place = try Place(province: row.get(24), city: row.get(25), county: row.get(26), zone: row.get(27))
    }
}
