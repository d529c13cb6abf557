/// Why a summary, or one of the templates it is written from, does not change.
package enum SummaryRefusal: Refusal, Equatable {
    case notFound
    case templateNotFound
    case wrongState(String, String)
    case empty
    case tooLong
    case unreadable([TemplateProblem])
    case changed([String])
    case blanks([String])
    case noSpan
    case monthMissing
    case nothingToSay
    /// The offices among which one is to be named.
    case regionMissing([String])
    case templateUnsound([String: String])
    case templateTooMany(Int)
    case noSuchVersion
    case notDraft
    case changedMeanwhile

    package var code: String {
        switch self {
        case .notFound: "summary.notFound"
        case .templateNotFound: "summary.templateNotFound"
        case .wrongState: "summary.wrongState"
        case .empty: "summary.empty"
        case .tooLong: "summary.tooLong"
        case .unreadable: "summary.unreadable"
        case .changed: "summary.changed"
        case .blanks: "summary.blanks"
        case .noSpan: "summary.noSpan"
        case .monthMissing: "summary.monthMissing"
        case .nothingToSay: "summary.nothingToSay"
        case .regionMissing: "summary.regionMissing"
        case .templateUnsound: "summary.templateUnsound"
        case .templateTooMany: "summary.templateTooMany"
        case .noSuchVersion: "summary.noSuchVersion"
        case .notDraft: "summary.notDraft"
        case .changedMeanwhile: "summary.changedMeanwhile"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound, .templateNotFound, .noSuchVersion: .notFound
        case .wrongState, .changed, .templateTooMany, .notDraft, .changedMeanwhile: .conflict
        case .empty, .tooLong, .unreadable, .blanks, .noSpan, .monthMissing, .nothingToSay, .regionMissing,
            .templateUnsound:
            .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这份总结或通报。"
        case .templateNotFound: "没有这个总结模板。"
        case .wrongState(let act, let state): "这份稿件“\(state)”，不能\(act)。"
        case .empty: "标题和正文不能为空。"
        case .tooLong: "标题请控制在\(Summary.titleLimit)字以内，正文\(Summary.textLimit)字以内。"
        case .unreadable(let problems): "正文有写错的地方，没有保存。" + problems.prefix(5).map(\.chinese).joined()
        case .changed(let figures):
            "有\(figures.count)个数字已经变化：\(figures.prefix(3).joined(separator: "；"))。请先更新数字，再送审。"
        case .blanks(let blanks): "正文里还有没填的内容：\(blanks.prefix(5).joined(separator: "、"))。请填好后再送审。"
        case .noSpan: "年份应在2000年至2199年之间，月份为1至12。"
        case .monthMissing: "月度通报请选择月份。"
        case .nothingToSay: "这一时期没有任何可写的记录，请核对年份和月份。"
        case .regionMissing(let codes):
            "请指定督导室所在行政区的代码" + (codes.isEmpty ? "。" : "：\(codes.prefix(20).joined(separator: "、"))。")
        case .templateUnsound(let problems): problems.sorted { $0.key < $1.key }.map(\.value).joined()
        case .templateTooMany(let limit): "总结模板最多\(limit)个，请先删除不用的。"
        case .noSuchVersion: "没有这一版。"
        case .notDraft: "已送审的稿件不能删除；退回后可以删除，签发的请作废。"
        case .changedMeanwhile: "这份稿件刚刚被他人修改，您的改动没有保存。请核对最新内容后重新提交。"
        }
    }
}
