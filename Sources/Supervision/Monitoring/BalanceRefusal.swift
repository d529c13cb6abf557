/// Why a county, an indicator or a search cannot be shown or gone on with.
package enum BalanceRefusal: Refusal, Equatable {
    case noDistrict, noIndicator, noImprovement, improvementOver, improvementOpen, noChart, noFigures(year: Int)

    package var code: String {
        switch self {
        case .noDistrict: "balance.noDistrict"
        case .noIndicator: "balance.noIndicator"
        case .noImprovement: "improvement.notFound"
        case .improvementOver: "improvement.over"
        case .improvementOpen: "improvement.open"
        case .noChart: "balance.noChart"
        case .noFigures: "balance.noFigures"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .noDistrict, .noIndicator, .noImprovement, .noChart: .notFound
        case .improvementOver, .improvementOpen, .noFigures: .conflict
        }
    }

    package var message: String {
        switch self {
        case .noDistrict: "没有这个区县，或者不在您的管辖范围内。"
        case .noIndicator: "没有这项指标。"
        case .noImprovement: "没有这个方案，可能已经删除。"
        case .improvementOver: "计算已经结束，不用停止。请刷新页面查看结果。"
        case .noChart: "没有这张图，或者这一年没有可以画的数据。"
        case .noFigures(let year): "\(year)年还没有可以计算的数据，不能生成诊断报告。"
        case .improvementOpen: "方案还在计算，请先停止再删除。"
        }
    }
}
