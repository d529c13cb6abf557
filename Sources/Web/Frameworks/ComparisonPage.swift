import Office
import Store
import Supervision

/// What changed between two versions of a framework.
struct ComparisonPage: Page {
    let old: FrameworkVersion
    let new: FrameworkVersion
    let history: [FrameworkVersion]
    let comparison: FrameworkComparison

    init(_ old: FrameworkVersion, _ new: FrameworkVersion, history: [FrameworkVersion]) {
        self.old = old
        self.new = new
        self.history = history
        comparison = FrameworkComparison(from: old.framework, to: new.framework)
    }

    private var path: String { "/frameworks/versions/\(new.id)" }
    var title: String { "版本比较" }
    var section: String { "/frameworks" }

    var main: HTML {
        let head = PageHead(
            title, crumbs: [("指标体系", "/frameworks"), (new.framework.name, path)],
            subtitle: "\(ComparisonPage.name(old)) → \(ComparisonPage.name(new))")
        return """
            \(head.html)
            \(choice)
            \(comparison.isEmpty ? same : content)
            """
    }

    private static func name(_ version: FrameworkVersion) -> String {
        "\(version.framework.name) 第\(version.framework.version)版（\(version.framework.state.label)）"
    }

    private var choice: HTML {
        let others = history.filter { $0.id != new.id }
            .map { Choice($0.id.rawValue, "第\($0.framework.version)版（\($0.framework.state.label)）") }
        guard others.count > 1 else { return .empty }
        return """
            <form class="filters" method="get" action="\(path)/comparison"><div class="field"><label for="with">与哪一版比较</label>\
            <select id="with" name="with">\(Choice.list(others, chosen: [old.id.rawValue]))</select></div>\
            <div class="actions"><button>比较</button></div></form>
            """
    }

    private var same: HTML {
        "<div class=\"empty\"><strong>两个版本的内容完全相同</strong>名称、等次和每个指标都没有变化。</div>"
    }

    private var content: HTML {
        let figures = [
            ("新增", comparison.added), ("删除", comparison.removed), ("修改", comparison.changed), ("移动", comparison.moved),
        ].map { label, count -> HTML in
            "<div><dt>\(label)</dt><dd><a href=\"#rows\">\(count)</a><small>项</small></dd></div>"
        }
        return """
            <dl class="figures">\(figures)</dl>
            \(comparison.facts.isEmpty ? nil : facts)
            <section class="section" id="rows"><h2>指标</h2>\(table)</section>
            """
    }

    private var facts: HTML {
        "<section class=\"section\"><h2>整体</h2><dl class=\"facts\">\(comparison.facts.map(fact))</dl></section>"
    }

    private func fact(_ difference: FrameworkComparison.Difference) -> HTML {
        "<dt>\(difference.field)</dt><dd>\(ComparisonPage.change(difference))</dd>"
    }

    private static func change(_ difference: FrameworkComparison.Difference) -> HTML {
        let old: HTML? = difference.old.isEmpty ? nil : "<del>\(difference.old)</del> "
        let new: HTML? = difference.new.isEmpty ? nil : "<ins>\(difference.new)</ins>"
        return "\(old)\(new)"
    }

    private var table: HTML {
        let rows = comparison.rows.filter { !$0.isSame }
        let unchanged = comparison.rows.count - rows.count
        guard !rows.isEmpty else { return "<p>各项指标没有变化。</p>" }
        return """
            <table class="ledger"><thead><tr><th scope="col">变化</th><th scope="col">原编号</th><th scope="col">现编号</th>\
            <th scope="col">指标</th><th scope="col">改动</th></tr></thead><tbody>\(rows.map(row))</tbody></table>
            <div class="table-foot"><span>共 <strong>\(rows.count)</strong> 项变化，另有 \(unchanged) 项没有变化</span>\
            <a href="\(path)/comparison.xlsx?with=\(old.id.rawValue)">导出 XLSX</a></div>
            """
    }

    private func row(_ row: FrameworkComparison.Row) -> HTML {
        let title = row.new?.title ?? row.old?.title ?? ""
        let name: HTML = row.new.map { "<a href=\"\(path)#c\($0.number)\">\(title)</a>" } ?? "<del>\(title)</del>"
        let changes = row.differences.map { difference -> HTML in
            "<div>\(difference.field)：\(ComparisonPage.change(difference))</div>"
        }
        return """
            <tr>\(Ledger.cell("变化", .joined(row.marks.map { Badge.html($0.word, $0.tone) })))\
            \(Ledger.cell("原编号", "\(row.old?.number)", kind: "code"))\(Ledger.cell("现编号", "\(row.new?.number)", kind: "code"))\
            \(Ledger.cell("指标", name))\(Ledger.cell("改动", .joined(changes), kind: "long"))</tr>
            """
    }

    // MARK: Sheet

    static let sheet: [SheetLayout.Column] = [
        .init("变化"), .init("原编号", kind: .text), .init("现编号", kind: .text), .init("指标", width: 40), .init("栏目"),
        .init("原内容", width: 40), .init("现内容", width: 40),
    ]

    /// A line for each thing that changed.
    var lines: [[SheetCell]] {
        let facts = comparison.facts.map { ["整体", "", "", "", $0.field, $0.old, $0.new] }
        let rows = comparison.rows.filter { !$0.isSame }.flatMap { row -> [[String]] in
            let head = [
                row.marks.map(\.word).joined(separator: "、"), row.old?.number ?? "", row.new?.number ?? "",
                row.new?.title ?? row.old?.title ?? "",
            ]
            return row.differences.isEmpty
                ? [head + ["", "", ""]] : row.differences.map { head + [$0.field, $0.old, $0.new] }
        }
        return (facts + rows).map { $0.map { $0.isEmpty ? SheetCell.empty : .text($0) } }
    }
}

extension FrameworkComparison.Row {
    /// What became of it, in words.
    fileprivate var marks: [(word: String, tone: Badge.Tone)] {
        if isAdded { return [("新增", .good)] }
        if isRemoved { return [("删除", .late)] }
        return (isChanged ? [("修改", .warn)] : []) + (isMoved ? [("移动", .active)] : [])
    }
}
