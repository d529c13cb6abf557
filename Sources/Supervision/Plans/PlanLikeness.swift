/// How like two pieces of Chinese text are, by the pairs of characters that they share; rare pairs count more.
///
/// One mechanism for three uses: a row of the timetable and the item it belongs to, an item and its successor in a new
/// version of the document, this year's item and last year's.
package struct PlanLikeness: Sendable {
    /// A text as it is compared: its pairs in order, each with its weight.
    package struct Profile: Sendable {
        fileprivate let pairs: [(pair: UInt64, weight: Double)]
        fileprivate let length: Double
    }

    /// How many of the compared texts hold each pair of characters.
    private var holders: [UInt64: Int] = [:]
    private let total: Int

    /// `texts` are everything that will be compared: what most of them share says little.
    package init(_ texts: [String]) {
        total = texts.count
        for text in texts {
            for pair in Set(PlanLikeness.pairs(text)) { holders[pair, default: 0] += 1 }
        }
    }

    /// Made once for a text that is compared with many.
    package func profile(_ text: String) -> Profile {
        let pairs = PlanLikeness.pairs(text).sorted()
        var profile: [(pair: UInt64, weight: Double)] = []
        for pair in pairs {
            if profile.last?.pair == pair {
                profile[profile.count - 1].weight += weight(pair)
            } else {
                profile.append((pair, weight(pair)))
            }
        }
        return Profile(pairs: profile, length: profile.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot())
    }

    /// 0 for nothing in common, 1 for the same pairs in the same shares.
    package func between(_ left: String, _ right: String) -> Double { between(profile(left), profile(right)) }

    package func between(_ left: Profile, _ right: Profile) -> Double {
        let length = left.length * right.length
        guard length > 0 else { return 0 }
        var (sum, place) = (0.0, 0)
        for (pair, weight) in left.pairs {
            while place < right.pairs.count, right.pairs[place].pair < pair { place += 1 }
            if place < right.pairs.count, right.pairs[place].pair == pair { sum += weight * right.pairs[place].weight }
        }
        return min(1, sum / length)
    }

    /// How much of a short text's pairs a longer one holds, from 0 to 1.
    package func held(_ short: Profile, by long: Profile) -> Double {
        let all = short.pairs.reduce(0) { $0 + $1.weight }
        guard all > 0 else { return 0 }
        var (sum, place) = (0.0, 0)
        for (pair, weight) in short.pairs {
            while place < long.pairs.count, long.pairs[place].pair < pair { place += 1 }
            if place < long.pairs.count, long.pairs[place].pair == pair { sum += weight }
        }
        return sum / all
    }

    /// Pairs of texts that belong together, each text in one pair at most, the most alike first.
    package func pairs(_ left: [String], _ right: [String], least: Double)
        -> [(left: Int, right: Int, likeness: Double)]
    {
        let (lefts, rights) = (left.map(profile), right.map(profile))
        var all: [(left: Int, right: Int, likeness: Double)] = []
        for (index, one) in lefts.enumerated() {
            for (place, other) in rights.enumerated() {
                let value = between(one, other)
                if value >= least { all.append((index, place, value)) }
            }
        }
        var (takenLeft, takenRight) = (Set<Int>(), Set<Int>())
        var chosen: [(left: Int, right: Int, likeness: Double)] = []
        for pair in all.sorted(by: { ($1.likeness, $0.left, $0.right) < ($0.likeness, $1.left, $1.right) })
        where !takenLeft.contains(pair.left) && !takenRight.contains(pair.right) {
            takenLeft.insert(pair.left)
            takenRight.insert(pair.right)
            chosen.append(pair)
        }
        return chosen.sorted { $0.left < $1.left }
    }

    /// More for a pair that fewer texts hold: it grows by the same step each time their share halves.
    private func weight(_ pair: UInt64) -> Double {
        var (weight, share) = (1.0, Double(holders[pair, default: 0] + 1) / Double(total + 1))
        while share < 0.75, weight < 12 {
            weight += 0.7
            share *= 2
        }
        return weight
    }

    /// Pairs of neighbouring characters, signs and blanks left out, figures as one sign.
    private static func pairs(_ text: String) -> [UInt64] {
        var previous: UInt32?
        var pairs: [UInt64] = []
        for scalar in PlanText(text).glyphs where PlanHead.isHan(scalar) || PlanText.isLatin(scalar) {
            let value = PlanText.digit(scalar) == nil ? scalar.value : 48
            if let previous { pairs.append(UInt64(previous) << 32 | UInt64(value)) }
            previous = value
        }
        return pairs
    }
}
