import SQLCore
import Supervision

/// The names of persons who have to do with a campaign, which its report must not hold.
enum ReportNames {
    /// Teams, accounts of the inspected units, who drafted and approved, and whom units named as responsible.
    ///
    /// A name that is part of a unit's own name is left out: 陶行知小学 is no personal data.
    static func list(_ campaign: CampaignID, in db: SQLConnection) throws -> [String] {
        let names = try people(campaign, in: db) + (try responsible(campaign, in: db))
        let units: [String] = try db.rows("SELECT name FROM inspection WHERE campaign_id = \(campaign)")
            .map { try $0.get(0) }
        return Set(names.map(\.trimmed)).filter { name in !units.contains { $0.contains(name) } }.sorted()
    }

    private static func people(_ campaign: CampaignID, in db: SQLConnection) throws -> [String] {
        try db.rows(
            """
            SELECT p.name FROM person p JOIN team_member t ON t.person_id = p.id
                JOIN inspection i ON i.id = t.inspection_id WHERE i.campaign_id = \(campaign)
            UNION SELECT p.name FROM person p JOIN account a ON a.person_id = p.id
                JOIN inspection i ON i.organisation_id = a.organisation_id WHERE i.campaign_id = \(campaign)
            UNION SELECT p.name FROM person p JOIN document d ON d.drafted_by = p.id OR d.issued_by = p.id
                WHERE d.subject_id = \(campaign)
            UNION SELECT e.by_name FROM finding_event e JOIN finding_part f ON f.id = e.part_id
                WHERE f.campaign_id = \(campaign)
            """
        ).map { try $0.get(0) }
    }

    private static func responsible(_ campaign: CampaignID, in db: SQLConnection) throws -> [String] {
        try db.rows("SELECT content FROM finding_part WHERE campaign_id = \(campaign)").flatMap { row -> [String] in
            let part: FindingPart = try JSONColumn.value(row.get(0))
            guard let plan = part.plan else { return [] }
            return plan.responsible + plan.tasks.flatMap(\.responsible)
        }
    }
}
