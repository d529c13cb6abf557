package import SQLCore
package import Supervision

/// The finding_recheck table: looks after closure, and what they found.
package enum Rechecks {
    /// Records a look; where the problem came back the part is open again, with a new round and deadline.
    package static func record(
        _ recheck: Recheck, dueOn: Day?, evidence: [EvidenceID] = [], of finding: FindingID, version: Int, _ act: Act
    ) throws {
        try Findings.change(recheck.part, of: finding, version: version, act) { part, actor, moment in
            try part.rechecked(recheck, evidence: evidence, dueOn: dueOn, by: actor, moment)
        }
        let id: Identifier<Recheck> = act.newID()
        let due = recheck.result == .cameBack ? dueOn : nil
        try act.db.execute(
            """
            INSERT INTO finding_recheck (id, part_id, finding_id, result, on_day, method, note, due_on, by_person,
                by_name, at)
            VALUES (\(id), \(recheck.part), \(finding), \(recheck.result), \(recheck.on), \(recheck.method),
                \(recheck.note), \(due), \(act.viewer.person), \(act.viewer.name), \(act.at))
            """)
    }

    package static func list(
        _ filter: RecheckFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<RecheckRow> {
        let (from, condition) = selection(filter, viewer)
        let order: SQL = filter.isDescending ? "k.on_day DESC, k.id DESC" : "k.on_day, k.id"
        let rows = try db.rows(
            """
            SELECT k.part_id, k.finding_id, k.result, k.on_day, k.method, k.note, k.due_on, k.by_name, p.number,
                p.organisation_name, p.problem, p.state
            \(from) WHERE \(condition) ORDER BY \(order) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(from) WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try RecheckRow($0) }, total: total, page: page)
    }

    /// From where the rows come that a filter finds, and under which condition.
    static func selection(_ filter: RecheckFilter, _ viewer: Viewer) -> (from: SQL, condition: SQL) {
        var conditions: [SQL] = [Findings.visible(to: viewer)]
        if let on = filter.on { conditions.append(on.holds("k.on_day")) }
        if let result = filter.result { conditions.append("k.result = \(result)") }
        if let from = filter.from { conditions.append("k.on_day >= \(from)") }
        if let until = filter.until { conditions.append("k.on_day <= \(until)") }
        if !filter.search.isEmpty {
            let pattern = Findings.like(filter.search)
            conditions.append(
                "(p.organisation_name LIKE \(pattern) ESCAPE '\\' OR p.number LIKE \(pattern) ESCAPE '\\')")
        }
        return (
            "FROM finding_recheck k JOIN finding_part p ON p.id = k.part_id",
            .joined(conditions, separator: " AND ")
        )
    }
}

package struct RecheckFilter: Sendable, Equatable {
    package var result: Recheck.Result?
    package var from: Day?
    package var until: Day?
    package var on: FigurePeriod?
    package var search = ""
    package var isDescending = true

    package init() {}
}

/// A look after closure as lists show it.
package struct RecheckRow: Sendable, Equatable {
    package let part: FindingPartID
    package let finding: FindingID
    package let result: Recheck.Result
    package let on: Day
    package let method: String
    package let note: String
    package let dueOn: Day?
    package let by: String
    package let number: String
    package let unit: String
    package let problem: String
    package let state: FindingPart.State
}

extension RecheckRow {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            part: row.get(0), finding: row.get(1), result: row.get(2), on: row.get(3), method: row.get(4),
            note: row.get(5), dueOn: row.get(6), by: row.get(7), number: row.get(8), unit: row.get(9),
            problem: row.get(10), state: row.get(11))
    }
}

extension Recheck.Result: SQLConvertible {}
