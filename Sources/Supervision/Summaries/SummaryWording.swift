/// A template as it is kept: its kind, its name, the title and the body in the language of `SummaryTemplate`.
package struct SummaryWording: Hashable, Sendable {
    package var kind: Summary.Kind
    package var name: String
    package var title: String
    package var body: String

    package init(kind: Summary.Kind, name: String, title: String, body: String) {
        self.kind = kind
        self.name = name
        self.title = title
        self.body = body
    }

    package static let nameLimit = 50
    package static let bodyLimit = 30_000

    /// What keeps it from being kept, by field, in Chinese; empty when nothing does.
    package func problems(isKnown: (SummaryMark) -> Bool = { _ in true }) -> [String: String] {
        var problems: [String: String] = [:]
        if name.isBlank || name.count > SummaryWording.nameLimit { problems["name"] = "请填写模板名称，50字以内。" }
        if let problem = titleProblem { problems["title"] = problem }
        if body.isBlank || body.count > SummaryWording.bodyLimit { problems["body"] = "请填写正文，30000字以内。" }
        let (template, wrong) = SummaryTemplateParser.parse(body)
        let tables = template.tables.filter { name in !SummaryTable.allCases.contains { $0.rawValue == name } }
            .map { "没有名为“\($0)”的表格，可用的有\(SummaryTable.names)。" }
        let all = wrong.map(\.chinese) + template.unknown(isKnown).map(\.chinese) + tables
        if problems["body"] == nil, !all.isEmpty {
            problems["body"] = all.prefix(8).joined() + (all.count > 8 ? "另有\(all.count - 8)处。" : "")
        }
        return problems
    }

    /// A title knows facts and no figures.
    private var titleProblem: String? {
        guard !title.isBlank, title.count <= Summary.titleLimit, !title.contains(where: \.isNewline) else {
            return "请填写标题，\(Summary.titleLimit)字以内。"
        }
        let (template, wrong) = SummaryTemplateParser.parse(title)
        if let first = wrong.first { return first.chinese }
        let isPlain =
            template.parts.allSatisfy { if case .line = $0 { true } else { false } } && template.figures.isEmpty
        return isPlain
            ? nil : "标题里只能用\(SummaryTemplate.Fact.allCases.map { "{{\($0.rawValue)}}" }.joined(separator: "、"))。"
    }

    /// The title with its facts in it.
    package func title(_ facts: [SummaryTemplate.Fact: String]) -> String {
        let pieces = SummaryTemplateParser.parse(title).template.parts.flatMap(\.lines).flatMap(\.pieces)
        return pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .fact(let fact): facts[fact] ?? ""
            case .figure, .ordinal: ""
            }
        }.joined()
    }
}

/// The tables that a template may name.
package enum SummaryTable: String, Hashable, Sendable, CaseIterable {
    case dimensions = "问题分布"
    case units = "单位整改"
    case late = "逾期单位"
    case campaigns = "督导项目"

    package static var names: String { allCases.map(\.rawValue).joined(separator: "、") }

    package var note: String {
        switch self {
        case .dimensions: "按指标体系的一级指标分列的问题数"
        case .units: "各责任单位的问题、销号和逾期数"
        case .late: "有逾期未整改问题的责任单位"
        case .campaigns: "统计期内实施的督导项目及其完成情况"
        }
    }
}
