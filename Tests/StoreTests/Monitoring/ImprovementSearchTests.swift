import Jobs
import Supervision
import TestKit
import Testing

/// The cheapest way to pass, held against trying everything, and every answer against the evaluation.
@Suite struct ImprovementSearchTests {
    /// Every combination of all purchases, each judged by the evaluation.
    @Test(arguments: 0..<60)
    func smallCountiesLiterally(seed: Int) throws {
        var dice = Dice(UInt64(seed))
        let problem = try SmallCounty(schools: 2, buyable: 2 + seed % 2, most: 2, using: &dice).problem()
        guard Exhaustion.combinations(problem) <= 3000 else { return }
        try compare(problem, with: Exhaustion.literal(problem))
    }

    /// Up to four sections and all seven resources, resource by resource.
    @Test(arguments: 100..<190)
    func smallCountiesByResource(seed: Int) throws {
        var dice = Dice(UInt64(seed))
        let county = SmallCounty(schools: 3 + seed % 2, buyable: 3 + seed % 5, most: 3, using: &dice)
        let hasPrimary = county.schools.contains { $0.counts(in: .primary) }
        let problem = try county.problem(seed % 4 == 0 && hasPrimary ? .primary : nil)
        guard problem.sections.count <= 4 else { return }
        try compare(problem, with: Exhaustion.byResource(problem))
    }

    private func compare(_ problem: ImprovementProblem, with least: Double?) throws {
        let found = ImprovementSearch(problem, seconds: 30, gap: 0).run()
        guard let least else {
            #expect(found.outcome == .infeasible && !found.obstacles.isEmpty)
            return
        }
        let plan = try #require(found.plan)
        #expect(plan.evaluation.verdict == .pass)
        #expect(abs(plan.cost - least) < 1e-6)
        #expect(try #require(found.lowerBound) <= least * (1 + 1e-7) + 1e-6)
        let rough = ImprovementSearch(problem, seconds: 30, gap: 0.1).run()
        #expect(try #require(rough.plan).cost <= least / 0.9 + 1e-6)
        #expect(try #require(rough.lowerBound) <= least * (1 + 1e-7) + 1e-6)
    }

    /// 30 ㎡ and 7.5 ㎡ a pupil in two schools alike are CV 0.6; 30 and 10 are 0.5, the very limit.
    @Test(arguments: [true, false])
    func exactlyAtTheLimit(isWhole: Bool) throws {
        let price = ResourcePrice(.sportsArea, price: Points(450), isWhole: isWhole)
        let schools = [County.school("1", things: [.sportsArea: 30_000]), County.school("2")]
        let found = ImprovementSearch(try County.problem(schools, [price]), gap: 0).run()
        let plan = try #require(found.plan)
        #expect(plan.evaluation.verdict == .pass)
        #expect(abs(plan.cost - 2500 * 450) <= 0.02 * 450)
        #expect(plan.lines.map(\.school.code) == ["2"])
        let few = ResourcePrice(.sportsArea, price: Points(450), isWhole: isWhole, most: Points(2499))
        let none = ImprovementSearch(try County.problem(schools, [few]), gap: 0).run()
        #expect(none.outcome == .infeasible && none.plan == nil && none.lowerBound == nil)
        guard case .uneven(let indicator, .primary, _, let least) = none.obstacles.first else {
            Issue.record("a coefficient should be named")
            return
        }
        #expect(indicator.code == "area.sports" && abs(least - 0.50002) < 0.00002)
        #expect(none.obstacles.count == 1)
    }

    /// Two rooms and one teacher short: the cheaper of the two is bought, the other stays below at 85 % or more.
    @Test func theDearerIndicatorIsTheOneMissed() throws {
        let schools = [County.school("1", own: [.qualifiedTeachers: 41], things: [.mediaRooms: 21])]
        let prices = [
            ResourcePrice(.mediaRooms, price: Points(60_000)),
            ResourcePrice(.qualifiedTeachers, price: Points(100_000)),
        ]
        let found = ImprovementSearch(try County.problem(schools, prices), gap: 0).run()
        let plan = try #require(found.plan)
        #expect(plan.cost == 100_000 && found.outcome == .proven)
        #expect(try #require(found.gap) < 1e-9)
        #expect(plan.lines.map(\.price.variable) == [.qualifiedTeachers])
    }

    @Test func aCountyThatPassesNeedsNothing() throws {
        let found = ImprovementSearch(try County.problem([County.school("1"), County.school("2")], [])).run()
        #expect(found.plan?.cost == 0 && found.plan?.lines.isEmpty == true && found.outcome == .proven)
    }

    @Test func theSameQuestionGetsTheSameAnswer() throws {
        let problem = try County.made(schools: 6, seed: 5)
        let (first, second) = (ImprovementSearch(problem, gap: 0).run(), ImprovementSearch(problem, gap: 0).run())
        #expect(first.plan?.steps == second.plan?.steps && first.plan != nil)
        #expect(first.lowerBound == second.lowerBound)
    }

    @Test(arguments: 1...4)
    func largerCountiesComeWithinTwoPercent(seed: Int) throws {
        let problem = try County.made(schools: 60, seed: UInt64(seed))
        let found = ImprovementSearch(problem, seconds: 60).run()
        #expect(found.plan?.evaluation.verdict == .pass)
        #expect(try #require(found.gap) <= 0.02)
        #expect(found.effort.rounds > 1)
    }

    @Test func cancelledOrOutOfTimeItSaysSo() throws {
        let problem = try County.made(schools: 30, seed: 6)
        #expect(ImprovementSearch(problem, isCancelled: { true }).run().outcome == .unfinished)
        let short = ImprovementSearch(problem, seconds: 1e-6).run()
        #expect(short.outcome == .unfinished && short.plan == nil && short.gap == nil)
    }
}
