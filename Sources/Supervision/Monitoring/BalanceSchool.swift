/// What one school reported; a figure that is not there is missing, never zero.
package struct BalanceSchool: Hashable, Sendable {
    package let code: String
    package let name: String
    /// Pupils of each stage that it runs.
    package let pupils: [Stage: Int]
    /// Figures of the whole school.
    package let shared: [BalanceVariable: Points]
    /// Figures of each stage.
    package let own: [Stage: [BalanceVariable: Points]]
    package let isTeachingPoint: Bool
    package let isSpecial: Bool

    package init(
        code: String, name: String, pupils: [Stage: Int], shared: [BalanceVariable: Points] = [:],
        own: [Stage: [BalanceVariable: Points]] = [:], isTeachingPoint: Bool = false, isSpecial: Bool = false
    ) {
        self.code = code
        self.name = name
        self.pupils = pupils
        self.shared = shared
        self.own = own
        self.isTeachingPoint = isTeachingPoint
        self.isSpecial = isSpecial
    }

    /// Special schools and teaching points with fewer than 50 pupils stay out of the resource part
    /// (教督〔2017〕6号, 认定工作规程).
    package func counts(in stage: Stage) -> Bool {
        guard !isSpecial, (pupils[stage] ?? 0) > 0 else { return false }
        return !isTeachingPoint || pupils.values.reduce(0, +) >= 50
    }

    /// Weights of a pupil in a combined school: 小学 1, 初中 1.1, 高中 1.32, so that 完全中学 has 1 : 1.2 (§3.3).
    package static func weight(of stage: Stage) -> Int? {
        switch stage {
        case .primary: 100
        case .junior: 110
        case .senior: 132
        default: nil
        }
    }

    /// What a pupil of `stage` has of the indicator's resource, in its unit times `Points.scale`; nil when a figure is
    /// missing, or what is taken off is more than there is.
    package func share(_ indicator: BalanceIndicator, in stage: Stage) -> Ratio? {
        guard let pupils = pupils[stage], pupils > 0 else { return nil }
        guard var amount = value(indicator.resource, in: stage)?.scaled else { return nil }
        if let less = indicator.less {
            guard let taken = value(less, in: stage) else { return nil }
            amount -= taken.scaled
        }
        let times = indicator.isPerHundred ? 100 : 1
        guard indicator.isShared else { return Self.product(amount, times).flatMap { Ratio($0, pupils) } }
        let weighted = self.pupils.reduce(0) { $0 + $1.value * (Self.weight(of: $1.key) ?? 0) }
        return Self.product(amount, times * (Self.weight(of: stage) ?? 0)).flatMap { Ratio($0, weighted) }
    }

    /// Nil beyond what any school can have, so that no figure can stop the program.
    private static func product(_ amount: Int, _ times: Int) -> Int? {
        let (product, isOver) = amount.multipliedReportingOverflow(by: times)
        return isOver ? nil : product
    }

    package func value(_ variable: BalanceVariable, in stage: Stage) -> Points? {
        variable.isOfStage ? own[stage]?[variable] : shared[variable]
    }

    /// Which figures of the indicator are not there.
    package func missing(_ indicator: BalanceIndicator, in stage: Stage) -> [BalanceVariable] {
        indicator.variables.filter { value($0, in: stage) == nil }
    }
}
