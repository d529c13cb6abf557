extension Procedure {
    /// 暗访 that assesses by a framework: nobody is told before the team has been there.
    package static let unannouncedCheck = Procedure(
        code: "unannounced-check", name: "暗访评估流程",
        steps: [
            ProcedureStep("onsite", "现场暗访", requires: [.onSite]),
            ProcedureStep("feedback", "反馈意见", requires: [.feedback, .opinion], clock: "feedback-special"),
            ProcedureStep("rectify", "落实整改", requires: [.rectification, .closure], clock: "rectification-report"),
        ])

    /// The step by which a unit would learn of a 暗访 before anybody has been there; nil when nobody is warned.
    ///
    /// 暗访 means without notice: everything up to the first visit has to be done by the office and the team alone.
    package var warning: ProcedureStep? {
        for step in steps {
            let acts = step.requires.map(\.rawValue)
            if step.level == .unit, !acts.isEmpty, acts.allSatisfy(Procedure.visits.contains) { return nil }
            guard acts.allSatisfy(Procedure.silent.contains) else { return step }
        }
        return nil
    }

    /// Acts by which the team is at the unit.
    private static let visits: Set<String> = ["onSite", "review", "stepRecord"]
    /// Acts of which a unit learns nothing.
    private static let silent: Set<String> = visits.union(["plan"])
}

/// Why a 暗访 would not be one, or its days are not drawn.
package enum UnannouncedRefusal: Refusal, Equatable {
    case warned(String)
    case announced
    case windowBackwards
    case windowPast
    case noWorkingDay
    case calendarUnknown(year: Int)
    case daysDrawn
    case notDrawn

    package var code: String {
        switch self {
        case .warned: "unannounced.warned"
        case .announced: "unannounced.announced"
        case .windowBackwards: "unannounced.windowBackwards"
        case .windowPast: "unannounced.windowPast"
        case .noWorkingDay: "unannounced.noWorkingDay"
        case .calendarUnknown: "unannounced.calendarUnknown"
        case .daysDrawn: "unannounced.daysDrawn"
        case .notDrawn: "unannounced.notDrawn"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .announced, .daysDrawn, .notDrawn: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .warned(let step): "暗访不事先通知，而所选流程要先“\(step)”，单位会因此知情；请换一个由督导组直接到校的流程，或改为明察。"
        case .announced: "这是明察项目，到校日期由督导室安排，不必抽取。"
        case .windowBackwards: "截止日期不能早于开始日期。"
        case .windowPast: "日期范围已经过去，请从今天或以后选起。"
        case .noWorkingDay: "这段时间里没有工作日，请把范围放宽。"
        case .calendarUnknown(let year): "\(year)年的放假安排还没有录入，不能确定工作日；请缩短范围，或先由管理员录入\(year)年日历。"
        case .daysDrawn: "到校日期已经抽取过，不能再抽；个别调整请在该单位的督导页修改并留下记录。"
        case .notDrawn: "先抽取单位，再抽取到校日期。"
        }
    }
}
