/// What runs over the organisations of a county.
extension ExpressionEvaluator {
    mutating func aggregate(
        _ function: Expression.Function, _ arguments: [Expression.Node], where condition: Expression.Node?
    ) -> ExpressionOutcome {
        let chosen: [ExpressionData.Row]
        switch rows(where: condition) {
        case .success(let rows): chosen = rows
        case .failure(let hindrance): return hindrance.outcome
        }
        if function == .count {
            guard let argument = arguments.first else { return .value(.number(Quantity(chosen.count))) }
            let outcomes = chosen.map { outcome(argument, $0) }
            return Outcome.hindrance(outcomes)
                ?? .value(.number(Quantity(outcomes.count { $0.value?.truth == true })))
        }
        let isPercentile = function == .percentile
        var columns: [[Quantity]] = []
        var hindrances: [ExpressionOutcome] = []
        for argument in isPercentile ? [arguments[0]] : arguments {
            let outcomes = chosen.map { outcome(argument, $0) }
            if let hindrance = Outcome.hindrance(outcomes) { hindrances.append(hindrance) }
            columns.append(outcomes.compactMap { $0.value?.quantity })
        }
        if let hindrance = Outcome.hindrance(hindrances) { return hindrance }
        if isPercentile, case .number(let share) = arguments[1] {
            return Self.bounded(Self.percentile(columns[0], share))
        }
        return Self.bounded(Self.combined(function, columns[0], columns.count > 1 ? columns[1] : nil))
    }

    private struct Hindrance: Error { let outcome: ExpressionOutcome }

    private mutating func rows(where condition: Expression.Node?) -> Swift.Result<[ExpressionData.Row], Hindrance> {
        guard let condition else { return .success(data.rows) }
        let outcomes = data.rows.map { outcome(condition, $0) }
        if let hindrance = Outcome.hindrance(outcomes) { return .failure(Hindrance(outcome: hindrance)) }
        return .success(zip(data.rows, outcomes).filter { $0.1.value?.truth == true }.map(\.0))
    }

    private static func combined(
        _ function: Expression.Function, _ first: [Quantity], _ second: [Quantity]?
    ) -> Result {
        guard function == .sum || !first.isEmpty else { return .none("没有单位可以计算。") }
        switch function {
        case .sum: return .exact(sum(first))
        case .min: return .exact(first.reduce(first[0]) { $1.compared(to: $0) < 0 ? $1 : $0 })
        case .max: return .exact(first.reduce(first[0]) { $1.compared(to: $0) > 0 ? $1 : $0 })
        case .mean:
            let weights = second ?? first.map { _ in Quantity(1) }
            let total = sum(zip(first, weights).map { $0 * $1 })
            return total.divided(by: sum(weights)).map { .exact($0) } ?? .none("mean 的权重合计为0。")
        case .cv: return variation(of: first, pupils: second ?? [])
        default:
            guard let ratio = sum(first).divided(by: sum(second ?? [])) else {
                return .none("\(function.rawValue) 的分母为0。")
            }
            return .exact(function == .perHundred ? ratio * Quantity(100) : ratio)
        }
    }

    private static func sum(_ values: [Quantity]) -> Quantity {
        let exact = values.compactMap { value -> Fraction? in
            if case .exact(let fraction) = value { return fraction }
            return nil
        }
        if exact.count == values.count { return .exact(Fraction.sum(exact)) }
        return values.reduce(Quantity(0), +)
    }

    /// CV = S / X̄ of 教督〔2017〕6号: CV² = P·Σ(Rᵢ²/Pᵢ) / (ΣRᵢ)² − 1, organisations without pupils and resource left out.
    private static func variation(of resources: [Quantity], pupils: [Quantity]) -> Result {
        let pairs = zip(resources.map(\.fraction), pupils.map(\.fraction)).filter { !$0.isZero || !$1.isZero }
        guard pairs.allSatisfy({ !$1.isNegative && !$1.isZero && !$0.isNegative }) else {
            return .none("cv 的资源不能是负数，有资源的单位要有学生。")
        }
        let total = Fraction.sum(pairs.map(\.0))
        let weighted = Fraction.sum(pairs.compactMap { ($0 * $0).divided(by: $1) })
        guard let square = (Fraction.sum(pairs.map(\.1)) * weighted).divided(by: total * total) else {
            return .none("cv 的均值为0。")
        }
        return .exact(Quantity(rootOf: square - .one))
    }

    /// Between the two nearest values in proportion, the least being 0 and the greatest 100.
    private static func percentile(_ values: [Quantity], _ share: Fraction) -> Result {
        guard !values.isEmpty else { return .none("没有单位可以计算。") }
        let sorted = values.sorted { $0.compared(to: $1) < 0 }
        let place = Fraction(sorted.count - 1) * (share.divided(by: Fraction(100)) ?? .zero)
        let up = place.roundedUp
        let index = min(Int(up.double), sorted.count - 1)
        guard index > 0 else { return .exact(sorted[0]) }
        let below = up - place
        return .exact(sorted[index] * .exact(.one - below) + sorted[index - 1] * .exact(below))
    }
}
