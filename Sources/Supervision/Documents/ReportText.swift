/// The words of a 督导报告: figures and findings of a campaign, without personal data, for publication.
package enum ReportText {
    /// What it says; nothing in it names a person.
    package struct Content: Sendable {
        package var campaign: String
        package var office: String
        package var from: Day
        package var until: Day
        package var framework: String
        package var units: [(name: String, score: String, grade: String)]
        /// Grades in the order of the bands, with the number of units.
        package var grades: [(name: String, count: Int)]
        package var findings: [Finding]
        package var suggestions: [String]

        package init(
            campaign: String, office: String, from: Day, until: Day, framework: String,
            units: [(name: String, score: String, grade: String)], grades: [(name: String, count: Int)],
            findings: [Finding], suggestions: [String] = []
        ) {
            self.campaign = campaign
            self.office = office
            self.from = from
            self.until = until
            self.framework = framework
            self.units = units
            self.grades = grades
            self.findings = findings
            self.suggestions = suggestions
        }
    }

    package static func compose(_ content: Content) -> DocumentText {
        var sections: [(String, [DocumentText.Block])] = [
            ("基本情况", overview(content)), ("评估结果", results(content)),
            ("发现的主要问题", problems(content.findings)), ("整改情况", rectification(content.findings)),
        ]
        if !content.suggestions.isEmpty {
            let lines = content.suggestions.enumerated().map { "\($0.offset + 1).\($0.element)" }
            sections.append(("意见建议", lines.map { .paragraph($0) }))
        }
        let blocks = sections.enumerated().flatMap { index, section in
            [.heading(level: 1, "\(ChineseNumber.text(index + 1))、\(section.0)")] + section.1
        }
        return DocumentText(title: "\(content.campaign)督导报告", blocks: blocks)
    }

    private static func overview(_ content: Content) -> [DocumentText.Block] {
        [
            .paragraph(
                "\(content.from.chinese)至\(content.until.chinese)，\(content.office)依据《\(content.framework)》开展\(content.campaign)，"
                    + "共督导\(content.units.count)个单位。")
        ]
    }

    private static func results(_ content: Content) -> [DocumentText.Block] {
        let counts = content.grades.map { "“\($0.name)”\($0.count)个" }.joined(separator: "，")
        let rows = content.units.enumerated().map {
            ["\($0.offset + 1)", $0.element.name, $0.element.score, $0.element.grade]
        }
        return (counts.isEmpty ? [] : [.paragraph("按等次分：\(counts)。")])
            + [.table(header: ["序号", "单位", "得分", "等次"], rows: rows)]
    }

    /// Problems only by what is wrong and how grave; plans, tasks and their persons stay inside.
    private static func problems(_ findings: [Finding]) -> [DocumentText.Block] {
        guard !findings.isEmpty else { return [.paragraph("本次督导未发现突出问题。")] }
        let counts = Finding.Grade.allCases.map { grade in
            "\(grade.label)\(findings.filter { $0.grade == grade }.count)个"
        }
        let lines = findings.enumerated().map { DocumentText.Block.paragraph("\($0.offset + 1).\($0.element.problem)") }
        return [.paragraph("共发现问题\(findings.count)个，其中\(counts.joined(separator: "、"))。")] + lines
    }

    private static func rectification(_ findings: [Finding]) -> [DocumentText.Block] {
        let closed = findings.filter(\.isClosed).count
        return [.paragraph("截至报告形成时，已销号\(closed)个，正在整改\(findings.count - closed)个。")]
    }
}
