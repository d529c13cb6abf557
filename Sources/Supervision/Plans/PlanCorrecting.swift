import Crypto

/// A reading on which corrections are carried out one after another.
///
/// Every item keeps the key of how it was read (or how a split or a mark made it), whatever is changed of it later, so
/// that corrections find it by what the document says.
package struct PlanCorrecting: Sendable {
    package struct Entry: Hashable, Sendable {
        package let key: String
        /// As read, apart from splits and merges: what `from` of a correction is compared with.
        package internal(set) var base: PlanReading.Item
        package internal(set) var item: PlanReading.Item
        package let isRow: Bool
        /// The chapter as somebody wrote it; nil for the one that it was read under.
        package internal(set) var chapter: String?
        /// Fields that somebody set.
        package internal(set) var corrected: Set<PlanCorrection.Field> = []
    }

    package internal(set) var reading: PlanReading
    package internal(set) var entries: [Entry]
    package internal(set) var rows: [Entry]
    let scalars: [Unicode.Scalar]
    let year: Int?
    private var seen: [String: Int] = [:]

    package init(_ reading: PlanReading, in text: String, year: Int? = nil) {
        self.reading = reading
        self.year = year
        scalars = Array(text.unicodeScalars)
        entries = []
        rows = []
        entries = reading.items.map { newEntry($0, isRow: false) }
        rows = reading.schedule.map { newEntry($0, isRow: true) }
    }

    /// Its key is a fingerprint of title and text; the second of two alike gets a number.
    mutating func newEntry(_ base: PlanReading.Item, _ item: PlanReading.Item? = nil, isRow: Bool) -> Entry {
        let content = "\(isRow ? "row" : "item")\n\(base.title.visible)\n\(base.text.visible)"
        let bytes = SHA256.hash(data: Array(content.utf8)).prefix(8)
        let hex = bytes.map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }.joined()
        let count = seen[hex, default: 0] + 1
        seen[hex] = count
        return Entry(key: count == 1 ? hex : "\(hex)-\(count)", base: base, item: item ?? base, isRow: isRow)
    }

    package func entry(_ key: String) -> Entry? {
        entries.first { $0.key == key } ?? rows.first { $0.key == key }
    }

    /// The heading under which an item stands, with those above it.
    package func chapter(of entry: Entry) -> String {
        entry.chapter ?? reading.heading(of: entry.item.chapter)
    }

    /// The document's own words within a span.
    package func source(_ span: SourceSpan) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[min(span.from, scalars.count)..<min(span.to, scalars.count)])
        return String(text)
    }

    /// The result as a reading, with what was dropped among the unread.
    package var result: PlanReading {
        var result = reading
        result.items = entries.map(\.item)
        result.schedule = rows.map(\.item)
        return result
    }

    /// Carries one correction out, or says why it cannot be.
    package mutating func apply(_ correction: PlanCorrection) -> PlanConflict.Why? {
        switch correction.act {
        case .set(let field, let from, let to): set(field, of: correction.subject, from, to)
        case .split(let places, let from): split(correction.subject, at: places, from)
        case .merge(let next, _): merge(correction.subject, next)
        case .drop: drop(correction.subject)
        case .add(let passage, let occurrence): add(passage, occurrence)
        }
    }
}

extension PlanReading {
    /// A chapter's number and title with those above it: `三、督学 › （一）专项`.
    package func heading(of id: String) -> String {
        var parts: [String] = []
        var next: String? = id
        while let id = next, parts.count < 6, let chapter = chapters.first(where: { $0.id == id }) {
            parts.append(chapter.number + chapter.title)
            next = chapter.parent
        }
        return parts.reversed().joined(separator: " › ")
    }
}
