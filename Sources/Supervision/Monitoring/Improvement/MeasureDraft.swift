/// What a pupil of a school's stage has of one indicator, as the whole numbers it is made of.
///
/// share = amount × factor ÷ divisor, all in units times `Points.scale`; the same as `BalanceSchool.share`.
struct MeasureDraft {
    private let amount: Int128
    private let factor: Int128
    private let divisor: Int128
    private let pupils: Int

    /// Nil where a figure is missing or what is taken off is more than there is.
    init?(_ school: BalanceSchool, _ indicator: BalanceIndicator, _ stage: Stage) {
        guard let pupils = school.pupils(in: stage), pupils > 0, let whole = school.value(indicator.resource, in: stage)
        else { return nil }
        var amount = Int128(whole.scaled)
        if let less = indicator.less {
            guard let off = school.value(less, in: stage) else { return nil }
            amount -= Int128(off.scaled)
        }
        guard amount >= 0 else { return nil }
        (self.amount, self.pupils) = (amount, pupils)
        let times: Int128 = indicator.isPerHundred ? 100 : 1
        guard indicator.isShared else {
            (factor, divisor) = (times, Int128(pupils))
            return
        }
        factor = times * Int128(BalanceSchool.weight(of: stage) ?? 0)
        divisor = school.pupils.reduce(0) { $0 + Int128($1.value) * Int128(BalanceSchool.weight(of: $1.key) ?? 0) }
    }

    /// `step` is what is bought at once; nil where nothing can be.
    func measure(
        _ place: (section: Int, indicator: Int, purchase: Int), step: Int?, minimum: Points?, floor: Points
    ) -> ImprovementProblem.Measure {
        let scale = Int128(Points.scale)
        func value(_ amount: Int128) -> Double { Double(amount * factor) / Double(divisor) / Double(Points.scale) }
        let least = Int128(minimum?.scaled ?? 0)
        return ImprovementProblem.Measure(
            section: place.section, indicator: place.indicator, purchase: place.purchase, pupils: pupils,
            base: value(amount), gain: value(Int128(step ?? 0)),
            floorSteps: steps(to: least * Int128(floor.scaled), over: scale, step: step),
            fullSteps: steps(to: least, over: 1, step: step))
    }

    /// The fewest steps after which the share is at least `numerator / denominator`, exactly.
    private func steps(to numerator: Int128, over denominator: Int128, step: Int?) -> Int {
        let short = numerator * divisor - amount * factor * denominator
        guard short > 0 else { return 0 }
        guard let step else { return .max }
        let each = Int128(step) * factor * denominator
        return Int(clamping: (short + each - 1) / each)
    }
}
