/// A calendar month, stored as `yyyy-MM`.
package struct Month: Hashable, Sendable, Comparable {
    package let first: Day

    package init(of day: Day) {
        first = day.adding(days: 1 - day.day)
    }

    /// Reads `yyyy-MM`; nil for anything else.
    package init?(_ text: String) {
        guard let first = Day("\(text)-01") else { return nil }
        self.first = first
    }

    package static func < (left: Month, right: Month) -> Bool { left.first < right.first }

    package var last: Day { first.adding(months: 1).adding(days: -1) }
    package var text: String { String(first.text.prefix(7)) }
    package var chinese: String { "\(first.year)年\(first.month)月" }

    package func adding(months: Int) -> Month { Month(of: first.adding(months: months)) }
}
