import Supervision
import Testing

@Suite struct CoverageForecastTests {
    @Test(
        "At the pace of the last weeks so many schools will have been missed",
        arguments: [
            // Ten lacking, five useful visits in 20 days, 20 days left: five more.
            (Array(repeating: 1, count: 10), 5, 20, 20, 5), (Array(repeating: 1, count: 10), 10, 20, 20, 0),
            (Array(repeating: 1, count: 10), 9, 20, 20, 1), ([], 0, 20, 20, 0), ([1], 0, 20, 0, 1),
            // Just a whole visit more, and not quite one.
            ([1], 1, 20, 20, 0), ([1], 1, 20, 19, 1), ([2, 1, 2], 3, 10, 10, 1), ([2, 2], 3, 10, 10, 1),
            ([1, 1], 5, 0, 10, nil),
        ] as [([Int], Int, Int, Int, Int?)])
    func missed(lacks: [Int], useful: Int, past: Int, left: Int, missed: Int?) {
        #expect(CoverageForecast(lacks: lacks, useful: useful, pastDays: past, daysLeft: left).missed == missed)
    }

    @Test(
        "Only visits that filled a lack are pace",
        arguments: [
            (["2026-03-02", "2026-03-09"], 1, 1), (["2026-03-02", "2026-03-09"], 2, 2),
            (["2026-03-02", "2026-04-01"], 1, 2),
            // The first of March lies before the window, so the second one filled nothing.
            (["2026-03-01", "2026-03-09"], 1, 0), (["2026-03-02"], 1, 1), (["2026-04-05"], 1, 1),
            (["2026-04-06"], 1, 0),
            ([], 1, 0), (["2026-03-09", "2026-03-09"], 1, 1),
        ] as [([Day], Int, Int)])
    func useful(visits: [Day], needed: Int, count: Int) {
        #expect(
            CoverageForecast.useful(visits, needed: needed, from: "2026-03-02", until: "2026-04-05") {
                Month(of: $0).first
            }
                == count)
    }

    @Test("More pace, more days or less lacking never makes it worse; the order of schools is nothing to it")
    func monotone() {
        var dice = SplitMix(11)
        for _ in 0..<500 {
            let lacks = (0..<dice.below(20)).map { _ in dice.below(4) }
            let (useful, past, left) = (dice.below(30), 1 + dice.below(28), dice.below(60))
            func missed(_ lacks: [Int], _ useful: Int, _ left: Int) -> Int {
                CoverageForecast(lacks: lacks, useful: useful, pastDays: past, daysLeft: left).missed ?? -1
            }
            let now = missed(lacks, useful, left)
            #expect(missed(lacks, useful + 1, left) <= now && missed(lacks, useful, left + 1) <= now)
            #expect(missed(lacks.shuffled(using: &dice), useful, left) == now)
            #expect(missed(lacks + [1], useful, left) >= now && now >= 0 && now <= lacks.count { $0 > 0 })
        }
    }

    @Test("Groups add up, and one without a pace leaves the sum open unless nothing is lacking there")
    func sum() {
        let known = CoverageForecast(lacks: [1, 1], useful: 1, pastDays: 10, daysLeft: 10)
        let unknown = CoverageForecast(lacks: [1], useful: 0, pastDays: 0, daysLeft: 10)
        let done = CoverageForecast(lacks: [], useful: 0, pastDays: 0, daysLeft: 10)
        #expect(ForecastSum([known, known, done], schools: 9).missed == 2)
        #expect(ForecastSum([known, unknown], schools: 9).missed == nil)
        #expect(ForecastSum([known, unknown], schools: 9).lacking == 3)
    }
}
