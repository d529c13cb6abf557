/// Days of unannounced checks, drawn with the campaign's seed so that anybody can repeat it afterwards.
package enum VisitDays {
    /// The working days of a window, in their order.
    package static func workingDays(
        from first: Day, until last: Day, in calendar: WorkCalendar
    ) throws(UnannouncedRefusal) -> [Day] {
        guard first <= last else { throw .windowBackwards }
        var days: [Day] = []
        var day = first
        while day <= last {
            guard let works = calendar.isWorkingDay(day) else { throw .calendarUnknown(year: day.year) }
            if works { days.append(day) }
            day = day.adding(days: 1)
        }
        guard !days.isEmpty else { throw .noWorkingDay }
        return days
    }

    /// The hash that decides a unit's day: SHA-256 of `seed,code,day`.
    package static func ticket(of code: String, seed: String) -> String {
        DrawTicket.of("\(code),day", seed: seed)
    }

    /// The unit's day: the first 15 hexadecimal digits of its ticket, divided by the number of days, leave its place.
    package static func day(of code: String, seed: String, among days: [Day]) -> Day? {
        guard !days.isEmpty, let number = Int(ticket(of: code, seed: seed).prefix(15), radix: 16) else { return nil }
        return days[number % days.count]
    }
}
