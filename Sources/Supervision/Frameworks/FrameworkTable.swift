/// A framework as the rows of one sheet: a few named lines, a header, then one row per node.
package enum FrameworkTable {
    package enum Column: String, CaseIterable, Sendable {
        case number = "编号"
        case title = "名称"
        case weight = "分值"
        case kind = "类型"
        case max = "满分"
        case levels = "等级"
        case unit = "单位"
        case target = "目标"
        case cap = "否决后等次"
        case evidence = "需佐证"
        case basis = "依据"
        case guidance = "观察要点"
        case method = "评估方法"
        case kinds = "适用类型"
        case stages = "适用学段"
    }

    enum Line: String, CaseIterable {
        case name = "指标体系"
        case code = "代码"
        case label = "说明"
        case template = "模板"
        case bands = "等次"
    }

    /// The rows, each as wide as the header; `parse` reads them back to the same framework.
    package static func rows(_ framework: Framework) -> [[String]] {
        let head = [
            [Line.name.rawValue, framework.name], [Line.code.rawValue, framework.code],
            [Line.label.rawValue, framework.label], [Line.template.rawValue, framework.isTemplate ? "是" : "否"],
            [Line.bands.rawValue, ListText.bands(framework.bands)],
        ]
        let rows = head + [Column.allCases.map(\.rawValue)] + framework.allNodes.map(cells)
        return rows.map { $0 + Array(repeating: "", count: Column.allCases.count - $0.count) }
    }

    private static func cells(_ node: FrameworkNode) -> [String] {
        Column.allCases.map { text(node, $0) }
    }

    /// What a node says in one column.
    package static func text(_ node: FrameworkNode, _ column: Column) -> String {
        switch column {
        case .number: node.number
        case .title: node.title
        case .weight: node.weight.text
        default: node.criterion.map { cell($0, column) } ?? ""
        }
    }

    private static func cell(_ criterion: Criterion, _ column: Column) -> String {
        switch (column, criterion.kind) {
        case (.kind, let kind): kind.label
        case (.max, .scored(let max)): max.text
        case (.levels, .graded(let levels)): ListText.levels(levels)
        case (.unit, .counted(let unit, _)): unit
        case (.target, .counted(_, let target)): target?.text ?? ""
        case (.cap, .veto(let cap)): cap ?? ""
        case (.evidence, _): criterion.requiresEvidence ? "是" : "否"
        case (.basis, _): criterion.basis
        case (.guidance, _): criterion.guidance
        case (.method, _): criterion.method
        case (.kinds, _): criterion.applicability.kinds.joined(separator: "；")
        case (.stages, _): criterion.applicability.stages.joined(separator: "；")
        default: ""
        }
    }
}

/// Lists inside one cell: parts by `；`, name and value by `=`.
enum ListText {
    /// Whether a character has a meaning of its own in such a list, so that no name may hold it.
    static func isReserved(_ character: Character) -> Bool { "；;=＝".contains(character) }

    /// Such as `优=100；良=80`.
    static func levels(_ levels: [Criterion.Level]) -> String {
        levels.map { "\($0.name)=\($0.share.text)" }.joined(separator: "；")
    }

    static func levels(_ text: String) -> [Criterion.Level]? {
        all(parts(text).map { part in pair(part).flatMap { name, value in Points(value).map { .init(name, $0) } } })
    }

    /// Such as `优秀=90~；良好=80~90`.
    static func bands(_ bands: [Band]) -> String {
        bands.map { "\($0.name)=\($0.atLeast.text)~\($0.below?.text ?? "")" }.joined(separator: "；")
    }

    static func bands(_ text: String) -> [Band]? { all(parts(text).map(band)) }

    static func parts(_ text: String) -> [String] {
        text.split(whereSeparator: { $0 == "；" || $0 == ";" }).map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    private static func band(_ part: String) -> Band? {
        guard let (name, value) = pair(part) else { return nil }
        let ends = value.split(whereSeparator: { $0 == "~" || $0 == "～" }, omittingEmptySubsequences: false)
            .map { String($0).trimmed }
        guard ends.count == 2, let atLeast = Points(ends[0]) else { return nil }
        if ends[1].isEmpty { return Band(name, atLeast: atLeast, below: nil) }
        return Points(ends[1]).map { Band(name, atLeast: atLeast, below: $0) }
    }

    private static func pair(_ part: String) -> (String, String)? {
        guard let mark = part.lastIndex(where: { $0 == "=" || $0 == "＝" }) else { return nil }
        let name = String(part[..<mark]).trimmed
        return name.isEmpty ? nil : (name, String(part[part.index(after: mark)...]).trimmed)
    }

    private static func all<Value>(_ values: [Value?]) -> [Value]? {
        let known = values.compactMap { $0 }
        return known.count == values.count && !known.isEmpty ? known : nil
    }
}

extension Collection {
    fileprivate func split(
        whereSeparator isSeparator: (Element) -> Bool, omittingEmptySubsequences: Bool
    ) -> [SubSequence] {
        split(maxSplits: Int.max, omittingEmptySubsequences: omittingEmptySubsequences, whereSeparator: isSeparator)
    }
}
