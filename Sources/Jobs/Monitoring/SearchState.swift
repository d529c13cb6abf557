import Supervision

/// What a search knows so far.
struct SearchState {
    let problem: ImprovementProblem
    let allowance: Allowance
    /// Holds every plan that passes; its least cost is a bound.
    let outer: ImprovementProgram
    /// A hair inside the limits, so that its answers pass.
    let inner: ImprovementProgram
    private(set) var cuts = LinearProgram.Rows()
    private(set) var plan: ImprovementPlan?
    private var bound = 0.0
    private var obstacles: [ImprovementObstacle] = []
    var rounds = 0

    init(_ problem: ImprovementProblem, _ allowance: Allowance) {
        self.problem = problem
        self.allowance = allowance
        outer = ImprovementProgram(problem)
        inner = ImprovementProgram(problem, margin: 1e-7)
    }

    mutating func keep(_ more: LinearProgram.Rows) {
        for row in 0..<more.count { cuts.append(row: row, of: more) }
    }

    /// The program with every tangent found.
    var whole: LinearProgram {
        var whole = outer.program
        for row in 0..<cuts.count {
            whole.add(cuts.terms(row).map { (Int($0), $1) }, from: cuts.lower[row], to: cuts.upper[row])
        }
        return whole
    }

    mutating func raiseBound(_ cost: Double) {
        if cost.isFinite { bound = max(bound, cost) }
    }

    /// Nothing within the bounds can pass, and why.
    mutating func refuse(_ reasons: [ImprovementObstacle]) { obstacles = reasons }

    /// Takes what can be made of these figures, if it costs less.
    mutating func offer(least: [Int], wanted: [Double]) {
        guard let offered = ImprovementRepair.plan(problem, least: least, wanted: wanted) else { return }
        if plan.map({ offered.cost < $0.cost }) ?? true { plan = offered }
    }

    /// Rounding of the last digits is no gap.
    func isWithin(_ gap: Double) -> Bool {
        plan.map { $0.cost - bound <= max(gap, 1e-9) * $0.cost } ?? false
    }

    func improvement(gap: Double) -> Improvement {
        let outcome: Improvement.Outcome =
            !obstacles.isEmpty ? .infeasible : plan == nil ? .unfinished : isWithin(gap) ? .proven : .found
        return Improvement(
            problem: problem, plan: plan, lowerBound: outcome == .infeasible ? nil : min(plan?.cost ?? bound, bound),
            obstacles: obstacles, effort: .init(rounds: rounds, seconds: allowance.elapsed), outcome: outcome)
    }
}
