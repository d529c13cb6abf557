/// Which units a step concerns: a small language, so that a subset is stated and not programmed.
package indirect enum StepCondition: Hashable, Sendable, Codable {
    case gradeIs([String])
    /// At least so many findings of this grade or worse; of any when nil.
    case findings(atLeast: Int, grade: Finding.Grade?)
    case tag(String)
    case stratum(String)
    /// Picked by the office, one by one.
    case chosen
    case any([StepCondition])
    case all([StepCondition])

    package func holds(for facts: UnitFacts) -> Bool {
        switch self {
        case .gradeIs(let grades): facts.grade.map(grades.contains) ?? false
        case .findings(let count, let grade):
            facts.findings.filter { $0 >= (grade ?? .ordinary) }.count >= count
        case .tag(let tag): facts.tags.contains(tag)
        case .stratum(let name): facts.stratum == name
        case .chosen: facts.isChosen
        case .any(let parts): parts.contains { $0.holds(for: facts) }
        case .all(let parts): parts.allSatisfy { $0.holds(for: facts) }
        }
    }

    package var text: String {
        switch self {
        case .gradeIs(let grades): "等次为\(grades.joined(separator: "或"))"
        case .findings(let count, let grade): "\(grade.map { "\($0.label)及以上" } ?? "")问题不少于\(count)个"
        case .tag(let tag): "带有“\(tag)”标签"
        case .stratum(let name): "属于“\(name)”层"
        case .chosen: "由督导室指定"
        case .any(let parts): parts.map(\.text).joined(separator: "，或")
        case .all(let parts): parts.map(\.text).joined(separator: "，且")
        }
    }
}

/// What a condition may ask about a unit in its campaign.
package struct UnitFacts: Hashable, Sendable {
    package var grade: String?
    package var findings: [Finding.Grade]
    package var tags: [String]
    package var stratum: String
    package var isChosen: Bool

    package init(
        grade: String? = nil, findings: [Finding.Grade] = [], tags: [String] = [], stratum: String = "",
        isChosen: Bool = false
    ) {
        self.grade = grade
        self.findings = findings
        self.tags = tags
        self.stratum = stratum
        self.isChosen = isChosen
    }
}
