package import SQLCore
package import Supervision

/// A unit to which a problem may be given.
package struct FindingUnitChoice: Sendable, Equatable {
    package let id: OrganisationID
    package let code: String
    package let name: String
}

extension Findings {
    /// Units that a text may mean: by code or name exactly, else by part of the name.
    package static func units(
        matching text: String, limit: Int = 6, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [FindingUnitChoice] {
        let folded = text.lowercased().filter { !$0.isWhitespace }
        guard !folded.isEmpty else { return [] }
        let exact = try choices("o.code = \(text) OR o.name_folded = \(folded)", limit, viewer, db)
        return exact.isEmpty
            ? try choices("o.name_folded LIKE \(like(folded)) ESCAPE '\\'", limit, viewer, db) : exact
    }

    /// What a form suggests: governments and departments first, for problems from above.
    package static func suggestedUnits(
        limit: Int = 200, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [FindingUnitChoice] {
        try choices("true", limit, viewer, db)
    }

    /// The campaigns of the viewer's office, newest first, for choosing.
    package static func campaigns(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [(CampaignID, String)] {
        let visible = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "c.")
        return try db.rows(
            "SELECT c.id, c.name FROM campaign c WHERE \(visible) ORDER BY c.starts_on DESC, c.id DESC LIMIT 100"
        ).map { (try $0.get(0), try $0.get(1)) }
    }

    private static func choices(
        _ condition: SQL, _ limit: Int, _ viewer: Viewer, _ db: SQLConnection
    ) throws -> [FindingUnitChoice] {
        let visible = Visibility(organisation: { "o.id = \($0)" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "o.")
        return try db.rows(
            """
            SELECT o.id, o.code, o.name FROM organisation o WHERE o.state = 'open' AND (\(condition)) AND \(visible)
            ORDER BY CASE o.kind WHEN 'government' THEN 0 WHEN 'department' THEN 1 WHEN 'township' THEN 2 ELSE 3 END, o.code
            LIMIT \(limit)
            """
        ).map { FindingUnitChoice(id: try $0.get(0), code: try $0.get(1), name: try $0.get(2)) }
    }
}
