/// Why a county, an indicator or a search cannot be shown or gone on with.
package enum BalanceRefusal: Refusal, Equatable {
    case noDistrict, noIndicator, noImprovement, improvementOver, improvementOpen

    package var code: String {
        switch self {
        case .noDistrict: "balance.noDistrict"
        case .noIndicator: "balance.noIndicator"
        case .noImprovement: "improvement.notFound"
        case .improvementOver: "improvement.over"
        case .improvementOpen: "improvement.open"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .noDistrict, .noIndicator, .noImprovement: .notFound
        case .improvementOver, .improvementOpen: .conflict
        }
    }

    package var message: String {
        switch self {
        case .noDistrict: "没有这个区县，或者不在您的管辖范围内。"
        case .noIndicator: "没有这项指标。"
        case .noImprovement: "没有这个方案，可能已经删除。"
        case .improvementOver: "计算已经结束，不用停止。请刷新页面查看结果。"
        case .improvementOpen: "方案还在计算，请先停止再删除。"
        }
    }
}
