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
    /// Codes of the steps that it waits for; nil for the one right before it.
    package var after: [String]?
    /// How long it may take, where the office says so.
    package var term: StepTerm?

    package init(
        _ code: String, _ name: String, level: Level = .unit, isOptional: Bool = false,
        condition: StepCondition? = nil, requires: [StepAct] = [], clock: String? = nil, after: [String]? = nil,
        term: StepTerm? = nil
    ) {
        self.code = code
        self.name = name
        self.level = level
        self.isOptional = isOptional
        self.condition = condition
        self.requires = requires
        self.clock = clock
        self.after = after
        self.term = term
    }

    package enum Level: String, Hashable, Sendable, Codable {
        case campaign, unit
    }
}

/// How long a step may take, counted from the day on which it begins.
package struct StepTerm: Hashable, Sendable, Codable {
    package var count: Int
    package var isWorking: Bool

    package init(_ count: Int, isWorking: Bool) {
        self.count = count
        self.isWorking = isWorking
    }

    package var term: Term { isWorking ? .workingDays(count) : .calendarDays(count) }
}
