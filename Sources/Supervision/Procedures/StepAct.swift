/// An act that a step may require.
package enum StepAct: String, Hashable, Sendable, Codable, CaseIterable {
    // The whole campaign's.
    case plan, notice, training, report, reportDocument, governmentReport, filing, publicNotice, publication
    // Each unit's.
    case selfAssessment, onSite, publicHearing, parentHearing, teacherHearing, pupilHearing, feedback, defence
    case teamReview, opinion, assignment, rectification, verification, closure, review, stepRecord, verdict

    package var label: String {
        switch self {
        case .plan: "督导方案批准"
        case .notice: "送达督导通知"
        case .training: "培训记录"
        case .report: "上报"
        case .reportDocument: "签发督导报告"
        case .governmentReport: "报告本级政府"
        case .filing: "报上一级备案"
        case .publicNotice: "公示期满"
        case .publication: "公布督导报告"
        case .selfAssessment: "提交自评"
        case .onSite: "提交实地评估"
        case .publicHearing: "征求公众意见"
        case .parentHearing: "听取家长意见"
        case .teacherHearing: "听取教师意见"
        case .pupilHearing: "听取学生意见"
        case .feedback: "反馈初步意见"
        case .defence: "申辩办结"
        case .teamReview: "督导组评议通过"
        case .opinion: "送达督导意见书"
        case .assignment: "问题交办签收"
        case .rectification: "提交整改佐证"
        case .verification: "核查"
        case .closure: "销号"
        case .review: "提交复查评估"
        case .stepRecord: "填写环节记录"
        case .verdict: "记录评估结论（通过）"
        }
    }

    /// Whether it is done once for the campaign or by each unit.
    package var level: ProcedureStep.Level {
        switch self {
        case .plan, .notice, .training, .report, .reportDocument, .governmentReport, .filing, .publicNotice,
            .publication:
            .campaign
        default: .unit
        }
    }

    /// Whether each step that asks for it has one of its own, so that several steps may ask.
    package var isEachSteps: Bool { self == .stepRecord || self == .verdict }

    /// What has to come in the same step or before it; any one of them is enough, and none means nothing.
    package var needs: [StepAct] {
        switch self {
        case .defence, .teamReview, .opinion: [.feedback]
        case .rectification, .verification, .closure: []
        case .governmentReport, .filing, .publication: [.reportDocument]
        default: []
        }
    }

    /// Hearings that 《教育督导条例》 Article 19 asks for.
    package static let hearings: [StepAct] = [.publicHearing, .parentHearing, .teacherHearing, .pupilHearing]
}

/// What was done for a unit or a campaign, as far as steps may require it.
package struct ProcedureActs: Hashable, Sendable {
    /// What is done once.
    package var once: Set<StepAct>
    /// What belongs to one step, by the step's code.
    package var bySteps: [String: Set<StepAct>]

    package init(_ once: Set<StepAct> = [], bySteps: [String: Set<StepAct>] = [:]) {
        self.once = once
        self.bySteps = bySteps
    }

    /// What counts for one step.
    package func of(_ step: ProcedureStep) -> Set<StepAct> {
        once.filter { !$0.isEachSteps }.union(bySteps[step.code] ?? [])
    }

    /// What a step still asks for.
    package func missing(_ step: ProcedureStep) -> [StepAct] {
        let done = of(step)
        return step.requires.filter { !done.contains($0) }
    }
}
