/// A price as an office wrote it down, for all schools or for one.
package struct PriceLine: Hashable, Sendable, Codable {
    package let variable: BalanceVariable
    /// 元 for one `unit` of the variable.
    package let price: Points
    package let unit: Points
    package let most: Points?
    /// Nil for all schools.
    package let school: String?

    package init(_ variable: BalanceVariable, price: Points, unit: Points, most: Points?, school: String? = nil) {
        self.variable = variable
        self.price = price
        self.unit = unit
        self.most = most
        self.school = school
    }
}

extension PriceList {
    package init(_ lines: [PriceLine]) {
        self.init()
        for line in lines {
            set(ResourcePrice(line.variable, price: line.price, unit: line.unit, most: line.most), for: line.school)
        }
    }

    /// As lines, those for all schools first.
    package var lines: [PriceLine] {
        let shared = common.values.map { PriceLine($0, school: nil) }
        let own = special.flatMap { school, prices in prices.values.map { PriceLine($0, school: school) } }
        return shared.sorted { $0.variable.rawValue < $1.variable.rawValue }
            + own.sorted { ($0.school ?? "", $0.variable.rawValue) < ($1.school ?? "", $1.variable.rawValue) }
    }
}

extension PriceLine {
    fileprivate init(_ price: ResourcePrice, school: String?) {
        self.init(price.variable, price: price.price, unit: price.unit, most: price.most, school: school)
    }
}

/// What a search found, as it is kept: the plan line by line, its bound, and the judge's word before and after.
package struct ImprovementReport: Hashable, Sendable, Codable {
    package let outcome: Improvement.Outcome
    /// 元; nil where there is no plan.
    package let cost: Double?
    package let lowerBound: Double?
    package let gap: Double?
    package let rounds: Int
    package let seconds: Double
    package let before: BalanceVerdict
    package let after: BalanceVerdict?
    package let coefficients: [Coefficient]
    package let lines: [Line]
    package let obstacles: [String]

    package struct Line: Hashable, Sendable, Codable {
        package let code: String
        package let name: String
        package let stage: Stage?
        package let variable: BalanceVariable
        /// In the variable's own unit.
        package let amount: Points
        /// 元.
        package let cost: Double
    }

    package struct Coefficient: Hashable, Sendable, Codable {
        package let stage: Stage
        package let indicator: String
        package let before: Double?
        package let after: Double?
        package let limit: Points?
    }

    package init(_ found: Improvement) {
        let problem = found.problem
        let before = BalanceEvaluation(problem.standard, schools: problem.schools, stage: problem.stage)
        let after = found.plan?.evaluation
        outcome = found.outcome
        cost = found.plan?.cost
        lowerBound = found.lowerBound
        gap = found.gap
        rounds = found.effort.rounds
        seconds = found.effort.seconds
        self.before = before.verdict
        self.after = after?.verdict
        coefficients = before.stages.flatMap { stage in
            let then = after?.stages.first { $0.stage == stage.stage }
            return stage.indicators.map { result in
                let improved = then?.indicators.first { $0.indicator.code == result.indicator.code }
                return Coefficient(
                    stage: stage.stage, indicator: result.indicator.name, before: result.variation?.coefficient,
                    after: improved?.variation?.coefficient, limit: result.limit)
            }
        }
        lines = (found.plan?.lines ?? []).map { line in
            Line(
                code: line.school.code, name: line.school.name, stage: line.stage, variable: line.price.variable,
                amount: line.amount, cost: line.cost)
        }
        obstacles = found.obstacles.map(\.message)
    }
}
