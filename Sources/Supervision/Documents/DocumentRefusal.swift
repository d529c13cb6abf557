/// Why a document would not change.
package enum DocumentRefusal: Refusal, Equatable {
    case notFound
    case wrongState(String, Document.State)
    case empty
    case approverDrafted
    case wrongYear(Int)
    case reasonMissing
    case personalData([PersonalData])
    case notForPublic(Document.Kind)
    case published
    case notPublished
    case reportExists(String)
    case nothingInspected
    case throughOpinion
    case throughSummary
    case submitFirst
    case blanks([String])
    case daysMissing(Int)
    case unannounced
    case noRecipient
    case recipientTwice(String)
    case notRecipient
    case tooLong
    case stillValid
    case changedMeanwhile
    case layoutTooLong
    case noSuchVersion

    package var code: String {
        switch self {
        case .notFound: "document.notFound"
        case .wrongState: "document.wrongState"
        case .empty: "document.empty"
        case .approverDrafted: "document.approverDrafted"
        case .wrongYear: "document.wrongYear"
        case .reasonMissing: "document.reasonMissing"
        case .personalData: "document.personalData"
        case .notForPublic: "document.notForPublic"
        case .published: "document.published"
        case .notPublished: "document.notPublished"
        case .reportExists: "document.reportExists"
        case .nothingInspected: "document.nothingInspected"
        case .throughOpinion: "document.throughOpinion"
        case .throughSummary: "document.throughSummary"
        case .submitFirst: "document.submitFirst"
        case .blanks: "document.blanks"
        case .daysMissing: "document.daysMissing"
        case .unannounced: "document.unannounced"
        case .noRecipient: "document.noRecipient"
        case .recipientTwice: "document.recipientTwice"
        case .notRecipient: "document.notRecipient"
        case .tooLong: "document.tooLong"
        case .stillValid: "document.stillValid"
        case .changedMeanwhile: "document.changedMeanwhile"
        case .layoutTooLong: "document.layoutTooLong"
        case .noSuchVersion: "document.noSuchVersion"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound, .notRecipient, .noSuchVersion: .notFound
        case .submitFirst, .unannounced, .stillValid: .conflict
        case .blanks, .daysMissing, .noRecipient, .recipientTwice, .tooLong, .layoutTooLong: .invalid
        case .wrongState, .wrongYear, .published, .notPublished, .reportExists, .nothingInspected, .throughOpinion,
            .throughSummary,
            .changedMeanwhile:
            .conflict
        case .approverDrafted: .forbidden
        case .empty, .reasonMissing, .personalData, .notForPublic: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这份公文。"
        case .wrongState(let act, let state): "这份公文“\(state.label)”，不能\(act)。"
        case .empty: "公文的标题和正文不能为空。"
        case .approverDrafted: "您是这份公文的拟稿人，签发须由他人办理。"
        case .wrongYear(let year): "发文字号的年份\(year)与签发日不符。"
        case .reasonMissing: "请写明理由。"
        case .personalData(let found):
            "正文含有个人信息，须先删去：\(found.prefix(5).map { "\($0.kind.label)\($0.masked)" }.joined(separator: "、"))。"
        case .notForPublic(let kind): "\(kind.label)不在这里向社会公布。"
        case .published: "这份公文已经公布。"
        case .notPublished: "这份公文没有公布。"
        case .reportExists(let number): "本项目已有督导报告\(number)；如需重拟，请先将它作废。"
        case .nothingInspected: "本项目还没有单位完成实地评估，不能形成督导报告。"
        case .throughOpinion: "督导意见书随意见办理：请在该单位的“督导意见”页面修改和审签。"
        case .throughSummary: "这份公文由记录汇总而成：请在“总结与通报”的稿件页面修改和送审。"
        case .submitFirst: "这份公文还没有送审：请先由拟稿人送审，再由未参与拟稿的主任签发。"
        case .blanks(let blanks): "正文里还有没填的内容：\(blanks.prefix(5).joined(separator: "、"))。请填好后再办理。"
        case .daysMissing(let days): "公示须写明天数，不少于\(days)个工作日，不超过60个工作日。"
        case .unannounced: "这是暗访项目，检查之前不能向被督导单位发出公文。"
        case .noRecipient: "请至少选择一个收文单位。"
        case .recipientTwice(let name): "“\(name)”在主送和抄送里重复，请只留一处。"
        case .notRecipient: "没有发给本单位的这份公文。"
        case .tooLong: "标题请控制在100字以内，正文60000字以内，抄送不超过50个。"
        case .stillValid: "这份公文仍然有效；要重新拟写，请先作废。"
        case .changedMeanwhile: "这份公文刚刚被他人改动，您的改动没有保存。请核对最新内容后重新提交。"
        case .layoutTooLong: "密级、紧急程度和签发人各不超过20字，份号为1至6位数字，附注不超过100字，人员名单不超过1000字。"
        case .noSuchVersion: "没有这个版本。"
        }
    }
}
