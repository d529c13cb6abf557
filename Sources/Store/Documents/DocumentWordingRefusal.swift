package import Supervision

/// Why a wording is not kept.
package enum DocumentWordingRefusal: Refusal, Equatable {
    case notFound
    case unsound([String: String])
    case tooMany(Int)
    case changedMeanwhile

    package var code: String {
        switch self {
        case .notFound: "wording.notFound"
        case .unsound: "wording.unsound"
        case .tooMany: "wording.tooMany"
        case .changedMeanwhile: "wording.changedMeanwhile"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .unsound: .invalid
        case .tooMany, .changedMeanwhile: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这个文书模板。"
        case .unsound(let problems): problems.sorted { $0.key < $1.key }.map(\.value).joined()
        case .tooMany(let limit): "文书模板最多\(limit)个，请先删除不用的。"
        case .changedMeanwhile: "这个模板刚刚被他人修改，您的改动没有保存。请核对最新内容后重新提交。"
        }
    }
}
