import Store
import Supervision

/// Every standard that counties are judged by.
struct StandardListPage: Page {
    let standards: [Standard]
    let address: ListAddress

    var title: String { "监测标准" }
    var section: String { "/standards" }

    var main: HTML {
        let text = address.filter("q")
        let order = address.sort(["place", "name", "indicators"])
        let found = standards.filter { text.isEmpty || $0.name.contains(text) || $0.clause.contains(text) }
        let sorted =
            switch order.column {
            case "name": found.sorted { $0.name < $1.name }
            case "indicators": found.sorted { $0.lineCount < $1.lineCount }
            default: found
            }
        let rows = order.isDescending ? sorted.reversed() : sorted
        let table = Ledger(
            [
                .init("标准", sort: "name", kind: "lead"), .init("依据", kind: "long"),
                .init("指标", sort: "indicators", kind: "num"), .init("部分"), .init("待核", kind: "long"),
                .init("", kind: "actions"),
            ], Listing(rows: rows, total: rows.count, page: .chunk(1, of: max(rows.count, 1))), at: address,
            unit: "个标准", row: row)
        return """
            \(PageHead(title, subtitle: "标准是数据：指标、算法、限值、容差和出处都可以查看；本地限值在各标准的页面里设定。",
                actions: "<a class=\"button\" href=\"/standards/local\">本地标准</a>").html)
            \(FilterBar(address, [FilterBar.search(address, hint: "标准名称或文号")]).html)
            \(table.html)
            """
    }

    private func row(_ standard: Standard) -> HTML {
        let parts = standard.parts.map(\.name).joined(separator: "、")
        return """
            <tr>\(Ledger.cell("标准", "<a href=\"/standards/\(standard.code)\">\(standard.name)</a>", kind: "lead"))\
            \(Ledger.cell("依据", "\(standard.clause)", kind: "long"))\(Ledger.cell("指标", "\(standard.lineCount)", kind: "num"))\
            \(Ledger.cell("部分", "\(parts)"))\(Ledger.cell("待核", "\(standard.unverified)", kind: "long"))\
            \(Ledger.cell("", "<a class=\"button small\" href=\"/ledger?standard=\(standard.code)\">指标台账</a>", kind: "actions"))</tr>
            """
    }
}

extension Standard {
    /// How many lines its ledger has.
    var lineCount: Int {
        guard let resources, parts.contains(where: \.isResources) else { return indicators.count }
        return switch resources.rule {
        case .composite: indicators.count + 1
        case .each: indicators.count + resources.indicators.count + 1
        }
    }
}
