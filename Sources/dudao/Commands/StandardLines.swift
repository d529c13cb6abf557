import Supervision

/// A county judged by a whole standard, for a person.
struct StandardLines {
    let lines: [String]

    init(_ result: StandardEvaluation) {
        var lines = ["\(result.standard.name)：\(EvaluationLines.label(result.verdict))（\(result.standard.clause)）"]
        if !result.standard.tiers.isEmpty { lines.append("达到等次：\(result.tier?.name ?? "无")") }
        for part in result.parts {
            lines.append("\(part.part.code) \(part.part.name)：\(EvaluationLines.label(part.verdict))")
            for indicator in result.indicators where indicator.indicator.part == part.part.code {
                lines.append("  \(indicator.indicator.code) \(indicator.indicator.name)：\(indicator.grade.label)")
                lines += indicator.conditions.flatMap(Self.lines)
            }
        }
        if let resources = result.resources { lines += EvaluationLines(resources).lines }
        for obligation in result.obligations {
            lines.append(
                "容差：\(obligation.organisation)使用“\(obligation.tolerance.name)”，认定后\(obligation.tolerance.years)年内整改到位")
        }
        self.lines = lines
    }

    private static func lines(_ result: ConditionResult) -> [String] {
        var lines: [String] = []
        for value in result.values {
            let stage = value.stage.map { "\($0.label)" } ?? ""
            guard let text = value.value.map({ shown($0) }) else { continue }
            lines.append("    \(stage)\(text)\(value.limit.map { "，限值\($0.text)" } ?? "")")
        }
        if !result.failing.isEmpty {
            let names = result.failing.prefix(10).map(\.organisation).joined(separator: "、")
            lines.append("    不达标\(result.failing.count)所：\(names)\(result.failing.count > 10 ? "等" : "")")
        }
        if !result.missing.isEmpty {
            let figures = result.missing.compactMap { $0 }
            let names = figures.prefix(5).map { "\($0.organisation ?? "县") \($0.variable)" }.joined(separator: "、")
            lines.append(figures.isEmpty ? "    等待人工判定" : "    缺\(figures.count)个数据：\(names)")
        }
        return lines + result.reasons.map { "    \($0)" }
    }

    /// Ratios with the one digit of the official forms, counts whole.
    private static func shown(_ value: ExpressionValue) -> String {
        guard let quantity = value.quantity else { return value.text }
        return quantity.fraction.wholeNumber.map(String.init) ?? quantity.fraction.formatted(digits: 1)
    }
}
