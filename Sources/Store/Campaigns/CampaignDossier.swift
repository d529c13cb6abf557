package import SQLCore
package import Supervision

/// Everything that a campaign's own page shows, read in one transaction.
package struct CampaignDossier: Sendable {
    package let record: CampaignRecord
    /// In their order; empty for a case without assessment.
    package let frameworks: [CampaignFramework]
    /// All batches of its series; empty when it stands alone.
    package let batches: [BatchRow]
    package let clashes: ClashStanding
    /// How the days of an unannounced campaign were drawn; nil while they are not.
    package let visitDays: VisitDayDraw?
    /// As the frame would be frozen now, while it is not; afterwards as it was.
    package let plan: FramePlan
    package let progress: CampaignProgress
    package let notes: [CampaignNote]
    package let round: RoundLedger?
    /// The plan of the round.
    package let cycle: RoundCycleID?
    package let names: [PersonID: String]

    package init(_ id: CampaignID, visibleTo viewer: Viewer, in db: SQLConnection) throws {
        record = try Campaigns.require(id, visibleTo: viewer, in: db)
        let campaign = record.campaign
        frameworks = try CampaignFrameworks.list(of: id, in: db)
        batches = try CampaignSeries.batches(of: id, visibleTo: viewer, in: db)
        clashes = try Clashes.standing(of: record, visibleTo: viewer, in: db)
        visitDays = try VisitDayDraws.find(id, in: db)
        plan =
            campaign.state == .draft
            ? try FrameSource(record, in: db).plan(in: db)
            : try CampaignFrames.frozen(record, in: db)
        progress = try CampaignProgress(of: id, endsOn: campaign.endsOn, on: viewer.day, in: db)
        notes = try CampaignSteps.notes(of: id, in: db)
        round = try Rounds.ledger(of: record, in: db)
        cycle = try RoundCycles.id(of: record, in: db)
        let people = Set(campaign.history.map(\.by))
        let rows = try db.rows("SELECT id, name FROM person WHERE id IN (\(list: people.map(\.rawValue).sorted()))")
        names = try Dictionary(uniqueKeysWithValues: rows.map { (try $0.get(0), try $0.get(1)) })
    }
}
