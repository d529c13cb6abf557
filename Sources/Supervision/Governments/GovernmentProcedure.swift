extension Procedure {
    /// 政府履行教育职责评价: self-report by departments, on-site, feedback, rectification, report; domain.md §9 and §1.
    package static let governmentDuty = Procedure(
        code: "government-duty", name: "政府履行教育职责评价流程",
        steps: [
            ProcedureStep("self", "部门分工与自评", requires: [.selfAssessment]),
            ProcedureStep("onsite", "实地督查", requires: [.onSite]),
            ProcedureStep("feedback", "意见反馈", requires: [.feedback, .opinion], clock: "feedback-comprehensive"),
            ProcedureStep("rectify", "整改落实", requires: [.rectification, .closure], clock: "rectification-report"),
            ProcedureStep("report", "报告本级政府并公示", level: .campaign, requires: [.report]),
        ])
}
