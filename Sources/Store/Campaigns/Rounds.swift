package import SQLCore
package import Supervision

/// A round such as 五年一轮: which units were supervised, and which remain.
package struct RoundLedger: Sendable, Equatable {
    package struct Row: Sendable, Equatable {
        package let organisation: OrganisationID
        package let code: String
        package let name: String
        /// Nil while it has not been supervised.
        package let doneOn: Day?
        package let source: String
        package let grade: String
        /// Entered by hand, so it may be taken out again.
        package let isByHand: Bool
    }

    /// Supervised in this round before, or beside, this campaign.
    package let before: [Row]
    /// This campaign's own units, finished or not.
    package let campaign: [Row]
    /// Units of the registry that the scope fits and that neither has.
    package let remaining: [Row]
    /// The registry's units that the scope fits.
    package let fitting: Set<OrganisationID>

    package var total: Int { fitting.count }
    /// Supervised ones that the scope still fits; one that closed since is covered but no longer in the registry.
    package var supervised: [Row] { (before + campaign).filter { fitting.contains($0.organisation) } }

    /// Supervised before and in this campaign together.
    package var covered: Int { before.count + campaign.count }
}

/// The round_record table.
package enum Rounds {
    package static func ledger(of record: CampaignRecord, in db: SQLConnection) throws -> RoundLedger? {
        guard let round = record.campaign.round else { return nil }
        let before = try db.rows(
            """
            SELECT o.id, o.code, o.name, r.done_on, r.source, r.grade, r.campaign_id
            FROM round_record r JOIN organisation o ON o.id = r.organisation_id
            WHERE r.round_key = \(round.key) AND coalesce(r.campaign_id, '') <> \(record.id)
                AND \(record.place.manages(alias: "o.")) ORDER BY o.code
            """
        ).map(RoundLedger.Row.init(record:))
        let campaign = try db.rows(
            """
            SELECT i.organisation_id, i.code, i.name, r.done_on, i.step_name, i.grade
            FROM inspection i LEFT JOIN round_record r
                ON r.organisation_id = i.organisation_id AND r.round_key = \(round.key) AND r.campaign_id = i.campaign_id
            WHERE i.campaign_id = \(record.id) ORDER BY i.code
            """
        ).map(RoundLedger.Row.init(inspection:))
        let known = Set(before.map(\.organisation)).union(campaign.map(\.organisation))
        let fitting = try CampaignUnits.candidates(record.scope, of: record.place, in: db).map(\.profile)
            .filter { unit in
                record.scope.strata.contains { $0.filter.includes(unit, on: record.campaign.startsOn) }
            }
        let remaining = fitting.filter { !known.contains($0.id) }.map(RoundLedger.Row.init(unit:))
        return RoundLedger(before: before, campaign: campaign, remaining: remaining, fitting: Set(fitting.map(\.id)))
    }

    /// Notes units that were supervised before; lines name a unit by code or by its whole name.
    ///
    /// Gives the lines that name no unit of the office; then nothing was stored.
    package static func add(
        _ lines: [String], doneOn: Day, source: String, to id: CampaignID, _ act: Act
    ) throws -> [String] {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        guard let round = record.campaign.round else { throw CampaignRefusal.invalid(["这个项目没有设定轮次。"]) }
        var found: [OrganisationID] = []
        var unknown: [String] = []
        for line in lines.map(\.trimmed) where !line.isEmpty {
            let row = try act.db.first(
                """
                SELECT o.id FROM organisation o
                WHERE (o.code = \(line) OR o.name = \(line)) AND \(record.place.manages(alias: "o."))
                ORDER BY o.code
                """)
            if let row { found.append(try row.get(0)) } else { unknown.append(line) }
        }
        guard unknown.isEmpty else { return unknown }
        for unit in found {
            try insert(round.key, unit, doneOn: doneOn, source: source, campaign: nil, grade: "", in: act.db)
        }
        try act.record(
            "round.recorded", of: "campaign", id.rawValue, in: record.place,
            ["round": round.key, "units": "\(found.count)"])
        return []
    }

    /// Takes a record out again that was entered by hand.
    package static func remove(_ unit: OrganisationID, from id: CampaignID, _ act: Act) throws {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        let removed = try act.db.execute(
            """
            DELETE FROM round_record WHERE round_key = \(record.campaign.round?.key ?? "") AND organisation_id = \(unit)
                AND campaign_id IS NULL AND organisation_id IN (
                    SELECT o.id FROM organisation o WHERE \(record.place.manages(alias: "o.")))
            """)
        guard removed == 1 else { throw CampaignRefusal.notFound }
        try act.record("round.removed", of: "campaign", id.rawValue, in: record.place, ["unit": unit.rawValue])
    }

    /// A unit came to the end of a campaign's procedure.
    static func finished(_ id: InspectionID, _ act: Act) throws {
        let row = try act.db.first(
            """
            SELECT c.round_key, i.organisation_id, c.name, c.id, coalesce(i.grade, '')
            FROM inspection i JOIN campaign c ON c.id = i.campaign_id WHERE i.id = \(id) AND c.round_key <> ''
            """)
        guard let row else { return }
        try insert(
            row.get(0), row.get(1), doneOn: act.day, source: row.get(2), campaign: row.get(3), grade: row.get(4),
            in: act.db)
    }

    private static func insert(
        _ key: String, _ unit: OrganisationID, doneOn: Day, source: String, campaign: CampaignID?, grade: String,
        in db: SQLConnection
    ) throws {
        try db.execute(
            """
            INSERT INTO round_record (round_key, organisation_id, done_on, source, campaign_id, grade)
            VALUES (\(key), \(unit), \(doneOn), \(source), \(campaign), \(grade)) ON CONFLICT DO NOTHING
            """)
    }
}

extension RoundLedger.Row {
    fileprivate init(record row: SQLRow) throws {
        let campaign: String? = try row.get(6)
        try self.init(
            organisation: row.get(0), code: row.get(1), name: row.get(2), doneOn: row.get(3), source: row.get(4),
            grade: row.get(5), isByHand: campaign == nil)
    }

    fileprivate init(inspection row: SQLRow) throws {
        let step: String = try row.get(4)
        try self.init(
            organisation: row.get(0), code: row.get(1), name: row.get(2), doneOn: row.get(3),
            source: step.isEmpty ? "流程已完成" : step, grade: row.get(5) ?? "", isByHand: false)
    }

    fileprivate init(unit: UnitProfile) {
        self.init(
            organisation: unit.id, code: unit.code, name: unit.name, doneOn: nil, source: "", grade: "", isByHand: false
        )
    }
}
