/// How a county comes to be certified by a standard (创建认定), as data: tiers, what has to come before, and the steps.
///
/// Read from `Sources/Store/Data/certification`; `docs/certification.md` describes the file.
package struct CertificationProcedure: Hashable, Sendable {
    /// The standard's code, such as `puji-puhui`.
    package let standard: String
    package let name: String
    package let clause: String
    /// Where the text was read (来源).
    package let provenance: String
    /// What nobody could compare with the issuing office's text (待核).
    package let unverified: String
    /// How the steps hang together, in a sentence (说明).
    package let note: String
    /// From the lowest; none where a county is only certified or not.
    package let tiers: [CertificationTier]
    package internal(set) var preconditions: [CertificationPrecondition]
    package let steps: [CertificationStep]
    /// After so many failed reviews (复查) in successive years the title is withdrawn; nil where no text says so.
    package let failuresToWithdraw: Int?

    /// The names of what can be planned and held: the tiers, or one without a name.
    package var goals: [String] { tiers.isEmpty ? [""] : tiers.map(\.name) }

    /// What is certified by the nation at the end: the highest tier.
    package var highest: String { goals.last ?? "" }

    package func steps(of tier: String) -> [CertificationStep] {
        steps.filter { $0.tiers.isEmpty || $0.tiers.contains(tier) }
    }

    /// With the numbers of years that an office has set instead.
    package func replacing(years: [String: Int]) -> CertificationProcedure {
        var next = self
        next.preconditions = preconditions.map { condition in
            var condition = condition
            condition.years = years[condition.standard] ?? condition.years
            return condition
        }
        return next
    }
}

/// A rung of a standard that is climbed one by one (等次).
package struct CertificationTier: Hashable, Sendable {
    package let name: String
    /// How many years it lies after the rung below at least; 0 where both may be in one year.
    package let yearsAfter: Int
    package let clause: String
    package let unverified: String
}

/// Another standard that a county must have held for some years before.
package struct CertificationPrecondition: Hashable, Sendable {
    package let standard: String
    package let name: String
    package internal(set) var years: Int
    package let clause: String
    package let unverified: String

    /// The first day on which it is met, when the other title is of `day`.
    package func metOn(_ day: Day) -> Day { day.adding(months: years * 12) }
}

/// One step on the way to a certification.
package struct CertificationStep: Hashable, Sendable {
    package let code: String
    package let name: String
    package let actor: CertificationActor
    /// For which tiers; empty for all.
    package let tiers: [String]
    package let clock: CertificationClock?
    package let clause: String
    package let unverified: String
}

/// By when a step is done.
package enum CertificationClock: Hashable, Sendable {
    /// By that day of the year for which the county applies.
    case by(month: Int, day: Int)
    /// So long from the day on which it begins at most.
    case within(Term)
    /// So long from the day on which it begins at least, such as 公示.
    case atLeast(Term)

    /// The last day; of a waiting time the last day of it.
    package func end(began: Day, year: Int, in calendar: WorkCalendar) -> DueDay? {
        switch self {
        case .by(let month, let day): Day(year: year, month: month, day: day).map { .day($0) }
        case .within(let term), .atLeast(let term): term.end(from: began, in: calendar)
        }
    }

    /// Whether the step cannot be over before, rather than should be done by then.
    package var isWait: Bool {
        if case .atLeast = self { true } else { false }
    }

    package var term: Term? {
        switch self {
        case .by: nil
        case .within(let term), .atLeast(let term): term
        }
    }

    package var chinese: String {
        switch self {
        case .by(let month, let day): "当年\(month)月\(day)日前"
        case .within(let term): "\(term.chinese)内"
        case .atLeast(let term): "不少于\(term.chinese)"
        }
    }
}

/// Whose step it is.
package enum CertificationActor: String, CaseIterable, Hashable, Sendable {
    case county, city, province, nation

    package var label: String {
        switch self {
        case .county: "区县"
        case .city: "市"
        case .province: "省"
        case .nation: "国家"
        }
    }

    /// Whether the office of `scope` records the step of a district that lies in `place`, whose own code is `district`.
    ///
    /// It is the one that has the turn.
    package func admits(
        _ scope: Scope, district: String, in place: ScopeColumns, isProvinceThere: Bool
    ) -> Bool {
        guard case .region(_, let code) = scope else { return false }
        return code == turn(district: district, in: place, isProvinceThere: isProvinceThere)
    }

    /// The region whose office has the turn.
    ///
    /// A county does its own steps, a city its own; where no city lies between, the province does the city's. What
    /// the province and the nation decide is recorded by the province, or by the city where the province has no office
    /// on the platform.
    package func turn(district: String, in place: ScopeColumns, isProvinceThere: Bool) -> String {
        switch self {
        case .county: district
        case .city: place.city.isEmpty ? place.province : place.city
        case .province, .nation: isProvinceThere || place.city.isEmpty ? place.province : place.city
        }
    }
}
