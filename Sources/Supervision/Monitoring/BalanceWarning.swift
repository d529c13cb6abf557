/// Why somebody should look at a county's balance before it is too late (预警).
package struct BalanceWarning: Hashable, Sendable, Codable {
    package let stage: Stage
    /// Code of the indicator; nil where it is about schools.
    package let indicator: String?
    package let reason: Reason

    package enum Reason: Hashable, Sendable, Codable {
        /// The coefficient was within its limit in `year` and is not any more.
        case crossed(year: Int, before: Double, now: Double, limit: Points)
        /// It is within still, but the line through its years is beyond the limit in `year`, not later than wanted.
        case drifting(year: Int, perYear: Double, now: Double, limit: Points)
        /// Schools that passed in `year` and do not any more, by code.
        case fell(year: Int, codes: [String])
    }
}

extension BalanceWarning {
    /// How many years' figures a trend needs; two always lie on a line.
    package static let leastYears = 3

    /// Until when a trend is followed for a county that has no target year.
    private static let yearsAhead = 3

    /// Until when the trends of `year` are followed: some years ahead, or the planned year where that is later.
    package static func target(year: Int, planned: Int?) -> Int { max(year + yearsAhead, planned ?? 0) }

    /// What `year` shows against the last year before it of which the same is known, and where the years lead until
    /// `target`.
    ///
    /// What crossed its limit is not told again as drifting. Unknown coefficients say nothing.
    package static func all(_ standings: [Int: BalanceStanding], year: Int, target: Int) -> [BalanceWarning] {
        guard let now = standings[year] else { return [] }
        let earlier = standings.filter { $0.key < year }.sorted { $0.key > $1.key }
        return now.stages.flatMap { result -> [BalanceWarning] in
            let before = earlier.compactMap { year, standing in
                stage(result.stage, of: standing).map { (year: year, standing: $0) }
            }
            let indicators = result.indicators.compactMap { indicator -> BalanceWarning? in
                let reason =
                    crossing(indicator, before) ?? drift(indicator, result.stage, standings, year: year, target: target)
                return reason.map { BalanceWarning(stage: result.stage, indicator: indicator.code, reason: $0) }
            }
            guard let (last, then) = before.first else { return indicators }
            let fallen = result.failing.intersection(then.passing)
            guard !fallen.isEmpty else { return indicators }
            let schools = BalanceWarning(
                stage: result.stage, indicator: nil, reason: .fell(year: last, codes: fallen.sorted()))
            return indicators + [schools]
        }
    }

    private static func stage(_ stage: Stage, of standing: BalanceStanding?) -> BalanceStanding.StageStanding? {
        standing?.stages.first { $0.stage == stage }
    }

    /// `before` is the stage in earlier years, the latest first; one in which it was not known says nothing.
    private static func crossing(
        _ now: BalanceStanding.IndicatorStanding, _ before: [(year: Int, standing: BalanceStanding.StageStanding)]
    ) -> Reason? {
        guard let limit = now.limit, now.isWithin == false, let current = now.coefficient else { return nil }
        for (year, standing) in before {
            guard let then = standing.indicators.first(where: { $0.code == now.code }), let earlier = then.coefficient
            else { continue }
            return then.isWithin == true
                ? .crossed(year: year, before: earlier, now: current, limit: limit) : nil
        }
        return nil
    }

    /// Whether its reason is gone by what is known now; no while that is not known.
    package func isOver(by standing: BalanceStanding) -> Bool {
        guard let now = Self.stage(stage, of: standing) else { return false }
        switch reason {
        case .crossed, .drifting:
            return now.indicators.first { $0.code == indicator }?.isWithin == true
        case .fell(_, let codes):
            // Of a school that is neither, nobody has said anything yet, or it is judged no more.
            return now.failing.isDisjoint(with: codes) && (now.isWhole || now.passing.isSuperset(of: codes))
        }
    }

    private static func drift(
        _ now: BalanceStanding.IndicatorStanding, _ stage: Stage, _ standings: [Int: BalanceStanding], year: Int,
        target: Int
    ) -> Reason? {
        guard let limit = now.limit, now.isWithin == true, let current = now.coefficient, target > year
        else { return nil }
        let points = standings.filter { $0.key <= year }.compactMap { year, standing -> (Double, Double)? in
            let result = self.stage(stage, of: standing)
            let found = result?.indicators.first { $0.code == now.code }
            return found?.coefficient.map { (Double(year), $0) }
        }
        guard points.count >= leastYears, let line = Trend(points), line.perStep > 0 else { return nil }
        let bound = Double(limit.scaled) / Double(Points.scale)
        let reached = ((year + 1)...target).first { line.value(at: Double($0)) > bound }
        return reached.map { .drifting(year: $0, perYear: line.perStep, now: current, limit: limit) }
    }
}

/// The straight line with the least squares of distances (最小二乘).
struct Trend {
    let perStep: Double
    private let mean: (x: Double, y: Double)

    /// Nil unless there are two places apart.
    init?(_ points: [(Double, Double)]) {
        guard points.count > 1 else { return nil }
        let count = Double(points.count)
        let mean = (
            x: points.reduce(0) { $0 + $1.0 } / count, y: points.reduce(0) { $0 + $1.1 } / count
        )
        let spread = points.reduce(0) { $0 + ($1.0 - mean.x) * ($1.0 - mean.x) }
        guard spread > 0 else { return nil }
        perStep = points.reduce(0) { $0 + ($1.0 - mean.x) * ($1.1 - mean.y) } / spread
        self.mean = mean
    }

    func value(at place: Double) -> Double { mean.y + perStep * (place - mean.x) }
}
