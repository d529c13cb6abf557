import Store
import Supervision

/// The units of a series, each once, with the batches that drew it.
struct SeriesUnitsPage: Page {
    let record: CampaignRecord
    let batches: [BatchRow]
    let visits: [SeriesVisit]
    let address: ListAddress

    var title: String { "各批次单位" }
    var section: String { "/campaigns" }

    var main: HTML {
        let path = "/campaigns/\(record.id)"
        let crumbs = [("督导项目", "/campaigns"), (record.name, path), ("批次与合计", "\(path)/batches")]
        let rows = SeriesUnitsPage.rows(visits, address)
        let page = PageRequest(number: address.page.number, size: 50)
        let listing = Listing(
            rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "每个单位只列一次；次数是抽中它的批次数。").html)
            \(FilterBar(address, filters).html)
            \(Ledger(
                [
                    .init("单位", sort: "name"), .init("代码", sort: "code", kind: "code"), .init("隶属", sort: "authority"),
                    .init("批次"), .init("次数", sort: "times", kind: "num"), .init("最近一次", sort: "day", kind: "date"),
                ], listing, at: address, unit: "所", exportPath: "\(path)/batches/units/export.xlsx", row: row
            ).html)
            """
    }

    private var filters: [HTML] {
        let halves = Set(visits.map { HalfYear($0.day) }).sorted().reversed().map { Choice($0.code, $0.name) }
        let years = Set(visits.map(\.day.year)).sorted().reversed().map { Choice("\($0)", "\($0)年") }
        let authorities = Set(visits.map(\.authority)).sorted().map { Choice($0, $0) }
        return [
            FilterBar.search(address, hint: "单位或代码"),
            FilterBar.choice(
                address, "batch", "批次", batches.map { Choice("\($0.batch.number)", $0.batch.name) }),
            FilterBar.choice(address, "authority", "隶属", authorities),
            FilterBar.choice(address, "half", "半年", halves), FilterBar.choice(address, "year", "年度", years),
            FilterBar.choice(address, "visited", "到校", [Choice("1", "已到校"), Choice("0", "未到校")]),
        ]
    }

    private func row(_ unit: SeriesUnit) -> HTML {
        """
        <tr>\(Ledger.cell("单位", "<a href=\"/organisations/\(unit.organisation)\">\(unit.name)</a>", kind: "lead"))\
        \(Ledger.cell("代码", "\(unit.code)", kind: "code"))\(Ledger.cell("隶属", "\(unit.authority)"))\
        \(Ledger.cell("批次", "\(unit.batchNames)"))\(Ledger.cell("次数", "\(unit.visits.count)", kind: "num"))\
        \(Ledger.cell("最近一次", unit.visits.map(\.day).max().map { When.html($0) } ?? "", kind: "date"))</tr>
        """
    }

    /// What the address asks for, in its order; the page and its export read the same.
    static func rows(_ visits: [SeriesVisit], _ address: ListAddress) -> [SeriesUnit] {
        var filter = SeriesFilter(
            batch: Int(address.filter("batch")), half: HalfYear(address.filter("half")),
            year: Int(address.filter("year")), authority: address.filter("authority"))
        filter.isVisited = ["1": true, "0": false][address.filter("visited")]
        filter.text = address.filter("q")
        let units = visits.units(filter)
        let order = address.sort(["code", "name", "authority", "times", "day"])
        let sorted =
            switch order.column {
            case "name": units.sorted { ($0.name, $0.code) < ($1.name, $1.code) }
            case "authority": units.sorted { ($0.authority, $0.code) < ($1.authority, $1.code) }
            case "times": units.sorted { ($0.visits.count, $0.code) < ($1.visits.count, $1.code) }
            case "day": units.sorted { ($0.lastDay, $0.code) < ($1.lastDay, $1.code) }
            default: units
            }
        return order.isDescending ? sorted.reversed() : sorted
    }
}

extension SeriesUnit {
    var batchNames: String {
        visits.map { "第\(ChineseNumber.text($0.batch))批" }.joined(separator: "、")
    }

    fileprivate var lastDay: String { visits.map(\.day).max()?.text ?? "" }
}
