/// One of the moments at which somebody is reminded: so many days before or after the due day (提醒节点).
package struct ReminderStage: Hashable, Sendable, Comparable, Codable {
    /// Negative before the due day, 0 on it, positive after it.
    package let offset: Int

    package init(offset: Int) {
        self.offset = offset
    }

    package var isLate: Bool { offset > 0 }

    package var label: String {
        if offset < 0 { return "提前\(-offset)天" }
        return offset == 0 ? "到期当天" : "逾期\(offset)天"
    }

    package static func < (left: ReminderStage, right: ReminderStage) -> Bool { left.offset < right.offset }
}

/// Where something due stands on a day: what should have been said by now, and what comes next.
package struct ReminderStanding: Hashable, Sendable {
    /// The latest stage that has come, nil when none has; the ones before it are not made up for.
    package let reached: ReminderStage?
    /// The next one and the working day on which it comes; nil when there is none.
    package let next: Upcoming?

    package struct Upcoming: Hashable, Sendable {
        package let stage: ReminderStage
        package let day: Day
    }
}

/// The stages of everything that is due, by an office's terms.
///
/// People are written to on working days only: a stage before the due day moves to the working day before it, so that
/// nobody learns of a Sunday's deadline on Monday; a late one waits for the next working day. In a year whose
/// arrangement is not known, Monday to Friday count as worked.
package struct ReminderSchedule: Sendable {
    private let terms: ReminderTerms
    private let calendar: WorkCalendar

    package init(_ terms: ReminderTerms, _ calendar: WorkCalendar) {
        self.terms = terms
        self.calendar = calendar
    }

    package func stages(due: Day, on day: Day) -> ReminderStanding {
        let stages = offsets(through: max(due.distance(to: day), 0)).map { ReminderStage(offset: $0) }
        let next = stages.first { self.day(of: $0, due: due) > day }
        return ReminderStanding(
            reached: stages.last { self.day(of: $0, due: due) <= day },
            next: next.map { ReminderStanding.Upcoming(stage: $0, day: self.day(of: $0, due: due)) })
    }

    package func isWorkingDay(_ day: Day) -> Bool { calendar.isWorkingDay(day) ?? !day.isWeekend }

    /// The working day on which a stage comes.
    func day(of stage: ReminderStage, due: Day) -> Day {
        var day = due.adding(days: stage.offset)
        while !isWorkingDay(day) { day = day.adding(days: stage.isLate ? 1 : -1) }
        return day
    }

    /// All stages in order, until at least one lies beyond `daysLate`.
    private func offsets(through daysLate: Int) -> [Int] {
        var offsets = terms.leadDays.map { -$0 } + (terms.onTheDay ? [0] : []) + terms.lateDays
        if terms.thenEvery > 0 {
            var last = terms.lateDays.max() ?? 0
            repeat {
                last += terms.thenEvery
                offsets.append(last)
            } while last <= daysLate
        }
        return offsets.sorted()
    }
}
