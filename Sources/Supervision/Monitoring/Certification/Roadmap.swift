/// The years in which one county is to pass a standard, tier by tier (创建规划).
package struct Roadmap: Hashable, Sendable {
    package let procedure: CertificationProcedure
    /// By the name of the tier, or the empty name where there are none.
    package private(set) var years: [String: Int]
    package let held: HeldTitles

    package init(_ procedure: CertificationProcedure, years: [String: Int], held: HeldTitles) {
        self.procedure = procedure
        self.years = years
        self.held = held
    }

    /// The roadmap with some years changed, nil taking one off; refused whole when any of it does not hold.
    package func changed(_ changes: [String: Int?], today: Day) throws(RoadmapRefusal) -> Roadmap {
        if let first = problems(changes, today: today).min(by: { place($0.key) < place($1.key) }) { throw first.value }
        var next = self
        for (tier, year) in changes { next.years[tier] = year }
        return next
    }

    /// What is wrong with the changes, by tier.
    ///
    /// A year that was set before may lie in the past: it is then late, not wrong.
    package func problems(_ changes: [String: Int?], today: Day) -> [String: RoadmapRefusal] {
        var found: [String: RoadmapRefusal] = [:]
        var wanted = years
        for (tier, year) in changes { wanted[tier] = year }
        let reached = held.highest(of: procedure) ?? -1
        for (tier, change) in changes {
            guard procedure.goals.contains(tier) else {
                found[tier] = .noTier(tier)
                continue
            }
            guard let year = change, year != years[tier] else { continue }
            found[tier] = refusal(of: year, tier, place(tier), reached, today)
        }
        for (place, goal) in procedure.goals.enumerated() where place > reached && found[goal] == nil {
            found[goal] = order(place, wanted, reached)
        }
        return found
    }

    private func place(_ tier: String) -> Int { procedure.goals.firstIndex(of: tier) ?? procedure.goals.count }

    private func refusal(
        of year: Int, _ tier: String, _ place: Int, _ reached: Int, _ today: Day
    ) -> RoadmapRefusal? {
        if place <= reached { return .held(tier) }
        if year < today.year { return .past(year) }
        if year > today.year + RoadmapYears.ahead { return .tooFar(today.year + RoadmapYears.ahead) }
        for condition in procedure.preconditions {
            guard let since = held.days[condition.standard]?.values.min() else { continue }
            let earliest = condition.metOn(since).year
            if year < earliest {
                return .beforePrecondition(condition.name, years: condition.years, earliest: earliest)
            }
        }
        return nil
    }

    /// No tier without the one below, and none before it, be that one planned or held.
    private func order(_ place: Int, _ wanted: [String: Int], _ reached: Int) -> RoadmapRefusal? {
        let goal = procedure.goals[place]
        guard place > 0, let year = wanted[goal] else { return nil }
        let lower = procedure.goals[place - 1]
        let isHeld = place - 1 <= reached
        // That the tier below came late makes a year late that was set before, not wrong.
        if isHeld, year == years[goal] { return nil }
        guard let before = isHeld ? held.year(of: lower, in: procedure) : wanted[lower] else {
            return .skipped(goal, lower: lower)
        }
        let least = HeldTitles.earliest(place, of: procedure, after: before)
        return year < least ? .tooEarly(goal, lower: lower, least: least) : nil
    }

    /// The next tier to pass with its year, which is nil where nobody has set one; nil when all are held.
    package var next: (tier: String, year: Int?)? {
        let place = (held.highest(of: procedure) ?? -1) + 1
        guard place < procedure.goals.count else { return nil }
        let tier = procedure.goals[place]
        return (tier, years[tier])
    }
}

package enum RoadmapYears {
    /// How far ahead a year may be planned.
    package static let ahead = 30
}

/// Why a year does not fit a county's roadmap.
package enum RoadmapRefusal: Refusal, Equatable {
    case noTier(String)
    case past(Int)
    case tooFar(Int)
    case held(String)
    case skipped(String, lower: String)
    case tooEarly(String, lower: String, least: Int)
    case beforePrecondition(String, years: Int, earliest: Int)

    package var code: String {
        switch self {
        case .noTier: "roadmap.noTier"
        case .past: "roadmap.past"
        case .tooFar: "roadmap.tooFar"
        case .held: "roadmap.held"
        case .skipped: "roadmap.skipped"
        case .tooEarly: "roadmap.tooEarly"
        case .beforePrecondition: "roadmap.beforePrecondition"
        }
    }

    package var kind: RefusalKind { .invalid }

    package var message: String {
        switch self {
        case .noTier(let tier): "没有“\(tier)”这个等次。"
        case .past(let year): "\(year)年已经过去，请填今年或以后的年份。"
        case .tooFar(let year): "最晚可以填到\(year)年。"
        case .held(let tier): tier.isEmpty ? "已经认定，不用再规划。" : "已经达到“\(tier)”，不用再规划。"
        case .skipped(let tier, let lower): "“\(tier)”之前的“\(lower)”没有规划年份，等次不可越级。"
        case .tooEarly(let tier, let lower, let least): "“\(tier)”应在“\(lower)”之后，最早\(least)年。"
        case .beforePrecondition(let name, let years, let earliest): "须通过\(name)认定满\(years)年，最早\(earliest)年。"
        }
    }
}
