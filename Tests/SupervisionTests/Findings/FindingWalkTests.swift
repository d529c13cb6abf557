import Supervision
import Testing

struct FindingWalkTests {
    /// What a path keeps of an event, to be judged without looking at the part.
    private struct Line {
        let kind: FindingEvent.Kind
        let by: PersonID
        let hasEvidence: Bool
    }

    private struct Path {
        var part = FindingTests.part()
        var history: [Line] = []
    }

    private static let people: [PersonID] = (0..<8).map { PersonID("p\($0)") }
    private static let files: [EvidenceID] = ["e"]
    private static let plan = RectificationPlan(measures: "改")
    private static let sides = FindingActor.Side.allCases

    /// Every event that is accepted ends a path of its own: what led to it and it.
    @Test("A million random paths, everybody on every side, and none around the guards")
    func walk() {
        var random = SplitMix(2021)
        var paths = Array(repeating: Path(), count: 64)
        var (walked, closed, broken) = (0, 0, 0)
        while walked < 1_000_000 {
            let place = random.below(64)
            if random.below(128) == 0 { paths[place] = Path() }
            guard let step = FindingWalkTests.attempt(paths[place].part, &random) else { continue }
            let line = Line(kind: step.event.kind, by: step.event.by, hasEvidence: !step.event.evidence.isEmpty)
            if !FindingWalkTests.isLawful(line, after: paths[place].history) { broken += 1 }
            if (step.part.state == .closed) != (line.kind == .closed || line.kind == .rechecked) { broken += 1 }
            if step.part.state == .closed, step.part.milestonesUnsettled > 0 { broken += 1 }
            walked += 1
            closed += line.kind == .closed ? 1 : 0
            paths[place].part = step.part
            paths[place].history.append(line)
        }
        #expect(broken == 0)
        #expect(closed > 10_000)
    }

    private static func attempt(_ part: FindingPart, _ random: inout SplitMix) -> FindingStep? {
        let actor = FindingActor(people[random.below(8)], sides[random.below(3)])
        let moment = FindingTests.moment
        // Mostly what the state invites, or most attempts would be refused at once and prove little.
        switch random.below(4) > 0 ? usual(part.state) : random.below(12) {
        case 0: return try? part.issued(by: actor, moment)
        case 1: return try? part.acknowledged(by: actor, moment)
        case 2: return try? part.planned(plan, by: actor, moment)
        case 3: return try? part.submitted(random.below(4) == 0 ? [] : files, by: actor, moment)
        case 4: return try? part.verified(by: actor, moment)
        case 5: return try? part.closed(by: actor, moment)
        case 6: return try? part.returned(reason: "退", by: actor, moment)
        case 8: return try? part.milestoneReported("m", files, by: actor, moment)
        case 9: return try? part.milestoneConfirmed("m", by: actor, moment)
        case 10:
            let stage = Milestone(id: "m", title: "一", dueOn: moment.on)
            return part.isLongTerm || random.below(8) > 0
                ? nil : try? part.milestonesSet([stage], reason: "长", by: actor, moment)
        case 11:
            let look = Recheck(
                part: part.id, result: random.below(2) == 0 ? .holds : .cameBack, on: moment.on, method: "看", note: "查")
            return try? part.rechecked(look, dueOn: moment.on, by: actor, moment)
        default: return random.below(3) == 0 ? try? part.reopened(reason: "开", dueOn: nil, by: actor, moment) : nil
        }
    }

    private static func usual(_ state: FindingPart.State) -> Int {
        switch state {
        case .draft: 0
        case .issued: 1
        case .acknowledged: 2
        case .planned, .returned: 3
        case .submitted: 4
        case .verified: 5
        case .closed: 7
        }
    }

    /// The rule from the events alone: evidence in this round, three persons for three acts.
    private static func isLawful(_ line: Line, after history: [Line]) -> Bool {
        guard line.kind == .verified || line.kind == .closed else { return true }
        var hasEvidence = false
        var verifier: PersonID?
        for past in history.reversed() {
            if past.kind == .returned || past.kind == .reopened { break }
            if past.kind == .submitted {
                hasEvidence = hasEvidence || past.hasEvidence
                if past.by == line.by { return false }
            }
            if past.kind == .verified, verifier == nil { verifier = past.by }
        }
        guard hasEvidence else { return false }
        return line.kind == .verified || (verifier != nil && verifier != line.by)
    }
}
