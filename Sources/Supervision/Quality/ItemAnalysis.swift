/// How one item of a paper worked: difficulty, and whether it tells strong pupils from weak ones.
package struct ItemAnalysis: Hashable, Sendable, Codable {
    package let name: String
    package let fullMark: Points
    package let count: Int
    /// P: the mean share of the full mark, 0 to 1; the higher, the easier.
    package let difficulty: Double
    /// D: P of the upper 27 % by total less P of the lower 27 %; nil for fewer than two pupils.
    package let discrimination: Double?
    /// The correlation of the item with the rest of the paper; nil where either is the same for all.
    package let correlation: Double?

    /// `answers` are the pupils who have a mark for this item: their mark and their total.
    ///
    /// Pupils of equal total at the edge of a group count in it by the share for which there is room, so no order of the
    /// rows changes D.
    package init?(_ name: String, fullMark: Points, _ answers: [(item: Points, total: Points)]) {
        guard !answers.isEmpty, fullMark.scaled > 0 else { return nil }
        self.name = name
        self.fullMark = fullMark
        count = answers.count
        let full = Double(fullMark.scaled)
        difficulty = Double(answers.reduce(Int128(0)) { $0 + Int128($1.item.scaled) }) / Double(count) / full
        let size = max(1, (answers.count * 27 + 50) / 100)
        let groups = Dictionary(grouping: answers, by: \.total).sorted { $0.key < $1.key }.map { _, pupils in
            (count: pupils.count, sum: pupils.reduce(Int128(0)) { $0 + Int128($1.item.scaled) })
        }
        let (low, high) = (ItemAnalysis.mean(of: size, groups), ItemAnalysis.mean(of: size, groups.reversed()))
        discrimination = count < 2 ? nil : (high - low) / full
        correlation = ItemAnalysis.correlation(
            answers.map { Double($0.item.scaled) }, answers.map { Double($0.total.scaled - $0.item.scaled) })
    }

    private static func mean(of size: Int, _ groups: some Sequence<(count: Int, sum: Int128)>) -> Double {
        var (left, sum) = (size, 0.0)
        for group in groups where left > 0 {
            let taken = min(left, group.count)
            sum += Double(group.sum) * Double(taken) / Double(group.count)
            left -= taken
        }
        return sum / Double(size)
    }

    private static func correlation(_ left: [Double], _ right: [Double]) -> Double? {
        let count = Double(left.count)
        let (leftMean, rightMean) = (left.reduce(0, +) / count, right.reduce(0, +) / count)
        var (cross, leftSquare, rightSquare) = (0.0, 0.0, 0.0)
        for (one, other) in zip(left, right) {
            cross += (one - leftMean) * (other - rightMean)
            leftSquare += (one - leftMean) * (one - leftMean)
            rightSquare += (other - rightMean) * (other - rightMean)
        }
        guard Set(left).count > 1, Set(right).count > 1 else { return nil }
        return cross / (leftSquare * rightSquare).squareRoot()
    }
}

/// Which schools a comparison hides, so that no pupil's result can be told from it.
package enum SmallGroups {
    package static let usual = 10
    package static let range = 5...50

    /// The places in `counts` (pupils of each school) that are hidden.
    ///
    /// Those below `least`, and then the smallest of the others until nobody can work one out from the total: at least
    /// two are hidden, and whoever of them knows its own figures still leaves `least` pupils among the rest. Where even all of
    /// them leave fewer, all are hidden, and `QualitySummary.mean(beside:least:)` keeps the total from them as well.
    package static func hidden(_ counts: [Int], least: Int) -> Set<Int> {
        var hidden = Set(counts.indices.filter { counts[$0] > 0 && counts[$0] < least })
        guard !hidden.isEmpty else { return [] }
        let others = counts.indices.filter { counts[$0] >= least }.sorted { (counts[$0], $0) < (counts[$1], $1) }
        for next in others {
            let sizes = hidden.map { counts[$0] }
            if sizes.count >= 2, sizes.reduce(0, +) - (sizes.max() ?? 0) >= least { break }
            hidden.insert(next)
        }
        return hidden
    }
}
