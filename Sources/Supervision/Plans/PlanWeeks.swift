/// The weeks of a year from Monday to Sunday, each that holds one of its days: 53, or 54 in a leap year that begins on a
/// Sunday.
package struct PlanWeeks: Hashable, Sendable {
    package let year: Int
    package let weeks: [Week]

    package struct Week: Hashable, Sendable {
        package let monday: Day
        /// As ISO 8601 counts; the first of January may lie in week 52 or 53 of the year before.
        package let number: Int
        /// The month in which its Thursday lies, but always one of this year.
        package let month: Int
        /// Whether schools teach then in most provinces.
        package let isTerm: Bool
    }

    /// Only for years that days can have.
    package init(_ year: Int) {
        let year = min(max(year, 1901), 2198)
        self.year = year
        var weeks: [Week] = []
        var monday = PlanWeeks.monday(of: PlanWeeks.first(of: year))
        while monday <= PlanWeeks.last(of: year) {
            weeks.append(Week(monday, in: year))
            monday = monday.adding(days: 7)
        }
        self.weeks = weeks
    }

    package var first: Day { PlanWeeks.first(of: year) }
    package var last: Day { PlanWeeks.last(of: year) }

    /// The column of a day; nil outside the year.
    package func column(of day: Day) -> Int? {
        guard first <= day, day <= last else { return nil }
        return weeks[0].monday.distance(to: day) / 7
    }

    /// The columns of the days from `start` to `end` as far as they lie in the year; nil when none does.
    package func columns(from start: Day, to end: Day) -> ClosedRange<Int>? {
        guard start <= end, let from = column(of: max(start, first)), let to = column(of: min(end, last)) else {
            return nil
        }
        return from <= to ? from...to : nil
    }

    /// Months with the columns over which their names stand.
    package var months: [(month: Int, columns: ClosedRange<Int>)] {
        (1...12).compactMap { month in
            guard let from = weeks.firstIndex(where: { $0.month == month }),
                let to = weeks.lastIndex(where: { $0.month == month })
            else { return nil }
            return (month, from...to)
        }
    }

    package static func monday(of day: Day) -> Day { day.adding(days: 1 - day.weekday) }

    private static func first(of year: Int) -> Day { Day(year: year, month: 1, day: 1) ?? Day(number: 0) }
    private static func last(of year: Int) -> Day { Day(year: year, month: 12, day: 31) ?? Day(number: 0) }
}

extension PlanWeeks.Week {
    fileprivate init(_ monday: Day, in year: Int) {
        let thursday = monday.adding(days: 3)
        self.monday = monday
        let newYear = Day(year: thursday.year, month: 1, day: 1) ?? thursday
        number = newYear.distance(to: thursday) / 7 + 1
        month = thursday.year < year ? 1 : thursday.year > year ? 12 : thursday.month
        isTerm = SchoolTerm.teaches(on: thursday)
    }
}

extension SchoolTerm {
    /// Whether schools usually teach: mid February to 10 July, September to 20 January; each province sets its own days.
    package static func teaches(on day: Day) -> Bool {
        let place = day.month * 100 + day.day
        return place <= 120 || (216...710).contains(place) || place >= 901
    }
}
