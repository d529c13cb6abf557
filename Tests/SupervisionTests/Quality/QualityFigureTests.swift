import Testing

@testable import Supervision

/// Figures of results, against ones worked out with numpy and scipy.
struct QualityFigureTests {
    private static let groups = [[78, 85, 90, 66], [55, 60, 72], [88, 91, 79, 95, 84]]
    private static let mathematics = QualitySubject("数学")

    private static func points(_ groups: [[Int]]) -> [[Points]] { groups.map { $0.map { Points($0) } } }

    @Test("The between-school share is the one-way random effects estimate")
    func share() throws {
        let share = try #require(BetweenShare(Self.points(Self.groups)))
        #expect(abs(share.value.double - 0.655_887_963_928_143_5) < 1e-12 && !share.isWithin)
        // Schools alike, pupils different: below zero becomes zero.
        #expect(BetweenShare(Self.points([[60, 80], [61, 79]]))?.value == .zero)
        // All between: one.
        #expect(BetweenShare(Self.points([[60, 60], [80, 80]]))?.value == .one)
    }

    @Test("Exactly 0.15 is not below 0.15, a ten-thousandth of a mark more or less decides")
    func boundary() throws {
        let exact = [[60, 68, 72], [80, 71, 83], [89, 66, 73]]
        let share = try #require(BetweenShare(Self.points(exact)))
        #expect(share.value == Fraction(QualityJudgement.limit) && !share.isWithin)
        for (change, isWithin) in [(1, false), (-1, true)] {
            var scores = Self.points(exact)
            scores[1][0] = Points(scaled: scores[1][0].scaled + change)
            #expect(try #require(BetweenShare(scores)).isWithin == isWithin)
        }
    }

    @Test(
        "Where it says nothing there is no share", arguments: [[[70, 80]], [[70], [80]], [[70, 70], [70, 70]], []])
    func nothing(groups: [[Int]]) {
        #expect(BetweenShare(Self.points(groups)) == nil)
    }

