import Store
import Supervision

/// Uses as a plain table, where they stand beside something else.
enum ResultUseTable {
    static func html(_ rows: [ResultUseRow]) -> HTML {
        guard !rows.isEmpty else { return "<p class=\"muted\">还没有运用记录。</p>" }
        return """
            <table class="ledger"><thead><tr><th scope="col">用途</th><th scope="col">督导</th><th scope="col">等次</th>\
            <th scope="col">调阅人</th><th scope="col" class="date">调阅日期</th><th scope="col" class="long">决定</th></tr></thead>\
            <tbody>\(rows.map(row))</tbody></table>
            """
    }

    static func row(_ row: ResultUseRow) -> HTML {
        """
        <tr>\(Ledger.cell("用途", "<a href=\"/results/uses/\(row.id)\">\(row.use.purpose.label)</a>", kind: "lead"))\
        \(Ledger.cell("督导", "\(row.source)"))\(Ledger.cell("等次", "\(row.grade)"))\
        \(Ledger.cell("调阅人", "\(row.byName)"))\(Ledger.cell("调阅日期", When.html(row.use.on), kind: "date"))\
        \(Ledger.cell("决定", row.use.decidedOn == nil ? Badge.html("待记录", .warn) : "\(row.use.decision)", kind: "long"))</tr>
        """
    }
}

/// Every use of a result in the viewer's office.
struct ResultUseListPage: Page {
    let listing: Listing<ResultUseRow>
    let address: ListAddress
    let today: Day
    /// Whether the viewer may open the results that uses come from.
    let opensResults: Bool
    var saving: HTML?

    var title: String { "运用记录" }
    var section: String { "/results" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: opensResults ? [("结果运用", "/results")] : [], actions: saving).html)
        \(FilterBar(address, filters).html)
        \(figures.note)
        \(table)
        """
    }

    private var figures: FigureNarrowing { FigureNarrowing(.resultUses, address, but: ["purpose", "decided", "year"]) }

    private var filters: [HTML] {
        let years = ((today.year - 5)...today.year).reversed().map { Choice("\($0)", "\($0)年") }
        return [
            figures.hidden, FilterBar.search(address, hint: "单位或代码"),
            FilterBar.choice(
                address, "purpose", "用途", ResultUse.Purpose.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "decided", "决定", [Choice("yes", "已记录"), Choice("no", "待记录")]),
            FilterBar.choice(address, "year", "调阅年份", years),
        ]
    }

    private var table: HTML {
        Ledger(
            [
                .init("单位", sort: "unit"), .init("用途"), .init("督导"), .init("等次"), .init("调阅人"),
                .init("调阅日期", sort: "at", kind: "date"), .init("决定", kind: "long"),
            ], listing, at: address, unit: "次", exportPath: "/results/uses/export.xlsx",
            empty: opensResults
                ? """
                <div class="empty"><strong>没有运用记录</strong>在“<a href="/results">结果运用</a>”里为年检、级类或评优调阅结果，就有记录。</div>
                """ : "<div class=\"empty\"><strong>没有运用记录</strong>督导室为年检、级类或评优调阅结果后，就有记录。</div>",
            row: row
        ).html
    }

    private func row(_ row: ResultUseRow) -> HTML {
        """
        <tr>\(Ledger.cell("单位", "<a href=\"/results/uses/\(row.id)\">\(row.name)</a><small>\(row.code)</small>", kind: "lead"))\
        \(Ledger.cell("用途", "\(row.use.purpose.label)"))\(Ledger.cell("督导", "\(row.source)"))\
        \(Ledger.cell("等次", "\(row.grade)"))\(Ledger.cell("调阅人", "\(row.byName)"))\
        \(Ledger.cell("调阅日期", When.html(row.use.on), kind: "date"))\
        \(Ledger.cell("决定", row.use.decidedOn == nil ? Badge.html("待记录", .warn) : "\(row.use.decision)", kind: "long"))</tr>
        """
    }
}
