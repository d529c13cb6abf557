import Supervision

/// Branch and bound on each part of a program by itself, where together it would be lost among their combinations.
enum PartSolver {
    /// Nil where a part has no solution in time.
    static func solve(
        _ program: LinearProgram, paying prices: [Int: Double], allowance: Allowance, gap: Double
    ) -> (values: [Double], bound: Double)? {
        let (parts, constant) = program.parts(paying: prices)
        var (values, bound) = (program.columns.map(\.lower), constant)
        let branching = parts.filter { part in part.program.rows.count > 0 }
        // A part has its share of half the time that is left.
        let seconds = allowance.remaining / 2 / Double(max(1, branching.count))
        for part in parts {
            guard part.program.rows.count > 0 else {
                for (place, column) in zip(part.columns, part.program.columns) {
                    values[place] = column.cost < 0 ? column.upper : column.lower
                    bound += column.cost * values[place]
                }
                continue
            }
            guard !allowance.isOver else { return nil }
            let answer = WholeSolver.solve(part.program, from: nil, seconds: seconds, gap: gap)
            guard let found = answer.values, answer.bound.isFinite else { return nil }
            bound += min(answer.bound, answer.objective)
            for (place, value) in zip(part.columns, found) { values[place] = value }
        }
        return (values, bound)
    }
}
