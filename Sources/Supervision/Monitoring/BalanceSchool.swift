/// What one school reported; a figure that is not there is missing, never zero.
package struct BalanceSchool: Hashable, Sendable {
    package let code: String
    package let name: String
    package let figures: BalanceFigures
    package let isTeachingPoint: Bool
    package let isSpecial: Bool

    package init(code: String, name: String, figures: BalanceFigures, isTeachingPoint: Bool, isSpecial: Bool) {
        self.code = code
        self.name = name
        self.figures = figures
        self.isTeachingPoint = isTeachingPoint
        self.isSpecial = isSpecial
    }

    package init(
        code: String, name: String, pupils: [Stage: Int], shared: [BalanceVariable: Points] = [:],
        own: [Stage: [BalanceVariable: Points]] = [:], isTeachingPoint: Bool = false, isSpecial: Bool = false
    ) {
        var figures = BalanceFigures()
        for (variable, value) in shared { figures[variable, nil] = value }
        for (stage, values) in own {
            for (variable, value) in values { figures[variable, stage] = value }
        }
        for (stage, count) in pupils { figures[.pupils, stage] = Points(count) }
        self.init(
            code: code, name: name, figures: figures, isTeachingPoint: isTeachingPoint, isSpecial: isSpecial)
    }

    /// Stages that weigh in a combined school.
    package static let stages = [Stage.primary, .junior, .senior]

    /// Pupils of a stage; nil where it does not run it or has not said how many.
    package func pupils(in stage: Stage) -> Int? {
        figures[.pupils, stage].map { $0.scaled / Points.scale }
    }

    /// Pupils of each stage that it runs.
    package var pupils: [Stage: Int] {
        Dictionary(
            uniqueKeysWithValues: Self.stages.compactMap { stage in pupils(in: stage).map { (stage, $0) } })
    }

    /// Figures of the whole school.
    package var shared: [BalanceVariable: Points] { values(BalanceVariable.allCases.filter { !$0.isOfStage }, nil) }

    /// Figures of each stage.
    package var own: [Stage: [BalanceVariable: Points]] {
        let variables = BalanceVariable.allCases.filter(\.isOfStage)
        let found = Self.stages.map { ($0, values(variables, $0)) }
        return Dictionary(uniqueKeysWithValues: found.filter { !$1.isEmpty })
    }

    private func values(_ variables: [BalanceVariable], _ stage: Stage?) -> [BalanceVariable: Points] {
        Dictionary(
            uniqueKeysWithValues: variables.compactMap { variable in
                figures[variable, stage].map { (variable, $0) }
            })
    }

    private var allPupils: Int { Self.stages.reduce(0) { $0 + (pupils(in: $1) ?? 0) } }

    /// Whether a school is a teaching point (教学点), by the tags or the name that the register has.
    package static func isTeachingPoint(name: String, tags: Set<String>) -> Bool {
        tags.contains("教学点") || name.hasSuffix("教学点")
    }

    /// Special schools and teaching points with fewer than 50 pupils stay out of the resource part
    /// (教督〔2017〕6号, 认定工作规程).
    package func counts(in stage: Stage) -> Bool {
        guard !isSpecial, (pupils(in: stage) ?? 0) > 0 else { return false }
        return !isTeachingPoint || allPupils >= 50
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
        guard let pupils = pupils(in: stage), pupils > 0 else { return nil }
        guard var amount = value(indicator.resource, in: stage)?.scaled else { return nil }
        if let less = indicator.less {
            guard let taken = value(less, in: stage) else { return nil }
            amount -= taken.scaled
        }
        let times = indicator.isPerHundred ? 100 : 1
        guard indicator.isShared else { return Self.product(amount, times).flatMap { Ratio($0, pupils) } }
        let weighted = Self.stages.reduce(0) { $0 + (self.pupils(in: $1) ?? 0) * (Self.weight(of: $1) ?? 0) }
        return Self.product(amount, times * (Self.weight(of: stage) ?? 0)).flatMap { Ratio($0, weighted) }
    }

    /// Nil beyond what any school can have, so that no figure can stop the program.
    private static func product(_ amount: Int, _ times: Int) -> Int? {
        let (product, isOver) = amount.multipliedReportingOverflow(by: times)
        return isOver ? nil : product
    }

    package func value(_ variable: BalanceVariable, in stage: Stage) -> Points? {
        figures[variable, variable.isOfStage ? stage : nil]
    }

    /// Which figures of the indicator are not there.
    package func missing(_ indicator: BalanceIndicator, in stage: Stage) -> [BalanceVariable] {
        indicator.variables.filter { value($0, in: stage) == nil }
    }
}
