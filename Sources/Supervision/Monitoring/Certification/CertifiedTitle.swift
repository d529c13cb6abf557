/// What a county was certified as, and what became of it (称号).
package struct CertifiedTitle: Hashable, Sendable {
    package let standard: String
    package let tier: String
    package let certifiedOn: Day
    /// Reviews (复查) by year, whether still reached.
    package private(set) var reviews: [Int: Bool]
    package private(set) var withdrawnOn: Day?

    package init(
        standard: String, tier: String, certifiedOn: Day, reviews: [Int: Bool] = [:], withdrawnOn: Day? = nil
    ) {
        self.standard = standard
        self.tier = tier
        self.certifiedOn = certifiedOn
        self.reviews = reviews
        self.withdrawnOn = withdrawnOn
    }

    package var isHeld: Bool { withdrawnOn == nil }

    /// How many years running the reviews failed, up to the last one; a year without a review interrupts.
    package var failuresRunning: Int {
        guard var year = reviews.keys.max() else { return 0 }
        var count = 0
        while reviews[year] == false {
            count += 1
            year -= 1
        }
        return count
    }

    /// The title with a year's review; it may have fallen, and is then to be put right.
    package func reviewed(_ year: Int, reached: Bool, today: Day) throws(CertificationRefusal) -> CertifiedTitle {
        guard isHeld else { throw .titleWithdrawn }
        guard reviews[year] == nil else { throw .reviewTwice(year) }
        guard year <= today.year, year >= certifiedOn.year else { throw .future }
        var next = self
        next.reviews[year] = reached
        return next
    }

    /// The title withdrawn (取消称号), where the reviews failed so many years running as the procedure asks.
    package func withdrawn(
        on day: Day, today: Day, under procedure: CertificationProcedure
    ) throws(CertificationRefusal) -> CertifiedTitle {
        guard isHeld else { throw .titleWithdrawn }
        guard day <= today, day >= certifiedOn else { throw .future }
        if let least = procedure.failuresToWithdraw, failuresRunning < least { throw .notFailedRunning(least) }
        var next = self
        next.withdrawnOn = day
        return next
    }
}

/// What a county holds of a standard, for what may come next.
package struct HeldTitles: Hashable, Sendable {
    /// By standard, then by tier: the day of certification.
    package let days: [String: [String: Day]]

    package init(_ titles: [CertifiedTitle]) {
        var days: [String: [String: Day]] = [:]
        for title in titles where title.isHeld { days[title.standard, default: [:]][title.tier] = title.certifiedOn }
        self.days = days
    }

    /// The highest tier held, as its place among the goals; nil for none.
    package func highest(of procedure: CertificationProcedure) -> Int? {
        let held = days[procedure.standard] ?? [:]
        return procedure.goals.lastIndex { held[$0] != nil }
    }

    /// Since which year a tier is held, which a higher one stands for too; nil where it is not.
    package func year(of tier: String, in procedure: CertificationProcedure) -> Int? {
        guard let place = procedure.goals.firstIndex(of: tier) else { return nil }
        let days = days[procedure.standard] ?? [:]
        return days[tier]?.year ?? procedure.goals[place...].compactMap { days[$0]?.year }.min()
    }

    /// The first year in which the goal at `place` may follow the one below it, when that is passed in `lower`.
    static func earliest(_ place: Int, of procedure: CertificationProcedure, after lower: Int) -> Int {
        lower + procedure.tiers[place].yearsAfter
    }

    /// Why the county may not apply for a tier on that day, for that year; nil when it may.
    ///
    /// A title that nobody has recorded says nothing about a precondition: it is told on the page, not refused.
    package func obstacle(
        to tier: String, of procedure: CertificationProcedure, for year: Int, on day: Day
    ) -> CertificationRefusal? {
        guard let place = procedure.goals.firstIndex(of: tier) else { return .noStandard }
        let held = highest(of: procedure)
        if let held, held >= place { return .tierHeld(tier) }
        if place > 0 {
            let lower = procedure.goals[place - 1]
            guard let since = self.year(of: lower, in: procedure) else { return .tierSkipped(tier, lower: lower) }
            let least = HeldTitles.earliest(place, of: procedure, after: since)
            if year < least { return .tierTooEarly(tier, lower: lower, least: least) }
        }
        for condition in procedure.preconditions {
            guard let since = days[condition.standard]?.values.min() else { continue }
            let met = condition.metOn(since)
            if day < met { return .preconditionUnmet(condition.name, years: condition.years, metOn: met) }
        }
        return nil
    }

    /// Preconditions whose title nobody has recorded.
    package func unrecorded(_ procedure: CertificationProcedure) -> [CertificationPrecondition] {
        procedure.preconditions.filter { days[$0.standard] == nil }
    }
}
