/// A threshold that a province or an office sets for itself, such as 毛入园率 90 %.
package struct StandardOverride: Hashable, Sendable {
    package let condition: String
    package let stage: Stage?
    package let limit: Points
    package let basis: String

    package init(condition: String, stage: Stage? = nil, limit: Points, basis: String) {
        self.condition = condition
        self.stage = stage
        self.limit = limit
        self.basis = basis
    }
}

/// Why a local threshold cannot be taken.
package enum StandardOverrideRefusal: Refusal, Equatable {
    case unknown(String)
    case noThreshold(String)
    case looser(String, than: Points)
    case basisMissing(String)

    package var code: String {
        switch self {
        case .unknown: "standard.unknownCondition"
        case .noThreshold: "standard.noThreshold"
        case .looser: "standard.looser"
        case .basisMissing: "standard.basisMissing"
        }
    }

    package var kind: RefusalKind { .invalid }

    package var message: String {
        switch self {
        case .unknown(let code): "标准里没有编号为“\(code)”的条件。"
        case .noThreshold(let code): "“\(code)”没有可以改的限值。"
        case .looser(let code, let national): "“\(code)”的本地限值不能比国家标准\(national.text)宽。"
        case .basisMissing(let code): "请写明“\(code)”本地限值的依据。"
        }
    }
}

extension Standard {
    /// The same standard with local thresholds; they may be stricter, and looser only where the text is unverified.
    package func overriding(_ changes: [StandardOverride]) throws(StandardOverrideRefusal) -> Standard {
        var standard = self
        for change in changes { try standard.override(change) }
        return standard
    }

    /// The same standard where these tolerances hold besides those that hold by its own words.
    package func allowing(_ codes: Set<String>) -> Standard {
        var standard = self
        for place in standard.tolerances.indices where codes.contains(standard.tolerances[place].code) {
            standard.tolerances[place].isInForce = true
        }
        return standard
    }

    private mutating func override(_ change: StandardOverride) throws(StandardOverrideRefusal) {
        if change.basis.isBlank { throw .basisMissing(change.condition) }
        for (place, indicator) in indicators.enumerated() {
            guard let index = indicator.conditions.firstIndex(where: { $0.code == change.condition }) else { continue }
            let condition = indicator.conditions[index]
            guard case .computed(var threshold, let basic) = condition.measure,
                let national = threshold.limit(of: change.stage)
            else { throw .noThreshold(change.condition) }
            let isLooser = change.limit != national && !threshold.relation.isStricter(change.limit, than: national)
            if isLooser, indicator.unverified.isBlank { throw .looser(change.condition, than: national) }
            if let stage = change.stage {
                threshold.limits[stage] = change.limit
            } else {
                threshold.limit = change.limit
            }
            indicators[place].conditions[index] = StandardCondition(
                code: condition.code, name: condition.name, subject: condition.subject, isByStage: condition.isByStage,
                applies: condition.applies, measure: .computed(threshold, basic: basic), share: condition.share)
            return
        }
        throw .unknown(change.condition)
    }
}

extension Expression.Relation {
    /// Whether fewer values satisfy the relation with `limit` than with `other`.
    fileprivate func isStricter(_ limit: Points, than other: Points) -> Bool {
        switch self {
        case .atLeast, .greater: limit > other
        case .atMost, .less: limit < other
        case .equal, .unequal: false
        }
    }
}
