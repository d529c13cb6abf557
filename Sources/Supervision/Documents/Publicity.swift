/// The working days in which anybody may object to a published document (公示期).
package struct Publicity: Hashable, Sendable, Codable {
    package let from: Day
    package let workingDays: Int
    /// The last day; nil while the calendar of `undeterminedYear` is not known.
    package internal(set) var until: Day?
    package internal(set) var undeterminedYear: Int?
    /// Whether attached files are shown with it.
    package let showsAttachments: Bool
    package internal(set) var endedOn: Day?

    package static let limit = 60
    /// What local rules usually ask for; an office sets more or, where its rule says so, other days.
    package static let usual = 5

    /// `minimum` is what the campaign's procedure asks for.
    package init(
        from day: Day, workingDays: Int, minimum: Int = 1, showsAttachments: Bool = false, in calendar: WorkCalendar
    ) throws(DocumentRefusal) {
        guard workingDays >= max(1, minimum), workingDays <= Publicity.limit else {
            throw .daysMissing(max(1, minimum))
        }
        from = day
        self.workingDays = workingDays
        self.showsAttachments = showsAttachments
        switch calendar.day(workingDays, workingDaysAfter: day) {
        case .day(let last): until = last
        case .undetermined(let year): undeterminedYear = year
        }
    }

    /// With its last day, once the calendar that it needs is known.
    func known(in calendar: WorkCalendar) -> Publicity {
        guard until == nil, case .day(let last) = calendar.day(workingDays, workingDaysAfter: from) else { return self }
        var next = self
        (next.until, next.undeterminedYear) = (last, nil)
        return next
    }

    /// The day of publication does not count, the last day counts whole.
    package func isOver(on day: Day) -> Bool { until.map { $0 < day } ?? false }

    package func takesObjections(on day: Day) -> Bool { day >= from && !isOver(on: day) && endedOn == nil }

    package var text: String {
        let end = until.map { "至\($0.chinese)" } ?? "，截止日待\(undeterminedYear ?? 0)年放假安排公布后确定"
        return "公示\(workingDays)个工作日\(end)"
    }
}
