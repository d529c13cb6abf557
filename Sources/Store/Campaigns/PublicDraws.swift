package import SQLCore
package import Supervision

/// What anybody may see of a draw without login: codes, names and tickets, no reasons and no persons.
package struct PublicDraw: Sendable {
    package let record: CampaignRecord
    package let office: String
    /// Empty until the draw is made: before it, the hash alone is published.
    package let rows: [FrameRow]
    /// A 暗访 that is not over: nothing but the hash is told, not even its name, and no seed, which gives the units away.
    package let isSecret: Bool
}

package enum PublicDraws {
    /// From the freezing of the frame on; nil before that.
    package static func find(_ id: CampaignID, in db: SQLConnection) throws -> PublicDraw? {
        let row = try db.first("SELECT \(Campaigns.columns) FROM campaign c WHERE c.id = \(id) AND c.state <> 'draft'")
        guard let record = try row.map(CampaignRecord.init) else { return nil }
        let isSecret = try isSecret(record.campaign, in: db)
        let rows = record.campaign.seed == nil || isSecret ? [] : try CampaignFrames.rows(of: id, in: db)
        return PublicDraw(
            record: record, office: try DeploymentSettings.value(of: DeploymentSettings.officeName, in: db) ?? "",
            rows: rows.filter { $0.status != .excluded }, isSecret: isSecret)
    }

    /// Until somebody has been at every unit.
    private static func isSecret(_ campaign: Campaign, in db: SQLConnection) throws -> Bool {
        guard campaign.manner == .unannounced else { return false }
        guard campaign.state == .running || campaign.state == .finished else { return true }
        return try db.first("SELECT 1 FROM inspection WHERE campaign_id = \(campaign.id) AND hidden") != nil
    }

    /// The record without what was written by hand, still to be verified as it is.
    package static func recordText(of id: CampaignID, in db: SQLConnection) throws -> String? {
        guard let found = try find(id, in: db), !found.isSecret,
            var record = try CampaignDraws.record(of: id, in: db)
        else { return nil }
        record.excluded = nil
        record.chosen = record.chosen?.map { DrawFrame.Marked(id: $0.id, reason: "指定") }
        return try CampaignDraws.text(record)
    }
}

extension CampaignFrames {
    /// The frame as it would be frozen now, in the shape of a frozen one.
    package static func preview(_ record: CampaignRecord, in db: SQLConnection) throws -> [FrameRow] {
        try FrameSource(record, in: db).plan(in: db).entries.map(FrameRow.init)
    }
}

extension FrameRow {
    fileprivate init(_ entry: FramePlan.Entry) {
        self.init(
            organisation: entry.unit.id, code: entry.unit.code, name: entry.unit.name, stratum: entry.stratum,
            status: entry.status, reason: entry.reason, ticket: "", isSelected: false, position: 0)
    }
}
