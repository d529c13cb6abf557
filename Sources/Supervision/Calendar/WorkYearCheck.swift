extension WorkYear {
    /// Refuses an arrangement in which a statutory holiday would be worked or the Spring Festival is missing.
    ///
    /// 《全国年节及纪念日放假办法》第二条: 元旦, 劳动节 and 国庆节 stand on fixed days, 春节 is at least three days.
    package func requireStatutory() throws(CalendarRefusal) {
        let fixed = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]
        for (month, date) in fixed {
            guard let day = Day(year: year, month: month, day: date) else { continue }
            if isWorkingDay(day) { throw .statutoryWorked(day) }
        }
        guard longestRest(from: (1, 20), through: (2, 25)) >= 3 else { throw .springFestivalMissing(year) }
    }

    /// How many statutory days there are a year: 13 since 2025 (国务院令第795号), 11 before.
    package var statutoryDays: Int { year >= 2025 ? 13 : 11 }

    /// What is unusual and may still be right; somebody has to compare it with the notice.
    package var concerns: [String] {
        var found: [String] = []
        let gained = daysOff.count - workedWeekends.count
        if gained != statutoryDays {
            found.append(
                "放假占用的工作日\(daysOff.count)天，调休上班\(workedWeekends.count)天，相差\(gained)天；法定节日共\(statutoryDays)天，一般应相等。")
        }
        if workedWeekends.isEmpty { found.append("没有调休上班的周末，往年都有。") }
        if let days = workingDayCount, !(240...255).contains(days) { found.append("全年工作日\(days)天，与往年相差较大。") }
        for (name, from, through) in [("清明节", (4, 3), (4, 6)), ("端午节", (5, 25), (6, 28)), ("中秋节", (9, 5), (10, 10))]
        where longestRest(from: from, through: through) < 1 {
            found.append("没有看到\(name)的放假。")
        }
        return found
    }

    /// How many days of the year are worked.
    package var workingDayCount: Int? {
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else {
            return nil
        }
        return (first.number...last.number).count { isWorkingDay(Day(number: $0)) }
    }

    /// The longest run of free days that holds at least one day from Monday to Friday.
    private func longestRest(from: (Int, Int), through: (Int, Int)) -> Int {
        guard let first = Day(year: year, month: from.0, day: from.1),
            let last = Day(year: year, month: through.0, day: through.1)
        else { return 0 }
        var (longest, run, hasHoliday) = (0, 0, false)
        for number in first.number...last.number {
            let day = Day(number: number)
            if isWorkingDay(day) {
                (run, hasHoliday) = (0, false)
            } else {
                run += 1
                hasHoliday = hasHoliday || daysOff.contains(day)
                if hasHoliday || run >= 3 { longest = max(longest, run) }
            }
        }
        return longest
    }
}

extension WorkCalendar {
    /// What is known of a year; nil for one that is not.
    package func arrangement(of year: Int) -> WorkYear? { self[year] }

    /// The calendar without a year, as it was before that year was announced.
    package func without(_ year: Int) -> WorkCalendar {
        WorkCalendar(knownYears.filter { $0 != year }.compactMap { self[$0] })
    }
}
