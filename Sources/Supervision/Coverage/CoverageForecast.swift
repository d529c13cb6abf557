/// How a month or a term will end if visits go on as in the last weeks (按目前进度预测).
package struct CoverageForecast: Hashable, Sendable {
    /// How many visits each school lacks that lacks any.
    package let lacks: [Int]
    /// Visits of the last weeks that filled such a lack; one too many at the same school helps nobody.
    package let useful: Int
    /// Days of teaching in which they were made, and days that are left, today not counted.
    package let pastDays: Int
    package let daysLeft: Int

    package init(lacks: [Int], useful: Int, pastDays: Int, daysLeft: Int) {
        self.lacks = lacks.filter { $0 > 0 }.sorted()
        self.useful = useful
        self.pastDays = pastDays
        self.daysLeft = daysLeft
    }

    /// Visits that are still to be expected; nil right after holidays, when there is no pace.
    package var expected: Int? { pastDays > 0 ? useful * daysLeft / pastDays : nil }

    /// Schools that will have missed the rule, or have once no days are left; nil while there is no pace.
    ///
    /// It takes the visits to go first where the least is lacking, so fewer cannot be missed at this pace.
    package var missed: Int? {
        guard daysLeft > 0 else { return lacks.count }
        guard var left = expected else { return nil }
        var reached = 0
        for lack in lacks where lack <= left {
            left -= lack
            reached += 1
        }
        return lacks.count - reached
    }

    /// Visits that filled a lack: of each period's visits to one school the first `needed`, made from `from` until `until`.
    package static func useful(
        _ visits: [Day], needed: Int, from: Day, until: Day, period: (Day) -> Day
    ) -> Int {
        var (seen, period0, count) = (0, nil as Day?, 0)
        for day in visits.sorted() where day <= until {
            let begins = period(day)
            if begins != period0 { (seen, period0) = (0, begins) }
            seen += 1
            if seen <= needed, day >= from { count += 1 }
        }
        return count
    }
}

/// Forecasts of several groups, such as inspectors with their schools, as one: each stays with its own schools.
package struct ForecastSum: Hashable, Sendable {
    package let schools: Int
    package let lacking: Int
    package let missed: Int?

    package init(_ parts: [CoverageForecast], schools: Int) {
        self.schools = schools
        lacking = parts.reduce(0) { $0 + $1.lacks.count }
        let known = parts.filter { !$0.lacks.isEmpty }.map(\.missed)
        missed = known.contains(nil) ? nil : known.compactMap { $0 }.reduce(0, +)
    }
}
