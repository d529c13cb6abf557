/// What the scores of one subject look like: mean, spread, percentiles, distribution, levels.
///
/// A pupil stands for one over the chance with which it was drawn, for itself where everybody takes part.
package struct ScoreSummary: Hashable, Sendable, Codable {
    package let count: Int
    package let mean: Double
    /// With n − 1; nil for a single pupil.
    package let deviation: Double?
    package let lowest: Points
    package let highest: Points
    /// P10, P25, P50, P75, P90; between neighbours in proportion (type 7).
    package let percentiles: [Double]
    /// Pupils in ten equal parts of the full mark; the last holds the full mark too.
    package let parts: [Int]
    /// Pupils of each level, Ⅰ to Ⅳ, and their weighted share in per cent.
    package let levels: [Int]
    package let shares: [Double]
    /// The level of the mean, compared before any rounding.
    package let level: Int

    package static let ranks = [10, 25, 50, 75, 90]

    /// `chances` are those of the scores, nil where all are the same; none may be zero.
    package init?(_ scores: [Points], chances: [Chance]? = nil, of subject: QualitySubject) {
        let chances = chances ?? scores.map { _ in .certain }
        guard chances.count == scores.count, let exact = ScoreSummary.mean(scores, chances) else { return nil }
        let weights = chances.map { $0.weight ?? 0 }
        let all = weights.reduce(0, +)
        count = scores.count
        let values = scores.map { Double($0.scaled) / Double(Points.scale) }
        mean = exact.double
        let mean = mean
        let squares = zip(values, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / all
        deviation = count > 1 ? (squares * Double(count) / Double(count - 1)).squareRoot() : nil
        lowest = scores.min() ?? .zero
        highest = scores.max() ?? .zero
        percentiles = ScoreSummary.percentiles(zip(values, weights).sorted { $0.0 < $1.0 })
        parts = ScoreSummary.parts(scores, of: subject)
        let reached = scores.map { subject.level(of: $0) }
        levels = (1...4).map { level in reached.count { $0 == level } }
        shares = (1...4).map { level in
            zip(reached, weights).reduce(0) { $0 + ($1.0 == level ? $1.1 : 0) } / all * 100
        }
        level = subject.level(ofMean: exact)
    }

    /// The weighted mean as it is; nil without scores, and where a chance is zero.
    static func mean(_ scores: [Points], _ chances: [Chance]) -> Fraction? {
        var groups: [Chance: (sum: Int128, count: Int)] = [:]
        for (score, chance) in zip(scores, chances) {
            groups[chance, default: (0, 0)].sum += Int128(score.scaled)
            groups[chance, default: (0, 0)].count += 1
        }
        let weighted = groups.sorted { ($0.key.numerator, $0.key.denominator) < ($1.key.numerator, $1.key.denominator) }
            .compactMap { chance, group in
                Fraction(chance.denominator).divided(by: Fraction(chance.numerator)).map { ($0, group) }
            }
        guard weighted.count == groups.count else { return nil }
        let total = Fraction.sum(weighted.map { $0 * Fraction($1.sum) })
        let pupils = Fraction.sum(weighted.map { $0 * Fraction($1.count) })
        return total.divided(by: pupils * Fraction(Points.scale))
    }

    private static func parts(_ scores: [Points], of subject: QualitySubject) -> [Int] {
        var parts = Array(repeating: 0, count: 10)
        for score in scores where subject.fullMark.scaled > 0 {
            parts[min(9, max(0, Int(Int128(score.scaled) * 10 / Int128(subject.fullMark.scaled))))] += 1
        }
        return parts
    }

    /// With equal weights the usual interpolation over (n − 1) gaps; a pupil who stands for more takes more room.
    private static func percentiles(_ sorted: [(Double, Double)]) -> [Double] {
        let last = Double(sorted.count - 1)
        var places: [Double] = []
        var before = 0.0
        for (index, pupil) in sorted.enumerated() {
            places.append(Double(index) * pupil.1 + last * before)
            before += pupil.1
        }
        guard let end = places.last, end > 0 else { return ranks.map { _ in sorted[0].0 } }
        return ranks.map { rank in
            let wanted = end * Double(rank) / 100
            guard let upper = places.firstIndex(where: { $0 >= wanted }), upper > 0 else { return sorted[0].0 }
            let gap = places[upper] - places[upper - 1]
            let share = gap > 0 ? (wanted - places[upper - 1]) / gap : 1
            return sorted[upper - 1].0 + (sorted[upper].0 - sorted[upper - 1].0) * share
        }
    }
}

/// The mean of one school with the room in which it lies with 95 % confidence.
package struct SchoolMean: Hashable, Sendable, Codable {
    package let code: String
    package let count: Int
    package let mean: Double
    package let deviation: Double?
    /// How many of the pupils reach Ⅲ or Ⅳ.
    package let good: Int

    package init?(code: String, _ scores: [Points], of subject: QualitySubject) {
        guard let summary = ScoreSummary(scores, of: subject) else { return nil }
        (self.code, count, mean, deviation) = (code, summary.count, summary.mean, summary.deviation)
        good = summary.levels[2] + summary.levels[3]
    }

    /// Student's t with n − 1 degrees of freedom; nil for a single pupil.
    package var interval: ClosedRange<Double>? {
        guard let deviation, count > 1 else { return nil }
        let room = SchoolMean.quantile(degrees: count - 1) * deviation / Double(count).squareRoot()
        return (mean - room)...(mean + room)
    }

    /// The 97.5 % point of Student's t: exact for 1 to 3, else the expansion of Cornish and Fisher (below 0.001 off from 4).
    package static func quantile(degrees: Int) -> Double {
        let first = [12.7062, 4.3027, 3.1824]
        if first.indices.contains(degrees - 1) { return first[degrees - 1] }
        let (z, n) = (1.959963985, Double(max(1, degrees)))
        let (z3, z5, z7) = (z * z * z, z * z * z * z * z, z * z * z * z * z * z * z)
        let z9 = z7 * z * z
        return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n)
            + (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * n * n * n * n)
    }
}
