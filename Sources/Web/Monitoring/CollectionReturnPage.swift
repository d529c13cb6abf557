import Store
import Supervision

/// What a return's page shows, read at once.
struct CollectionReturnView: Sendable {
    let row: CollectionReturnRow
    let form: CollectionForm
    let values: RecordedValues
    let locked: RecordedValues
    let lastYear: RecordedValues
    let findings: [CollectionFindingRow]

    var path: String { "/collection-returns/\(row.id)" }
    var stages: Set<Stage> { row.value.stages }

    func isUnitsTurn(_ viewer: Viewer) -> Bool {
        Role.unit.contains(viewer.role) && row.value.state.awaitsUnit && row.roundState == .open
    }

    /// Whether the office may put values right, with a reason.
    func isOfficesTurn(_ viewer: Viewer) -> Bool {
        CollectionReturns.isManaged(row, viewer) && row.value.state != .locked && row.roundState == .open
    }
}

/// One unit's form: this year's values beside last year's, the checks, and what comes next.
struct CollectionReturnPage: Page {
    let view: CollectionReturnView
    let viewer: Viewer
    var typed: Fields?
    var problems: [String: String] = [:]
    var problem: String?
    var uploadProblems: [RowProblem] = []

    private var row: CollectionReturnRow { view.row }
    private var state: CollectionReturn.State { row.value.state }
    private var isUnit: Bool { Role.unit.contains(viewer.role) }

    var title: String { isUnit ? row.roundTitle : row.unit }
    var section: String { isUnit ? "/collection-returns" : "/collections" }

    var main: HTML {
        let crumbs =
            isUnit
            ? [("数据填报", "/collection-returns")]
            : [("监测数据", "/collections"), (row.roundTitle, "/collections/\(row.value.round)")]
        let late: HTML? = row.daysLate(on: viewer.day).map { "，<span class=\"late-text\">逾期\($0)天</span>" }
        let subtitle: HTML = """
            <a href="/collection-forms/\(view.form.reference)">\(view.form.name)</a> · \(row.year)年度 · \
            时点\(When.html(row.referenceOn)) · \(When.html(row.dueOn))前填报\(late)
            """
        return """
            \(PageHead(title, crumbs: crumbs, badge: state.badge, subtitle: subtitle, actions: actions).html)
            \(Said.error(problem))\(returned)\(reminded)\(upload)
            \(CollectionFindingSection(view: view, viewer: viewer, problem: nil).html)
            \(CollectionFormSection(view: view, viewer: viewer, typed: typed, problems: problems).html)
            \(decisions)
            """
    }

    private var actions: HTML {
        let template: HTML? =
            view.isUnitsTurn(viewer) || view.isOfficesTurn(viewer)
            ? "<a class=\"button\" href=\"\(view.path)/template.xlsx\">下载表格</a>" : nil
        let saved: HTML? =
            view.isUnitsTurn(viewer) ? "<span class=\"savestate\" data-savestate role=\"status\"></span>" : nil
        return "\(saved)\(template)<a class=\"button\" href=\"\(view.path)/history\">修改记录</a>"
    }

    private var returned: HTML? {
        guard state == .returned else { return nil }
        return "<div class=\"notice warning\" role=\"status\"><strong>退回修改</strong>\(row.value.returnReason)</div>"
    }

    private var reminded: HTML? {
        guard isUnit, state.awaitsUnit, let day = row.remindedOn else { return nil }
        return "<div class=\"notice warning\" role=\"status\">督导室\(When.html(day))催报，请尽快填报。</div>"
    }

    private var upload: HTML? {
        guard view.isUnitsTurn(viewer) else { return nil }
        let list: HTML? =
            uploadProblems.isEmpty
            ? nil
            : """
            <div class="notice error" role="alert"><strong>表格没有导入，请改好后重新上传。</strong><ul>\(uploadProblems.prefix(50).map { problem -> HTML in
                "<li>第\(problem.row)行“\(problem.column)”\(problem.value.isEmpty ? "" : "“\(problem.value.prefix(40))”")：\(problem.reason)</li>" })</ul></div>
            """
        return """
            \(list)<details class="fold"><summary>用表格填报</summary>\
            <p class="help">先“下载表格”，在里面填好再上传；空格不改动已填的数。</p>\
            <form class="form" method="post" action="\(view.path)/upload" enctype="multipart/form-data">\(FormSeal())\
            <input type="hidden" name="version" value="\(row.value.version)">\
            \(Field("file", "表格", isRequired: true).file(accept: ".xlsx,.csv"))\
            <div class="form-actions"><button>上传</button></div></form></details>
            """
    }

