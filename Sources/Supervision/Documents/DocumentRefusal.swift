/// Why a document would not change.
package enum DocumentRefusal: Refusal, Equatable {
    case notFound
    case wrongState(String, Document.State)
    case empty
    case approverDrafted
    case wrongYear(Int)
    case reasonMissing
    case personalData([PersonalData])

    package var code: String {
        switch self {
        case .notFound: "document.notFound"
        case .wrongState: "document.wrongState"
        case .empty: "document.empty"
        case .approverDrafted: "document.approverDrafted"
        case .wrongYear: "document.wrongYear"
        case .reasonMissing: "document.reasonMissing"
        case .personalData: "document.personalData"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .wrongState, .wrongYear: .conflict
        case .approverDrafted: .forbidden
        case .empty, .reasonMissing, .personalData: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这份公文。"
        case .wrongState(let act, let state): "这份公文“\(state.label)”，不能\(act)。"
        case .empty: "公文还没有正文。"
        case .approverDrafted: "您是这份公文的拟稿人，签发须由他人办理。"
        case .wrongYear(let year): "发文字号的年份\(year)与签发日不符。"
        case .reasonMissing: "请写明撤回的理由。"
        case .personalData(let found):
            "正文含有个人信息，不能公布：\(found.prefix(5).map { "\($0.kind.label)\($0.masked)" }.joined(separator: "、"))。"
        }
    }
}
