package import SQLCore
package import Supervision

/// What the list of procedures was asked for.
package struct OwnProcedureFilter: Sendable, Equatable {
    package var text = ""
    package var state: OwnProcedure.State?
    /// `name`, `steps` or `updated`.
    package var sort = "name"
    package var isDescending = false

    package init() {}

    package static let sorts = ["name", "steps", "updated"]
}

extension OwnProcedures {
    package static func list(
        _ filter: OwnProcedureFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<OwnProcedure> {
        var conditions: [SQL] = [offered(to: try Place.office(of: viewer.scope, in: db))]
        if !filter.text.isEmpty {
            conditions.append("w.name LIKE \(LikePattern.containing(filter.text)) ESCAPE '\\'")
        }
        if let state = filter.state { conditions.append("w.state = \(state)") }
        let condition: SQL = .joined(conditions, separator: " AND ")
        let rows = try db.rows(
            """
            SELECT \(columns) FROM own_procedure w WHERE \(condition) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM own_procedure w WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(OwnProcedure.init), total: total, page: page)
    }

    private static func order(_ filter: OwnProcedureFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "steps": "w.steps\(down), w.name, w.id"
        case "updated": "w.updated_at\(down), w.id"
        default: "w.name\(down), w.id"
        }
    }
}
