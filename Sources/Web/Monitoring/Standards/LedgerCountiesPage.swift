import Store
import Supervision

/// The counties from which an office above chooses one whose ledger it reads.
struct LedgerCountiesPage: Page {
    let counties: [LedgerCounty]
    let standard: Standard
    let standards: [Standard]
    let year: Int
    let address: LedgerAddress
    /// Where a chosen county leads: the ledger, or its obligations.
    let path: String

    var title: String { path == "/ledger" ? "指标台账" : "限期整改事项" }
    var section: String { path }

    var main: HTML {
        let years = ((year - 4)...(year + 1)).reversed().map { $0 }
        return """
            \(PageHead(title, subtitle: "\(year)年 · \(standard.name) · 请选择区县").html)
            \(FilterBar(address.list, [FilterBar.search(address.list, hint: "区县名称")] + address.filters(years, standards)).html)
            \(table.html)
            """
    }

    private var table: Ledger {
        let text = address.list.filter("q")
        let order = address.list.sort(["code", "-open", "-judged", "-units"])
        let found = counties.filter { text.isEmpty || $0.name.contains(text) || $0.region == text }.sorted {
            switch order.column {
            case "open": ($0.open, $0.region) < ($1.open, $1.region)
            case "judged": ($0.judged, $0.region) < ($1.judged, $1.region)
            case "units": ($0.units, $0.region) < ($1.units, $1.region)
            default: $0.region < $1.region
            }
        }
        let rows = order.isDescending ? found.reversed() : found
        let page = address.list.page
        return Ledger(
            [
                .init("区县", sort: "code", kind: "lead"), .init("填报单位", sort: "units", kind: "num"),
                .init("人工判定", sort: "judged", kind: "num"), .init("整改中的问题", sort: "open", kind: "num"),
            ], Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page),
            at: address.list,
            unit: "个区县",
            empty: "<div class=\"empty\"><strong>\(year)年还没有区县填报</strong>单位填报采集表后，各项指标随时算出。</div>", row: row)
    }

    private func row(_ county: LedgerCounty) -> HTML {
        let link = address.link(path, [("region", county.region), ("year", "\(year)")])
        return """
            <tr>\(Ledger.cell("区县", "<a href=\"\(link)\">\(county.name)</a>", kind: "lead"))\
            \(Ledger.cell("填报单位", "\(county.units)", kind: "num"))\(Ledger.cell("人工判定", "\(county.judged)项", kind: "num"))\
            \(Ledger.cell("整改中的问题", "\(county.open)", kind: "num"))</tr>
            """
    }
}
