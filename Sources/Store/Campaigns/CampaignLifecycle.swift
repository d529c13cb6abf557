import SQLCore
package import Supervision

/// What changes a campaign's own state besides frame and draw.
package enum CampaignLifecycle {
    /// Stores an edited draft.
    package static func edit(
        _ id: CampaignID, version: Int, _ act: Act, _ change: (inout CampaignRecord) -> Void
    ) throws {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        guard record.campaign.state == .draft else {
            throw CampaignRefusal.wrongState("修改范围和流程", record.campaign.state)
        }
        guard record.campaign.version == version else { throw CampaignStale() }
        var next = record
        change(&next)
        next.campaign = next.campaign.moved(ProcedureState(next.campaign.procedure, level: .campaign))
        try Campaigns.update(next, from: version, in: act.db)
        try RoundCycles.ensure(for: next, act)
        try CampaignFrameworks.set(next.campaign.further, of: id, in: act.db)
        try act.record("campaign.edited", of: "campaign", id.rawValue, in: record.place)
    }

    /// Starts once every unit has its team: units see their inspection and the first step opens.
    package static func start(_ id: CampaignID, _ act: Act) throws {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        let without = try count(
            """
            SELECT count(*) FROM inspection i WHERE i.campaign_id = \(id)
                AND NOT EXISTS (SELECT 1 FROM team_member m WHERE m.inspection_id = i.id AND m.is_lead)
            """, act)
        try Clashes.requireSettled(record, act)
        var next = record
        next.campaign = try record.campaign.started(unitsWithoutTeam: without, by: act.viewer.person, on: act.day)
        let rule = try CampaignTeams.rule(of: record.campaign, in: act.db)
        let wrong = try CampaignTeams.units(of: id, in: act.db).count { $0.refusal(under: rule) != nil }
        guard wrong == 0 else { throw TeamRefusal.incomplete(wrong) }
        try Campaigns.update(next, from: record.campaign.version, in: act.db)
        try act.db.execute(
            "UPDATE inspection SET state = 'running', version = version + 1 WHERE campaign_id = \(id)")
        try SelfReports.begin(of: id, act)
        try act.record("campaign.started", of: "campaign", id.rawValue, in: record.place)
        try CampaignSteps.advance(id, act)
        try CampaignSteps.advanceUnits(of: id, act)
    }

    /// Ends when every unit and every step of the campaign itself is done.
    package static func finish(_ id: CampaignID, _ act: Act) throws {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        let open = try count(
            "SELECT count(*) FROM inspection WHERE campaign_id = \(id) AND state <> 'finished'", act)
        var next = record
        next.campaign = try record.campaign.finished(unitsUnfinished: open, by: act.viewer.person, on: act.day)
        if let step = record.campaign.progress.current(in: record.campaign.procedure) {
            throw ProcedureRefusal.actsMissing(step.name, step.requires)
        }
        try Campaigns.update(next, from: record.campaign.version, in: act.db)
        try act.record("campaign.finished", of: "campaign", id.rawValue, in: record.place)
    }

    private static func count(_ query: SQL, _ act: Act) throws -> Int {
        try act.db.first(query)?.get(0) ?? 0
    }
}
