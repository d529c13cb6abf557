/// A month laid out in weeks from Monday to Sunday.
package struct Month: Hashable, Sendable {
    package let year: Int
    package let number: Int

    package init(_ day: Day) {
        year = day.year
        number = day.month
    }

    /// Reads `2026-03`; nil for anything else.
    package init?(_ text: String) {
        guard let day = Day("\(text)-01") else { return nil }
        self.init(day)
    }

    package var first: Day { Day(year: year, month: number, day: 1) ?? Day(number: 0) }
    package var last: Day { first.adding(days: Day.length(ofMonth: number, in: year) - 1) }
    package var previous: Month { Month(first.adding(days: -1)) }
    package var next: Month { Month(last.adding(days: 1)) }

    package var text: String { String(first.text.prefix(7)) }
    package var name: String { "\(year)年\(number)月" }

    package func contains(_ day: Day) -> Bool { day >= first && day <= last }

    /// Its weeks; nil stands for days of the months beside it.
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
