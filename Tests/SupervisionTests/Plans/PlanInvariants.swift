import Supervision

/// What holds of every reading of every text.
struct PlanInvariants {
    private let reading: PlanReading
    private let scalars: [Unicode.Scalar]

    init(_ reading: PlanReading, _ text: String) {
        self.reading = reading
        scalars = Array(text.unicodeScalars)
    }

    /// One sentence for each that does not hold.
    var breaches: [String] {
        var breaches: [String] = []
        if reading.length != scalars.count { breaches.append("length \(reading.length) of \(scalars.count)") }
        breaches += spans.filter { $0.span.from < 0 || $0.span.to > scalars.count }.map {
            "\($0.name) \($0.span) is outside the text"
        }
        breaches += disorder("items", reading.items.map(\.span)) + disorder("schedule", reading.schedule.map(\.span))
        breaches += disorder("unread", reading.unread)
        breaches += reading.unread.filter(\.isEmpty).map { "unread \($0) is empty" }
        for row in reading.items + reading.schedule {
            let inner = row.targets.map(\.span) + row.windows.map(\.span)
            breaches += inner.filter { $0.isEmpty }.map { "a field of \(row.id) at \($0) is empty" }
        }
        return breaches + coverage + references
    }

    private var spans: [(name: String, span: SourceSpan)] {
        let head = [
            ("title", reading.title?.span), ("noticeTitle", reading.noticeTitle?.span),
            ("issuer", reading.issuer?.span),
            ("documentNumber", reading.documentNumber?.span), ("letterhead", reading.letterhead?.span),
            ("signature", reading.signature?.span), ("salutation", reading.salutation?.span),
            ("date", reading.date?.span),
        ].compactMap { name, span in span.map { (name: name, span: $0) } }
        let rows = (reading.items + reading.schedule).flatMap { row in
            let parts =
                row.targets.map(\.span) + row.windows.map(\.span) + row.units.map(\.span) + row.actors.map(\.span)
            return ([row.span] + parts + row.points.map(\.span)).map { (name: row.id, span: $0) }
        }
        let others =
            reading.annexes.map { ("annex", $0.span) } + reading.notes.map { ("note", $0.span) }
            + reading.chapters.map { ("chapter", $0.span) } + reading.statements.map { ("statement", $0.span) }
            + reading.statements.compactMap { $0.change.map { ("change", $0.span) } }
            + reading.flags.map { ("flag", $0.span) }
            + reading.unread.map { ("unread", $0) }
        return head + rows + others.map { (name: $0.0, span: $0.1) }
    }

    /// In order, and none over another.
    private func disorder(_ name: String, _ spans: [SourceSpan]) -> [String] {
        zip(spans, spans.dropFirst()).filter { $0.to > $1.from }.map { "\(name): \($0) before \($1)" }
    }

    /// Everything that can be seen is in what was read or in the remainder.
    private var coverage: [String] {
        var isCovered = Array(repeating: false, count: scalars.count)
        for (name, span) in spans where name != "flag" {
            for place in scalars.indices.clamped(to: max(0, span.from)..<max(0, span.to)) { isCovered[place] = true }
        }
        let lost = scalars.indices.filter { !isCovered[$0] && !scalars[$0].properties.isWhitespace }
        return lost.isEmpty ? [] : ["lost \(lost.count) scalars, the first at \(lost[0])"]
    }

    /// Ids are unique and lead somewhere.
    private var references: [String] {
        let ids = reading.items.map(\.id) + reading.schedule.map(\.id)
        let chapters = Set(reading.chapters.map(\.id))
        var breaches: [String] = Set(ids).count == ids.count ? [] : ["ids of items come twice"]
        if chapters.count != reading.chapters.count { breaches.append("ids of chapters come twice") }
        let parents = reading.chapters.compactMap(\.parent) + reading.items.map(\.chapter).filter { !$0.isEmpty }
        breaches += parents.filter { !chapters.contains($0) }.map { "no chapter \($0)" }
        breaches += reading.schedule.compactMap(\.belongsTo).filter { !ids.contains($0) }.map { "no item \($0)" }
        return breaches
    }
}
