package import SQLCore
package import Supervision

/// One line of the list of documents.
package struct DocumentRow: Sendable, Equatable {
    package let id: DocumentID
    package let kind: Document.Kind
    package let number: String
    package let title: String
    package let unit: String
    package let state: Document.State
    package let issuedOn: Day?
    package let sentOn: Day?
    package let publishedOn: Day?
    package let createdAt: Instant
}

/// What the list of documents was asked for.
package struct DocumentFilter: Sendable, Equatable {
    package enum Order: String, Sendable, CaseIterable {
        case created, number, issued, unit
    }

    package var text = ""
    package var kind: Document.Kind?
    package var state: Document.State?
    package var isPublished: Bool?
    /// Signed and numbered, and not withdrawn since.
    package var isOut = false
    package var issued: FigurePeriod?
    package var published: FigurePeriod?
    /// Handed in for approval, or a report's draft, which needs no handing in.
    package var waitsForIssue = false
    /// Whether the viewer's own unit has signed for it; nil asks nothing.
    package var isReceived: Bool?
    package var year: Int?
    package var unit = ""
    /// Only those of the viewer's own office, as the workbench counts them.
    package var isOwn = false
    package var order = Order.created
    package var isDescending = true

    package init() {}
}

extension Documents {
    package static func list(
        _ filter: DocumentFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<DocumentRow> {
        let from: SQL = "FROM document d WHERE \(matching(filter, viewer))"
        let rows = try db.rows(
            """
            SELECT d.id, d.kind, d.number, d.title, d.organisation_name, d.state, d.issued_on, d.sent_on, d.published_on,
                d.created_at
            \(from) ORDER BY \(order(filter)) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(from)")?.get(0) ?? 0
        return Listing(rows: try rows.map(DocumentRow.init), total: total, page: page)
    }

    /// The years in which the viewer's documents were issued, newest first.
    package static func years(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [Int] {
        try db.rows(
            """
            SELECT DISTINCT d.year FROM document d
            WHERE d.year IS NOT NULL AND \(visible.condition(for: viewer, alias: "d.")) ORDER BY d.year DESC
            """
        ).map { try $0.get(0) }
    }

    /// From where the rows come that a filter finds, and under which condition.
    static func selection(_ filter: DocumentFilter, _ viewer: Viewer) -> (from: SQL, condition: SQL) {
        ("FROM document d", matching(filter, viewer))
    }

    private static func matching(_ filter: DocumentFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible.condition(for: viewer, alias: "d.")]
        if filter.isOut { conditions.append("d.state IN ('issued', 'sent')") }
        if let issued = filter.issued {
            conditions.append("d.issued_on IS NOT NULL AND \(issued.holds("d.issued_on"))")
        }
        if let published = filter.published {
            conditions.append("d.published_on IS NOT NULL AND \(published.holds("d.published_on"))")
        }
        if filter.isOwn { conditions.append(Todos.own(viewer, "d.")) }
        if let kind = filter.kind { conditions.append("d.kind = \(kind)") }
        if let state = filter.state { conditions.append("d.state = \(state)") }
        if let year = filter.year { conditions.append("d.year = \(year)") }
        if filter.waitsForIssue {
            conditions.append("(d.state = 'submitted' OR d.state = 'draft' AND d.kind = 'report')")
        }
        if let isReceived = filter.isReceived { conditions.append(received(isReceived, viewer)) }
        if filter.isPublished == true { conditions.append("d.published_on IS NOT NULL") }
        if filter.isPublished == false { conditions.append("d.published_on IS NULL") }
        if !filter.unit.isEmpty {
            conditions.append("d.organisation_name LIKE \(LikePattern.containing(filter.unit)) ESCAPE '\\'")
        }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append("(d.title LIKE \(like) ESCAPE '\\' OR d.number LIKE \(like) ESCAPE '\\')")
        }
        return .joined(conditions, separator: " AND ")
    }

    /// As the workbench counts: 主送, sent, and not a 督导意见书, which is signed for on its own page.
    private static func received(_ isReceived: Bool, _ viewer: Viewer) -> SQL {
        guard case .organisation(let unit) = viewer.scope else { return "true" }
        let state: SQL = isReceived ? "IS NOT NULL" : "IS NULL AND d.state = 'sent'"
        return """
            d.kind <> 'opinion' AND EXISTS (SELECT 1 FROM document_recipient q WHERE q.document_id = d.id
                AND q.organisation_id = \(unit) AND q.kind = 'main' AND q.received_on \(state))
            """
    }

    private static func order(_ filter: DocumentFilter) -> SQL {
        switch (filter.order, filter.isDescending) {
        case (.created, false): "d.created_at, d.id"
        case (.created, true): "d.created_at DESC, d.id DESC"
        case (.number, false): "d.year NULLS LAST, d.mark, d.serial NULLS LAST, d.id"
        case (.number, true): "d.year DESC NULLS LAST, d.mark DESC, d.serial DESC NULLS LAST, d.id DESC"
        case (.issued, false): "d.issued_on NULLS LAST, d.id"
        case (.issued, true): "d.issued_on DESC NULLS LAST, d.id DESC"
        case (.unit, false): "d.organisation_name, d.id"
        case (.unit, true): "d.organisation_name DESC, d.id DESC"
        }
    }
}

extension DocumentRow {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), kind: row.get(1), number: row.get(2) ?? "", title: row.get(3), unit: row.get(4),
            state: row.get(5), issuedOn: row.get(6), sentOn: row.get(7), publishedOn: row.get(8), createdAt: row.get(9))
    }
}
