package import SQLCore
package import Supervision

/// Everything that decides who could be drawn: scope, round, earlier batches, and the day from which years count back.
package struct FrameSource: Sendable {
    package var scope: CampaignScope
    package var round: CampaignRound?
    package var campaign: CampaignID
    /// The batch that the campaign is, or would be.
    package var batch: CampaignBatch?
    package var place: Place
    package var startsOn: Day?

    package init(
        scope: CampaignScope, round: CampaignRound?, campaign: CampaignID, place: Place, batch: CampaignBatch? = nil,
        startsOn: Day? = nil
    ) {
        self.scope = scope
        self.round = round
        self.campaign = campaign
        self.place = place
        self.batch = batch
        self.startsOn = startsOn
    }

    package init(_ record: CampaignRecord, in db: SQLConnection) throws {
        self.init(
            scope: record.scope, round: record.campaign.round, campaign: record.id, place: record.place,
            batch: try CampaignSeries.batch(of: record.id, in: db), startsOn: record.campaign.startsOn)
    }

    func units(in db: SQLConnection) throws -> [RegistryUnit] {
        try CampaignUnits.candidates(scope, of: place, in: db)
    }

    package func plan(in db: SQLConnection) throws -> FramePlan { try plan(of: units(in: db), in: db) }

    func plan(of units: [RegistryUnit], in db: SQLConnection) throws -> FramePlan {
        FramePlan(
            scope, units: units.map(\.profile),
            doneInRound: try CampaignUnits.doneInRound(round, except: campaign, in: db),
            inEarlierBatch: try batch.map { try CampaignSeries.units(before: $0, in: db) } ?? [], on: startsOn)
    }
}
