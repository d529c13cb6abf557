import Testing

@testable import Supervision

/// The linear program and its tangents: nothing that passes is ever cut off, and bounds are bounds.
struct ImprovementProgramTests {
    /// Some primary schools with rooms and sports areas to buy, uneven as dice have it.
    private static func problem(_ dice: inout SplitMix) throws -> ImprovementProblem {
        let schools = (0..<5).map { number in
            CountySample.school(
                "\(number)",
                shared: [.sportsArea: 6400 + dice.below(30_000), .mediaRooms: 20 + dice.below(30)])
        }
        return try CountySample.problem(
            schools,
            [
                ResourcePrice(.sportsArea, price: Points(450), most: Points(20_000)),
                ResourcePrice(.mediaRooms, price: Points(60_000), most: Points(30)),
            ])
    }

    private static func plan(_ problem: ImprovementProblem, _ dice: inout SplitMix) -> ImprovementPlan {
        ImprovementPlan(
            problem, steps: problem.purchases.map { $0.most == 0 ? 0 : $0.least + dice.below($0.most - $0.least + 1) })
    }

    @Test func noTangentCutsOffWhatPasses() throws {
        var dice = SplitMix(7)
        var passed = 0
        for _ in 0..<300 {
            let problem = try Self.problem(&dice)
            let program = ImprovementProgram(problem)
            let (here, there) = (Self.plan(problem, &dice), Self.plan(problem, &dice))
            guard there.evaluation.verdict == .pass else { continue }
            passed += 1
            // Tangents at any point at all, with every t too low there.
            var values = program.values(of: here)
            for column in values.indices.dropFirst(problem.purchases.count) { values[column] *= 0.9 }
            let (good, cuts) = (program.values(of: there), program.cuts(at: values, tolerance: 1e-9))
            for rows in [program.program.rows, cuts] {
                for row in 0..<rows.count {
                    let sum = rows.terms(row).reduce(0.0) { $0 + $1.1 * good[Int($1.0)] }
                    #expect(sum >= rows.lower[row] - 1e-7 && sum <= rows.upper[row] + 1e-7)
                }
            }
            for (column, value) in zip(program.program.columns, good) {
                #expect(value >= column.lower - 1e-7 && value <= column.upper + 1e-7)
            }
        }
        #expect(passed > 30)
    }

    @Test func tangentsEndWhereEveryLimitIsKept() throws {
        var dice = SplitMix(8)
        for _ in 0..<200 {
            let problem = try Self.problem(&dice)
            let plan = Self.plan(problem, &dice)
            let cuts = ImprovementProgram(problem).cuts(
                at: ImprovementProgram(problem).values(of: plan), tolerance: 1e-9)
            // With every t what it stands for there is nothing left to hold.
            #expect(cuts.count == 0)
        }
    }

    /// Any multipliers whatever prove no more than the cost of any point within the rows.
    @Test func aBoundIsNeverAboveWhatIsPossible() {
        var dice = SplitMix(9)
        for _ in 0..<500 {
            var program = LinearProgram()
            let point = (0..<4).map { _ in Double(dice.below(20)) }
            for value in point {
                _ = program.add(
                    .init(
                        lower: value - Double(dice.below(4)), upper: value + Double(dice.below(4)),
                        cost: Double(dice.below(21) - 10), isWhole: false))
            }
            for _ in 0..<3 {
                let factors: [(place: Int, factor: Double)] = point.indices.map { ($0, Double(dice.below(11) - 5)) }
                let sum = factors.reduce(0.0) { $0 + $1.factor * point[$1.place] }
                let isOpen = dice.below(2) == 0
                program.add(
                    factors, from: sum - Double(dice.below(3)), to: isOpen ? .infinity : sum + Double(dice.below(3)))
            }
            let cost = zip(program.columns, point).reduce(0.0) { $0 + $1.0.cost * $1.1 }
            let multipliers = (0..<3).map { _ in Double(dice.below(13) - 6) }
            #expect(program.bound(multipliers: multipliers) <= cost + 1e-9)
        }
    }

    /// min 3x + 2y with x + y ≥ 4, x ≤ 1: y = 4 costs 8, and the multiplier 2 proves it.
    @Test func theRightMultiplierProvesTheLeastCost() {
        var program = LinearProgram()
        let x = program.add(.init(lower: 0, upper: 1, cost: 3, isWhole: false))
        let y = program.add(.init(lower: 0, upper: 9, cost: 2, isWhole: false))
        var cut = LinearProgram.Rows()
        cut.append([(x, 1), (y, 1)], from: 4, to: .infinity)
        #expect(program.bound(multipliers: [2], cuts: cut) == 8)
        #expect(program.bound(multipliers: [0], cuts: cut) == 0)
    }

    /// Whatever a repair gives back passes the evaluation and costs no more than buying everything.
    @Test func aRepairedPlanPasses() throws {
        var dice = SplitMix(10)
        var plans = 0
        for _ in 0..<100 {
            let problem = try Self.problem(&dice)
            let wanted = problem.purchases.map { Double(dice.below($0.most + 1)) * 0.3 }
            let least = problem.purchases.indices.map { place in
                problem.measures.filter { $0.purchase == place }.map { $0.fullSteps }.max() ?? 0
            }
            guard let plan = ImprovementRepair.plan(problem, least: least, wanted: wanted) else { continue }
            plans += 1
            #expect(plan.evaluation.verdict == .pass)
            #expect(zip(plan.steps, least).allSatisfy { $0 >= $1 })
        }
        #expect(plans > 50)
    }
}
