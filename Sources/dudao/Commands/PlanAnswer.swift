import Foundation
import Supervision

/// What `dudao plan read --json` prints; nulls are written out, so that nobody wonders whether a key was forgotten.
struct PlanAnswer: Encodable {
    private let reading: PlanReading

    init(_ reading: PlanReading) {
        self.reading = reading
    }

    private enum Key: String, CodingKey {
        case title, issuer, documentNumber, year, lastYear, date, salutation, noticeTitle, letterhead, signature,
            annexes, numbering, chapters
        case items, schedule, statements, notes, flags, unread, length, fields
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(reading.title?.value, forKey: .title)
        try container.encode(reading.issuer?.value, forKey: .issuer)
        try container.encode(reading.documentNumber?.value, forKey: .documentNumber)
        try container.encode(reading.year, forKey: .year)
        try container.encode(reading.lastYear, forKey: .lastYear)
        try container.encode(reading.date?.value.text, forKey: .date)
        try container.encode(reading.salutation?.value, forKey: .salutation)
        try container.encode(reading.noticeTitle?.value, forKey: .noticeTitle)
        try container.encode(reading.letterhead?.value, forKey: .letterhead)
        try container.encode(reading.signature?.value, forKey: .signature)
        try container.encode(reading.annexes.map(PlanReadAnswer.init), forKey: .annexes)
        try container.encode(reading.numbering, forKey: .numbering)
        try container.encode(reading.chapters.map(PlanChapterAnswer.init), forKey: .chapters)
        let titles = Dictionary(reading.chapters.map { ($0.id, $0.title) }) { first, _ in first }
        try container.encode(reading.items.map { PlanItemAnswer($0, titles) }, forKey: .items)
        try container.encode(reading.schedule.map { PlanItemAnswer($0, titles) }, forKey: .schedule)
        try container.encode(reading.statements.map(PlanStatementAnswer.init), forKey: .statements)
        try container.encode(reading.notes.map(PlanReadAnswer.init), forKey: .notes)
        try container.encode(reading.flags.map(PlanFlagAnswer.init), forKey: .flags)
        try container.encode(reading.unread, forKey: .unread)
        try container.encode(reading.length, forKey: .length)
        try container.encode(fields, forKey: .fields)
    }

    /// Where the document's own fields stand.
    private var fields: [String: PlanFieldAnswer] {
        var fields: [String: PlanFieldAnswer] = [:]
        fields["title"] = reading.title.map(PlanFieldAnswer.init)
        fields["noticeTitle"] = reading.noticeTitle.map(PlanFieldAnswer.init)
        fields["issuer"] = reading.issuer.map(PlanFieldAnswer.init)
        fields["documentNumber"] = reading.documentNumber.map(PlanFieldAnswer.init)
        fields["salutation"] = reading.salutation.map(PlanFieldAnswer.init)
        fields["letterhead"] = reading.letterhead.map(PlanFieldAnswer.init)
        fields["signature"] = reading.signature.map(PlanFieldAnswer.init)
        fields["date"] = reading.date.map(PlanFieldAnswer.init)
        return fields
    }
}

struct PlanFieldAnswer: Encodable {
    let span: SourceSpan
    let confidence: Int

    init<Value>(_ read: Read<Value>) {
        span = read.span
        confidence = read.confidence
    }
}

/// Words and where they stand.
struct PlanReadAnswer: Encodable {
    let text: String
    let span: SourceSpan
    let confidence: Int

    init(_ read: Read<String>) {
        text = read.value
        span = read.span
        confidence = read.confidence
    }
}

struct PlanChapterAnswer: Encodable {
    private let chapter: PlanReading.Chapter

    init(_ chapter: PlanReading.Chapter) {
        self.chapter = chapter
    }

    private enum Key: String, CodingKey {
        case id, parent, number, title, text, isSummary, span
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(chapter.id, forKey: .id)
        try container.encode(chapter.parent, forKey: .parent)
        try container.encode(chapter.number, forKey: .number)
        try container.encode(chapter.title, forKey: .title)
        try container.encode(chapter.text, forKey: .text)
        try container.encode(chapter.isSummary, forKey: .isSummary)
        try container.encode(chapter.span, forKey: .span)
    }
}

struct PlanFlagAnswer: Encodable {
    let code: PlanReading.Flag.Code
    let text: String
    let span: SourceSpan

    init(_ flag: PlanReading.Flag) {
        code = flag.code
        text = flag.text
        span = flag.span
    }
}
