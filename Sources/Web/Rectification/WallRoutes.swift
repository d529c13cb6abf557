import Hummingbird
import Store
import Supervision

/// `/findings/wall`: 挂图作战, drawn by the server.
enum WallRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/findings/wall", .roles(Role.loop), show)
    }

    private static func show(_ call: Call) async throws -> Response {
        let address = ListAddress("/findings/wall", call.query)
        var filter = FindingListRequest(address).filter
        if address.filter("state").isEmpty { filter.group = .all }
        // The weeks choose columns; problems due outside of them stand at the edges.
        filter.from = nil
        filter.until = nil
        if address.filter("old") != "1" { filter.hidesLongClosed = true }
        let wanted = filter
        let viewer = call.viewer
        let page = try await call.read { db in
            let found = try WallMarks.list(wanted, visibleTo: viewer, in: db)
            let (from, until) = WallRequest.span(address, found.marks, on: viewer.day)
            return WallPage(
                chart: WallChart(found.marks, from: from, until: until), isCut: found.isCut,
                view: WallView(rawValue: address.filter("by")) ?? .unit,
                campaigns: try Findings.campaigns(visibleTo: viewer, in: db).map { Choice($0.0.rawValue, $0.1) },
                address: address, viewer: viewer)
        }
        return call.page(page)
    }
}

enum WallView: String, CaseIterable, Sendable {
    case unit, week, state

    var label: String {
        switch self {
        case .unit: "按单位"
        case .week: "按周"
        case .state: "按状态"
        }
    }
}

enum WallRequest {
    /// The weeks that the address asks for, else from what is due first to what is due last, within half a year.
    static func span(_ address: ListAddress, _ marks: [WallChart.Mark], on today: Day) -> (Day, Day) {
        let days = marks.compactMap(\.dueOn)
        let first = max(days.min() ?? today, today.adding(days: -9 * 7))
        let last = min(days.max() ?? today, today.adding(days: 17 * 7))
        let from = Day(address.filter("from")) ?? min(first, today)
        return (from, Day(address.filter("until")) ?? max(last, from))
    }
}

/// The wall chart with its legend, and the same as a table.
struct WallPage: Page {
    let chart: WallChart
    let isCut: Bool
    let view: WallView
    let campaigns: [Choice]
    let address: ListAddress
    let viewer: Viewer

    var title: String { "挂图作战" }
    var section: String { "/findings" }

    var main: HTML {
        let print: HTML = "<button type=\"button\" data-print hidden>打印（A3 横向）</button>"
        return """
            \(PageHead("问题台账", actions: print).html)
            \(FindingTabs.html(.wall, for: viewer.role))
            \(FilterBar(address, filters).html)
            \(chart.marks.isEmpty ? empty : wall)
            """
    }

    private var wall: HTML {
        let drawn: [HTML] =
            switch view {
            case .unit: WallDrawing(chart, on: viewer.day).byUnit
            case .week: [WallDrawing(chart, on: viewer.day).byWeek]
            case .state: [WallDrawing(chart, on: viewer.day).byState]
            }
        return """
            <div class="war-head"><strong class="print-only">问题整改挂图作战（\(viewer.day.chinese)）</strong>\(legend)</div>
            \(isCut ? Said.warning("问题多于 \(WallMarks.limit) 个，图上只画期限最早的 \(WallMarks.limit) 个；请用筛选缩小范围。") : nil)
            <div class="war" data-wall="\(chart.marks.count)">\(drawn)</div>
            \(WallTable(chart, at: address).html)
            """
    }

    private var legend: HTML {
        let items = WallChart.Tone.allCases.map { tone -> HTML in
            """
            <span><svg class="war-key" width="12" height="12" aria-hidden="true">\
            <rect class="t-\(tone.rawValue)" width="12" height="12"/></svg> \(tone.label) \
            <a href="\(WallTable(chart, at: address).link(tone))">\(chart.count(tone))</a> 个</span>
            """
        }
        return "<div class=\"war-legend\">\(items)<span class=\"muted\">一格一个问题，点开看详情</span></div>"
    }

