/// What a search for the cheapest way found (最省达标方案).
package struct Improvement: Sendable {
    package let problem: ImprovementProblem
    /// The cheapest plan found that the evaluation passes; nil where there is none.
    package let plan: ImprovementPlan?
    /// No plan costs less, in 元; nil where there is no plan at all.
    package let lowerBound: Double?
    package let obstacles: [ImprovementObstacle]
    package let effort: Effort
    package let outcome: Outcome

    package enum Outcome: String, Hashable, Sendable, Codable {
        /// Within the gap that was asked for.
        case proven
        /// A plan that passes, but time ran out or the solver could not bring the bound nearer.
        case found
        /// No plan within the bounds can pass.
        case infeasible
        /// Time ran out before any plan was found.
        case unfinished
    }

    /// How hard it was.
    package struct Effort: Hashable, Sendable {
        package let rounds: Int
        package let seconds: Double

        package init(rounds: Int, seconds: Double) {
            self.rounds = rounds
            self.seconds = seconds
        }
    }

    package init(
        problem: ImprovementProblem, plan: ImprovementPlan?, lowerBound: Double?, obstacles: [ImprovementObstacle] = [],
        effort: Effort, outcome: Outcome
    ) {
        self.problem = problem
        self.plan = plan
        self.lowerBound = lowerBound
        self.obstacles = obstacles
        self.effort = effort
        self.outcome = outcome
    }

    /// (cost − bound) ÷ cost: at most this share could be saved; nil without a plan.
    package var gap: Double? {
        guard let plan, let lowerBound else { return nil }
        return plan.cost > 0 ? max(0, plan.cost - lowerBound) / plan.cost : 0
    }
}
