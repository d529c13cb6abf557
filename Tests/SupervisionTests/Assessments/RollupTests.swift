import Testing

@testable import Supervision

struct RollupTests {
    static let full = answers(.points(Points(30)), .level("优"), .yes(true), .count(Points(4)), .veto(false))

    static func answers(_ values: Answer.Value?...) -> [String: Answer] {
        var answers: [String: Answer] = [:]
        for (number, value) in zip(["1.1", "1.2", "2.1", "2.2", "2.3"], values) {
            answers[number] = Answer(number, value, evidenceCount: 1)
        }
        return answers
    }

    @Test("Full marks are full marks, and every number says how it came about")
    func fullMarks() {
        let tree = Rollup.compute(.sample(), RollupTests.full)
        #expect(tree.score == Score(Points(100)) && tree.maximum == Score(Points(100)))
        #expect(tree.grade == "优秀" && tree.isComplete && tree.progress.missingEvidence.isEmpty)
        #expect(tree.node("1.2")?.reason.text == "“优”得分比例100% × 分值30分")
        #expect(tree.node("2")?.reason.text == "2.1：20.00／20.00 ＋ 2.2：20.00／20.00")
    }

    @Test("What is not answered is missing, never zero, and then there is no grade")
    func missing() {
        var answers = RollupTests.full
        answers["1.1"] = nil
        answers["2.1"]?.evidenceCount = 0
        let tree = Rollup.compute(.sample(), answers)
        #expect(tree.node("1.1")?.score == nil && tree.grade == nil && tree.earnedGrade == nil)
        #expect(tree.progress.missing == ["1.1"] && tree.progress.missingEvidence == ["2.1"])
        #expect(tree.progress.answered == 4 && tree.progress.total == 5)
        #expect(Rollup.compute(.sample(), [:]).node("1")?.score == nil)
    }

    @Test("A veto overrides the marks, down to its cap")
    func veto() {
        var answers = RollupTests.full
        answers["2.3"] = Answer("2.3", .veto(true))
        let tree = Rollup.compute(.sample(), answers)
        #expect(tree.earnedGrade == "优秀" && tree.grade == "不合格" && tree.score == Score(Points(100)))
        #expect(tree.vetoes.map(\.criterion) == ["2.3"])
        var capped = Framework.sample()
        capped.nodes[1].children[2].criterion = Criterion(.veto(cap: "合格"))
        #expect(Rollup.compute(capped, answers).grade == "合格")
    }

    @Test("A veto never lifts a grade that is lower already")
    func vetoDown() {
        var framework = Framework.sample()
        framework.nodes[1].children[2].criterion = Criterion(.veto(cap: "良好"))
        let answers = RollupTests.answers(.points(.zero), .level("差"), .yes(false), .count(.zero), .veto(true))
        #expect(Rollup.compute(framework, answers).grade == "不合格")
    }

    @Test("What does not concern the unit leaves the maximum too")
    func notApplicable() {
        var answers = RollupTests.full
        answers["1.1"] = Answer("1.1", notApplicable: "没有场地")
        let tree = Rollup.compute(.sample(), answers)
        #expect(tree.maximum == Score(Points(70)) && tree.score == Score(Points(70)) && tree.grade == "优秀")
        let none = answers.mapValues { Answer($0.criterion, notApplicable: "无") }
        let empty = Rollup.compute(.sample(), none)
        #expect(empty.share == nil && empty.grade == nil && empty.isComplete)
    }

