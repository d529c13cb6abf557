import Supervision
import TestKit
import Testing

@Suite struct ParentRatingTests {
    static func answer(_ points: Int, words: String = "") throws -> ParentAnswer {
        try ParentAnswer([.presence: points, .response: points, .openness: 1], words: words)
    }

    @Test("An answer wants one to five for each question; the school's openness is not the inspector's")
    func answers() throws {
        let answer = try ParentAnswer([.presence: 5, .response: 2, .openness: 1], words: " 好 ")
        #expect(answer.points == 7 && answer.openness == 1 && answer.words == "好")
        #expect(ParentRatingRule.full == 10)
        for wrong in [nil, 0, 6] as [Int?] {
            for item in ParentRatingItem.allCases {
                var given = Dictionary(uniqueKeysWithValues: ParentRatingItem.allCases.map { ($0, 3) })
                given[item] = wrong
                #expect(throws: AppraisalRefusal.unanswered) { try ParentAnswer(given, words: "") }
            }
        }
        #expect(throws: Never.self) { try Self.answer(3, words: String(repeating: "字", count: 200)) }
        #expect(throws: AppraisalRefusal.wordsTooLong) {
            try Self.answer(3, words: String(repeating: "字", count: 201))
        }
    }

    @Test("What is shown moves by five answers or not at all, and nothing is lost on the way")
    func batches() throws {
        var dice = Dice(9)
        for _ in 0..<40 {
            var (sums, all) = (ParentSums(), ParentSums.Sum())
            for number in 1...Int.random(in: 1...33, using: &dice) {
                let points = Int.random(in: 1...5, using: &dice)
                let before = sums.shown
                sums = sums.adding(try Self.answer(points))
                all = .init(forms: number, points: all.points + 2 * points, openness: all.openness + 1)
                #expect([0, 5].contains(sums.shown.forms - before.forms) && sums.held.forms < 5)
                #expect(sums.shown.forms != before.forms || sums.shown == before)
                #expect(sums.shown.points + sums.held.points == all.points)
                #expect(sums.shown.openness + sums.held.openness == all.openness)
                #expect(sums.shown.forms + sums.held.forms == all.forms)
            }
        }
    }

    @Test("Parents' answers count only with the weight that an office gives them; at first none")
    func weight() throws {
        #expect(AppraisalRules.initial.weight(.parents) == 0)
        let tallies = [
            ParentTally(school: "a", schoolName: "一小", forms: 5, points: 50),
            ParentTally(school: "b", schoolName: "二小", forms: 15, points: 75),
        ]
        #expect(ParentRatingRule.figure(tallies) == AppraisalFigure(met: 125, of: 200))
        #expect(!ParentRatingRule.figure([]).isKnown)
        var rules = AppraisalRules.initial
        var figures = Dictionary(
            uniqueKeysWithValues: AppraisalMeasure.allCases.map { ($0, AppraisalFigure(met: 1, of: 1)) })
        figures[.parents] = AppraisalFigure(met: 0, of: 10)
        #expect(AppraisalScore(figures, rules).tenths == 1_000)
        rules.weights[.parents] = 10
        rules.weights[.visits] = 5
        rules.basis = "某教督〔2026〕3号"
        #expect(throws: Never.self) { try rules.checked() }
        #expect(AppraisalScore(figures, rules).tenths == 900)
    }
}
