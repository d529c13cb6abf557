/// A unit's wish for more time (延期申请), or for stages instead of one day (转为长期整改), and what became of it.
package struct ExtensionRequest: Hashable, Sendable {
    package let id: ExtensionID
    package let part: FindingPartID
    package let kind: Kind
    package let reason: String
    /// The deadline when it was asked.
    package let dueBefore: Day
    package let wantedOn: Day
    /// Empty unless it is long-term.
    package let milestones: [MilestonePlan]
    package let askedBy: PersonID
    package let askedOn: Day
    package internal(set) var state: State
    package internal(set) var decidedBy: PersonID?
    package internal(set) var decidedOn: Day?
    package internal(set) var grantedOn: Day?
    package internal(set) var answer: String

    package init(
        id: ExtensionID, part: FindingPartID, kind: Kind, reason: String, dueBefore: Day, wantedOn: Day,
        milestones: [MilestonePlan] = [], askedBy: PersonID, askedOn: Day, state: State = .asked,
        decidedBy: PersonID? = nil, decidedOn: Day? = nil, grantedOn: Day? = nil, answer: String = ""
    ) {
        self.id = id
        self.part = part
        self.kind = kind
        self.reason = reason
        self.dueBefore = dueBefore
        self.wantedOn = wantedOn
        self.milestones = milestones
        self.askedBy = askedBy
        self.askedOn = askedOn
        self.state = state
        self.decidedBy = decidedBy
        self.decidedOn = decidedOn
        self.grantedOn = grantedOn
        self.answer = answer
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case later, longTerm

        package var label: String {
            switch self {
            case .later: "延期"
            case .longTerm: "转为长期整改"
            }
        }
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case asked, granted, refused, withdrawn

        package var label: String {
            switch self {
            case .asked: "待审批"
            case .granted: "已同意"
            case .refused: "不同意"
            case .withdrawn: "已撤回"
            }
        }
    }
}

package typealias ExtensionID = Identifier<ExtensionRequest>

extension FindingPart {
    /// Refuses a wish for more time that may not be made: too late, too often, too long, or to no later day.
    package func requireExtension(
        _ request: ExtensionRequest, granted: Int, under terms: RectificationTerms, by actor: FindingActor,
        _ moment: Moment
    ) throws {
        guard actor.side == .unit else { throw FindingRefusal.wrongSide("责任单位") }
        guard state != .issued else { throw RectificationRefusal.receiveFirst }
        guard state.awaitsUnit else { throw FindingRefusal.wrongState("申请延期", state) }
        guard let dueOn else { throw RectificationRefusal.noDeadline }
        guard !request.reason.isBlank else { throw FindingRefusal.noteMissing("申请的理由") }
        guard moment.on.adding(days: terms.notice) <= dueOn else {
            throw RectificationRefusal.askedTooLate(terms.notice)
        }
        guard granted < terms.times else { throw RectificationRefusal.extensionsUsed(terms.times) }
        if request.kind == .longTerm { try MilestonePlan.require(request.milestones, on: moment.on) }
        try request.requireDay(request.wantedOn, under: terms, on: moment.on)
    }

    /// The office gives a later day, on a unit's wish or of its own accord.
    package func extended(
        to day: Day, reason: String, by actor: FindingActor, _ moment: Moment
    ) throws -> FindingStep {
        try requireOffice(actor)
        guard state.awaitsUnit else { throw FindingRefusal.wrongState("延期", state) }
        guard !reason.isBlank else { throw FindingRefusal.noteMissing("延期的理由") }
        guard dueOn.map({ day > $0 }) ?? true else { throw RectificationRefusal.notLater }
        guard day >= moment.on else { throw RectificationRefusal.dayGone }
        var next = self
        next.dueOn = day
        return next.noted(.extensionGranted, actor, moment, "新的期限\(day.chinese)：\(reason)")
    }
}

extension ExtensionRequest {
    /// A later day, in time and within what the office allows.
    func requireDay(_ day: Day, under terms: RectificationTerms, on today: Day) throws(RectificationRefusal) {
        guard day > dueBefore else { throw .notLater }
        guard day >= today else { throw .dayGone }
        let limit = kind == .later ? terms.days : terms.longTermDays
        guard dueBefore.distance(to: day) <= limit else { throw .tooLong(limit) }
    }

    /// Granted, to the day that was wanted or to another; another day needs a word why.
    package func granted(
        to day: Day, answer: String, under terms: RectificationTerms, by actor: FindingActor, _ moment: Moment
    ) throws -> ExtensionRequest {
        try requireDecision(by: actor)
        try requireDay(day, under: terms, on: moment.on)
        guard day == wantedOn || !answer.isBlank else { throw FindingRefusal.noteMissing("另定期限的理由") }
        return decided(.granted, answer, actor, moment) { $0.grantedOn = day }
    }

    package func refused(answer: String, by actor: FindingActor, _ moment: Moment) throws -> ExtensionRequest {
        try requireDecision(by: actor)
        guard !answer.isBlank else { throw FindingRefusal.noteMissing("不同意的理由") }
        return decided(.refused, answer, actor, moment)
    }

    /// Taken back by the unit before anybody decided.
    package func withdrawn(by actor: FindingActor, _ moment: Moment) throws -> ExtensionRequest {
        guard actor.side == .unit else { throw FindingRefusal.wrongSide("责任单位") }
        guard state == .asked else { throw RectificationRefusal.decidedAlready(state) }
        return decided(.withdrawn, "", actor, moment)
    }

    private func requireDecision(by actor: FindingActor) throws {
        guard actor.side != .unit else { throw FindingRefusal.wrongSide("督导室") }
        guard state == .asked else { throw RectificationRefusal.decidedAlready(state) }
        guard askedBy != actor.person else { throw FourEyesRefusal(act: "审批延期") }
    }

    private func decided(
        _ state: State, _ answer: String, _ actor: FindingActor, _ moment: Moment,
        _ change: (inout ExtensionRequest) -> Void = { _ in }
    ) -> ExtensionRequest {
        var next = self
        next.state = state
        next.answer = answer
        next.decidedBy = actor.person
        next.decidedOn = moment.on
        change(&next)
        return next
    }
}
