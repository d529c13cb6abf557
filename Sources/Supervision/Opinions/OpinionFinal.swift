extension Opinion {
    /// The office answers one point of the defence; after the last one the opinion may be drafted.
    package func answered(
        point: Int, _ text: String, change: String?, by person: PersonID, on day: Day
    ) throws(OpinionRefusal) -> Opinion {
        try require(.answered, [.defended])
        guard defence.indices.contains(point) else { throw .unknownPoint }
        guard !text.isBlank, change.map({ !$0.isBlank }) ?? true else { throw .textMissing }
        let rest = defence.enumerated().contains { $0.offset != point && $0.element.answer == nil }
        return next(rest ? .defended : .settled, .answered, person, day, "第\(point + 1)条") {
            $0.defence[point].answer = DefencePoint.Answer(text: text, change: change, by: person, on: day)
        }
    }

    /// 督导意见书 drafted by the office; it may be redrafted until it is approved.
    package func finalDrafted(_ text: String, by person: PersonID, on day: Day) throws(OpinionRefusal) -> Opinion {
        try require(.finalDrafted, [.settled, .drafted])
        guard !text.isBlank else { throw .textMissing }
        return next(.drafted, .finalDrafted, person, day) {
            $0.texts.append(TextVersion(stage: .final, text: text, by: person, on: day))
        }
    }

    /// The director does not approve yet.
    package func rejected(reason: String, by person: PersonID, on day: Day) throws(OpinionRefusal) -> Opinion {
        try require(.rejected, [.drafted])
        guard !reason.isBlank else { throw .reasonMissing }
        return next(.settled, .rejected, person, day, reason)
    }

    /// Approved by the director, who drafted no version of it.
    package func approved(by person: PersonID, on day: Day) throws(OpinionRefusal) -> Opinion {
        try require(.approved, [.drafted])
        guard !texts.contains(where: { $0.stage == .final && $0.by == person }) else { throw .approverDrafted }
        return next(.approved, .approved, person, day) { $0.approvedBy = person }
    }

    /// Numbered and sent to the unit.
    package func sent(
        number: DocumentNumber, by person: PersonID, on day: Day
    ) throws(OpinionRefusal) -> Opinion {
        try require(.sent, [.approved])
        return next(.sent, .sent, person, day, number.text) { $0.number = number.text }
    }

    /// The unit has received the 督导意见书.
    package func acknowledged(by person: PersonID, on day: Day) throws(OpinionRefusal) -> Opinion {
        try require(.acknowledged, [.sent])
        return next(.acknowledged, .acknowledged, person, day)
    }

    /// The 督导意见书 that was sent is void and is drafted anew; its number is never used again.
    package func voided(reason: String, by person: PersonID, on day: Day) throws(OpinionRefusal) -> Opinion {
        try require(.voided, [.sent, .acknowledged])
        guard !reason.isBlank else { throw .reasonMissing }
        return next(.settled, .voided, person, day, reason) {
            $0.approvedBy = nil
            $0.number = nil
        }
    }

    /// Which version of the 督导意见书 stands, counted from 1; what a team votes on.
    package var finalNumber: Int { texts.count { $0.stage == .final } }
}
