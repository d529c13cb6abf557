import Store
import Supervision

/// One request from above: how far it is, its items, the self-report, the receipt, what the upper team found.
struct ReceptionPage: Page {
    /// Why something was not taken.
    struct Told: Sendable {
        let message: String

        init(_ refusal: any Refusal) {
            message = refusal.message
        }
    }

    let record: ReceptionRecord
    let items: Listing<ReceptionItemRow>
    let findings: [ReceptionFinding]
    let events: [ReceptionEvent]
    let address: ListAddress
    let viewer: Viewer
    let typed: Fields
    let refusal: Told?

    var reception: Reception { record.reception }
    var path: String { "/receptions/\(record.id)" }
    var title: String { reception.title }
    var section: String { "/receptions" }
    var isUnit: Bool { Role.unit.contains(viewer.role) }
    var isOwn: Bool { Receptions.isOwn(record, viewer) }
    var isPreparing: Bool { reception.state == .preparing }

    var main: HTML {
        let subtitle: HTML = """
            \(reception.sender) \(reception.documentNumber) · \(When.html(reception.dueOn))前上报\(lateText)
            """
        return """
            \(PageHead(title, crumbs: [("迎检", "/receptions")], badge: reception.state.badge, subtitle: subtitle,
                actions: isUnit ? nil : actions).html)
            \(Said.error(refusal?.message))
            \(isUnit ? nil : figures)
            <section class="section" id="items"><div class="section-head"><h2>\(isUnit ? "本单位的事项" : "清单与材料")</h2>\
            \(isOwn && isPreparing ? itemActions : nil)</div>\(FilterBar(address, filters).html)\(table.html)</section>
            \(isUnit ? unitFacts : ReceptionReport(page: self).html)
            \(isUnit ? nil : found)
            \(isUnit ? nil : history)
            """
    }

    private var lateText: HTML? {
        if let days = reception.daysLate(on: viewer.day) { return "，<span class=\"late-text\">已逾期 \(days) 天</span>" }
        guard isPreparing else { return nil }
        return "，还有 \(viewer.day.distance(to: reception.dueOn)) 天"
    }

    private var actions: HTML {
        let edit: HTML? =
            isOwn && isPreparing ? "<a class=\"button\" href=\"\(path)/edit\">修改来文信息</a>" : nil
        let pack: HTML? =
            record.counts.total > 0 ? "<a class=\"button\" href=\"\(path)/pack.zip\">下载材料包</a>" : nil
        let finish: HTML? =
            isOwn && reception.state == .receipted
            ? """
            <form class="inline" method="post" action="\(path)/finish">\(FormSeal())<input type="hidden" name="version" \
            value="\(reception.version)"><button class="primary" data-confirm="办结后不再登记反馈问题。现在办结？">办结</button></form>
            """ : nil
        return "\(edit)\(pack)\(finish)"
    }

    /// Each number opens the items that it counts.
    private var figures: HTML {
        let counts = record.counts
        let late: HTML? = counts.late > 0 ? " class=\"late\"" : nil
        return """
            <dl class="figures"><div><dt>事项</dt><dd><a href="\(path)#items">\(counts.total)<small>项</small></a></dd></div>\
            <div><dt>未报送</dt><dd><a href="\(path)?state=waiting#items">\(counts.waiting)<small>项</small></a></dd></div>\
            <div><dt>待核收</dt><dd><a href="\(path)?state=submitted#items">\(counts.submitted)<small>项</small></a></dd></div>\
            <div><dt>已核收</dt><dd><a href="\(path)?state=accepted#items">\(counts.accepted)<small>项</small></a></dd></div>\
            <div\(late)><dt>逾期未报</dt><dd><a href="\(path)?state=late#items">\(counts.late)<small>项</small></a></dd></div>\
            <div><dt>反馈问题</dt><dd><a href="#found">\(counts.findings)<small>个</small></a></dd></div></dl>
            """
    }

    private var itemActions: HTML {
        let remind: HTML? =
            record.counts.waiting > 0
            ? """
            <form class="inline" method="post" action="\(path)/reminders">\(FormSeal())\
            <button data-confirm="提醒\(record.counts.waiting)项未报送事项的责任单位？">催报未报送的</button></form>
            """ : nil
        return "<span class=\"actions\">\(remind)<a class=\"button\" href=\"\(path)/items/new\">增加事项</a></span>"
    }

    private var filters: [HTML] {
        let states =
            ReceptionItem.State.allCases.map { Choice($0.rawValue, $0.label) }
            + [Choice("waiting", "未报送（含退回）"), Choice("late", "逾期未报")]
        return [
            FilterBar.search(address, hint: "编号、事项或责任单位"), FilterBar.choice(address, "state", "状态", states),
        ]
    }

    private var table: Ledger {
        Ledger(
            ReceptionItemLine.columns, items, at: address, unit: "项", exportPath: "\(path)/items.xlsx", empty: empty
        ) { ReceptionItemLine(row: $0, today: viewer.day).html }
    }

    private var empty: HTML {
        guard address.filter("q").isEmpty, address.filter("state").isEmpty else {
            return "<div class=\"empty\"><strong>没有符合条件的事项</strong><a href=\"\(path)\">查看全部</a></div>"
        }
        let add: HTML? =
            isOwn && isPreparing ? "<br><a class=\"button primary\" href=\"\(path)/items/new\">增加事项</a>" : nil
        return "<div class=\"empty\"><strong>还没有分解事项</strong>把来文要求逐项分给部门和学校，各单位会在工作台看到。\(add)</div>"
    }

    private var unitFacts: HTML {
        """
        <section class="section"><h2>来文</h2><dl class="facts"><dt>来文机关</dt><dd>\(reception.sender)</dd>\
        <dt>文号</dt><dd>\(reception.documentNumber)</dd><dt>进驻</dt><dd>\(reception.visit?.chinese ?? "未定")</dd>\
        <dt>说明</dt><dd class="prose">\(reception.note)</dd></dl></section>
        """
    }

    private var found: HTML {
        let mayAdd = isOwn && reception.state != .finished
        let add: HTML? =
            mayAdd ? "<a class=\"button\" href=\"\(path)/findings/new\">登记反馈问题</a>" : nil
        let rows = findings.map { finding -> HTML in
            let units = finding.units.map { unit -> HTML in
                "\(unit.name) \(Badge.html(unit.state.label, unit.state == .closed ? .good : .neutral))<br>"
            }
            return """
                <tr>\(Ledger.cell("编号", "<a href=\"/findings/\(finding.id)\">\(finding.number)</a>", kind: "code lead"))\
                \(Ledger.cell("问题", "\(finding.problem)", kind: "long"))\(Ledger.cell("程度", "\(finding.grade.label)"))\
                \(Ledger.cell("责任单位", .joined(units)))</tr>
                """
        }
        let table: HTML =
            rows.isEmpty
            ? "<div class=\"empty\"><strong>上级还没有反馈问题</strong>反馈后在这里登记，分给责任单位整改、核查、销号。</div>"
            : """
            <table class="ledger"><thead><tr><th scope="col">编号</th><th scope="col">问题</th><th scope="col">程度</th>\
            <th scope="col">责任单位</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        return """
            <section class="section" id="found"><div class="section-head"><h2>上级反馈的问题</h2>\(add)</div>\(table)</section>
            """
    }

    private var history: HTML {
        """
        <section class="section"><h2>经过</h2><ol class="timeline">\(events.map(ReceptionHistory.line))</ol></section>
        """
    }
}
