/// Which item of one version of a document is which of another.
package enum PlanItemMatch {
    package struct Words: Hashable, Sendable {
        let title: String
        let text: String

        package init(_ title: String, _ text: String) {
            self.title = title
            self.text = text
        }

        /// The title counts twice: it changes less than what is said under it.
        fileprivate var whole: String { title + title + text }
    }

    /// Below it two items are different ones.
    package static let least = 0.5

    /// Pairs of places, each item in one pair at most: those of the same title, then those that are most alike.
    package static func pairs(_ old: [Words], _ new: [Words]) -> [(old: Int, new: Int)] {
        var free = Set(new.indices)
        var left: [Int] = []
        var pairs: [(old: Int, new: Int)] = []
        for before in old.indices {
            let title = old[before].title.visible
            let after = title.isEmpty ? nil : new.indices.first { free.contains($0) && new[$0].title.visible == title }
            if let after {
                free.remove(after)
                pairs.append((before, after))
            } else {
                left.append(before)
            }
        }
        let right = free.sorted()
        guard !left.isEmpty, !right.isEmpty else { return pairs }
        let likeness = PlanLikeness((old + new).map(\.whole))
        pairs += likeness.pairs(left.map { old[$0].whole }, right.map { new[$0].whole }, least: least)
            .map { (left[$0.left], right[$0.right]) }
        return pairs.sorted { $0.old < $1.old }
    }
}
