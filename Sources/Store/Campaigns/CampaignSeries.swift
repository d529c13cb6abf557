package import SQLCore
package import Supervision

/// One batch of a series as it is listed.
package struct BatchRow: Sendable, Equatable {
    package let batch: CampaignBatch
    package let campaign: CampaignID
    package let name: String
    package let state: Campaign.State
    package let startsOn: Day
    package let endsOn: Day
    /// Units that could be drawn, and that were.
    package let frame: Int
    package let drawn: Int
    package let finished: Int
}

/// The campaign_batch table: several batches of one campaign, each a campaign with its own frame, draw and dates.
package enum CampaignSeries {
    /// Which batch a campaign is; nil when it stands alone.
    package static func batch(of id: CampaignID, in db: SQLConnection) throws -> CampaignBatch? {
        try db.first("SELECT series_id, number FROM campaign_batch WHERE campaign_id = \(id)").map {
            CampaignBatch(series: try $0.get(0), number: try $0.get(1))
        }
    }

    /// The batch that would come after those there are.
    package static func next(after id: CampaignID, in db: SQLConnection) throws -> CampaignBatch {
        guard let known = try batch(of: id, in: db) else { return CampaignBatch(series: id, number: 2) }
        let last: Int =
            try db.first("SELECT max(number) FROM campaign_batch WHERE series_id = \(known.series)")?.get(0) ?? 1
        return CampaignBatch(series: known.series, number: last + 1)
    }

    /// Makes `id` the next batch after those of `earlier`, which becomes the first of a series if it stood alone.
    package static func add(_ id: CampaignID, after earlier: CampaignID, _ act: Act) throws {
        let before = try Campaigns.require(earlier, visibleTo: act.viewer, in: act.db)
        let batch = try next(after: earlier, in: act.db)
        if try self.batch(of: earlier, in: act.db) == nil {
            try insert(earlier, CampaignBatch(series: earlier, number: 1), in: act.db)
        }
        try insert(id, batch, in: act.db)
        try act.record(
            "campaign.batchAdded", of: "campaign", id.rawValue, in: before.place,
            ["series": batch.series.rawValue, "number": "\(batch.number)"])
    }

    /// All batches of the campaign's series, in their order; empty when it stands alone.
    package static func batches(
        of id: CampaignID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [BatchRow] {
        try db.rows(
            """
            SELECT b.series_id, b.number, c.id, c.name, c.state, c.starts_on, c.ends_on,
                (SELECT count(*) FROM frame_unit f WHERE f.campaign_id = c.id AND f.status <> 'excluded'),
                (SELECT count(*) FROM inspection i WHERE i.campaign_id = c.id),
                (SELECT count(*) FROM inspection i WHERE i.campaign_id = c.id AND i.state = 'finished')
            FROM campaign_batch b JOIN campaign c ON c.id = b.campaign_id
            WHERE b.series_id = (SELECT x.series_id FROM campaign_batch x WHERE x.campaign_id = \(id))
                AND \(Campaigns.visible(to: viewer))
            ORDER BY b.number
            """
        ).map(BatchRow.init)
    }

    /// Every unit in every batch of the campaign's series, drawn or chosen by hand.
    package static func visits(
        of id: CampaignID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [SeriesVisit] {
        try db.rows(
            """
            SELECT i.organisation_id, i.code, i.name, v.authority, b.number, coalesce(i.visited_on, c.starts_on),
                i.visited_on IS NOT NULL OR i.grade IS NOT NULL OR i.state = 'finished'
            FROM campaign_batch b JOIN campaign c ON c.id = b.campaign_id JOIN inspection i ON i.campaign_id = c.id
                JOIN organisation_version v ON v.id = i.organisation_version_id
            WHERE b.series_id = (SELECT x.series_id FROM campaign_batch x WHERE x.campaign_id = \(id))
                AND \(Campaigns.visible(to: viewer))
            ORDER BY b.number, i.code
            """
        ).map { row in
            let authority: String = try row.get(3)
            return SeriesVisit(
                organisation: try row.get(0), code: try row.get(1), name: try row.get(2),
                authority: AuthorityLevel(rawValue: authority)?.label ?? authority, batch: try row.get(4),
                day: try row.get(5), isVisited: try row.get(6))
        }
    }

    /// Units that batches before this one drew.
    static func units(before batch: CampaignBatch, in db: SQLConnection) throws -> Set<OrganisationID> {
        Set(
            try db.rows(
                """
                SELECT i.organisation_id FROM campaign_batch b JOIN inspection i ON i.campaign_id = b.campaign_id
                WHERE b.series_id = \(batch.series) AND b.number < \(batch.number)
                UNION SELECT i.organisation_id FROM inspection i WHERE i.campaign_id = \(batch.series)
                    AND \(batch.number) > 1
                """
            ).map { try $0.get(0) })
    }

    private static func insert(_ id: CampaignID, _ batch: CampaignBatch, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO campaign_batch (campaign_id, series_id, number) VALUES (\(id), \(batch.series), \(batch.number))
            """)
    }
}

extension BatchRow {
    fileprivate init(_ row: SQLRow) throws {
        let state: String = try row.get(4)
        try self.init(
            batch: CampaignBatch(series: row.get(0), number: row.get(1)), campaign: row.get(2), name: row.get(3),
            state: Campaign.State(rawValue: state) ?? .draft, startsOn: row.get(5), endsOn: row.get(6),
            frame: row.get(7), drawn: row.get(8), finished: row.get(9))
    }
}
