import TestKit
import Testing

@testable import Supervision

/// What a county's coefficient can still become while figures are missing.
struct VariationBoundsTests {
    /// Against a fine grid of values: never below the least, and reached to within the grid.
    @Test func leastAgreesWithSearch() {
        var dice = Dice(11)
        for _ in 0..<60 {
            let known = (0..<Int.random(in: 1...4, using: &dice)).map { _ in
                (
                    pupils: Double(Int.random(in: 1...50, using: &dice)),
                    share: Double(Int.random(in: 0...20, using: &dice))
                )
            }
            let open = (0..<Int.random(in: 1...2, using: &dice)).map { _ in
                let least = Double(Int.random(in: 0...12, using: &dice))
                return VariationBounds.Open(
                    pupils: Double(Int.random(in: 1...50, using: &dice)), least: least,
                    most: Bool.random(using: &dice) ? .infinity : least + Double(Int.random(in: 0...9, using: &dice)))
            }
            let least = VariationBounds(known: known, open: open).least
            let grid = open.map { school in
                (0...80).map { min(school.least + Double($0) / 2, school.most) }
            }
            var found = Double.infinity
            for first in grid[0] {
                for second in grid.count > 1 ? grid[1] : [0] {
                    let shares = known + zip(open, [first, second]).map { (pupils: $0.pupils, share: $1) }
                    found = min(found, Self.coefficient(shares))
                }
            }
            #expect(least <= found + 1e-9 && found - least < 0.05, "\(least) \(found)")
        }
    }

    @Test func greatestIsNeverPassed() {
        var dice = Dice(12)
        for _ in 0..<500 {
            let known = (0..<3).map { _ in
                (
                    pupils: Double(Int.random(in: 1...50, using: &dice)),
                    share: Double(Int.random(in: 0...20, using: &dice))
                )
            }
            let open = (0..<2).map { _ in VariationBounds.Open(pupils: Double(Int.random(in: 1...50, using: &dice))) }
            let greatest = VariationBounds(known: known, open: open).greatest
            for _ in 0..<20 {
                let shares = open.map { _ in Double(Int.random(in: 0...100_000, using: &dice)) / 7 }
                let coefficient = Self.coefficient(known + zip(open, shares).map { (pupils: $0.pupils, share: $1) })
                #expect(coefficient <= greatest + 1e-9 || coefficient.isInfinite)
            }
        }
    }

    private static func coefficient(_ schools: [(pupils: Double, share: Double)]) -> Double {
        let pupils = schools.reduce(0) { $0 + $1.pupils }
        let mean = schools.reduce(0) { $0 + $1.pupils * $1.share } / pupils
        guard mean > 0 else { return .infinity }
        return (schools.reduce(0) { $0 + $1.pupils * ($1.share - mean) * ($1.share - mean) } / pupils).squareRoot()
            / mean
    }
}
