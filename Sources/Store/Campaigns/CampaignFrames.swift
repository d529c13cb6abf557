package import SQLCore
package import Supervision

/// From scope to frozen frame: what would be drawn from, and what was.
package enum CampaignFrames {
    /// The frame as it would be frozen now.
    package static func plan(
        _ scope: CampaignScope, round: CampaignRound?, campaign: CampaignID, place: Place, in db: SQLConnection
    ) throws -> FramePlan {
        try FrameSource(scope: scope, round: round, campaign: campaign, place: place).plan(in: db)
    }

    /// Freezes the frame, so that its hash stands before anybody knows a seed.
    package static func freeze(_ id: CampaignID, _ act: Act) throws {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        let source = try FrameSource(record, in: act.db)
        let units = try source.units(in: act.db)
        let plan = try source.plan(of: units, in: act.db)
        try requireKnown(record.scope, plan)
        guard plan.entries.contains(where: { $0.status != .excluded }) else { throw CampaignRefusal.frameEmpty }
        let frame = try plan.frame()
        // A rule that cannot be kept is told now, not after the seed is public.
        _ = try plan.draw(seed: "0").record()
        var next = record
        next.campaign = try record.campaign.framed(
            hash: frame.hash, size: frame.units.count, by: act.viewer.person, on: act.day)
        next.framedAt = act.at
        try Campaigns.update(next, from: record.campaign.version, in: act.db)
        let versions = Dictionary(units.map { ($0.profile.id, $0.version) }) { first, _ in first }
        try insert(plan, versions: versions, of: id, in: act.db)
        try act.record(
            "campaign.framed", of: "campaign", id.rawValue, in: record.place,
            ["frameHash": frame.hash, "size": "\(frame.units.count)"])
    }

    /// The frame as it was frozen.
    package static func frozen(_ record: CampaignRecord, in db: SQLConnection) throws -> FramePlan {
        let entries = try rows(of: record.id, in: db).map { row in
            FramePlan.Entry(
                unit: UnitProfile(id: row.organisation, code: row.code, name: row.name, regionCode: "", kind: ""),
                stratum: row.stratum, status: row.status, reason: row.reason)
        }
        return FramePlan(strata: record.scope.strata, entries: entries)
    }

    /// The frozen frame with tickets and what was drawn, those drawn first and in their order.
    package static func rows(of id: CampaignID, in db: SQLConnection) throws -> [FrameRow] {
        try db.rows(
            """
            SELECT f.organisation_id, f.code, v.name, f.stratum, f.status, f.reason, f.ticket, f.selected, f.position
            FROM frame_unit f JOIN organisation_version v ON v.id = f.organisation_version_id
            WHERE f.campaign_id = \(id) ORDER BY f.code
            """
        ).map(FrameRow.init)
    }

    /// A hand mark that names no unit of the registry would silently do nothing.
    private static func requireKnown(_ scope: CampaignScope, _ plan: FramePlan) throws(CampaignRefusal) {
        let chosen = Set(plan.entries.filter { $0.status == .chosen }.map(\.unit.code))
        let excluded = Set(plan.entries.filter { $0.status == .excluded }.map(\.unit.code))
        var unknown = scope.chosen.map(\.code).filter { !chosen.contains($0) }
        unknown += scope.excluded.map(\.code).filter { !excluded.contains($0) }
        guard unknown.isEmpty else {
            throw .invalid(["指定或排除的代码不在可督导的单位中：\(unknown.joined(separator: "、"))。"])
        }
    }

    private static func insert(
        _ plan: FramePlan, versions: [OrganisationID: String], of id: CampaignID, in db: SQLConnection
    ) throws {
        var rest = plan.entries[...]
        while !rest.isEmpty {
            let values = rest.prefix(500).map { entry -> SQL in
                """
                (\(id), \(entry.unit.id), \(versions[entry.unit.id] ?? ""), \(entry.unit.code), \(entry.stratum),
                \(entry.status.rawValue), \(entry.reason))
                """
            }
            try db.execute(
                """
                INSERT INTO frame_unit (campaign_id, organisation_id, organisation_version_id, code, stratum, status,
                    reason)
                VALUES \(SQL.joined(values, separator: ", "))
                """)
            rest = rest.dropFirst(500)
        }
    }
}

/// One unit of a frozen frame.
package struct FrameRow: Sendable, Equatable {
    package let organisation: OrganisationID
    package let code: String
    package let name: String
    package let stratum: Int
    package let status: FramePlan.Status
    package let reason: String
    /// Empty before the draw and for units left out.
    package let ticket: String
    package let isSelected: Bool
    /// From 1 among those selected.
    package let position: Int
}

extension FrameRow {
    fileprivate init(_ row: SQLRow) throws {
        let status: String = try row.get(4)
        try self.init(
            organisation: row.get(0), code: row.get(1), name: row.get(2), stratum: row.get(3),
            status: FramePlan.Status(rawValue: status) ?? .takesPart, reason: row.get(5), ticket: row.get(6),
            isSelected: row.get(7), position: row.get(8))
    }
}
