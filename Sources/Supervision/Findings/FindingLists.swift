/// 问题清单: one row per finding.
package struct ProblemRow: Hashable, Sendable {
    package static let headers = ["序号", "问题编号", "问题来源", "问题描述", "对应指标", "严重程度", "整改要求", "责任单位", "整改时限", "状态"]
    package let cells: [String]
}

/// 任务清单: one row per task of a plan, or per part that has none yet.
package struct TaskRow: Hashable, Sendable {
    package static let headers = ["序号", "问题编号", "责任单位", "整改措施", "整改任务", "任务责任人", "完成时限", "状态"]
    package let cells: [String]
}

/// 责任清单: one row per part.
package struct ResponsibilityRow: Hashable, Sendable {
    package static let headers = ["序号", "问题编号", "问题描述", "责任单位", "配合单位", "责任人", "整改时限", "状态"]
    package let cells: [String]
}

/// Three views of one ledger.
package enum FindingLists {
    /// The name of a unit by its id.
    package typealias Names = (OrganisationID) -> String

    package static func problems(_ findings: [Finding], names: Names) -> [ProblemRow] {
        findings.enumerated().map { index, finding in
            let parts = finding.parts
            return ProblemRow(cells: [
                "\(index + 1)", finding.number, finding.source.label, finding.problem, finding.criterion,
                finding.grade.label, finding.requirement,
                parts.map { names($0.organisation) }.joined(separator: "、"),
                day(parts.compactMap(\.dueOn).max()), state(finding),
            ])
        }
    }

    package static func tasks(_ findings: [Finding], names: Names) -> [TaskRow] {
        var rows: [TaskRow] = []
        for finding in findings {
            for part in finding.parts {
                let plan = part.plan ?? RectificationPlan(measures: "")
                let tasks = plan.tasks.isEmpty ? [RectificationPlan.Task("")] : plan.tasks
                for task in tasks {
                    let people = task.responsible.isEmpty ? plan.responsible : task.responsible
                    rows.append(
                        TaskRow(cells: [
                            "\(rows.count + 1)", finding.number, names(part.organisation), plan.measures, task.text,
                            people.joined(separator: "、"), day(task.dueOn ?? part.dueOn), part.state.label,
                        ]))
                }
            }
        }
        return rows
    }

    package static func responsibilities(_ findings: [Finding], names: Names) -> [ResponsibilityRow] {
        let pairs = findings.flatMap { finding in finding.parts.map { (finding, $0) } }
        return pairs.enumerated().map { index, pair in
            let (finding, part) = pair
            return ResponsibilityRow(cells: [
                "\(index + 1)", finding.number, finding.problem, names(part.organisation),
                part.cooperating.map(names).joined(separator: "、"),
                (part.plan?.responsible ?? []).joined(separator: "、"), day(part.dueOn), part.state.label,
            ])
        }
    }

    private static func day(_ day: Day?) -> String { day?.chinese ?? "" }

    private static func state(_ finding: Finding) -> String {
        if finding.parts.count == 1 { return finding.parts[0].state.label }
        let closed = finding.parts.filter { $0.state == .closed }.count
        return finding.isClosed ? "已销号" : "已销号\(closed)/\(finding.parts.count)"
    }
}
