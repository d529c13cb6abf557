/// The share of the scores' variance that lies between schools (校际差异率), from pupils' scores.
///
/// One-way random effects (ANOVA) estimator: with k schools, N pupils, n₀ = (N − Σnᵢ²/N)/(k − 1) and the mean squares MSB
/// and MSW, the share is (MSB − MSW) / (MSB + (n₀ − 1)·MSW), and nothing below zero. The monitoring centre's own formula is
/// not published (domain: unverified), so its figure, where there is one, goes before this.
package struct BetweenShare: Hashable, Sendable {
    /// Exact.
    package let value: Fraction

    /// Nil where it says nothing: fewer than two schools, nobody beside anybody, or all scores the same.
    package init?(_ schools: [[Points]]) {
        let schools = schools.filter { !$0.isEmpty }
        let (count, pupils) = (schools.count, schools.reduce(0) { $0 + $1.count })
        guard count >= 2, pupils > count else { return nil }
        let sums = schools.map { $0.reduce(Int128(0)) { $0 + Int128($1.scaled) } }
        let squares = schools.joined().reduce(Int128(0)) { $0 + Int128($1.scaled) * Int128($1.scaled) }
        let total = sums.reduce(0, +)
        func square(_ sum: Int128, over size: Int) -> Fraction? {
            Fraction(sum) * Fraction(sum).divided(by: Fraction(size)).unwrapped
        }
        let bySchool = Fraction.sum(zip(sums, schools).compactMap { square($0, over: $1.count) })
        guard let byAll = square(total, over: pupils) else { return nil }
        let between = (bySchool - byAll).divided(by: Fraction(count - 1)).unwrapped
        let within = (Fraction(squares) - bySchool).divided(by: Fraction(pupils - count)).unwrapped
        let sizes = schools.reduce(0) { $0 + $1.count * $1.count }
        let evened = (Fraction(pupils) - Fraction(sizes).divided(by: Fraction(pupils)).unwrapped)
            .divided(by: Fraction(count - 1)).unwrapped
        guard let share = (between - within).divided(by: between + (evened - .one) * within) else { return nil }
        value = share.isNegative ? .zero : share
    }

    /// 优质均衡 part 3 (9): below 0.15, compared before any rounding.
    package var isWithin: Bool { value < Fraction(QualityJudgement.limit) }
}

extension Fraction? {
    /// For divisors that are known not to be zero.
    fileprivate var unwrapped: Fraction { self ?? .zero }
}

extension Fraction {
    init(_ whole: Int128) {
        let shift = Int128(1) << 60
        let parts = (Int(whole.magnitude >> 60), Int(whole.magnitude & UInt128(shift - 1)))
        let size = Fraction(parts.0) * Fraction(1 << 60) + Fraction(parts.1)
        self = whole < 0 ? size.negated : size
    }
}
