/// Why a request from above, or one of its items, does not change.
package enum ReceptionRefusal: Refusal, Equatable {
    case notFound
    case stale
    case wrongState(String, Reception.State)
    case itemState(String, ReceptionItem.State)
    case reportEmpty
    case reportTooLong(Int)
    case missing([String])
    case beforeReceived
    case receiptEmpty
    case receiptDay(Day)
    case answerEmpty
    case answerTooLong
    case evidenceMissing
    case reasonEmpty
    case numberTaken(String)
    case begun
    case notYours

    package var code: String {
        switch self {
        case .notFound: "reception.notFound"
        case .stale: "reception.stale"
        case .wrongState: "reception.wrongState"
        case .itemState: "reception.itemState"
        case .reportEmpty: "reception.reportEmpty"
        case .reportTooLong: "reception.reportTooLong"
        case .missing: "reception.missing"
        case .beforeReceived: "reception.beforeReceived"
        case .receiptEmpty: "reception.receiptEmpty"
        case .receiptDay: "reception.receiptDay"
        case .answerEmpty: "reception.answerEmpty"
        case .answerTooLong: "reception.answerTooLong"
        case .evidenceMissing: "reception.evidenceMissing"
        case .reasonEmpty: "reception.reasonEmpty"
        case .numberTaken: "reception.numberTaken"
        case .begun: "reception.begun"
        case .notYours: "reception.notYours"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .stale, .wrongState, .itemState, .begun: .conflict
        case .notYours: .forbidden
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这项迎检任务。"
        case .stale: "这项迎检任务刚被他人处理过，请查看最新情况后再试。"
        case .wrongState(let act, let state): "这次迎检“\(state.label)”，不能\(act)。"
        case .itemState(let act, let state): "这一事项“\(state.label)”，不能\(act)。"
        case .reportEmpty: "请填写自评报告正文。"
        case .reportTooLong(let count): "自评报告现有\(count)字，请控制在\(Reception.reportLimit)字以内。"
        case .missing(let numbers):
            "还有\(numbers.count)项没有核收：\(numbers.prefix(10).joined(separator: "、"))。请先催报核收，或写明缺件说明后上报。"
        case .beforeReceived: "上报日期不能早于收文日期。"
        case .receiptEmpty: "请填写出具回执的单位或经手人。"
        case .receiptDay(let day): "回执日期应在\(day.chinese)上报之后，且不晚于今天。"
        case .answerEmpty: "请写明完成情况。"
        case .answerTooLong: "完成情况请控制在\(ReceptionItem.answerLimit)字以内。"
        case .evidenceMissing: "这一事项须附佐证材料，请先上传。"
        case .reasonEmpty: "请写明退回的理由，报送单位会看到。"
        case .numberTaken(let number): "编号“\(number)”已经有了，请换一个。"
        case .begun: "这一事项已经报送过，不能删除；可以改由其他单位负责。"
        case .notYours: "这一步由其他单位办理。"
        }
    }
}
