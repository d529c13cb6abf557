/// Why a collection does not go on.
package enum CollectionRefusal: Refusal, Equatable {
    case notFound
    case stale
    case notYours
    case noForm
    case noUnits
    case roundClosed
    case roundOpen
    case wrongState(String, CollectionReturn.State)
    case incomplete([String], Int)
    case unexplained(Int)
    case unsettled(Int)
    case reasonMissing
    case reasonTooLong
    case lockedElsewhere(String)
    case nothingChosen
    case noSuchFinding
    case importState
    case importStale

    package var code: String {
        switch self {
        case .notFound: "collection.notFound"
        case .stale: "collection.stale"
        case .notYours: "collection.notYours"
        case .noForm: "collection.noForm"
        case .noUnits: "collection.noUnits"
        case .roundClosed: "collection.roundClosed"
        case .roundOpen: "collection.roundOpen"
        case .wrongState: "collection.wrongState"
        case .incomplete: "collection.incomplete"
        case .unexplained: "collection.unexplained"
        case .unsettled: "collection.unsettled"
        case .reasonMissing: "collection.reasonMissing"
        case .reasonTooLong: "collection.reasonTooLong"
        case .lockedElsewhere: "collection.lockedElsewhere"
        case .nothingChosen: "collection.nothingChosen"
        case .noSuchFinding: "collection.noSuchFinding"
        case .importState: "collection.importState"
        case .importStale: "collection.importStale"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound, .noSuchFinding, .noForm: .notFound
        case .notYours: .forbidden
        case .noUnits, .reasonMissing, .reasonTooLong, .nothingChosen: .invalid
        default: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这项采集。"
        case .stale: "刚被他人改过，请刷新页面后再办理。"
        case .notYours: "这项采集由其他督导机构组织。"
        case .noForm: "没有这张采集表，请重新选择。"
        case .noUnits: "范围内没有需要填这张表的单位，请先在“单位”里登记，或在“填报单位”里写明。"
        case .roundClosed: "这个轮次已经结束，不能再填报；需要补报的请督导室重新打开。"
        case .roundOpen: "这个轮次还在采集中。"
        case .wrongState(let act, let state): "这份填报“\(state.label)”，不能\(act)。"
        case .incomplete(let titles, let count):
            "还有\(count)个必填项没有填：\(titles.joined(separator: "、"))\(count > titles.count ? "等" : "")。没有的填0，不清楚的请核实后再交。"
        case .unexplained(let count): "还有\(count)处校核问题，请改正，或写明情况后再提交。"
        case .unsettled(let count): "还有\(count)处校核问题没有认可，请认可单位的说明，或退回修改。"
        case .reasonMissing: "请写明理由，记录里会保留。"
        case .reasonTooLong: "理由请控制在\(CollectionReturn.reasonLimit)字以内。"
        case .lockedElsewhere(let title): "“\(title)”在本年度另一轮采集中已锁定，不能再改；需要更正的请先解锁那一份。"
        case .nothingChosen: "请先勾选单位。"
        case .noSuchFinding: "这处校核问题已经不在了，请刷新页面。"
        case .importState: "这次导入已经办理过。"
        case .importStale: "核对之后数据又有变动，没有导入任何内容；请重新上传。"
        }
    }
}
