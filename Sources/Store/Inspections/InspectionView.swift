package import SQLCore
package import Supervision

/// Everything that an inspection's own page shows, read in one transaction.
package struct InspectionView: Sendable {
    package let row: InspectionRow
    package let standing: UnitStanding
    package let team: [TeamMember]
    package let chosenReason: String
    package let timeline: [TimelineRow]
    /// The frameworks by which it is assessed, each with where it stands.
    package let sheets: [SheetRow]
    package let opinion: String?
    package let documents: [InspectionDocument]
    /// Whether it is a government, department or township, whose self-report is shared out.
    package let isGovernment: Bool

    package init(_ id: InspectionID, visibleTo viewer: Viewer, in db: SQLConnection) throws {
        row = try Inspections.require(id, visibleTo: viewer, in: db)
        standing = try InspectionSteps.standing(of: id, in: db)
        team = try Inspections.team(of: id, in: db)
        chosenReason = try InspectionPlans.chosenReason(of: id, in: db)
        timeline = try Inspections.timeline(of: id, in: db)
        sheets = try Assessments.sheets(of: id, in: db)
        opinion = try db.first("SELECT state FROM opinion WHERE inspection_id = \(id)")?.get(0)
        documents = try db.rows(
            """
            SELECT id, title FROM document WHERE subject_id = \(id) AND state = 'issued' ORDER BY issued_on, id
            """
        ).map { InspectionDocument(id: try $0.get(0), title: try $0.get(1)) }
        let kind = try db.first("SELECT kind FROM organisation_version WHERE id = \(row.organisationVersion)")
        isGovernment = GovernmentCases.kinds.map(\.rawValue).contains(try kind?.get(0) ?? "")
    }
}

/// A document about an inspection, to be opened.
package struct InspectionDocument: Sendable, Equatable {
    package let id: String
    package let title: String
}

/// What a list of inspections may be filtered by.
package struct InspectionChoices: Sendable {
    package let campaigns: [(id: CampaignID, name: String)]
    /// Steps at which any of them stands.
    package let steps: [(code: String, name: String)]
    package let grades: [String]
}

extension Inspections {
    package static func choices(visibleTo viewer: Viewer, in db: SQLConnection) throws -> InspectionChoices {
        let campaigns = try db.rows(
            """
            SELECT DISTINCT c.id, c.name, c.starts_on FROM inspection i JOIN campaign c ON c.id = i.campaign_id
            WHERE \(visible(to: viewer)) ORDER BY c.starts_on DESC, c.id LIMIT 100
            """)
        let steps = try db.rows(
            """
            SELECT DISTINCT i.step, i.step_name FROM inspection i WHERE i.step <> '' AND \(visible(to: viewer))
            ORDER BY i.step_name
            """)
        let grades = try db.rows(
            """
            SELECT DISTINCT i.grade FROM inspection i WHERE i.grade IS NOT NULL AND \(visible(to: viewer)) ORDER BY i.grade
            """)
        return InspectionChoices(
            campaigns: try campaigns.map { (try $0.get(0), try $0.get(1)) },
            steps: try steps.map { (try $0.get(0), try $0.get(1)) }, grades: try grades.map { try $0.get(0) })
    }
}
