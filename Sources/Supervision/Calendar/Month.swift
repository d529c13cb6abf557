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
    package var previous: Month { adding(months: -1) }
    package var next: Month { adding(months: 1) }

    package func contains(_ day: Day) -> Bool { day >= first && day <= last }

    /// Laid out in weeks from Monday to Sunday; nil stands for days of the months beside it.
    package var weeks: [[Day?]] {
        var cells: [Day?] = Array(repeating: nil, count: first.weekday - 1)
        var day = first
        while day <= last {
            cells.append(day)
            day = day.adding(days: 1)
        }
        cells += Array(repeating: nil, count: (7 - cells.count % 7) % 7)
        return stride(from: 0, to: cells.count, by: 7).map { Array(cells[$0..<($0 + 7)]) }
    }
}
