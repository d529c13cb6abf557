/// Why an opinion would not change.
package enum OpinionRefusal: Refusal, Equatable {
    case notFound
    case wrongState(Opinion.Event, Opinion.State)
    case textMissing
    case notLead
    case defenceEmpty
    case defenceOver(Day)
    case defenceOpen(Day)
    case noTerm
    case termBeforeReceipt(Day)
    case unknownPoint
    case reasonMissing
    case approverDrafted
    case notTeam
    case noTeam
    case unknownFinding
    case changedMeanwhile

    package var code: String {
        switch self {
        case .notFound: "opinion.notFound"
        case .wrongState: "opinion.wrongState"
        case .textMissing: "opinion.textMissing"
        case .notLead: "opinion.notLead"
        case .defenceEmpty: "opinion.defenceEmpty"
        case .defenceOver: "opinion.defenceOver"
        case .defenceOpen: "opinion.defenceOpen"
        case .noTerm: "opinion.noTerm"
        case .termBeforeReceipt: "opinion.termBeforeReceipt"
        case .unknownPoint: "opinion.unknownPoint"
        case .reasonMissing: "opinion.reasonMissing"
        case .approverDrafted: "opinion.approverDrafted"
        case .notTeam: "opinion.notTeam"
        case .noTeam: "opinion.noTeam"
        case .unknownFinding: "opinion.unknownFinding"
        case .changedMeanwhile: "opinion.changedMeanwhile"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound, .unknownPoint, .unknownFinding: .notFound
        case .wrongState, .defenceOver, .defenceOpen, .noTerm, .noTeam, .changedMeanwhile: .conflict
        case .notLead, .notTeam, .approverDrafted: .forbidden
        case .textMissing, .defenceEmpty, .reasonMissing, .termBeforeReceipt: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这份意见。"
        case .wrongState(let event, let state): "当前处于“\(state.label)”，不能\(event.label)。"
        case .textMissing: "意见的正文还是空的。"
        case .notLead: "初步意见由督导组组长提交。"
        case .defenceEmpty: "请写明申辩的内容。"
        case .defenceOver(let day): "申辩期已于\(day.chinese)届满。"
        case .defenceOpen(let day): "申辩期到\(day.chinese)为止，尚未届满。"
        case .noTerm: "还没有确定申辩期限：请督导室先设定期限并写明理由。"
        case .termBeforeReceipt(let day): "申辩期限不能早于签收日\(day.chinese)。"
        case .unknownPoint: "没有这一条申辩。"
        case .reasonMissing: "请写明理由。"
        case .approverDrafted: "您参与拟写了这份督导意见书，审签须由他人办理。"
        case .notTeam: "初步意见由督导组成员拟写。"
        case .noTeam: "这个单位还没有组成督导组。"
        case .unknownFinding: "这条问题不在本次督导的问题草稿中，可能刚刚被改动，请刷新后重试。"
        case .changedMeanwhile: "内容刚刚被他人改动，您的提交没有保存。请核对最新内容后重新提交。"
        }
    }
}