    @Test("Moving all scores or their unit leaves the share; the order of schools and pupils too")
    func invariance() throws {
        var dice = SplitMix(15)
        for _ in 0..<100 {
            let groups = (0..<(2 + dice.below(8))).map { _ in (0..<(2 + dice.below(20))).map { _ in dice.below(80) } }
            let plain = BetweenShare(Self.points(groups))?.value
            #expect(BetweenShare(Self.points(groups.map { $0.map { $0 + 11 } }))?.value == plain)
            #expect(BetweenShare(Self.points(groups.map { $0.map { $0 * 3 } }))?.value == plain)
            #expect(
                BetweenShare(Self.points(groups.shuffled(using: &dice).map { $0.shuffled(using: &dice) }))?.value
                    == plain)
        }
    }

    @Test("Level Ⅲ and a share below 0.15, from the centre first; a missing figure never passes")
    func judgement() {
        func verdict(
            _ given: QualityJudgement.Given? = nil, _ computed: QualityJudgement.Computed? = nil
        ) -> BalanceVerdict { QualityJudgement(given: given, computed: computed).verdict }
        #expect(verdict(.init(level: 3, share: Points(scaled: 1_499))) == .pass)
        #expect(verdict(.init(level: 3, share: Points(scaled: 1_500))) == .fail)
        #expect(verdict(.init(level: 3, share: Points(scaled: 1_501))) == .fail)
        #expect(verdict(.init(level: 2, share: Points(scaled: 1_000))) == .fail)
        #expect(verdict(.init(level: 4, share: Points(scaled: 1_000))) == .pass)
        #expect(verdict(.init(level: 3)) == .undetermined)
        #expect(verdict(.init(level: 2)) == .fail)
        #expect(verdict() == .undetermined)
        #expect(verdict(nil, .init(level: 3, isWithin: true)) == .pass)
        #expect(verdict(.init(level: 2), .init(level: 4, isWithin: true)) == .fail, "the centre's word goes first")
        let mixed = QualityJudgement(given: .init(level: 3), computed: .init(level: 1, isWithin: true))
        #expect(mixed.verdict == .pass && mixed.level == 3 && mixed.isWithin == true)
    }

    @Test("Mean, spread, percentiles and distribution are numpy's")
    func summary() throws {
        let scores = Self.points(Self.groups).flatMap { $0 }
        let summary = try #require(ScoreSummary(scores, of: Self.mathematics))
        #expect(abs(summary.mean - 78.583_333_333_333_33) < 1e-9)
        #expect(abs(try #require(summary.deviation) - 12.852_013_166_202_5) < 1e-9)
        for (found, wanted) in zip(summary.percentiles, [60.6, 70.5, 81.5, 88.5, 90.9]) {
            #expect(abs(found - wanted) < 1e-9)
        }
        #expect(summary.parts == [0, 0, 0, 0, 0, 1, 2, 3, 3, 3])
        #expect(summary.lowest == Points(55) && summary.highest == Points(95) && summary.level == 3)
        let weighted = try #require(
            ScoreSummary(
                [Points(60), Points(80), Points(100)], chances: [Chance(1, of: 4), Chance(1, of: 2), Chance(1, of: 2)],
                of: Self.mathematics))
        let spread = try #require(weighted.deviation)
        #expect(abs(weighted.mean - 75) < 1e-12 && abs(spread - 20.310_096_011_589_9) < 1e-9)
        #expect(weighted.shares == [0, 50, 25, 25] && weighted.parts.last == 1)
        #expect(ScoreSummary([], of: Self.mathematics) == nil)
        #expect(ScoreSummary([Points(3)], chances: [Chance(0, of: 1)], of: Self.mathematics) == nil)
    }

    @Test("With whatever weights, all at a cut reach its level, and one pupil a ten-thousandth below does not")
    func weightedLevel() throws {
        var dice = SplitMix(4)
        for turn in 0..<2_000 {
            let full = Points(scaled: (1 + dice.below(1_500)) * 1_000)
            let cuts = [600_000, 750_000 + dice.below(50) * 1_000, 850_000].map { Points(scaled: $0) }
            let subject = QualitySubject("数学", fullMark: full, cuts: cuts)
            let cut = cuts[turn % 3]
            // The share of the full mark from which the level begins, where that is a mark that can be given.
            guard full.scaled * cut.scaled % (100 * Points.scale) == 0 else { continue }
            let mark = Points(scaled: full.scaled * cut.scaled / (100 * Points.scale))
            let schools = (0..<(1 + dice.below(6))).map { _ in
                Chance(1 + dice.below(400), of: 401 + dice.below(5_000))
                    * PupilSampling.chance(1 + dice.below(30), of: 30 + dice.below(300))
            }
            let chances = (0..<(1 + dice.below(40))).map { _ in schools[dice.below(schools.count)] }
            var scores = chances.map { _ in mark }
            #expect(try #require(ScoreSummary(scores, chances: chances, of: subject)).level == turn % 3 + 2)
            scores[dice.below(scores.count)] = Points(scaled: mark.scaled - 1)
            #expect(try #require(ScoreSummary(scores, chances: chances, of: subject)).level == turn % 3 + 1)
        }
    }

    @Test("The chance of a school and that of a pupil make one that is exact")
    func chances() {
        #expect(Chance(3, of: 20) * Chance(10, of: 37) == Chance(3, of: 74))
        #expect(Chance.certain * Chance(2, of: 3) == Chance(2, of: 3))
    }

    @Test(
        "A level begins exactly at its share of the full mark",
        arguments: [
            (5_999, 1), (6_000, 2), (7_499, 2), (7_500, 3), (8_499, 3), (8_500, 4), (10_000, 4), (0, 1),
        ])
    func levels(hundredths: Int, level: Int) throws {
        #expect(Self.mathematics.level(of: Points(scaled: hundredths * 100)) == level)
        let other = QualitySubject("语文", fullMark: Points(150))
        #expect(other.level(of: Points(scaled: hundredths * 150)) == level)
        let pair = [Points(scaled: hundredths * 100), Points(scaled: hundredths * 100)]
        #expect(try #require(ScoreSummary(pair, of: Self.mathematics)).level == level)
    }

    @Test(
        "The interval is Student's",
        arguments: [(4, 2.776_445), (9, 2.262_157), (10, 2.228_139), (29, 2.045_230), (99, 1.984_217)])
    func quantile(degrees: Int, wanted: Double) {
        #expect(abs(SchoolMean.quantile(degrees: degrees) - wanted) < 0.001)
    }

    @Test("A school's mean with its interval")
    func school() throws {
        let mean = try #require(SchoolMean(code: "S", Self.points(Self.groups)[2], of: Self.mathematics))
        let interval = try #require(mean.interval)
        #expect(abs(mean.mean - 87.4) < 1e-9 && mean.good == 5)
        #expect(abs(interval.lowerBound - 79.7157) < 0.005 && abs(interval.upperBound - 95.0843) < 0.005)
        #expect(SchoolMean(code: "S", [Points(3)], of: Self.mathematics)?.interval == nil)
    }

    @Test("Difficulty, the 27 % groups and the corrected correlation of an item")
    func item() throws {
        let marks = [2, 2, 1, 2, 0, 1, 0, 0, 1, 0], totals = [95, 90, 85, 80, 75, 70, 60, 50, 45, 30]
        let answers = zip(marks, totals).map { (item: Points($0), total: Points($1)) }
        let item = try #require(ItemAnalysis("第1题", fullMark: Points(2), answers))
        #expect(abs(item.difficulty - 0.45) < 1e-12)
        #expect(abs(try #require(item.discrimination) - 2.0 / 3) < 1e-12)
        #expect(abs(try #require(item.correlation) - 0.683_343_559_906_192_3) < 1e-9)
        // Equal totals at the edge count by the room that is left, so rows may stand in any order.
        let tied = [(2, 50), (0, 50), (2, 50), (1, 50)].map { (item: Points($0.0), total: Points($0.1)) }
        let one = try #require(ItemAnalysis("a", fullMark: Points(2), tied))
        #expect(one.discrimination == 0 && abs((one.correlation ?? 0) + 1) < 1e-12)
        #expect(ItemAnalysis("a", fullMark: Points(2), [(item: Points(1), total: Points(3))])?.discrimination == nil)
        #expect(ItemAnalysis("a", fullMark: .zero, tied) == nil && ItemAnalysis("a", fullMark: Points(1), []) == nil)
    }

    @Test(
        "A small school is hidden, and with it whatever would give it away",
        arguments: [
            ([30, 40, 50], []), ([30, 9, 50, 20], [0, 1, 3]), ([3, 4, 50, 60], [0, 1, 2, 3]),
            ([9, 9, 9, 40], [0, 1, 2]),
            ([5, 5, 5, 5, 80], [0, 1, 2, 3]), ([10, 30], []), ([9], [0]), ([9, 30], [0, 1]),
            ([0, 9, 12, 30], [1, 2, 3]),
        ] as [([Int], [Int])])
    func hidden(counts: [Int], hidden: [Int]) {
        #expect(SmallGroups.hidden(counts, least: 10) == Set(hidden))
    }

    @Test("Nobody who knows one hidden school and the total is left with fewer pupils than allowed")
    func property() {
        var dice = SplitMix(9)
        for _ in 0..<500 {
            let counts = (0..<(2 + dice.below(12))).map { _ in 1 + dice.below(60) }
            let hidden = SmallGroups.hidden(counts, least: 10)
            for (place, count) in counts.enumerated() where count < 10 { #expect(hidden.contains(place)) }
            guard !hidden.isEmpty, hidden.count < counts.count else { continue }
            let all = hidden.reduce(0) { $0 + counts[$1] }
            for place in hidden { #expect(all - counts[place] >= 10) }
        }
    }

    @Test("A school sees the mean of all only where enough others are in it, also where every school is hidden")
    func beside() throws {
        let mathematics = Self.mathematics
        func summary(_ counts: [Int]) throws -> QualitySummary {
            let papers = counts.enumerated().flatMap { school, count in
                (0..<count).map { QualitySummary.Paper(school: "S\(school)", score: Points(50 + $0 + school)) }
            }
            return try #require(QualitySummary(papers, of: mathematics))
        }
        // 11 pupils, but the school with 10 would learn the one pupil's mark of the other.
        let two = try summary([10, 1])
        #expect(two.compared(least: 10).shown.isEmpty)
        #expect(two.mean(beside: "S0", least: 10) == nil && two.mean(beside: "S1", least: 10) == two.scores.mean)
        let edge = try summary([30, 10, 9])
        #expect(edge.mean(beside: "S0", least: 19) == edge.scores.mean && edge.mean(beside: "S0", least: 20) == nil)
        #expect(edge.mean(beside: "none", least: 49) == edge.scores.mean)
        var dice = SplitMix(8)
        for _ in 0..<200 {
            let counts = (0..<(1 + dice.below(5))).map { _ in 1 + dice.below(25) }
            let summary = try summary(counts)
            for (place, count) in counts.enumerated() {
                let isShown = summary.mean(beside: "S\(place)", least: 10) != nil
                #expect(isShown == (counts.reduce(0, +) - count >= 10))
            }
        }
    }

    @Test(
        "The centre's words are the county's figures once both are said of every subject; they count subjects, not grades"
    )
    func reported() {
        let one = QualityJudgement.Given(level: 3, share: Points(scaled: 1_499))
        let two = QualityJudgement.Given(level: 2, share: Points(scaled: 900))
        func figures(_ given: [String: [QualityJudgement.Given]]) -> [String]? {
            QualityJudgement.figures(given).map { found in QualityJudgement.codes.map { found[$0]?.text ?? "" } }
        }
        #expect(figures(["数学": [one], "语文": [two]]) == ["2", "1", "0.1499"])
        // Two grades are one subject, at level only if both are; the largest share is over all.
        #expect(figures(["数学": [one, one], "语文": [one]]) == ["2", "2", "0.1499"])
        #expect(figures(["数学": [two, one], "语文": [two, two], "科学": [one]]) == ["3", "1", "0.1499"])
        #expect(figures([:]) == nil && figures(["数学": []]) == nil && figures(["数学": [one], "语文": []]) == nil)
        #expect(figures(["数学": [one, .init(level: 3)]]) == nil)
        #expect(figures(["数学": [one], "语文": [.init(share: Points(scaled: 900))]]) == nil)
    }
}
