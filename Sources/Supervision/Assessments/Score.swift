/// An exact fraction, so that a grade never depends on rounding; it is rounded only when shown.
package struct Score: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let numerator: Int128
    /// Positive, and without a factor in common with the numerator.
    package let denominator: Int128

    /// Nil when `denominator` is zero.
    package init?(_ numerator: Int128, over denominator: Int128) {
        guard denominator != 0 else { return nil }
        let divisor = Score.divisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / Int128(divisor)
        self.denominator = sign * denominator / Int128(divisor)
    }

    package init(_ points: Points) {
        let divisor = Score.divisor(UInt128(points.scaled.magnitude), UInt128(Points.scale))
        numerator = Int128(points.scaled) / Int128(divisor)
        denominator = Int128(Points.scale) / Int128(divisor)
    }

    private init(reduced numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    package static let zero = Score(reduced: 0, 1)

    /// The exact sum; a framework that passed `validate()` keeps it far below the range of 128 bits.
    package static func + (left: Score, right: Score) -> Score {
        let common = Int128(divisor(left.denominator.magnitude, right.denominator.magnitude))
        let sum = left.numerator * (right.denominator / common) + right.numerator * (left.denominator / common)
        return Score(sum, over: left.denominator / common * right.denominator) ?? .zero
    }

    package static func * (left: Score, right: Score) -> Score {
        let first = Int128(divisor(left.numerator.magnitude, right.denominator.magnitude))
        let second = Int128(divisor(right.numerator.magnitude, left.denominator.magnitude))
        return Score(
            reduced: (left.numerator / first) * (right.numerator / second),
            (left.denominator / second) * (right.denominator / first))
    }

    /// Nil when dividing by zero.
    package func divided(by other: Score) -> Score? {
        Score(other.denominator, over: other.numerator).map { self * $0 }
    }

    /// Compares by cross-multiplication at double width, so that no value is too large.
    package static func < (left: Score, right: Score) -> Bool {
        let first = left.numerator.multipliedFullWidth(by: right.denominator)
        let second = right.numerator.multipliedFullWidth(by: left.denominator)
        return first.high == second.high ? first.low < second.low : first.high < second.high
    }

    private static func divisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
        var (first, second) = (left, right)
        while second != 0 { (first, second) = (second, first % second) }
        return max(first, 1)
    }
}

extension Score {
    /// Rounded half away from zero to `digits` after the point, such as `87.50`.
    package func formatted(digits: Int = 2) -> String {
        let power = (0..<digits).reduce(UInt128(1)) { value, _ in value * 10 }
        let base = denominator.magnitude
        let (whole, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: base)
        let (part, left) = (rest * power).quotientAndRemainder(dividingBy: base)
        let rounded = whole * power + part + (left * 2 >= base ? 1 : 0)
        let sign = numerator < 0 && rounded > 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(rounded)" }
        return "\(sign)\(rounded / power).\(String(power + rounded % power).dropFirst())"
    }

    /// The exact form for storage, such as `175/2`.
    package var stored: String { "\(numerator)/\(denominator)" }

    /// Reads what `stored` wrote; nil for anything else.
    package init?(stored text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let numerator = Int128(parts[0]), let denominator = Int128(parts[1]), denominator > 0
        else { return nil }
        self.init(numerator, over: denominator)
    }

    package var description: String { formatted() }
}
