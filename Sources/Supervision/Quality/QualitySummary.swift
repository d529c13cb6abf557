/// One subject of a grade in one county, as the scores tell it.
package struct QualitySummary: Hashable, Sendable, Codable {
    package let scores: ScoreSummary
    /// The between-school share to six digits, for people; nil where it says nothing.
    package let between: String?
    /// Decided before rounding.
    package let isWithin: Bool?
    package let items: [ItemAnalysis]
    /// By code.
    package let schools: [SchoolMean]

    package var computed: QualityJudgement.Computed { .init(level: scores.level, isWithin: isWithin) }

    /// A pupil's paper in one subject.
    package struct Paper: Hashable, Sendable {
        package let school: String
        package let score: Points
        /// Marks of the items by their names; none where only the score is known.
        package let items: [String: Points]
        /// With which the pupil was drawn; nil where nobody knows.
        package let chance: Chance?

        package init(school: String, score: Points, items: [String: Points] = [:], chance: Chance? = .certain) {
            (self.school, self.score, self.items, self.chance) = (school, score, items, chance)
        }
    }

    /// Nil without papers; `items` are those of the paper with their full marks, in its order.
    ///
    /// Where some chance is not known nothing is weighted at all.
    package init?(_ papers: [Paper], of subject: QualitySubject, items: [(name: String, fullMark: Points)] = []) {
        let chances = papers.compactMap(\.chance)
        let known = chances.count == papers.count ? chances : nil
        guard let scores = ScoreSummary(papers.map(\.score), chances: known, of: subject) else { return nil }
        self.scores = scores
        let groups = Dictionary(grouping: papers, by: \.school).sorted { $0.key < $1.key }
        let share = BetweenShare(groups.map { $0.value.map(\.score) })
        between = share.map { $0.value.formatted(digits: 6) }
        isWithin = share?.isWithin
        schools = groups.compactMap { SchoolMean(code: $0.key, $0.value.map(\.score), of: subject) }
        self.items = items.compactMap { item in
            ItemAnalysis(
                item.name, fullMark: item.fullMark,
                papers.compactMap { paper in paper.items[item.name].map { ($0, paper.score) } })
        }
    }

    /// Schools as others may see them: small ones, and those by which they could be worked out, without figures.
    package func compared(least: Int) -> (shown: [SchoolMean], hidden: Set<String>) {
        let hidden = SmallGroups.hidden(schools.map(\.count), least: least)
        return (
            schools.indices.filter { !hidden.contains($0) }.map { schools[$0] }, Set(hidden.map { schools[$0].code })
        )
    }

    /// The mean of all as a school may see it beside its own: only where at least `least` others are in it.
    ///
    /// Hiding schools is not enough: where all are too small, or only two are left, one works the other out from the total.
    package func mean(beside code: String, least: Int) -> Double? {
        let own = schools.first { $0.code == code }?.count ?? 0
        return scores.count - own >= least ? scores.mean : nil
    }
}
