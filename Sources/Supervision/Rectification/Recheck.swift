/// A look, some time after closure, whether it holds (复查).
package struct Recheck: Hashable, Sendable {
    package let part: FindingPartID
    package let result: Result
    /// When somebody looked.
    package let on: Day
    package let method: String
    package let note: String

    package init(part: FindingPartID, result: Result, on: Day, method: String, note: String) {
        self.part = part
        self.result = result
        self.on = on
        self.method = method
        self.note = note
    }

    package enum Result: String, Hashable, Sendable, Codable, CaseIterable {
        case holds, cameBack

        package var label: String {
            switch self {
            case .holds: "整改保持"
            case .cameBack: "问题反弹"
            }
        }
    }
}

extension FindingPart {
    /// 复查: what was closed holds, or it came back and a new round of rectification begins with its own deadline.
    package func rechecked(
        _ recheck: Recheck, evidence: [EvidenceID] = [], dueOn: Day?, by actor: FindingActor, _ moment: Moment
    ) throws -> FindingStep {
        try requireOffice(actor)
        guard state == .closed, let closedOn else { throw FindingRefusal.wrongState("复查", state) }
        guard !submitters.contains(actor.person) else { throw RectificationRefusal.rechecksSubmitted }
        guard recheck.on >= closedOn, recheck.on <= moment.on else {
            throw FindingRefusal.noteMissing("销号以后、今天以前的复查日期")
        }
        guard !recheck.note.isBlank else { throw FindingRefusal.noteMissing("复查情况") }
        let words = "\(recheck.result.label)（\(recheck.on.chinese)，\(recheck.method)）：\(recheck.note)"
        if recheck.result == .holds { return noted(.rechecked, actor, moment, words, evidence) }
        guard let dueOn else { throw RectificationRefusal.noDeadline }
        guard dueOn >= moment.on else { throw RectificationRefusal.dayGone }
        let step = try reopened(reason: words, dueOn: dueOn, by: actor, moment)
        let event = FindingEvent(
            .reopened, by: actor.person, at: moment.at, on: moment.on, note: words, evidence: evidence)
        return FindingStep(part: step.part, event: event)
    }

    /// 自查登记: the unit itself found it and already knows of it.
    package func selfReported(by actor: FindingActor, _ moment: Moment) throws(FindingRefusal) -> FindingStep {
        guard actor.side == .unit else { throw .wrongSide("责任单位") }
        guard state == .draft else { throw .wrongState("登记", state) }
        var next = self
        next.state = .acknowledged
        return next.noted(.selfReported, actor, moment)
    }

    func requireOffice(_ actor: FindingActor) throws(FindingRefusal) {
        guard actor.side != .unit else { throw .wrongSide("督导室") }
    }

    /// The part after an event that changed no more than was changed already.
    func noted(
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
