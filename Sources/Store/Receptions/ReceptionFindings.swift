package import SQLCore
package import Supervision

/// A problem that the upper team found, as the request's page shows it.
package struct ReceptionFinding: Sendable, Equatable {
    package let id: FindingID
    package let number: String
    package let problem: String
    package let grade: Finding.Grade
    package let units: [Unit]

    package struct Unit: Sendable, Equatable {
        package let name: String
        package let state: FindingPart.State
        package let dueOn: Day?
    }
}

/// What the upper team found enters the ledger, split over units, and stays tied to the request.
package enum ReceptionFindings {
    package static func issue(_ new: NewFinding, of id: ReceptionID, _ act: Act) throws -> FindingID {
        let record = try Receptions.requireOwn(id, act)
        let finding = try Findings.issue(new, act)
        try act.db.execute(
            "INSERT INTO reception_finding (reception_id, finding_id) VALUES (\(id), \(finding))")
        try ReceptionEvents.note("found", of: id, said: "\(new.problem.prefix(60))（\(new.parts.count)个责任单位）", act)
        try act.record(
            "reception.found", of: "reception", id.rawValue, in: record.place, ["finding": finding.rawValue])
        return finding
    }

    /// Ask first whether the viewer may see the request.
    package static func list(of id: ReceptionID, in db: SQLConnection) throws -> [ReceptionFinding] {
        let rows = try db.rows(
            """
            SELECT f.id, f.number, f.problem, f.grade, p.organisation_name, p.state, p.due_on
            FROM reception_finding x JOIN finding f ON f.id = x.finding_id JOIN finding_part p ON p.finding_id = f.id
            WHERE x.reception_id = \(id) ORDER BY f.issued_on, f.id, p.ordinal
            """)
        var found: [ReceptionFinding] = []
        for row in rows {
            let unit = try ReceptionFinding.Unit(
                name: row.get(4), state: row.get(5), dueOn: Day(row.get(6) as String))
            let id: FindingID = try row.get(0)
            if let last = found.last, last.id == id {
                found[found.count - 1] = ReceptionFinding(
                    id: id, number: last.number, problem: last.problem, grade: last.grade, units: last.units + [unit])
            } else {
                found.append(
                    try ReceptionFinding(
                        id: id, number: row.get(1) ?? "", problem: row.get(2), grade: row.get(3), units: [unit]))
            }
        }
        return found
    }
}
