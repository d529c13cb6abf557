extension Summary {
    /// With other words or figures, while nobody has handed it in.
    package func edited(
        _ draft: SummaryDraft, as event: Event = .edited, note: String = "", state: Document.State?,
        by person: PersonID, on day: Day
    ) throws(SummaryRefusal) -> Summary {
        try requireOpen(state, "修改")
        guard !draft.text.title.isBlank, !draft.text.blocks.isEmpty else { throw .empty }
        guard draft.text.title.count <= Summary.titleLimit, draft.document().plain.count <= Summary.textLimit else {
            throw .tooLong
        }
        return next(event, person, day, note) { $0.draft = draft }
    }

    /// 送审: refused while a figure is another one now than the text says.
    package func submitted(
        as document: DocumentID, changes: [SummaryChange], state: Document.State?, by person: PersonID, on day: Day
    ) throws(SummaryRefusal) -> Summary {
        try requireOpen(state, "送审")
        guard changes.isEmpty else { throw .changed(changes.map { "\($0.old.name)\($0.words)" }) }
        let blanks = draft.document().blanks
        guard blanks.isEmpty else { throw .blanks(blanks) }
        return next(.submitted, person, day, "") { $0.document = document }
    }

    /// Nobody has handed it in, or it was given back.
    package static func isOpen(_ state: Document.State?) -> Bool { state == nil || state == .draft }

    private func requireOpen(_ state: Document.State?, _ act: String) throws(SummaryRefusal) {
        guard Summary.isOpen(state) else { throw .wrongState(act, state?.label ?? "") }
    }

    private func next(
        _ event: Event, _ person: PersonID, _ day: Day, _ note: String, _ change: (inout Summary) -> Void
    ) -> Summary {
        var next = self
        next.history.append(HistoryEntry(event, by: person, on: day, note: note))
        next.version += 1
        if !next.drafters.contains(person) { next.drafters.append(person) }
        change(&next)
        return next
    }
}

extension Summary {
    /// The figures as its document carries them.
    package var sources: FigureSources {
        FigureSources(summary: id, figures: draft.stated.map(\.figure), references: draft.references)
    }

    /// Its words as they would be printed now.
    package func printed(on day: Day) -> Document {
        var document = Document(
            id: "draft", kind: kind.document, office: office, text: draft.document(recipient: recipient),
            draftedBy: drafters.first ?? "system", on: day)
        document.sources = sources
        return document
    }

    /// Its words as an official document, handed in by everybody who wrote at it.
    package func handedIn(as id: DocumentID, by person: PersonID, on day: Day) throws(DocumentRefusal) -> Document {
        var document = Document(
            id: id, kind: kind.document, office: office, text: draft.document(recipient: recipient),
            draftedBy: drafters.first ?? person, on: day)
        document.drafters = drafters
        document.sources = sources
        return try document.submitted(by: person, on: day)
    }

    /// A document that was given back, with the words and figures as they are now.
    package func rewriting(_ old: Document, by person: PersonID, on day: Day) throws(DocumentRefusal) -> Document {
        var document = try old.edited(draft.document(recipient: recipient), by: person, on: day)
        document.drafters += drafters.filter { !document.drafters.contains($0) }
        document.sources = sources
        return document
    }
}
