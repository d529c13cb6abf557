/// What is left open by missing figures: which verdicts some value of them could still bring about.
///
/// A missing figure is taken for any number of zero or more, each stage and indicator for itself. So a verdict that is
/// called settled is settled; one that only whole numbers of teachers or rooms would settle stays open.
struct BalanceOpenness {
    /// No value of what is missing lets the stage pass: where every school has what it needs, a coefficient is beyond
    /// its limit.
    let excludesPass: Bool
    private let stage: Stage
    private let schools: [BalanceSchool]

    init(
        _ standard: BalanceStandard, _ stage: Stage, _ schools: [BalanceSchool],
        _ results: [BalanceEvaluation.SchoolResult]
    ) {
        self.stage = stage
        self.schools = schools
        guard case .each(let tolerated, let floor) = standard.rule else {
            excludesPass = false
            return
        }
        let below = Dictionary(results.map { ($0.school.code, $0.below) }, uniquingKeysWith: { first, _ in first })
        excludesPass = standard.indicators.contains { indicator in
            guard let limit = indicator.limit[stage], let minimum = indicator.minimum[stage],
                schools.contains(where: { $0.share(indicator, in: stage) == nil })
            else { return false }
            let bounds = VariationBounds(indicator, stage, schools) { school in
                let others = below[school.code, default: []].count { $0 != indicator.code }
                return minimum.double * (others >= tolerated ? 1 : floor.double)
            }
            return bounds.least > limit.double + 1e-9
        }
    }

    /// The verdict by the mean of all coefficients, exactly where all are known.
    func verdict(of indicators: [BalanceEvaluation.IndicatorResult], limit: Points) -> BalanceVerdict {
        guard !indicators.isEmpty else { return .undetermined }
        let bounds = indicators.map { result -> ClosedRange<Double>? in
            if let coefficient = result.variation?.coefficient { return coefficient...coefficient }
            guard schools.contains(where: { $0.share(result.indicator, in: stage) == nil }) else { return nil }
            let bounds = VariationBounds(result.indicator, stage, schools) { _ in 0 }
            return bounds.least...max(bounds.least, bounds.greatest)
        }
        // A resource that nobody has has no coefficient, and the mean of all is then unknown.
        guard !bounds.contains(nil) else { return .undetermined }
        let total = limit.double * Double(indicators.count)
        if bounds.reduce(0, { $0 + ($1?.lowerBound ?? 0) }) > total + 1e-9 { return .fail }
        if bounds.reduce(0, { $0 + ($1?.upperBound ?? 0) }) < total - 1e-9 { return .pass }
        let exact = indicators.compactMap { $0.variation?.exactCoefficient }
        guard exact.count == indicators.count else { return .undetermined }
        let bound = Quantity.exact(Fraction(limit) * Fraction(indicators.count))
        return exact.reduce(Quantity(0), +).compared(to: bound) <= 0 ? .pass : .fail
    }
}

extension VariationBounds {
    /// `least` says what each open school needs.
    init(
        _ indicator: BalanceIndicator, _ stage: Stage, _ schools: [BalanceSchool], least: (BalanceSchool) -> Double
    ) {
        var (known, open): ([(pupils: Double, share: Double)], [Open]) = ([], [])
        for school in schools {
            let pupils = Double(school.pupils(in: stage) ?? 0)
            if let share = school.share(indicator, in: stage) {
                known.append((pupils, share.value / Double(Points.scale)))
            } else {
                let most = school.most(indicator, in: stage).map { $0.value / Double(Points.scale) }
                open.append(Open(pupils: pupils, least: least(school), most: most ?? .infinity))
            }
        }
        self.init(known: known, open: open)
    }
}

extension BalanceSchool {
    /// The most that a pupil can have where only what is taken off is missing; nil where nothing bounds it.
    func most(_ indicator: BalanceIndicator, in stage: Stage) -> Ratio? {
        guard indicator.less != nil, share(indicator, in: stage) == nil else { return nil }
        return share(
            BalanceIndicator(
                code: indicator.code, name: indicator.name, unit: indicator.unit, resource: indicator.resource,
                less: nil, isPerHundred: indicator.isPerHundred, isShared: indicator.isShared,
                minimum: indicator.minimum, limit: indicator.limit), in: stage)
    }
}

extension Points {
    package var double: Double { Double(scaled) / Double(Points.scale) }
}
