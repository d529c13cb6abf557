package import SQLCore
package import Supervision

/// A unit that a rule proposes for 复查回访.
package struct RevisitUnit: Sendable, Equatable {
    package let id: OrganisationID
    package let code: String
    package let name: String
    package let figures: RevisitFigures
    /// Campaigns of revisits in which problems of this year stand already.
    package let planned: Int
}

/// Proposals for next year, and the campaigns that were made of them.
package enum Revisits {
    package static let limit = 2_000

    /// The units with what the rule asks for, most and worst first; of problems that the viewer's own office issued.
    package static func proposed(
        _ rule: RevisitRule, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [RevisitUnit] {
        let rows = try db.rows(
            """
            SELECT o.id, o.code, o.name, count(*), sum(CASE WHEN p.is_open THEN 1 ELSE 0 END),
                sum(CASE WHEN p.grade = 'serious' THEN 1 ELSE 0 END), sum(CASE WHEN p.grade = 'grave' THEN 1 ELSE 0 END),
                sum(CASE WHEN EXISTS (SELECT 1 FROM finding_event e WHERE e.finding_id = p.finding_id
                    AND e.part_id = p.id AND e.kind = 'reopened') THEN 1 ELSE 0 END),
                sum(CASE WHEN EXISTS (SELECT 1 FROM finding_recheck k WHERE k.part_id = p.id) THEN 1 ELSE 0 END),
                sum(CASE WHEN EXISTS (SELECT 1 FROM revisit_part v WHERE v.part_id = p.id) THEN 1 ELSE 0 END)
            FROM finding_part p JOIN organisation o ON o.id = p.organisation_id
            WHERE o.state = 'open' AND \(matching(rule, viewer))
            GROUP BY o.id, o.code, o.name LIMIT \(limit)
            """)
        return try rows.map(RevisitUnit.init).filter { rule.proposes($0.figures) }.sorted { left, right in
            let (a, b) = (left.figures, right.figures)
            if a.grave != b.grave { return a.grave > b.grave }
            if a.serious != b.serious { return a.serious > b.serious }
            return a.findings == b.findings ? left.code < right.code : a.findings > b.findings
        }
    }

    static func matching(_ rule: RevisitRule, _ viewer: Viewer) -> SQL {
        let (first, last): (String, String) = ("\(rule.year)-01-01", "\(rule.year)-12-31")
        var conditions: [SQL] = [
            Findings.own(viewer), "p.state <> 'draft'", "p.issued_on >= \(first) AND p.issued_on <= \(last)",
            "p.grade IN (\(list: rule.grades))",
        ]
        if let source = rule.source { conditions.append("p.source = \(source)") }
        if let campaign = rule.campaign { conditions.append("p.campaign_id = \(campaign)") }
        return .joined(conditions, separator: " AND ")
    }

    /// A draft campaign of exactly these units, each with the reason why, and the problems it goes to see.
    ///
    /// Its one stratum takes units that carry the label 复查回访, so that more may join before the list is frozen.
    package static func plan(
        _ units: Set<OrganisationID>, of rule: RevisitRule, named name: String, from start: Day, until end: Day,
        by procedure: Procedure, _ act: Act
    ) throws -> CampaignID {
        let chosen = try proposed(rule, visibleTo: act.viewer, in: act.db).filter { units.contains($0.id) }
        guard !chosen.isEmpty, chosen.count == units.count else { throw RectificationRefusal.nothingChosen }
        guard chosen.count <= 200 else { throw RectificationRefusal.tooManyChosen(200) }
        let label = ScopeStratum(
            name: "带“\(Revisits.tag)”标签的单位", filter: ScopeFilter(tags: [Revisits.tag]), rule: .all)
        let scope = CampaignScope(
            strata: [label],
            chosen: chosen.map { HandMark(code: $0.code, reason: $0.figures.reason(under: rule)) })
        let campaign = Campaign(
            id: act.newID(), name: name, kind: .special, framework: nil, startsOn: start, endsOn: end,
            procedure: procedure, strata: scope.strata)
        try Campaigns.create(campaign, scope: scope, act)
        try act.db.execute(
            """
            INSERT INTO revisit_part (campaign_id, part_id, organisation_id)
            SELECT \(campaign.id), p.id, p.organisation_id FROM finding_part p
            WHERE \(matching(rule, act.viewer)) AND p.organisation_id IN (\(list: chosen.map(\.id)))
            """)
        try act.record(
            "revisit.planned", of: "campaign", campaign.id.rawValue,
            ["year": "\(rule.year)", "grade": rule.grade.rawValue, "units": "\(chosen.count)"])
        return campaign.id
    }

    package static let tag = "复查回访"

    /// How many problems a campaign of revisits goes to see; 0 for any other campaign.
    package static func count(of campaign: CampaignID, in db: SQLConnection) throws -> Int {
        try db.first("SELECT count(*) FROM revisit_part WHERE campaign_id = \(campaign)")?.get(0) ?? 0
    }

    /// The campaigns that go to see a part again, as far as the viewer may see campaigns.
    package static func campaigns(
        of part: FindingPartID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [(id: CampaignID, name: String)] {
        try db.rows(
            """
            SELECT c.id, c.name FROM revisit_part v JOIN campaign c ON c.id = v.campaign_id
            WHERE v.part_id = \(part) AND \(Campaigns.visible(to: viewer)) ORDER BY c.starts_on, c.id
            """
        ).map { (try $0.get(0), try $0.get(1)) }
    }
}

extension RevisitUnit {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), code: row.get(1), name: row.get(2),
            figures: RevisitFigures(
                findings: row.get(3), open: row.get(4), serious: row.get(5), grave: row.get(6), cameBack: row.get(7),
                rechecked: row.get(8)),
            planned: row.get(9))
    }
}
