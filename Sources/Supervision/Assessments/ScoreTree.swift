/// What an assessment comes to, node by node.
package struct ScoreTree: Hashable, Sendable {
    package let nodes: [ScoreNode]
    /// Marks so far; what is not answered is missing, never zero.
    package let score: Score
    /// Full marks of all that concerns the unit.
    package let maximum: Score
    /// The band that the share of full marks earns, before vetoes; nil while incomplete.
    package let earnedGrade: String?
    /// The grade with vetoes in force; nil while incomplete.
    package let grade: String?
    package let vetoes: [Veto]
    package let progress: Progress

    /// A veto that applies, and the best grade it leaves.
    package struct Veto: Hashable, Sendable {
        package let criterion: String
        package let title: String
        package let cap: String
    }

    /// How far the answers have come.
    package struct Progress: Hashable, Sendable {
        package let answered: Int
        package let total: Int
        /// Numbers of the criteria without an answer, in the order of the tree.
        package let missing: [String]
        /// Numbers of the criteria that require evidence and have none.
        package let missingEvidence: [String]
    }

    package var isComplete: Bool { progress.missing.isEmpty }

    /// Marks as a part of full marks; nil when nothing concerns the unit.
    package var share: Score? { score.divided(by: maximum) }

    package func node(_ number: String) -> ScoreNode? {
        nodes.lazy.compactMap { $0.find(number) }.first
    }
}

/// One node's marks and how they came about.
package struct ScoreNode: Hashable, Sendable {
    package let number: String
    package let title: String
    package let weight: Points
    /// Nil when nothing below is answered, or nothing earns marks.
    package let score: Score?
    /// Zero when the node does not concern the unit.
    package let maximum: Score
    package let reason: ScoreReason
    package let children: [ScoreNode]

    package func find(_ number: String) -> ScoreNode? {
        self.number == number ? self : children.lazy.compactMap { $0.find(number) }.first
    }
}

/// How a node's marks came about.
package enum ScoreReason: Hashable, Sendable {
    case points(Points, of: Points, weight: Points)
    case level(String, percent: Points, weight: Points)
    case yes(Bool, weight: Points)
    case count(Points, unit: String, target: Points?, weight: Points)
    case veto(Bool)
    case sum([Part])
    case notApplicable(String)
    case missing

    package struct Part: Hashable, Sendable {
        package let number: String
        package let score: Score?
        package let maximum: Score
    }

    /// One line for people, such as `得4分／满分5分 × 分值10分`.
    package var text: String {
        switch self {
        case .points(let value, let max, let weight):
            max == weight
                ? "得\(value.text)分（满分\(max.text)分）" : "得\(value.text)分 ÷ 满分\(max.text)分 × 分值\(weight.text)分"
        case .level(let name, let percent, let weight): "“\(name)”得分比例\(percent.text)% × 分值\(weight.text)分"
        case .yes(let flag, .zero): flag ? "是，只记录，不计分" : "否，只记录，不计分"
        case .yes(let flag, let weight): flag ? "“是”得满分\(weight.text)分" : "“否”不得分（分值\(weight.text)分）"
        case .count(let value, let unit, let target?, let weight):
            "\(value.text)\(unit) ÷ 目标\(target.text)\(unit)（至多1） × 分值\(weight.text)分"
        case .count(let value, let unit, nil, _): "\(value.text)\(unit)，只记录，不计分"
        case .veto(let applies): applies ? "触发一票否决" : "未触发一票否决"
        case .sum(let parts): ScoreReason.text(parts)
        case .notApplicable(let why): "不适用：\(why)"
        case .missing: "尚未作答"
        }
    }

    private static func text(_ parts: [Part]) -> String {
        parts.filter { $0.maximum > .zero }
            .map { "\($0.number)：\($0.score.map { $0.formatted() } ?? "未答")／\($0.maximum.formatted())" }
            .joined(separator: " ＋ ")
    }
}
