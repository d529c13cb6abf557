import Store
import Supervision

/// Targets over all sheets: a unit's own, or what an office has to confirm.
struct DutyTargetListPage: Page {
    let listing: Listing<DutyTargetRow>
    let address: ListAddress
    let viewer: Viewer
    let tabs: UnitTabs

    private var isUnit: Bool { Role.unit.contains(viewer.role) }
    var title: String { "履职目标" }
    var section: String { isUnit ? "/receptions" : "/governments" }

    var main: HTML {
        let states =
            DutyTarget.State.allCases.map { Choice($0.rawValue, $0.label) }
            + [Choice("waiting", "待填报（含退回）"), Choice("late", "逾期未报")]
        let figures = FigureNarrowing(.dutyTargets, address, but: ["state"])
        let filters = [
            figures.hidden, FilterBar.search(address, hint: "目标或单位"), FilterBar.choice(address, "state", "状态", states),
        ]
        return """
            \(PageHead(title, subtitle: "考核办下达的履行教育职责年度目标。",
                actions: SaveAsFigure.link(.dutyTargets, address, for: viewer)).html)
            \(tabs.html(current: "/duty-targets"))\(isUnit ? nil : GovernmentTabs.html(current: "/duties"))
            \(FilterBar(address, filters).html)
            \(figures.note)
            \(table.html)
            """
    }

    private var table: Ledger {
        let isFiltered = ["q", "state", "year"].contains { !address.filter($0).isEmpty }
        let empty: HTML =
            isFiltered
            ? "<div class=\"empty\"><strong>没有符合条件的目标</strong><a href=\"/duty-targets\">查看全部</a></div>"
            : "<div class=\"empty\"><strong>没有履职目标</strong>考核办的目标下达后会出现在这里和工作台。</div>"
        return Ledger(
            DutyTargetLine.columns, listing, at: address, unit: "项", exportPath: "/duty-targets/export.xlsx",
            empty: empty
        ) { DutyTargetLine(row: $0, today: viewer.day).html }
    }
}

/// One target: what is asked, what was reached, what the office took for true, and the marks with how they came about.
struct DutyTargetPage: Page {
    let row: DutyTargetRow
    let isOwn: Bool
    let evidence: [EvidenceFile]
    let viewer: Viewer
    let typed: Fields
    let problems: [String: String]
    let problem: String?

    private var target: DutyTarget { row.target }
    private var path: String { "/duty-targets/\(target.id)" }
    private var isUnit: Bool { Role.unit.contains(viewer.role) }
    private var mayReport: Bool { isUnit && row.sheetState == .issued && target.state.awaitsUnit }

    var title: String { target.title }
    var section: String { isUnit ? "/receptions" : "/governments" }

    var main: HTML {
        let crumbs =
            isUnit
            ? [("履职目标", "/duty-targets")]
            : [("督政", "/governments"), ("目标任务", "/duties"), (row.sheetName, "/duties/\(target.sheet)")]
        let late: HTML? = row.daysLate(on: viewer.day).map { "，<span class=\"late-text\">逾期 \($0) 天</span>" }
        let reason: HTML? =
            target.returnReason.isEmpty
            ? nil : "<div class=\"notice warning\" role=\"status\"><strong>退回补充</strong>\(target.returnReason)</div>"
        let upload = EvidenceList.Upload(action: "\(path)/evidence", day: viewer.day)
        let files = EvidenceList(
            evidence, id: "evidence-target", upload: mayReport ? upload : nil, mayRemove: mayReport)
        return """
            \(PageHead(title, crumbs: crumbs, badge: target.state.badge,
                subtitle: "\(row.unit) · \(When.html(row.dueOn))前填报\(late)", actions: removal).html)
            \(Said.error(problem))\(reason)
            <div class="columns"><div><section class="section"><h2>完成情况</h2>\(mayReport ? reportForm : reported)</section>\
            <section class="section"><h2>佐证材料</h2>\(files.html)</section></div>\
            <div>\(facts)\(result)\(decision)</div></div>
            \(EvidenceList.removalForm)
            """
    }

    private var removal: HTML? {
        guard isOwn, row.sheetState == .draft else { return nil }
        return """
            <form class="inline" method="post" action="\(path)/removal">\(FormSeal())\
            <button class="danger" data-confirm="删除“\(row.unit)”的目标“\(title)”？">删除</button></form>
            """
    }

