/// One part of a campaign's scope: which units, and how many of them are drawn.
package struct ScopeStratum: Hashable, Sendable, Codable {
    package var name: String
    package var filter: ScopeFilter
    package var rule: Rule

    package init(name: String, filter: ScopeFilter, rule: Rule) {
        self.name = name
        self.filter = filter
        self.rule = rule
    }

    package enum Rule: Hashable, Sendable, Codable {
        case all
        /// At least so many percent, as typed, such as `33.3`; the draw rounds up.
        case percent(String)
        case count(Int)

        package var text: String {
            switch self {
            case .all: "全部"
            case .percent(let text): "不低于\(text)%"
            case .count(let count): "\(count)个"
            }
        }
    }
}

/// Which units belong to a stratum; an empty list asks nothing, all lists must agree.
package struct ScopeFilter: Hashable, Sendable, Codable {
    /// Region codes; a code with trailing zero pairs includes everything below it.
    package var regions: [String]
    package var kinds: [String]
    package var running: [String]
    package var authorities: [String]
    package var stages: [String]
    package var tags: [String]
    /// What earlier supervision came to, such as 薄弱园; nil asks nothing.
    package var earlier: EarlierResult?

    package init(
        regions: [String] = [], kinds: [String] = [], running: [String] = [], authorities: [String] = [],
        stages: [String] = [], tags: [String] = [], earlier: EarlierResult? = nil
    ) {
        self.regions = regions
        self.kinds = kinds
        self.running = running
        self.authorities = authorities
        self.stages = stages
        self.tags = tags
        self.earlier = earlier
    }

    /// Whether the unit belongs to a campaign that begins on `day`; without a day, years are not looked at.
    package func includes(_ unit: UnitProfile, on day: Day? = nil) -> Bool {
        (regions.isEmpty || regions.contains { ScopeFilter.region($0, includes: unit.regionCode) })
            && (kinds.isEmpty || kinds.contains(unit.kind))
            && (running.isEmpty || running.contains(unit.running))
            && (authorities.isEmpty || authorities.contains(unit.authority))
            && (stages.isEmpty || stages.contains(where: unit.stages.contains))
            && (tags.isEmpty || tags.contains(where: unit.tags.contains))
            && earlier?.holds(for: unit, on: day) ?? true
    }

    /// 500000 includes 500112 and the local zone 500112Z01; 500112 includes itself and that zone.
    static func region(_ code: String, includes other: String) -> Bool {
        if code == other { return true }
        guard code.utf8.count == 6 else { return false }
        var head = Substring(code)
        while head.hasSuffix("00") { head = head.dropLast(2) }
        return other.hasPrefix(head)
    }
}

/// Why a unit is not in a frame, or is in the campaign without a draw; kept with the frame.
package enum ScopeReason: Hashable, Sendable {
    case stratum(String)
    case outside
    /// Already supervised in this round.
    case doneInRound
    /// Drawn in an earlier batch of the same campaign.
    case inEarlierBatch
    /// Taken by hand, with the reason.
    case chosen(String)

    package var text: String {
        switch self {
        case .stratum(let name): "列入“\(name)”"
        case .outside: "不在范围内"
        case .doneInRound: "本轮已督导"
        case .inEarlierBatch: "前面批次已抽中"
        case .chosen(let why): "指定：\(why)"
        }
    }
}

extension [ScopeStratum] {
    /// Where each unit belongs; one that fits two strata belongs to the first.
    package func sort(
        _ units: [UnitProfile], doneInRound: Set<OrganisationID> = [], chosen: [OrganisationID: String] = [:]
    ) -> [(unit: UnitProfile, reason: ScopeReason)] {
        units.map { unit in
            if let why = chosen[unit.id] { return (unit, .chosen(why)) }
            guard let stratum = first(where: { $0.filter.includes(unit) }) else { return (unit, .outside) }
            return (unit, doneInRound.contains(unit.id) ? .doneInRound : .stratum(stratum.name))
        }
    }
}
