package import SQLCore
package import Supervision

/// Marks clocks that are about to end or have ended, each once, whether or not anybody looks.
package enum DeadlineSweep {
    /// How many days before its end a clock is soon.
    package static let soonDays = 3
    package static let batch = 200

    /// Whether there is anything to mark on `day`.
    package static func isDue(on day: Day, in db: SQLConnection) throws -> Bool {
        try db.first("SELECT 1 FROM deadline d WHERE \(waiting(on: day)) LIMIT 1") != nil
    }

    /// Marks up to `batch` clocks, with an audit entry each; gives how many it marked.
    package static func mark(_ act: Act) throws -> Int {
        let rows = try act.db.rows(
            """
            SELECT d.id, d.due_on, d.subject_kind, d.subject_id, d.rule, d.province, d.city, d.county, d.zone
            FROM deadline d WHERE \(waiting(on: act.day)) ORDER BY d.due_on, d.id LIMIT \(batch)
            """)
        var marked = 0
        for row in rows { marked += try mark(row, act) ? 1 : 0 }
        return marked
    }

    /// The condition in the update, not the query before it, is what makes it once.
    private static func mark(_ row: SQLRow, _ act: Act) throws -> Bool {
        let (id, due): (String, Day) = (try row.get(0), try row.get(1))
        let isLate = due < act.day
        let changed =
            isLate
            ? try act.db.execute("UPDATE deadline SET late_at = \(act.at) WHERE id = \(id) AND late_at IS NULL")
            : try act.db.execute("UPDATE deadline SET soon_at = \(act.at) WHERE id = \(id) AND soon_at IS NULL")
        guard changed == 1 else { return false }
        let place = Place(
            province: try row.get(5), city: try row.get(6), county: try row.get(7), zone: try row.get(8))
        try act.record(
            isLate ? "deadline.late" : "deadline.soon", of: try row.get(2), try row.get(3), in: place,
            ["deadline": id, "rule": try row.get(4), "due": due.text])
        return true
    }

    /// Open, with a known end, and not marked as what it now is; today itself still counts.
    private static func waiting(on day: Day) -> SQL {
        """
        d.met_on IS NULL AND d.cancelled_on IS NULL
        AND ((d.due_on < \(day) AND d.late_at IS NULL)
            OR (d.due_on >= \(day) AND d.due_on <= \(day.adding(days: soonDays)) AND d.soon_at IS NULL))
        """
    }
}
