/// The days of teaching of one school term (学期): from when school begins to when holidays begin.
package struct TermDays: Hashable, Sendable, Codable {
    package let from: Day
    package let until: Day

    /// Nil when it ends before it begins.
    package init?(from: Day, until: Day) {
        guard from <= until else { return nil }
        self.from = from
        self.until = until
    }

    package var term: SchoolTerm { SchoolTerm(from) }

    /// The days that it shares with a stretch; 0 for none.
    package func days(from: Day, until: Day) -> Int {
        max(0, max(from, self.from).distance(to: min(until, self.until)) + 1)
    }

    /// The usual days until an office gives its own: 20 February to 10 July, 1 September to 20 January.
    ///
    /// No regulation sets them; each province gives out its own calendar (校历).
    package static func usual(_ term: SchoolTerm) -> TermDays {
        let half = term.half
        let from = half.from.adding(days: term.isSpring ? 19 : 31)
        let until = half.from.adding(months: 5).adding(days: term.isSpring ? 9 : 19)
        return TermDays(from: from, until: until) ?? TermDays(day: from)
    }

    private init(day: Day) {
        from = day
        until = day
    }
}

extension SchoolTerm {
    /// The half-year in which a visit counts for the term, holidays and all, so that no visit is lost between two terms.
    package var half: (from: Day, until: Day) {
        let first = Day(year: year, month: isSpring ? 2 : 8, day: 1) ?? Day(number: 0)
        return (first, first.adding(months: 6).adding(days: -1))
    }

    /// As it is stored and stands in order: `2026-1` is spring, `2026-2` the autumn after it.
    package var key: String { "\(year)-\(isSpring ? 1 : 2)" }

    package var following: SchoolTerm { SchoolTerm(half.until.adding(days: 1)) }

    package var shortName: String { isSpring ? "春季" : "秋季" }
}

/// Twelve months that a ledger shows: a school year (学年) from August, or a calendar year.
package struct CoverageSpan: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case school, calendar

        package var label: String { self == .school ? "学年" : "自然年" }
    }

    package let kind: Kind
    /// In which it begins.
    package let year: Int

    package init(_ kind: Kind, year: Int) {
        self.kind = kind
        self.year = year
    }

    /// The one in which a day lies.
    package init(_ kind: Kind, of day: Day) {
        self.kind = kind
        year = kind == .school && day.month < 8 ? day.year - 1 : day.year
    }

    /// As it stands in an address: `school-2025`; nil for anything else.
    package init?(code: String) {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])), let year = Int(parts[1]),
            (1990...2190).contains(year)
        else { return nil }
        self.init(kind, year: year)
    }

    package var code: String { "\(kind.rawValue)-\(year)" }
    package var name: String { kind == .school ? "\(year)—\(year + 1)学年" : "\(year)年" }

    package var first: Day { Day(year: year, month: kind == .school ? 8 : 1, day: 1) ?? Day(number: 0) }
    package var last: Day { first.adding(months: 12).adding(days: -1) }
    package var months: [Month] { (0..<12).map { Month(of: first).adding(months: $0) } }

    /// Terms of whose half-year a part lies in it: two of a school year, three of a calendar year.
    package var terms: [SchoolTerm] {
        var terms = [SchoolTerm(first)]
        while let next = terms.last?.following, next.half.from <= last { terms.append(next) }
        return terms
    }
}
