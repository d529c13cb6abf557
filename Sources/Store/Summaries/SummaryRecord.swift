import SQLCore
package import Supervision

/// A summary as its page needs it: itself, whose it is, and what became of the document that it was handed in as.
package struct SummaryRecord: Sendable, Equatable {
    package var summary: Summary
    /// The region that it tells of: its code and name.
    package let region: String
    package let regionName: String
    package let place: Place
    /// Nil while nobody has handed it in.
    package let document: Document?
    package let updatedAt: Instant

    package var id: SummaryID { summary.id }
    package var state: Document.State? { document?.state }
    /// Whether it is still being written.
    package var isOpen: Bool { Summary.isOpen(state) }
}

extension SummaryRecord {
    static var columns: SQL {
        """
        s.content, s.region, coalesce(r.name, s.region), s.province, s.city, s.county, s.zone, d.content, s.updated_at
        """
    }

    static var tables: SQL {
        "FROM summary s LEFT JOIN document d ON d.id = s.document_id LEFT JOIN region r ON r.code = s.region"
    }

    init(_ row: SQLRow) throws {
        let document: String? = try row.get(7)
        try self.init(
            summary: JSONColumn.value(row.get(0)), region: row.get(1), regionName: row.get(2),
            place: Place(province: row.get(3), city: row.get(4), county: row.get(5), zone: row.get(6)),
            document: document.map { try JSONColumn.value($0) }, updatedAt: row.get(8))
    }
}

extension Summary.Kind: SQLConvertible {}
