/// When something was done: the point in time, and the day that counts for the rules.
///
/// The two differ only where a deployment serves another "today" for demonstration and tests.
package struct Moment: Hashable, Sendable {
    package let at: Instant
    package let on: Day

    package init(at: Instant, on: Day) {
        self.at = at
        self.on = on
    }

    package init(_ at: Instant) {
        self.init(at: at, on: at.day)
    }
}

/// One line of a history: what happened, who did it, when, and what was said.
package struct HistoryEntry<Kind: Hashable & Sendable>: Hashable, Sendable {
    package let kind: Kind
    package let by: PersonID
    package let on: Day
    package let note: String

    package init(_ kind: Kind, by: PersonID, on: Day, note: String = "") {
        self.kind = kind
        self.by = by
        self.on = on
        self.note = note
    }
}

extension HistoryEntry: Codable where Kind: Codable {}

extension String {
    /// The text without spaces (full-width ones too) at both ends.
    package var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    package var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
