import SQLCore
package import Supervision

/// An inspection with its opinion and everything that its page and its acts need.
package struct OpinionCase: Sendable {
    package let inspection: InspectionID
    package let campaign: CampaignID
    package let campaignName: String
    package let organisation: OrganisationID
    package let unit: String
    package let visitedOn: Day?
    package let score: String
    package let grade: String
    package let jurisdiction: Jurisdiction
    package let place: Place
    /// The lead comes first.
    package let team: [PersonID]
    package let lead: PersonID?
    /// Nil until the team has begun to write.
    package let opinion: Opinion?
    package let document: DocumentID?
    package let drafts: [FindingDraft]
    /// By which frameworks it was assessed, each with what it came to.
    package let sheets: [SheetRow]

    package var path: String { "/inspections/\(inspection)/opinion" }

    /// What the composition of a text begins with.
    package func content(evaluation: String = "", dimensions: [(String, String, String)] = []) -> OpinionText.Content {
        var content = OpinionText.Content(
            unit: unit, campaign: campaignName, inspectedOn: visitedOn, score: score, grade: grade,
            evaluation: evaluation, dimensions: dimensions,
            findings: drafts.map { ($0.problem, $0.requirement, $0.dueOn, $0.dueInDays) },
            defence: opinion?.defence ?? [])
        if sheets.count > 1 {
            content.results = sheets.map { ($0.name, $0.scoreText ?? "—", $0.grade ?? "未评") }
        }
        return content
    }
}

extension OpinionCase {
    static func find(
        _ id: InspectionID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> OpinionCase? {
        let row = try db.first(
            """
            SELECT i.id, i.campaign_id, c.name, i.organisation_id, i.name, i.visited_on, i.score, i.grade, c.jurisdiction,
                i.province, i.city, i.county, i.zone, o.content, o.document_id
            FROM inspection i JOIN campaign c ON c.id = i.campaign_id LEFT JOIN opinion o ON o.inspection_id = i.id
            WHERE i.id = \(id) AND \(Inspections.visible(to: viewer))
            """)
        guard let row else { return nil }
        let team = try db.rows(
            "SELECT person_id, is_lead FROM team_member WHERE inspection_id = \(id) ORDER BY is_lead DESC, person_id")
        return try OpinionCase(
            row, team: team, drafts: Findings.drafts(of: id, in: db), sheets: Assessments.sheets(of: id, in: db))
    }

    private init(_ row: SQLRow, team: [SQLRow], drafts: [FindingDraft], sheets: [SheetRow]) throws {
        let score: String = try row.get(6) ?? ""
        let content: String? = try row.get(13)
        let jurisdiction: String = try row.get(8)
        try self.init(
            inspection: row.get(0), campaign: row.get(1), campaignName: row.get(2), organisation: row.get(3),
            unit: row.get(4), visitedOn: row.get(5), score: Score(stored: score)?.formatted() ?? score,
            grade: row.get(7) ?? "", jurisdiction: Jurisdiction(rawValue: jurisdiction) ?? .national,
            place: Place(province: row.get(9), city: row.get(10), county: row.get(11), zone: row.get(12)),
            team: team.map { try $0.get(0) }, lead: team.first { try $0.get(1) }?.get(0),
            opinion: content.map { try JSONColumn.value($0) }, document: row.get(14), drafts: drafts, sheets: sheets)
    }
}
