/// A threshold or a word on a tolerance that one place has set for all that lies in it.
package struct LocalRule: Hashable, Sendable {
    /// The region's code and name.
    package let region: String
    package let regionName: String
    package let content: Content
    package let byName: String
    package let at: Instant

    package enum Content: Hashable, Sendable {
        case threshold(StandardOverride)
        case tolerance(code: String, isInForce: Bool, basis: String)
    }

    package init(region: String, regionName: String, content: Content, byName: String, at: Instant) {
        self.region = region
        self.regionName = regionName
        self.content = content
        self.byName = byName
        self.at = at
    }

    package var basis: String {
        switch content {
        case .threshold(let change): change.basis
        case .tolerance(_, _, let basis): basis
        }
    }
}

/// A standard as it holds in a place: the document's, then what the province, the city and the county have set.
package struct LocalStandard: Hashable, Sendable {
    package let national: Standard
    package let standard: Standard
    /// Those that hold, by the code of the condition and the stage; the last one set is the lowest place's.
    package let rules: [LocalRule]
    /// Those that do not hold: a place above has become stricter or let the tolerance lapse, or the document knows no
    /// such thing.
    package let refused: [LocalRule]

    /// `rules` from the highest place to the lowest; each may be stricter than the one above, and looser only where
    /// the document's row is marked 待核.
    ///
    /// A tolerance that a place above does not allow holds nowhere below.
    package init(_ national: Standard, rules: [LocalRule]) {
        var (standard, held, refused): (Standard, [LocalRule], [LocalRule]) = (national, [], [])
        for rule in rules {
            switch rule.content {
            case .threshold(let change):
                if let next = try? standard.overriding([change]) {
                    standard = next
                    held.append(rule)
                } else {
                    refused.append(rule)
                }
            case .tolerance(let code, let isInForce, _):
                let isKnown = standard.tolerances.contains { $0.code == code }
                if isKnown, !isInForce || LocalStandard.lapsing(code, by: held) == nil {
                    standard = standard.setting(code, inForce: isInForce)
                    held.append(rule)
                } else {
                    refused.append(rule)
                }
            }
        }
        self.national = national
        self.standard = standard
        self.rules = held
        self.refused = refused
    }

    /// Whose threshold holds for a condition; nil for the document's own.
    package func threshold(of condition: String, stage: Stage?) -> LocalRule? {
        rules.last { rule in
            guard case .threshold(let change) = rule.content else { return false }
            return change.condition == condition && (change.stage == stage || change.stage == nil)
        }
    }

    /// Who decided whether a tolerance holds; nil for the document itself.
    package func tolerance(_ code: String) -> LocalRule? {
        rules.last { rule in
            if case .tolerance(code, _, _) = rule.content { return true }
            return false
        }
    }

    /// Who does not allow a tolerance, whatever places below it say; nil where nobody forbids it.
    package func lapsing(_ code: String) -> LocalRule? { LocalStandard.lapsing(code, by: rules) }

    private static func lapsing(_ code: String, by rules: [LocalRule]) -> LocalRule? {
        rules.first { rule in
            if case .tolerance(code, false, _) = rule.content { return true }
            return false
        }
    }
}

extension Standard {
    /// The same standard where a tolerance holds, or does not any more.
    func setting(_ tolerance: String, inForce: Bool) -> Standard {
        var standard = self
        for place in standard.tolerances.indices where standard.tolerances[place].code == tolerance {
            standard.tolerances[place].isInForce = inForce
        }
        return standard
    }

    /// Which kinds of organisation report what the standard is computed from.
    package var reporters: Set<OrganisationKind> {
        guard units.isEmpty else { return units }
        return figures.contains { $0.term.code == "children" } ? [.kindergarten] : [.school]
    }

    /// The condition of a code with its indicator.
    package func condition(_ code: String) -> (indicator: StandardIndicator, condition: StandardCondition)? {
        for indicator in indicators {
            if let condition = indicator.conditions.first(where: { $0.code == code }) { return (indicator, condition) }
        }
        return nil
    }
}
