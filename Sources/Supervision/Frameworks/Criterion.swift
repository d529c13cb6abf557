/// A leaf of a framework (观测点): what is looked at, how it is judged and on what ground.
package struct Criterion: Hashable, Sendable {
    package var kind: Kind
    package var requiresEvidence: Bool
    /// The clause or document that it stands on.
    package var basis: String
    /// What to look for (观察要点).
    package var guidance: String
    /// How to look, such as 查阅资料 (评估方法).
    package var method: String
    package var applicability: Applicability

    package init(
        _ kind: Kind, requiresEvidence: Bool = false, basis: String = "", guidance: String = "", method: String = "",
        applicability: Applicability = Applicability()
    ) {
        self.kind = kind
        self.requiresEvidence = requiresEvidence
        self.basis = basis
        self.guidance = guidance
        self.method = method
        self.applicability = applicability
    }

    /// How a criterion is answered.
    package enum Kind: Hashable, Sendable {
        /// A mark between 0 and `max`, turned into the node's weight in proportion.
        case scored(max: Points)
        case graded([Level])
        case yesNo
        /// A number; with a target it earns its share of it, without one it is only recorded.
        case counted(unit: String, target: Points?)
        /// 一票否决: when it applies, the grade is no better than `cap`, or the lowest band.
        case veto(cap: String?)
    }

    /// One step of a graded criterion.
    package struct Level: Hashable, Sendable, Codable {
        package let name: String
        /// Percent of the node's weight.
        package let share: Points

        package init(_ name: String, _ share: Points) {
            self.name = name
            self.share = share
        }
    }
}

/// Which units a criterion concerns; an empty list means all.
package struct Applicability: Hashable, Sendable, Codable {
    package var kinds: [String]
    package var stages: [String]

    package init(kinds: [String] = [], stages: [String] = []) {
        self.kinds = kinds
        self.stages = stages
    }

    package func includes(_ unit: UnitProfile) -> Bool {
        (kinds.isEmpty || kinds.contains(unit.kind))
            && (stages.isEmpty || stages.contains(where: unit.stages.contains))
    }
}

extension Criterion.Kind {
    /// The name that the table and the pages show.
    package var label: String {
        switch self {
        case .scored: "评分"
        case .graded: "等级"
        case .yesNo: "是否"
        case .counted: "计数"
        case .veto: "一票否决"
        }
    }

    /// Whether it earns marks; a veto and a count without target never do.
    package var earns: Bool {
        switch self {
        case .scored, .graded, .yesNo: true
        case .counted(_, let target): target != nil
        case .veto: false
        }
    }
}

extension Criterion.Level {
    /// Reads one level a line, such as `好=100`; nil when a line is none.
    package static func read(_ text: String) -> [Criterion.Level]? {
        ListText.levels(text.split(whereSeparator: \.isNewline).joined(separator: "；"))
    }

    /// One level a line, as `read` takes it.
    package static func text(_ levels: [Criterion.Level]) -> String {
        levels.map { "\($0.name)=\($0.share.text)" }.joined(separator: "\n")
    }
}
