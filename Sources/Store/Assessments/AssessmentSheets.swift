package import SQLCore
package import Supervision

/// One framework of a campaign, with where a unit stands in it.
package struct SheetRow: Sendable, Equatable {
    /// From 1.
    package let number: Int
    package let framework: FrameworkID
    package let name: String
    /// By role such as `self`: whether it is a draft or was submitted.
    package let states: [String: String]
    /// What the assessment on site came to.
    package let score: String?
    package let maximum: String?
    package let grade: String?

    /// The score as people read it.
    package var scoreText: String? { score.map { Score(stored: $0)?.formatted() ?? $0 } }
}

extension Assessments {
    /// The frameworks by which an inspection assesses, in the campaign's order; empty for a case without.
    ///
    /// Ask first whether the viewer may see the inspection.
    package static func sheets(of inspection: InspectionID, in db: SQLConnection) throws -> [SheetRow] {
        let rows = try db.rows(
            """
            SELECT a.sheet, a.role, a.state, a.score, a.maximum, a.grade FROM assessment a
            WHERE a.inspection_id = \(inspection)
            """)
        var states: [Int: [String: String]] = [:]
        var results: [Int: (score: String?, maximum: String?, grade: String?)] = [:]
        for row in rows {
            let (sheet, role): (Int, String) = try (row.get(0), row.get(1))
            states[sheet, default: [:]][role] = try row.get(2)
            if role == Assessment.Role.onSite.rawValue {
                results[sheet] = try (row.get(3), row.get(4), row.get(5))
            }
        }
        let campaign: CampaignID? = try db.first("SELECT campaign_id FROM inspection WHERE id = \(inspection)")?.get(0)
        guard let campaign else { return [] }
        return try CampaignFrameworks.list(of: campaign, in: db).map { item in
            let result = results[item.number]
            return SheetRow(
                number: item.number, framework: item.id, name: item.name, states: states[item.number] ?? [:],
                score: result?.score, maximum: result?.maximum, grade: result?.grade)
        }
    }
}
