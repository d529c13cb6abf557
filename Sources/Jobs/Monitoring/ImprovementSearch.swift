package import Supervision

/// Looks for the cheapest way to pass: a relaxation cut in rounds, plans made from it, then branch and bound.
package struct ImprovementSearch: Sendable {
    private let problem: ImprovementProblem
    private let seconds: Double
    private let gap: Double
    private let isCancelled: @Sendable () -> Bool

    /// Within this share of the bound a plan is good enough to be polished for a little while only.
    private static let fair = 0.005
    private static let polish = 3.0

    /// A plan within the share `gap` of its bound ends the search.
    package init(
        _ problem: ImprovementProblem, seconds: Double = 60, gap: Double = 0.001,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.problem = problem
        self.seconds = seconds
        self.gap = gap
        self.isCancelled = isCancelled
    }

    /// Blocks its thread for as long as it takes; when time is over it ends with the step that the solver is in.
    package func run() -> Improvement {
        var state = SearchState(problem, Allowance(seconds: seconds, isCancelled: isCancelled))
        if problem.obstacles.isEmpty {
            search(&state)
        } else {
            state.refuse(problem.obstacles)
        }
        return state.improvement(gap: gap)
    }

    private func search(_ state: inout SearchState) {
        let solver = ContinuousSolver(state.outer.program)
        switch relax(solver, &state) {
        case .optimal(let values, let multipliers):
            settle(values, &state)
            part(values, multipliers, &state)
            branch(&state)
        case .infeasible: diagnose(&state)
        case .stopped: break
        }
    }

    /// The relaxation, with tangents added until it lies within every limit.
    private func relax(_ solver: ContinuousSolver, _ state: inout SearchState) -> ContinuousSolver.Outcome {
        while !state.allowance.isOver {
            state.rounds += 1
            let outcome = solver.solve(seconds: state.allowance.remaining)
            guard case .optimal(let values, let multipliers) = outcome else { return outcome }
            let proven = state.outer.program.bound(multipliers: multipliers, cuts: state.cuts)
            state.raiseBound(state.outer.cost(proven))
            // Now and then a plan of what there is, so that there is one if time runs out.
            if state.rounds.nonzeroBitCount == 1 {
                state.offer(least: state.outer.least(at: values), wanted: state.outer.steps(at: values))
            }
            let cuts = state.outer.cuts(at: values, tolerance: 1e-7)
            guard cuts.count > 0, state.rounds < 60 else { return outcome }
            state.keep(cuts)
            solver.add(cuts)
        }
        return .stopped
    }

    /// Plans from the relaxation: what each school misses is settled, then the rest made cheapest once more.
    private func settle(_ relaxed: [Double], _ state: inout SearchState) {
        let least = state.outer.least(at: relaxed)
        state.offer(least: least, wanted: state.outer.steps(at: relaxed))
        let solver = ContinuousSolver(state.inner.program)
        solver.bound(state.inner.settled(least).columns)
        solver.add(state.cuts)
        for _ in 0..<20 where !state.allowance.isOver && !state.isWithin(gap) {
            guard case .optimal(let values, _) = solver.solve(seconds: state.allowance.remaining) else { return }
            state.rounds += 1
            state.offer(least: least, wanted: state.inner.steps(at: values))
            let cuts = state.inner.cuts(at: values, tolerance: 1e-8)
            guard cuts.count > 0 else { return }
            state.keep(cuts)
            solver.add(cuts)
        }
    }

    /// Indicator by indicator: a bound with choices paid for as the relaxation prices them, then a plan with choices settled.
    private func part(_ relaxed: [Double], _ multipliers: [Double], _ state: inout SearchState) {
        guard !state.allowance.isOver, !state.isWithin(gap) else { return }
        let left = state.allowance.remaining
        let seconds = state.isWithin(Self.fair) ? min(left, Self.polish) : left
        let allowance = Allowance(seconds: seconds, isCancelled: isCancelled)
        let prices = Dictionary(uniqueKeysWithValues: state.outer.choices.map { ($0, multipliers[$0]) })
        guard let chosen = repeated(state.outer.program.columns, prices, allowance, &state) else { return }
        state.raiseBound(state.outer.cost(chosen.bound))
        for values in [relaxed, chosen.values] where !allowance.isOver && !state.isWithin(gap) {
            let least = state.outer.least(at: values)
            let free = Dictionary(uniqueKeysWithValues: state.outer.choices.map { ($0, 0.0) })
            guard let bought = repeated(state.outer.settled(least).columns, free, allowance, &state) else { continue }
            state.offer(least: least, wanted: state.outer.steps(at: bought.values))
        }
    }

    /// Solved part by part, and cut, until the answer is within every limit.
    private func repeated(
        _ columns: [LinearProgram.Column], _ prices: [Int: Double], _ allowance: Allowance,
        _ state: inout SearchState
    ) -> (values: [Double], bound: Double)? {
        var last: (values: [Double], bound: Double)?
        for _ in 0..<12 where !allowance.isOver {
            state.rounds += 1
            var whole = state.whole
            for (place, column) in columns.enumerated() { whole.bound(place, from: column.lower, to: column.upper) }
            guard
                let answer = PartSolver.solve(whole, paying: prices, allowance: allowance, gap: gap / 2)
            else { return last }
            last = answer
            let cuts = state.outer.cuts(at: answer.values, tolerance: 1e-9)
            guard cuts.count > 0 else { return last }
            state.keep(cuts)
        }
        return last
    }

    /// Branch and bound over the cut program, cut again where its answer is outside a limit.
    private func branch(_ state: inout SearchState) {
        while !state.allowance.isOver, !state.isWithin(gap) {
            state.rounds += 1
            // Cbc looks at the clock between steps only, so that it needs some of its time to stop.
            let left = 0.85 * state.allowance.remaining
            let answer = WholeSolver.solve(
                state.whole, from: state.plan.map(state.outer.values(of:)),
                seconds: state.isWithin(Self.fair) ? min(left, Self.polish) : left, gap: gap / 2)
            if answer.isInfeasible, state.plan == nil { return state.refuse([.together]) }
            state.raiseBound(state.outer.cost(answer.bound))
            guard let values = answer.values else { return }
            state.offer(least: state.outer.least(at: values), wanted: state.outer.steps(at: values))
            let cuts = state.outer.cuts(at: values, tolerance: 1e-10)
            guard cuts.count > 0 else { return }
            state.keep(cuts)
            if !answer.isOptimal { return }
        }
    }

    /// Which coefficients cannot come within their limits, found where breaking them is all that costs.
    private func diagnose(_ state: inout SearchState) {
        let elastic = ImprovementProgram(problem, isElastic: true)
        let solver = ContinuousSolver(elastic.program)
        state.refuse([.together])
        for _ in 0..<60 {
            guard case .optimal(let values, _) = solver.solve(seconds: max(1, state.allowance.remaining)) else {
                return
            }
            state.rounds += 1
            let obstacles = elastic.obstacles(at: values)
            if !obstacles.isEmpty { state.refuse(obstacles) }
            let cuts = elastic.cuts(at: values, tolerance: 1e-6)
            guard cuts.count > 0 else { return }
            solver.add(cuts)
        }
    }
}
