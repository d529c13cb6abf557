/// Which units a campaign is about: strata, and what was decided by hand.
package struct CampaignScope: Hashable, Sendable, Codable {
    package var strata: [ScopeStratum]
    /// Taken whatever the draw says.
    package var chosen: [HandMark]
    /// Left out although a stratum fits.
    package var excluded: [HandMark]
    /// Whether units of earlier batches of the same campaign take no part in this draw.
    package var leavesOutEarlierBatches: Bool

    package init(
        strata: [ScopeStratum] = [], chosen: [HandMark] = [], excluded: [HandMark] = [],
        leavesOutEarlierBatches: Bool = false
    ) {
        self.strata = strata
        self.chosen = chosen
        self.excluded = excluded
        self.leavesOutEarlierBatches = leavesOutEarlierBatches
    }

    /// Name of the part of a draw in which units are that were chosen by hand and fit no stratum.
    package static let byHand = "指定单位"
}

/// A unit taken in or left out by hand, with the reason that stays in the frame.
package struct HandMark: Hashable, Sendable, Codable {
    package var code: String
    package var reason: String

    package init(code: String, reason: String) {
        self.code = code
        self.reason = reason
    }
}

/// A frame as it would be frozen now: where each unit of the scope belongs, and why one is left out.
package struct FramePlan: Hashable, Sendable {
    package enum Status: String, Hashable, Sendable {
        case takesPart = "in"
        case excluded, chosen
    }

    package struct Entry: Hashable, Sendable {
        package let unit: UnitProfile
        /// The stratum's place; one past the last for units that fit none and were chosen by hand.
        package let stratum: Int
        package let status: Status
        package let reason: String

        package init(unit: UnitProfile, stratum: Int, status: Status, reason: String) {
            self.unit = unit
            self.stratum = stratum
            self.status = status
            self.reason = reason
        }
    }

    /// How one stratum stands: what fits, what is left out and why, what can be drawn.
    package struct Count: Hashable, Sendable {
        package let name: String
        package let fitting: Int
        package let done: Int
        package let excluded: Int
        /// Left out because an earlier batch drew them.
        package let earlier: Int
        /// Those that take part in the draw.
        package let drawable: Int
        /// How many the rule takes; nil when it asks for more than there are, or is no number.
        package let quota: Int?
    }

    package let strata: [ScopeStratum]
    /// By code; units outside the scope are not in it.
    package let entries: [Entry]

    package init(strata: [ScopeStratum], entries: [Entry]) {
        self.strata = strata
        self.entries = entries
    }

    /// Sorts the registry's units: a unit that fits two strata belongs to the first, one chosen by hand is in even
    /// if it was done in this round, and everything left out keeps its reason.
    ///
    /// `day` is the campaign's first, from which the years of earlier results count back.
    package init(
        _ scope: CampaignScope, units: [UnitProfile], doneInRound: Set<OrganisationID> = [],
        inEarlierBatch: Set<OrganisationID> = [], on day: Day? = nil
    ) {
        strata = scope.strata
        let earlier = scope.leavesOutEarlierBatches ? inEarlierBatch : []
        let chosen = Dictionary(scope.chosen.map { ($0.code, $0.reason) }) { first, _ in first }
        let excluded = Dictionary(scope.excluded.map { ($0.code, $0.reason) }) { first, _ in first }
        let places = units.map { unit in scope.strata.firstIndex { $0.filter.includes(unit, on: day) } }
        let sorted = zip(units, places).compactMap { unit, place -> Entry? in
            let why =
                doneInRound.contains(unit.id)
                ? ScopeReason.doneInRound : earlier.contains(unit.id) ? ScopeReason.inEarlierBatch : nil
            if let reason = chosen[unit.code] {
                let stratum = why == nil ? place : nil
                return Entry(unit: unit, stratum: stratum ?? scope.strata.count, status: .chosen, reason: reason)
            }
            guard let place else { return nil }
            if let reason = excluded[unit.code] ?? why?.text {
                return Entry(unit: unit, stratum: place, status: .excluded, reason: reason)
            }
            return Entry(unit: unit, stratum: place, status: .takesPart, reason: "")
        }
        entries = sorted.sorted { $0.unit.code < $1.unit.code }
    }

    package var counts: [Count] {
        let byStratum = Dictionary(grouping: entries, by: \.stratum)
        return strata.indices.map { index in
            let members = byStratum[index] ?? []
            func leftOut(_ reason: ScopeReason) -> Int {
                members.count { $0.status == .excluded && $0.reason == reason.text }
            }
            let (done, earlier) = (leftOut(.doneInRound), leftOut(.inEarlierBatch))
            let left = members.count { $0.status == .excluded } - done - earlier
            let drawable = members.count - done - earlier - left
            return Count(
                name: strata[index].name, fitting: members.count, done: done, excluded: left, earlier: earlier,
                drawable: drawable,
                quota: DrawRule(strata[index].rule)?.quota(of: drawable))
        }
    }

    /// Who takes part, who is left out and who was chosen, as a draw wants it.
    package func frame() throws(DrawRefusal) -> DrawFrame {
        let taking = entries.filter { $0.status != .excluded }
        return try DrawFrame(
            taking.map { DrawFrame.Unit(id: $0.unit.code, stratum: name(of: $0.stratum)) },
            excluded: entries.filter { $0.status == .excluded }.map { .init(id: $0.unit.code, reason: $0.reason) },
            chosen: taking.filter { $0.status == .chosen }.map { .init(id: $0.unit.code, reason: $0.reason) })
    }

    /// The draw of this frame with a public seed.
    package func draw(seed: String) throws(DrawRefusal) -> Draw {
        var parts: [DrawStratum] = []
        for stratum in strata {
            guard let rule = DrawRule(stratum.rule) else { throw .unknownRule(stratum.rule.text) }
            parts.append(DrawStratum(name: stratum.name, rule: rule))
        }
        if entries.contains(where: { $0.stratum == strata.count }) {
            parts.append(DrawStratum(name: CampaignScope.byHand, rule: .all))
        }
        return try Draw(frame: frame(), strata: parts, seed: seed)
    }

    package func name(of stratum: Int) -> String {
        strata.indices.contains(stratum) ? strata[stratum].name : CampaignScope.byHand
    }
}
