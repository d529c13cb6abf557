/// One year's arrangement of holidays as the State Council announces it.
package struct WorkYear: Hashable, Sendable {
    package let year: Int
    /// Days from Monday to Friday on which nobody works.
    package let daysOff: Set<Day>
    /// Saturdays and Sundays that are worked instead (调休).
    package let workedWeekends: Set<Day>

    /// Takes the days as people list them.
    ///
    /// A holiday that falls on a weekend is free anyway and a worked weekday is worked anyway: both are dropped.
    package init(year: Int, holidays: some Sequence<Day>, workdays: some Sequence<Day>) throws(CalendarRefusal) {
        let holidays = Set(holidays)
        let workdays = Set(workdays)
        if let stray = holidays.union(workdays).filter({ $0.year != year }).min() {
            throw .dayOutsideYear(stray, year: year)
        }
        if let both = holidays.intersection(workdays).min() { throw .dayTwice(both) }
        self.year = year
        daysOff = holidays.filter { !$0.isWeekend }
        workedWeekends = workdays.filter(\.isWeekend)
    }

    package func isWorkingDay(_ day: Day) -> Bool {
        day.isWeekend ? workedWeekends.contains(day) : !daysOff.contains(day)
    }
}
