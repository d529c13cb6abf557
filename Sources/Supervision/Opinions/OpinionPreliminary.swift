extension Opinion {
    /// The team writes, or rewrites, its preliminary opinion (初步督导意见).
    package func preliminaryDrafted(
        _ text: String, by person: PersonID, on day: Day
    ) throws(OpinionRefusal) -> Opinion {
        try require(.preliminaryDrafted, [.drafting])
        guard !text.isBlank else { throw .textMissing }
        return next(.drafting, .preliminaryDrafted, person, day) {
            $0.texts.append(TextVersion(stage: .preliminary, text: text, by: person, on: day))
        }
    }

    /// The lead submits it, and so it is delivered to the unit.
    package func delivered(by person: PersonID, lead: PersonID, on day: Day) throws(OpinionRefusal) -> Opinion {
        try require(.delivered, [.drafting])
        guard person == lead else { throw .notLead }
        guard latest(.preliminary) != nil else { throw .textMissing }
        return next(.delivered, .delivered, person, day)
    }

    /// The unit has received it; the clock of the defence starts, with a due day where the rule gives one.
    package func received(by person: PersonID, on day: Day, defenceDue: Day?) throws(OpinionRefusal) -> Opinion {
        try require(.received, [.delivered])
        if let defenceDue, defenceDue < day { throw .termBeforeReceipt(day) }
        return next(.received, .received, person, day) {
            $0.receivedOn = day
            $0.defenceDue = defenceDue
        }
    }

    /// Where no rule gives the days, the office sets them, with a reason.
    package func defenceTermSet(
        _ due: Day, reason: String, by person: PersonID, on day: Day
    ) throws(OpinionRefusal) -> Opinion {
        try require(.defenceTermSet, [.received])
        guard !reason.isBlank else { throw .reasonMissing }
        if let receivedOn, due < receivedOn { throw .termBeforeReceipt(receivedOn) }
        return next(.received, .defenceTermSet, person, day, "\(due.chinese)：\(reason)") { $0.defenceDue = due }
    }

    /// 申辩, point by point, until the end of the due day.
    package func defended(
        _ points: [DefencePoint], by person: PersonID, on day: Day
    ) throws(OpinionRefusal) -> Opinion {
        try require(.defended, [.received])
        guard !points.isEmpty, points.allSatisfy({ !$0.text.isBlank }) else { throw .defenceEmpty }
        if let defenceDue, day > defenceDue { throw .defenceOver(defenceDue) }
        return next(.defended, .defended, person, day) {
            $0.defence = points.map { DefencePoint($0.text, evidence: $0.evidence) }
        }
    }

    /// The unit says that it has nothing to defend.
    package func waived(by person: PersonID, on day: Day) throws(OpinionRefusal) -> Opinion {
        try require(.waived, [.received])
        return next(.settled, .waived, person, day)
    }

    /// The due day has passed without a word.
    package func lapsed(by person: PersonID, on day: Day) throws(OpinionRefusal) -> Opinion {
        try require(.lapsed, [.received])
        guard let defenceDue else { throw .noTerm }
        guard day > defenceDue else { throw .defenceOpen(defenceDue) }
        return next(.settled, .lapsed, person, day)
    }

    func require(_ event: Event, _ states: [State]) throws(OpinionRefusal) {
        guard states.contains(state) else { throw .wrongState(event, state) }
    }

    func next(
        _ state: State, _ event: Event, _ person: PersonID, _ day: Day, _ note: String = "",
        _ change: (inout Opinion) -> Void = { _ in }
    ) -> Opinion {
        var next = self
        next.state = state
        next.history.append(HistoryEntry(event, by: person, on: day, note: note))
        next.version += 1
        change(&next)
        return next
    }
}
