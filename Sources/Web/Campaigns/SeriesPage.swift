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
                \(Ledger.cell("名单", frame(row), kind: "num"))\
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

    private func frame(_ row: BatchRow) -> HTML {
        row.state == .draft ? "未冻结" : "<a href=\"/campaigns/\(row.campaign)/draw\">\(row.frame)</a>"
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
            \(Ledger.cell("所次", "<a data-uncounted href=\"\(units)?\(query)&sort=-times\">\(visits.times(filter))</a>", kind: "num"))</tr>
            """
    }

    private func link(_ count: Int, _ query: String) -> HTML {
        count == 0 ? "0" : "<a href=\"\(units)?\(query)\">\(count)</a>"
    }
}
