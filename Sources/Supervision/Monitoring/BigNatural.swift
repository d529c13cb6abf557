/// A natural number of any size: as much arithmetic as exact fractions take.
struct BigNatural: Hashable, Sendable, Comparable {
    /// Limbs of 32 bits, the lowest first, without zeros at the end.
    private(set) var limbs: [UInt32]

    init(_ value: Int) {
        precondition(value >= 0, "a natural number")
        limbs = []
        var rest = UInt64(value)
        while rest > 0 {
            limbs.append(UInt32(truncatingIfNeeded: rest))
            rest >>= 32
        }
    }

    static let one = BigNatural(1)

    init(limbs: [UInt32]) {
        self.limbs = limbs
        while self.limbs.last == 0 { self.limbs.removeLast() }
    }

    static func < (left: BigNatural, right: BigNatural) -> Bool {
        guard left.limbs.count == right.limbs.count else { return left.limbs.count < right.limbs.count }
        for (mine, other) in zip(left.limbs.reversed(), right.limbs.reversed()) where mine != other {
            return mine < other
        }
        return false
    }

    static func + (left: BigNatural, right: BigNatural) -> BigNatural {
        var sum: [UInt32] = []
        sum.reserveCapacity(max(left.limbs.count, right.limbs.count) + 1)
        var carry: UInt64 = 0
        for index in 0..<max(left.limbs.count, right.limbs.count) {
            carry += UInt64(left.limb(index)) + UInt64(right.limb(index))
            sum.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        sum.append(UInt32(carry))
        return BigNatural(limbs: sum)
    }

    static func * (left: BigNatural, right: BigNatural) -> BigNatural {
        var product = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count + 1)
        for (offset, mine) in left.limbs.enumerated() {
            var carry: UInt64 = 0
            for (index, other) in right.limbs.enumerated() {
                carry += UInt64(product[offset + index]) + UInt64(mine) * UInt64(other)
                product[offset + index] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            product[offset + right.limbs.count] = UInt32(carry)
        }
        return BigNatural(limbs: product)
    }

    private func limb(_ index: Int) -> UInt32 { limbs.indices.contains(index) ? limbs[index] : 0 }
}
