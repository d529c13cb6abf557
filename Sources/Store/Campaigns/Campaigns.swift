package import SQLCore
package import Supervision

/// The campaign table.
package enum Campaigns {
    package static func find(
        _ id: CampaignID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CampaignRecord? {
        let row = try db.first("SELECT \(columns) FROM campaign c WHERE c.id = \(id) AND \(visible(to: viewer))")
        guard var record = try row.map(CampaignRecord.init) else { return nil }
        record.campaign.further = try CampaignFrameworks.further(of: id, in: db)
        return record
    }

    package static func require(
        _ id: CampaignID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CampaignRecord {
        guard let record = try find(id, visibleTo: viewer, in: db) else { throw CampaignRefusal.notFound }
        return record
    }

    /// A new campaign of the viewer's own office.
    package static func create(_ campaign: Campaign, scope: CampaignScope, _ act: Act) throws {
        let record = CampaignRecord(
            campaign: campaign, scope: scope,
            jurisdiction: try DeploymentSettings.value(of: DeploymentSettings.jurisdiction, in: act.db) ?? "national",
            place: try Place.office(of: act.viewer.scope, in: act.db), createdBy: act.viewer.person.rawValue,
            createdAt: act.at)
        try insert(record, in: act.db)
        try RoundCycles.ensure(for: record, act)
        try CampaignFrameworks.set(campaign.further, of: campaign.id, in: act.db)
        try act.record(
            "campaign.created", of: "campaign", record.id.rawValue, in: record.place,
            ["kind": campaign.kind.rawValue, "procedure": campaign.procedure.code])
    }

    /// Stores what changed; refused when somebody else changed it meanwhile.
    package static func update(_ record: CampaignRecord, from old: Int, in db: SQLConnection) throws {
        let campaign = record.campaign
        let changed = try db.execute(
            """
            UPDATE campaign SET name = \(campaign.name), kind = \(campaign.kind.rawValue),
                manner = \(campaign.manner.rawValue),
                framework_version_id = \(campaign.framework), round_key = \(campaign.round?.key ?? ""),
                round_name = \(campaign.round?.name ?? ""), starts_on = \(campaign.startsOn),
                ends_on = \(campaign.endsOn), procedure = \(try JSONColumn.text(campaign.procedure)),
                procedure_code = \(campaign.procedure.code),
                procedure_state = \(try JSONColumn.text(campaign.progress)),
                scope = \(try JSONColumn.text(record.scope)), state = \(campaign.state.rawValue),
                frame_hash = \(campaign.frameHash), framed_at = \(record.framedAt), seed = \(campaign.seed),
                drawn_at = \(record.drawnAt), history = \(try JSONColumn.text(campaign.history)),
                version = \(campaign.version)
            WHERE id = \(campaign.id) AND version = \(old)
            """)
        guard changed == 1 else { throw CampaignStale() }
    }

    static func insert(_ record: CampaignRecord, in db: SQLConnection) throws {
        let campaign = record.campaign
        try db.execute(
            """
            INSERT INTO campaign (id, name, kind, manner, framework_version_id, round_key, round_name, starts_on, ends_on,
                procedure, procedure_code, procedure_state, scope, jurisdiction, state, history, province, city, county, zone,
                created_by, created_at, version)
            VALUES (\(campaign.id), \(campaign.name), \(campaign.kind.rawValue), \(campaign.manner.rawValue),
                \(campaign.framework),
                \(campaign.round?.key ?? ""), \(campaign.round?.name ?? ""), \(campaign.startsOn), \(campaign.endsOn),
                \(try JSONColumn.text(campaign.procedure)), \(campaign.procedure.code),
                \(try JSONColumn.text(campaign.progress)),
                \(try JSONColumn.text(record.scope)), \(record.jurisdiction), \(campaign.state.rawValue),
                \(try JSONColumn.text(campaign.history)), \(record.place.province), \(record.place.city),
                \(record.place.county), \(record.place.zone), \(record.createdBy), \(record.createdAt),
                \(campaign.version))
            """)
    }

    /// A campaign belongs to the office that runs it; units and teams see its inspections, not itself.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "c.")
    }

    static var columns: SQL {
        """
        c.id, c.name, c.kind, c.framework_version_id, c.round_key, c.round_name, c.starts_on, c.ends_on, c.procedure,
        c.procedure_state, c.scope, c.jurisdiction, c.state, c.frame_hash, c.framed_at, c.seed, c.drawn_at, c.history,
        c.province, c.city, c.county, c.zone, c.created_by, c.created_at, c.version, c.manner
        """
    }
}

/// Somebody else changed the campaign first.
package struct CampaignStale: Refusal, Equatable {
    package init() {}

    package var code: String { "campaign.stale" }
    package var kind: RefusalKind { .conflict }
    package var message: String { "这个项目刚被他人修改，请刷新页面看过最新内容后再办理。" }
}

extension Place {
    /// The office that an account of this scope works for, with everything above it.
    package static func office(of scope: Scope, in db: SQLConnection) throws -> Place {
        guard case .region(_, let code) = scope else { return Place() }
        var place = Place(scope)
        var next = code
        for _ in 0..<4 {
            guard let row = try db.first("SELECT level, parent FROM region WHERE code = \(next)") else { break }
            let level: RegionLevel = try row.get(0)
            switch level {
            case .province: place.province = next
            case .city: place.city = next
            case .county: place.county = next
            case .zone: place.zone = next
            }
            next = try row.get(1)
        }
        return place
    }

    /// Equality on the lowest level that the office has: what it manages.
    package func manages(alias: SQL) -> SQL {
        if !zone.isEmpty { return "\(alias)zone = \(zone)" }
        if !county.isEmpty { return "\(alias)county = \(county)" }
        if !city.isEmpty { return "\(alias)city = \(city)" }
        if !province.isEmpty { return "\(alias)province = \(province)" }
        return "true"
    }
}
