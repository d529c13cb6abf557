/// Why a recusal is not as asked.
package enum RecusalRefusal: Refusal, Equatable {
    case notFound
    case groundUnknown
    case explanationMissing
    case tooLong(Int)
    case leavingDayMissing
    case leavingDayAhead
    case yearsOver(Int, Day)
    case endsBeforeBeginning
    case overAlready(Day)
    case reasonMissing
    case notTheApplicant
    case own
    case sameHands
    case wrongState(String, Recusal.State)
    case already
    case noPerson
    case noUnit
    case stale

    package var code: String {
        switch self {
        case .notFound: "recusal.notFound"
        case .groundUnknown: "recusal.groundUnknown"
        case .explanationMissing: "recusal.explanationMissing"
        case .tooLong: "recusal.tooLong"
        case .leavingDayMissing: "recusal.leavingDayMissing"
        case .leavingDayAhead: "recusal.leavingDayAhead"
        case .yearsOver: "recusal.yearsOver"
        case .endsBeforeBeginning: "recusal.endsBeforeBeginning"
        case .overAlready: "recusal.overAlready"
        case .reasonMissing: "recusal.reasonMissing"
        case .notTheApplicant: "recusal.notTheApplicant"
        case .own: "recusal.own"
        case .sameHands: "recusal.sameHands"
        case .wrongState: "recusal.wrongState"
        case .already: "recusal.already"
        case .noPerson: "recusal.noPerson"
        case .noUnit: "recusal.noUnit"
        case .stale: "recusal.stale"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .own, .sameHands, .notTheApplicant: .forbidden
        case .wrongState, .already, .stale: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这项回避申请。"
        case .groundUnknown: "请选择本地规定的回避情形。"
        case .explanationMissing: "请说明具体情况。"
        case .tooLong(let limit): "文字请控制在\(limit)字以内。"
        case .leavingDayMissing: "请填写离开该单位的日期。"
        case .leavingDayAhead: "离开该单位的日期不能晚于今天；仍在该单位的，请选择“本人是该单位工作人员”。"
        case .yearsOver(let years, let last):
            "离开该单位已满\(years)年（回避到\(last.chinese)为止），不再属于这一情形；另有情况的请选择“其他可能影响客观公正的情形”。"
        case .endsBeforeBeginning: "回避的结束日期不能早于开始日期。"
        case .overAlready(let day): "回避到\(day.chinese)已经结束，不必再批准。"
        case .reasonMissing: "请写明理由。"
        case .notTheApplicant: "只有申请人可以撤回。"
        case .own: "不能决定与自己有关的回避。"
        case .sameHands: "提出回避的人不能自己决定，须由另一人办理。"
        case .wrongState(let act, let state): "这项回避申请“\(state.label)”，不能\(act)。"
        case .already: "同一督学对同一单位已有一项待决定或已批准的回避。"
        case .noPerson: "没有找到这名督学，请从名单中选择。"
        case .noUnit: "没有找到这个单位，请填写单位代码或全称。"
        case .stale: "这项申请刚被他人办理，请刷新页面后查看。"
        }
    }
}
