package import SQLCore
package import Supervision

/// One line of the audit as the auditor reads it.
package struct AuditRow: Sendable, Equatable {
    package let id: String
    package let at: Instant
    package let name: String
    package let role: Role
    package let action: String
    package let subjectKind: String
    package let subject: String
    package let content: String
    /// 0 until sealed.
    package let sealedAs: Int
}

/// What the auditor asked for.
package struct AuditFilter: Sendable, Equatable {
    package var from: Day?
    package var until: Day?
    package var action = ""
    package var subject = ""
    package var name = ""

    package init() {}
}

extension Audit {
    /// What `viewer` may read, newest first.
    package static func list(
        _ filter: AuditFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<AuditRow> {
        let from: SQL = "FROM audit_entry e LEFT JOIN person p ON p.id = e.person_id WHERE \(matching(filter, viewer))"
        let rows = try db.rows(
            """
            SELECT e.id, e.at, p.name, e.role, e.action, e.subject_kind, e.subject_id, e.content, e.sealed_as
            \(from) ORDER BY e.at DESC, e.id DESC LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(from)")?.get(0) ?? 0
        return Listing(rows: try rows.map(AuditRow.init), total: total, page: page)
    }

    private static func matching(_ filter: AuditFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if let from = filter.from { conditions.append("e.at >= \(Audit.start(of: from))") }
        if let until = filter.until { conditions.append("e.at < \(Audit.start(of: until.adding(days: 1)))") }
        if !filter.action.isEmpty { conditions.append("e.action LIKE \(filter.action + "%") ESCAPE '\\'") }
        if !filter.subject.isEmpty { conditions.append("e.subject_id = \(filter.subject)") }
        if !filter.name.isEmpty { conditions.append("p.name = \(filter.name)") }
        return .joined(conditions, separator: " AND ")
    }

    /// The audit belongs to the region of what was done, and to nobody below.
    private static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "e.")
    }

    /// The instant at which a day begins in Asia/Shanghai.
    private static func start(of day: Day) -> Instant { Instant(milliseconds: (day.number * 24 - 8) * 3_600_000) }
}

extension AuditRow {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), at: row.get(1), name: row.get(2) ?? "系统", role: row.get(3), action: row.get(4),
            subjectKind: row.get(5), subject: row.get(6), content: row.get(7), sealedAs: row.get(8))
    }
}
