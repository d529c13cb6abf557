/// A number of an expression: exact, or with the root that a coefficient of variation brings.
///
/// A root alone is kept as its square and compared by squares. Only a sum of roots is taken to 60 digits after the point;
/// what is then closer than 10⁻⁵⁰ counts as equal.
package enum Quantity: Hashable, Sendable {
    case exact(Fraction)
    /// The root of a positive fraction that is no square, or its negative.
    case root(of: Fraction, isNegative: Bool)
    case near(Fraction)

    package init(_ whole: Int) { self = .exact(Fraction(whole)) }

    /// The root of a number that is not negative.
    package init(rootOf square: Fraction, isNegative: Bool = false) {
        let (top, bottom) = (square.numerator.squareRoot, square.denominator.squareRoot)
        if top * top == square.numerator, bottom * bottom == square.denominator {
            self = .exact(Fraction(top, over: bottom, isNegative: isNegative))
        } else {
            self = .root(of: square, isNegative: isNegative)
        }
    }

    /// The value, or what is within 10⁻⁶⁰ of it.
    package var fraction: Fraction {
        switch self {
        case .exact(let value), .near(let value): value
        case .root(let square, let isNegative):
            Fraction(
                (square.numerator * Self.unit * Self.unit).dividedWithRest(by: square.denominator).quotient.squareRoot,
                over: Self.unit, isNegative: isNegative)
        }
    }

    package var double: Double {
        if case .root(let square, let isNegative) = self { return (isNegative ? -1 : 1) * square.double.squareRoot() }
        return fraction.double
    }

    package var isZero: Bool {
        switch self {
        case .exact(let value): value.isZero
        case .root: false
        case .near: compared(to: Quantity(0)) == 0
        }
    }

    var size: Int {
        switch self {
        case .exact(let value), .near(let value), .root(let value, _): value.size
        }
    }

    package var negated: Quantity {
        switch self {
        case .exact(let value): .exact(value.negated)
        case .near(let value): .near(value.negated)
        case .root(let square, let isNegative): .root(of: square, isNegative: !isNegative)
        }
    }

    package static func + (left: Quantity, right: Quantity) -> Quantity {
        switch (left, right) {
        case (.exact(let first), .exact(let second)): .exact(first + second)
        case (.exact(let none), let other) where none.isZero: other
        case (let other, .exact(let none)) where none.isZero: other
        default: .near((left.fraction + right.fraction).cut)
        }
    }

    package static func - (left: Quantity, right: Quantity) -> Quantity { left + right.negated }

    package static func * (left: Quantity, right: Quantity) -> Quantity {
        switch (left, right) {
        case (.exact(let first), .exact(let second)): .exact(first * second)
        case (.near, _), (_, .near): .near((left.fraction * right.fraction).cut)
        default: Quantity(rootOf: left.square * right.square, isNegative: left.isNegative != right.isNegative)
        }
    }

    /// Nil when dividing by zero.
    package func divided(by other: Quantity) -> Quantity? {
        guard !other.isZero else { return nil }
        switch (self, other) {
        case (.exact(let first), .exact(let second)): return first.divided(by: second).map(Quantity.exact)
        case (.near, _), (_, .near): return fraction.divided(by: other.fraction).map { .near($0.cut) }
        default:
            return square.divided(by: other.square).map {
                Quantity(rootOf: $0, isNegative: isNegative != other.isNegative)
            }
        }
    }

    /// Below zero, zero or above, as `self` is smaller, equal or larger.
    package func compared(to other: Quantity) -> Int {
        switch (self, other) {
        case (.near, _), (_, .near):
            let apart = fraction - other.fraction
            let nothing = Fraction(BigNatural(1), over: .power(ofTen: 50))
            return apart.magnitude < nothing ? 0 : apart.isNegative ? -1 : 1
        case (.exact(let first), .exact(let second)):
            return first < second ? -1 : first == second ? 0 : 1
        default:
            if isNegative != other.isNegative { return isNegative ? -1 : 1 }
            let order = square < other.square ? -1 : square == other.square ? 0 : 1
            return isNegative ? -order : order
        }
    }

    private static let unit = BigNatural.power(ofTen: 60)

    private var square: Fraction {
        if case .root(let square, _) = self { return square }
        return fraction * fraction
    }

    private var isNegative: Bool {
        switch self {
        case .exact(let value), .near(let value): value.isNegative
        case .root(_, let isNegative): isNegative
        }
    }
}

extension Fraction {
    /// To 60 digits after the point.
    fileprivate var cut: Fraction {
        let unit = BigNatural.power(ofTen: 60)
        return Fraction(
            (numerator * unit).dividedWithRest(by: denominator).quotient, over: unit, isNegative: isNegative)
    }
}
