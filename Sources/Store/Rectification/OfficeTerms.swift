package import SQLCore
package import Supervision

/// The rectification_terms table: how far each office lets deadlines be put off.
package enum OfficeTerms {
    private static let setting = OfficeSetting<RectificationTerms>("rectification_terms")

    /// Those of the office with this region code, and their version; 0 while it has set none.
    package static func load(
        of office: String, in db: SQLConnection
    ) throws -> (terms: RectificationTerms, version: Int) {
        try setting.load(of: office, in: db) ?? (.usual, 0)
    }

    /// Sets those of the viewer's own office.
    package static func save(_ terms: RectificationTerms, version: Int, _ act: Act) throws {
        let office = Place(act.viewer.scope).office
        try setting.save(terms, of: office, version: version, else: RectificationRefusal.stale, in: act.db)
        try act.record(
            "rectification.termsSet", of: "office", office,
            [
                "times": "\(terms.times)", "days": "\(terms.days)", "longTermDays": "\(terms.longTermDays)",
                "notice": "\(terms.notice)",
            ])
    }
}