    private var decisions: HTML? {
        guard row.roundState == .open else { return nil }
        var parts: [HTML] = []
        let version: HTML = "<input type=\"hidden\" name=\"version\" value=\"\(row.value.version)\">"
        let isManaged = CollectionReturns.isManaged(row, viewer)
        let isOwner = CollectionRounds.isOwn(row.roundPlace, viewer)
        func act(_ name: String, _ label: String, ask: String) -> HTML {
            """
            <form class="inline" method="post" action="\(view.path)/\(name)">\(FormSeal())\(version)\
            <button class="primary" data-confirm="\(ask)">\(label)</button></form>
            """
        }
        func reasoned(_ name: String, _ label: String, _ what: String) -> HTML {
            """
            <details class="fold"><summary>\(label)</summary><form class="form" method="post" action="\(view.path)/\(name)">\
            \(FormSeal())\(version)\
            \(Field("reason", what, isRequired: true).area(rows: 2, limit: CollectionReturn.reasonLimit))\
            <div class="form-actions"><button class="danger">\(label)</button></div></form></details>
            """
        }
        if isManaged, state.awaitsUnit { parts.append(act("submission", "代为提交", ask: "单位没有自己提交。按现有数据代为提交，由另一人审核？")) }
        if isManaged, state == .submitted { parts.append(act("review", "审核通过", ask: "审核通过“\(row.unit)”的数据？")) }
        if isOwner, state == .reviewed { parts.append(act("lock", "锁定", ask: "锁定后数据不能再改，各项指标按锁定的数据计算。现在锁定？")) }
        if isManaged, state == .submitted || state == .reviewed { parts.append(reasoned("return", "退回修改", "退回理由")) }
        if isOwner, state == .locked { parts.append(reasoned("unlocking", "解锁", "解锁理由")) }
        if isOwner, state.awaitsUnit { parts.append(reasoned("removal", "移出本轮", "移出理由（如已撤并）")) }
        guard !parts.isEmpty else { return nil }
        return "<section class=\"section\"><h2>办理</h2>\(parts)</section>"
    }
}

/// The questions of the checks, with what the unit says and whether the office takes it.
struct CollectionFindingSection {
    let view: CollectionReturnView
    let viewer: Viewer
    let problem: String?

    var html: HTML? {
        guard !view.findings.isEmpty else { return nil }
        let mayExplain = view.isUnitsTurn(viewer) || view.isOfficesTurn(viewer)
        let rows = view.findings.map { row($0, mayExplain: mayExplain) }
        return """
            <section class="section" id="checks"><h2>校核问题</h2>\
            <p class="help">数据有误的请改正，改正后问题自动消除；确实如此的请说明情况，由督导室认可。</p>\
            <table class="ledger"><thead><tr><th scope="col">规则</th><th scope="col" class="long">问题</th>\
            <th scope="col" class="long">说明</th><th scope="col">状态</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }

    private func row(_ row: CollectionFindingRow, mayExplain: Bool) -> HTML {
        let kind = view.form.checks.first { $0.code == row.finding.check }?.kindLabel ?? ""
        let by: HTML? = row.explainedBy.isEmpty ? nil : "<small>\(row.explainedBy)</small>"
        let said: HTML = "<span class=\"prose\">\(row.explanation)</span>\(by)"
        let explain: HTML =
            """
            <form method="post" action="\(view.path)/explanations">\(FormSeal())\
            <input type="hidden" name="check" value="\(row.finding.check)">\
            <textarea name="text" rows="2" maxlength="\(CollectionFindings.explanationLimit)" aria-label="情况说明">\(row.explanation)</textarea>\
            <button class="small">说明</button></form>
            """
        let accept: HTML? =
            row.answer == .explained && view.isOfficesTurn(viewer)
            ? """
            <form class="inline" method="post" action="\(view.path)/acceptances">\(FormSeal())\
            <input type="hidden" name="check" value="\(row.finding.check)"><button class="small">认可</button></form>
            """ : nil
        return """
            <tr>\(Ledger.cell("规则", "\(row.finding.title)<small>\(kind)</small>", kind: "lead"))\
            \(Ledger.cell("问题", "\(row.finding.sentence)", kind: "long"))\
            \(Ledger.cell("说明", mayExplain && row.answer != .accepted ? explain : said, kind: "long"))\
            \(Ledger.cell("状态", "\(row.answer.badge)\(accept)\(row.acceptedBy.isEmpty ? nil : "<small>\(row.acceptedBy)</small>")"))</tr>
            """
    }
}
