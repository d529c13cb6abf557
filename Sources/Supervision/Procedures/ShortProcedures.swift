// Ways of supervising that need no assessment, and the rounds of 创建评估.
extension Procedure {
    /// 随访督导: somebody comes along, writes down what there was, and what was found is put right.
    package static let accompanying = Procedure(
        code: "accompanying", name: "随访督导流程",
        steps: [
            ProcedureStep("visit", "到校随访", requires: [.stepRecord]),
            ProcedureStep("rectify", "整改销号", condition: .findings(atLeast: 1, grade: nil), requires: [.closure]),
        ])

    /// 暗访: nobody is told before.
    package static let unannounced = Procedure(
        code: "unannounced", name: "暗访督导流程",
        steps: [
            ProcedureStep("visit", "现场暗访", requires: [.stepRecord]),
            ProcedureStep("talk", "当面反馈", requires: [.stepRecord]),
            ProcedureStep("rectify", "整改销号", condition: .findings(atLeast: 1, grade: nil), requires: [.closure]),
        ])

    /// 按需督导: the school asks, the office answers; 镇教督〔2020〕2号 item 6 names it.
    package static let onDemand = Procedure(
        code: "on-demand", name: "按需督导流程",
        steps: [
            ProcedureStep("request", "学校提出需求", requires: [.stepRecord]),
            ProcedureStep("diagnosis", "到校诊断", requires: [.stepRecord]),
            ProcedureStep("advice", "反馈建议", requires: [.stepRecord]),
            ProcedureStep("return", "跟踪回访", isOptional: true, requires: [.stepRecord]),
        ])

    /// 协商督导: school and office settle together what is looked at.
    package static let consultation = Procedure(
        code: "consultation", name: "协商督导流程",
        steps: [
            ProcedureStep("agenda", "协商确定重点", requires: [.stepRecord]),
            ProcedureStep("self", "学校自查", requires: [.stepRecord]),
            ProcedureStep("visit", "到校督导", requires: [.stepRecord]),
            ProcedureStep("advice", "共同会商反馈", requires: [.stepRecord]),
        ])

    /// 三轮视导、区级评估、市级验收, as the month table of 武新管教督〔2021〕1号 has them, then five working days of 公示.
    package static let creation = Procedure(
        code: "creation", name: "创建评估流程（三轮视导、区级评估、市级验收）",
        steps: [
            ProcedureStep("round1", "第一轮视导", requires: [.stepRecord]),
            ProcedureStep("round2", "第二轮视导", requires: [.stepRecord]),
            ProcedureStep("round3", "第三轮视导", requires: [.stepRecord]),
            ProcedureStep("district", "区级评估", requires: [.verdict]),
            ProcedureStep("city", "市级验收", requires: [.verdict]),
            ProcedureStep(
                "publicity", "结果公示", level: .campaign, requires: [.publicNotice],
                term: StepTerm(5, isWorking: true)),
        ])

    /// “回头看”: whether what was put right still holds.
    package static let lookBack = Procedure(
        code: "look-back", name: "“回头看”流程",
        steps: [
            ProcedureStep("self", "单位自查", requires: [.stepRecord]),
            ProcedureStep("check", "现场核对", requires: [.stepRecord]),
            ProcedureStep("verdict", "“回头看”结论", requires: [.verdict]),
            ProcedureStep("rectify", "继续整改", condition: .findings(atLeast: 1, grade: nil), requires: [.closure]),
        ])
}
