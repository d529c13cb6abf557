package import SQLCore
package import Supervision

/// The plan_item_campaign table: by which campaigns an item is carried out.
package enum PlanCampaigns {
    static func byItem(_ items: [PlanItemID], in db: SQLConnection) throws -> [PlanItemID: [PlanCampaign]] {
        var found: [PlanItemID: [PlanCampaign]] = [:]
        let rows = try db.rows(
            """
            SELECT l.item_id, c.id, c.name, c.state, c.starts_on, c.ends_on
            FROM plan_item_campaign l JOIN campaign c ON c.id = l.campaign_id WHERE l.item_id IN (\(list: items))
            ORDER BY l.item_id, c.starts_on, c.id
            """)
        for row in rows {
            let state: String = try row.get(3)
            guard let state = Campaign.State(rawValue: state) else { throw SQLError.unreadable(column: "state") }
            found[try row.get(0), default: []].append(
                try PlanCampaign(
                    id: row.get(1), name: row.get(2), state: state, startsOn: row.get(4), endsOn: row.get(5)))
        }
        return found
    }

    /// Ties a campaign to an item; both are the viewer's own office's, and what has not begun begins with it.
    package static func link(_ campaign: CampaignID, to id: PlanItemID, _ act: Act) throws {
        let row = try PlanItems.requireOwn(id, act)
        guard let record = try Campaigns.find(campaign, visibleTo: act.viewer, in: act.db),
            record.place.office == row.place.office
        else { throw PlanRefusal.campaignUnknown }
        let linked = try act.db.execute(
            """
            INSERT INTO plan_item_campaign (item_id, campaign_id, linked_at) VALUES (\(id), \(campaign), \(act.at))
            ON CONFLICT (item_id, campaign_id) DO NOTHING
            """)
        guard linked == 1 else { return }
        if row.item.status == .open { try PlanItems.update(id, row.item.version, "status = 'running'", act) }
        try PlanEvents.note("linked", of: row.item.plan, item: id, said: record.name, act)
        try act.record(
            "plan.linked", of: "plan-item", id.rawValue, in: row.place, ["campaign": campaign.rawValue])
    }

    package static func unlink(_ campaign: CampaignID, from id: PlanItemID, _ act: Act) throws {
        let row = try PlanItems.requireOwn(id, act)
        let changed = try act.db.execute(
            "DELETE FROM plan_item_campaign WHERE item_id = \(id) AND campaign_id = \(campaign)")
        guard changed == 1 else { throw PlanRefusal.campaignUnknown }
        let name = row.campaigns.first { $0.id == campaign }?.name ?? ""
        try PlanEvents.note("unlinked", of: row.item.plan, item: id, said: name, act)
        try act.record(
            "plan.unlinked", of: "plan-item", id.rawValue, in: row.place, ["campaign": campaign.rawValue])
    }

    /// The items that a campaign carries out, as far as the viewer may see them.
    package static func items(
        of campaign: CampaignID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [PlanItemRow] {
        var filter = PlanItemFilter()
        filter.campaign = campaign
        return try PlanItems.list(filter, PageRequest(size: 20), visibleTo: viewer, in: db).rows
    }
}
