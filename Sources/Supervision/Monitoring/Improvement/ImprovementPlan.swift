/// What to buy where: a number of steps for every purchase of a problem (补足方案).
package struct ImprovementPlan: Sendable {
    package let problem: ImprovementProblem
    package let steps: [Int]

    package init(_ problem: ImprovementProblem, steps: [Int]) {
        precondition(steps.count == problem.purchases.count, "one number for each purchase")
        self.problem = problem
        self.steps = steps
    }

    /// One thing bought for one school.
    package struct Line: Hashable, Sendable {
        package let school: BalanceSchool
        package let stage: Stage?
        package let price: ResourcePrice
        /// In the variable's own unit.
        package let amount: Points
        /// In 元.
        package let cost: Double

        package var units: Double { Double(amount.scaled) / Double(price.unit.scaled) }
    }

    /// In 元.
    package var cost: Double {
        zip(problem.purchases, steps).reduce(0) { $0 + $1.0.pricePerStep * Double($1.1) }
    }

    package var lines: [Line] {
        zip(problem.purchases, steps).compactMap { purchase, count in
            guard count > 0, let price = purchase.price else { return nil }
            return Line(
                school: problem.schools[purchase.school], stage: purchase.stage, price: price,
                amount: Points(scaled: price.step * count), cost: purchase.pricePerStep * Double(count))
        }
    }

    /// The schools as they are when everything is bought.
    package var improvedSchools: [BalanceSchool] {
        var added: [Int: [(ImprovementProblem.Purchase, Points)]] = [:]
        for (purchase, count) in zip(problem.purchases, steps) where count > 0 {
            guard let price = purchase.price else { continue }
            added[purchase.school, default: []].append((purchase, Points(scaled: price.step * count)))
        }
        return problem.schools.enumerated().map { number, school in
            guard let more = added[number] else { return school }
            var changes = SchoolChanges()
            for (purchase, amount) in more {
                let stage = purchase.stage ?? .primary
                let now = school.value(purchase.variable, in: stage) ?? .zero
                if let stage = purchase.stage {
                    changes.own[stage, default: [:]][purchase.variable] = now + amount
                } else {
                    changes.shared[purchase.variable] = now + amount
                }
            }
            return school.changed(by: changes)
        }
    }

    /// The judge's own word on the improved schools.
    package var evaluation: BalanceEvaluation {
        BalanceEvaluation(problem.standard, schools: improvedSchools, stage: problem.stage)
    }
}
