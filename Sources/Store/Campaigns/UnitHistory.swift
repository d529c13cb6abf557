package import SQLCore
package import Supervision

// What earlier supervision came to, for strata such as 薄弱园.
extension CampaignUnits {
    /// The units with their earlier results and their open findings.
    static func withHistory(
        _ units: [RegistryUnit], of place: Place, in db: SQLConnection
    ) throws -> [RegistryUnit] {
        let results = try results(of: place, in: db)
        let open = try db.rows(
            """
            SELECT p.organisation_id, count(*) FROM finding_part p WHERE p.is_open AND \(place.manages(alias: "p."))
            GROUP BY p.organisation_id
            """)
        let findings: [OrganisationID: Int] = try Dictionary(
            uniqueKeysWithValues: open.map { (try $0.get(0), try $0.get(1)) })
        return units.map { unit in
            var next = unit
            next.profile.results = results[unit.profile.id] ?? []
            next.profile.openFindings = findings[unit.profile.id] ?? 0
            return next
        }
    }

    /// Results of campaigns by every framework of theirs, and what was entered of earlier years.
    private static func results(of place: Place, in db: SQLConnection) throws -> [OrganisationID: [UnitResult]] {
        let rows = try db.rows(
            """
            SELECT i.organisation_id, i.campaign_id, c.round_key, i.grade, coalesce(i.visited_on, c.ends_on)
            FROM inspection i JOIN campaign c ON c.id = i.campaign_id
            WHERE i.grade IS NOT NULL AND \(place.manages(alias: "i."))
            UNION ALL
            SELECT i.organisation_id, i.campaign_id, c.round_key, a.grade, coalesce(i.visited_on, c.ends_on)
            FROM assessment a JOIN inspection i ON i.id = a.inspection_id JOIN campaign c ON c.id = i.campaign_id
            WHERE a.sheet > 1 AND a.role = 'onSite' AND a.grade IS NOT NULL AND \(place.manages(alias: "i."))
            UNION ALL
            SELECT o.id, '', r.round_key, r.grade, r.done_on
            FROM round_record r JOIN organisation o ON o.id = r.organisation_id
            WHERE r.campaign_id IS NULL AND r.grade <> '' AND \(place.manages(alias: "o."))
            """)
        var results: [OrganisationID: [UnitResult]] = [:]
        for row in rows {
            results[try row.get(0), default: []].append(
                UnitResult(
                    campaign: try row.get(1), round: try row.get(2), grade: try row.get(3), day: try row.get(4)))
        }
        return results
    }
}

/// Where earlier results may come from, and what grades there were.
package struct EarlierSources: Sendable {
    /// Campaign ids and round keys with their names, newest first.
    package let sources: [(id: String, name: String)]
    package let grades: [String]

    package init(of place: Place, visibleTo viewer: Viewer, in db: SQLConnection) throws {
        let visible = Campaigns.visible(to: viewer)
        let campaigns = try db.rows(
            """
            SELECT c.id, c.name FROM campaign c WHERE \(visible) AND c.state IN ('running', 'finished')
            ORDER BY c.starts_on DESC, c.id LIMIT 100
            """
        ).map { (id: try $0.get(0) as String, name: try $0.get(1) as String) }
        let rounds = try db.rows(
            """
            SELECT c.round_key, max(c.round_name) FROM campaign c WHERE \(visible) AND c.round_key <> ''
            GROUP BY c.round_key ORDER BY 1 DESC
            """
        ).map { (id: try $0.get(0) as String, name: try $0.get(1) as String) }
        sources = rounds + campaigns
        grades = try db.rows(
            """
            SELECT DISTINCT i.grade FROM inspection i WHERE i.grade IS NOT NULL AND \(place.manages(alias: "i."))
            UNION SELECT DISTINCT r.grade FROM round_record r JOIN organisation o ON o.id = r.organisation_id
            WHERE r.grade <> '' AND \(place.manages(alias: "o.")) ORDER BY 1
            """
        ).map { try $0.get(0) }
    }
}
