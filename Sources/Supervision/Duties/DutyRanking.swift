/// What a unit's targets of one sheet come to.
package struct DutyStanding: Hashable, Sendable {
    package let organisation: OrganisationID
    package let name: String
    /// Ranked among its own kind: a township never against a department.
    package let kind: String
    /// Marks of what is confirmed.
    package let score: Score
    /// Full marks of all its targets.
    package let maximum: Score
    package let confirmed: Int
    package let total: Int
    /// Nil while one of its targets is not confirmed.
    package internal(set) var rank: Int?

    package init(
        organisation: OrganisationID, name: String, kind: String, score: Score, maximum: Score, confirmed: Int,
        total: Int, rank: Int? = nil
    ) {
        self.organisation = organisation
        self.name = name
        self.kind = kind
        self.score = score
        self.maximum = maximum
        self.confirmed = confirmed
        self.total = total
        self.rank = rank
    }

    /// Marks as a part of full marks; units may have different targets.
    package var share: Score { score.divided(by: maximum) ?? .zero }

    package var isComplete: Bool { total > 0 && confirmed == total }
}

/// The order of units by what they reached.
package enum DutyRanking {
    /// By kind, then by share of full marks, the best first; equal shares have equal ranks and the next one is left out.
    ///
    /// A unit that is not confirmed to the end stands after the others of its kind without a rank. Shares are compared
    /// exactly, so no rounding decides a place.
    package static func ranked(_ standings: [DutyStanding]) -> [DutyStanding] {
        let sorted = standings.sorted { left, right in
            if left.kind != right.kind { return left.kind < right.kind }
            if left.isComplete != right.isComplete { return left.isComplete }
            if left.share != right.share { return left.share > right.share }
            return (left.name, left.organisation.rawValue) < (right.name, right.organisation.rawValue)
        }
        var ranked: [DutyStanding] = []
        var place = 0
        for standing in sorted {
            var next = standing
            place = ranked.last?.kind == standing.kind ? place + 1 : 1
            if standing.isComplete {
                let last = ranked.last.flatMap {
                    $0.kind == standing.kind && $0.share == standing.share ? $0.rank : nil
                }
                next.rank = last ?? place
            } else {
                next.rank = nil
            }
            ranked.append(next)
        }
        return ranked
    }
}