    @Test(
        "A band begins exactly at its bound",
        arguments: [
            ("30", "优秀"), ("20", "优秀"), ("19.9999", "良好"), ("10", "良好"), ("9.9999", "合格"), ("0", "合格"),
        ])
    func bounds(points: String, grade: String) throws {
        var answers = RollupTests.full
        answers["1.1"] = Answer("1.1", .points(try #require(Points(points))))
        #expect(Rollup.compute(.sample(), answers).grade == grade)
    }

    @Test("Thirds add up exactly: 90 % reached by thirds is 优秀")
    func thirds() {
        let leaves = (1...3).map {
            FrameworkNode(
                "1.\($0)", "三分", weight: Points(30), criterion: Criterion(.counted(unit: "次", target: Points(3))))
        }
        let framework = Framework(
            id: "t", code: "t", name: "三分",
            nodes: [FrameworkNode("1", "甲", weight: Points(90), children: leaves)])
        let answers = Dictionary(uniqueKeysWithValues: leaves.map { ($0.number, Answer($0.number, .count(Points(1)))) })
        #expect(Rollup.compute(framework, answers).share == Score(1, over: 3))
    }
}

struct RollupPropertyTests {
    @Test("Marks stay in bounds, a better answer never gives less, siblings' order does not matter")
    func properties() {
        var random = SplitMix(11)
        for _ in 0..<300 {
            var framework = Framework.random(&random)
            var answers: [String: Answer] = [:]
            for leaf in framework.leaves { answers[leaf.number] = answer(leaf, &random) }
            let tree = Rollup.compute(framework, answers)
            #expect(tree.score >= .zero && tree.score <= tree.maximum)
            #expect(tree.maximum <= Score(framework.fullMark))
            if let leaf = framework.leaves.randomElement(using: &random), let better = best(leaf) {
                var raised = answers
                if raised[leaf.number]?.notApplicable == nil {
                    raised[leaf.number] = Answer(leaf.number, better)
                    #expect(Rollup.compute(framework, raised).score >= tree.score)
                }
            }
            framework.nodes.shuffle(using: &random)
            let shuffled = Rollup.compute(framework, answers)
            #expect(shuffled.score == tree.score && shuffled.grade == tree.grade)
        }
    }

    private func answer(_ leaf: FrameworkNode, _ random: inout SplitMix) -> Answer? {
        if random.below(10) == 0 { return Answer(leaf.number, notApplicable: "无此项") }
        switch leaf.criterion?.kind {
        case .scored(let max): return Answer(leaf.number, .points(Points(scaled: random.below(max.scaled + 1))))
        case .graded(let levels): return Answer(leaf.number, .level(levels[random.below(levels.count)].name))
        case .yesNo: return Answer(leaf.number, .yes(random.below(2) == 0))
        case .counted: return Answer(leaf.number, .count(Points(random.below(15))))
        case .veto: return Answer(leaf.number, .veto(random.below(8) == 0))
        case nil: return nil
        }
    }

    private func best(_ leaf: FrameworkNode) -> Answer.Value? {
        switch leaf.criterion?.kind {
        case .scored(let max): .points(max)
        case .graded(let levels): levels.first.map { .level($0.name) }
        case .yesNo: .yes(true)
        case .counted(_, let target?): .count(target)
        default: nil
        }
    }
}

struct ScoreTests {
    @Test("Sums and comparisons are exact; only the printed form is rounded, half away from zero")
    func arithmetic() throws {
        let third = try #require(Score(1, over: 3))
        #expect(third + third + third == Score(Points(1)))
        #expect(third.formatted() == "0.33" && third.formatted(digits: 0) == "0")
        #expect(try #require(Score(1, over: 200)).formatted() == "0.01")
        #expect(try #require(Score(-1, over: 200)).formatted() == "-0.01")
        #expect(try #require(Score(-1, over: 400)).formatted() == "0.00")
        #expect(try #require(Score(8999, over: 100)).formatted(digits: 0) == "90")
        #expect(Score(1, over: 0) == nil)
        #expect(try #require(Score(333_333_333, over: 1_000_000_000)) < third)
        #expect(Score(stored: third.stored) == third)
        for text in ["", "1", "1/0", "a/2", "1/-2"] { #expect(Score(stored: text) == nil) }
    }
}

struct AssessmentTests {
    @Test("Answers must fit their criterion, and only a complete draft is handed in")
    func life() throws {
        var draft = Assessment(id: "a", inspection: "i", role: .own)
        let framework = Framework.sample()
        #expect(throws: AssessmentRefusal.unknownCriterion("9")) {
            try draft.answered(Answer("9", .yes(true)), in: framework)
        }
        #expect(throws: AssessmentRefusal.unknownCriterion("1")) {
            try draft.answered(Answer("1", .yes(true)), in: framework)
        }
        #expect(throws: AssessmentRefusal.self) {
            try draft.answered(Answer("1.1", .points(Points(31))), in: framework)
        }
        #expect(throws: AssessmentRefusal.reasonMissing("1.1")) {
            try draft.answered(Answer("1.1", notApplicable: " "), in: framework)
        }
        #expect(throws: AssessmentRefusal.self) { try draft.submitted(by: "p", on: "2021-03-08", in: framework) }
        for answer in RollupTests.full.values {
            draft = try draft.answered(Answer(answer.criterion, answer.value), in: framework)
        }
        #expect(throws: AssessmentRefusal.evidenceMissing(["2.1"])) {
            try draft.submitted(by: "p", on: "2021-03-08", in: framework)
        }
        draft = try draft.answered(Answer("2.1", .yes(true), evidenceCount: 1), in: framework)
        let submitted = try draft.submitted(by: "p", on: "2021-03-08", in: framework)
        #expect(submitted.state == .submitted && submitted.version == draft.version + 1)
        #expect(throws: AssessmentRefusal.submitted) {
            try submitted.answered(Answer("2.1", .yes(false)), in: framework)
        }
        #expect(try submitted.returned().state == .draft)
    }

    @Test("What a form typed is read for its kind of criterion only")
    func values() {
        #expect(Answer.Value("4.5", for: .scored(max: Points(5))) == .points(Points(scaled: 45_000)))
        #expect(Answer.Value("5.1", for: .scored(max: Points(5))) == nil)
        #expect(Answer.Value("中", for: .graded(Framework.levels)) == .level("中"))
        #expect(Answer.Value("良", for: .graded(Framework.levels)) == nil)
        #expect(Answer.Value("是", for: .yesNo) == .yes(true))
        #expect(Answer.Value("yes", for: .yesNo) == nil)
        #expect(Answer.Value("-1", for: .counted(unit: "次", target: nil)) == nil)
    }
}
