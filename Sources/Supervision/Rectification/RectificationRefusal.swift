/// Why time, stages, re-checks or reports of a rectification would not change.
package enum RectificationRefusal: Refusal, Equatable {
    case noExtension
    case receiveFirst
    case noDeadline
    case askedTooLate(Int)
    case extensionsUsed(Int)
    case askedAlready
    case notLater
    case dayGone
    case tooLong(Int)
    case decidedAlready(ExtensionRequest.State)
    case milestoneCount
    case milestoneUntitled
    case milestonesOutOfOrder
    case noMilestone
    case milestoneState(String, Milestone.State)
    case rechecksSubmitted
    case partsOpen(Int)
    case reportedAlready
    case nothingChosen
    case tooManyChosen(Int)
    case stale

    package var code: String {
        switch self {
        case .noExtension: "rectification.noExtension"
        case .receiveFirst: "rectification.receiveFirst"
        case .noDeadline: "rectification.noDeadline"
        case .askedTooLate: "rectification.askedTooLate"
        case .extensionsUsed: "rectification.extensionsUsed"
        case .askedAlready: "rectification.askedAlready"
        case .notLater: "rectification.notLater"
        case .dayGone: "rectification.dayGone"
        case .tooLong: "rectification.tooLong"
        case .decidedAlready: "rectification.decidedAlready"
        case .milestoneCount: "rectification.milestoneCount"
        case .milestoneUntitled: "rectification.milestoneUntitled"
        case .milestonesOutOfOrder: "rectification.milestonesOutOfOrder"
        case .noMilestone: "rectification.noMilestone"
        case .milestoneState: "rectification.milestoneState"
        case .rechecksSubmitted: "rectification.rechecksSubmitted"
        case .partsOpen: "rectification.partsOpen"
        case .reportedAlready: "rectification.reportedAlready"
        case .nothingChosen: "rectification.nothingChosen"
        case .tooManyChosen: "rectification.tooManyChosen"
        case .stale: "rectification.stale"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .noExtension, .noMilestone: .notFound
        case .rechecksSubmitted: .forbidden
        case .askedAlready, .decidedAlready, .milestoneState, .partsOpen,
            .reportedAlready, .stale:
            .conflict
        case .receiveFirst, .noDeadline, .askedTooLate, .extensionsUsed, .notLater, .dayGone, .tooLong, .milestoneCount,
            .milestoneUntitled, .milestonesOutOfOrder, .nothingChosen, .tooManyChosen:
            .invalid
        }
    }

    package var message: String {
        switch self {
        case .noExtension: "没有这项延期申请。"
        case .receiveFirst: "请先签收这个问题，再申请延期。"
        case .noDeadline: "这个问题还没有整改期限，不需要延期。"
        case .askedTooLate(0): "整改期限已过，不能再申请延期；请尽快提交佐证，或联系督导室另定期限。"
        case .askedTooLate(let days): "延期须在期限前至少\(days)天申请，现在已来不及；请联系督导室另定期限。"
        case .extensionsUsed(0): "督导室规定整改不予延期。"
        case .extensionsUsed(let times): "这个问题已延期\(times)次，达到督导室规定的上限，不能再申请。"
        case .askedAlready: "已有一项延期申请等待审批；如要修改，请先撤回。"
        case .notLater: "新的期限须晚于现在的期限。"
        case .dayGone: "请填写今天或以后的日期。"
        case .tooLong(let days): "新的期限比现在的期限最多晚\(days)天。"
        case .decidedAlready(let state): "这项申请“\(state.label)”，不能再办理。"
        case .milestoneCount: "请填写1至\(MilestonePlan.limit)个阶段目标。"
        case .milestoneUntitled: "每个阶段目标都要写明做到什么。"
        case .milestonesOutOfOrder: "阶段目标请按日期先后排列。"
        case .noMilestone: "没有这个阶段目标。"
        case .milestoneState(let act, let state): "这个阶段目标“\(state.label)”，不能\(act)。"
        case .rechecksSubmitted: "您参与提交了这项整改的佐证，复查须由他人办理。"
        case .partsOpen(let count): "还有\(count)个部分没有销号，全部销号后才能整体上报。"
        case .reportedAlready: "这个问题的整改结果已经上报。"
        case .nothingChosen: "请至少勾选一项。"
        case .tooManyChosen(let limit): "一次最多办理\(limit)项，请用筛选缩小范围。"
        case .stale: "这项设置刚被他人修改，请刷新页面看过最新内容后再改。"
        }
    }
}
