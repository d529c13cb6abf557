/// A part after an event, and the event to keep.
package struct FindingStep: Hashable, Sendable {
    package let part: FindingPart
    package let event: FindingEvent
}

extension FindingPart {
    /// The office hands it down; until then the unit does not see it.
    package func issued(by actor: FindingActor, _ moment: Moment) throws(FindingRefusal) -> FindingStep {
        try require(actor, .office, "下发", [.draft])
        var next = self
        next.state = .issued
        return next.step(.issued, actor, moment)
    }

    /// 现场反馈: a small problem that was put right before the inspector left; it is counted and waits for nobody.
    package func settledOnTheSpot(
        note: String, by actor: FindingActor, _ moment: Moment
    ) throws(FindingRefusal) -> FindingStep {
        try require(actor, .office, "现场反馈", [.draft])
        var next = self
        next.state = .closed
        next.dueOn = moment.on
        next.closedOn = moment.on
        return next.step(.settled, actor, moment, note)
    }

    /// 签收: the unit has received it.
    package func acknowledged(by actor: FindingActor, _ moment: Moment) throws(FindingRefusal) -> FindingStep {
        try require(actor, .unit, "签收", [.issued])
        var next = self
        next.state = .acknowledged
        return next.step(.acknowledged, actor, moment)
    }

    /// The unit says how it will put it right; it may say so again while it has the next move.
    package func planned(
        _ plan: RectificationPlan, by actor: FindingActor, _ moment: Moment
    ) throws(FindingRefusal) -> FindingStep {
        try require(actor, .unit, "报整改方案", [.acknowledged, .planned, .returned])
        guard !plan.measures.isBlank else { throw .planEmpty }
        var next = self
        next.plan = plan
        next.state = .planned
        return next.step(.planned, actor, moment)
    }

    /// The unit hands in evidence, or more of it while the office has not looked.
    package func submitted(
        _ files: [EvidenceID], note: String = "", by actor: FindingActor, _ moment: Moment
    ) throws(FindingRefusal) -> FindingStep {
        try require(actor, .unit, "提交佐证", [.planned, .returned, .submitted])
        guard !files.isEmpty else { throw .evidenceMissing }
        // A part that was taken over without its plan would skip that step.
        guard plan != nil else { throw .planEmpty }
        guard milestonesAhead == 0 else { throw .milestonesAhead(milestonesAhead) }
        var next = self
        next.evidence += files.filter { !evidence.contains($0) }
        if !submitters.contains(actor.person) { next.submitters.append(actor.person) }
        next.submittedOn = moment.on
        next.state = .submitted
        return next.step(.submitted, actor, moment, note, files)
    }

    /// 核查 passed, by somebody who handed nothing in.
    package func verified(
        note: String = "", by actor: FindingActor, _ moment: Moment
    ) throws(FindingRefusal) -> FindingStep {
        try require(actor, .office, "核查", [.submitted])
        guard !submitters.contains(actor.person) else { throw .verifierSubmitted }
        guard !evidence.isEmpty else { throw .evidenceMissing }
        guard milestonesUnsettled == 0 else { throw .milestonesUnconfirmed(milestonesUnsettled) }
        var next = self
        next.verifier = actor.person
        next.state = .verified
        return next.step(.verified, actor, moment, note)
    }

    /// 核查 not passed: the unit has to go on, with new evidence.
    package func returned(
        reason: String, by actor: FindingActor, _ moment: Moment
    ) throws(FindingRefusal) -> FindingStep {
        try require(actor, .office, "退回", [.submitted])
        guard !submitters.contains(actor.person) else { throw .verifierSubmitted }
        guard !reason.isBlank else { throw .noteMissing("退回的理由") }
        return newRound().step(.returned, actor, moment, reason)
    }

    /// 销号 by the director, who neither handed in nor verified.
    package func closed(
        note: String = "", by actor: FindingActor, _ moment: Moment
    ) throws(FindingRefusal) -> FindingStep {
        try require(actor, .director, "销号", [.verified])
        guard !submitters.contains(actor.person) else { throw .closerSubmitted }
        guard verifier != actor.person else { throw .closerVerified }
        guard !evidence.isEmpty, verifier != nil else { throw .evidenceMissing }
        guard milestonesUnsettled == 0 else { throw .milestonesUnconfirmed(milestonesUnsettled) }
        var next = self
        next.closedOn = moment.on
        next.state = .closed
        return next.step(.closed, actor, moment, note)
    }

    /// Opened again, after a revisit or when the director does not agree.
    package func reopened(
        reason: String, dueOn: Day?, by actor: FindingActor, _ moment: Moment
    ) throws(FindingRefusal) -> FindingStep {
        try require(actor, .office, "重新打开", [.verified, .closed])
        guard !reason.isBlank else { throw .noteMissing("重新打开的理由") }
        var next = newRound()
        next.dueOn = dueOn ?? self.dueOn
        return next.step(.reopened, actor, moment, reason)
    }

    /// What was handed in or verified before counts no longer.
    private func newRound() -> FindingPart {
        var next = self
        next.evidence = []
        next.submittedOn = nil
        next.verifier = nil
        next.closedOn = nil
        next.state = .returned
        return next
    }

    private func require(
        _ actor: FindingActor, _ side: FindingActor.Side, _ act: String, _ states: [State]
    ) throws(FindingRefusal) {
        // The director may do what the office may; the unit's side and the office's never mix.
        guard actor.side == side || (side == .office && actor.side == .director) else {
            throw .wrongSide(side == .unit ? "责任单位" : side == .office ? "督导室" : "督导室主任")
        }
        guard states.contains(state) else { throw .wrongState(act, state) }
    }

    private func step(
        _ kind: FindingEvent.Kind, _ actor: FindingActor, _ moment: Moment, _ note: String = "",
        _ evidence: [EvidenceID] = []
    ) -> FindingStep {
        var next = self
        next.version += 1
        return FindingStep(
            part: next,
            event: FindingEvent(
                kind, by: actor.person, at: moment.at, on: moment.on, note: note, evidence: evidence))
    }
}
