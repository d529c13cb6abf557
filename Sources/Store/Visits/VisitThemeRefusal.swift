package import Supervision

/// Why a monthly theme does not change as asked.
package enum VisitThemeRefusal: Refusal, Equatable {
    case notFound, published, stale, notPublished
    case taken(String)

    package var code: String {
        switch self {
        case .notFound: "visitTheme.notFound"
        case .published: "visitTheme.published"
        case .stale: "visitTheme.stale"
        case .notPublished: "visitTheme.notPublished"
        case .taken: "visitTheme.taken"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .published, .stale: .conflict
        case .notPublished, .taken: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有找到这个主题，或者您无权查看。"
        case .published: "主题已发布给督学，不能再改；如需调整，请另加一个主题。"
        case .stale: "这个主题刚被他人修改，请刷新后再试。"
        case .notPublished: "请选用已发布的清单。"
        case .taken(let title): "这个月已有名为“\(title)”的主题。"
        }
    }
}
