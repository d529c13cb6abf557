/// How unevenly a resource lies over schools: 差异系数 of 教督〔2017〕6号, weighted by enrolment.
///
/// CV = S / X̄ with X̄ = Σ resource ÷ Σ pupils and S = √(Σ Pᵢ/P·(Xᵢ − X̄)²), the population form.
package struct Variation: Hashable, Sendable {
    /// One school: its pupils, and what each of them has.
    package struct School: Hashable, Sendable {
        package let pupils: Int
        /// Resource per pupil as a fraction, so that nothing is rounded before it is compared.
        package let share: Ratio

        /// `resource` over all pupils of the school; nil without pupils.
        package init?(resource: Points, pupils: Int) {
            guard let share = Ratio(resource.scaled, pupils) else { return nil }
            self.init(pupils: pupils, share: share)
        }

        /// The same for a resource with more than four digits after the point; nil beyond 18 digits.
        package init?(resource: Fraction, pupils: Int) {
            guard pupils > 0, let share = (resource * Fraction(Points.scale)).divided(by: Fraction(pupils)),
                let top = share.numerator.whole, let bottom = share.denominator.whole, !share.isNegative,
                let ratio = Ratio(top, bottom)
            else { return nil }
            self.init(pupils: pupils, share: ratio)
        }

        package init(pupils: Int, share: Ratio) {
            self.pupils = pupils
            self.share = share
        }
    }

    private let schools: [School]
    /// In the units of the resource.
    package let mean: Double
    /// In the units of the resource.
    package let deviation: Double

    /// Nil where no school has pupils, or nobody has anything of the resource: there is no coefficient then.
    package init?(_ schools: [School]) {
        let counted = schools.allSatisfy { $0.pupils > 0 } ? schools : schools.filter { $0.pupils > 0 }
        let pupils = Double(counted.reduce(0) { $0 + $1.pupils })
        guard pupils > 0 else { return nil }
        var resource = CarefulSum()
        for school in counted { resource.add(Double(school.pupils) * school.share.value) }
        let mean = resource.value / pupils
        guard mean > 0 else { return nil }
        var squares = CarefulSum()
        for school in counted {
            let apart = school.share.value - mean
            squares.add(Double(school.pupils) * apart * apart)
        }
        self.schools = counted
        self.mean = mean / Double(Points.scale)
        deviation = (squares.value / pupils).squareRoot() / Double(Points.scale)
    }

    package var coefficient: Double { deviation / mean }

    /// Whether CV ≤ `limit`, exactly: no rounding can turn a fail into a pass.
    ///
    /// Far from the limit the floating-point figure decides, its error being far below 10⁻⁹ of it; within that,
    /// P·ΣPᵢxᵢ² ≤ (1 + limit²)·(ΣPᵢxᵢ)² is compared in whole numbers.
    package func isWithin(_ limit: Points) -> Bool {
        let bound = Double(limit.scaled) / Double(Points.scale)
        if abs(coefficient - bound) > 1e-9 * max(1, bound) { return coefficient < bound }
        return isExactlyWithin(limit)
    }

    /// The comparison in whole numbers, whatever the distance.
    func isExactlyWithin(_ limit: Points) -> Bool {
        let one = BigNatural(1)
        var (first, second, denominator) = (BigNatural(0), BigNatural(0), one)
        // Over the common denominator D: first = D·ΣPᵢxᵢ, second = D²·ΣPᵢxᵢ².
        for school in schools {
            let (pupils, top, bottom) = (
                BigNatural(school.pupils), BigNatural(school.share.numerator), BigNatural(school.share.denominator)
            )
            first = first * bottom + pupils * top * denominator
            second = second * bottom * bottom + pupils * top * top * denominator * denominator
            denominator = denominator * bottom
        }
        let pupils = BigNatural(schools.reduce(0) { $0 + $1.pupils })
        let (scale, bound) = (BigNatural(Points.scale), BigNatural(limit.scaled))
        return pupils * second * scale * scale <= (scale * scale + bound * bound) * first * first
    }

    /// ΣP, ΣPx and ΣPx² as fractions.
    var exactSums: (pupils: Int, first: Fraction, second: Fraction) {
        let terms = schools.map { school in
            let share = Fraction(
                BigNatural(school.share.numerator), over: BigNatural(school.share.denominator))
            return (first: Fraction(school.pupils) * share, second: Fraction(school.pupils) * share * share)
        }
        return (
            schools.reduce(0) { $0 + $1.pupils }, Fraction.sum(terms.map(\.first)), Fraction.sum(terms.map(\.second))
        )
    }
}

/// A sum whose error does not grow with the number of terms (Neumaier).
private struct CarefulSum {
    private var (total, lost) = (0.0, 0.0)

    var value: Double { total + lost }

    mutating func add(_ term: Double) {
        let next = total + term
        lost += abs(total) >= abs(term) ? (total - next) + term : (term - next) + total
        total = next
    }
}

/// A non-negative fraction of whole numbers, as it was made: 1/2 and 2/4 are equal.
package struct Ratio: Sendable {
    package let numerator: Int
    package let denominator: Int

    /// Nil unless `numerator` ≥ 0 and `denominator` > 0.
    package init?(_ numerator: Int, _ denominator: Int) {
        guard numerator >= 0, denominator > 0 else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    package var value: Double { Double(numerator) / Double(denominator) }
    /// The same without a rounding.
    package var fraction: Fraction { Fraction(BigNatural(numerator), over: BigNatural(denominator)) }
}

extension Ratio: Hashable, Comparable {
    package static func == (left: Ratio, right: Ratio) -> Bool {
        left.numerator.multipliedFullWidth(by: right.denominator)
            == right.numerator.multipliedFullWidth(by: left.denominator)
    }

    package static func < (left: Ratio, right: Ratio) -> Bool {
        left.numerator.multipliedFullWidth(by: right.denominator)
            < right.numerator.multipliedFullWidth(by: left.denominator)
    }

    package func hash(into hasher: inout Hasher) {
        var (divisor, rest) = (denominator, numerator % denominator)
        while rest > 0 { (divisor, rest) = (rest, divisor % rest) }
        hasher.combine(numerator / divisor)
        hasher.combine(denominator / divisor)
    }
}
