package import SQLCore
package import Supervision

/// What the wall chart shows, read at once.
package enum WallMarks {
    /// How many marks one wall has at most.
    package static let limit = 5_000

    /// The marks of a ledger's filter by their days; `isCut` when there are more than a wall can hold.
    package static func list(
        _ filter: FindingFilter, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> (marks: [WallChart.Mark], isCut: Bool) {
        let keys = Findings.keys(filter, .init(), .chunk(1, of: limit + 1), visibleTo: viewer)
        let marks = try db.rows(
            """
            SELECT p.id, p.finding_id, p.number_order, p.organisation_id, p.organisation_name, p.state, p.due_on
            FROM (\(keys)) k JOIN finding_part p ON p.id = k.id ORDER BY p.due_on, p.id
            """
        ).map { row in
            WallChart.Mark(
                part: try row.get(0), finding: try row.get(1), number: FindingNumber(order: try row.get(2)),
                unit: try row.get(3), unitName: try row.get(4), state: try row.get(5),
                dueOn: Day(try row.get(6) as String), on: viewer.day)
        }
        return (Array(marks.prefix(limit)), marks.count > limit)
    }
}
