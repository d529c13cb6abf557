/// Which units a campaign is about: strata, and what was decided by hand.
package struct CampaignScope: Hashable, Sendable, Codable {
    package var strata: [ScopeStratum]
    /// Taken whatever the draw says.
    package var chosen: [HandMark]
    /// Left out although a stratum fits.
    package var excluded: [HandMark]

    package init(strata: [ScopeStratum] = [], chosen: [HandMark] = [], excluded: [HandMark] = []) {
        self.strata = strata
        self.chosen = chosen
        self.excluded = excluded
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
    package init(_ scope: CampaignScope, units: [UnitProfile], doneInRound: Set<OrganisationID> = []) {
        strata = scope.strata
        let chosen = Dictionary(scope.chosen.map { ($0.code, $0.reason) }) { first, _ in first }
        let excluded = Dictionary(scope.excluded.map { ($0.code, $0.reason) }) { first, _ in first }
        let places = units.map { unit in scope.strata.firstIndex { $0.filter.includes(unit) } }
        let sorted = zip(units, places).compactMap { unit, place -> Entry? in
            let isDone = doneInRound.contains(unit.id)
            if let why = chosen[unit.code] {
                let stratum = isDone ? nil : place
                return Entry(unit: unit, stratum: stratum ?? scope.strata.count, status: .chosen, reason: why)
            }
            guard let place else { return nil }
            if let why = excluded[unit.code] {
                return Entry(unit: unit, stratum: place, status: .excluded, reason: why)
            }
            return isDone
                ? Entry(unit: unit, stratum: place, status: .excluded, reason: ScopeReason.doneInRound.text)
                : Entry(unit: unit, stratum: place, status: .takesPart, reason: "")
        }
        entries = sorted.sorted { $0.unit.code < $1.unit.code }
    }

    package var counts: [Count] {
        let byStratum = Dictionary(grouping: entries, by: \.stratum)
        return strata.indices.map { index in
            let members = byStratum[index] ?? []
            let done = members.filter { $0.status == .excluded && $0.reason == ScopeReason.doneInRound.text }.count
            let left = members.filter { $0.status == .excluded }.count - done
            let drawable = members.count - done - left
            return Count(
                name: strata[index].name, fitting: members.count, done: done, excluded: left, drawable: drawable,
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
