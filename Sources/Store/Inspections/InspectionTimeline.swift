package import SQLCore
package import Supervision

/// One thing that happened to an inspection, or to what belongs to it.
package struct TimelineRow: Sendable, Equatable {
    package let at: Instant
    package let name: String
    package let role: Role
    package let action: String
    package let content: String
}

extension Inspections {
    /// What happened, newest first, from the audit of the inspection and of everything that hangs on it.
    ///
    /// The caller has required the inspection; units do not see what happens inside the office.
    package static func timeline(of id: InspectionID, in db: SQLConnection) throws -> [TimelineRow] {
        try db.rows(
            """
            SELECT e.at, coalesce(p.name, '系统'), e.role, e.action, e.content
            FROM audit_entry e LEFT JOIN person p ON p.id = e.person_id
            WHERE e.subject_id IN (
                SELECT \(id) UNION SELECT a.id FROM assessment a WHERE a.inspection_id = \(id)
                UNION SELECT o.id FROM opinion o WHERE o.inspection_id = \(id)
                UNION SELECT f.id FROM finding f WHERE f.inspection_id = \(id))
            ORDER BY e.at DESC, e.id DESC LIMIT 200
            """
        ).map { row in
            TimelineRow(
                at: try row.get(0), name: try row.get(1), role: try row.get(2), action: try row.get(3),
                content: try row.get(4))
        }
    }
}
