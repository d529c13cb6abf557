package import SQLCore
package import Supervision

/// A problem that was written down and not yet issued, as the team edits it.
package struct FindingDraft: Sendable, Equatable {
    package let id: FindingID
    package let source: Finding.Source
    package let criterion: String
    package let criterionText: String
    package let basis: String
    package let problem: String
    package let requirement: String
    package let grade: Finding.Grade
    package let foundOn: Day
    package let unit: String
    package let dueOn: Day?
    /// Days from the issue, where no day is set.
    package let dueInDays: Int?
    package let version: Int
}

extension Findings {
    /// The drafts of an inspection in the order of their criteria; ask first whether the viewer may see the inspection.
    package static func drafts(of inspection: InspectionID, in db: SQLConnection) throws -> [FindingDraft] {
        try db.rows(
            """
            SELECT f.id, f.source, f.criterion, f.criterion_text, f.basis, f.problem, f.requirement, f.grade,
                f.found_on, p.organisation_name, p.due_on, p.due_days, f.version
            FROM finding f JOIN finding_part p ON p.finding_id = f.id AND p.ordinal = 1
            WHERE f.inspection_id = \(inspection) AND f.state = 'draft' ORDER BY f.criterion, f.created_at, f.id
            """
        ).map(FindingDraft.init)
    }

    /// What was issued from an inspection, by number; for letters and reports.
    package static func issued(from inspection: InspectionID, in db: SQLConnection) throws -> [FindingRow] {
        try db.rows(
            """
            SELECT \(FindingRow.columns) FROM finding_part p JOIN finding f ON f.id = p.finding_id
            WHERE p.inspection_id = \(inspection) AND p.state <> 'draft' ORDER BY p.number_order
            """
        ).map { try FindingRow($0, withPlans: true) }
    }
}

extension FindingDraft {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), source: row.get(1), criterion: row.get(2), criterionText: row.get(3), basis: row.get(4),
            problem: row.get(5), requirement: row.get(6), grade: row.get(7), foundOn: row.get(8), unit: row.get(9),
            dueOn: Day(row.get(10) as String), dueInDays: row.get(11), version: row.get(12))
    }
}
