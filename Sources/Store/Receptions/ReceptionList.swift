package import SQLCore
package import Supervision

/// Which requests from above are wanted; what is empty asks nothing.
package struct ReceptionFilter: Sendable, Equatable {
    /// A state, or `late`.
    package var state = ""
    package var year: Int?
    /// Only what the viewer's own office answers.
    package var isOwn = false
    /// Part of the title, the sender or the document's number.
    package var text = ""
    /// `due`, `received`, `title` or `sender`.
    package var sort = "due"
    package var isDescending = true

    package init() {}

    package static let sorts = ["-due", "due", "received", "title", "sender"]
}

extension Receptions {
    package static func list(
        _ filter: ReceptionFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<ReceptionRecord> {
        let matching = matching(filter, viewer)
        let rows = try db.rows(
            """
            \(select(on: viewer.day)) WHERE \(matching) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM reception r WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try ReceptionRecord($0) }, total: total, page: page)
    }

    /// From where the rows come that a filter finds, and under which condition.
    static func selection(_ filter: ReceptionFilter, _ viewer: Viewer) -> (from: SQL, condition: SQL) {
        ("FROM reception r", matching(filter, viewer))
    }

    private static func matching(_ filter: ReceptionFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        switch filter.state {
        case "": break
        case "late": conditions.append("r.state = 'preparing' AND r.due_on < \(viewer.day)")
        default: conditions.append("r.state = \(filter.state)")
        }
        if filter.isOwn { conditions.append(Todos.own(viewer, "r.")) }
        if let year = filter.year {
            conditions.append("r.received_on >= \("\(year)-01-01") AND r.received_on <= \("\(year)-12-31")")
        }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append(
                """
                (r.title LIKE \(like) ESCAPE '\\' OR r.sender LIKE \(like) ESCAPE '\\'
                    OR r.document_number LIKE \(like) ESCAPE '\\')
                """)
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: ReceptionFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "received": "r.received_on\(down), r.id"
        case "title": "r.title\(down), r.id"
        case "sender": "r.sender\(down), r.id"
        default: "r.due_on\(down), r.id"
        }
    }

    static func select(on day: Day) -> SQL {
        """
        SELECT r.id, r.title, r.document_number, r.sender, r.received_on, r.due_on, r.visit_from, r.visit_until, r.note,
            r.state, r.report, r.reported_on, r.excuse, r.receipt_number, r.receipt_from, r.receipt_on, r.version,
            r.province, r.city, r.county, r.zone, coalesce(p.name, ''),
            (SELECT count(*) FROM reception_item t WHERE t.reception_id = r.id),
            (SELECT count(*) FROM reception_item t WHERE t.reception_id = r.id AND t.state IN ('open', 'returned')),
            (SELECT count(*) FROM reception_item t WHERE t.reception_id = r.id AND t.state = 'submitted'),
            (SELECT count(*) FROM reception_item t WHERE t.reception_id = r.id AND t.state = 'accepted'),
            (SELECT count(*) FROM reception_item t WHERE t.reception_id = r.id AND t.state IN ('open', 'returned')
                AND t.due_on < \(day)),
            (SELECT count(*) FROM reception_finding f WHERE f.reception_id = r.id)
        FROM reception r LEFT JOIN person p ON p.id = r.reported_by
        """
    }
}

extension ReceptionRecord {
    init(_ row: SQLRow) throws {
        let visitFrom: Day? = try row.get(6)
        let receiptOn: Day? = try row.get(15)
        let receipt = try receiptOn.map { day in
            try Reception.Receipt(number: row.get(13), from: row.get(14), on: day)
        }
        let visit: Period? = try visitFrom.flatMap { from in Period(from: from, until: try row.get(7)) }
        reception = try Reception(
            id: row.get(0), title: row.get(1), documentNumber: row.get(2), sender: row.get(3), receivedOn: row.get(4),
            dueOn: row.get(5), visit: visit, note: row.get(8), state: row.get(9), report: row.get(10),
            reportedOn: row.get(11), excuse: row.get(12), receipt: receipt, version: row.get(16))
        place = try Place(province: row.get(17), city: row.get(18), county: row.get(19), zone: row.get(20))
        reportedBy = try row.get(21)
        counts = try ReceptionCounts(
            total: row.get(22), waiting: row.get(23), submitted: row.get(24), accepted: row.get(25),
            late: row.get(26), findings: row.get(27))
    }
}
