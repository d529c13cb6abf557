/// The problem as a linear program that is cut to the shape of the coefficients, round by round.
///
/// Columns: what is bought (in units), whether a measure is missed, and for each evenness its mean m (over a scale) and one
/// t per school with t ≥ (x − m)²/m. Σ Pᵢ/P·tᵢ ≤ L²·m is then CV ≤ L. Each t is held from below by tangents, which
/// are cheap and exact for one school at a time, so that a few rounds do.
package struct ImprovementProgram: Sendable {
    package let problem: ImprovementProblem
    package private(set) var program = LinearProgram()
    /// Column of each measure that may be missed; nil where that is settled.
    private var missed: [Int?] = []
    private var spreads: [Spread] = []
    /// Units of one step.
    private let unitsPerStep: [Double]
    /// What one in the objective stands for, in 元.
    package let money: Double

    /// The columns of one evenness.
    private struct Spread {
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
            program.add(choice.map { ($0, 1) }, from: -.infinity, to: Double(section.tolerated - lost.count))
        }
    }

    private func isOutOfReach(_ number: Int) -> Bool {
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
        let mean = program.add(.init(lower: 0, upper: .infinity, cost: 0, isWhole: false))
        let squares = measures.map { _ in program.add(.init(lower: 0, upper: .infinity, cost: 0, isWhole: false)) }
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

    private func square(of evenness: ImprovementProblem.Evenness) -> Double {
        let limit = evenness.limit * (1 - margin)
        return limit * limit
    }

    /// What one unit adds to a share.
    private func gain(_ measure: ImprovementProblem.Measure) -> Double {
        measure.gain / unitsPerStep[measure.purchase]
    }
}

extension ImprovementProgram {
    /// Tangents where the values lie above them; empty when every t is what it stands for, as near as `tolerance`.
    package func cuts(at values: [Double], tolerance: Double) -> LinearProgram.Rows {
        var cuts = LinearProgram.Rows()
        for spread in spreads {
            let mean = values[spread.mean]
            guard mean > 0 else { continue }
            let total = Double(spread.evenness.pupils)
            var drafts: [(measure: ImprovementProblem.Measure, square: Int, ratio: Double)] = []
            var (real, held) = (0.0, 0.0)
            for (number, square) in zip(spread.evenness.measures, spread.squares) {
                let measure = problem.measures[number]
                let share = (measure.base + gain(measure) * values[measure.purchase]) / spread.scale
                let (weight, ratio) = (Double(measure.pupils) / total, share / mean)
                let apart = mean * (ratio - 1) * (ratio - 1)
                real += weight * apart
                held += weight * max(0, values[square])
                if apart - values[square] > tolerance * 0.1 * mean { drafts.append((measure, square, ratio)) }
            }
            let slack = spread.slack.map { values[$0] } ?? 0
            let limit = square(of: spread.evenness) * mean + slack
            let isBroken = real - limit > tolerance * mean
            guard isBroken || (spread.slack != nil && real - held > tolerance * mean) else { continue }
            for draft in drafts { append(draft, spread, to: &cuts) }
        }
        return cuts
    }

    /// t ≥ 2(r − 1)·x + (1 − r²)·m, which touches (x − m)²/m at x = r·m.
    private func append(
        _ draft: (measure: ImprovementProblem.Measure, square: Int, ratio: Double), _ spread: Spread,
        to cuts: inout LinearProgram.Rows
    ) {
        let (measure, ratio) = (draft.measure, draft.ratio)
        let slope = 2 * (ratio - 1)
        cuts.append(
            [
                (draft.square, 1), (measure.purchase, -slope * gain(measure) / spread.scale),
                (spread.mean, ratio * ratio - 1),
            ],
            from: slope * measure.base / spread.scale, to: .infinity)
    }

    /// In 元.
    package func cost(_ objective: Double) -> Double { objective * money }

    /// Steps bought by a solution, not whole yet.
    package func steps(at values: [Double]) -> [Double] {
        problem.purchases.indices.map { values[$0] / unitsPerStep[$0] }
    }

    /// The fewest steps of every purchase when each school misses what the solution lets it miss most.
    package func least(at values: [Double]) -> [Int] {
        var least = program.columns.prefix(problem.purchases.count).enumerated().map { place, column in
            Int((column.lower / unitsPerStep[place]).rounded())
        }
        for section in problem.sections {
            let lost = section.measures.filter { isOutOfReach($0) }.count
            let choice = section.measures.filter { missed[$0] != nil }.sorted { left, right in
                let (a, b) = (weight(left, values), weight(right, values))
                return a == b ? left < right : a > b
            }
            for number in choice.dropFirst(section.tolerated - lost) {
                let measure = problem.measures[number]
                least[measure.purchase] = max(least[measure.purchase], measure.fullSteps)
            }
        }
        return least
    }

    /// How much a solution misses a measure; of two alike, the one that costs more to reach.
    private func weight(_ number: Int, _ values: [Double]) -> Double {
        guard let column = missed[number] else { return 0 }
        let measure = problem.measures[number]
        let purchase = problem.purchases[measure.purchase]
        let saving = Double(measure.fullSteps - purchase.least) * purchase.pricePerStep / money
        return values[column] + 1e-6 * saving / (1 + saving)
    }

    /// The same program with what every school misses settled by `least`.
    package func settled(_ least: [Int]) -> LinearProgram {
        var settled = program
        for (place, count) in least.enumerated() {
            settled.bound(place, from: Double(count) * unitsPerStep[place], to: program.columns[place].upper)
        }
        for number in problem.measures.indices {
            guard let column = missed[number] else { continue }
            let measure = problem.measures[number]
            settled.bound(column, from: 0, to: least[measure.purchase] < measure.fullSteps ? 1 : 0)
        }
        return settled
    }

    /// A plan as values of the columns, to start a search from.
    package func values(of plan: ImprovementPlan) -> [Double] {
        var values = program.columns.map(\.lower)
        for (place, count) in plan.steps.enumerated() { values[place] = Double(count) * unitsPerStep[place] }
        for (number, column) in missed.enumerated() {
            guard let column else { continue }
            let measure = problem.measures[number]
            values[column] = plan.steps[measure.purchase] < measure.fullSteps ? 1 : 0
        }
        for spread in spreads {
            let measures = spread.evenness.measures.map { problem.measures[$0] }
            let shares = measures.map { $0.share(plan.steps[$0.purchase]) / spread.scale }
            let total = Double(spread.evenness.pupils)
            let mean = zip(measures, shares).reduce(0.0) { $0 + Double($1.0.pupils) / total * $1.1 }
            values[spread.mean] = mean
            for (square, share) in zip(spread.squares, shares) {
                values[square] = (share - mean) * (share - mean) / mean
            }
        }
        return values
    }

    /// Which coefficients stay above their limits in a solution of the elastic program.
    package func obstacles(at values: [Double]) -> [ImprovementObstacle] {
        spreads.compactMap { spread in
            guard let slack = spread.slack, values[spread.mean] > 0, values[slack] > 1e-6 else { return nil }
            let indicator = problem.standard.indicators[spread.evenness.indicator]
            guard let limit = indicator.limit[spread.evenness.stage] else { return nil }
            let least = spread.evenness.limit * spread.evenness.limit + values[slack] / values[spread.mean]
            return .uneven(indicator, spread.evenness.stage, limit: limit, least: least.squareRoot())
        }
    }
}
