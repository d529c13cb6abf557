import Store
import Supervision

/// `/summaries`: what was written from the records, and what is being written.
struct SummaryListPage: Page {
    let listing: Listing<SummaryRow>
    let years: [Int]
    let address: ListAddress
    let viewer: Viewer

    var title: String { "总结与通报" }
    var section: String { "/summaries" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "年度工作总结、月度通报和诊断报告由台账数字写成；签发时数字冻结，并附数据来源。", actions: actions).html)
        \(FilterBar(address, filters).html)
        \(table.html)
        """
    }

    private var actions: HTML? {
        guard Role.office.contains(viewer.role) else { return nil }
        return """
            <a class="button primary" href="/summaries/new">起草</a><a class="button" href="/summaries/templates">总结模板</a>
            """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "标题或文号"),
            FilterBar.choice(address, "kind", "种类", Summary.Kind.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "year", "年度", years.map { Choice("\($0)", "\($0)年") }),
            FilterBar.choice(
                address, "state", "状态", SummaryFilter.State.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("标题", sort: "title", kind: "long"), .init("期间", sort: "span", kind: "nowrap"), .init("地区"),
                .init("状态"), .init("文号", kind: "nowrap"), .init("签发日期", sort: "issued", kind: "date"),
                .init("更新时间", sort: "updated", kind: "date"),
            ], listing, at: address, unit: "份", exportPath: "/summaries/export.xlsx", empty: empty, row: row)
    }

    private var empty: HTML {
        Role.office.contains(viewer.role)
            ? "<div class=\"empty\"><strong>没有总结或通报</strong><p>选好年份和模板，系统按台账写出初稿。</p><a class=\"button\" href=\"/summaries/new\">起草</a></div>"
            : "<div class=\"empty\"><strong>没有总结或通报</strong><p>督导室起草后会列在这里。</p></div>"
    }

    private func row(_ row: SummaryRow) -> HTML {
        let title: HTML = "<a href=\"/summaries/\(row.id)\">\(row.title)</a><small>\(row.kind.label)</small>"
        return """
            <tr class="\(row.state == .withdrawn ? "closed" : "")">\(Ledger.cell("标题", title, kind: "long lead"))\
            \(Ledger.cell("期间", "\(row.span?.label ?? "—")", kind: "nowrap"))\(Ledger.cell("地区", "\(row.region)"))\
            \(Ledger.cell("状态", SummaryState.badge(row.state)))\
            \(Ledger.cell("文号", "\(row.number.isEmpty ? "—" : row.number)", kind: "nowrap"))\
            \(Ledger.cell("签发日期", row.issuedOn.map { When.html($0) } ?? "—", kind: "date"))\
            \(Ledger.cell("更新时间", When.html(row.updatedAt.day), kind: "date"))</tr>
            """
    }
}

extension SummaryFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        kind = Summary.Kind(rawValue: address.filter("kind"))
        year = Int(address.filter("year"))
        state = State(rawValue: address.filter("state"))
        isOwn = address.filter("own") == "1"
        let order = address.sort(SummaryFilter.sorts)
        (sort, isDescending) = (order.column, order.isDescending)
    }
}
