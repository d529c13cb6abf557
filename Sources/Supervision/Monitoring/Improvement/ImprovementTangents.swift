/// The tangents that hold each t from below.
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
