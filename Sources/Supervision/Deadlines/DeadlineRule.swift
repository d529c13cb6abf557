/// A time limit that a regulation sets for one step, as it holds in one jurisdiction.
///
/// Rules are data: the same step has other days, another day kind or another start elsewhere.
package struct DeadlineRule: Hashable, Sendable {
    package let id: DeadlineRuleID
    package let jurisdiction: Jurisdiction
    /// The event after whose day the count begins.
    package let trigger: DeadlineTrigger
    package let term: Term
    package let clause: Clause
    package let source: SourceMark
    /// When the regulation is in force; a trigger before it has no rule.
    package let validity: Period

    package var name: String { id.label }
}

/// A step that may have a time limit; the raw value is its name on the command line and in stored rows.
package enum DeadlineRuleID: String, CaseIterable, Sendable, Codable {
    case feedbackSpecial = "feedback-special"
    case feedbackComprehensive = "feedback-comprehensive"
    case defence
    case opinion
    case rectificationReport = "rectification-report"
    case reviewRequest = "review-request"
    case reviewDecision = "review-decision"
    case report
    case accountabilityInquiry = "accountability-inquiry"
    case accountabilityReviewRequest = "accountability-review-request"
    case accountabilityReviewDecision = "accountability-review-decision"
    case accountabilityAppeal = "accountability-appeal"
    case accountabilityAppealDecision = "accountability-appeal-decision"

    package var label: String {
        switch self {
        case .feedbackSpecial: "反馈初步督导意见（专项督导）"
        case .feedbackComprehensive: "反馈初步督导意见（综合督导）"
        case .defence: "被督导单位申辩"
        case .opinion: "作出督导意见书"
        case .rectificationReport: "报告整改情况"
        case .reviewRequest: "申请复核（复查）"
        case .reviewDecision: "作出复核（复查）结论"
        case .report: "提交督导报告"
        case .accountabilityInquiry: "成立问责调查认定工作组"
        case .accountabilityReviewRequest: "对问责决定申请复核"
        case .accountabilityReviewDecision: "作出问责复核决定"
        case .accountabilityAppeal: "对问责决定申诉"
        case .accountabilityAppealDecision: "作出问责申诉处理决定"
        }
    }
}

/// The event that starts a clock.
package enum DeadlineTrigger: String, CaseIterable, Sendable, Codable {
    case assessmentEnded = "assessment-ended"
    case feedbackGiven = "feedback-given"
    case feedbackReceived = "feedback-received"
    case supervisionEnded = "supervision-ended"
    case opinionReceived = "opinion-received"
    case rectificationEnded = "rectification-ended"
    case reviewRequestReceived = "review-request-received"
    case accountabilityDecisionReceived = "accountability-decision-received"
    case accountabilityReviewReceived = "accountability-review-received"
    case accountabilityAppealReceived = "accountability-appeal-received"

    package var label: String {
        switch self {
        case .assessmentEnded: "评议结束"
        case .feedbackGiven: "反馈初步督导意见"
        case .feedbackReceived: "收到初步督导意见"
        case .supervisionEnded: "督导结束"
        case .opinionReceived: "收到督导意见书（督导结论）"
        case .rectificationEnded: "整改结束"
        case .reviewRequestReceived: "收到复核（复查）申请"
        case .accountabilityDecisionReceived: "收到问责决定"
        case .accountabilityReviewReceived: "收到问责复核决定（未申请复核的，收到问责决定）"
        case .accountabilityAppealReceived: "收到问责申诉"
        }
    }
}
