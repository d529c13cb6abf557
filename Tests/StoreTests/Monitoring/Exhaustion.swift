import Supervision

/// The least cost found by trying everything; it knows of the search nothing but the problem's purchases.
enum Exhaustion {
    /// Tries every combination of all purchases on the evaluation itself; nil where none passes.
    static func literal(_ problem: ImprovementProblem) -> Double? {
        var best: Double?
        each(of: problem.purchases.map(\.most)) { steps in
            let plan = ImprovementPlan(problem, steps: steps)
            guard best.map({ plan.cost < $0 - 1e-9 }) ?? true, plan.evaluation.verdict == .pass else { return }
            best = plan.cost
        }
        return best
    }

    /// How many combinations `literal` would try.
    static func combinations(_ problem: ImprovementProblem) -> Int {
        problem.purchases.reduce(1) { min(1 << 40, $0 * ($1.most + 1)) }
    }

    /// The same resource by resource: for every set of schools that must reach an indicator the least cost by trying every
    /// combination, then every choice of what each school misses.
    static func byResource(_ problem: ImprovementProblem) -> Double? {
        let sections = problem.sections.count
        let tables = problem.standard.indicators.indices.map { leastCosts(problem, indicator: $0) }
        var best: Double?
        // What each section misses: one of the indicators, or nothing.
        each(of: Array(repeating: tables.count, count: sections)) { choice in
            var cost = 0.0
            for (indicator, table) in tables.enumerated() {
                var must = 0
                for section in 0..<sections where choice[section] != indicator { must |= 1 << section }
                cost += table[must]
            }
            if cost.isFinite, best.map({ cost < $0 }) ?? true { best = cost }
        }
        return best
    }

    /// By the set of sections that must reach the indicator; infinite where nothing does.
    private static func leastCosts(_ problem: ImprovementProblem, indicator place: Int) -> [Double] {
        let indicator = problem.standard.indicators[place]
        let purchases = problem.purchases.indices.filter { problem.purchases[$0].variable == indicator.resource }
        var costs = [Double](repeating: .infinity, count: 1 << problem.sections.count)
        each(of: purchases.map { problem.purchases[$0].most }) { chosen in
            var steps = [Int](repeating: 0, count: problem.purchases.count)
            for (purchase, count) in zip(purchases, chosen) { steps[purchase] = count }
            let plan = ImprovementPlan(problem, steps: steps)
            let schools = plan.improvedSchools
            var reached = 0
            for (number, section) in problem.sections.enumerated() {
                guard let share = schools[section.school].share(indicator, in: section.stage),
                    let minimum = indicator.minimum[section.stage], let full = Ratio(minimum.scaled, 1),
                    let floor = Ratio(minimum.scaled * 85, 100), share >= floor
                else { return }
                if share >= full { reached |= 1 << number }
            }
            for stage in Set(problem.sections.map(\.stage)) {
                let shares = problem.sections.filter { $0.stage == stage }.compactMap { section in
                    schools[section.school].share(indicator, in: stage).map {
                        Variation.School(pupils: schools[section.school].pupils[stage] ?? 0, share: $0)
                    }
                }
                guard let limit = indicator.limit[stage], Variation(shares)?.isWithin(limit) == true else { return }
            }
            for must in costs.indices where must & ~reached == 0 { costs[must] = min(costs[must], plan.cost) }
        }
        return costs
    }

    /// Every vector of whole numbers from zero to `most`.
    private static func each(of most: [Int], _ body: ([Int]) -> Void) {
        var current = [Int](repeating: 0, count: most.count)
        while true {
            body(current)
            guard let place = current.indices.first(where: { current[$0] < most[$0] }) else { return }
            for lower in 0..<place { current[lower] = 0 }
            current[place] += 1
        }
    }
}
