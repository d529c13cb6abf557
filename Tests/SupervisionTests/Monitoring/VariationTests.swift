import Testing

@testable import Supervision

/// 教督〔2017〕6号: the coefficient weighted by enrolment.
struct VariationTests {
    private static func books(_ counts: [Int], _ pupils: [Int]) -> [Variation.School] {
        zip(counts, pupils).compactMap { Variation.School(resource: Points($0), pupils: $1) }
    }

    /// A public teaching copy's five schools; the unweighted 0.48877 would pass.
    @Test func fiveSchools() throws {
        let variation = try #require(Variation(Self.books([279, 137, 935, 160, 402], [45, 37, 89, 76, 55])))
        #expect(abs(variation.mean - 6.33444) < 0.000_005)
        #expect(abs(variation.deviation - 3.26386) < 0.000_005)
        #expect(abs(variation.coefficient - 0.51526) < 0.000_005)
        #expect(!variation.isWithin(Points(scaled: 5000)))
    }

    /// Two schools of equal size with 1 ± x of the mean have exactly CV = x.
    @Test(arguments: [(5000, true), (4999, false), (5001, true)])
    func boundary(limit: Int, isWithin: Bool) throws {
        let variation = try #require(Variation(Self.books([150, 50], [100, 100])))
        #expect(variation.coefficient == 0.5)
        #expect(variation.isWithin(Points(scaled: limit)) == isWithin)
        #expect(variation.isExactlyWithin(Points(scaled: limit)) == isWithin)
    }

    /// Thirds and sevenths are no binary fractions: the exact comparison must still call an equal one equal.
    @Test func equalityOfFractions() throws {
        let schools = try [(3, 90), (7, 90), (9, 30)].map { share, pupils in
            Variation.School(pupils: pupils, share: try #require(Ratio(share, 7)))
        }
        // ΣPx = 1170/7, ΣPx² = 7650/49, P = 210: CV² = 210·7650/1170² − 1.
        let variation = try #require(Variation(schools))
        #expect(abs(variation.coefficient * variation.coefficient - (210.0 * 7650 / (1170 * 1170) - 1)) < 1e-12)
        for limit in [4166, 4167] {
            #expect(variation.isExactlyWithin(Points(scaled: limit)) == (variation.coefficient <= Double(limit) / 1e4))
        }
    }

    @Test func nothingToMeasure() {
        #expect(Variation([]) == nil)
        #expect(Variation(Self.books([0, 0], [10, 20])) == nil)
        #expect(Variation.School(resource: Points(3), pupils: 0) == nil)
    }

    /// Scaling everything leaves it, splitting a school in equal halves leaves it, and giving from a richer to a poorer
    /// school of the same size, by no more than half their gap, never raises it.
    @Test func properties() throws {
        var random = SplitMix(20_170_006)
        for _ in 0..<400 {
            let count = Int.random(in: 2...30, using: &random)
            let pupils = (0..<count).map { _ in Int.random(in: 1...900, using: &random) * 2 }
            var amounts = (0..<count).map { _ in Int.random(in: 1...50_000, using: &random) * 2 }
            let plain = try #require(Variation(Self.books(amounts, pupils))).coefficient
            let scaled = try #require(Variation(Self.books(amounts.map { $0 * 7 }, pupils))).coefficient
            #expect(abs(plain - scaled) < 1e-12)
            let halves = Self.books(
                [amounts[0] / 2, amounts[0] / 2] + amounts.dropFirst(),
                [pupils[0] / 2, pupils[0] / 2] + pupils.dropFirst())
            let split = try #require(Variation(halves)).coefficient
            #expect(abs(split - plain) < 1e-12)
            var even = pupils
            even[1] = even[0]
            let before = try #require(Variation(Self.books(amounts, even))).coefficient
            let (rich, poor) = amounts[0] >= amounts[1] ? (0, 1) : (1, 0)
            let gift = Int.random(in: 0...(amounts[rich] - amounts[poor]) / 2, using: &random)
            amounts[rich] -= gift
            amounts[poor] += gift
            let after = try #require(Variation(Self.books(amounts, even))).coefficient
            #expect(after <= before + 1e-12)
        }
    }

    @Test func exactAndFloatingAgree() throws {
        var random = SplitMix(7)
        for _ in 0..<200 {
            let count = Int.random(in: 1...12, using: &random)
            let schools = Self.books(
                (0..<count).map { _ in Int.random(in: 1...9_999, using: &random) },
                (0..<count).map { _ in Int.random(in: 1...999, using: &random) })
            let variation = try #require(Variation(schools))
            let limit = Points(scaled: Int.random(in: 0...12_000, using: &random))
            #expect(variation.isWithin(limit) == variation.isExactlyWithin(limit))
        }
    }
}
