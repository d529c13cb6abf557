package import SQLCore
package import Supervision

/// What was written down about a campaign's own steps.
package struct CampaignNote: Sendable, Equatable {
    package let step: String
    package let note: StepNote
    package let by: String
    package let at: Instant
}

extension CampaignSteps {
    package static func notes(of id: CampaignID, in db: SQLConnection) throws -> [CampaignNote] {
        try db.rows(
            """
            SELECT n.step, n.on_day, n.place, n.attendees, n.note, coalesce(p.name, ''), n.at
            FROM campaign_note n LEFT JOIN person p ON p.id = n.by_person WHERE n.campaign_id = \(id) ORDER BY n.at, n.id
            """
        ).map { row in
            CampaignNote(
                step: try row.get(0),
                note: StepNote(
                    day: try row.get(1), place: try row.get(2), attendees: try row.get(3), text: try row.get(4)),
                by: try row.get(5), at: try row.get(6))
        }
    }
}
