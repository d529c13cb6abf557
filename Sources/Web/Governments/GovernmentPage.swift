import Store
import Supervision

/// One government's self-report: who answers what, who is missing, the text, and the way to the assessment.
struct GovernmentPage: Page {
    let view: GovernmentView
    let address: ListAddress
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    private var found: GovernmentCase { view.found }
    private var path: String { "/governments/\(found.id)" }
    private var isUnit: Bool { Role.unit.contains(viewer.role) }

    var title: String { found.name }
    var section: String { isUnit ? "/receptions" : Role.team.contains(viewer.role) ? "/inspections" : "/governments" }

    var main: HTML {
        let badge = found.isSubmitted ? Badge.html("自评已提交", .good) : Badge.html("自评中", .active)
        let home = Role.team.contains(viewer.role) ? ("督导任务", "/inspections") : (isUnit ? "本级自评" : "督政", "/governments")
        return """
            \(PageHead(title, crumbs: [home], badge: badge,
                subtitle: "\(found.campaignName) · \(When.html(found.startsOn))至\(When.html(found.endsOn))", actions: actions).html)
            \(Said.error(problem))
            \(figures)
            \(missing)
            <section class="section" id="shares"><div class="section-head"><h2>部门分工</h2>\(divide)</div>\
            \(FilterBar(address, filters).html)\(table)</section>
            \(GovernmentReport(view: view, path: path, typed: typed).html)
            """
    }

    private var actions: HTML {
        let own: HTML? =
            view.seesInspection
            ? """
            <a class="button" href="/inspections/\(found.id)">督导任务</a>\
            <a class="button\(view.mayEdit && isUnit ? " primary" : "")" href="/inspections/\(found.id)/assessment/self">\
            \(view.mayEdit && isUnit ? "核对并提交自评" : "自评")</a>
            """ : nil
        return "<a class=\"button\" href=\"\(path)/pack.zip\">下载材料包</a>\(own)"
    }

    private var figures: HTML {
        let shares = view.shares
        let waiting = shares.count { $0.share.state != .reported }
        let late = shares.count { $0.daysLate(on: viewer.day) != nil }
        let tasks = "/indicator-shares?inspection=\(found.id)"
        let mark: HTML? = late > 0 ? " class=\"late\"" : nil
        return """
            <dl class="figures"><div><dt>观测点</dt><dd><a href="\(path)#shares">\(view.lines.count)<small>个</small></a></dd></div>\
            <div><dt>未分工</dt><dd><a href="\(path)?state=unassigned#shares">\(view.unassigned)<small>个</small></a></dd></div>\
            <div><dt>部门任务</dt><dd><a href="\(tasks)">\(shares.count)<small>项</small></a></dd></div>\
            <div><dt>已报送</dt><dd><a href="\(tasks)&state=reported">\(shares.count - waiting)<small>项</small></a></dd></div>\
            <div><dt>未报送</dt><dd><a href="\(tasks)&state=waiting">\(waiting)<small>项</small></a></dd></div>\
            <div\(mark)><dt>逾期未报</dt><dd><a href="\(tasks)&state=late">\(late)<small>项</small></a></dd></div></dl>
            """
    }

    /// Who has not reported, by department.
    private var missing: HTML? {
        let open = view.shares.filter { $0.share.state != .reported }
        guard !found.isSubmitted, !open.isEmpty else { return nil }
        let groups = Dictionary(grouping: open, by: \.department).sorted { $0.key < $1.key }
        let lines = groups.map { name, rows -> HTML in
            let numbers = rows.map(\.share.criterion).joined(separator: "、")
            let late = rows.compactMap { $0.daysLate(on: viewer.day) }.max()
            let told: HTML? = late.map { "，<span class=\"late-text\">最长逾期 \($0) 天</span>" }
            let reminded: HTML? = rows.compactMap(\.remindedOn).max().map { "，\(When.html($0))催报" }
            return "<li><b>\(name)</b>：\(numbers)\(told)\(reminded)</li>"
        }
        let remind: HTML? =
            view.mayEdit
            ? """
            <form class="inline" method="post" action="\(path)/reminders">\(FormSeal())\
            <button data-confirm="提醒\(groups.count)个部门报送？">催报</button></form>
            """ : nil
        return """
            <div class="notice warning" role="status"><strong>还有 \(groups.count) 个部门没有报送</strong><ul>\(lines)</ul>\(remind)</div>
            """
    }

    private var divide: HTML? {
        guard view.mayEdit, view.framework != nil else { return nil }
        let before: HTML? =
            view.hasBefore ? "<a class=\"button\" href=\"\(path)/division?from=before\">沿用上次分工</a>" : nil
        return """
            <span class="actions">\(before)<a class="button\(view.shares.isEmpty ? " primary" : "")" href="\(path)/division">\
            \(view.shares.isEmpty ? "分工到部门" : "调整分工")</a></span>
            """
    }

