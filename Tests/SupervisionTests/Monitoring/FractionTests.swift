import TestKit
import Testing

@testable import Supervision

/// Numbers of any size against what 128 bits and known roots say.
struct FractionTests {
    private static func number(_ value: UInt128) -> BigNatural {
        BigNatural(limbs: (0..<4).map { UInt32(truncatingIfNeeded: value >> (32 * $0)) })
    }

    @Test func divisionAgreesWithMachineNumbers() {
        var dice = Dice(1)
        for _ in 0..<5_000 {
            let left =
                UInt128.random(in: 0...UInt128.max, using: &dice) >> UInt128(Int.random(in: 0...127, using: &dice))
            let right = max(
                1, UInt128.random(in: 0...UInt128.max, using: &dice) >> UInt128(Int.random(in: 0...127, using: &dice)))
            let (quotient, rest) = Self.number(left).dividedWithRest(by: Self.number(right))
            #expect(quotient == Self.number(left / right) && rest == Self.number(left % right), "\(left) ÷ \(right)")
            #expect(Self.number(left).digits == "\(left)" && BigNatural(digits: "\(left)") == Self.number(left))
            if left >= right { #expect(Self.number(left) - Self.number(right) == Self.number(left - right)) }
        }
    }

    /// Divisors whose guessed digit is one or two too large (Knuth's cases).
    @Test func divisionMultipliesBack() {
        var dice = Dice(2)
        let limbs: [UInt32] = [0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF]
        func natural(_ count: Int) -> BigNatural {
            BigNatural(limbs: (0..<count).map { _ in limbs.randomElement(using: &dice) ?? 0 })
        }
        for _ in 0..<5_000 {
            let (left, right) = (
                natural(Int.random(in: 0...9, using: &dice)), natural(Int.random(in: 1...6, using: &dice))
            )
            guard !right.isZero else { continue }
            let (quotient, rest) = left.dividedWithRest(by: right)
            #expect(rest < right && quotient * right + rest == left)
            let root = left.squareRoot
            #expect(root * root <= left && left < (root + BigNatural(1)) * (root + BigNatural(1)))
        }
    }

    @Test(arguments: [
        ("1", "3", "0.333333333333"), ("1", "8", "0.125"), ("-7", "2", "-3.5"), ("0", "5", "0"),
        ("200", "3", "66.666666666667"),
    ])
    func text(top: String, bottom: String, text: String) throws {
        let (top, bottom) = (try #require(Fraction(decimal: top)), try #require(Fraction(decimal: bottom)))
        #expect(top.divided(by: bottom)?.text == text)
    }

    @Test("A fraction is in its lowest terms, below and above what a machine word takes, and points are what they say")
    func lowestTerms() {
        var dice = Dice(11)
        for _ in 0..<3_000 {
            let bits = (0..<3).map { _ in Int.random(in: 1...62, using: &dice) }
            let (above, below, common) = (
                UInt128.random(in: 0..<UInt128(1) << bits[0], using: &dice),
                UInt128.random(in: 1...UInt128(1) << bits[1], using: &dice),
                UInt128.random(in: 1...UInt128(1) << bits[2], using: &dice)
            )
            let fraction = Fraction(Self.number(above * common), over: Self.number(below * common))
            #expect(fraction == Fraction(Self.number(above), over: Self.number(below)))
            #expect(fraction.numerator * Self.number(below) == Self.number(above) * fraction.denominator)
            #expect(BigNatural.divisor(fraction.numerator, fraction.denominator) == .one)
            let points = Points(scaled: Int.random(in: -10_000_000...10_000_000, using: &dice))
            #expect(Fraction(points) == Fraction(decimal: points.text), "\(points)")
        }
        for scaled in [0, 1, -1, 9_999, 10_000, Int.max, -Int.max] {
            let points = Points(scaled: scaled)
            #expect(Fraction(points) == Fraction(decimal: points.text), "\(scaled)")
        }
    }

    @Test func fieldLaws() throws {
        var dice = Dice(3)
        func any() -> Fraction {
            let below = BigNatural(Int.random(in: 1...90, using: &dice))
            let top = Int.random(in: -90...90, using: &dice)
            return Fraction(BigNatural(Int(top.magnitude)), over: below, isNegative: top < 0)
        }
        for _ in 0..<1_000 {
            let (a, b, c) = (any(), any(), any())
            #expect(a + b == b + a && (a + b) + c == a + (b + c) && a * (b + c) == a * b + a * c && a - a == .zero)
            #expect((a < b) == (a.double < b.double) || a == b)
            if !b.isZero { #expect(a.divided(by: b).map { $0 * b } == a) }
            #expect(!(a.roundedUp < a) && a.roundedUp - a < .one)
        }
    }

    @Test func roots() throws {
        let (two, eight) = (Quantity(rootOf: Fraction(2)), Quantity(rootOf: Fraction(8)))
        #expect(Quantity(rootOf: Fraction(9)) == Quantity(3))
        #expect(two * two == Quantity(2) && (two * eight) == Quantity(4) && eight.divided(by: two) == Quantity(2))
        #expect((two + two).compared(to: eight) == 0 && two.compared(to: .exact(Fraction(Points(scaled: 14_142)))) > 0)
        #expect(two.negated.compared(to: Quantity(-1)) < 0 && two.negated.compared(to: Quantity(-2)) > 0)
        #expect((two - two).isZero && !two.isZero && Quantity(1).divided(by: two - two) == nil)
    }
}
