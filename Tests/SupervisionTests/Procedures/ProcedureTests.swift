import Supervision
import Testing

struct ProcedureTests {
    private let procedure = Procedure.kindergarten

    private func finished(_ code: String, _ state: ProcedureState, _ beside: ProcedureContext) throws -> ProcedureState
    {
        let acts = Set(procedure.step(code)?.requires ?? [])
        return try state.started(code, in: procedure, facts: UnitFacts(isChosen: true), beside: beside)
            .completed(code, in: procedure, acts: acts)
    }

    @Test("The kindergarten chain goes in its order, 复查 only for those whom the condition meets")
    func chain() throws {
        #expect(procedure.steps.map(\.name) == ["宣传培训", "全面自评", "实地督导", "督评反馈", "落实整改", "重点复查"])
        var campaign = ProcedureState(procedure, level: .campaign)
        var unit = ProcedureState(procedure, level: .unit)
        #expect(throws: ProcedureRefusal.tooEarly("全面自评", waitingFor: "宣传培训")) {
            try unit.started("self", in: procedure, beside: ProcedureContext(campaign: campaign))
        }
        campaign = try finished("training", campaign, ProcedureContext())
        let beside = ProcedureContext(campaign: campaign)
        #expect(throws: ProcedureRefusal.tooEarly("实地督导", waitingFor: "全面自评")) {
            try unit.started("onsite", in: procedure, beside: beside)
        }
        for code in ["self", "onsite", "feedback", "rectify"] { unit = try finished(code, unit, beside) }
        #expect(unit.current(in: procedure)?.code == "review")
        #expect(throws: ProcedureRefusal.notConcerned("重点复查")) {
            try unit.started("review", in: procedure, facts: UnitFacts(grade: "优秀"), beside: beside)
        }
        #expect(throws: ProcedureRefusal.concerned("重点复查")) {
            try unit.exempted("review", in: procedure, facts: UnitFacts(grade: "不合格"), beside: beside)
        }
        #expect(throws: ProcedureRefusal.notOptional("重点复查")) {
            try unit.skipped("review", reason: "忙", in: procedure, beside: beside)
        }
        let exempt = try unit.exempted("review", in: procedure, facts: UnitFacts(grade: "优秀"), beside: beside)
        #expect(exempt.isFinished(in: procedure))
        #expect(try finished("review", unit, beside).isFinished(in: procedure))
    }

    @Test("A step is complete only with the acts that it requires")
    func acts() throws {
        let campaign = try ProcedureState(procedure, level: .campaign)
            .started("training", in: procedure, beside: ProcedureContext())
        #expect(throws: ProcedureRefusal.actsMissing("宣传培训", [.training])) {
            try campaign.completed("training", in: procedure, acts: [])
        }
        #expect(throws: ProcedureRefusal.otherLevel("全面自评")) { try campaign.completed("self", in: procedure, acts: []) }
        #expect(throws: ProcedureRefusal.unknownStep("x")) { try campaign.completed("x", in: procedure, acts: []) }
    }

    @Test(
        "Conditions read as they hold",
        arguments: [
            (StepCondition.gradeIs(["不合格"]), true), (.gradeIs(["优秀"]), false),
            (.findings(atLeast: 2, grade: nil), true), (.findings(atLeast: 3, grade: nil), false),
            (.findings(atLeast: 1, grade: .grave), true), (.findings(atLeast: 2, grade: .serious), false),
            (.tag("薄弱园"), true), (.tag("示范园"), false), (.stratum("民办"), true), (.chosen, false),
            (.any([.chosen, .tag("薄弱园")]), true), (.all([.chosen, .tag("薄弱园")]), false),
        ])
    func conditions(condition: StepCondition, holds: Bool) {
        let facts = UnitFacts(grade: "不合格", findings: [.ordinary, .grave], tags: ["薄弱园"], stratum: "民办")
        #expect(condition.holds(for: facts) == holds)
        #expect(!condition.text.isEmpty)
    }

    @Test("The shipped procedures are sound")
    func shipped() {
        for procedure in Procedure.shipped { #expect(procedure.problems() == []) }
        #expect(!Procedure(code: "", name: "", steps: []).problems().isEmpty)
    }
}

struct ProcedureWalkTests {
    /// A procedure with every sort of step, and a step of the campaign after the units'.
    private static let procedure = Procedure(
        code: "walk", name: "走查",
        steps: [
            ProcedureStep("0", "始", level: .campaign, requires: [.training]),
            ProcedureStep("1", "一", requires: [.selfAssessment]), ProcedureStep("2", "二", isOptional: true),
            ProcedureStep("3", "中", level: .campaign), ProcedureStep("4", "四", condition: .chosen),
            ProcedureStep("5", "终", level: .campaign),
        ])
    private static let codes = ["0", "1", "2", "3", "4", "5"]
    private static let chosen = UnitFacts(isChosen: true)
    private static let others = UnitFacts()

    @Test("A million random attempts never skip a step or take it out of order")
    func walk() {
        var random = SplitMix(5)
        var (states, seen) = ProcedureWalkTests.start()
        var (broken, finished) = (0, 0)
        for _ in 0..<1_000_000 {
            let (track, step) = (random.below(3), random.below(6))
            guard let next = ProcedureWalkTests.attempt(states, track, step, &random) else { continue }
            if !ProcedureWalkTests.isLawful(seen, track, step) { broken += 1 }
            states[track] = next
            seen[track][step] = next.steps[step].isSettled
            if states[0].isFinished(in: ProcedureWalkTests.procedure) || random.below(64) == 0 {
                finished += states[0].steps[5].isSettled ? 1 : 0
                (states, seen) = ProcedureWalkTests.start()
            }
        }
        #expect(broken == 0)
        #expect(finished > 100)
    }

    /// Track 0 is the campaign, the others are its two units.
    private static func start() -> ([ProcedureState], [[Bool]]) {
        let unit = ProcedureState(procedure, level: .unit)
        return (
            [ProcedureState(procedure, level: .campaign), unit, unit],
            Array(repeating: Array(repeating: false, count: 6), count: 3)
        )
    }

    private static func attempt(
        _ states: [ProcedureState], _ track: Int, _ step: Int, _ random: inout SplitMix
    ) -> ProcedureState? {
        let beside = ProcedureContext(campaign: states[0], units: [states[1], states[2]])
        let facts = track == 1 ? chosen : others
        switch random.below(4) {
        case 0: return try? states[track].started(codes[step], in: procedure, facts: facts, beside: beside)
        case 1:
            let acts: Set<StepAct> = random.below(4) == 0 ? [] : [.training, .selfAssessment]
            return try? states[track].completed(codes[step], in: procedure, acts: acts)
        case 2: return try? states[track].skipped(codes[step], reason: "因故", in: procedure, beside: beside)
        default: return try? states[track].exempted(codes[step], in: procedure, facts: facts, beside: beside)
        }
    }

    /// Every earlier step settled on its own track, or on all units' for a step of the campaign.
    private static func isLawful(_ seen: [[Bool]], _ track: Int, _ step: Int) -> Bool {
        let isCampaigns = [true, false, false, true, false, true]
        guard isCampaigns[step] == (track == 0), !seen[track][step] else { return false }
        for past in 0..<step {
            let settled =
                isCampaigns[past] ? seen[0][past] : track == 0 ? seen[1][past] && seen[2][past] : seen[track][past]
            if !settled { return false }
        }
        return true
    }
}