    private var filters: [HTML] {
        let states = [
            Choice("unassigned", "未分工"), Choice("assigned", "已分工"), Choice("waiting", "未报送"), Choice("reported", "已报送"),
            Choice("late", "逾期未报"),
        ]
        return [
            FilterBar.search(address, hint: "编号、指标或部门"), FilterBar.choice(address, "state", "状态", states),
        ]
    }

    private var shown: [GovernmentView.Line] {
        let text = address.filter("q")
        return view.lines.filter { line in
            let fits =
                switch address.filter("state") {
                case "unassigned": line.lead == nil
                case "assigned": line.lead != nil
                case "waiting": line.isWaiting
                case "reported": line.shares.contains { $0.share.state == .reported }
                case "late": line.shares.contains { $0.daysLate(on: viewer.day) != nil }
                default: true
                }
            guard fits, !text.isEmpty else { return fits }
            return line.node.number == text || line.node.title.contains(text)
                || line.shares.contains { $0.department.contains(text) }
        }
    }

    private var table: HTML {
        guard view.framework != nil else {
            return "<div class=\"empty\"><strong>这个项目没有指标体系</strong>只需填写自评报告。</div>"
        }
        let lines = shown
        let page = PageRequest(number: address.page.number, size: 100)
        let listing = Listing(
            rows: Array(lines.dropFirst(page.offset).prefix(page.size)), total: lines.count, page: page)
        return Ledger(
            [
                .init("编号", kind: "code"), .init("观测点", kind: "long"), .init("牵头"), .init("配合"),
                .init("期限", kind: "date"), .init("自评"), .init("材料", kind: "num"),
            ], listing, at: address, unit: "个观测点", exportPath: "\(path)/shares.xlsx"
        ) { line in row(line) }.html
    }

    private func row(_ line: GovernmentView.Line) -> HTML {
        let late = line.shares.compactMap { $0.daysLate(on: viewer.day) }.max()
        let lateText: HTML? = late.map { "<small class=\"late-text\">逾期 \($0) 天</small>" }
        let none: HTML = "<span class=\"muted\">未分工</span>"
        let needed: HTML? = line.node.criterion?.requiresEvidence == true ? "<small>须附</small>" : nil
        let number: HTML =
            view.seesInspection
            ? """
            <a href="/inspections/\(found.id)/assessment/self?part=\(line.node.number.prefix { $0 != "." })#c\(line.node.number)">\
            \(line.node.number)</a>
            """ : "\(line.node.number)"
        return """
            <tr class="\(late == nil ? "" : "late")">\(Ledger.cell("编号", number, kind: "code lead"))\
            \(Ledger.cell("观测点", "\(line.node.title)", kind: "long"))\
            \(Ledger.cell("牵头", line.lead.map(part) ?? none))\
            \(Ledger.cell("配合", .joined(line.helpers.map { "\(part($0))<br>" })))\
            \(Ledger.cell("期限", "\(line.lead.map { When.html($0.share.dueOn) })\(lateText)", kind: "date"))\
            \(Ledger.cell("自评", "\(line.answer?.text ?? "未作答")"))\
            \(Ledger.cell("材料", "\(line.files.count) 件\(needed)", kind: "num"))</tr>
            """
    }

    private func part(_ row: IndicatorShareRow) -> HTML {
        // The team reads the answers in the assessment; departments' pages are for those who gather.
        guard !Role.team.contains(viewer.role) else { return "\(row.department)" }
        return "<a href=\"/indicator-shares/\(row.share.id)\">\(row.department)</a> \(row.share.state.badge)"
    }
}

/// The written self-report: its form, or what was written.
struct GovernmentReport: Sendable {
    let view: GovernmentView
    let path: String
    let typed: Fields

    var html: HTML {
        let text = typed["text"] ?? view.report
        let count = SelfReport.count(text)
        let written: HTML? = view.reportedAt.map { at -> HTML in
            "<p class=\"muted\">\(SelfReport.count(view.report))字，\(view.reportedBy) \(When.html(at))保存</p>"
        }
        let field = Field(
            "text", "自评报告正文", value: text,
            help: "不超过\(SelfReport.limit)字（不计空白），现有\(count)字；与各指标的自评一并提交。", isRequired: true)
        let body: HTML =
            view.mayEdit
            ? """
            <form class="form full" method="post" action="\(path)/report" data-draft="self-report-\(view.found.id)">\(FormSeal())\
            <input type="hidden" name="version" value="\(view.reportVersion)">\(field.area(rows: 14, limit: SelfReport.limit * 2))
            <div class="form-actions"><button class="primary">保存报告</button></div></form>
            """
            : view.report.isEmpty ? "<p class=\"muted\">还没有写。</p>" : "<div class=\"prose\">\(view.report)</div>"
        return "<section class=\"section\" id=\"report\"><h2>自评报告</h2>\(written)\(body)</section>"
    }
}

extension IndicatorShare.State {
    var badge: HTML {
        switch self {
        case .open: Badge.html(label)
        case .reported: Badge.html(label, .good)
        case .returned: Badge.html(label, .late)
        }
    }
}
