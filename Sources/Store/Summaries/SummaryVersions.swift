package import SQLCore
package import Supervision

/// One saved state of a draft.
package struct SummaryVersion: Sendable, Equatable {
    package let version: Int
    package let event: Summary.Event
    package let savedBy: String
    package let savedAt: Instant
}

/// The summary_version table.
package enum SummaryVersions {
    /// Older ones go.
    package static let limit = 100

    static func keep(_ summary: Summary, _ event: Summary.Event, _ act: Act) throws {
        try act.db.execute(
            """
            INSERT INTO summary_version (summary_id, version, event, draft, saved_by, saved_at)
            VALUES (\(summary.id), \(summary.version), \(event.rawValue), \(try JSONColumn.text(summary.draft)),
                \(act.viewer.person), \(act.at))
            """)
        try act.db.execute(
            "DELETE FROM summary_version WHERE summary_id = \(summary.id) AND version <= \(summary.version - limit)")
    }

    /// Newest first; the caller has required the summary.
    package static func list(of id: SummaryID, in db: SQLConnection) throws -> [SummaryVersion] {
        try db.rows(
            """
            SELECT v.version, v.event, coalesce(p.name, ''), v.saved_at FROM summary_version v
                LEFT JOIN person p ON p.id = v.saved_by
            WHERE v.summary_id = \(id) ORDER BY v.version DESC
            """
        ).map { row in
            let event: String = try row.get(1)
            return try SummaryVersion(
                version: row.get(0), event: Summary.Event(rawValue: event) ?? .edited, savedBy: row.get(2),
                savedAt: row.get(3))
        }
    }

    /// The draft as it was saved; the caller has required the summary.
    package static func draft(_ version: Int, of id: SummaryID, in db: SQLConnection) throws -> SummaryDraft {
        let row = try db.first(
            "SELECT draft FROM summary_version WHERE summary_id = \(id) AND version = \(version)")
        guard let row else { throw SummaryRefusal.noSuchVersion }
        return try JSONColumn.value(row.get(0))
    }
}
