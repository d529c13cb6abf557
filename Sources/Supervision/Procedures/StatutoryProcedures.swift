// The chain of 《教育督导条例》 (国务院令第624号) Articles 16 to 23. The regulation counts no days; those come from the
// rule packs.
extension Procedure {
    /// 综合督导: the whole chain, with the team's review of the opinion.
    package static let comprehensive = Procedure(
        code: "comprehensive", name: "综合督导流程（条例第十六至二十三条）",
        steps: beginning(feedbackClock: .feedbackComprehensive) + [
            ProcedureStep(
                "opinion", "评议与督导意见书", requires: [.teamReview, .opinion], clock: DeadlineRuleID.opinion.rawValue)
        ] + ending)

    /// 专项督导: the same chain; where the law asks for the team's consent, the opinion waits for it all the same.
    package static let special = Procedure(
        code: "special", name: "专项督导流程（条例第十六至二十三条）",
        steps: beginning(feedbackClock: .feedbackSpecial) + [
            ProcedureStep("opinion", "督导意见书", requires: [.opinion], clock: DeadlineRuleID.opinion.rawValue)
        ] + ending)

    /// From the plan to the unit's defence: Articles 16 to 20.
    private static func beginning(feedbackClock: DeadlineRuleID) -> [ProcedureStep] {
        [
            ProcedureStep("notice", "方案与通知", level: .campaign, requires: [.plan, .notice]),
            ProcedureStep("self", "自评", requires: [.selfAssessment]),
            ProcedureStep(
                "onsite", "现场督导",
                requires: [.onSite, .publicHearing, .parentHearing, .teacherHearing, .pupilHearing]),
            ProcedureStep("feedback", "反馈初步意见", requires: [.feedback], clock: feedbackClock.rawValue),
            ProcedureStep("defence", "申辩", requires: [.defence], clock: DeadlineRuleID.defence.rawValue),
        ]
    }

    /// From the opinion to publication, Articles 22 and 23; the report does not wait for the rectification.
    private static let ending = [
        ProcedureStep("rectify", "整改", requires: [.rectification]),
        ProcedureStep("verify", "核查销号", requires: [.verification, .closure]),
        ProcedureStep(
            "report", "督导报告", level: .campaign, requires: [.reportDocument], clock: DeadlineRuleID.report.rawValue,
            after: ["opinion"]),
        ProcedureStep("government", "报告本级政府", level: .campaign, requires: [.governmentReport]),
        ProcedureStep("filing", "报上一级备案", level: .campaign, requires: [.filing], after: ["report"]),
        ProcedureStep("publish", "公布", level: .campaign, requires: [.publication], after: ["report"]),
    ]
}
