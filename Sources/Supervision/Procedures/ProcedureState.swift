/// Where the campaign, or one of its units, stands in the procedure.
package struct ProcedureState: Hashable, Sendable, Codable {
    package let level: ProcedureStep.Level
    /// One for each step of the procedure, also of the other level, whose place stays `pending`.
    package internal(set) var steps: [Status]
    /// Why a step was skipped, by its code.
    package internal(set) var reasons: [String: String]

    package init(_ procedure: Procedure, level: ProcedureStep.Level) {
        self.level = level
        steps = Array(repeating: .pending, count: procedure.steps.count)
        reasons = [:]
    }

    package enum Status: String, Hashable, Sendable, Codable {
        case pending, started, done, skipped, exempt

        package var isSettled: Bool {
            switch self {
            case .pending, .started: false
            case .done, .skipped, .exempt: true
            }
        }

        package var label: String {
            switch self {
            case .pending: "未开始"
            case .started: "进行中"
            case .done: "已完成"
            case .skipped: "已略过"
            case .exempt: "不涉及"
            }
        }
    }
}

/// Why a step would not move.
package enum ProcedureRefusal: Refusal, Equatable {
    case unknownStep(String)
    case otherLevel(String)
    case tooEarly(String, waitingFor: String)
    case wrongStatus(String, ProcedureState.Status)
    case notOptional(String)
    case reasonMissing(String)
    case notConcerned(String)
    case concerned(String)
    case actsMissing(String, [StepAct])

    package var code: String {
        switch self {
        case .unknownStep: "procedure.unknownStep"
        case .otherLevel: "procedure.otherLevel"
        case .tooEarly: "procedure.tooEarly"
        case .wrongStatus: "procedure.wrongStatus"
        case .notOptional: "procedure.notOptional"
        case .reasonMissing: "procedure.reasonMissing"
        case .notConcerned: "procedure.notConcerned"
        case .concerned: "procedure.concerned"
        case .actsMissing: "procedure.actsMissing"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .unknownStep: .notFound
        case .otherLevel, .reasonMissing: .invalid
        default: .conflict
        }
    }

    package var message: String {
        switch self {
        case .unknownStep(let code): "流程里没有“\(code)”这一环节。"
        case .otherLevel(let name): "“\(name)”不在这一层办理。"
        case .tooEarly(let name, let other): "“\(other)”还没有完成，不能进入“\(name)”。"
        case .wrongStatus(let name, let status): "“\(name)”\(status.label)，不能这样办理。"
        case .notOptional(let name): "“\(name)”是必经环节，不能略过。"
        case .reasonMissing(let name): "略过“\(name)”请写明理由。"
        case .notConcerned(let name): "按流程条件，该单位不涉及“\(name)”。"
        case .concerned(let name): "按流程条件，该单位须经过“\(name)”，不能免除。"
        case .actsMissing(let name, let acts): "完成“\(name)”还缺：\(acts.map(\.label).joined(separator: "、"))。"
        }
    }
}
