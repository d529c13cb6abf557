/// Which days are worked, for the years whose arrangement is known.
///
/// Beyond them nothing is guessed: a question that reaches into an unknown year is answered with that year.
package struct WorkCalendar: Hashable, Sendable {
    private var years: [Int: WorkYear]

    package init(_ years: some Sequence<WorkYear>) {
        self.years = Dictionary(years.map { ($0.year, $0) }, uniquingKeysWith: { $1 })
    }

    package var knownYears: [Int] { years.keys.sorted() }

    /// The calendar with one more year, or with a year's arrangement replaced.
    package func adding(_ year: WorkYear) -> WorkCalendar {
        var next = self
        next.years[year.year] = year
        return next
    }

    subscript(year: Int) -> WorkYear? { years[year] }

    /// Nil when the year's arrangement is not known.
    package func isWorkingDay(_ day: Day) -> Bool? {
        years[day.year]?.isWorkingDay(day)
    }

    /// The `count`th working day after `start`; the start day itself does not count.
    package func day(_ count: Int, workingDaysAfter start: Day) -> DueDay {
        precondition(count >= 0, "a term is never negative")
        var day = start
        var left = count
        while left > 0 {
            day = day.adding(days: 1)
            guard let works = isWorkingDay(day) else { return .undetermined(year: day.year) }
            if works { left -= 1 }
        }
        return .day(day)
    }

    /// How many working days lie after `start` up to and including `end`; nil when a year between is not known.
    package func workingDays(after start: Day, through end: Day) -> Int? {
        var count = 0
        var day = start
        while day < end {
            day = day.adding(days: 1)
            guard let works = isWorkingDay(day) else { return nil }
            if works { count += 1 }
        }
        return count
    }
}

/// The day on which a term ends, or the first year whose calendar must be known before anybody can say.
package enum DueDay: Hashable, Sendable {
    case day(Day)
    case undetermined(year: Int)
}
