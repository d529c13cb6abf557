package import SQLCore
package import Supervision

/// Who inspects which unit of a campaign.
package enum CampaignTeams {
    /// Every unit of the campaign with its team.
    package static func units(of id: CampaignID, in db: SQLConnection) throws -> [UnitTeam] {
        let rows = try db.rows(
            """
            SELECT m.inspection_id, m.person_id, p.name, m.is_lead, m.capacity, g.from_day, g.until_day
            FROM team_member m JOIN inspection i ON i.id = m.inspection_id JOIN person p ON p.id = m.person_id
                LEFT JOIN access_grant g ON g.person_id = m.person_id AND g.subject_id = m.inspection_id
            WHERE i.campaign_id = \(id) ORDER BY m.is_lead DESC, m.capacity DESC, p.name, p.id
            """)
        var teams: [InspectionID: [TeamMember]] = [:]
        for row in rows { teams[try row.get(0), default: []].append(try TeamMember(row, from: 1)) }
        let units = try db.rows(
            """
            SELECT id, organisation_id, code, name, stratum, planned_on, grade, state FROM inspection
            WHERE campaign_id = \(id) ORDER BY code, id
            """)
        return try units.map { row in
            let inspection: InspectionID = try row.get(0)
            let grade: String? = try row.get(6)
            let state: String = try row.get(7)
            return UnitTeam(
                inspection: inspection, organisation: try row.get(1), code: try row.get(2), name: try row.get(3),
                stratum: try row.get(4), plannedOn: try row.get(5), members: teams[inspection] ?? [],
                isConfirmed: grade != nil, isFinished: state == "finished")
        }
    }

    /// How a team of the campaign has to be made up.
    package static func rule(of campaign: Campaign, in db: SQLConnection) throws -> TeamRule {
        let least: Int? = try db.first("SELECT least FROM team_size WHERE campaign_id = \(campaign.id)")?.get(0)
        return .of(campaign.kind, campaign.manner, evaluation: least ?? 1)
    }

    /// How many people at least an evaluation's team has; other kinds have their rule.
    package static func setSize(_ least: Int, of id: CampaignID, _ act: Act) throws {
        let record = try requireOpen(id, act)
        guard record.campaign.kind == .evaluation, record.campaign.manner == .announced else {
            throw TeamRefusal.wish("只有评估认定项目的人数由督导室确定。")
        }
        guard (1...TeamRule.most).contains(least) else { throw TeamRefusal.wish("人数请填1至\(TeamRule.most)。") }
        try act.db.execute(
            """
            INSERT INTO team_size (campaign_id, least) VALUES (\(id), \(least))
            ON CONFLICT (campaign_id) DO UPDATE SET least = excluded.least
            """)
        try act.record("team.sized", of: "campaign", id.rawValue, in: record.place, ["least": "\(least)"])
    }

    /// Gives units a team; whoever leaves loses the grant today.
    package static func assign(
        _ team: InspectionTeam, to units: [InspectionID], of id: CampaignID, _ act: Act
    ) throws {
        let record = try requireOpen(id, act)
        guard !units.isEmpty else { throw TeamRefusal.nothingChosen }
        let pool = try TeamPools.load(for: record, on: act.day, in: act.db)
        let rule = try rule(of: record.campaign, in: act.db)
        let known = Dictionary(try self.units(of: id, in: act.db).map { ($0.inspection, $0) }) { first, _ in first }
        for unit in units {
            guard let before = known[unit] else { throw InspectionRefusal.notFound }
            let seats = try pool.seats(
                lead: team.lead, others: Array(team.members.dropFirst()),
                at: (before.organisation, before.name))
            try rule.require(seats)
            try TeamSeats.replace(before, by: seats, from: pool, record.campaign, act)
        }
    }

    /// The campaign, while teams may still be made.
    static func requireOpen(_ id: CampaignID, _ act: Act) throws -> CampaignRecord {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        guard record.campaign.state == .drawn || record.campaign.state == .running else {
            throw CampaignRefusal.wrongState("分派督导组", record.campaign.state)
        }
        return record
    }
}

/// Seats as rows: the team, and what its people may see from and until a day.
enum TeamSeats {
    static func replace(
        _ before: UnitTeam, by seats: [TeamSeat], from pool: TeamPool, _ campaign: Campaign, _ act: Act
    ) throws {
        guard !before.isConfirmed else { throw InspectionRefusal.confirmed }
        let (unit, staying) = (before.inspection, Set(seats.map(\.person)))
        for member in before.members where !staying.contains(member.person) {
            try endGrant(of: member.person, to: unit, act)
        }
        try act.db.execute("DELETE FROM team_member WHERE inspection_id = \(unit)")
        let former = Set(before.members.map(\.person))
        for seat in seats {
            try act.db.execute(
                """
                INSERT INTO team_member (inspection_id, person_id, is_lead, capacity)
                VALUES (\(unit), \(seat.person), \(seat.isLead), \(seat.capacity.rawValue))
                """)
            try grant(seat.person, unit, isNew: !former.contains(seat.person), pool[seat.person]?.stay, campaign, act)
        }
        let names = seats.map(\.person.rawValue).joined(separator: " ")
        try act.record("inspection.assigned", of: "inspection", unit.rawValue, ["team": names])
    }

    /// Nothing of the unit is seen any more from today on.
    static func endGrant(of person: PersonID, to unit: InspectionID, _ act: Act) throws {
        try act.db.execute(
            """
            UPDATE access_grant SET until_day = \(act.day.adding(days: -1))
            WHERE person_id = \(person) AND subject_id = \(unit) AND until_day >= \(act.day)
            """)
    }

    /// From today for a year after the campaign; for somebody lent, only on the days of the loan.
    private static func grant(
        _ person: PersonID, _ unit: InspectionID, isNew: Bool, _ stay: Period?, _ campaign: Campaign, _ act: Act
    ) throws {
        let latest = max(campaign.endsOn, act.day).adding(months: 12)
        let from = max(act.day, stay?.from ?? act.day)
        let until = min(latest, stay?.until ?? latest)
        try act.db.execute(
            """
            INSERT INTO access_grant (id, person_id, subject_id, from_day, until_day)
            VALUES (\(act.newID() as Identifier<TeamMember>), \(person), \(unit), \(from), \(until))
            ON CONFLICT (person_id, subject_id) DO UPDATE SET until_day = excluded.until_day,
                from_day = CASE WHEN \(isNew) THEN excluded.from_day ELSE access_grant.from_day END
            """)
    }
}

/// A unit of a campaign with its team.
package struct UnitTeam: Sendable, Equatable {
    package let inspection: InspectionID
    package let organisation: OrganisationID
    package let code: String
    package let name: String
    package let stratum: String
    package let plannedOn: Day?
    /// The lead first.
    package let members: [TeamMember]
    /// Its result is confirmed, so the team stays.
    package let isConfirmed: Bool
    package let isFinished: Bool

    /// What is wrong with the team; nil when it is as the rule asks.
    package func refusal(under rule: TeamRule) -> TeamRefusal? {
        do {
            try rule.require(members.map { TeamSeat(person: $0.person, capacity: $0.capacity, isLead: $0.isLead) })
            return nil
        } catch {
            return error
        }
    }

    /// Members who see nothing of the unit any more, while it is still under way.
    package func gone(on day: Day) -> [TeamMember] {
        isFinished ? [] : members.filter { $0.isGone(on: day) }
    }
}

extension Place {
    /// The code of the office's own level; empty for the nation.
    package var lowest: String { [zone, county, city, province].first { !$0.isEmpty } ?? "" }
}
