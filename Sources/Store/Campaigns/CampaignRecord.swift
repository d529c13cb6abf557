import SQLCore
package import Supervision

/// A campaign as it is stored: the domain's value, and what the office keeps beside it.
package struct CampaignRecord: Sendable, Equatable {
    package var campaign: Campaign
    /// Strata and what was decided by hand; the same strata as the campaign's.
    package var scope: CampaignScope
    /// Whose rule pack counts.
    package var jurisdiction: String
    /// The office that runs it.
    package let place: Place
    package let createdBy: String
    package let createdAt: Instant
    package var framedAt: Instant?
    package var drawnAt: Instant?

    package init(
        campaign: Campaign, scope: CampaignScope, jurisdiction: String, place: Place, createdBy: String,
        createdAt: Instant, framedAt: Instant? = nil, drawnAt: Instant? = nil
    ) {
        self.campaign = campaign
        self.scope = scope
        self.jurisdiction = jurisdiction
        self.place = place
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.framedAt = framedAt
        self.drawnAt = drawnAt
    }

    package var id: CampaignID { campaign.id }
    package var name: String { campaign.name }
}

extension CampaignRecord {
    /// Reads `Campaigns.columns`.
    init(_ row: SQLRow) throws {
        let scope: CampaignScope = try JSONColumn.value(row.get(10))
        let kind: String = try row.get(2)
        let state: String = try row.get(12)
        let roundKey: String = try row.get(4)
        let round = roundKey.isEmpty ? nil : CampaignRound(key: roundKey, name: try row.get(5))
        let manner: String = try row.get(25)
        guard let kind = Campaign.Kind(rawValue: kind), let state = Campaign.State(rawValue: state),
            let manner = Campaign.Manner(rawValue: manner)
        else {
            throw SQLError.unreadable(column: "kind")
        }
        let campaign = Campaign(
            id: try row.get(0), name: try row.get(1), kind: kind, manner: manner, framework: try row.get(3),
            startsOn: try row.get(6), endsOn: try row.get(7), procedure: try JSONColumn.value(row.get(8)),
            round: round, strata: scope.strata, state: state, progress: try JSONColumn.value(row.get(9)),
            frameHash: try row.get(13), seed: try row.get(15), history: try JSONColumn.value(row.get(17)),
            version: try row.get(24))
        try self.init(
            campaign: campaign, scope: scope, jurisdiction: row.get(11),
            place: Place(province: row.get(18), city: row.get(19), county: row.get(20), zone: row.get(21)),
            createdBy: row.get(22), createdAt: row.get(23), framedAt: row.get(14), drawnAt: row.get(16))
    }
}
