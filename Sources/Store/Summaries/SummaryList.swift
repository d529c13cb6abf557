package import SQLCore
package import Supervision

/// One line of the list of summaries.
package struct SummaryRow: Sendable, Equatable {
    package let id: SummaryID
    package let kind: Summary.Kind
    package let span: SummarySpan?
    package let title: String
    package let region: String
    package let state: Document.State?
    package let number: String
    package let issuedOn: Day?
    package let updatedAt: Instant
}

/// What the list of summaries was asked for.
package struct SummaryFilter: Sendable, Equatable {
    package var text = ""
    package var kind: Summary.Kind?
    package var year: Int?
    package var state: State?
    package var isOwn = false
    /// `span`, `title`, `updated` or `issued`.
    package var sort = "span"
    package var isDescending = true

    package init() {}

    package static let sorts = ["-span", "span", "title", "updated", "issued"]

    package enum State: String, Sendable, CaseIterable {
        case open, submitted, issued, withdrawn

        package var label: String {
            switch self {
            case .open: "起草中"
            case .submitted: "待签发"
            case .issued: "已签发"
            case .withdrawn: "已作废"
            }
        }
    }
}

extension Summaries {
    package static func list(
        _ filter: SummaryFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<SummaryRow> {
        let matching = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT s.id, s.kind, s.year, s.month, s.title, coalesce(r.name, s.region), d.state, d.number, d.issued_on,
                s.updated_at
            \(SummaryRecord.tables) WHERE \(matching) ORDER BY \(order(filter)) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(SummaryRecord.tables) WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map(SummaryRow.init), total: total, page: page)
    }

    package static func years(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [Int] {
        try db.rows(
            "SELECT DISTINCT s.year \(SummaryRecord.tables) WHERE \(visible(to: viewer)) ORDER BY s.year DESC"
        ).map { try $0.get(0) }
    }

    private static func matching(_ filter: SummaryFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if let kind = filter.kind { conditions.append("s.kind = \(kind)") }
        if let year = filter.year { conditions.append("s.year = \(year)") }
        if filter.isOwn { conditions.append(Todos.own(viewer, "s.")) }
        switch filter.state {
        case .open: conditions.append("(d.state IS NULL OR d.state = 'draft')")
        case .submitted: conditions.append("d.state = 'submitted'")
        case .issued: conditions.append("d.state IN ('issued', 'sent')")
        case .withdrawn: conditions.append("d.state = 'withdrawn'")
        case nil: break
        }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append("(s.title LIKE \(like) ESCAPE '\\' OR d.number LIKE \(like) ESCAPE '\\')")
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: SummaryFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "title": "s.title\(down), s.id"
        case "updated": "s.updated_at\(down), s.id"
        case "issued": "d.issued_on\(down) NULLS LAST, s.id"
        default: "s.year\(down), s.month\(down) NULLS FIRST, s.updated_at DESC, s.id"
        }
    }
}

extension SummaryRow {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), kind: row.get(1), span: SummarySpan(year: row.get(2), month: row.get(3)), title: row.get(4),
            region: row.get(5), state: row.get(6), number: row.get(7) ?? "", issuedOn: row.get(8), updatedAt: row.get(9)
        )
    }
}
