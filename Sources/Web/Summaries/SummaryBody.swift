import Store
import Supervision

/// A draft as it will be printed, each figure a link to the rows that it counts; what changed is marked.
struct SummaryBody {
    let draft: SummaryDraft
    let changes: [Int: SummaryChange]
    /// Whether what is not among the changes is known to be today's count; a frozen figure keeps the count of its day.
    let isCurrent: Bool

    init(_ draft: SummaryDraft, changes: [SummaryChange] = [], isCurrent: Bool = false) {
        self.draft = draft
        self.isCurrent = isCurrent
        self.changes = Dictionary(uniqueKeysWithValues: changes.map { ($0.number, $0) })
    }

    var html: HTML {
        let blocks = draft.text.renumbered.blocks.map(block)
        return """
            <div class="document-frame"><article class="document"><h1>\(draft.text.title)</h1>\(blocks)</article></div>
            """
    }

    private func block(_ block: SummaryText.Block) -> HTML {
        switch block {
        case .heading(1, let text): return "<h2>\(text)</h2>"
        case .heading(_, let text): return "<h3>\(text)</h3>"
        case .paragraph(let runs): return "<p>\(runs.map(run))</p>"
        case .table(let header, let rows):
            let head = header.map { cell -> HTML in "<th scope=\"col\">\(cell)</th>" }
            let body = rows.map { row -> HTML in
                let cells = row.map { cell -> HTML in "<td>\(cell.map(run))</td>" }
                return "<tr>\(cells)</tr>"
            }
            return "<table><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table>"
        }
    }

    private func run(_ run: SummaryText.Run) -> HTML {
        switch run {
        case .text(let text): return "\(text)"
        case .figure(let number):
            let words = draft.words(run)
            guard let change = changes[number] else {
                return FigureLink.html(words, draft.figures[number]?.link ?? "", isCurrent: isCurrent)
            }
            let now = FigureLink.html(change.new?.words ?? "（指标已不存在）", change.new?.link ?? "", isCurrent: true)
            return "<del>\(words)</del><ins>\(now)</ins>"
        }
    }
}

/// A figure that opens its rows; one that was counted on another day need not have as many as they are now.
enum FigureLink {
    static func html(_ words: String, _ link: String, isCurrent: Bool) -> HTML {
        if link.isEmpty { return "\(words)" }
        return isCurrent ? "<a href=\"\(link)\">\(words)</a>" : "<a href=\"\(link)\" data-uncounted>\(words)</a>"
    }
}

/// 数据来源: a line for each figure, as it is stated, as it is now, what it counts and where its rows are.
struct SummarySources {
    let stated: [StatedFigure]
    /// Empty where nobody looks who may count.
    let now: [SummaryMark: StatedFigure]
    let isFrozen: Bool

    var html: HTML {
        guard !stated.isEmpty else { return "<p class=\"muted\">这份稿件没有引用数字。</p>" }
        return """
            <table class="ledger"><thead><tr><th scope="col" class="num">序号</th><th scope="col">指标</th>\
            <th scope="col" class="num">\(isFrozen ? "冻结值" : "稿中")</th><th scope="col" class="num">现在</th>\
            <th scope="col" class="long">口径</th><th scope="col" class="date">统计时间</th></tr></thead>\
            <tbody>\(stated.enumerated().map { row($0.offset + 1, $0.element) })</tbody></table>
            """
    }

    private func row(_ number: Int, _ figure: StatedFigure) -> HTML {
        let value = figure.text ?? "—"
        let current: HTML =
            if let new = now[figure.mark] {
                new.text == figure.text
                    ? "<span class=\"muted\">未变</span>"
                    : "<strong>\(FigureLink.html(new.text ?? "尚无数据", new.link, isCurrent: true))</strong>"
            } else {
                now.isEmpty ? "—" : "<span class=\"late-text\">指标已不存在</span>"
            }
        let isCurrent = now[figure.mark].map { $0.text == figure.text } ?? false
        let shown = value.count > 40 ? "见正文" : value
        return """
            <tr>\(Ledger.cell("序号", "\(number)", kind: "num"))\(Ledger.cell("指标", "\(figure.name)", kind: "lead"))\
            \(Ledger.cell(isFrozen ? "冻结值" : "稿中", FigureLink.html(shown, figure.link, isCurrent: isCurrent), kind: "num"))\
            \(Ledger.cell("现在", current, kind: "num"))\(Ledger.cell("口径", "\(figure.definition)", kind: "long"))\
            \(Ledger.cell("统计时间", "\(figure.counted)", kind: "date"))</tr>
            """
    }
}
