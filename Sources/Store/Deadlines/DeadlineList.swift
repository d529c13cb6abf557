package import SQLCore
package import Supervision

/// A clock as it is shown: what is due, by when, by which clause.
package struct DeadlineRow: Sendable, Equatable {
    package let rule: String
    package let jurisdiction: String
    package let clause: String
    package let title: String
    package let triggeredOn: Day
    package let dueOn: Day?
    package let undeterminedYear: Int?
    package let reason: String
    package let path: String
    package let metOn: Day?
    package let cancelledOn: Day?

    /// Where it stands on a day.
    package func state(on today: Day) -> DeadlineState {
        if let metOn { return .met(on: metOn, daysLate: dueOn.map { max(0, $0.distance(to: metOn)) } ?? 0) }
        guard let dueOn else { return .undetermined(year: undeterminedYear ?? today.year + 1) }
        let left = today.distance(to: dueOn)
        if left < 0 { return .late(days: -left) }
        return left <= 3 ? .dueSoon(daysLeft: left) : .open(daysLeft: left)
    }
}

extension Deadlines {
    /// The clocks of one thing that were not cancelled; ask first whether the viewer may see it.
    package static func list(of subject: String, in db: SQLConnection) throws -> [DeadlineRow] {
        try db.rows(
            """
            SELECT \(DeadlineRow.columns) FROM deadline d WHERE d.subject_id = \(subject) AND d.cancelled_on IS NULL
            ORDER BY d.due_on NULLS LAST, d.rule
            """
        ).map(DeadlineRow.init)
    }
}

extension DeadlineRow {
    static var columns: SQL {
        """
        d.rule, d.jurisdiction, d.clause, d.title, d.triggered_on, d.due_on, d.undetermined_year, d.reason, d.path,
        d.met_on, d.cancelled_on
        """
    }

    init(_ row: SQLRow) throws {
        try self.init(
            rule: row.get(0), jurisdiction: row.get(1), clause: row.get(2), title: row.get(3), triggeredOn: row.get(4),
            dueOn: row.get(5), undeterminedYear: row.get(6), reason: row.get(7), path: row.get(8), metOn: row.get(9),
            cancelledOn: row.get(10))
    }
}
