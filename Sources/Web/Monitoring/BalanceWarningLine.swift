import Store
import Supervision

/// A warning with its reason in words, and where to look.
struct BalanceWarningLine {
    private let warning: BalanceWarning
    private let names: [String: String]
    private let address: BalanceAddress
    /// The year in which the county is to pass.
    private let planned: Int?

    /// `names` of schools by code; those that are not in it are only counted.
    init(_ warning: BalanceWarning, names: [String: String], _ address: BalanceAddress, planned: Int? = nil) {
        self.planned = planned
        self.warning = warning
        self.names = names
        self.address = address
    }

    private var indicator: BalanceIndicator? {
        address.question.standard.indicators.first { $0.code == warning.indicator }
    }

    var html: HTML {
        let stage = ("stage", warning.stage.rawValue)
        switch warning.reason {
        case .fell(let year, let codes):
            let link = address.link("/balance/schools", [stage, ("verdict", "fail")])
            return
                "\(warning.stage.label)有<a href=\"\(link)\" data-uncounted>\(codes.count)所</a>学校\(year)年达标、现在不达标\(list(codes))。"
        default:
            let name = indicator.map { indicator -> HTML in
                "<a href=\"\(address.link("/balance/indicators/\(indicator.code)", [stage]))\">\(indicator.name)</a>"
            }
            return "\(warning.stage.label)“\(name)”\(said)"
        }
    }

    /// The same without links.
    var plain: String {
        switch warning.reason {
        case .fell(let year, let codes): "\(warning.stage.label)有\(codes.count)所学校\(year)年达标、现在不达标\(list(codes))。"
        default: "\(warning.stage.label)“\(indicator?.name ?? "")”\(said)"
        }
    }

    private var said: String {
        switch warning.reason {
        case .crossed(let year, let before, let now, let limit):
            "差异系数由\(year)年的\(BalanceText.coefficient(before))升到\(BalanceText.coefficient(now, limit: limit, isWithin: false))，超出限值\(BalanceText.limit(limit))。"
        case .drifting(let year, let perYear, let now, let limit):
            "差异系数现为\(BalanceText.coefficient(now))，近年平均每年上升\(BalanceText.coefficient(perYear))，照此\(year)年将超出限值\(BalanceText.limit(limit))\(against(year))。"
        case .fell: ""
        }
    }

    private func against(_ year: Int) -> String {
        guard let planned, year <= planned else { return "" }
        return year == planned ? "，正是规划年" : "，早于规划年\(planned)年"
    }

    private func list(_ codes: [String]) -> String {
        let known = codes.compactMap { names[$0] }
        guard !known.isEmpty else { return "" }
        return "：\(known.prefix(5).joined(separator: "、"))\(known.count > 5 ? "等" : "")"
    }
}
