package import SQLCore
package import Supervision

/// Which plans are wanted; what is empty asks nothing.
package struct PlanFilter: Sendable, Equatable {
    package var state = ""
    /// Plans over several years are found in each of them.
    package var year: Int?
    package var isOwn = false
    /// Part of the title, the issuer or the document's number.
    package var text = ""
    /// `year`, `title`, `issuer` or `late`.
    package var sort = "year"
    package var isDescending = true

    package init() {}

    package static let sorts = ["-year", "year", "title", "issuer"]
}

extension Plans {
    package static func list(
        _ filter: PlanFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<PlanRecord> {
        let matching = matching(filter, viewer)
        let rows = try db.rows(
            """
            \(select(on: viewer.day)) WHERE \(matching) ORDER BY \(order(filter)) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM plan p WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try PlanRecord($0) }, total: total, page: page)
    }

    private static func matching(_ filter: PlanFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.state.isEmpty { conditions.append("p.state = \(filter.state)") }
        if filter.isOwn { conditions.append(Todos.own(viewer, "p.")) }
        if let year = filter.year { conditions.append("p.year <= \(year) AND p.last_year >= \(year)") }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append(
                """
                (p.title LIKE \(like) ESCAPE '\\' OR p.issuer LIKE \(like) ESCAPE '\\'
                    OR p.document_number LIKE \(like) ESCAPE '\\')
                """)
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: PlanFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "title": "p.title\(down), p.id"
        case "issuer": "p.issuer\(down), p.year DESC, p.id"
        default: "p.year\(down), p.last_year\(down), p.title, p.id"
        }
    }

    static func select(on day: Day) -> SQL {
        """
        SELECT p.id, p.title, p.issuer, p.document_number, p.year, p.last_year, p.dated_on, p.state, p.accepted_on,
            p.version, p.province, p.city, p.county, p.zone,
            (SELECT count(*) FROM plan_item i WHERE i.plan_id = p.id),
            (SELECT count(*) FROM plan_item i WHERE i.plan_id = p.id AND i.status IN ('open', 'running')),
            (SELECT count(*) FROM plan_item i WHERE i.plan_id = p.id AND i.status = 'done'),
            (SELECT count(*) FROM plan_item i WHERE i.plan_id = p.id AND i.status = 'dropped'),
            (SELECT count(*) FROM plan_item i WHERE i.plan_id = p.id AND \(PlanItems.late(on: day))),
            (SELECT count(*) FROM plan_item i WHERE i.plan_id = p.id AND i.status IN ('open', 'running')
                AND i.owner_id IS NULL)
        FROM plan p
        """
    }
}

extension PlanRecord {
    init(_ row: SQLRow) throws {
        plan = try Plan(
            id: row.get(0), title: row.get(1), issuer: row.get(2), documentNumber: row.get(3), year: row.get(4),
            lastYear: row.get(5), date: row.get(6), state: row.get(7), acceptedOn: row.get(8), version: row.get(9))
        place = try Place(province: row.get(10), city: row.get(11), county: row.get(12), zone: row.get(13))
        counts = try PlanCounts(
            total: row.get(14), open: row.get(15), done: row.get(16), dropped: row.get(17), late: row.get(18),
            withoutOwner: row.get(19))
    }
}
