import Supervision

/// The ways to look at one plan.
enum PlanTab: CaseIterable {
    case items, chart, month, quarter, comparison, source

    var title: String {
        switch self {
        case .items: "事项"
        case .chart: "挂图"
        case .month: "月表"
        case .quarter: "季表"
        case .comparison: "与上年对比"
        case .source: "原文"
        }
    }

    func path(_ id: PlanID) -> String {
        switch self {
        case .items: "/plans/\(id)"
        case .chart: "/plans/\(id)/chart"
        case .month: "/plans/\(id)/table?by=month"
        case .quarter: "/plans/\(id)/table?by=quarter"
        case .comparison: "/plans/\(id)/comparison"
        case .source: "/plans/\(id)/review"
        }
    }

    static func html(_ current: PlanTab, of id: PlanID) -> HTML {
        let links = allCases.map { tab -> HTML in
            tab == current
                ? "<a href=\"\(tab.path(id))\" aria-current=\"page\">\(tab.title)</a>"
                : "<a href=\"\(tab.path(id))\">\(tab.title)</a>"
        }
        return "<nav class=\"tabs\" aria-label=\"计划的各种视图\">\(links)</nav>"
    }
}
