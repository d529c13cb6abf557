package import SQLCore
import Supervision

/// A unit of the registry with what a frame keeps of it.
struct RegistryUnit {
    var profile: UnitProfile
    let version: String
}

/// The registry's units as a campaign's scope asks about them.
enum CampaignUnits {
    /// Every open unit that the office manages and that could fit: by kind where every stratum names one.
    static func candidates(_ scope: CampaignScope, of place: Place, in db: SQLConnection) throws -> [RegistryUnit] {
        let rows = try db.rows(
            """
            SELECT o.id, o.code, o.name, o.region_code, o.kind, o.running, o.authority, o.stages, o.tags, o.version_id
            FROM organisation o
            WHERE o.state = 'open' AND \(place.manages(alias: "o.")) AND \(kinds(scope)) ORDER BY o.code
            """)
        let units = try rows.map(RegistryUnit.init)
        guard scope.strata.contains(where: { $0.filter.earlier != nil }) else { return units }
        return try withHistory(units, of: place, in: db)
    }

    /// Units that were supervised in the round, or are just being supervised by another campaign of it.
    static func doneInRound(_ round: CampaignRound?, except campaign: CampaignID, in db: SQLConnection) throws
        -> Set<OrganisationID>
    {
        guard let round else { return [] }
        let rows = try db.rows(
            """
            SELECT organisation_id FROM round_record
            WHERE round_key = \(round.key) AND coalesce(campaign_id, '') <> \(campaign)
            UNION SELECT i.organisation_id FROM inspection i JOIN campaign c ON c.id = i.campaign_id
            WHERE c.round_key = \(round.key) AND c.id <> \(campaign)
            """)
        return Set(try rows.map { try $0.get(0) })
    }

    private static func kinds(_ scope: CampaignScope) -> SQL {
        guard scope.chosen.isEmpty, scope.strata.allSatisfy({ !$0.filter.kinds.isEmpty }) else { return "true" }
        let codes = Set(scope.strata.flatMap(\.filter.kinds)).compactMap { OrganisationKind(spelled: $0)?.rawValue }
        return "o.kind IN (\(list: codes.sorted()))"
    }
}

extension RegistryUnit {
    /// In the words that people see, as the filters of a scope are written.
    fileprivate init(_ row: SQLRow) throws {
        let kind: String = try row.get(4)
        let running: String = try row.get(5)
        let authority: String = try row.get(6)
        let stages: String = try row.get(7)
        let tags: String = try row.get(8)
        profile = UnitProfile(
            id: try row.get(0), code: try row.get(1), name: try row.get(2), regionCode: try row.get(3),
            kind: OrganisationKind(rawValue: kind)?.label ?? kind,
            running: RunningType(rawValue: running)?.label ?? running,
            authority: AuthorityLevel(rawValue: authority)?.label ?? authority,
            stages: stages.split(separator: " ").map { Stage(rawValue: String($0))?.label ?? String($0) },
            tags: tags.split(separator: " ").map(String.init))
        version = try row.get(9)
    }
}

extension Campaigns {
    /// The office's own place and those right below it, to choose from.
    package static func regions(below place: Place, in db: SQLConnection) throws -> [(code: String, name: String)] {
        try db.rows(
            """
            SELECT code, name FROM region WHERE code = \(place.lowest) OR parent = \(place.lowest)
            ORDER BY code LIMIT 300
            """
        ).map { (try $0.get(0), try $0.get(1)) }
    }
}
