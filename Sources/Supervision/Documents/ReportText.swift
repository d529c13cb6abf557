/// The words of a 督导报告: figures and findings of a campaign, without personal data, for publication.
package enum ReportText {
    /// What it says; nothing in it names a person.
    package struct Content: Sendable {
        package var campaign: String
        package var office: String
        package var from: Day
        package var until: Day
        package var framework: String
        package var figures: ReportFigures
        package var units: [Unit]
        /// What the units came to by each further framework, in the order of the figures.
        package var further: [[Unit]] = []
        /// What was wrong, with the dimension that it belongs to; plans, tasks and their persons stay inside.
        package var problems: [(dimension: String, problem: String)]
        package var suggestions: [String]

        package typealias Unit = (name: String, score: String, grade: String)

        package init(
            campaign: String, office: String, from: Day, until: Day, framework: String, figures: ReportFigures,
            units: [(name: String, score: String, grade: String)] = [],
            problems: [(dimension: String, problem: String)] = [], suggestions: [String] = []
        ) {
            self.campaign = campaign
            self.office = office
            self.from = from
            self.until = until
            self.framework = framework
            self.figures = figures
            self.units = units
            self.problems = problems
            self.suggestions = suggestions
        }
    }

    package static func compose(_ content: Content) -> DocumentText {
        var sections: [(String, [DocumentText.Block])] = [
            ("基本情况", overview(content)), ("评估结果", results(content)),
            ("发现的主要问题", problems(content)), ("整改情况", rectification(content.figures)),
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
        let figures = content.figures
        let names = [content.framework].filter { !$0.isEmpty } + figures.further.map(\.framework)
        let basis = names.isEmpty ? "" : "依据\(names.map { "《\($0)》" }.joined(separator: "、"))"
        let drawn = figures.frame > 0 ? "纳入抽取范围的单位\(figures.frame)个，确定督导对象\(figures.drawn)个，" : ""
        return [
            .paragraph(
                "\(content.from.chinese)至\(content.until.chinese)，\(content.office)\(basis)开展\(content.campaign)。"),
            .paragraph("\(drawn)已完成实地督导评估\(figures.inspected)个。"),
        ]
    }

    private static func results(_ content: Content) -> [DocumentText.Block] {
        guard !content.figures.further.isEmpty else { return results(content.figures.grades, content.units) }
        let all =
            [(content.framework, content.figures.grades, content.units)]
            + zip(content.figures.further, content.further).map { ($0.framework, $0.grades, $1) }
        return all.enumerated().flatMap { index, part in
            [DocumentText.Block.heading(level: 2, "（\(ChineseNumber.text(index + 1))）\(part.0)")]
                + results(part.1, part.2)
        }
    }

    private static func results(_ grades: [ReportFigures.Count], _ units: [Content.Unit]) -> [DocumentText.Block] {
        let counts = grades.map { "“\($0.name)”\($0.count)个" }.joined(separator: "，")
        let rows = units.enumerated().map {
            ["\($0.offset + 1)", $0.element.name, $0.element.score, $0.element.grade]
        }
        return (counts.isEmpty ? [] : [.paragraph("按等次分：\(counts)。")])
            + (rows.isEmpty ? [] : [.table(header: ["序号", "单位", "得分", "等次"], rows: rows)])
    }

    private static func problems(_ content: Content) -> [DocumentText.Block] {
        let figures = content.figures
        guard figures.findings > 0 else { return [.paragraph("本次督导未发现突出问题。")] }
        let counts = Finding.Grade.allCases.map { "\($0.label)\(figures.findings($0))个" }.joined(separator: "、")
        let table = DocumentText.Block.table(
            header: ["方面"] + Finding.Grade.allCases.map(\.label) + ["合计"],
            rows: figures.dimensions.map { [$0.name, "\($0.ordinary)", "\($0.serious)", "\($0.grave)", "\($0.total)"] })
        return [.paragraph("共发现问题\(figures.findings)个，其中\(counts)。"), table] + listed(content)
    }

    private static func listed(_ content: Content) -> [DocumentText.Block] {
        let named = content.figures.dimensions.map { dimension in
            (dimension.name, content.problems.filter { $0.dimension == dimension.name })
        }.filter { !$0.1.isEmpty }
        return named.enumerated().flatMap { index, group in
            [DocumentText.Block.heading(level: 2, "（\(ChineseNumber.text(index + 1))）\(group.0)")]
                + group.1.enumerated().map { .paragraph("\($0.offset + 1).\($0.element.problem)") }
        }
    }

    private static func rectification(_ figures: ReportFigures) -> [DocumentText.Block] {
        guard figures.findings > 0 else { return [.paragraph("没有需要整改的问题。")] }
        return [
            .paragraph(
                "截至\(figures.countedOn.chinese)，经核查已完成整改\(figures.rectified)个，其中已销号\(figures.closed)个；"
                    + "正在整改\(figures.findings - figures.rectified)个。")
        ]
    }
}
