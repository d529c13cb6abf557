import SQLCore
package import Supervision

/// A finding that the opinion will issue and that the defence may still change.
package struct OpinionFinding: Sendable, Equatable {
    package let id: FindingID
    package let criterion: String
    package let problem: String
    package let requirement: String
    package let dueOn: Day?
}

extension OpinionFinding {
    static func list(of inspection: InspectionID, in db: SQLConnection) throws -> [OpinionFinding] {
        try db.rows(
            """
            SELECT f.id, f.criterion, f.problem, f.requirement, min(p.due_on)
            FROM finding f LEFT JOIN finding_part p ON p.finding_id = f.id
            WHERE f.inspection_id = \(inspection) AND f.state = 'draft'
            GROUP BY f.id, f.criterion, f.problem, f.requirement, f.criterion_id ORDER BY f.criterion_id, f.id
            """
        ).map { row in
            let due: String? = try row.get(4)
            return OpinionFinding(
                id: try row.get(0), criterion: try row.get(1), problem: try row.get(2), requirement: try row.get(3),
                dueOn: due.flatMap { Day($0) })
        }
    }
}
