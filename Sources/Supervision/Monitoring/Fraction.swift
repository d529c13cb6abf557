/// An exact rational number of any size; it is rounded only when shown.
package struct Fraction: Hashable, Sendable, Comparable {
    package let isNegative: Bool
    let numerator: BigNatural
    /// Positive, and without a factor in common with the numerator.
    let denominator: BigNatural

    /// `denominator` must not be zero.
    init(_ numerator: BigNatural, over denominator: BigNatural, isNegative: Bool = false) {
        if let above = numerator.word, let below = denominator.word {
            // Nearly all of them; a county of 2,000 schools has some hundred thousand.
            (self.numerator, self.denominator) = Fraction.reduced(above, over: below)
        } else {
            let common = BigNatural.divisor(numerator, denominator)
            let isOne = common == BigNatural.one
            self.numerator = isOne ? numerator : numerator.dividedWithRest(by: common).quotient
            self.denominator = isOne ? denominator : denominator.dividedWithRest(by: common).quotient
        }
        self.isNegative = isNegative && !numerator.isZero
    }

    package init(_ whole: Int) {
        numerator = BigNatural(Int(whole.magnitude))
        denominator = BigNatural(1)
        isNegative = whole < 0
    }

    package init(_ points: Points) {
        (numerator, denominator) = Fraction.reduced(UInt64(points.scaled.magnitude), over: UInt64(Points.scale))
        isNegative = points.scaled < 0
    }

    private static func reduced(_ above: UInt64, over below: UInt64) -> (BigNatural, BigNatural) {
        var (common, rest) = (above, below)
        while rest > 0 { (common, rest) = (rest, common % rest) }
        return (BigNatural(word: above / common), below == common ? .one : BigNatural(word: below / common))
    }

    /// Reads a plain decimal such as `12`, `-0.5` or `33.333` of at most 40 digits; nil for anything else.
    package init?(decimal text: some StringProtocol) {
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 42 else {
            return nil
        }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard let digits = BigNatural(digits: String(parts[0]) + fraction) else { return nil }
        self.init(digits, over: .power(ofTen: fraction.utf8.count), isNegative: isNegative)
    }

    /// The decimal of at most 15 digits that is next to `value`, of more only where the whole part has more; nil for what
    /// is no number.
    init?(near value: Double) {
        guard value.isFinite else { return nil }
        let parts = "\(value.magnitude)".split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let tail = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        let digits = (mantissa[0] + tail).drop { $0 == "0" }
        // The power of ten of the last digit.
        let exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - tail.utf8.count
        let surplus = min(max(0, digits.utf8.count - 15), tail.utf8.count)
        guard var kept = Int(digits.isEmpty ? "0" : digits.dropLast(surplus)) else { return nil }
        if let next = digits.suffix(surplus).first, next >= "5" { kept += 1 }
        let power = exponent + surplus
        self.init(
            BigNatural(kept) * .power(ofTen: max(0, power)), over: .power(ofTen: max(0, -power)),
            isNegative: value < 0)
    }

    package static let zero = Fraction(0)
    package static let one = Fraction(1)

    package var isZero: Bool { numerator.isZero }
    package var magnitude: Fraction { isNegative ? negated : self }
    package var negated: Fraction { Fraction(numerator, over: denominator, isNegative: !isNegative) }

    /// How many bits numerator and denominator take.
    var size: Int { numerator.bitWidth + denominator.bitWidth }

    package static func + (left: Fraction, right: Fraction) -> Fraction {
        let (first, second) = (left.numerator * right.denominator, right.numerator * left.denominator)
        let below = left.denominator * right.denominator
        if left.isNegative == right.isNegative {
            return Fraction(first + second, over: below, isNegative: left.isNegative)
        }
        return first < second
            ? Fraction(second - first, over: below, isNegative: right.isNegative)
            : Fraction(first - second, over: below, isNegative: left.isNegative)
    }

    package static func - (left: Fraction, right: Fraction) -> Fraction { left + right.negated }

    package static func * (left: Fraction, right: Fraction) -> Fraction {
        Fraction(
            left.numerator * right.numerator, over: left.denominator * right.denominator,
            isNegative: left.isNegative != right.isNegative)
    }

    /// Nil when dividing by zero.
    package func divided(by other: Fraction) -> Fraction? {
        guard !other.isZero else { return nil }
        return Fraction(
            numerator * other.denominator, over: denominator * other.numerator,
            isNegative: isNegative != other.isNegative)
    }

    package static func < (left: Fraction, right: Fraction) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        let (first, second) = (left.numerator * right.denominator, right.numerator * left.denominator)
        return left.isNegative ? second < first : first < second
    }

    /// A sum that adds neighbours first, so that few terms have large denominators.
    package static func sum(_ terms: [Fraction]) -> Fraction {
        guard terms.count > 2 else { return terms.reduce(.zero, +) }
        let middle = terms.count / 2
        return sum(Array(terms[..<middle])) + sum(Array(terms[middle...]))
    }
}

extension Fraction {
    /// The smallest whole number that is not smaller.
    package var roundedUp: Fraction {
        let (whole, rest) = numerator.dividedWithRest(by: denominator)
        let up = rest.isZero || isNegative ? whole : whole + BigNatural(1)
        return Fraction(up, over: BigNatural(1), isNegative: isNegative)
    }

    /// The value where it is a whole number in the range of `Int`.
    package var wholeNumber: Int? {
        guard denominator == BigNatural(1), let whole = numerator.whole else { return nil }
        return isNegative ? -whole : whole
    }

    package var double: Double {
        let excess = max(numerator.bitWidth, denominator.bitWidth) - 1000
        let (top, bottom) =
            excess > 0
            ? (numerator.dropping(bits: excess), denominator.dropping(bits: excess)) : (numerator, denominator)
        return (isNegative ? -1 : 1) * top.double / bottom.double
    }

    /// Rounded half away from zero to `digits` after the point, such as `87.50`.
    package func formatted(digits: Int) -> String {
        let scaled = numerator * .power(ofTen: digits) * BigNatural(2) + denominator
        let rounded = scaled.dividedWithRest(by: denominator * BigNatural(2)).quotient
        let sign = isNegative && !rounded.isZero ? "-" : ""
        let text = rounded.digits
        guard digits > 0 else { return sign + text }
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.utf8.count)) + text
        return "\(sign)\(padded.dropLast(digits)).\(padded.suffix(digits))"
    }

    /// The exact decimal where there is a finite one, otherwise 12 digits after the point; no zeros at the end.
    package var text: String {
        let digits = (0...48).first { (numerator * .power(ofTen: $0)).dividedWithRest(by: denominator).rest.isZero }
        let text = formatted(digits: digits ?? 12)
        guard text.contains(".") else { return text }
        let kept = text.reversed().drop { $0 == "0" }.reversed()
        return String(kept.last == "." ? kept.dropLast() : kept[...])
    }
}

extension BigNatural {
    fileprivate func dropping(bits: Int) -> BigNatural { BigNatural(limbs: Array(limbs.dropFirst(bits / 32))) }
}
