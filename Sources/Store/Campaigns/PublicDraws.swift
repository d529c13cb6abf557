package import SQLCore
package import Supervision

/// What anybody may see of a draw without login: codes, names and tickets, no reasons and no persons.
package struct PublicDraw: Sendable {
    package let record: CampaignRecord
    package let office: String
    /// Empty until the draw is made: before it, the hash alone is published.
    package let rows: [FrameRow]
}

package enum PublicDraws {
    /// From the freezing of the frame on; nil before that.
    package static func find(_ id: CampaignID, in db: SQLConnection) throws -> PublicDraw? {
        let row = try db.first("SELECT \(Campaigns.columns) FROM campaign c WHERE c.id = \(id) AND c.state <> 'draft'")
        guard let record = try row.map(CampaignRecord.init) else { return nil }
        let rows = record.campaign.seed == nil ? [] : try CampaignFrames.rows(of: id, in: db)
        return PublicDraw(
            record: record, office: try DeploymentSettings.value(of: DeploymentSettings.officeName, in: db) ?? "",
            rows: rows.filter { $0.status != .excluded })
    }

    /// The record without what was written by hand, still to be verified as it is.
    package static func recordText(of id: CampaignID, in db: SQLConnection) throws -> String? {
        guard var record = try CampaignDraws.record(of: id, in: db) else { return nil }
        record.excluded = nil
        record.chosen = record.chosen?.map { DrawFrame.Marked(id: $0.id, reason: "指定") }
        return try CampaignDraws.text(record)
    }
}

extension CampaignFrames {
    /// The frame as it would be frozen now, in the shape of a frozen one.
    package static func preview(_ record: CampaignRecord, in db: SQLConnection) throws -> [FrameRow] {
        try plan(record.scope, round: record.campaign.round, campaign: record.id, place: record.place, in: db)
            .entries.map(FrameRow.init)
    }
}

extension FrameRow {
    fileprivate init(_ entry: FramePlan.Entry) {
        self.init(
            organisation: entry.unit.id, code: entry.unit.code, name: entry.unit.name, stratum: entry.stratum,
            status: entry.status, reason: entry.reason, ticket: "", isSelected: false, position: 0)
    }
}
