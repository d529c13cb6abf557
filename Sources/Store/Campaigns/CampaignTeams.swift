package import SQLCore
package import Supervision

/// Who inspects which unit of a campaign.
package enum CampaignTeams {
    /// Every unit of the campaign with its team.
    package static func units(of id: CampaignID, in db: SQLConnection) throws -> [UnitTeam] {
        let members = try db.rows(
            """
            SELECT m.inspection_id, m.person_id, p.name, m.is_lead
            FROM team_member m JOIN inspection i ON i.id = m.inspection_id JOIN person p ON p.id = m.person_id
            WHERE i.campaign_id = \(id) ORDER BY m.is_lead DESC, p.name, p.id
            """)
        var teams: [InspectionID: [TeamMember]] = [:]
        for row in members {
            teams[try row.get(0), default: []].append(
                TeamMember(person: try row.get(1), name: try row.get(2), isLead: try row.get(3)))
        }
        let units = try db.rows(
            """
            SELECT id, code, name, stratum, planned_on, grade FROM inspection
            WHERE campaign_id = \(id) ORDER BY code, id
            """)
        return try units.map { row in
            let inspection: InspectionID = try row.get(0)
            let grade: String? = try row.get(5)
            return UnitTeam(
                inspection: inspection, code: try row.get(1), name: try row.get(2), stratum: try row.get(3),
                plannedOn: try row.get(4), members: teams[inspection] ?? [], isConfirmed: grade != nil)
        }
    }

    /// Inspectors of the office and evaluators, each with how many units of this campaign they have already.
    package static func people(for record: CampaignRecord, on day: Day, in db: SQLConnection) throws -> [TeamPerson] {
        let inspectors = try db.rows(
            """
            SELECT s.person_id, p.name, s.employer, s.term_until FROM inspector s JOIN person p ON p.id = s.person_id
            WHERE s.state = 'active' AND \(record.place.manages(alias: "s."))
                AND coalesce(s.term_until, '9999-12-31') >= \(day)
            """
        ).map { TeamPerson(id: try $0.get(0), name: try $0.get(1), note: "督学 \(try $0.get(2) as String)".trimmed) }
        let accounts = try db.rows(
            """
            SELECT DISTINCT a.person_id, p.name, a.role FROM account a JOIN person p ON p.id = a.person_id
            WHERE a.active AND a.role IN ('inspector', 'evaluator')
                AND a.region_code IN ('', \(record.place.lowest))
            """
        ).map { TeamPerson(id: try $0.get(0), name: try $0.get(1), note: (try $0.get(2) as Role).label) }
        var known: Set<PersonID> = []
        var people = (inspectors + accounts).filter { known.insert($0.id).inserted }
        let loads = try loads(of: record.id, in: db)
        for index in people.indices { people[index].load = loads[people[index].id] ?? 0 }
        return people.sorted { ($0.name, $0.id.rawValue) < ($1.name, $1.id.rawValue) }
    }

    /// Gives units a team; whoever leaves loses the grant today.
    package static func assign(
        _ team: InspectionTeam, to units: [InspectionID], of id: CampaignID, _ act: Act
    ) throws {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        guard record.campaign.state == .drawn || record.campaign.state == .running else {
            throw CampaignRefusal.wrongState("分派督导组", record.campaign.state)
        }
        let able = Set(try people(for: record, on: act.day, in: act.db).map(\.id))
        guard team.members.allSatisfy(able.contains) else {
            throw CampaignRefusal.invalid(["所选人员不是本室的督学或评估专家。"])
        }
        guard !units.isEmpty else { throw CampaignRefusal.invalid(["请先勾选单位。"]) }
        let known = Dictionary(try self.units(of: id, in: act.db).map { ($0.inspection, $0) }) { first, _ in first }
        for unit in units {
            guard let before = known[unit] else { throw InspectionRefusal.notFound }
            guard !before.isConfirmed else { throw InspectionRefusal.confirmed }
            try replace(before.members.map(\.person), by: team, of: unit, record.campaign, act)
        }
    }

    private static func replace(
        _ before: [PersonID], by team: InspectionTeam, of unit: InspectionID, _ campaign: Campaign, _ act: Act
    ) throws {
        for person in before where !team.includes(person) {
            try act.db.execute(
                """
                UPDATE access_grant SET until_day = \(act.day.adding(days: -1))
                WHERE person_id = \(person) AND subject_id = \(unit)
                """)
        }
        try act.db.execute("DELETE FROM team_member WHERE inspection_id = \(unit)")
        let until = max(campaign.endsOn, act.day).adding(months: 12)
        for person in team.members {
            try act.db.execute(
                """
                INSERT INTO team_member (inspection_id, person_id, is_lead)
                VALUES (\(unit), \(person), \(person == team.lead))
                """)
            try act.db.execute(
                """
                INSERT INTO access_grant (id, person_id, subject_id, from_day, until_day)
                VALUES (\(act.newID() as Identifier<TeamMember>), \(person), \(unit), \(act.day), \(until))
                ON CONFLICT (person_id, subject_id) DO UPDATE SET until_day = excluded.until_day
                """)
        }
        let names = team.members.map(\.rawValue).joined(separator: " ")
        try act.record("inspection.assigned", of: "inspection", unit.rawValue, ["team": names])
    }

    private static func loads(of id: CampaignID, in db: SQLConnection) throws -> [PersonID: Int] {
        let rows = try db.rows(
            """
            SELECT m.person_id, count(*) FROM team_member m JOIN inspection i ON i.id = m.inspection_id
            WHERE i.campaign_id = \(id) GROUP BY m.person_id
            """)
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.get(0), try $0.get(1)) })
    }
}

/// A unit of a campaign with its team.
package struct UnitTeam: Sendable, Equatable {
    package let inspection: InspectionID
    package let code: String
    package let name: String
    package let stratum: String
    package let plannedOn: Day?
    /// The lead first.
    package let members: [TeamMember]
    /// Its result is confirmed, so the team stays.
    package let isConfirmed: Bool
}

/// Somebody who may be on a team.
package struct TeamPerson: Sendable, Equatable {
    package let id: PersonID
    package let name: String
    package let note: String
    /// Units of this campaign so far.
    package fileprivate(set) var load = 0
}

extension Place {
    /// The code of the office's own level; empty for the nation.
    package var lowest: String { [zone, county, city, province].first { !$0.isEmpty } ?? "" }
}
