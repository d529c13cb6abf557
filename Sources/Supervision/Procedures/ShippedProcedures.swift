extension Procedure {
    /// 宣传培训→全面自评→实地督导→督评反馈→落实整改→重点复查, as 镇教督〔2020〕2号 item 8 names it.
    package static let kindergarten = Procedure(
        code: "kindergarten", name: "幼儿园办园行为督导评估流程",
        steps: [
            ProcedureStep("training", "宣传培训", level: .campaign, requires: [.training]),
            ProcedureStep("self", "全面自评", requires: [.selfAssessment]),
            ProcedureStep("onsite", "实地督导", requires: [.onSite]),
            ProcedureStep("feedback", "督评反馈", requires: [.feedback, .opinion], clock: "feedback-special"),
            ProcedureStep("rectify", "落实整改", requires: [.rectification, .closure], clock: "rectification-report"),
            ProcedureStep(
                "review", "重点复查",
                condition: .any([.gradeIs(["不合格"]), .findings(atLeast: 1, grade: .grave), .chosen]),
                requires: [.review]),
        ])

    /// A 督政 case: a problem from above, handed down, put right, verified, closed and reported.
    package static let governmentCase = Procedure(
        code: "government-case", name: "督政问题交办流程",
        steps: [
            ProcedureStep("assign", "问题交办", requires: [.assignment]),
            ProcedureStep("rectify", "整改", requires: [.rectification]),
            ProcedureStep("verify", "核查", requires: [.verification]),
            ProcedureStep("close", "销号", requires: [.closure]),
            ProcedureStep("report", "上报", level: .campaign, requires: [.report]),
        ])

    /// What comes with the program; an office copies one and changes the copy.
    package static let shipped = [
        kindergarten, comprehensive, special, accompanying, unannounced, unannouncedCheck, onDemand, consultation,
        creation,
        lookBack, governmentCase, governmentDuty,
    ]
}
