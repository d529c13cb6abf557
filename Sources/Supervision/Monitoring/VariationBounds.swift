/// Between which coefficients of variation a county lies while figures of some schools are missing.
///
/// A missing share is any number between its bounds, whole or not. The least coefficient has every open school as near
/// as it can be to one common share t = ΣPx² / ΣPx; the greatest gives everything to the smallest open school.
struct VariationBounds {
    struct Open {
        let pupils: Double
        /// What the school needs at least, in the unit of the resource.
        var least = 0.0
        /// Infinite where nothing bounds it.
        var most = Double.infinity
    }

    private let known: (pupils: Double, first: Double, second: Double)
    private let open: [Open]

    /// `known` schools have a share.
    init(known: [(pupils: Double, share: Double)], open: [Open]) {
        self.known = known.reduce((0, 0, 0)) { sums, school in
            let (pupils, share) = school
            return (sums.pupils + pupils, sums.first + pupils * share, sums.second + pupils * share * share)
        }
        self.open = open
    }

    private var pupils: Double { open.reduce(known.pupils) { $0 + $1.pupils } }

    /// The sums of P·x and P·x² with every open school as near to `share` as it can be.
    private func sums(at share: Double) -> (first: Double, second: Double) {
        open.reduce((known.first, known.second)) { sums, school in
            let nearest = min(max(share, school.least), school.most)
            return (sums.0 + school.pupils * nearest, sums.1 + school.pupils * nearest * nearest)
        }
    }

    /// No filling of what is missing brings the coefficient below this, up to an error of some 10⁻⁹.
    var least: Double {
        guard !open.contains(where: { $0.least > $0.most }) else { return .infinity }
        var share = known.first > 0 ? known.second / known.first : 1
        // The right share is where ΣPx² / ΣPx meets it; the quotient rises more slowly than the share, so halving finds it.
        var (low, high) = (0.0, max(share, open.map(\.least).max() ?? 0) + 1)
        for _ in 0..<200 where high - low > 1e-12 * high {
            share = (low + high) / 2
            let (first, second) = sums(at: share)
            if first > 0, second / first > share { low = share } else { high = share }
        }
        return coefficient([low, high].map { sums(at: $0) })
    }

    /// No filling brings it above this.
    var greatest: Double {
        guard let smallest = open.filter({ $0.most == .infinity }).map(\.pupils).min() else { return .infinity }
        let alone = (pupils / smallest - 1).squareRoot()
        return known.first > 0 ? max(alone, coefficient([(known.first, known.second)])) : alone
    }

    private func coefficient(_ candidates: [(first: Double, second: Double)]) -> Double {
        candidates.filter { $0.first > 0 }
            .map { max(0, pupils * $0.second / ($0.first * $0.first) - 1).squareRoot() }.min() ?? .infinity
    }
}

extension Variation {
    /// The coefficient without any rounding, for a comparison at a limit.
    var exactCoefficient: Quantity {
        let parts = exactSums
        let square = (Fraction(BigNatural(parts.pupils), over: BigNatural(1)) * parts.second)
            .divided(by: parts.first * parts.first)
        return Quantity(rootOf: (square ?? .one) - .one)
    }
}
