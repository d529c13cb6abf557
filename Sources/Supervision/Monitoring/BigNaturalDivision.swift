extension BigNatural {
    var isZero: Bool { limbs.isEmpty }

    var bitWidth: Int { limbs.last.map { limbs.count * 32 - $0.leadingZeroBitCount } ?? 0 }

    /// The value where it fits into a machine word.
    var word: UInt64? {
        switch limbs.count {
        case 0: 0
        case 1: UInt64(limbs[0])
        case 2: UInt64(limbs[1]) << 32 | UInt64(limbs[0])
        default: nil
        }
    }

    /// The value where it is an `Int`.
    var whole: Int? { word.flatMap { Int(exactly: $0) } }

    init(word: UInt64) {
        self.init(limbs: [UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32)])
    }

    /// The difference; `right` must not be the larger one.
    static func - (left: BigNatural, right: BigNatural) -> BigNatural {
        var limbs = left.limbs
        var borrow: Int64 = 0
        for index in limbs.indices {
            if index >= right.limbs.count, borrow == 0 { break }
            let other = index < right.limbs.count ? Int64(right.limbs[index]) : 0
            let rest = Int64(limbs[index]) - other - borrow
            limbs[index] = UInt32(truncatingIfNeeded: rest)
            borrow = rest < 0 ? 1 : 0
        }
        precondition(borrow == 0 && left.limbs.count >= right.limbs.count, "a natural number")
        return BigNatural(limbs: limbs)
    }

    /// Division by a divisor that is not zero.
    func dividedWithRest(by divisor: BigNatural) -> (quotient: BigNatural, rest: BigNatural) {
        precondition(!divisor.isZero, "a divisor")
        if self < divisor { return (BigNatural(0), self) }
        if let mine = word, let other = divisor.word {
            return (BigNatural(word: mine / other), BigNatural(word: mine % other))
        }
        guard divisor.limbs.count > 1 else { return divided(byLimb: divisor.limbs[0]) }
        return dividedLong(by: divisor)
    }

    func divided(byLimb divisor: UInt32) -> (quotient: BigNatural, rest: BigNatural) {
        var (quotient, rest) = ([UInt32](repeating: 0, count: limbs.count), UInt64(0))
        for index in limbs.indices.reversed() {
            let part = rest << 32 | UInt64(limbs[index])
            quotient[index] = UInt32(part / UInt64(divisor))
            rest = part % UInt64(divisor)
        }
        return (BigNatural(limbs: quotient), BigNatural(word: rest))
    }

    /// Knuth's algorithm D: the divisor's highest bit is shifted up, so that each guessed digit is at most two too large.
    private func dividedLong(by divisor: BigNatural) -> (quotient: BigNatural, rest: BigNatural) {
        let shift = divisor.limbs[divisor.limbs.count - 1].leadingZeroBitCount
        let below = divisor.shifted(up: shift).limbs
        var rest = shifted(up: shift).limbs
        let size = below.count
        while rest.count <= limbs.count { rest.append(0) }
        var quotient = [UInt32](repeating: 0, count: rest.count - size)
        let (top, next) = (UInt64(below[size - 1]), UInt64(below[size - 2]))
        for place in quotient.indices.reversed() {
            let head = UInt64(rest[place + size]) << 32 | UInt64(rest[place + size - 1])
            var (guess, left) = (head / top, head % top)
            while guess > 0xFFFF_FFFF || guess * next > (left << 32 | UInt64(rest[place + size - 2])) {
                guess -= 1
                left += top
                if left > 0xFFFF_FFFF { break }
            }
            if Self.subtract(below, times: guess, from: &rest, at: place) {
                guess -= 1
                Self.add(below, to: &rest, at: place)
            }
            quotient[place] = UInt32(guess)
        }
        return (BigNatural(limbs: quotient), BigNatural(limbs: rest).shifted(down: shift))
    }

    /// True when more was taken than there was.
    private static func subtract(_ below: [UInt32], times: UInt64, from rest: inout [UInt32], at place: Int) -> Bool {
        var (carry, borrow): (UInt64, Int64) = (0, 0)
        for index in below.indices {
            carry += times * UInt64(below[index])
            let left = Int64(rest[place + index]) - Int64(carry & 0xFFFF_FFFF) - borrow
            rest[place + index] = UInt32(truncatingIfNeeded: left)
            borrow = left < 0 ? 1 : 0
            carry >>= 32
        }
        let left = Int64(rest[place + below.count]) - Int64(carry) - borrow
        rest[place + below.count] = UInt32(truncatingIfNeeded: left)
        return left < 0
    }

    private static func add(_ below: [UInt32], to rest: inout [UInt32], at place: Int) {
        var carry: UInt64 = 0
        for index in below.indices {
            carry += UInt64(rest[place + index]) + UInt64(below[index])
            rest[place + index] = UInt32(truncatingIfNeeded: carry)
            carry >>= 32
        }
        rest[place + below.count] = UInt32(truncatingIfNeeded: UInt64(rest[place + below.count]) + carry)
    }

    /// Up by fewer than 32 bits.
    private func shifted(up bits: Int) -> BigNatural {
        guard bits > 0 else { return self }
        var (shifted, carry): ([UInt32], UInt32) = ([], 0)
        for limb in limbs {
            shifted.append(limb << UInt32(bits) | carry)
            carry = limb >> UInt32(32 - bits)
        }
        return BigNatural(limbs: shifted + [carry])
    }

    /// Down by fewer than 32 bits.
    private func shifted(down bits: Int) -> BigNatural {
        guard bits > 0 else { return self }
        var (shifted, carry): ([UInt32], UInt32) = (limbs, 0)
        for index in limbs.indices.reversed() {
            shifted[index] = limbs[index] >> UInt32(bits) | carry
            carry = limbs[index] << UInt32(32 - bits)
        }
        return BigNatural(limbs: shifted)
    }
}

