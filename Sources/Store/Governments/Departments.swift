package import SQLCore
package import Supervision

/// The units to which a government may give indicators: those of its own place.
package enum Departments {
    /// By code or name exactly, else by part of the name.
    package static func matching(
        _ text: String, of found: GovernmentCase, in db: SQLConnection
    ) throws -> [FindingUnitChoice] {
        let folded = text.lowercased().filter { !$0.isWhitespace }
        guard !folded.isEmpty else { return [] }
        let exact = try choices("o.code = \(text) OR o.name_folded = \(folded)", limit: 6, of: found, in: db)
        guard exact.isEmpty else { return exact }
        return try choices(
            "o.name_folded LIKE \(LikePattern.containing(folded)) ESCAPE '\\'", limit: 6, of: found, in: db)
    }

    /// Departments first, for a form to suggest.
    package static func suggested(of found: GovernmentCase, in db: SQLConnection) throws -> [FindingUnitChoice] {
        try choices("o.kind IN ('department', 'township', 'government')", limit: 200, of: found, in: db)
    }

    private static func choices(
        _ condition: SQL, limit: Int, of found: GovernmentCase, in db: SQLConnection
    ) throws -> [FindingUnitChoice] {
        let place = try Place.of(region: found.region, in: db)?.place ?? found.place
        return try db.rows(
            """
            SELECT o.id, o.code, o.name FROM organisation o
            WHERE o.state = 'open' AND (\(condition)) AND (\(place.manages(alias: "o.")) OR o.id = \(found.organisation))
            ORDER BY CASE o.kind WHEN 'department' THEN 0 WHEN 'government' THEN 1 WHEN 'township' THEN 2 ELSE 3 END, o.code
            LIMIT \(limit)
            """
        ).map { FindingUnitChoice(id: try $0.get(0), code: try $0.get(1), name: try $0.get(2)) }
    }
}

/// A framework by which governments are judged, with the years in which it was used.
package struct GovernmentStandard: Sendable, Equatable {
    package let id: FrameworkID
    package let name: String
    package let number: Int
    package let state: Framework.State
    package let criteria: Int
    /// Campaigns that go by this version, the newest first.
    package let campaigns: [String]
    /// The draft that follows it, if somebody has begun one.
    package let draft: FrameworkID?
    package let isOwn: Bool
}

extension GovernmentCases {
    /// The versions that the viewer's cases go by, the newest first.
    package static func standards(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [GovernmentStandard] {
        let rows = try db.rows(
            """
            SELECT w.id, f.name, w.number, w.state, w.criteria, f.id, c.name
            \(tables) JOIN framework_version w ON w.id = c.framework_version_id JOIN framework f ON f.id = w.framework_id
            WHERE \(visible(to: viewer))
            GROUP BY w.id, f.name, w.number, w.state, w.criteria, f.id, c.id, c.name, c.starts_on
            ORDER BY f.name, w.number DESC, w.id, c.starts_on DESC, c.id LIMIT 500
            """)
        var found: [GovernmentStandard] = []
        for row in rows {
            let id: FrameworkID = try row.get(0)
            let campaign: String = try row.get(6)
            if let last = found.last, last.id == id {
                found[found.count - 1] = last.with(campaign)
                continue
            }
            let version = try FrameworkVersions.require(id, visibleTo: viewer, in: db)
            found.append(
                try GovernmentStandard(
                    id: id, name: row.get(1), number: row.get(2), state: row.get(3), criteria: row.get(4),
                    campaigns: [campaign], draft: Frameworks.draft(of: row.get(5), in: db),
                    isOwn: Frameworks.isOwn(version, viewer, in: db)))
        }
        return found
    }
}

extension GovernmentStandard {
    fileprivate func with(_ campaign: String) -> GovernmentStandard {
        GovernmentStandard(
            id: id, name: name, number: number, state: state, criteria: criteria, campaigns: campaigns + [campaign],
            draft: draft, isOwn: isOwn)
    }
}
