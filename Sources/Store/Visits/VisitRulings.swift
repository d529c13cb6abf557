import SQLCore
package import Supervision

/// A decision about a mark that does not hold any more.
package struct VisitRuling: Sendable, Equatable {
    package let mark: VisitMark
    package let decision: VisitMark.Decision
    package let reason: String
    package let decidedBy: String
    package let decidedAt: Instant
}

/// The visit_ruling table: no reason that was ever given is lost.
enum VisitRulings {
    static func list(of visit: VisitID, in db: SQLConnection) throws -> [VisitRuling] {
        try db.rows(
            """
            SELECT mark, decision, reason, decided_name, decided_at FROM visit_ruling WHERE visit_id = \(visit)
            ORDER BY decided_at DESC, mark LIMIT 100
            """
        ).map {
            try VisitRuling(
                mark: $0.get(0), decision: $0.get(1), reason: $0.get(2), decidedBy: $0.get(3), decidedAt: $0.get(4))
        }
    }

    /// Keeps what is decided about some marks before something else is.
    static func setAside(_ marks: [VisitMark], of visit: VisitID, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO visit_ruling (visit_id, mark, decided_at, decision, reason, decided_by, decided_name)
            SELECT visit_id, mark, decided_at, decision, reason, decided_by, decided_name FROM visit_note
            WHERE visit_id = \(visit) AND mark IN (\(list: marks.map(\.rawValue))) AND decided_at IS NOT NULL
            ON CONFLICT (visit_id, mark, decided_at) DO NOTHING
            """)
    }

    /// The office decides about these marks again.
    static func reopen(_ marks: [VisitMark], of visit: VisitID, in db: SQLConnection) throws {
        guard !marks.isEmpty else { return }
        try setAside(marks, of: visit, in: db)
        try db.execute(
            """
            UPDATE visit_note SET decision = 'open', reason = '', decided_by = '', decided_name = '', decided_at = NULL
            WHERE visit_id = \(visit) AND mark IN (\(list: marks.map(\.rawValue)))
            """)
    }
}
