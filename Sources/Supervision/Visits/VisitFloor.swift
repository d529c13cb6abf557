/// How often a school has to be seen: the law's floor and the office's own rule, both shown.
package struct VisitFloor: Hashable, Sendable {
    /// 《教育督导条例》第十四条: at least twice a term.
    package var perTerm: Int
    /// 挂牌督导 asks for at least one a month; a local rule, so an office may set it, to 0 where it has none.
    package var perMonth: Int

    package init(perTerm: Int = 2, perMonth: Int = 1) {
        self.perTerm = perTerm
        self.perMonth = perMonth
    }

    package static let usual = VisitFloor()

    /// The months of the term in which a day lies: spring February to July, autumn August to January.
    package static func term(of day: Day) -> Period {
        let isSpring = (2...7).contains(day.month)
        let year = !isSpring && day.month == 1 ? day.year - 1 : day.year
        let first = Day(year: year, month: isSpring ? 2 : 8, day: 1) ?? day
        return Period(from: first, until: first.adding(months: 6).adding(days: -1)) ?? Period(from: day)
    }

    /// Where a school stands on `day`, given the days on which it was seen.
    package func standing(_ visits: [Day], on day: Day) -> VisitStanding {
        let term = VisitFloor.term(of: day)
        let month = Month(of: day)
        return VisitStanding(
            law: .init(done: visits.count { term.contains($0) && $0 <= day }, needed: perTerm),
            local: .init(done: visits.count { month.contains($0) && $0 <= day }, needed: perMonth),
            termEnds: term.until ?? day, monthEnds: month.last)
    }
}

/// How far a school has been seen in this term and this month.
package struct VisitStanding: Hashable, Sendable {
    package struct Count: Hashable, Sendable {
        package let done: Int
        package let needed: Int

        package init(done: Int, needed: Int) {
            self.done = done
            self.needed = needed
        }

        package var isReached: Bool { done >= needed }
    }

    package let law: Count
    package let local: Count
    package let termEnds: Day
    package let monthEnds: Day

    /// The day on which it will be late unless somebody goes; nil when both are reached.
    ///
    /// It lies after `day`: what a month or term that is over lacked cannot be made up. A phone that was away for
    /// longer than that sees it pass.
    package var lateOn: Day? {
        if !local.isReached { return monthEnds.adding(days: 1) }
        return law.isReached ? nil : termEnds.adding(days: 1)
    }
}