extension BigNatural {
    /// The greatest number that divides both; the other one when one is zero.
    static func divisor(_ left: BigNatural, _ right: BigNatural) -> BigNatural {
        var (first, second) = (left, right)
        while !second.isZero {
            if var one = first.word, var other = second.word {
                while other > 0 { (one, other) = (other, one % other) }
                return BigNatural(word: one)
            }
            (first, second) = (second, first.dividedWithRest(by: second).rest)
        }
        return first
    }

    /// The largest number whose square is not larger (Newton).
    var squareRoot: BigNatural {
        guard !isZero else { return self }
        var guess = BigNatural(limbs: [UInt32](repeating: 0, count: (bitWidth + 1) / 64) + [UInt32.max])
        while true {
            let next = (guess + dividedWithRest(by: guess).quotient).dividedWithRest(by: BigNatural(2)).quotient
            if next >= guess { return guess }
            guess = next
        }
    }

    /// Nearest floating-point number, infinite where there is none.
    var double: Double {
        limbs.reversed().reduce(0.0) { $0 * 4_294_967_296 + Double($1) }
    }

    static func power(ofTen exponent: Int) -> BigNatural {
        (0..<exponent).reduce(BigNatural(1)) { power, _ in power * BigNatural(10) }
    }

    /// Reads ASCII digits; nil for anything else.
    init?(digits: some StringProtocol) {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        self = digits.utf8.reduce(BigNatural(0)) { $0 * BigNatural(10) + BigNatural(Int($1 - 48)) }
    }

    var digits: String {
        var (groups, rest): ([String], BigNatural) = ([], self)
        if isZero { return "0" }
        while !rest.isZero {
            let (quotient, group) = rest.divided(byLimb: 1_000_000_000)
            let text = String(group.word ?? 0)
            groups.append(quotient.isZero ? text : String(repeating: "0", count: 9 - text.count) + text)
            rest = quotient
        }
        return groups.reversed().joined()
    }
}
