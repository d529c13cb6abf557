/// What values of the columns mean in the problem's own words, and the other way round.
extension ImprovementProgram {
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
}
