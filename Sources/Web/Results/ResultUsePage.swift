import SQLCore
import Store
import Supervision

/// One use: the result as it was on that day, what it was opened for, what was decided.
struct ResultUsePage: Page {
    let row: ResultUseRow
    /// Every use of the unit's results.
    let uses: [ResultUseRow]
    /// Issued and open findings of the unit.
    let findings: (all: Int, open: Int)
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    init(
        _ id: ResultUseID, _ viewer: Viewer, typed: Fields, problem: String?, in db: SQLConnection
    ) throws {
        row = try ResultUses.require(id, visibleTo: viewer, in: db)
        var filter = ResultUseFilter()
        filter.organisation = row.key.organisation
        uses = try ResultUses.list(filter, PageRequest(size: 200), visibleTo: viewer, in: db).rows
        let figures = try Organisations.figures(of: row.key.organisation, visibleTo: viewer, in: db)
        findings = (figures.findings, figures.openFindings)
        self.viewer = viewer
        self.typed = typed
        self.problem = problem
    }

    var title: String { "\(row.name)的督导结果" }
    var section: String { "/results" }
    private var path: String { "/results/uses/\(row.id)" }
    private var crumbs: [(title: String, path: String)] {
        CampaignRoutes.office.admits(viewer.role)
            ? [("结果运用", "/results?purpose=\(row.use.purpose.rawValue)")] : [("运用记录", "/results/uses")]
    }
    private var unit: String { "/organisations/\(row.key.organisation)" }

    var main: HTML {
        let use = row.use
        let badge =
            use.decidedOn == nil
            ? Badge.html("用于\(use.purpose.label)，待记录决定", .warn) : Badge.html("用于\(use.purpose.label)", .good)
        return """
            \(PageHead(title, crumbs: crumbs, badge: badge,
                subtitle: "\(row.byName)于\(use.on.chinese)为\(use.purpose.text)调阅").html)
            \(Said.error(problem))
            <dl class="figures"><div><dt>等次</dt><dd>\(row.grade.isEmpty ? "—" : row.grade)</dd></div>\
            \(row.scoreText.map { "<div><dt>得分</dt><dd>\($0)<small>分</small></dd></div>" as HTML })\
            \(Figure.html("问题", findings.all, "条", "/findings?organisation=\(row.key.organisation)&state=all"))\
            \(Figure.html("未销号", findings.open, "条", "/findings?organisation=\(row.key.organisation)",
                isLate: findings.open > 0))</dl>
            <section class="section"><dl class="facts"><dt>单位</dt><dd><a href="\(unit)">\(row.name)</a> \(row.code)</dd>
            <dt>督导</dt><dd>\(row.source)</dd><dt>督导日期</dt><dd>\(row.doneOn.map { When.html($0) } ?? "—")</dd>
            \(use.matter.isEmpty ? nil : "<dt>事项</dt><dd>\(use.matter)</dd>" as HTML)\(ways)</dl></section>
            \(decision)
            <section class="section"><div class="section-head"><h2>本单位结果的运用记录</h2>\
            <a href="\(unit)/results">全部结果</a></div>\(ResultUseTable.html(uses))</section>
            """
    }

    /// The way to what the result rests on.
    private var ways: HTML? {
        guard let inspection = row.key.inspection else { return "<dt>依据</dt><dd>系统启用前补录的结果，没有电子档案</dd>" }
        return """
            <dt>依据</dt><dd><a href="/inspections/\(inspection)">督导过程和佐证</a> · \
            <a href="/inspections/\(inspection)/opinion">督导意见书</a></dd>
            """
    }

    private var decision: HTML {
        let use = row.use
        if let day = use.decidedOn {
            return """
                <section class="section"><h2>决定</h2><p class="prose">\(use.decision)</p>
                <p class="muted">\(row.decidedByName)，\(When.html(day))</p></section>
                """
        }
        guard Role.office.contains(viewer.role) else { return .empty }
        let usual = use.purpose.usual.map { "<option value=\"\($0)\"></option>" as HTML }
        return """
            <section class="section"><h2>记录决定</h2><form class="form" method="post" action="\(path)/decision">\(FormSeal())
            \(Field("decision", "根据督导结果作出的决定", help: "例如：\(use.purpose.usual.joined(separator: "、"))。").wrapped(
                """
                <input id="decision" name="decision" value="\(typed["decision"] ?? "")" list="usual" maxlength="500" required>\
                <datalist id="usual">\(usual)</datalist>
                """))
            <div class="form-actions"><button class="primary">记录决定</button></div></form></section>
            """
    }
}

extension ResultUseRow {
    var scoreText: String? { score.isEmpty ? nil : Score(stored: score)?.formatted() ?? score }
}
