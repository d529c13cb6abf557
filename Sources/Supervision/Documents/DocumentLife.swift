extension Document {
    /// With other words, while nobody has issued it.
    package func edited(
        _ text: DocumentText, figures: ReportFigures? = nil, by person: PersonID, on day: Day
    ) throws(DocumentRefusal) -> Document {
        guard state == .draft else { throw .wrongState("修改", state) }
        guard !text.title.isBlank, !text.blocks.isEmpty else { throw .empty }
        return next(.edited, person, day) {
            $0.text = text
            if let figures { $0.figures = figures }
            if !drafters.contains(person) { $0.drafters.append(person) }
        }
    }

    /// Refuses `person` as the one who issues: somebody who wrote at it may not, nor may anybody issue an empty text
    /// or a text for the public that tells who a person is.
    package func requireIssuable(by person: PersonID, names: [String] = []) throws(DocumentRefusal) {
        guard state == .draft else { throw .wrongState("签发", state) }
        guard !drafters.contains(person) else { throw .approverDrafted }
        guard !text.blocks.isEmpty else { throw .empty }
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
        }
    }

    /// Shown to everybody, without login.
    package func published(by person: PersonID, on day: Day, names: [String] = []) throws(DocumentRefusal) -> Document {
        guard publishedOn == nil else { throw .published }
        try requirePublishable(names: names)
        return next(.published, person, day) { $0.publishedOn = day }
    }

    /// No longer shown to the public, with the reason kept.
    package func unpublished(reason: String, by person: PersonID, on day: Day) throws(DocumentRefusal) -> Document {
        guard publishedOn != nil else { throw .notPublished }
        guard !reason.isBlank else { throw .reasonMissing }
        return next(.unpublished, person, day, reason) { $0.publishedOn = nil }
    }

    /// Refuses publication of what is not meant for the public, was never issued or tells who a person is.
    package func requirePublishable(names: [String] = []) throws(DocumentRefusal) {
        guard kind.isForPublic else { throw .notForPublic(kind) }
        guard state == .issued || state == .sent else { throw .wrongState("公布", state) }
        try requireAnonymous(names)
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
