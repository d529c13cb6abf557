package import SQLCore
import Supervision

/// How many findings and inspections there are in each scope, by district, campaign, source, grade and month.
///
/// Triggers note what every change takes away and adds; here the notes are summed up into cells. Whoever reads a scope
/// adds the notes that are still to be summed, so that the numbers are those of the rows at any moment.
package enum Tally {
    /// Sums up the oldest notes; gives how many went.
    package static func fold(_ act: Act, limit: Int = batch) throws -> Int {
        let rows = try act.db.rows(
            "SELECT \(TallyNote.columns), id FROM tally_note ORDER BY id LIMIT \(limit)")
        guard let last: Int = try rows.last?.get(TallyNote.width) else { return 0 }
        var cells: [TallyKey: Int] = [:]
        for row in rows { try TallyNote(row).add(to: &cells) }
        try store(cells, in: act.db)
        // What was read is what this transaction sees below the last one; a note that commits later stays.
        return try act.db.execute("DELETE FROM tally_note WHERE id <= \(last)")
    }

    package static let batch = 2_000

    private static func store(_ cells: [TallyKey: Int], in db: SQLConnection) throws {
        var rows: [SQL] = []
        func flush() throws {
            guard !rows.isEmpty else { return }
            try db.execute(
                """
                INSERT INTO tally (scope, cube, item, campaign_id, state, due_on, n)
                VALUES \(.joined(rows, separator: ", "))
                ON CONFLICT (scope, cube, item, campaign_id, state, due_on)
                DO UPDATE SET n = tally.n + excluded.n
                """)
            rows.removeAll(keepingCapacity: true)
        }
        for (key, count) in cells where count != 0 {
            rows.append(
                """
                (\(key.scope), \(key.cube.rawValue), \(key.item), \(key.campaign), \(key.state), \(key.due), \(count))
                """)
            if rows.count == 300 { try flush() }
        }
        try flush()
        try db.execute("DELETE FROM tally WHERE n = 0")
    }

    /// Counts everything anew, as after a restore or a repair; gives how many cells there are.
    @discardableResult
    package static func recount(in db: SQLConnection) throws -> Int {
        let cells = try counted(in: db)
        try db.execute("DELETE FROM tally_note")
        try db.execute("DELETE FROM tally")
        try store(cells, in: db)
        return cells.count
    }

    /// How many cells do not say what the rows say; 0 when all is right.
    package static func differences(in db: SQLConnection) throws -> Int {
        var cells = try counted(in: db).mapValues { -$0 }
        try db.forEach("SELECT scope, cube, item, campaign_id, state, due_on, n FROM tally") { row in
            guard let cube = TallyCube(rawValue: try row.get(1)) else { return }
            let key = TallyKey(
                scope: try row.get(0), cube: cube, item: try row.get(2), campaign: try row.get(3),
                state: try row.get(4), due: try row.get(5))
            cells[key, default: 0] += try row.get(6)
        }
        try db.forEach("SELECT \(TallyNote.columns) FROM tally_note") { row in
            try TallyNote(row).add(to: &cells)
        }
        return cells.count { $0.value != 0 }
    }

    /// The cells as the rows themselves give them.
    private static func counted(in db: SQLConnection) throws -> [TallyKey: Int] {
        var cells: [TallyKey: Int] = [:]
        try db.forEach(
            """
            SELECT 'finding', count(*), province, city, county, zone, coalesce(campaign_id, ''), source, grade, state,
                due_on, issued_on, coalesce(closed_on, '') FROM finding_part WHERE state <> 'draft'
            GROUP BY province, city, county, zone, campaign_id, source, grade, state, due_on, issued_on, closed_on
            """
        ) { row in try TallyNote(row).add(to: &cells) }
        try db.forEach(
            """
            SELECT 'inspection', count(*), province, city, county, zone, campaign_id, '', '',
                CASE WHEN hidden THEN 'hidden-' || state ELSE state END, '', '', ''
            FROM inspection WHERE state <> 'prepared'
            GROUP BY province, city, county, zone, campaign_id, state, hidden
            """
        ) { row in try TallyNote(row).add(to: &cells) }
        return cells.filter { $0.value != 0 }
    }
}
