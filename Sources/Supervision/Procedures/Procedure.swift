/// An ordered list of steps (工作流程), data that an office may change.
package struct Procedure: Hashable, Sendable, Codable {
    package var code: String
    package var name: String
    package var steps: [ProcedureStep]

    package init(code: String, name: String, steps: [ProcedureStep]) {
        self.code = code
        self.name = name
        self.steps = steps
    }

    package func step(_ code: String) -> ProcedureStep? { steps.first { $0.code == code } }

    /// What keeps it from being used, in Chinese; empty when nothing does.
    package func problems() -> [String] {
        var problems: [String] = []
        if steps.isEmpty { problems.append("流程还没有环节。") }
        if Set(steps.map(\.code)).count < steps.count { problems.append("环节代码重复。") }
        for step in steps {
            if step.code.isBlank || step.name.isBlank { problems.append("有环节没有代码或名称。") }
            if step.level == .campaign, step.condition != nil {
                problems.append("“\(step.name)”是整个项目的环节，不能附单位条件。")
            }
        }
        return problems
    }
}

/// One step of a procedure (环节).
package struct ProcedureStep: Hashable, Sendable, Codable {
    package var code: String
    package var name: String
    package var level: Level
    package var isOptional: Bool
    /// Which units it concerns; nil means all.
    package var condition: StepCondition?
    /// What must have been done before the step is complete.
    package var requires: [StepAct]
    /// The clock rule that starts with the step.
    package var clock: String?

    package init(
        _ code: String, _ name: String, level: Level = .unit, isOptional: Bool = false,
        condition: StepCondition? = nil, requires: [StepAct] = [], clock: String? = nil
    ) {
        self.code = code
        self.name = name
        self.level = level
        self.isOptional = isOptional
        self.condition = condition
        self.requires = requires
        self.clock = clock
    }

    package enum Level: String, Hashable, Sendable, Codable {
        case campaign, unit
    }
}

/// An act that a step may require.
package enum StepAct: String, Hashable, Sendable, Codable, CaseIterable {
    case training, selfAssessment, onSite, feedback, rectification, review, opinion, assignment, verification
    case closure, report

    package var label: String {
        switch self {
        case .training: "培训记录"
        case .selfAssessment: "提交自评"
        case .onSite: "提交实地评估"
        case .feedback: "反馈初步意见"
        case .rectification: "提交整改佐证"
        case .review: "提交复查评估"
        case .opinion: "送达督导意见书"
        case .assignment: "问题交办签收"
        case .verification: "核查"
        case .closure: "销号"
        case .report: "上报"
        }
    }
}
