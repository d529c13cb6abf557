/// How like two pieces of Chinese text are, by the pairs of characters that they share; rare pairs count more.
///
/// One mechanism for three uses: a row of the timetable and the item it belongs to, an item and its successor in a new
/// version of the document, this year's item and last year's.
package struct PlanLikeness: Sendable {
    /// Weight of each pair of characters, by how few texts hold it.
    private var weights: [UInt64: Double] = [:]
    private var total = 0

    /// `texts` are everything that will be compared: what most of them share says little.
    package init(_ texts: [String]) {
        var holders: [UInt64: Int] = [:]
        for text in texts {
            for pair in Set(PlanLikeness.pairs(text)) { holders[pair, default: 0] += 1 }
        }
        total = texts.count
        weights = holders.mapValues { PlanLikeness.weight(total: texts.count, holders: $0) }
    }

    /// 0 for nothing in common, 1 for the same pairs in the same shares.
    package func between(_ left: String, _ right: String) -> Double {
        PlanLikeness.cosine(vector(left), vector(right))
    }

    /// How much of a short text's pairs a longer one holds, from 0 to 1.
    package func held(_ short: String, by long: String) -> Double {
        let (own, other) = (vector(short), vector(long))
        let all = own.keys.sorted().reduce(0.0) { $0 + (own[$1] ?? 0) }
        guard all > 0 else { return 0 }
        return own.keys.sorted().reduce(0.0) { $0 + (other[$1] == nil ? 0 : own[$1] ?? 0) } / all
    }

    /// For each left text the right one that is most like it and at least `least`; nil where none is. A right text may be
    /// the answer several times.
    package func nearest(_ left: [String], to right: [String], least: Double) -> [Int?] {
        let vectors = right.map(vector)
        return left.map { text in
            let own = vector(text)
            var best: (index: Int, value: Double)?
            for (index, other) in vectors.enumerated() {
                let value = PlanLikeness.cosine(own, other)
                if value >= least, value > (best?.value ?? 0) { best = (index, value) }
            }
            return best?.index
        }
    }

    /// Pairs of texts that belong together, each text in one pair at most, the most alike first.
    package func pairs(_ left: [String], _ right: [String], least: Double) -> [(
        left: Int, right: Int, likeness: Double
    )] {
        let (lefts, rights) = (left.map(vector), right.map(vector))
        var all: [(left: Int, right: Int, likeness: Double)] = []
        for (index, one) in lefts.enumerated() {
            for (place, other) in rights.enumerated() {
                let value = PlanLikeness.cosine(one, other)
                if value >= least { all.append((index, place, value)) }
            }
        }
        var (takenLeft, takenRight) = (Set<Int>(), Set<Int>())
        return all.sorted { ($1.likeness, $0.left, $0.right) < ($0.likeness, $1.left, $1.right) }
            .filter {
                takenLeft.contains($0.left) || takenRight.contains($0.right)
                    ? false : (takenLeft.insert($0.left).inserted && takenRight.insert($0.right).inserted)
            }
            .sorted { $0.left < $1.left }
    }

    private func vector(_ text: String) -> [UInt64: Double] {
        var vector: [UInt64: Double] = [:]
        let unseen = PlanLikeness.weight(total: total, holders: 0)
        for pair in PlanLikeness.pairs(text) { vector[pair, default: 0] += weights[pair] ?? unseen }
        return vector
    }

    private static func cosine(_ left: [UInt64: Double], _ right: [UInt64: Double]) -> Double {
        let (small, large) = left.count <= right.count ? (left, right) : (right, left)
        // Sorted keys: the same sum in the same order, whatever a dictionary's order is.
        let dot = small.keys.sorted().reduce(0.0) { $0 + (small[$1] ?? 0) * (large[$1] ?? 0) }
        let length = norm(left) * norm(right)
        return length > 0 ? min(1, dot / length) : 0
    }

    private static func norm(_ vector: [UInt64: Double]) -> Double {
        vector.keys.sorted().reduce(0.0) { $0 + (vector[$1] ?? 0) * (vector[$1] ?? 0) }.squareRoot()
    }

    private static func weight(total: Int, holders: Int) -> Double {
        // 1 + ln((total + 1) / (holders + 1)) without a logarithm: halvings of the share are enough of a scale.
        var (weight, share) = (1.0, Double(holders + 1) / Double(total + 1))
        while share < 0.75, weight < 12 {
            weight += 0.7
            share *= 2
        }
        return weight
    }

    /// Pairs of neighbouring characters, signs and blanks left out, digits as one sign.
    private static func pairs(_ text: String) -> [UInt64] {
        var previous: UInt32?
        var pairs: [UInt64] = []
        for scalar in PlanText(text).glyphs where scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        {
            let value = PlanText.digit(scalar) == nil ? scalar.value : 48
            if let previous { pairs.append(UInt64(previous) << 32 | UInt64(value)) }
            previous = value
        }
        return pairs
    }
}
