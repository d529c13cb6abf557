/// Why a division of indicators, or a self-report, does not change.
package enum ShareRefusal: Refusal, Equatable {
    case notFound
    case stale
    case notYours
    case submitted
    case reportedAlready
    case notReported
    case unanswered(String)
    case evidenceMissing(String)
    case reportEmpty
    case reportTooLong
    case reasonMissing
    case textMissing
    case textTooLong(Int)
    case departmentsOpen([String])
    case unknownCriterion(String)
    case leadTwice(String)
    case dueBeyond(Day)
    case nothingBefore

    package var code: String {
        switch self {
        case .notFound: "share.notFound"
        case .stale: "share.stale"
        case .notYours: "share.notYours"
        case .submitted: "share.submitted"
        case .reportedAlready: "share.reportedAlready"
        case .notReported: "share.notReported"
        case .unanswered: "share.unanswered"
        case .evidenceMissing: "share.evidenceMissing"
        case .reportEmpty: "share.reportEmpty"
        case .reportTooLong: "share.reportTooLong"
        case .reasonMissing: "share.reasonMissing"
        case .textMissing: "share.textMissing"
        case .textTooLong: "share.textTooLong"
        case .departmentsOpen: "share.departmentsOpen"
        case .unknownCriterion: "share.unknownCriterion"
        case .leadTwice: "share.leadTwice"
        case .dueBeyond: "share.dueBeyond"
        case .nothingBefore: "share.nothingBefore"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .stale, .submitted, .reportedAlready, .notReported, .nothingBefore: .conflict
        case .notYours: .forbidden
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这项督政任务。"
        case .stale: "刚被他人改过，请刷新页面看过最新内容后再办理。"
        case .notYours: "分工、汇总和自评报告由被评价的政府（或本级督导室）办理。"
        case .submitted: "自评已经上报，不能再改；如需修改，请上级督导室退回。"
        case .reportedAlready: "这项指标已经报送；如需修改，请本级政府退回。"
        case .notReported: "这项指标还没有报送，不需要退回。"
        case .unanswered(let number): "指标“\(number)”还没有作答，请先填写再报送。"
        case .evidenceMissing(let number): "指标“\(number)”须附佐证材料，请先上传再报送。"
        case .reportEmpty: "请写明配合完成的情况。"
        case .reportTooLong: "配合情况请控制在\(IndicatorShare.reportLimit)字以内。"
        case .reasonMissing: "请写明退回的理由，部门会看到。"
        case .textMissing: "还没有自评报告正文，请在“分工与自评报告”里填写后再提交自评。"
        case .textTooLong(let count): "自评报告现有\(count)字，不能超过\(SelfReport.limit)字，请压缩后再保存。"
        case .departmentsOpen(let names):
            "还有\(names.count)项没有报送：\(names.prefix(8).joined(separator: "、"))。请催报，或调整分工后再提交自评。"
        case .unknownCriterion(let number): "指标体系里没有“\(number)”。"
        case .leadTwice(let number): "指标“\(number)”的牵头单位不能同时是配合单位，也不能列两次。"
        case .dueBeyond(let day): "部门报送期限应在今天以后、项目结束日\(day.chinese)以前。"
        case .nothingBefore: "没有找到上一次的分工；请直接填写本次分工。"
        }
    }
}
