import Store
import Supervision

/// The strata of a campaign, with how many units fit, are left out, and are drawn.
struct CampaignScopeSection: Sendable {
    let view: CampaignDossier
    let path: String

    private var isDrawn: Bool { [.drawn, .running, .finished].contains(view.record.campaign.state) }

    var html: HTML {
        let strata = view.record.scope.strata
        let rows = zip(strata, view.plan.counts).map { stratum, count in row(stratum, count) }
        return """
            <section class="section"><div class="section-head"><h2>督导范围</h2>\(links)</div>
            <table class="ledger"><thead><tr><th scope="col">层</th><th scope="col">条件</th><th scope="col">规则</th>\
            <th scope="col" class="num">符合</th><th scope="col" class="num">本轮已督导</th>\
            \(leavesOut ? "<th scope=\"col\" class=\"num\">前批已抽</th>" as HTML : nil)<th scope="col" class="num">排除</th>\
            <th scope="col" class="num">可抽</th><th scope="col" class="num">\(isDrawn ? "抽中" : "应抽")</th></tr></thead>
            <tbody>\(rows)\(byHand)</tbody></table></section>
            """
    }

    private var leavesOut: Bool { view.record.scope.leavesOutEarlierBatches }

    private var links: HTML? {
        guard view.record.campaign.state != .draft else {
            return "<a href=\"\(path)/draw\">查看各单位</a>"
        }
        return """
            <span><a href="\(path)/draw">名单与抽取</a> · <a href="/public/draws/\(view.record.id)">公开页</a></span>
            """
    }

    private func row(_ stratum: ScopeStratum, _ count: FramePlan.Count) -> HTML {
        func link(_ number: Int, _ status: String) -> HTML {
            number == 0
                ? "0"
                : "<a href=\"\(path)/draw?stratum=\(Fields.encoded(stratum.name))&status=\(status)\">\(number)</a>"
        }
        let drawn: HTML =
            isDrawn
            ? link(view.progress.byStrata[stratum.name] ?? 0, "selected")
            : count.quota.map { "\($0)" } ?? "<span class=\"late-text\">不够</span>"
        return """
            <tr>\(Ledger.cell("层", "\(stratum.name)", kind: "lead"))\
            \(Ledger.cell("条件", "\(stratum.filter.text)", kind: "long"))\(Ledger.cell("规则", "\(stratum.rule.text)"))\
            \(Ledger.cell("符合", link(count.fitting, ""), kind: "num"))\
            \(Ledger.cell("本轮已督导", link(count.done, "done"), kind: "num"))\
            \(leavesOut ? Ledger.cell("前批已抽", link(count.earlier, "earlier"), kind: "num") : nil)\
            \(Ledger.cell("排除", link(count.excluded, "excluded"), kind: "num"))\
            \(Ledger.cell("可抽", link(count.drawable, "in"), kind: "num"))\
            \(Ledger.cell(isDrawn ? "抽中" : "应抽", drawn, kind: "num"))</tr>
            """
    }

    /// Units that were chosen by hand and fit no stratum.
    private var byHand: HTML? {
        let count = view.plan.entries.filter { $0.stratum == view.plan.strata.count }.count
        guard count > 0 else { return nil }
        let link: HTML = "<a href=\"\(path)/draw?stratum=\(Fields.encoded(CampaignScope.byHand))\">\(count)</a>"
        return """
            <tr>\(Ledger.cell("层", "\(CampaignScope.byHand)", kind: "lead"))\
            \(Ledger.cell("条件", "由督导室指定，不在各层之内", kind: "long"))\(Ledger.cell("规则", "全部"))<td></td><td></td><td></td>\(leavesOut ? "<td></td>" as HTML : nil)\
            \(Ledger.cell("可抽", link, kind: "num"))\(Ledger.cell(isDrawn ? "抽中" : "应抽", link, kind: "num"))</tr>
            """
    }
}

extension ScopeFilter {
    /// What it asks, in words.
    var text: String {
        let parts = [
            kinds.joined(separator: "或"), running.joined(separator: "或"), authorities.joined(separator: "或"),
            stages.isEmpty ? "" : "学段：\(stages.joined(separator: "或"))",
            regions.isEmpty ? "" : "地区：\(regions.joined(separator: "、"))",
            tags.isEmpty ? "" : "标签：\(tags.joined(separator: "或"))", earlier?.text ?? "",
        ].filter { !$0.isEmpty }
        return parts.isEmpty ? "不限" : parts.joined(separator: "，")
    }
}

/// The round in figures; each opens its rows.
struct RoundFigures: Sendable {
    let ledger: RoundLedger
    let name: String
    let path: String
    let cycle: RoundCycleID?

    var html: HTML {
        """
        <section class="section"><div class="section-head"><h2>\(name)</h2><span>\(plan)\
        <a href="\(path)/round">补录往年已督导单位</a></span></div>
        <dl class="figures">\(Figure.html("本项目之前已督导", ledger.before.count, "所", "\(path)/round?part=before"))\
        \(Figure.html("本项目", ledger.campaign.count, "所", "\(path)/round?part=campaign"))\
        \(Figure.html("合计", ledger.covered, "所", "\(path)/round?part=covered"))\
        \(Figure.html("名册总数", ledger.total, "所", "\(path)/round?part=total"))\
        \(Figure.html("尚未督导", ledger.remaining.count, "所", "\(path)/round?part=remaining"))</dl></section>
        """
    }

    private var plan: HTML? { cycle.map { "<a href=\"/rounds/\($0)\">五年一轮计划和台账</a> · " } }
}
