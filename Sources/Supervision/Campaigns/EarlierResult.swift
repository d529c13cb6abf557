/// What a unit came to in a campaign or a round before.
package struct UnitResult: Hashable, Sendable {
    package let campaign: String
    package let round: String
    package let grade: String
    package let day: Day

    package init(campaign: String, round: String, grade: String, day: Day) {
        self.campaign = campaign
        self.round = round
        self.grade = grade
        self.day = day
    }
}

/// What a stratum asks of earlier results, such as 薄弱园: graded 不合格 within three years, or findings still open.
package struct EarlierResult: Hashable, Sendable, Codable {
    /// Any of these; empty asks for no grade.
    package var grades: [String]
    /// The id of a campaign or the key of a round; empty for any.
    package var source: String
    /// How the source is called where the stratum is shown.
    package var sourceName: String
    /// Not longer ago than so many years before the campaign begins; nil for however long.
    package var years: Int?
    /// Asks for findings that are not closed.
    package var hasOpenFindings: Bool
    /// Whether grade or findings suffice; otherwise both must hold.
    package var isEither: Bool

    package init(
        grades: [String] = [], source: String = "", sourceName: String = "", years: Int? = nil,
        hasOpenFindings: Bool = false, isEither: Bool = false
    ) {
        self.grades = grades
        self.source = source
        self.sourceName = sourceName
        self.years = years
        self.hasOpenFindings = hasOpenFindings
        self.isEither = isEither
    }

    /// Of several results that could count, the last one does: who has become good is no longer weak.
    package func holds(for unit: UnitProfile, on day: Day? = nil) -> Bool {
        let asks = [
            grades.isEmpty ? nil : latest(of: unit, on: day).map { grades.contains($0.grade) } ?? false,
            hasOpenFindings ? unit.openFindings > 0 : nil,
        ].compactMap { $0 }
        return isEither && !asks.isEmpty ? asks.contains(true) : !asks.contains(false)
    }

    private func latest(of unit: UnitProfile, on day: Day?) -> UnitResult? {
        let first = years.flatMap { years in day?.adding(months: -12 * years) }
        return unit.results.filter { result in
            (source.isEmpty || result.campaign == source || result.round == source)
                && first.map { result.day >= $0 } ?? true
        }.max { ($0.day, $0.campaign) < ($1.day, $1.campaign) }
    }

    /// What it asks, in words.
    package var text: String {
        let origin = sourceName.isEmpty ? "以往督导" : "“\(sourceName)”"
        let since = years.map { "近\($0)年" } ?? ""
        let parts = [
            grades.isEmpty ? "" : "\(since)\(origin)结果为\(grades.joined(separator: "或"))",
            hasOpenFindings ? "有未销号问题" : "",
        ].filter { !$0.isEmpty }
        return parts.joined(separator: isEither ? "，或" : "，且")
    }
}
