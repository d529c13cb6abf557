/// Why a plan, or one of its items, does not change.
package enum PlanRefusal: Refusal, Equatable {
    case notFound
    case stale
    case notYours
    case wrongState(String, Plan.State)
    case noItems
    case tooManyItems(Int)
    case itemsOpen(Int)
    case conflicts(Int)
    case sameStatus(PlanItem.Status)
    case reasonEmpty
    case reasonTooLong
    case windowUndated
    case windowDone
    case windowNotDone
    case windowBackwards
    case windowOutOfReach
    case correctionGone
    case splitNowhere
    case splitChanged
    case passageMissing
    case passageTaken
    case nothingNext
    case tooManyCorrections
    case personUnknown(String)
    case campaignUnknown
    case notRemovable

    package var code: String {
        let name = String(describing: self)
        return "plan.\(name.prefix { $0 != "(" })"
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound, .correctionGone: .notFound
        case .notYours: .forbidden
        case .stale, .wrongState, .itemsOpen, .conflicts, .sameStatus, .windowDone, .windowNotDone, .notRemovable:
            .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这项计划内容，或者您无权查看。"
        case .stale: "这项内容刚被他人处理过，请查看最新情况后再试。"
        case .notYours: "这是其他督导室的计划，只能查看。"
        case .wrongState(let act, let state): "这份计划“\(state.label)”，不能\(act)。"
        case .noItems: "没有读出任何工作事项，不能接受；请先从原文中选取文字增加事项。"
        case .tooManyItems(let count): "共\(count)项，一份计划最多\(Plan.itemLimit)项；请先合并或去掉一些。"
        case .itemsOpen(let count): "还有\(count)项没有完成，请先逐项办结，或写明理由不再实施。"
        case .conflicts(let count): "还有\(count)处原来的修改与新版本不一致，请先逐条处理。"
        case .sameStatus(let status): "这一项已经是“\(status.label)”。"
        case .reasonEmpty: "请写明理由，会留在记录里。"
        case .reasonTooLong: "理由请控制在500字以内。"
        case .windowUndated: "这一阶段还没有时间，请先填写起止日期。"
        case .windowDone: "这一阶段已经全部完成。"
        case .windowNotDone: "这一阶段还没有记过完成。"
        case .windowBackwards: "结束日期不能早于开始日期。"
        case .windowOutOfReach: "日期应在\(Plan.years.lowerBound)年到\(Plan.years.upperBound)年之间。"
        case .correctionGone: "要修改的事项已经不在，请刷新页面看最新的内容。"
        case .splitNowhere: "请在要拆开的地方空一行，前后两部分都要有文字。"
        case .splitChanged: "拆分时只能加空行，不能改动文字；要改文字请先拆分再修改。"
        case .passageMissing: "原文中找不到这段文字，请从左侧原文复制，不要改动。"
        case .passageTaken: "这段文字已经属于其他事项；可以在那一项里拆分。"
        case .nothingNext: "后面没有可以合并的事项。"
        case .tooManyCorrections: "修改已经超过\(PlanCorrections.limit)处，请直接修改文件后重新上传。"
        case .personUnknown(let name): "本辖区没有叫“\(name)”的人员，请从列表中选择。"
        case .campaignUnknown: "没有这个督导项目，或者您无权查看。"
        case .notRemovable: "从计划文件读出的事项不能删除；可以改为“不再实施”并写明理由。"
        }
    }
}
