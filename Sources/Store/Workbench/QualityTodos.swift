import SQLCore
import Supervision

extension Todos {
    /// Rosters of a quality monitoring that a school has to hand in, by the round's day.
    static func rosterQueue(of unit: OrganisationID) -> TodoQueue {
        TodoQueue(
            kind: .reportRoster, columns: "x.id AS subject, r.title AS about, '' AS who, r.roster_due_on AS due",
            source: """
                FROM quality_school x JOIN quality_round r ON r.id = x.round_id
                WHERE x.organisation_id = \(unit) AND x.state IN ('waiting', 'returned') AND r.state = 'sampled'
                    AND r.method <> 'census'
                """, order: "r.roster_due_on NULLS LAST, x.id")
    }
}