    private func value(_ name: String, _ label: String, _ now: Points?) -> HTML {
        let field = Field(
            name, label, value: typed[name] ?? now.map { target.rule == .done ? target.text(of: $0) : $0.text } ?? "",
            problem: problems[name], isRequired: true)
        guard target.rule == .done else {
            return field.wrapped(
                """
                <span class="with-unit"><input id="\(name)" name="\(name)" class="short num" inputmode="decimal" \
                value="\(field.value)" required> \(target.unit)</span>
                """)
        }
        return field.select([Choice("", "请选择"), Choice("已完成", "已完成"), Choice("未完成", "未完成")])
    }

    private var reportForm: HTML {
        """
        <form class="form full" method="post" action="\(path)/report" data-draft="target-\(target.id)">\(FormSeal())\
        <input type="hidden" name="version" value="\(target.version)">\(value("value", "完成值", target.actual))\
        \(Field("note", "说明", value: typed["note"] ?? target.note, help: "数据口径、完成措施；未达到目标的写明原因。")
            .area(rows: 4, limit: DutyTarget.noteLimit))
        <div class="form-actions"><button class="primary" data-confirm="填报后不能自行修改，需要修改时由督导室退回。现在填报？" \
        data-confirm-label="填报">填报</button></div></form>
        """
    }

    private var reported: HTML {
        guard let actual = target.actual else { return "<p class=\"muted\">尚未填报。</p>" }
        let when: HTML? = target.reportedOn.map { "<p class=\"muted\">\(row.reportedByName) \(When.html($0))填报</p>" }
        return "<p><b>\(target.text(of: actual))</b></p><p class=\"prose\">\(target.note)</p>\(when)"
    }

    private var facts: HTML {
        """
        <section class="section"><h2>目标</h2><dl class="facts"><dt>目标任务书</dt><dd>\(row.sheetName)</dd>\
        <dt>下达单位</dt><dd>\(row.issuer)</dd><dt>目标值</dt><dd>\(target.targetText)</dd>\
        <dt>满分</dt><dd>\(target.fullMark.text)分</dd>\
        <dt>数据来源</dt><dd>\(target.dataSource.isEmpty ? "—" : target.dataSource)</dd></dl></section>
        """
    }

    private var result: HTML? {
        guard let confirmed = target.confirmed, let score = target.score else { return nil }
        let note: HTML? =
            target.confirmNote.isEmpty ? nil : "<dt>核定说明</dt><dd class=\"prose\">\(target.confirmNote)</dd>"
        return """
            <section class="section"><h2>核定</h2><dl class="facts"><dt>核定值</dt><dd>\(target.text(of: confirmed))</dd>\
            <dt>得分</dt><dd><b>\(score.formatted())</b>分</dd><dt>算法</dt><dd>\(how(confirmed))</dd>\(note)</dl></section>
            """
    }

    private func how(_ value: Points) -> String {
        let full = "满分\(target.fullMark.text)分"
        switch target.rule {
        case .done: return value > .zero ? "已完成，得\(full)" : "未完成，不得分"
        case .atLeast:
            return value >= target.target ? "达到目标，得\(full)" : "\(value.text) ÷ \(target.target.text) × \(full)"
        case .atMost:
            return value <= target.target ? "没有超过，得\(full)" : "\(target.target.text) ÷ \(value.text) × \(full)"
        }
    }

    private var decision: HTML? {
        guard isOwn, row.sheetState == .issued else { return nil }
        let confirm: HTML? =
            target.state == .confirmed
            ? nil
            : """
            <form class="form" method="post" action="\(path)/confirmation">\(FormSeal())\
            <input type="hidden" name="version" value="\(target.version)">\(value("confirmed", "核定值", target.actual))\
            \(Field("confirmNote", "核定说明", value: typed["confirmNote"] ?? "", help: "与单位填报的不一致，或单位没有填报时必填。").area(rows: 2, limit: DutyTarget.noteLimit))\
            <div class="form-actions"><button class="primary">核定</button></div></form>
            """
        let reason = Field("reason", "退回理由", value: typed["reason"] ?? "", isRequired: true).area(rows: 2, limit: 500)
        let back: HTML? =
            target.state == .reported || target.state == .confirmed
            ? """
            <details class="explain"><summary>退回补充</summary><form class="form" method="post" action="\(path)/return">\(FormSeal())\
            <input type="hidden" name="version" value="\(target.version)">\(reason)\
            <div class="form-actions"><button class="danger">退回</button></div></form></details>
            """ : nil
        return "<section class=\"section\"><h2>办理</h2>\(confirm)\(back)</section>"
    }
}
