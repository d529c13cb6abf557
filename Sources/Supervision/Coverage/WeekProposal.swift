/// Where one inspector should go this week: what has to be, so that the month comes out evenly, and what is urgent beside it.
package struct WeekProposal: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package let school: OrganisationID
        package let code: String
        package let urgency: VisitUrgency
        /// Still lacks a visit of this month.
        package let isLacking: Bool

        package init(school: OrganisationID, code: String, urgency: VisitUrgency, isLacking: Bool) {
            self.school = school
            self.code = code
            self.urgency = urgency
            self.isLacking = isLacking
        }
    }

    /// The most urgent first.
    package let due: [Line]
    /// Others that have a reason, up to `others` of them.
    package let also: [Line]

    package static let others = 3

    /// As many of those that lack a visit as come on each week that is left until the last day of teaching in the month,
    /// rounded up.
    package init(_ schools: [Line], on today: Day, until last: Day? = nil) {
        let sorted = schools.sorted { ($1.urgency.points, $0.code) < ($0.urgency.points, $1.code) }
        let lacking = sorted.filter(\.isLacking)
        let weeks = WeekProposal.weeksLeft(on: today, until: last)
        due = Array(lacking.prefix((lacking.count + weeks - 1) / weeks))
        let chosen = Set(due.map(\.school))
        also = Array(
            sorted.filter { !chosen.contains($0.school) && $0.urgency.points > 0 }.prefix(WeekProposal.others))
    }

    /// Weeks from Monday to Sunday with a weekday that is left until `last`, or in this month, this one included; at least one.
    package static func weeksLeft(on today: Day, until last: Day? = nil) -> Int {
        let last = last ?? Month(of: today).last
        var (day, weeks) = (today, 0)
        while day <= last {
            let sunday = day.adding(days: 7 - day.weekday)
            // A week that begins on a Saturday has no day of school in it.
            if !day.isWeekend { weeks += 1 }
            day = sunday.adding(days: 1)
        }
        return max(1, weeks)
    }
}
