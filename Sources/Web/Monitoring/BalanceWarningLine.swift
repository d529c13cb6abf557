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
        self.warning = warning
        self.names = names
        self.address = address
        self.planned = planned
    }

    private var standard: BalanceStandard { address.question.standard }

    var html: HTML {
        let stage = ("stage", warning.stage.rawValue)
        if case .fell(let year, let codes) = warning.reason {
            let link = address.link("/balance/schools", [stage, ("verdict", "fail")])
            let count: HTML = "<a href=\"\(link)\" data-uncounted>\(codes.count)所</a>"
            return "\(warning.stage.label)有\(count)学校\(year)年达标、现在不达标\(warning.list(names))。"
        }
        let name = standard.indicators.first { $0.code == warning.indicator }.map { indicator -> HTML in
            "<a href=\"\(address.link("/balance/indicators/\(indicator.code)", [stage]))\">\(indicator.name)</a>"
        }
        return "\(warning.stage.label)“\(name)”\(warning.coefficients(planned: planned))"
    }

    /// The same without links.
    var plain: String { warning.sentence(in: standard, names: names, planned: planned) }
}
