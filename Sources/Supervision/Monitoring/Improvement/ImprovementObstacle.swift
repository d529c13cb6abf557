/// What no purchase within the bounds can bring about (无法达标的原因).
package enum ImprovementObstacle: Hashable, Sendable {
    /// A school cannot even come to the floor of an indicator.
    case floor(BalanceSchool, Stage, BalanceIndicator)
    /// A school cannot reach more indicators than the standard lets it miss.
    case tooMany(BalanceSchool, Stage, [BalanceIndicator], tolerated: Int)
    /// A coefficient stays above its limit; `least` is about what it can come down to beside all else.
    case uneven(BalanceIndicator, Stage, limit: Points, least: Double)
    /// Each demand can be met alone, but not all of them in whole units.
    case together
}

extension ImprovementObstacle {
    /// Who cannot do what, in Chinese, and what would help.
    package var message: String {
        switch self {
        case .floor(let school, let stage, let indicator):
            return "\(Self.label(school))（\(stage.label)）的“\(indicator.name)”按给出的单价和上限补足，也达不到底线。请提高上限、补上单价或调整学生数。"
        case .tooMany(let school, let stage, let indicators, let tolerated):
            let names = indicators.map(\.name).joined(separator: "、")
            return
                "\(Self.label(school))（\(stage.label)）有\(indicators.count)项按给出的单价和上限补足也不达标（\(names)），最多只容许\(tolerated)项。"
        case .uneven(let indicator, let stage, let limit, let least):
            let tenThousandth = Points(scaled: Int((min(least, 1000) * Double(Points.scale)).rounded()))
            return
                "\(stage.label)“\(indicator.name)”的差异系数最低只能降到约\(tenThousandth.text)，高于限值\(limit.text)。请提高薄弱学校的上限，或补上这种资源的单价。"
        case .together: return "各项要求单独都能达到，但在整数单位和上限之内不能同时达到。请提高上限。"
        }
    }

    private static func label(_ school: BalanceSchool) -> String {
        school.name.isEmpty || school.name == school.code ? school.code : "\(school.code) \(school.name)"
    }
}
