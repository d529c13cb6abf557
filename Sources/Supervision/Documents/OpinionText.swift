/// The words of a 督导意见书: an objective evaluation, the findings, and what is to be put right by when.
///
/// 《教育督导条例》 Article 21.
package enum OpinionText {
    /// What it says about one unit.
    package struct Content: Sendable {
        package var unit: String
        package var campaign: String
        package var inspectedOn: Day?
        package var score: String
        package var grade: String
        package var evaluation: String
        /// One line per node of the first level: name, score, full marks.
        package var dimensions: [(name: String, score: String, maximum: String)]
        package var findings: [Problem]
        package var defence: [DefencePoint]
        /// By framework, where one visit assessed by several; empty otherwise.
        package var results: [Result] = []

        package typealias Result = (framework: String, score: String, grade: String)

        /// One finding: what is wrong, what is asked for, and by when, as a day or as days from the issue.
        package typealias Problem = (problem: String, requirement: String, due: Day?, days: Int?)

        package init(
            unit: String, campaign: String, inspectedOn: Day?, score: String, grade: String, evaluation: String,
            dimensions: [(name: String, score: String, maximum: String)] = [],
            findings: [Problem] = [], defence: [DefencePoint] = []
        ) {
            self.unit = unit
            self.campaign = campaign
            self.inspectedOn = inspectedOn
            self.score = score
            self.grade = grade
            self.evaluation = evaluation
            self.dimensions = dimensions
            self.findings = findings
            self.defence = defence
        }
    }

    package static func compose(_ content: Content) -> DocumentText {
        let day = content.inspectedOn.map { "于\($0.chinese)" } ?? ""
        var sections: [(String, [DocumentText.Block])] = [
            ("总体评价", evaluation(content))
        ]
        if !content.findings.isEmpty { sections.append(("存在的问题", problems(content.findings))) }
        sections.append(("整改要求", requirements(content.findings)))
        if !content.defence.isEmpty { sections.append(("申辩及采纳情况", replies(content.defence))) }
        let opening = "根据《教育督导条例》，督导组\(day)对你单位进行了\(content.campaign)。现提出如下督导意见。"
        let body = sections.enumerated().flatMap { index, section in
            [.heading(level: 1, "\(ChineseNumber.text(index + 1))、\(section.0)")] + section.1
        }
        return DocumentText(
            title: "\(content.campaign)督导意见书", recipient: content.unit, blocks: [.paragraph(opening)] + body)
    }

    private static func evaluation(_ content: Content) -> [DocumentText.Block] {
        var blocks: [DocumentText.Block] = []
        if !content.evaluation.isBlank { blocks.append(.paragraph(content.evaluation)) }
        if content.results.count > 1 {
            blocks.append(.paragraph("本次督导一次到校，按\(content.results.count)套指标体系分别评估，结果如下："))
            blocks.append(
                .table(
                    header: ["指标体系", "得分", "等次"], rows: content.results.map { [$0.framework, $0.score, $0.grade] }))
        } else {
            blocks.append(.paragraph("本次督导评估得分\(content.score)分，等次为“\(content.grade)”。"))
        }
        if !content.dimensions.isEmpty {
            blocks.append(
                .table(header: ["一级指标", "得分", "满分"], rows: content.dimensions.map { [$0.name, $0.score, $0.maximum] }))
        }
        return blocks
    }

    private static func problems(
        _ findings: [Content.Problem]
    ) -> [DocumentText.Block] {
        findings.enumerated().map { .paragraph("\($0.offset + 1).\($0.element.problem)") }
    }

    private static func requirements(
        _ findings: [Content.Problem]
    ) -> [DocumentText.Block] {
        guard !findings.isEmpty else { return [.paragraph("本次督导未发现需限期整改的问题，请继续保持并不断提高办学水平。")] }
        let lines = findings.enumerated().map { index, finding in
            let days = finding.days.map { "自本意见书发出之日起\($0)日内完成" }
            let due = finding.due.map { "于\($0.chinese)前完成" } ?? days ?? "期限另行通知"
            return DocumentText.Block.paragraph("\(index + 1).\(finding.requirement)（\(due)）")
        }
        return lines + [.paragraph("请认真整改，并按期报送整改情况和佐证材料。督导室将进行核查。")]
    }

    private static func replies(_ points: [DefencePoint]) -> [DocumentText.Block] {
        let rows = points.map { [$0.text, $0.answer?.text ?? "", $0.answer?.change ?? "未作改动"] }
        return [.table(header: ["申辩内容", "答复", "改动"], rows: rows)]
    }
}
