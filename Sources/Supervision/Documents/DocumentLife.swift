extension Document {
    /// With other words, while nobody has issued it.
    package func edited(
        _ text: DocumentText, figures: ReportFigures? = nil, layout: DocumentLayout? = nil, by person: PersonID,
        on day: Day
    ) throws(DocumentRefusal) -> Document {
        guard state == .draft else { throw .wrongState("修改", state) }
        guard !text.title.isBlank, !text.blocks.isEmpty else { throw .empty }
        return next(.edited, person, day) {
            $0.text = text
            if let layout { $0.layout = layout }
            if let figures { $0.figures = figures }
            if !drafters.contains(person) { $0.drafters.append(person) }
        }
    }

    /// 送审: handed in for approval; whoever hands in has approved of the words and may not approve them once more.
    package func submitted(by person: PersonID, on day: Day) throws(DocumentRefusal) -> Document {
        guard kind.needsSubmission, state == .draft else { throw .wrongState("送审", state) }
        try requireFinished()
        return next(.submitted, person, day) {
            $0.state = .submitted
            if !drafters.contains(person) { $0.drafters.append(person) }
        }
    }

    /// Not approved yet: back to those who draft it, with the reason.
    package func returned(reason: String, by person: PersonID, on day: Day) throws(DocumentRefusal) -> Document {
        guard state == .submitted else { throw .wrongState("退回", state) }
        guard !reason.isBlank else { throw .reasonMissing }
        return next(.returned, person, day, reason) { $0.state = .draft }
    }

    /// Refuses `person` as the one who issues: somebody who wrote at it may not, nor may anybody issue an empty text
    /// or a text for the public that tells who a person is.
    package func requireIssuable(by person: PersonID, names: [String] = []) throws(DocumentRefusal) {
        guard state == .submitted || state == .draft && !kind.needsSubmission else {
            throw state == .draft ? .submitFirst : .wrongState("签发", state)
        }
        guard !drafters.contains(person) else { throw .approverDrafted }
        try requireFinished()
        if kind.isForPublic { try requireAnonymous(names) }
    }

    /// 签发: approved by somebody who did not draft it, with its number, in one act.
    package func issued(
        number: DocumentNumber, by person: PersonID, on day: Day, names: [String] = []
    ) throws(DocumentRefusal) -> Document {
        try requireIssuable(by: person, names: names)
        guard number.year == day.year else { throw .wrongYear(number.year) }
        return next(.issued, person, day, number.text) {
            $0.state = .issued
            $0.approvedBy = person
            $0.number = number
            $0.issuedOn = day
        }
    }

    package func sent(by person: PersonID, on day: Day) throws(DocumentRefusal) -> Document {
        guard state == .issued else { throw .wrongState("发送", state) }
        return next(.sent, person, day) {
            $0.state = .sent
            $0.sentOn = day
        }
    }

    /// Void from now on, and no longer public; the number stays its own and is never used again.
    package func withdrawn(reason: String, by person: PersonID, on day: Day) throws(DocumentRefusal) -> Document {
        guard state == .issued || state == .sent else { throw .wrongState("作废", state) }
        guard !reason.isBlank else { throw .reasonMissing }
        return next(.withdrawn, person, day, reason) {
            $0.state = .withdrawn
            $0.withdrawal = reason
            $0.publishedOn = nil
            $0.publicity = nil
        }
    }

    /// Shown to everybody, without login; what asks for objections says for how many working days.
    package func published(
        by person: PersonID, on day: Day, names: [String] = [], publicity: Publicity? = nil
    ) throws(DocumentRefusal) -> Document {
        guard publishedOn == nil else { throw .published }
        try requirePublishable(names: names)
        guard kind != .publicity || publicity != nil else { throw .daysMissing(1) }
        return next(.published, person, day, publicity?.text ?? "") {
            $0.publishedOn = day
            $0.publicity = publicity
        }
    }

    /// The days in which the public could object are over; it stays to be read.
    package func publicityEnded(by person: PersonID, on day: Day) throws(DocumentRefusal) -> Document {
        guard let publicity, publishedOn != nil, publicity.isOver(on: day) else {
            throw .wrongState("结束公示", state)
        }
        return next(.publicityEnded, person, day) { $0.publicity?.endedOn = day }
    }

    /// With the last day of its publicity, once that year's calendar is known; nil while it is not.
    package func publicityKnown(in calendar: WorkCalendar) -> Document? {
        guard let publicity, publicity.until == nil else { return nil }
        let known = publicity.known(in: calendar)
        guard known.until != nil else { return nil }
        var next = self
        next.publicity = known
        next.version += 1
        return next
    }

    /// No longer shown to the public, with the reason kept.
    package func unpublished(reason: String, by person: PersonID, on day: Day) throws(DocumentRefusal) -> Document {
        guard publishedOn != nil else { throw .notPublished }
        guard !reason.isBlank else { throw .reasonMissing }
        return next(.unpublished, person, day, reason) {
            $0.publishedOn = nil
            $0.publicity = nil
        }
    }

    /// Refuses publication of what is not meant for the public, was never issued or tells who a person is.
    package func requirePublishable(names: [String] = []) throws(DocumentRefusal) {
        guard kind.mayBePublished else { throw .notForPublic(kind) }
        guard state == .issued || state == .sent else { throw .wrongState("公布", state) }
        try requireAnonymous(names)
    }

    /// With the names of its attached files on it, as they will be printed.
    package func attaching(_ names: [String]) -> Document {
        var next = self
        next.text.attachments = names
        return next
    }

    private func requireFinished() throws(DocumentRefusal) {
        guard !text.title.isBlank, !text.blocks.isEmpty else { throw .empty }
        guard text.blanks.isEmpty else { throw .blanks(text.blanks) }
    }

    private func requireAnonymous(_ names: [String]) throws(DocumentRefusal) {
        let found = PersonalData.find(in: text.plain, names: names)
        guard found.isEmpty else { throw .personalData(found) }
    }

    private func next(
        _ event: Event, _ person: PersonID, _ day: Day, _ note: String = "", _ change: (inout Document) -> Void
    ) -> Document {
        var next = self
        next.history.append(HistoryEntry(event, by: person, on: day, note: note))
        next.version += 1
        change(&next)
        return next
    }
}
