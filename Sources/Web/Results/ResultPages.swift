import SQLCore
import Store
import Supervision

/// Results as the clerks of 年检, 级类 and 评优 look for them.
struct ResultListPage: Page {
    let listing: Listing<ResultRow>
    let choices: ResultChoices
    let address: ListAddress

    var title: String { "结果运用" }
    var section: String { "/results" }

    private var purpose: ResultUse.Purpose {
        ResultUse.Purpose(rawValue: address.filter("purpose")) ?? .annualCheck
    }

    var main: HTML {
        let head = PageHead(
            title, subtitle: "办理年检、级类评定和评优评先时，从这里调阅督导结果；每次调阅都有记录。",
            actions: "<a class=\"button\" href=\"/results/uses\">运用记录</a>")
        let tabs = ResultUse.Purpose.allCases.map { item -> HTML in
            let current: HTML? = item == purpose ? " aria-current=\"page\"" : nil
            return "<a href=\"/results?purpose=\(item.rawValue)\"\(current)>\(item.label)</a>"
        }
        return """
            \(head.html)
            <nav class="tabs" aria-label="用途">\(tabs)</nav>
            \(FilterBar(address, filters).html)
            \(table)
            """
    }

    private var filters: [HTML] {
        [
            "<input type=\"hidden\" name=\"purpose\" value=\"\(purpose.rawValue)\">",
            FilterBar.search(address, hint: "单位或代码"),
            FilterBar.choice(address, "grade", "等次", choices.grades.map { Choice($0, $0) }),
            FilterBar.choice(address, "year", "督导年份", choices.years.map { Choice("\($0)", "\($0)年") }),
            FilterBar.choice(
                address, "used", "\(purpose.label)运用", [Choice("yes", "已调阅"), Choice("no", "未调阅")]),
        ]
    }

    private var table: HTML {
        Ledger(
            [
                .init("单位", sort: "name"), .init("代码", sort: "code", kind: "code"),
                .init("督导日期", sort: "done", kind: "date"), .init("来源"), .init("得分", kind: "num"),
                .init("等次", sort: "grade"), .init("\(purpose.label)调阅", kind: "num"), .init("", kind: "actions"),
            ], listing, at: address, unit: "项", exportPath: "/results/export.xlsx", empty: empty, row: row
        ).html
    }

    private var empty: HTML {
        let isFiltered = ["q", "grade", "year", "used"].contains { !address.filter($0).isEmpty }
        return isFiltered
            ? "<div class=\"empty\"><strong>没有符合条件的结果</strong>换个条件，或<a href=\"/results\">查看全部</a>。</div>"
            : "<div class=\"empty\"><strong>还没有督导结果</strong>评估提交之后，或在“五年一轮”补录往年结果之后，结果列在这里。</div>"
    }

    private func row(_ row: ResultRow) -> HTML {
        let uses: HTML =
            row.uses == 0
            ? "0"
            : "<a href=\"/results/uses?purpose=\(purpose.rawValue)&organisation=\(row.key.organisation)\">\(row.uses)</a>"
        return """
            <tr>\(Ledger.cell("单位", "<a href=\"/organisations/\(row.key.organisation)/results\">\(row.name)</a>", kind: "lead"))\
            \(Ledger.cell("代码", "\(row.code)", kind: "code"))\(Ledger.cell("督导日期", When.html(row.doneOn), kind: "date"))\
            \(Ledger.cell("来源", "\(row.source)"))\(Ledger.cell("得分", "\(row.scoreText)", kind: "num"))\
            \(Ledger.cell("等次", "\(row.grade)"))\(Ledger.cell("\(purpose.label)调阅", uses, kind: "num"))\
            \(Ledger.cell("", ResultOpening(key: row.key, purposes: [purpose]).html, kind: "actions"))</tr>
            """
    }
}

extension ResultRow {
    var scoreText: String? { score.isEmpty ? nil : Score(stored: score)?.formatted() ?? score }
}

/// The button that opens a result, and thereby records the use.
struct ResultOpening: Sendable {
    let key: ResultKey
    let purposes: [ResultUse.Purpose]

