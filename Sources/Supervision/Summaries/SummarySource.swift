/// Everything that a draft is written from.
package struct SummarySource: Sendable {
    package var title: String
    package var facts: [SummaryTemplate.Fact: String]
    package var book: [SummaryMark: StatedFigure]
    package var plan: [PlannedWork]
    package var tables: [String: Table]

    package init(
        title: String, facts: [SummaryTemplate.Fact: String] = [:], book: [SummaryMark: StatedFigure] = [:],
        plan: [PlannedWork] = [], tables: [String: Table] = [:]
    ) {
        self.title = title
        self.facts = facts
        self.book = book
        // A target's figure can be stated like any other.
        for target in plan.flatMap(\.targets) {
            for figure in [target.figure, target.change].compactMap({ $0 }) { self.book[figure.mark] = figure }
        }
        self.plan = plan
        self.tables = tables
    }

    package func words(_ fact: SummaryTemplate.Fact) -> String { facts[fact] ?? "【待填：\(fact.rawValue)】" }

    /// Rows of names and figures.
    package struct Table: Hashable, Sendable {
        package var header: [String]
        package var rows: [[Cell]]

        package init(header: [String], rows: [[Cell]]) {
            self.header = header
            self.rows = rows
        }
    }

    package enum Cell: Hashable, Sendable {
        case text(String)
        case figure(StatedFigure)
    }
}

/// What a summary says of an item of the plan.
enum PlanSentences {
    /// 序 + title, then each target with what became of it; a target without a figure is left to be filled in.
    static func begun(_ item: PlannedWork) -> [SummaryTemplate.Piece] {
        var pieces: [SummaryTemplate.Piece] = [.ordinal, .text(sentence(item.title))]
        for target in item.targets {
            pieces.append(.text("年初计划\(target.text)，"))
            guard let figure = target.figure else {
                pieces.append(.text("实际完成【待填：\(target.text)的完成情况】。"))
                continue
            }
            // 五年一轮 is told by a share, 每月1次 by 所次: the figure's own unit says what was counted.
            let isShare = StatedFigure.isShare(figure.unit)
            pieces.append(.text(isShare == StatedFigure.isShare(target.unit) ? "实际完成" : "\(figure.name)"))
            pieces.append(.figure(.init(figure.mark, isRequired: true)))
            pieces.append(.text(isShare ? "" : figure.unit.isEmpty ? target.unit : figure.unit))
            if let change = target.change, change.text != nil {
                pieces += [.text("，"), .figure(.init(change.mark, isRequired: true))]
            }
            pieces.append(.text("。"))
        }
        return pieces
    }

    static func unfinished(_ item: PlannedWork) -> [SummaryTemplate.Piece] {
        let bare = String(item.title.reversed().drop { "。；".contains($0) }.reversed())
        let wanted = item.targets.isEmpty ? "" : "（\(item.targets.map(\.text).joined(separator: "，"))）"
        let reason =
            item.note.isBlank
            ? ""
            : "，\(item.progress == .dropped ? "原因" : "说明")：\(String(item.note.trimmed.reversed().drop { $0 == "。" }.reversed()))"
        return [.ordinal, .text("年初计划的“\(bare)”\(wanted)\(state(item.progress))\(reason)。")]
    }

    private static func state(_ progress: PlannedWork.Progress) -> String {
        switch progress {
        case .waiting: "尚未开展"
        case .running, .done: "尚未全部完成"
        case .dropped: "未实施"
        }
    }

    private static func sentence(_ title: String) -> String {
        let bare = title.trimmed
        guard let last = bare.last else { return "" }
        if "。！？".contains(last) { return bare }
        return ("；;，,、".contains(last) ? String(bare.dropLast()) : bare) + "。"
    }
}
