import SQLCore
package import Supervision

extension TeamProposals {
    static func store(
        _ proposal: TeamProposal, of id: CampaignID, _ units: [UnitTeam], in db: SQLConnection
    ) throws {
        let gaps = Dictionary(proposal.gaps.map { ($0.unit.inspection, $0) }) { $0.capacity == .inspector ? $0 : $1 }
        var rest = units[...]
        while !rest.isEmpty {
            let values = rest.prefix(500).map { unit -> SQL in
                let gap = gaps[unit.inspection]
                return """
                    (\(id), \(unit.inspection), false, \(gap?.found ?? 0), \(gap?.needed ?? 0),
                    \(gap?.capacity.rawValue ?? ""))
                    """
            }
            try db.execute(
                """
                INSERT INTO team_proposal_unit (campaign_id, inspection_id, by_hand, found, needed, lacks)
                VALUES \(SQL.joined(values, separator: ", "))
                """)
            rest = rest.dropFirst(500)
        }
        let seats = units.flatMap { unit in (proposal.teams[unit.inspection] ?? []).map { (unit.inspection, $0) } }
        try insert(seats, of: id, in: db)
    }

    static func insert(
        _ seats: [(InspectionID, TeamSeat)], of id: CampaignID, in db: SQLConnection
    ) throws {
        var rest = seats[...]
        while !rest.isEmpty {
            let values = rest.prefix(500).map { inspection, seat -> SQL in
                """
                (\(id), \(inspection), \(seat.person), \(seat.capacity.rawValue), \(seat.isLead), \(seat.ticket))
                """
            }
            try db.execute(
                """
                INSERT INTO team_proposal_seat (campaign_id, inspection_id, person_id, capacity, is_lead, ticket)
                VALUES \(SQL.joined(values, separator: ", "))
                """)
            rest = rest.dropFirst(500)
        }
    }
}

/// A proposal as it was asked for, and what came of it.
package struct TeamProposalRecord: Sendable, Equatable {
    package let wish: TeamWish
    package let isAnew: Bool
    package let madeBy: String
    package let madeAt: Instant
    package let version: Int
    package let units: Int
    package let gaps: Int
    package let byHand: Int
}

/// A unit with the team that it would get.
package struct ProposedUnit: Sendable, Equatable {
    package let inspection: InspectionID
    package let organisation: OrganisationID
    package let code: String
    package let name: String
    package let stratum: String
    /// The lead first; empty where no team could be made.
    package let seats: [ProposedSeat]
    package let isByHand: Bool
    package let found: Int
    package let needed: Int
    package let lacks: TeamCapacity?
}

package struct ProposedSeat: Sendable, Equatable {
    package let seat: TeamSeat
    package let name: String
    package let code: String
}
