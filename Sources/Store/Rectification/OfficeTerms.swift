package import SQLCore
package import Supervision

/// The rectification_terms table: how far each office lets deadlines be put off.
package enum OfficeTerms {
    /// Those of the office with this region code, and their version; 0 while it has set none.
    package static func load(
        of office: String, in db: SQLConnection
    ) throws -> (terms: RectificationTerms, version: Int) {
        let row = try db.first("SELECT content, version FROM rectification_terms WHERE office = \(office)")
        guard let row else { return (.usual, 0) }
        return (try JSONColumn.value(row.get(0)), try row.get(1))
    }

    /// Sets those of the viewer's own office.
    package static func save(_ terms: RectificationTerms, version: Int, _ act: Act) throws {
        let office = Place(act.viewer.scope).office
        guard try load(of: office, in: act.db).version == version else { throw RectificationRefusal.stale }
        let content = try JSONColumn.text(terms)
        try act.db.execute(
            """
            INSERT INTO rectification_terms (office, content, version) VALUES (\(office), \(content), 1)
            ON CONFLICT (office) DO UPDATE SET content = excluded.content, version = rectification_terms.version + 1
            """)
        try act.record(
            "rectification.termsSet", of: "office", office,
            [
                "times": "\(terms.times)", "days": "\(terms.days)", "longTermDays": "\(terms.longTermDays)",
                "notice": "\(terms.notice)",
            ])
    }
}
