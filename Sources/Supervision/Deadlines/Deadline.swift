/// The day by which somebody must have done something, and why that day.
package struct Deadline: Hashable, Sendable {
    /// The day of the trigger; it does not count.
    package let from: Day
    package let end: DueDay
    package let basis: DeadlineBasis

    /// Nil while the year's calendar is not known.
    package var due: Day? {
        if case .day(let day) = end { day } else { nil }
    }

    /// The first year whose calendar is missing; nil when the day is known.
    package var undetermined: Int? {
        if case .undetermined(let year) = end { year } else { nil }
    }

    package var term: Term {
        switch basis {
        case .rule(let rule): rule.term
        case .office(let term): term.term
        }
    }

    /// Where it stands on a day; it ends at 24:00 of its own day, so on that day it is not yet late.
    package func state(on today: Day, metOn: Day? = nil, soonWithin soon: Int = 3) -> DeadlineState {
        if let metOn { return .met(on: metOn, daysLate: due.map { max(0, $0.distance(to: metOn)) } ?? 0) }
        switch end {
        case .undetermined(let year): return .undetermined(year: year)
        case .day(let due):
            let left = today.distance(to: due)
            if left < 0 { return .late(days: -left) }
            return left <= soon ? .dueSoon(daysLeft: left) : .open(daysLeft: left)
        }
    }
}

/// Who set the days.
package enum DeadlineBasis: Hashable, Sendable {
    case rule(DeadlineRule)
    case office(OfficeTerm)
}

/// Days that the office sets itself where no rule gives any, with its reason.
package struct OfficeTerm: Hashable, Sendable {
    package let term: Term
    package let reason: String

    package init(term: Term, reason: String) throws(ClockRefusal) {
        let reason = reason.trimmingBlanks
        guard term.count >= 1 else { throw .termTooShort }
        guard !reason.isEmpty else { throw .reasonMissing }
        self.term = term
        self.reason = reason
    }
}

/// Where a deadline stands on a day.
package enum DeadlineState: Hashable, Sendable {
    case open(daysLeft: Int)
    /// Few days are left, or none: today is the last.
    case dueSoon(daysLeft: Int)
    case late(days: Int)
    /// Done; `daysLate` is zero when it was done in time.
    case met(on: Day, daysLate: Int)
    /// Nobody can say before the year's calendar is announced.
    case undetermined(year: Int)

    package var isLate: Bool {
        if case .late = self { true } else { false }
    }

    package var label: String {
        switch self {
        case .open(let days): "还有\(days)天"
        case .dueSoon(0): "今天到期"
        case .dueSoon(let days): "即将到期，还有\(days)天"
        case .late(let days): "已逾期\(days)天"
        case .met(_, 0): "按期完成"
        case .met(_, let days): "逾期\(days)天完成"
        case .undetermined(let year): "待\(year)年放假安排公布后确定"
        }
    }
}
