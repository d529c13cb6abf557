import Supervision

/// The same for a person: 万元 with two digits.
struct ImprovementLines {
    let lines: [String]

    init(_ improvement: Improvement) {
        var lines = [Self.head(improvement)]
        lines += improvement.obstacles.map { "  \($0.message)" }
        guard let plan = improvement.plan else {
            self.lines = lines
            return
        }
        let passes = plan.evaluation.verdict == .pass
        lines.append("补足后按\(plan.problem.standard.name)重新评估：\(passes ? "达标" : "未达标")")
        var sums: [BalanceVariable: Double] = [:]
        for line in plan.lines { sums[line.price.variable, default: 0] += line.cost }
        for variable in BalanceVariable.allCases {
            guard let cost = sums[variable] else { continue }
            lines.append("  \(variable.label)：\(Self.money(cost))")
        }
        for line in plan.lines {
            let name = line.school.name == line.school.code ? "" : " \(line.school.name)"
            let stage = line.stage.map { "（\($0.label)）" } ?? ""
            lines.append(
                "  \(line.school.code)\(name)\(stage)：\(line.price.variable.label)增加\(line.amount.text)，"
                    + Self.money(line.cost))
        }
        self.lines = lines
    }

    private static func head(_ improvement: Improvement) -> String {
        switch improvement.outcome {
        case .infeasible:
            return "在给定的单价和上限内不能达标："
        case .unfinished:
            return "时间用完，没有找到能达标的方案。请延长 --seconds。"
        case .proven, .found:
            let cost = money(improvement.plan?.cost ?? 0)
            let share = ((improvement.gap ?? 0) * 10_000).rounded(.up)
            let percent = Points(scaled: Int(share) * 100).text
            return "最省达标方案：\(cost)；至多还能省\(percent)%（下限\(money(improvement.lowerBound ?? 0))）"
        }
    }

    /// 元 as 万元, half away from zero.
    private static func money(_ cost: Double) -> String {
        let hundredths = Int(min(1e15, (cost / 100).rounded(.toNearestOrAwayFromZero)))
        return "\(Points(scaled: hundredths * 100).text)万元"
    }
}
