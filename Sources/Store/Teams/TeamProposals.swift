package import SQLCore
package import Supervision

/// The team_proposal tables: teams for all units at once, until they are accepted.
package enum TeamProposals {
    package static func find(_ id: CampaignID, in db: SQLConnection) throws -> TeamProposalRecord? {
        try db.first(
            """
            SELECT p.seed, p.inspectors, p.others, p.person_limit, p.level, p.anew, coalesce(n.name, ''), p.made_at,
                p.version,
                (SELECT count(*) FROM team_proposal_unit u WHERE u.campaign_id = p.campaign_id),
                (SELECT count(*) FROM team_proposal_unit u WHERE u.campaign_id = p.campaign_id AND u.needed > 0),
                (SELECT count(*) FROM team_proposal_unit u WHERE u.campaign_id = p.campaign_id AND u.by_hand)
            FROM team_proposal p LEFT JOIN person n ON n.id = p.made_by WHERE p.campaign_id = \(id)
            """
        ).map { row in
            let level: String = try row.get(4)
            return TeamProposalRecord(
                wish: TeamWish(
                    inspectors: try row.get(1), others: try row.get(2), limit: try row.get(3),
                    level: InspectorLevel(rawValue: level), seed: try row.get(0)),
                isAnew: try row.get(5), madeBy: try row.get(6), madeAt: try row.get(7), version: try row.get(8),
                units: try row.get(9), gaps: try row.get(10), byHand: try row.get(11))
        }
    }

    /// Every unit of the proposal with the team that it would get, by code.
    package static func units(of id: CampaignID, in db: SQLConnection) throws -> [ProposedUnit] {
        let rows = try db.rows(
            """
            SELECT s.inspection_id, s.person_id, p.name, coalesce(i.code, ''), s.capacity, s.is_lead, s.ticket
            FROM team_proposal_seat s JOIN person p ON p.id = s.person_id
                LEFT JOIN inspector i ON i.person_id = s.person_id
            WHERE s.campaign_id = \(id) ORDER BY s.is_lead DESC, s.capacity DESC, s.ticket, p.name, p.id
            """)
        var seats: [InspectionID: [ProposedSeat]] = [:]
        for row in rows {
            let capacity: String = try row.get(4)
            let seat = TeamSeat(
                person: try row.get(1), capacity: TeamCapacity(rawValue: capacity) ?? .inspector,
                isLead: try row.get(5), ticket: try row.get(6))
            seats[try row.get(0), default: []].append(
                ProposedSeat(seat: seat, name: try row.get(2), code: try row.get(3)))
        }
        return try db.rows(
            """
            SELECT u.inspection_id, i.organisation_id, i.code, i.name, i.stratum, u.by_hand, u.found, u.needed, u.lacks
            FROM team_proposal_unit u JOIN inspection i ON i.id = u.inspection_id
            WHERE u.campaign_id = \(id) ORDER BY i.code, i.id
            """
        ).map { row in
            let inspection: InspectionID = try row.get(0)
            let lacks: String = try row.get(8)
            return ProposedUnit(
                inspection: inspection, organisation: try row.get(1), code: try row.get(2), name: try row.get(3),
                stratum: try row.get(4), seats: seats[inspection] ?? [], isByHand: try row.get(5),
                found: try row.get(6), needed: try row.get(7), lacks: TeamCapacity(rawValue: lacks))
        }
    }

    /// Makes teams for the units that have none, or for all that are not confirmed yet; takes the place of an earlier
    /// proposal.
    package static func make(_ wish: TeamWish, anew: Bool, of id: CampaignID, _ act: Act) throws {
        let record = try CampaignTeams.requireOpen(id, act)
        let rule = try CampaignTeams.rule(of: record.campaign, in: act.db)
        try wish.require(rule)
        let units = try CampaignTeams.units(of: id, in: act.db).filter {
            !$0.isConfirmed && !$0.isFinished && (anew || $0.refusal(under: rule) != nil)
        }
        guard !units.isEmpty else { throw TeamRefusal.nobodyLeft }
        let pool = try TeamPools.load(
            for: record, on: act.day, except: Set(units.map(\.inspection)), in: act.db)
        let proposal = TeamProposal(
            units.map { .init(inspection: $0.inspection, organisation: $0.organisation, code: $0.code) }, from: pool,
            wish)
        try clear(id, in: act.db)
        try act.db.execute(
            """
            INSERT INTO team_proposal (campaign_id, seed, inspectors, others, person_limit, level, anew, made_by, made_at,
                version)
            VALUES (\(id), \(wish.seed), \(wish.inspectors), \(wish.others), \(wish.limit),
                \(wish.level?.rawValue ?? ""), \(anew), \(act.viewer.person), \(act.at), 1)
            """)
        try store(proposal, of: id, units, in: act.db)
        try act.record(
            "team.proposed", of: "campaign", id.rawValue, in: record.place,
            ["seed": wish.seed, "units": "\(units.count)", "gaps": "\(Set(proposal.gaps.map(\.unit)).count)"])
    }

    /// One unit's team changed by hand, within the rules.
    package static func change(
        _ inspection: InspectionID, to team: InspectionTeam, of id: CampaignID, _ act: Act
    ) throws {
        let record = try CampaignTeams.requireOpen(id, act)
        guard let proposal = try find(id, in: act.db) else { throw TeamRefusal.noProposal }
        guard let unit = try units(of: id, in: act.db).first(where: { $0.inspection == inspection }) else {
            throw InspectionRefusal.notFound
        }
        let pool = try pool(for: record, besides: inspection, in: act.db, on: act.day)
        let seats = try pool.seats(
            lead: team.lead, others: Array(team.members.dropFirst()), at: (unit.organisation, unit.name),
            within: proposal.wish)
        try CampaignTeams.rule(of: record.campaign, in: act.db).require(seats)
        try act.db.execute(
            "DELETE FROM team_proposal_seat WHERE campaign_id = \(id) AND inspection_id = \(inspection)")
        try act.db.execute(
            """
            UPDATE team_proposal_unit SET by_hand = true, found = 0, needed = 0, lacks = ''
            WHERE campaign_id = \(id) AND inspection_id = \(inspection)
            """)
        try insert(seats.map { (inspection, $0) }, of: id, in: act.db)
        try act.db.execute("UPDATE team_proposal SET version = version + 1 WHERE campaign_id = \(id)")
        try act.record(
            "team.changed", of: "campaign", id.rawValue, in: record.place, ["inspection": inspection.rawValue])
    }

    /// The people as they stand with this proposal, the unit itself left out of what they have in hand.
    package static func pool(
        for record: CampaignRecord, besides inspection: InspectionID?, in db: SQLConnection, on day: Day
    ) throws -> TeamPool {
        let units = try units(of: record.id, in: db)
        let pool = try TeamPools.load(for: record, on: day, except: Set(units.map(\.inspection)), in: db)
        var more: [PersonID: Int] = [:]
        for unit in units where unit.inspection != inspection {
            for seat in unit.seats { more[seat.seat.person, default: 0] += 1 }
        }
        let people = pool.people.map { person in
            var next = person
            next.load += more[person.id] ?? 0
            return next
        }
        return TeamPool(people: people, bars: pool.bars, span: pool.span)
    }

    /// The proposed teams become the units' teams; what stands against one since then is told.
    package static func accept(_ id: CampaignID, version: Int, _ act: Act) throws -> Int {
        let record = try CampaignTeams.requireOpen(id, act)
        guard let proposal = try find(id, in: act.db) else { throw TeamRefusal.noProposal }
        guard proposal.version == version else { throw CampaignStale() }
        let rule = try CampaignTeams.rule(of: record.campaign, in: act.db)
        let proposed = try units(of: id, in: act.db).filter { !$0.seats.isEmpty }
        guard !proposed.isEmpty else { throw TeamRefusal.nothingProposed }
        let pool = try TeamPools.load(
            for: record, on: act.day, except: Set(proposed.map(\.inspection)), in: act.db)
        let known = Dictionary(try CampaignTeams.units(of: id, in: act.db).map { ($0.inspection, $0) }) { a, _ in a }
        for unit in proposed {
            guard let before = known[unit.inspection] else { continue }
            let seats = unit.seats.map(\.seat)
            for seat in unit.seats {
                guard let person = pool[seat.seat.person] else { throw TeamRefusal.notInPool }
                if let obstacle = pool.obstacle(of: person, at: unit.organisation, asking: nil) {
                    throw TeamRefusal.stands(person: person.name, unit: unit.name, obstacle)
                }
            }
            try rule.require(seats)
            try TeamSeats.replace(before, by: seats, from: pool, record.campaign, act)
        }
        try clear(id, in: act.db)
        try act.record(
            "team.accepted", of: "campaign", id.rawValue, in: record.place,
            ["seed": proposal.wish.seed, "units": "\(proposed.count)"])
        return proposed.count
    }

    /// The proposal is put away; the units' teams stay as they are.
    package static func discard(_ id: CampaignID, _ act: Act) throws {
        let record = try CampaignTeams.requireOpen(id, act)
        guard try find(id, in: act.db) != nil else { throw TeamRefusal.noProposal }
        try clear(id, in: act.db)
        try act.record("team.discarded", of: "campaign", id.rawValue, in: record.place)
    }

    private static func clear(_ id: CampaignID, in db: SQLConnection) throws {
        try db.execute("DELETE FROM team_proposal_seat WHERE campaign_id = \(id)")
        try db.execute("DELETE FROM team_proposal_unit WHERE campaign_id = \(id)")
        try db.execute("DELETE FROM team_proposal WHERE campaign_id = \(id)")
    }
}
