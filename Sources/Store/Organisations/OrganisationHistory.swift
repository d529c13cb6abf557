package import SQLCore
package import Supervision

/// A code that an organisation has or had.
package struct CodeSpan: Sendable, Equatable {
    package let code: String
    package let from: Day
    /// Nil while it is in use.
    package let until: Day?
}

/// What was said about an organisation for a time.
package struct OrganisationVersion: Sendable, Equatable {
    package let id: String
    package let number: Int
    package let code: String
    package let name: String
    package let kind: OrganisationKind
    package let category: SchoolCategory?
    package let running: RunningType?
    package let authority: AuthorityLevel?
    package let placeName: String
    package let stages: [Stage]
    package let tags: [String]
    package let reason: String
    package let from: Day
    /// Nil while it holds; the day before `from` when it was replaced on its first day.
    package let until: Day?
}

extension Organisations {
    /// Codes over time, the present one first.
    package static func codes(of id: OrganisationID, in db: SQLConnection) throws -> [CodeSpan] {
        try db.rows(
            """
            SELECT code, from_day, until_day FROM organisation_code WHERE organisation_id = \(id)
            ORDER BY from_day DESC, until_day DESC
            """
        ).map { row in
            CodeSpan(code: try row.get(0), from: try row.get(1), until: Day(try row.get(2) as String)?.known)
        }
    }

    /// Versions over time, the present one first.
    package static func versions(of id: OrganisationID, in db: SQLConnection) throws -> [OrganisationVersion] {
        try db.rows(
            """
            SELECT v.id, v.number, v.code, v.name, v.kind, v.category, v.running, v.authority,
                coalesce(r.name, v.region_code), v.stages, v.tags, v.reason, v.from_day, v.until_day
            FROM organisation_version v LEFT JOIN region r ON r.code = v.region_code
            WHERE v.organisation_id = \(id) ORDER BY v.number DESC
            """
        ).map(OrganisationVersion.init)
    }
}

extension OrganisationVersion {
    fileprivate init(_ row: SQLRow) throws {
        func text(_ position: Int) throws -> String { try row.get(position) }
        id = try text(0)
        number = try row.get(1)
        code = try text(2)
        name = try text(3)
        kind = OrganisationKind(rawValue: try text(4)) ?? .other
        category = SchoolCategory(rawValue: try text(5))
        running = RunningType(rawValue: try text(6))
        authority = AuthorityLevel(rawValue: try text(7))
        placeName = try text(8)
        stages = try text(9).words.compactMap(Stage.init)
        tags = try text(10).words
        reason = try text(11)
        from = try row.get(12)
        until = Day(try text(13))?.known
    }
}
