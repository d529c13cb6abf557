/// The problem as a linear program that is cut to the shape of the coefficients, round by round.
///
/// Columns: what is bought (in units), whether a measure is missed, and for each evenness its mean m (over a scale) and one
/// t per school with t ≥ (x − m)²/m. Σ Pᵢ/P·tᵢ ≤ L²·m is then CV ≤ L. Each t is held from below by tangents, which
/// are cheap and exact for one school at a time, so that a few rounds do.
package struct ImprovementProgram: Sendable {
    package let problem: ImprovementProblem
    package private(set) var program = LinearProgram()
    /// Column of each measure that may be missed; nil where that is settled.
    private(set) var missed: [Int?] = []
    private(set) var spreads: [Spread] = []
    /// Rows that say how many measures a school may miss: all that ties one indicator to another.
    package private(set) var choices: [Int] = []
    /// Units of one step.
    let unitsPerStep: [Double]
    /// What one in the objective stands for, in 元.
    package let money: Double

    /// The columns of one evenness.
    struct Spread {
        let evenness: ImprovementProblem.Evenness
        let scale: Double
        let mean: Int
        let squares: [Int]
        /// Of `Σ Pᵢ/P·tᵢ ≤ L²·m`.
        let row: Int
        let slack: Int?
    }

    private let margin: Double

    /// Limits are tighter by the share `margin`, so that what is merely near enough to them still passes.
    ///
    /// With `isElastic` they may be broken, at a price that is all the objective there is.
    package init(_ problem: ImprovementProblem, margin: Double = 0, isElastic: Bool = false) {
        self.problem = problem
        self.margin = margin
        unitsPerStep = problem.purchases.map { purchase in
            purchase.price.map { Double($0.step) / Double($0.unit.scaled) } ?? 1
        }
        let prices = zip(problem.purchases, unitsPerStep).map { $0.pricePerStep / $1 }.filter { $0 > 0 }
        money = prices.isEmpty ? 1 : prices.reduce(0, +) / Double(prices.count)
        for (place, purchase) in problem.purchases.enumerated() {
            let price = isElastic ? 0 : purchase.pricePerStep / unitsPerStep[place] / money
            _ = program.add(
                .init(
                    lower: Double(purchase.least) * unitsPerStep[place],
                    upper: Double(purchase.most) * unitsPerStep[place], cost: price,
                    isWhole: purchase.price?.isWhole ?? false))
        }
        addMissed()
        for evenness in problem.evennesses { add(evenness, isElastic: isElastic) }
    }

    /// y + (full − least)·missed ≥ full, and no school misses more than it may.
    private mutating func addMissed() {
        missed = problem.measures.map { _ in nil }
        for section in problem.sections {
            let short = section.measures.filter { number in
                let measure = problem.measures[number]
                return measure.fullSteps > problem.purchases[measure.purchase].least
            }
            let lost = short.filter { isOutOfReach($0) }
            for number in short where !isOutOfReach(number) {
                let measure = problem.measures[number]
                guard lost.count < section.tolerated else {
                    raiseLeast(measure)
                    continue
                }
                let units = unitsPerStep[measure.purchase]
                let (full, least) = (Double(measure.fullSteps), Double(problem.purchases[measure.purchase].least))
                let column = program.add(.init(lower: 0, upper: 1, cost: 0, isWhole: true))
                missed[number] = column
                program.add(
                    [(measure.purchase, 1), (column, (full - least) * units)], from: full * units, to: .infinity)
            }
            let choice = short.compactMap { missed[$0] }
            guard choice.count > section.tolerated - lost.count else { continue }
            choices.append(program.rows.count)
            program.add(choice.map { ($0, 1) }, from: -.infinity, to: Double(section.tolerated - lost.count))
        }
    }

    func isOutOfReach(_ number: Int) -> Bool {
        problem.measures[number].fullSteps > problem.purchases[problem.measures[number].purchase].most
    }

    private mutating func raiseLeast(_ measure: ImprovementProblem.Measure) {
        let column = program.columns[measure.purchase]
        let least = max(column.lower, Double(measure.fullSteps) * unitsPerStep[measure.purchase])
        program.bound(measure.purchase, from: least, to: column.upper)
    }

    private mutating func add(_ evenness: ImprovementProblem.Evenness, isElastic: Bool) {
        let measures = evenness.measures.map { problem.measures[$0] }
        let total = Double(evenness.pupils)
        let sum = measures.reduce(0.0) { sum, measure in
            sum + Double(measure.pupils) * measure.share(problem.purchases[measure.purchase].least)
        }
        let scale = max(sum / total, 1e-9)
        let highest = isElastic ? .infinity : self.highest(measures, total) / scale
        let mean = program.add(.init(lower: 0, upper: highest, cost: 0, isWhole: false))
        let squares = measures.map { measure in
            // One school's part is no more than what all of them may have.
            let part = square(of: evenness) * highest * total / Double(measure.pupils)
            return program.add(.init(lower: 0, upper: part, cost: 0, isWhole: false))
        }
        let slack = isElastic ? program.add(.init(lower: 0, upper: .infinity, cost: 1, isWhole: false)) : nil
        var terms: [(place: Int, factor: Double)] = [(mean, -1)]
        var base = 0.0
        for measure in measures {
            let weight = Double(measure.pupils) / total
            base += weight * measure.base / scale
            terms.append((measure.purchase, weight * gain(measure) / scale))
        }
        program.add(terms, from: -base, to: -base)
        let row = program.rows.count
        let limit: [(place: Int, factor: Double)] =
            [(mean, -square(of: evenness))]
            + zip(squares, measures).map { ($0, Double($1.pupils) / total) } + (slack.map { [($0, -1)] } ?? [])
        program.add(limit, from: -.infinity, to: 0)
        spreads.append(
            Spread(evenness: evenness, scale: scale, mean: mean, squares: squares, row: row, slack: slack))
    }

    func square(of evenness: ImprovementProblem.Evenness) -> Double {
        let limit = evenness.limit * (1 - margin)
        return limit * limit
    }

    /// The mean with everything bought that can be.
    private func highest(_ measures: [ImprovementProblem.Measure], _ total: Double) -> Double {
        let most = measures.reduce(0.0) { sum, measure in
            sum + Double(measure.pupils) * measure.share(problem.purchases[measure.purchase].most)
        }
        return most / total * (1 + 1e-9)
    }

    /// What one unit adds to a share.
    func gain(_ measure: ImprovementProblem.Measure) -> Double {
        measure.gain / unitsPerStep[measure.purchase]
    }
}
