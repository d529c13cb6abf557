/// Where a school stands in one month by the local rule.
package struct CoverageMonth: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// Seen as often as the rule asks.
        case visited
        /// Seen although nothing was asked for, as in holidays.
        case extra
        /// The month is over and it was not.
        case late
        /// The month goes on and it has not been yet.
        case waiting
        /// The month has not begun.
        case ahead
        /// Holidays, or the school was not open.
        case notDue
        /// Before visits were recorded here: nobody knows, and nothing is counted as missing.
        case unknown
        /// No local rule asks for a visit.
        case free

        package var label: String {
            switch self {
            case .visited: "已到校"
            case .extra: "已到校（不计要求）"
            case .late: "未到校"
            case .waiting: "待到校"
            case .ahead: "未到时间"
            case .notDue: "不计"
            case .unknown: "尚未启用"
            case .free: "无要求"
            }
        }
    }

    package let visits: Int
    package let state: State

    /// Whether the rule asked for a visit here that was made, was not, or still can be.
    package var isDue: Bool { [.visited, .late, .waiting].contains(state) }
}

/// Where a school stands in one term by the law's floor.
package struct CoverageTerm: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case reached, late, open, ahead, notDue, unknown

        package var label: String {
            switch self {
            case .reached: "已达到"
            case .late: "未达到"
            case .open: "进行中"
            case .ahead: "未开学"
            case .notDue: "不计"
            case .unknown: "尚未启用"
            }
        }
    }

    package let term: SchoolTerm
    package let visits: Int
    package let needed: Int
    package let state: State

    /// Visits that the law still asks for in it.
    package var lacking: Int { state == .open || state == .late ? max(0, needed - visits) : 0 }
}

/// A school by months and terms.
package struct SchoolCoverage: Hashable, Sendable {
    package let months: [CoverageMonth]
    package let terms: [CoverageTerm]

    package init(months: [CoverageMonth], terms: [CoverageTerm]) {
        self.months = months
        self.terms = terms
    }

    package var visits: Int { months.reduce(0) { $0 + $1.visits } }
    package var lateMonths: Int { months.count { $0.state == .late } }
    package var isLate: Bool { months.contains { $0.state == .late } || terms.contains { $0.state == .late } }
}

/// The months and terms of a span as one office's rule judges them on one day.
///
/// What is the same for every school that was open all the time is worked out once, so that a province of 30,000 schools
/// costs as many comparisons.
package struct CoverageYear: Sendable {
    package let rule: CoverageRule
    package let span: CoverageSpan
    package let today: Day
    package let months: [Month]
    package let terms: [TermDays]
    private let recordsFrom: Day?
    private let steadyMonths: [Claim]
    private let steadyTerms: [Claim]

    /// What a stretch asks of a school.
    private enum Claim {
        case due, notDue, unknown
    }

    /// `recordsFrom` is the day of the first visit that was recorded; nil where there is none, so that nothing is known.
    package init(_ rule: CoverageRule, _ span: CoverageSpan, recordsFrom: Day?, today: Day) {
        self.rule = rule
        self.span = span
        self.today = today
        self.recordsFrom = rule.recordsFrom ?? recordsFrom
        months = span.months
        terms = span.terms.map(rule.days)
        let known = self.recordsFrom
        steadyMonths = months.map { CoverageYear.claim($0, nil, nil, known, rule) }
        steadyTerms = terms.map { CoverageYear.claim($0, nil, nil, known) }
    }

    /// A school that was open from `opened` until `closed`; nil stands for longer than the span.
    ///
    /// `visits` says how many visits a month of the span had, `termVisits` how many a term of `span.terms` had in its half-year.
    package func coverage(opened: Day?, closed: Day?, visits: [Int], termVisits: [Int]) -> SchoolCoverage {
        let isSteady =
            (opened.map { $0 <= (terms.first?.from ?? span.first) && $0 <= span.first } ?? true) && closed == nil
        let found = months.indices.map { index -> CoverageMonth in
            let claim =
                isSteady ? steadyMonths[index] : CoverageYear.claim(months[index], opened, closed, recordsFrom, rule)
            return CoverageMonth(visits: visits[index], state: state(months[index], claim, visits[index]))
        }
        let floors = terms.indices.map { index -> CoverageTerm in
            let claim = isSteady ? steadyTerms[index] : CoverageYear.claim(terms[index], opened, closed, recordsFrom)
            return CoverageTerm(
                term: span.terms[index], visits: termVisits[index], needed: rule.perTerm,
                state: state(terms[index], claim, termVisits[index]))
        }
        return SchoolCoverage(months: found, terms: floors)
    }

    private func state(_ month: Month, _ claim: Claim, _ visits: Int) -> CoverageMonth.State {
        if month.first > today { return visits > 0 ? .extra : .ahead }
        switch claim {
        case .notDue: return visits > 0 ? .extra : .notDue
        case .unknown: return visits > 0 ? .extra : .unknown
        case .due:
            if visits > 0, visits >= rule.perMonth { return .visited }
            guard rule.perMonth > 0 else { return .free }
            // The last day of the month is still in time.
            return month.last < today ? .late : .waiting
        }
    }

    private func state(_ days: TermDays, _ claim: Claim, _ visits: Int) -> CoverageTerm.State {
        if visits >= rule.perTerm { return .reached }
        if days.from > today { return .ahead }
        switch claim {
        case .notDue: return .notDue
        case .unknown: return .unknown
        case .due: return days.until < today ? .late : .open
        }
    }

    /// Whether a school that was open from `opened` until `closed` had to be visited in a month, as far as it is known.
    package static func isDue(
        _ month: Month, opened: Day?, closed: Day?, recordsFrom: Day?, _ rule: CoverageRule
    ) -> Bool {
        claim(month, opened, closed, rule.recordsFrom ?? recordsFrom, rule) == .due
    }

    /// Due with enough days of teaching while the school was open and visits were recorded.
    private static func claim(
        _ month: Month, _ opened: Day?, _ closed: Day?, _ recordsFrom: Day?, _ rule: CoverageRule
    ) -> Claim {
        let (first, last) = (max(month.first, opened ?? month.first), min(month.last, closed ?? month.last))
        guard rule.teachingDays(from: first, until: last) >= rule.dueDays else { return .notDue }
        guard let recordsFrom, rule.teachingDays(from: max(first, recordsFrom), until: last) >= rule.dueDays else {
            return .unknown
        }
        return .due
    }

    /// Due when the school was open, and visits recorded, for at least half of the term's days.
    private static func claim(
        _ days: TermDays, _ opened: Day?, _ closed: Day?, _ recordsFrom: Day?
    ) -> Claim {
        let all = days.days(from: days.from, until: days.until)
        let (first, last) = (max(days.from, opened ?? days.from), min(days.until, closed ?? days.until))
        guard days.days(from: first, until: last) * 2 >= all else { return .notDue }
        guard let recordsFrom, days.days(from: max(first, recordsFrom), until: last) * 2 >= all else { return .unknown }
        return .due
    }
}
