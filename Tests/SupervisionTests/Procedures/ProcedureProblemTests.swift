import Supervision
import Testing

@Suite struct ProcedureProblemTests {
    private static func step(
        _ code: String, _ name: String? = nil, level: ProcedureStep.Level = .unit, requires: [StepAct] = [.stepRecord],
        after: [String]? = nil, term: StepTerm? = nil, condition: StepCondition? = nil
    ) -> ProcedureStep {
        ProcedureStep(
            code, name ?? "环节\(code)", level: level, condition: condition, requires: requires, after: after, term: term)
    }

    private static func check(_ steps: ProcedureStep...) -> [ProcedureProblem] {
        Procedure(code: "own", name: "自建", steps: steps).check()
    }

    @Test("A sound procedure has nothing to say, an unsound one says what to change")
    func problems() {
        #expect(ProcedureProblemTests.check(ProcedureProblemTests.step("a")) == [])
        let cases: [(ProcedureProblem, [ProcedureStep])] = [
            (.noSteps, []),
            (.unnamed(place: 1), [ProcedureProblemTests.step("a", " ")]),
            (.badCode("A b"), [ProcedureProblemTests.step("A b")]),
            (
                .codeTwice("a", ["甲", "乙"]),
                [ProcedureProblemTests.step("a", "甲"), ProcedureProblemTests.step("a", "乙")]
            ),
            (.nameTwice("甲"), [ProcedureProblemTests.step("a", "甲"), ProcedureProblemTests.step("b", "甲")]),
            (
                .conditionOfCampaign("环节a"),
                [ProcedureProblemTests.step("a", level: .campaign, requires: [.plan], condition: .chosen)]
            ),
            (.noAct("环节a"), [ProcedureProblemTests.step("a", requires: [])]),
            (.wrongLevel("环节a", .training), [ProcedureProblemTests.step("a", requires: [.training])]),
            (
                .wrongLevel("环节a", .selfAssessment),
                [ProcedureProblemTests.step("a", level: .campaign, requires: [.selfAssessment])]
            ),
            (
                .actTwice(.onSite, ["环节a", "环节b"]),
                [
                    ProcedureProblemTests.step("a", requires: [.onSite]),
                    ProcedureProblemTests.step("b", requires: [.onSite]),
                ]
            ),
            (
                .actLacks("环节a", .opinion, needs: [.feedback]),
                [
                    ProcedureProblemTests.step("a", requires: [.opinion]),
                    ProcedureProblemTests.step("b", requires: [.feedback]),
                ]
            ),
            (.unknownAfter("环节a", "x"), [ProcedureProblemTests.step("a", after: ["x"])]),
            (.circle(["环节a"]), [ProcedureProblemTests.step("a", after: ["a"])]),
            (
                .circle(["环节a", "环节b"]),
                [ProcedureProblemTests.step("a", after: ["b"]), ProcedureProblemTests.step("b")]
            ),
            (.termOutOfRange("环节a"), [ProcedureProblemTests.step("a", term: StepTerm(0, isWorking: true))]),
            (.termOutOfRange("环节a"), [ProcedureProblemTests.step("a", term: StepTerm(367, isWorking: false))]),
            (
                .termWithoutEnd("环节a"),
                [ProcedureProblemTests.step("a", level: .campaign, requires: [.publicNotice])]
            ),
        ]
        for (problem, steps) in cases {
            let found = Procedure(code: "own", name: "自建", steps: steps).check()
            #expect(found.contains(problem), "\(problem): \(found)")
            #expect(problem.message.contains("：") || problem == .noSteps)
        }
        #expect(
            ProcedureProblemTests.check(ProcedureProblemTests.step("a", term: StepTerm(366, isWorking: false))) == [])
        let many = (0...40).map { ProcedureProblemTests.step("s\($0)") }
        #expect(Procedure(code: "", name: "", steps: many).check() == [.tooManySteps(limit: 40)])
        #expect(Procedure(code: "", name: "", steps: Array(many.prefix(40))).check() == [])
    }

    @Test("The circle names who waits for whom")
    func circle() {
        let text = ProcedureProblem.circle(["甲", "乙", "丙"]).message
        #expect(text.contains("“甲”等“乙”，“乙”等“丙”，“丙”等“甲”"))
    }

    @Test("Ten thousand random procedures have a circle exactly when no order can be found")
    func random() {
        var random = SplitMix(11)
        var circles = 0
        for _ in 0..<10_000 {
            let count = 1 + random.below(6)
            let steps = (0..<count).map { place -> ProcedureStep in
                switch random.below(3) {
                case 0: return ProcedureProblemTests.step("\(place)")
                default:
                    let after = (0..<random.below(3)).map { _ in "\(random.below(count))" }
                    return ProcedureProblemTests.step("\(place)", after: after)
                }
            }
            let procedure = Procedure(code: "r", name: "随机", steps: steps)
            let reaches = steps.indices.contains { ProcedureProblemTests.reachesItself($0, procedure) }
            #expect((procedure.circle != nil) == reaches)
            if let circle = procedure.circle {
                circles += 1
                for (step, next) in zip(circle, circle.dropFirst() + circle.prefix(1)) {
                    let place = steps.firstIndex(of: step) ?? 0
                    let waits = step.after.map { $0.contains(next.code) } ?? (place > 0 && steps[place - 1] == next)
                    #expect(waits)
                }
            }
        }
        #expect(circles > 100 && circles < 9_900)
    }

    private static func reachesItself(_ start: Int, _ procedure: Procedure) -> Bool {
        var seen: Set<Int> = []
        var waiting = before(start, procedure)
        while let next = waiting.popLast() {
            if next == start { return true }
            if seen.insert(next).inserted { waiting += before(next, procedure) }
        }
        return false
    }

    private static func before(_ place: Int, _ procedure: Procedure) -> [Int] {
        guard let after = procedure.steps[place].after else { return place == 0 ? [] : [place - 1] }
        return after.compactMap { code in procedure.steps.firstIndex { $0.code == code } }
    }
}

