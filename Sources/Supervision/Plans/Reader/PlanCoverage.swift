/// Keeps account of which scalars of the text something was read from.
struct PlanCoverage {
    private var taken: [Bool]

    init(length: Int) {
        taken = Array(repeating: false, count: length)
    }

    /// Lets every span reach over the white space behind it, and gives what nothing was read from.
    mutating func settle(_ reading: inout PlanReading, _ source: [Unicode.Scalar]) -> [SourceSpan] {
        for index in reading.items.indices { reading.items[index].span = grown(reading.items[index].span, source) }
        for index in reading.schedule.indices {
            reading.schedule[index].span = grown(reading.schedule[index].span, source)
        }
        for index in reading.chapters.indices {
            reading.chapters[index].span = grown(reading.chapters[index].span, source)
        }
        for field in [
            \PlanReading.title, \.noticeTitle, \.issuer, \.letterhead, \.signature, \.documentNumber, \.salutation,
        ] {
            reading[keyPath: field] = reading[keyPath: field].map { grown($0, source) }
        }
        reading.date = reading.date.map { grown($0, source) }
        reading.annexes = reading.annexes.map { grown($0, source) }
        reading.notes = reading.notes.map { grown($0, source) }
        mark(reading)
        return remainder
    }

    private mutating func mark(_ reading: PlanReading) {
        let fields = [
            reading.title?.span, reading.noticeTitle?.span, reading.issuer?.span, reading.documentNumber?.span,
            reading.salutation?.span,
            reading.date?.span, reading.letterhead?.span, reading.signature?.span,
        ].compactMap(\.self)
        let rows = reading.items + reading.schedule
        let spans =
            fields + reading.annexes.map(\.span) + reading.notes.map(\.span) + reading.chapters.map(\.span)
            + rows.map(\.span)
            + rows.flatMap { $0.windows.map(\.span) + $0.targets.map(\.span) } + reading.statements.map(\.span)
            + reading.statements.compactMap { $0.change?.span }
        for span in spans { for place in span.from..<min(span.to, taken.count) { taken[place] = true } }
    }

    private func grown(_ span: SourceSpan, _ source: [Unicode.Scalar]) -> SourceSpan {
        var end = span.to
        while end < source.count, source[end].properties.isWhitespace { end += 1 }
        return SourceSpan(span.from, end)
    }

    private func grown<Value>(_ read: Read<Value>, _ source: [Unicode.Scalar]) -> Read<Value> {
        Read(read.value, grown(read.span, source), confidence: read.confidence)
    }

    private var remainder: [SourceSpan] {
        var spans: [SourceSpan] = []
        var start: Int?
        for place in taken.indices {
            if taken[place] {
                if let from = start { spans.append(SourceSpan(from, place)) }
                start = nil
            } else if start == nil {
                start = place
            }
        }
        if let from = start { spans.append(SourceSpan(from, taken.count)) }
        return spans
    }
}