    var html: HTML {
        let buttons = purposes.map { purpose -> HTML in
            let label = purposes.count == 1 ? "调阅" : "用于\(purpose.label)"
            return "<button class=\"small\" name=\"purpose\" value=\"\(purpose.rawValue)\">\(label)</button>"
        }
        return """
            <form class="inline" method="post" action="/results/uses">\(FormSeal())\
            <input type="hidden" name="organisation" value="\(key.organisation)">\
            <input type="hidden" name="inspection" value="\(key.inspection?.rawValue ?? "")">\
            <input type="hidden" name="round" value="\(key.round)">\(buttons)</form>
            """
    }
}

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
    private var unit: String { "/organisations/\(row.key.organisation)" }

    var main: HTML {
        let use = row.use
        let badge =
            use.decidedOn == nil
            ? Badge.html("用于\(use.purpose.label)，待记录决定", .warn) : Badge.html("用于\(use.purpose.label)", .good)
        return """
            \(PageHead(title, crumbs: [("结果运用", "/results?purpose=\(use.purpose.rawValue)")], badge: badge,
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

/// Uses as a plain table, where they stand beside something else.
enum ResultUseTable {
    static func html(_ rows: [ResultUseRow]) -> HTML {
        guard !rows.isEmpty else { return "<p class=\"muted\">还没有运用记录。</p>" }
        return """
            <table class="ledger"><thead><tr><th scope="col">用途</th><th scope="col">督导</th><th scope="col">等次</th>\
            <th scope="col">调阅人</th><th scope="col" class="date">调阅日期</th><th scope="col" class="long">决定</th></tr></thead>\
            <tbody>\(rows.map(row))</tbody></table>
            """
    }

    static func row(_ row: ResultUseRow) -> HTML {
        """
        <tr>\(Ledger.cell("用途", "<a href=\"/results/uses/\(row.id)\">\(row.use.purpose.label)</a>", kind: "lead"))\
        \(Ledger.cell("督导", "\(row.source)"))\(Ledger.cell("等次", "\(row.grade)"))\
        \(Ledger.cell("调阅人", "\(row.byName)"))\(Ledger.cell("调阅日期", When.html(row.use.on), kind: "date"))\
        \(Ledger.cell("决定", row.use.decidedOn == nil ? Badge.html("待记录", .warn) : "\(row.use.decision)", kind: "long"))</tr>
        """
    }
}

/// Every use of a result in the viewer's office.
struct ResultUseListPage: Page {
    let listing: Listing<ResultUseRow>
    let address: ListAddress
    let today: Day

    var title: String { "运用记录" }
    var section: String { "/results" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("结果运用", "/results")]).html)
        \(FilterBar(address, filters).html)
        \(table)
        """
    }

    private var filters: [HTML] {
        let years = ((today.year - 5)...today.year).reversed().map { Choice("\($0)", "\($0)年") }
        return [
            FilterBar.search(address, hint: "单位或代码"),
            FilterBar.choice(
                address, "purpose", "用途", ResultUse.Purpose.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "decided", "决定", [Choice("yes", "已记录"), Choice("no", "待记录")]),
            FilterBar.choice(address, "year", "调阅年份", years),
        ]
    }

    private var table: HTML {
        Ledger(
            [
                .init("单位", sort: "unit"), .init("用途"), .init("督导"), .init("等次"), .init("调阅人"),
                .init("调阅日期", sort: "at", kind: "date"), .init("决定", kind: "long"),
            ], listing, at: address, unit: "次", exportPath: "/results/uses/export.xlsx",
            empty: """
                <div class="empty"><strong>没有运用记录</strong>在“<a href="/results">结果运用</a>”里为年检、级类或评优调阅结果，就有记录。</div>
                """, row: row
        ).html
    }

    private func row(_ row: ResultUseRow) -> HTML {
        """
        <tr>\(Ledger.cell("单位", "<a href=\"/results/uses/\(row.id)\">\(row.name)</a><small>\(row.code)</small>", kind: "lead"))\
        \(Ledger.cell("用途", "\(row.use.purpose.label)"))\(Ledger.cell("督导", "\(row.source)"))\
        \(Ledger.cell("等次", "\(row.grade)"))\(Ledger.cell("调阅人", "\(row.byName)"))\
        \(Ledger.cell("调阅日期", When.html(row.use.on), kind: "date"))\
        \(Ledger.cell("决定", row.use.decidedOn == nil ? Badge.html("待记录", .warn) : "\(row.use.decision)", kind: "long"))</tr>
        """
    }
}

/// All results of one unit, with the buttons that open them and the uses so far.
struct UnitResultsPage: Page {
    let unit: OrganisationRecord
    let results: [ResultRow]
    let uses: [ResultUseRow]
    let canAct: Bool

    var title: String { "\(unit.name)的督导结果" }
    var section: String { "/organisations" }

    var main: HTML {
        let crumbs = [("单位", "/organisations"), (unit.name, "/organisations/\(unit.id)")]
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "用于年检、级类评定和评优评先时，请从这里调阅，以便留下记录。").html)
            \(table)
            <section class="section"><h2>运用记录</h2>\(ResultUseTable.html(uses))</section>
            """
    }

    private var table: HTML {
        guard !results.isEmpty else {
            return "<div class=\"empty\"><strong>还没有督导结果</strong>评估提交之后，或补录往年结果之后，列在这里。</div>"
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">督导</th><th scope="col" class="date">督导日期</th>\
            <th scope="col" class="num">得分</th><th scope="col">等次</th><th scope="col" class="num">运用</th>\
            <th scope="col" class="actions"></th></tr></thead><tbody>\(results.map(row))</tbody></table>
            """
    }

    private func row(_ row: ResultRow) -> HTML {
        let source: HTML =
            row.key.inspection.map { "<a href=\"/inspections/\($0)\">\(row.source)</a>" } ?? "\(row.source)"
        let open: HTML? =
            canAct ? ResultOpening(key: row.key, purposes: ResultUse.Purpose.allCases).html : nil
        return """
            <tr>\(Ledger.cell("督导", source, kind: "lead"))\(Ledger.cell("督导日期", When.html(row.doneOn), kind: "date"))\
            \(Ledger.cell("得分", "\(row.scoreText)", kind: "num"))\(Ledger.cell("等次", "\(row.grade)"))\
            \(Ledger.cell("运用", "\(row.uses)", kind: "num"))\(Ledger.cell("", "\(open)", kind: "actions"))</tr>
            """
    }
}
