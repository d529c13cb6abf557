/// Carries a division of indicators over to the next version of a standard.
package enum IndicatorCarry {
    /// Which criterion of the new version stands for which of the old one, by number.
    ///
    /// The same title under the same number stays; a title that moved is followed as long as it is unique in both. What
    /// was renamed, split or dropped is left to people: it is in neither key nor value.
    package static func matches(
        old: [(number: String, title: String)], new: [(number: String, title: String)]
    ) -> [String: String] {
        let oldCount = counted(old)
        let newCount = counted(new)
        let places = Dictionary(new.map { (key($0.title), $0.number) }, uniquingKeysWith: { first, _ in first })
        let titles = Dictionary(new.map { ($0.number, key($0.title)) }, uniquingKeysWith: { first, _ in first })
        var matches: [String: String] = [:]
        for criterion in old {
            let title = key(criterion.title)
            if titles[criterion.number] == title {
                matches[criterion.number] = criterion.number
            } else if oldCount[title] == 1, newCount[title] == 1, let place = places[title] {
                matches[criterion.number] = place
            }
        }
        return matches
    }

    private static func counted(_ criteria: [(number: String, title: String)]) -> [String: Int] {
        criteria.reduce(into: [:]) { $0[key($1.title), default: 0] += 1 }
    }

    /// Spaces do not tell two titles apart.
    private static func key(_ title: String) -> String { title.filter { !$0.isWhitespace } }
}
