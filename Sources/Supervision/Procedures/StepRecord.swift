/// What was written down about one step of one unit: a round of 视导, a visit, a 评估 or 验收 (环节记录).
package struct StepRecord: Hashable, Sendable {
    package var day: Day
    package var place: String
    /// Who took part, in words.
    package var participants: String
    package var text: String
    /// Nil for a record that judges nothing.
    package var verdict: Verdict?

    package init(
        day: Day, place: String = "", participants: String = "", text: String, verdict: Verdict? = nil
    ) {
        self.day = day
        self.place = place
        self.participants = participants
        self.text = text
        self.verdict = verdict
    }

    package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
        case passed, failed

        package var label: String {
            switch self {
            case .passed: "通过"
            case .failed: "未通过"
            }
        }
    }

    package static let textLimit = 4_000

    /// Which of a step's acts it does; refused when it does none of them or lacks what they need.
    ///
    /// A 未通过 stays on record and leaves the step open.
    package func acts(for step: ProcedureStep, on today: Day) throws(StepRecordRefusal) -> Set<StepAct> {
        guard step.requires.contains(where: \.isEachSteps) else { throw .takesNone(step.name) }
        guard day <= today else { throw .future(day) }
        guard !text.isBlank else { throw .empty }
        guard text.count <= StepRecord.textLimit, place.count <= 100, participants.count <= 500 else {
            throw .tooLong(StepRecord.textLimit)
        }
        var acts: Set<StepAct> = step.requires.contains(.stepRecord) ? [.stepRecord] : []
        if step.requires.contains(.verdict) {
            guard let verdict else { throw .verdictMissing(step.name) }
            if verdict == .passed { acts.insert(.verdict) }
        }
        return acts
    }
}

/// Why a record of a step is not taken.
package enum StepRecordRefusal: Refusal, Equatable {
    case takesNone(String)
    case future(Day)
    case empty
    case tooLong(Int)
    case verdictMissing(String)

    package var code: String {
        switch self {
        case .takesNone: "stepRecord.takesNone"
        case .future: "stepRecord.future"
        case .empty: "stepRecord.empty"
        case .tooLong: "stepRecord.tooLong"
        case .verdictMissing: "stepRecord.verdictMissing"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .takesNone: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .takesNone(let name): "“\(name)”不用填写环节记录，请按该环节的办理入口办理。"
        case .future(let day): "\(day.chinese)还没有到，办完之后再来记录。"
        case .empty: "请写明情况。"
        case .tooLong(let limit): "内容过长：情况请控制在\(limit)字以内，地点100字以内，参加人员500字以内。"
        case .verdictMissing(let name): "“\(name)”要有结论：请选择通过或未通过。"
        }
    }
}
