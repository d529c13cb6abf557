/// Makes a plan out of figures that are nearly one: whole steps, every coefficient within its limit, nothing to spare.
package struct ImprovementRepair {
    private let problem: ImprovementProblem
    /// The fewest steps of each purchase once it is settled what every school may miss.
    private let least: [Int]
    private var sums: EvennessSums

    /// The cheapest that the evaluation passes: first with coefficients up to the very limit, then a hair inside it.
    package static func plan(_ problem: ImprovementProblem, least: [Int], wanted: [Double]) -> ImprovementPlan? {
        for margin in [-1e-12, 1e-12] {
            var repair = ImprovementRepair(problem, least: least, wanted: wanted, margin: margin)
            if let plan = repair.plan(), plan.evaluation.verdict == .pass { return plan }
        }
        return nil
    }

    /// `wanted` may lie anywhere between bounds; it is cut down to whole steps and never below `least`.
    private init(_ problem: ImprovementProblem, least: [Int], wanted: [Double], margin: Double) {
        self.problem = problem
        self.least = least
        let steps = problem.purchases.indices.map { place in
            let whole = wanted[place].isFinite ? Int(min(1e15, max(0, wanted[place] + 1e-6))) : 0
            return max(least[place], min(whole, problem.purchases[place].most))
        }
        sums = EvennessSums(problem, steps: steps, margin: margin)
    }

    /// Nil where greed finds no way; another choice of what is missed may have one.
    private mutating func plan() -> ImprovementPlan? {
        guard zip(least, problem.purchases).allSatisfy({ $0 <= $1.most }), raise() else { return nil }
        trim()
        exchange()
        return ImprovementPlan(problem, steps: sums.steps)
    }

    /// Buys where a 元 takes most off the coefficients that are above their limits, until none is.
    private mutating func raise() -> Bool {
        var turns = 20_000 + 50 * problem.purchases.count
        while let worst = problem.evennesses.indices.filter({ sums.excess($0) > 0 }).max(by: {
            sums.excess($0) < sums.excess($1)
        }) {
            turns -= 1
            guard turns > 0, let (purchase, count) = best(for: worst) else { return false }
            sums.set(purchase, count)
        }
        return true
    }

    private func best(for evenness: Int) -> (purchase: Int, count: Int)? {
        var (found, highest): ((Int, Int)?, Double) = (nil, 0)
        for number in problem.evennesses[evenness].measures {
            let measure = problem.measures[number]
            let purchase = problem.purchases[measure.purchase]
            let now = sums.steps[measure.purchase]
            guard now < purchase.most else { continue }
            // One whole unit, or a hundredth of what is there.
            let hundredth = min(1e12, 0.01 * measure.share(now) / measure.gain)
            let count = min(purchase.most, now + (purchase.price?.isWhole == true ? 1 : max(1, Int(hundredth))))
            let gain = relief(measure.purchase, to: count)
            guard gain > 0 else { continue }
            let value = gain / max(purchase.pricePerStep * Double(count - now), 1e-9)
            if value > highest { (found, highest) = ((measure.purchase, count), value) }
        }
        return found.map { purchase, count in (purchase, fewest(purchase, upTo: count)) }
    }

    /// How much less is too much, over all coefficients that the purchase moves.
    private func relief(_ purchase: Int, to count: Int) -> Double {
        sums.excesses(purchase, count).reduce(0) { $0 + max(0, sums.excess($1.evenness)) - max(0, $1.excess) }
    }

    /// The fewest steps up to `count` that do as well, where `count` already does all that is left to do.
    private func fewest(_ purchase: Int, upTo count: Int) -> Int {
        func isEnough(_ count: Int) -> Bool { sums.excesses(purchase, count).allSatisfy { $0.excess <= 0 } }
        guard isEnough(count) else { return count }
        var (short, enough) = (sums.steps[purchase], count)
        while enough - short > 1 {
            let middle = short + (enough - short) / 2
            if isEnough(middle) { enough = middle } else { short = middle }
        }
        return enough
    }

    /// Gives back what is not needed, the dearest first.
    private mutating func trim() {
        let order = problem.purchases.indices.sorted {
            let (left, right) = (problem.purchases[$0].pricePerStep, problem.purchases[$1].pricePerStep)
            return left == right ? $0 < $1 : left > right
        }
        for purchase in order where sums.steps[purchase] > least[purchase] {
            if fits(purchase, least[purchase]) {
                sums.set(purchase, least[purchase])
                continue
            }
            var (short, enough) = (least[purchase], sums.steps[purchase])
            while enough - short > 1 {
                let middle = short + (enough - short) / 2
                if fits(purchase, middle) { enough = middle } else { short = middle }
            }
            sums.set(purchase, enough)
        }
    }

    private func fits(_ purchase: Int, _ count: Int) -> Bool {
        sums.excesses(purchase, count).allSatisfy { $0.excess <= 0 }
    }

    /// Buys a whole unit more here where that saves more than its price elsewhere.
    private mutating func exchange() {
        for evenness in problem.evennesses {
            let bought = evenness.measures.map { problem.measures[$0].purchase }
            let spare = bought.filter { sums.steps[$0] > least[$0] && problem.purchases[$0].price?.isWhole == true }
            guard !spare.isEmpty, spare.count <= 200 else { continue }
            for cheap in bought where sums.steps[cheap] < problem.purchases[cheap].most {
                guard problem.purchases[cheap].price?.isWhole == true else { continue }
                tryExchange(cheap, for: spare)
            }
        }
    }

    private mutating func tryExchange(_ cheap: Int, for spare: [Int]) {
        let (before, price) = (sums, problem.purchases[cheap].pricePerStep)
        sums.set(cheap, sums.steps[cheap] + 1)
        var saved = 0.0
        for dear in spare where dear != cheap && sums.steps[dear] > least[dear] {
            if fits(dear, sums.steps[dear] - 1) {
                sums.set(dear, sums.steps[dear] - 1)
                saved += problem.purchases[dear].pricePerStep
            }
        }
        if saved <= price * (1 + 1e-9) || !sums.isEven { sums = before }
    }
}
