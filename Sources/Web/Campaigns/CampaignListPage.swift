import Store
import Supervision

/// The list of an office's campaigns.
struct CampaignListPage: Page {
    let listing: Listing<CampaignListRow>
    let address: ListAddress
    let frameworks: [Choice]
    let viewer: Viewer

    private var today: Day { viewer.day }
    private var canCreate: Bool { Role.office.contains(viewer.role) }

    var title: String { "督导项目" }
    var section: String { "/campaigns" }

    var main: HTML {
        let create: HTML? = canCreate ? "<a class=\"button primary\" href=\"/campaigns/new\">新建督导项目</a>" : nil
        return """
            \(PageHead(title, actions: "\(SaveAsFigure.link(.campaigns, address, for: viewer))\(create)").html)
            \(FilterBar(address, filters).html)
            \(figures.note)
            \(table.html)
            """
    }

    private var figures: FigureNarrowing {
        FigureNarrowing(.campaigns, address, but: ["kind", "manner", "state", "year", "framework"])
    }

    private var filters: [HTML] {
        let states =
            Campaign.State.allCases.map { Choice($0.rawValue, $0.label) } + [Choice("begun", "实施过（实施中或已结束）")]
        let years = ((today.year - 5)...(today.year + 1)).reversed().map { Choice("\($0)", "\($0)年") }
        return [
            figures.hidden, FilterBar.search(address, hint: "项目名称"),
            FilterBar.choice(address, "kind", "类型", Campaign.Kind.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "manner", "方式", Campaign.Manner.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "state", "状态", states),
            FilterBar.choice(address, "year", "年度", years),
            FilterBar.choice(address, "framework", "指标体系", frameworks),
            FilterBar.choice(address, "teams", "督导组", [Choice("lacking", "尚未组齐"), Choice("short", "不合规定")]),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("项目", sort: "name"), .init("类型"), .init("起止", sort: "starts", kind: "date"),
                .init("指标体系"), .init("状态", sort: "state"), .init("进度", kind: "num"),
            ], listing, at: address, unit: "个", exportPath: "/campaigns/export.xlsx", empty: empty, row: row)
    }

    private func row(_ row: CampaignListRow) -> HTML {
        let isLate = row.isLate(on: today)
        let name: HTML = """
            <a href="/campaigns/\(row.id)">\(row.name)</a>\(row.round.isEmpty ? nil : "<small>\(row.round)</small>" as HTML)
            """
        let days: HTML = """
            \(When.html(row.startsOn))至<br>\(When.html(row.endsOn))\
            \(isLate ? "<small class=\"late-text\">已过结束日</small>" as HTML : nil)
            """
        let secret: HTML? = row.manner == .unannounced ? "<small>暗访</small>" : nil
        let kind: HTML = "\(row.kind.label)\(secret)"
        let progress: HTML =
            row.units == 0
            ? "<span class=\"muted\">—</span>"
            : "<a href=\"/inspections?campaign=\(row.id)\">\(row.finished) / \(row.units)</a>"
        return """
            <tr class="\(isLate ? "late" : row.state == .finished ? "closed" : "")">\
            \(Ledger.cell("项目", name, kind: "lead"))\(Ledger.cell("类型", kind))\
            \(Ledger.cell("起止", days, kind: "date"))\(Ledger.cell("指标体系", "\(row.framework)"))\
            \(Ledger.cell("状态", row.state.badge))\(Ledger.cell("进度", progress, kind: "num"))</tr>
            """
    }

    private var empty: HTML {
        let isFiltered = ["q", "kind", "manner", "state", "year", "framework", "teams"]
            .contains { !address.filter($0).isEmpty }
        guard !isFiltered else {
            return "<div class=\"empty\"><strong>没有符合条件的项目</strong>换个条件，或<a href=\"/campaigns\">查看全部</a>。</div>"
        }
        let create: HTML? = canCreate ? "<br><a class=\"button primary\" href=\"/campaigns/new\">新建督导项目</a>" : nil
        return "<div class=\"empty\"><strong>还没有督导项目</strong>从指标体系和一批单位开始，建立第一个项目。\(create)</div>"
    }
}

extension Campaign.State {
    var badge: HTML {
        switch self {
        case .draft: Badge.html(label)
        case .framed, .drawn: Badge.html(label, .warn)
        case .running: Badge.html(label, .active)
        case .finished: Badge.html(label, .good)
        }
    }
}
