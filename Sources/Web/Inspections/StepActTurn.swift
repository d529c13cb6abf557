import Store
import Supervision

extension StepAct {
    /// Whose turn it is.
    var actors: Set<Role> {
        switch self {
        case .selfAssessment, .assignment, .rectification: Role.unit
        case .onSite, .review: Role.team
        case .feedback, .publicHearing, .parentHearing, .teacherHearing, .pupilHearing, .stepRecord, .teamReview,
            .verdict:
            Role.office.union(Role.team)
        case .defence: Role.unit.union(Role.office)
        default: Role.office
        }
    }

    var waitedFor: String {
        switch self {
        case .selfAssessment, .assignment, .rectification: "单位"
        case .onSite, .review, .feedback, .publicHearing, .parentHearing, .teacherHearing, .pupilHearing, .teamReview,
            .stepRecord:
            "督导组"
        case .defence: "单位和督导室"
        default: "督导室"
        }
    }

    /// What the person does, as a button says it.
    var todo: String {
        switch self {
        case .selfAssessment: "填写自评"
        case .onSite: "开展实地评估"
        case .review: "开展重点复查"
        case .feedback: "反馈初步意见"
        case .defence: "办理申辩"
        case .teamReview: "评议督导意见书"
        case .opinion: "起草并送达督导意见书"
        case .assignment: "签收问题"
        case .rectification: "整改并提交佐证"
        case .verification: "核查整改"
        case .closure: "核查并销号"
        case .verdict: "记录评估结论"
        default: label
        }
    }

    func path(of id: InspectionID) -> String {
        switch self {
        case .selfAssessment: InspectionPaths.assessment("self", id)
        case .onSite: InspectionPaths.assessment("on-site", id)
        case .review: InspectionPaths.assessment("review", id)
        case .feedback, .opinion, .defence, .teamReview: InspectionPaths.opinion(id)
        case .publicHearing, .parentHearing, .teacherHearing, .pupilHearing: InspectionPaths.hearings(id)
        case .stepRecord, .verdict: InspectionPaths.records(id)
        default: InspectionPaths.findings(id)
        }
    }
}

extension StepAct {
    /// Whether the office writes down by hand that it was done; the others come of what is done elsewhere.
    var isNotedByHand: Bool {
        [.plan, .training, .report, .governmentReport, .filing].contains(self)
    }

    /// What is asked for besides the day.
    var asks: [(name: String, label: String, isRequired: Bool)] {
        switch self {
        case .plan: [("place", "批准机关", true), ("note", "方案名称或文号", true)]
        case .training: [("place", "地点", false), ("note", "说明", false)]
        case .governmentReport: [("place", "报送的政府", true), ("note", "报送文号或批示", false)]
        case .filing: [("place", "备案机关", true), ("note", "备案回执（文号或日期）", true)]
        default: [("place", "报送单位", false), ("note", "说明", false)]
        }
    }
}
