import Supervision

/// What `dudao improve --json` prints; money in 元, nothing rounded.
struct ImprovementAnswer: Encodable {
    let standard: String
    let outcome: Improvement.Outcome
    let before: Judged
    let after: Judged?
    let cost: Double?
    let lowerBound: Double?
    let gap: Double?
    let rounds: Int
    let seconds: Double
    let purchases: [Purchase]
    let resources: [Sum]
    let schools: [Sum]
    let obstacles: [String]

    init(_ improvement: Improvement) {
        let problem = improvement.problem
        standard = problem.standard.code
        outcome = improvement.outcome
        before = Judged(BalanceEvaluation(problem.standard, schools: problem.schools, stage: problem.stage))
        after = (improvement.plan?.evaluation).map(Judged.init)
        cost = improvement.plan?.cost
        lowerBound = improvement.lowerBound
        gap = improvement.gap
        rounds = improvement.effort.rounds
        seconds = improvement.effort.seconds
        let lines = improvement.plan?.lines ?? []
        purchases = lines.map(Purchase.init)
        resources = Sum.all(purchases.map { Sum(code: $0.resource, name: $0.label, amount: $0.amount, cost: $0.cost) })
        schools = Sum.all(purchases.map { Sum(code: $0.school, name: $0.name, amount: nil, cost: $0.cost) })
        obstacles = improvement.obstacles.map(\.message)
    }

    /// The evaluation's verdict and the coefficients behind it.
    struct Judged: Encodable {
        let verdict: BalanceVerdict
        let coefficients: [String: [String: Double]]
        let schoolsFailing: [String: Int]

        init(_ evaluation: BalanceEvaluation) {
            verdict = evaluation.verdict
            coefficients = Dictionary(
                uniqueKeysWithValues: evaluation.stages.map { stage in
                    (
                        stage.stage.rawValue,
                        Dictionary(
                            uniqueKeysWithValues: stage.indicators.compactMap { result in
                                result.variation.map { (result.indicator.code, $0.coefficient) }
                            })
                    )
                })
            schoolsFailing = Dictionary(
                uniqueKeysWithValues: evaluation.stages.map { stage in
                    (stage.stage.rawValue, stage.schools.filter { $0.verdict == .fail }.count)
                })
        }
    }

    struct Purchase: Encodable {
        let school: String
        let name: String
        let stage: String?
        let resource: String
        let label: String
        /// In the resource's own unit: persons, ㎡, 元, rooms.
        let amount: Double
        let units: Double
        let cost: Double

        init(_ line: ImprovementPlan.Line) {
            school = line.school.code
            name = line.school.name
            stage = line.stage?.rawValue
            resource = line.price.variable.rawValue
            label = line.price.variable.label
            amount = Double(line.amount.scaled) / Double(Points.scale)
            units = line.units
            cost = line.cost
        }
    }

    /// What goes into one resource, or to one school.
    struct Sum: Encodable {
        let code: String
        let name: String
        /// In the resource's own unit; none for a school, whose units do not add up.
        private(set) var amount: Double?
        private(set) var cost: Double

        static func all(_ parts: [Sum]) -> [Sum] {
            var sums: [String: Sum] = [:]
            for part in parts {
                guard var sum = sums[part.code] else {
                    sums[part.code] = part
                    continue
                }
                sum.cost += part.cost
                sum.amount = sum.amount.flatMap { amount in part.amount.map { amount + $0 } }
                sums[part.code] = sum
            }
            return sums.values.sorted { $0.cost == $1.cost ? $0.code < $1.code : $0.cost > $1.cost }
        }
    }
}
