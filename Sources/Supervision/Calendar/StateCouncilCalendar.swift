extension WorkCalendar {
    /// The State Council's arrangements of holidays for 2020 to 2026.
    ///
    /// Facts as in PyPI's chinesecalendar 1.11.0 (checked day by day in our tests against counts per year);
    /// no second source was at hand, see docs/domain-data.md.
    package static let stateCouncil = WorkCalendar(rows.compactMap(\.year))

    private static let rows = [
        Row(
            2020, off: "0101 0124 0127-31 0406 0501 0504-05 0625-26 1001-02 1005-08",
            worked: "0119 0426 0509 0628 0927 1010"),
        Row(
            2021, off: "0101 0211-12 0215-17 0405 0503-05 0614 0920-21 1001 1004-07",
            worked: "0207 0220 0425 0508 0918 0926 1009"),
        Row(2022, off: "0103 0131 0201-04 0404-05 0502-04 0603 0912 1003-07", worked: "0129-30 0402 0424 0507 1008-09"),
        Row(2023, off: "0102 0123-27 0405 0501-03 0622-23 0929 1002-06", worked: "0128-29 0423 0506 0625 1007-08"),
        Row(
            2024, off: "0101 0212-16 0404-05 0501-03 0610 0916-17 1001-04 1007",
            worked: "0204 0218 0407 0428 0511 0914 0929 1012"),
        Row(
            2025, off: "0101 0128-31 0203-04 0404 0501-02 0505 0602 1001-03 1006-08", worked: "0126 0208 0427 0928 1011"
        ),
        Row(
            2026, off: "0101-02 0216-20 0223 0406 0501 0504-05 0619 0925 1001-02 1005-07",
            worked: "0104 0214 0228 0509 0920 1010"),
    ]
}

/// A year in short: days as `MMdd`, a run within one month as `MMdd-dd`.
private struct Row {
    let number: Int
    let off: String
    let worked: String

    init(_ number: Int, off: String, worked: String) {
        self.number = number
        self.off = off
        self.worked = worked
    }

    /// Nil only for a misprint, which the tests would find as a missing year.
    var year: WorkYear? {
        guard let off = days(off), let worked = days(worked) else { return nil }
        return try? WorkYear(year: number, holidays: off, workdays: worked)
    }

    private func days(_ text: String) -> [Day]? {
        let runs = text.split(separator: " ").map(run)
        return runs.contains(nil) ? nil : runs.compactMap(\.self).flatMap(\.self)
    }

    private func run(_ text: Substring) -> [Day]? {
        guard let month = Int(text.prefix(2)), let first = Int(text.dropFirst(2).prefix(2)),
            let last = text.count > 4 ? Int(text.dropFirst(5)) : first, last >= first
        else { return nil }
        let days = (first...last).map { Day(year: number, month: month, day: $0) }
        return days.contains(nil) ? nil : days.compactMap(\.self)
    }
}
