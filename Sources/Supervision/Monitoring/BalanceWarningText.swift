extension BalanceWarning {
    /// What it is about, in a few words.
    package func title(in standard: BalanceStandard) -> String {
        switch reason {
        case .crossed: "\(stage.label)\(name(in: standard))差异系数超出限值"
        case .drifting(let year, _, _, _): "\(stage.label)\(name(in: standard))差异系数\(year)年将超出限值"
        case .fell(_, let codes): "\(stage.label)有\(codes.count)所学校不再达标"
        }
    }

    /// The warning with its reason.
    ///
    /// `names` are those of schools by code; schools that are not in it are only counted. `planned` is the year in which
    /// the county is to pass.
    package func sentence(in standard: BalanceStandard, names: [String: String] = [:], planned: Int? = nil) -> String {
        switch reason {
        case .fell(let year, let codes):
            "\(stage.label)有\(codes.count)所学校\(year)年达标、现在不达标\(list(names))。"
        default: "\(stage.label)“\(name(in: standard))”\(coefficients(planned: planned))"
        }
    }

    /// What the coefficient did or will do; empty where the warning is about schools.
    package func coefficients(planned: Int?) -> String {
        switch reason {
        case .crossed(let year, let before, let now, let limit):
            let (from, to) = (
                BalanceText.coefficient(before), BalanceText.coefficient(now, limit: limit, isWithin: false)
            )
            return "差异系数由\(year)年的\(from)升到\(to)，超出限值\(BalanceText.limit(limit))。"
        case .drifting(let year, let perYear, let now, let limit):
            let (now, step) = (BalanceText.coefficient(now), BalanceText.coefficient(perYear))
            let against = planned.map { year < $0 ? "，早于规划年\($0)年" : year == $0 ? "，正是规划年" : "" } ?? ""
            return "差异系数现为\(now)，近年平均每年上升\(step)，照此\(year)年将超出限值\(BalanceText.limit(limit))\(against)。"
        case .fell: return ""
        }
    }

    /// The names of the schools that fell, after a colon; empty where none is known.
    package func list(_ names: [String: String]) -> String {
        guard case .fell(_, let codes) = reason else { return "" }
        let known = codes.compactMap { names[$0] }
        guard !known.isEmpty else { return "" }
        return "：\(known.prefix(10).joined(separator: "、"))\(known.count > 10 ? "等" : "")"
    }

    private func name(in standard: BalanceStandard) -> String {
        standard.indicators.first { $0.code == indicator }?.name ?? ""
    }
}
