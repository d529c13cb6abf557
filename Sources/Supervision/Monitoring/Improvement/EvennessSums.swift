/// The two sums of which every coefficient is made, kept while steps are bought one after the other.
///
/// CV ≤ L means P·ΣPᵢxᵢ² ≤ (1 + L²)·(ΣPᵢxᵢ)². In floating point, and `margin` away from the limit: below zero it lets
/// through what lies just on the limit, above zero it does not. Whether a plan passes says the evaluation alone.
struct EvennessSums {
    let problem: ImprovementProblem
    private let margin: Double
    private(set) var steps: [Int]
    private var firsts: [Double] = []
    private var seconds: [Double] = []
    /// For each purchase what it moves: place of the evenness, measure.
    private let moved: [[(evenness: Int, measure: Int)]]

    init(_ problem: ImprovementProblem, steps: [Int], margin: Double) {
        self.problem = problem
        self.margin = margin
        self.steps = steps
        var moved = [[(evenness: Int, measure: Int)]](repeating: [], count: problem.purchases.count)
        for (place, evenness) in problem.evennesses.enumerated() {
            var (first, second) = (0.0, 0.0)
            for number in evenness.measures {
                let measure = problem.measures[number]
                let share = measure.share(steps[measure.purchase])
                first += Double(measure.pupils) * share
                second += Double(measure.pupils) * share * share
                moved[measure.purchase].append((place, number))
            }
            firsts.append(first)
            seconds.append(second)
        }
        self.moved = moved
    }

    /// Above zero where the coefficient is above its limit; without a unit.
    func excess(_ place: Int) -> Double { excess(place, firsts[place], seconds[place]) }

    var isEven: Bool { problem.evennesses.indices.allSatisfy { excess($0) <= 0 } }

    /// Excess of every evenness that the purchase moves, if it were `count` steps.
    func excesses(_ purchase: Int, _ count: Int) -> [(evenness: Int, excess: Double)] {
        moved[purchase].map { evenness, number in
            let (first, second) = change(number, from: steps[purchase], to: count)
            return (evenness, excess(evenness, firsts[evenness] + first, seconds[evenness] + second))
        }
    }

    mutating func set(_ purchase: Int, _ count: Int) {
        for (evenness, number) in moved[purchase] {
            let (first, second) = change(number, from: steps[purchase], to: count)
            firsts[evenness] += first
            seconds[evenness] += second
        }
        steps[purchase] = count
    }

    private func change(_ number: Int, from old: Int, to new: Int) -> (Double, Double) {
        let measure = problem.measures[number]
        let (before, after) = (measure.share(old), measure.share(new))
        let pupils = Double(measure.pupils)
        return (pupils * (after - before), pupils * (after * after - before * before))
    }

    /// P·ΣPx² ÷ (ΣPx)², over 1 + L², less one.
    private func excess(_ place: Int, _ first: Double, _ second: Double) -> Double {
        guard first > 0 else { return 1 }
        let evenness = problem.evennesses[place]
        let ratio = Double(evenness.pupils) * second / (first * first) / (1 + evenness.limit * evenness.limit)
        return ratio - 1 + margin
    }
}