@Suite struct ProcedureAdvanceTests {
    @Test("The report does not wait for the rectification, filing and publication wait for the report alone")
    func parallel() throws {
        let procedure = Procedure.comprehensive
        var campaign = try ProcedureState(procedure, level: .campaign).advanced(
            in: procedure, beside: ProcedureContext(), acts: ProcedureActs([.plan, .notice]))
        let unit = try ProcedureState(procedure, level: .unit).advanced(
            in: procedure, beside: ProcedureContext(campaign: campaign),
            acts: ProcedureActs(
                Set(StepAct.hearings + [.selfAssessment, .onSite, .feedback, .defence, .teamReview, .opinion])))
        #expect(unit.current(in: procedure)?.code == "rectify")
        let beside = ProcedureContext(units: [unit])
        campaign = try campaign.advanced(in: procedure, beside: beside, acts: ProcedureActs([.plan, .notice]))
        #expect(campaign.underWay(in: procedure).map(\.code) == ["report"])
        campaign = try campaign.advanced(
            in: procedure, beside: beside, acts: ProcedureActs([.plan, .notice, .reportDocument]))
        #expect(campaign.underWay(in: procedure).map(\.code) == ["government", "filing", "publish"])
        let open = campaign.openStep(for: .publication, in: procedure, beside: beside)
        #expect(open?.code == "publish")
        #expect(campaign.openStep(for: .plan, in: procedure, beside: beside) == nil)
    }

    @Test("现场督导 is complete only when public, parents, teachers and pupils were all heard", arguments: StepAct.hearings)
    func hearings(missing: StepAct) throws {
        let procedure = Procedure.special
        let campaign = try ProcedureState(procedure, level: .campaign).advanced(
            in: procedure, beside: ProcedureContext(), acts: ProcedureActs([.plan, .notice]))
        let done = Set(StepAct.hearings + [.selfAssessment, .onSite]).subtracting([missing])
        let unit = try ProcedureState(procedure, level: .unit).advanced(
            in: procedure, beside: ProcedureContext(campaign: campaign), acts: ProcedureActs(done))
        #expect(unit.status(of: "onsite", in: procedure) == .started)
        #expect(ProcedureActs(done).missing(procedure.steps[2]) == [missing])
    }

    @Test("Whatever was done, no step is settled before everything that it waits for", arguments: Procedure.shipped)
    func order(procedure: Procedure) throws {
        var random = SplitMix(UInt64(procedure.steps.count))
        for _ in 0..<300 {
            var acts = ProcedureActs(Set(StepAct.allCases.filter { _ in random.below(3) > 0 }))
            for step in procedure.steps where random.below(3) > 0 { acts.bySteps[step.code] = [.stepRecord, .verdict] }
            var campaign = ProcedureState(procedure, level: .campaign), unit = ProcedureState(procedure, level: .unit)
            for _ in 0..<procedure.steps.count {
                campaign = try campaign.advanced(
                    in: procedure, beside: ProcedureContext(units: [unit]), acts: acts)
                unit = try unit.advanced(
                    in: procedure, facts: UnitFacts(grade: "不合格", findings: [.grave]),
                    beside: ProcedureContext(campaign: campaign), acts: acts)
            }
            for (place, step) in procedure.steps.enumerated() {
                let own = step.level == .unit ? unit.steps[place] : campaign.steps[place]
                guard own != .pending else { continue }
                for earlier in procedure.ancestors(of: place) {
                    let level = procedure.steps[earlier].level
                    #expect((level == .unit ? unit.steps[earlier] : campaign.steps[earlier]).isSettled)
                }
                if own == .done { #expect(acts.missing(step).isEmpty) }
            }
        }
    }
}
