import Supervision

/// A county for a person: digits as the official forms print them (indicators two, coefficients three).
struct EvaluationLines {
    let lines: [String]

    init(_ result: BalanceEvaluation) {
        var lines = ["\(result.standard.name)：\(Self.label(result.verdict))（\(result.standard.clause)）"]
        for stage in result.stages {
            lines.append("\(stage.stage.label)：\(stage.schools.count)所，\(Self.label(stage.verdict))")
            for indicator in stage.indicators {
                guard let variation = indicator.variation else {
                    lines.append("  \(indicator.indicator.name)：缺数据，算不出差异系数")
                    continue
                }
                let limit = indicator.limit.map { "，限值\($0.text)\(indicator.isWithin == true ? "，达标" : "，未达标")" } ?? ""
                lines.append(
                    "  \(indicator.indicator.name)：均值\(Self.round(variation.mean, 2))，"
                        + "差异系数\(Self.round(variation.coefficient, 3))\(limit)")
            }
            if let composite = stage.composite { lines.append("  综合差异系数：\(Self.round(composite, 3))") }
            for school in stage.schools where school.verdict == .fail {
                lines.append("  未达标：\(school.school.code) \(school.school.name)，达到\(school.reached.count)项")
            }
            if !stage.missing.isEmpty {
                let matter = stage.missing.contains(where: \.couldChange) ? "可能改变结论" : "不会改变结论"
                lines.append("  缺\(stage.missing.count)个数据，\(matter)")
            }
        }
        self.lines = lines
    }

    static func label(_ verdict: BalanceVerdict) -> String {
        switch verdict {
        case .pass: "达标"
        case .fail: "未达标"
        case .undetermined: "数据不全，不能判定"
        }
    }

    /// Half away from zero, only for print.
    static func round(_ value: Double, _ digits: Int) -> String {
        let power = (0..<digits).reduce(1.0) { power, _ in power * 10 }
        let scaled = Int((value * power).rounded(.toNearestOrAwayFromZero))
        let text = String(scaled % Int(power))
        return "\(scaled / Int(power)).\(String(repeating: "0", count: digits - text.count))\(text)"
    }
}
