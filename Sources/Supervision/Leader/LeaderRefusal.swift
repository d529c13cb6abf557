/// Why the leader's page is not shown or its rule not taken.
package enum LeaderRefusal: Refusal, Equatable {
    case noDistrict
    case staleRule

    package var code: String {
        switch self {
        case .noDistrict: "leader.noDistrict"
        case .staleRule: "leader.staleRule"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .noDistrict: .notFound
        case .staleRule: .conflict
        }
    }

    package var message: String {
        switch self {
        case .noDistrict: "没有找到这个地区，或者它不在您的管理范围内。"
        case .staleRule: "亮灯规则刚被他人修改，请刷新页面看过最新内容后再保存。"
        }
    }
}
