import Store
import Supervision

/// 领导视图: where we are, what is red, and why.
struct LeaderPage: Page {
    let overview: LeaderOverview
    let address: ListAddress

    init(_ overview: LeaderOverview, at address: ListAddress) {
        self.overview = overview
        self.address = address
    }

    var title: String { overview.isNarrowed ? "领导视图 · \(overview.placeName)" : "领导视图" }
    var section: String { "/leader" }

    var main: HTML {
        """
        \(head.html)
        \(overview.isEmpty ? LeaderPage.empty : content)
        """
    }

    private var head: PageHead {
        let links = overview.links
        return PageHead(
            title, crumbs: crumbs, badge: Badge.html(overview.lamp.colour.label, LampBadge.tone(overview.lamp.colour)),
            subtitle: "\(overview.placeName)，截至\(When.html(overview.day))",
            actions: """
                <a class="button primary" href="\(links.leader("/leader/wall"))">大屏显示</a>\
                <button type="button" data-print hidden>打印</button>\
                <a class="button" href="\(links.leader("/leader/export.xlsx"))">导出 XLSX</a>\
                <a class="button" href="/leader/rule">亮灯规则</a>
                """)
    }

    private var crumbs: [(title: String, path: String)] {
        guard overview.isNarrowed else { return [] }
        let above = overview.above.enumerated().map { index, region in
            let link = LeaderLinks([("district", index == 0 ? "" : District(region.level, region.code).text)])
            return (region.name, link.leader())
        }
        return above.isEmpty ? [("全国", "/leader")] : above
    }

    private static let empty: HTML = """
        <div class="empty"><strong>还没有可以统计的内容</strong>\
        <p>督导项目启动、问题下发之后，这里显示进度、逾期和红黄绿灯。</p><a class="button" href="/campaigns">查看督导项目</a></div>
        """

    private var content: HTML {
        """
        \(LeaderFigureList(overview).html)
        \(reasons)
        \(districts)
        \(campaigns)
        \(kinds)
        <section class="section"><h2>按月趋势</h2>\(overview.trendChart().html)</section>
        <section class="section"><div class="section-head"><h2>亮灯规则</h2><a href="/leader/rule">查看或修改</a></div>\
        \(LampWords.html(overview.rule))</section>
        """
    }

    private var reasons: HTML? {
        guard !overview.lamp.reasons.isEmpty else { return nil }
        let tone: HTML = overview.lamp.colour == .red ? "notice error" : "notice warning"
        return """
            <div class="\(tone)"><strong>\(overview.placeName)整体为\(overview.lamp.colour.label)</strong>\
            \(overview.lamp.reasons.joined(separator: "；"))。</div>
            """
    }

    private var districts: HTML? {
        guard overview.districts.count > 1 || overview.districts.first?.district?.isOwn == false else { return nil }
        let counts = Lamp.Colour.allCases.reversed().compactMap { colour -> String? in
            let count = overview.districts.count { $0.lamp.colour == colour }
            return count == 0 ? nil : "\(colour.label)\(count)个"
        }
        let hasOpen = overview.findings.open > 0
        return """
            <section class="section"><div class="section-head"><h2>按地区</h2>\
            <span class="muted">\(counts.joined(separator: "，"))</span></div>\
            \(hasOpen ? overview.districtChart().html : nil)\
            \(LeaderTable("地区", overview.districtLines, at: address).html)</section>
            """
    }

    private var campaigns: HTML? {
        guard !overview.campaigns.isEmpty else {
            return """
                <section class="section"><h2>按项目</h2><div class="empty"><strong>没有实施中的督导项目</strong></div></section>
                """
        }
        return """
            <section class="section"><h2>按项目</h2>\
            \(overview.units.all > 0 ? overview.campaignChart().html : nil)\
            \(LeaderTable("项目", overview.campaignLines, at: address).html)</section>
            """
    }

    private var kinds: HTML {
        """
        <section class="section"><h2>按类别</h2>\(LeaderTable("督导类别", overview.kindLines, at: address).html)</section>
        <section class="section"><h2>按问题来源</h2>\(table("来源", overview.sourceLines))</section>
        <section class="section"><h2>按严重程度</h2>\(table("严重程度", overview.gradeLines))</section>
        """
    }

    private func table(_ head: String, _ lines: [LeaderLine]) -> HTML {
        lines.isEmpty ? "<p class=\"muted\">还没有下发问题。</p>" : LeaderTable(head, lines, at: address).html
    }
}

/// The rule in words, one line for each colour.
enum LampWords {
    static func html(_ rule: LampRule) -> HTML {
        let lines = rule.words.map { line -> HTML in "<li>\(line)</li>" }
        return "<ul class=\"lamp-rule\">\(lines)</ul>"
    }
}

/// The scope's figures, each opening its rows.
struct LeaderFigureList: Sendable {
    let overview: LeaderOverview

    init(_ overview: LeaderOverview) {
        self.overview = overview
    }

    var html: HTML {
        let (findings, units, links) = (overview.findings, overview.units, overview.links)
        return """
            <dl class="figures">
            \(overview.isNarrowed ? nil : campaigns)\
            \(figure("督导单位", units.all, "所", links.inspections()))\
            \(figure("已完成", units.finished, "所", links.inspections(state: "finished")))\
            \(figure("到期未完成", units.overdue, "所", links.inspections(late: true), isLate: units.overdue > 0))\
            \(figure("未销号问题", findings.open, "个", links.findings()))\
            \(figure("三日内到期", findings.soon, "个", links.findings("soon")))\
            \(figure("逾期未改", findings.late, "个", links.findings("late"), isLate: findings.late > 0))\
            \(figure("待核查", findings.submitted, "个", links.findings("submitted")))\
            \(figure("待销号", findings.verified, "个", links.findings("verified")))\
            \(figure("已销号", findings.closed, "个", links.findings("closed")))
            </dl>
            """
    }

    private var campaigns: HTML {
        figure("实施中的项目", overview.ownRunning, "个", "/campaigns?state=running")
    }

    private func figure(_ name: String, _ count: Int, _ unit: String, _ link: String, isLate: Bool = false) -> HTML {
        let mark: HTML? = isLate ? " class=\"late\"" : nil
        return "<div\(mark)><dt>\(name)</dt><dd><a href=\"\(link)\">\(count)<small>\(unit)</small></a></dd></div>"
    }
}
