/// A school that an inspector looked after in a year, and how the office that manages it wants it to be seen.
package struct AppraisalCharge: Sendable, Equatable {
    package let school: OrganisationID
    package let schoolName: String
    /// When the inspector's name hung at its gate, in any order.
    package var periods: [Period]
    package let rule: CoverageRule
    /// Since when visits are recorded there; nil where nothing is, so that nothing is known of any month.
    package let recordsFrom: Day?
    package let opened: Day?
    /// Its last day, where it was closed.
    package let closed: Day?

    package init(
        school: OrganisationID, schoolName: String, periods: [Period], rule: CoverageRule = .usual,
        recordsFrom: Day?, opened: Day? = nil, closed: Day? = nil
    ) {
        self.school = school
        self.schoolName = schoolName
        self.periods = periods
        self.rule = rule
        self.recordsFrom = recordsFrom
        self.opened = opened
        self.closed = closed
    }

    /// Whether a visit in a month counts: in charge on each of its days, and due as in the ledger of coverage.
    package func isDue(_ month: Month) -> Bool {
        holds(month)
            && CoverageYear.isDue(month, opened: opened, closed: closed, recordsFrom: recordsFrom, rule)
    }

    /// One period may take over from another without a gap, where the school went on to another zone.
    private func holds(_ month: Month) -> Bool {
        var day = month.first
        let last = closed.map { min($0, month.last) } ?? month.last
        for period in periods.sorted(by: { $0.from < $1.from }) where period.contains(day) {
            guard let until = period.until, until < last else { return true }
            day = until.adding(days: 1)
        }
        return false
    }
}

extension Month {
    /// January to December.
    package static func all(of year: Int) -> [Month] {
        Day(year: year, month: 1, day: 1).map { first in (0..<12).map { Month(of: first).adding(months: $0) } } ?? []
    }
}

extension CoverageRule {
    /// The months of a calendar year that have enough days of teaching to ask for a visit.
    package func dueMonths(of year: Int) -> [Month] {
        Month.all(of: year).filter { teachingDays(from: $0.first, until: $0.last) >= dueDays }
    }
}
