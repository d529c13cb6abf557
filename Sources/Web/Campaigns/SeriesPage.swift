import Store
import Supervision

/// All batches of a campaign with their totals: each unit counts once however often it was drawn.
struct SeriesPage: Page {
    let record: CampaignRecord
    let batches: [BatchRow]
    let visits: [SeriesVisit]
    let canAct: Bool

    var title: String { "批次与合计" }
    var section: String { "/campaigns" }
    private var path: String { "/campaigns/\(record.id)" }
    private var units: String { "\(path)/batches/units" }

    var main: HTML {
        let add: HTML? = canAct ? "<a class=\"button\" href=\"/campaigns/new?batch=\(record.id)\">新增一批</a>" : nil
        return """
            \(PageHead(title, crumbs: [("督导项目", "/campaigns"), (record.name, path)], actions: add).html)
            \(batches.isEmpty ? empty : content)
            """
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>这个项目只有一批</strong>需要分批督导时，新增一批：沿用范围和流程，另定日期，单独抽取；\
        全部批次的合计显示在这里，每个单位只计一次。</div>
        """
    }

    private var content: HTML {
        """
        <section class="section"><h2>合计</h2><dl class="figures">
        \(Figure.html("督导单位（去重）", visits.distinct(), "所", units))
        \(Figure.html("其中已到校", visits.distinct(SeriesFilter(isVisited: true)), "所", "\(units)?visited=1"))
        <div><dt>督导所次</dt><dd><a href="\(path)/batches#each">\(visits.times())<small>所次</small></a></dd></div></dl></section>
        \(table)
        \(byAuthority)
        \(byHalf)
        """
    }

    private var table: HTML {
        let rows = batches.map { row -> HTML in
            let drawn = visits.distinct(SeriesFilter(batch: row.batch.number))
            let current: HTML? = row.campaign == record.id ? " <span class=\"muted\">（本批）</span>" : nil
            return """
                <tr>\(Ledger.cell("批次", "<a href=\"/campaigns/\(row.campaign)\">\(row.batch.name)</a>\(current)", kind: "lead"))\
                \(Ledger.cell("项目", "\(row.name)"))\
                \(Ledger.cell("起止", "\(When.html(row.startsOn))至<br>\(When.html(row.endsOn))", kind: "date"))\
                \(Ledger.cell("状态", row.state.badge))\
                \(Ledger.cell("名单", "<a href=\"/campaigns/\(row.campaign)/draw\">\(row.frame)</a>", kind: "num"))\
                \(Ledger.cell("抽中", link(drawn, "batch=\(row.batch.number)"), kind: "num"))\
                \(Ledger.cell("流程已完成", "<a href=\"/inspections?campaign=\(row.campaign)&state=finished\">\(row.finished)</a>", kind: "num"))</tr>
                """
        }
        return """
            <section class="section" id="each"><h2>各批次</h2><table class="ledger"><thead><tr><th scope="col">批次</th>\
            <th scope="col">项目</th><th scope="col" class="date">起止</th><th scope="col">状态</th>\
            <th scope="col" class="num">名单</th><th scope="col" class="num">抽中</th><th scope="col" class="num">流程已完成</th>\
            </tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }

    /// By managing authority, in each batch and over all.
    private var byAuthority: HTML? {
        let authorities = Set(visits.map(\.authority)).sorted()
        guard !authorities.isEmpty else { return nil }
        let heads = batches.map { row -> HTML in "<th scope=\"col\" class=\"num\">\(row.batch.name)</th>" }
        let rows = authorities.map { name -> HTML in
            let each = batches.map { row -> HTML in
                let count = visits.distinct(SeriesFilter(batch: row.batch.number, authority: name))
                let query = "batch=\(row.batch.number)&authority=\(Fields.encoded(name))"
                return Ledger.cell(row.batch.name, link(count, query), kind: "num")
            }
            let all = visits.distinct(SeriesFilter(authority: name))
            return """
                <tr>\(Ledger.cell("隶属", "\(name)", kind: "lead"))\(each)\
                \(Ledger.cell("去重合计", link(all, "authority=\(Fields.encoded(name))"), kind: "num"))</tr>
                """
        }
        return """
            <section class="section"><h2>按隶属</h2><p class="help">隶属指由哪一级管理，不是所在地。</p>
            <table class="ledger"><thead><tr><th scope="col">隶属</th>\(heads)<th scope="col" class="num">去重合计</th></tr></thead>
            <tbody>\(rows)</tbody></table></section>
            """
    }

    /// Half-years and years, each unit once in each of them.
    private var byHalf: HTML? {
        let halves = Set(visits.map { HalfYear($0.day) }).sorted()
        guard !halves.isEmpty else { return nil }
        let years = Set(halves.map(\.year)).sorted()
        let rows = years.flatMap { year -> [HTML] in
            let parts = halves.filter { $0.year == year }.map { half in
                row(half.name, SeriesFilter(half: half), "half=\(half.code)")
            }
            return parts + [row("\(year)年全年", SeriesFilter(year: year), "year=\(year)")]
        }
        return """
            <section class="section"><h2>按时间</h2><p class="help">按实际到校日期，尚未到校的按批次开始日期；\
            上下半年都督导过的单位，全年只计一次。</p>
            <table class="ledger"><thead><tr><th scope="col">时间</th><th scope="col" class="num">单位（去重）</th>\
            <th scope="col" class="num">其中已到校</th><th scope="col" class="num">所次</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }

    private func row(_ name: String, _ filter: SeriesFilter, _ query: String) -> HTML {
        var visited = filter
        visited.isVisited = true
        return """
            <tr>\(Ledger.cell("时间", "\(name)", kind: "lead"))\
            \(Ledger.cell("单位（去重）", link(visits.distinct(filter), query), kind: "num"))\
            \(Ledger.cell("其中已到校", link(visits.distinct(visited), "\(query)&visited=1"), kind: "num"))\
            \(Ledger.cell("所次", "\(visits.times(filter))", kind: "num"))</tr>
            """
    }

    private func link(_ count: Int, _ query: String) -> HTML {
        count == 0 ? "0" : "<a href=\"\(units)?\(query)\">\(count)</a>"
    }
}

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

/// The batches of a campaign's series with a way from one to the other; on the campaign's own page.
struct BatchSwitch: Sendable {
    let view: CampaignDossier
    let canAct: Bool

    private var id: CampaignID { view.record.id }

    var html: HTML? {
        guard !view.batches.isEmpty else { return nil }
        let links = view.batches.map { row -> HTML in
            let current: HTML? = row.campaign == id ? " aria-current=\"page\"" : nil
            return """
                <a href="/campaigns/\(row.campaign)"\(current)>\(row.batch.name) <span class="count">\(row.state.label)</span></a>
                """
        }
        return """
            <nav class="tabs" aria-label="批次">\(links)<a href="/campaigns/\(id)/batches">各批次合计</a></nav>
            """
    }
}