    private var filters: [HTML] {
        let views = WallView.allCases.filter { $0 != .unit }.map { Choice($0.rawValue, $0.label) }
        let groups = FindingFilter.Group.allCases.filter { $0 != .all }.map { Choice($0.rawValue, $0.label) }
        return [
            FilterBar.choice(address, "by", "排法", views, all: WallView.unit.label),
            FilterBar.search(address, hint: "单位名称、代码"),
            FilterBar.choice(address, "state", "状态", groups, all: "全部"),
            FilterBar.choice(address, "grade", "程度", Finding.Grade.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "source", "来源",
                Finding.Source.shown(to: viewer.role).map { Choice($0.rawValue, $0.label) }),
            campaigns.isEmpty ? .empty : FilterBar.choice(address, "campaign", "督导项目", campaigns),
            FindingTabs.ownChoice(address, for: viewer.role),
            FilterBar.date(address, "from", "周次自"), FilterBar.date(address, "until", "周次至"),
            FilterBar.choice(address, "old", "早已销号", [Choice("1", "也画半年前销号的")], all: "不画半年前销号的"),
        ]
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>没有可以上图的问题</strong><p>问题下发后，每个问题在图上占一格，按责任单位和整改期限排列，颜色随整改进展变化。</p>\
        <a class="button" href="/findings">查看问题清单</a></div>
        """
    }
}

/// The chart's figures, each opening its rows.
struct WallTable {
    let chart: WallChart
    let address: ListAddress

    init(_ chart: WallChart, at address: ListAddress) {
        self.chart = chart
        self.address = address
    }

    var html: HTML {
        let rows = chart.rows.map { row -> HTML in
            let cells = WallChart.Tone.allCases.map { tone in
                cell(tone.label, row.count(tone), link(tone, of: row.unit))
            }
            let whole = link(nil, of: row.unit)
            return """
                <tr>\(Ledger.cell("责任单位", "\(row.name)", kind: "lead"))\(cells)\
                \(Ledger.cell("合计", "<a href=\"\(whole)\">\(row.marks.count)</a>", kind: "num"))</tr>
                """
        }
        let heads = WallChart.Tone.allCases.map { tone -> HTML in "<th scope=\"col\" class=\"num\">\(tone.label)</th>" }
        let sums = WallChart.Tone.allCases.map { tone in
            cell(tone.label, chart.count(tone), link(tone))
        }
        // Beside a small chart the table stands open.
        let isOpen: HTML? = chart.rows.count <= 40 ? " open" : nil
        return """
            <details class="fold war-table"\(isOpen)><summary>数据表（\(chart.rows.count) 个单位，\(chart.marks.count) 个问题）</summary>\
            <table class="ledger"><thead><tr><th scope="col">责任单位</th>\(heads)<th scope="col" class="num">合计</th></tr></thead>\
            <tbody>\(rows)</tbody><tfoot><tr><th scope="row">合计</th>\(sums)<td class="num">\(chart.marks.count)</td></tr></tfoot></table>\
            </details>
            """
    }

    /// The ledger's rows behind a figure, with the wall's own filters.
    func link(_ tone: WallChart.Tone?, of unit: OrganisationID? = nil) -> String {
        let state = address.filter("state")
        var pairs = [("state", state.isEmpty ? "all" : state)]
        pairs += ["q", "grade", "source", "campaign", "own"].map { ($0, address.filter($0)) }
        pairs += [("organisation", unit?.rawValue ?? ""), ("tone", tone?.rawValue ?? "")]
        if address.filter("old") != "1" { pairs.append(("recent", "1")) }
        return "/findings?"
            + pairs.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
    }

    private func cell(_ title: String, _ count: Int, _ link: String) -> HTML {
        Ledger.cell(title, count == 0 ? "" : "<a href=\"\(link)\">\(count)</a>", kind: "num")
    }
}
