/// One turn of something that comes back: the March of 每月一次, clipped to its window.
package struct PlanOccurrence: Hashable, Sendable {
    package let start: Day
    package let end: Day

    package init(_ start: Day, _ end: Day) {
        self.start = start
        self.end = end
    }
}

extension PlanWindow {
    /// A day each for a leap year is the most that makes sense to look at.
    package static let occurrenceLimit = 400

    /// Every turn in its order; one for what comes once, none while the year is not known.
    ///
    /// Turns follow the calendar: months, quarters (from January), halves of a year, terms (春季 1 February to 31 July,
    /// 秋季 1 August to 31 January), school years (from 1 August), weeks (from Monday), half months (1st and 16th).
    package var occurrences: [PlanOccurrence] {
        guard let end else { return [] }
        guard let recurrence else { return [PlanOccurrence(start ?? end, end)] }
        guard let start, start <= end else { return [] }
        var turns: [PlanOccurrence] = []
        var from = start
        while from <= end, turns.count < PlanWindow.occurrenceLimit {
            let last = min(end, recurrence.last(from: from))
            turns.append(PlanOccurrence(from, last))
            from = last.adding(days: 1)
        }
        return turns
    }
}

extension PlanTarget.Period {
    /// The last day of the turn that `day` lies in, when a turn begins with the calendar unit of `day`.
    func last(from day: Day) -> Day {
        var last = unit.last(of: day)
        for _ in 1..<max(1, min(count, 100)) { last = unit.last(of: last.adding(days: 1)) }
        return last
    }
}

extension PlanTarget.Period.Unit {
    /// The last day of the calendar unit that holds `day`.
    package func last(of day: Day) -> Day {
        let month = Month(of: day)
        switch self {
        case .day: return day
        case .week: return day.adding(days: 7 - day.weekday)
        case .halfMonth: return day.day <= 15 ? day.adding(days: 15 - day.day) : month.last
        case .month: return month.last
        case .quarter: return month.adding(months: 2 - (day.month - 1) % 3).last
        case .halfYear: return month.adding(months: 5 - (day.month - 1) % 6).last
        case .year: return month.adding(months: 12 - day.month).last
        case .term:
            if day.month == 1 { return month.last }
            return month.adding(months: day.month <= 7 ? 7 - day.month : 13 - day.month).last
        case .schoolYear: return month.adding(months: day.month <= 7 ? 7 - day.month : 19 - day.month).last
        }
    }
}
