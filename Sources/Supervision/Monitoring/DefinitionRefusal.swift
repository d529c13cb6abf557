/// Why a standard or form that an office defines cannot be made, changed or published.
package enum DefinitionRefusal: Refusal, Equatable {
    case notFound, notYours, published, draftExists, stale, noRow, tooLong
    case code(String)
    case codeTaken(String)
    case unsound(count: Int)
    case unreadable(String)

    package var code: String {
        switch self {
        case .notFound: "definition.notFound"
        case .notYours: "definition.notYours"
        case .published: "definition.published"
        case .draftExists: "definition.draftExists"
        case .stale: "definition.stale"
        case .noRow: "definition.noRow"
        case .tooLong: "definition.tooLong"
        case .code: "definition.code"
        case .codeTaken: "definition.codeTaken"
        case .unsound: "definition.unsound"
        case .unreadable: "definition.unreadable"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound, .noRow: .notFound
        case .notYours: .forbidden
        case .published, .draftExists, .stale, .unsound: .conflict
        case .tooLong, .code, .codeTaken, .unreadable: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这个定义，或者不在您可以查看的范围内。"
        case .notYours: "这是其他机构定义的，只能查看和复制。"
        case .published: "已经发布的版本不能修改，请新建下一版。"
        case .draftExists: "已经有一个草稿，请在草稿上修改。"
        case .stale: "刚被他人修改，请刷新后再改。"
        case .noRow: "没有这一行，可能已被删除。"
        case .tooLong: "内容太长：最多1500行、20万字。"
        case .code(let text): "代码“\(text)”不能用：\(DefinitionKind.codeRule)发布过的不能改代码。"
        case .codeTaken(let text): "代码“\(text)”已被使用，请换一个。"
        case .unsound(let count): "还有\(count)处问题，改正后才能发布。"
        case .unreadable(let reason): reason
        }
    }
}
