import Store
import Supervision

/// The ledger of recusals: the office's, my own, or those that my unit applied for.
struct RecusalListPage: Page {
    let listing: Listing<RecusalRow>
    let address: ListAddress
    let viewer: Viewer
    let pack: RecusalPack

    var title: String { "回避" }
    var section: String { "/recusals" }

    var main: HTML {
        let label = Role.office.contains(viewer.role) ? "提出回避" : "申请回避"
        return """
            \(PageHead(title, subtitle: told, actions: "<a class=\"button primary\" href=\"/recusals/new\">\(label)</a>").html)
            \(FilterBar(address, filters).html)
            \(table)
            <section class="section"><h2>\(pack.jurisdiction.label)的回避规定</h2>\(RecusalListPage.rules(pack))</section>
            """
    }

    private var told: HTML {
        switch viewer.role {
        case .inspector, .evaluator: "与本人有关的回避；由督导室主任决定，批准后不再派往该单位。"
        case .principal, .clerk: "本单位认为督导组成员应当回避的，可以在这里申请，由督导室主任决定。"
        default: "督学本人、被督导单位都可以申请，由督导室主任决定；批准后在回避期内不能派往该单位，已在督导组里的随即退出。"
        }
    }

    private var filters: [HTML] {
        let todos = viewer.role == .director ? [Choice("decide", "等我决定")] : []
        return [
            FilterBar.choice(address, "todo", "待办", todos + [Choice("read", "等我知悉")]),
            FilterBar.search(address, hint: "督学、单位或单位代码"),
            FilterBar.choice(
                address, "state", "状态",
                [Choice("bars", "今天在回避期内")] + Recusal.State.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "ground", "情形", RecusalGround.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "side", "提出方式", Recusal.Side.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: HTML {
        let isFiltered = ["q", "state", "ground", "side", "todo"].contains { !address.filter($0).isEmpty }
        let empty: HTML =
            isFiltered
            ? "<div class=\"empty\"><strong>没有符合条件的回避</strong>换个条件，或<a href=\"/recusals\">查看全部</a>。</div>"
            : "<div class=\"empty\"><strong>还没有回避申请</strong>有应当回避的情形，请<a href=\"/recusals/new\">提出</a>。</div>"
        return Ledger(
            [
                .init("督学", sort: "person"), .init("单位", sort: "unit"), .init("情形"),
                .init("提出", sort: "applied", kind: "date"),
                .init("状态"), .init("回避期", sort: "until", kind: "date"),
            ], listing, at: address, unit: "项", exportPath: "/recusals/export.xlsx", empty: empty, row: row
        ).html
    }

    private func row(_ row: RecusalRow) -> HTML {
        let recusal = row.recusal
        return """
            <tr class="\([.withdrawn, .lifted, .refused].contains(recusal.state) ? "closed" : "")">\
            \(Ledger.cell("督学", "<a href=\"/recusals/\(row.id)\">\(row.personName)</a>", kind: "lead"))\
            \(Ledger.cell("单位", "\(row.unitName)<small>\(row.unitCode)</small>"))\
            \(Ledger.cell("情形", "\(recusal.ground.label)<small>\(recusal.side.label)</small>"))\
            \(Ledger.cell("提出", When.html(recusal.appliedOn), kind: "date"))\
            \(Ledger.cell("状态", recusal.badge(on: viewer.day)))\
            \(Ledger.cell("回避期", recusal.period.map { "\($0.chinese)" } ?? "", kind: "date"))</tr>
            """
    }

    static func rules(_ pack: RecusalPack) -> HTML {
        let rows = pack.rules.map { rule -> HTML in
            """
            <tr>\(Ledger.cell("情形", "\(rule.text)", kind: "lead"))\
            \(Ledger.cell("依据", "\(rule.clause.text)<small>\(rule.clause.summary)</small>", kind: "long"))</tr>
            """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">情形</th><th scope="col">依据</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            <p class="help">督学的工作单位就是被督导单位，或者在该单位有账号的，系统自动不派往该单位。</p>
            """
    }
}

extension Recusal {
    func badge(on day: Day) -> HTML {
        switch state {
        case .applied: return Badge.html(state.label, .warn)
        case .granted:
            guard let period, !period.contains(day) else { return Badge.html(state.label, .good) }
            return Badge.html(period.from > day ? "已批准，尚未开始" : "已批准，回避期已过")
        case .refused: return Badge.html(state.label, .late)
        case .withdrawn, .lifted: return Badge.html(state.label)
        }
    }
}

/// The form for inspector, unit and office.
struct RecusalFormPage: Page {
    let viewer: Viewer
    let pack: RecusalPack
    let people: [Choice]
    let units: [Choice]
    let typed: Fields
    let problems: [String: String]
    let problem: String?

    var title: String { Role.office.contains(viewer.role) ? "提出回避" : "申请回避" }
    var section: String { "/recusals" }

    var main: HTML {
        let grounds = [Choice("", "请选择")] + pack.rules.map { Choice($0.ground.rawValue, $0.text) }
        let years: HTML? = pack.rule(.formerStaff).map { rule in
            Field(
                "left", "离开该单位的日期", value: typed.text("left"), problem: problems["left"],
                help: "只在选择“\(rule.text)”时填写。"
            ).date()
        }
        return """
            \(PageHead(title, crumbs: [("回避", "/recusals")], subtitle: "由督导室主任决定；提出的人不能自己决定。").html)
            \(Said.error(problem))
            \(nobody)
            <form class="form" method="post" action="/recusals" data-draft="recusal">\(FormSeal())
            \(who)\(field("ground", "回避情形", isRequired: true).select(grounds))\(years)
            \(field("explanation", "具体情况", help: "写明与谁是什么关系、从何时起；只有督导室和当事人能看到。", isRequired: true)
                .area(rows: 4, limit: Recusal.longest))
            <div class="form-actions"><button class="primary">提交</button><a class="button quiet" href="/recusals">取消</a></div>
            </form>
            <section class="section"><h2>\(pack.jurisdiction.label)的回避规定</h2>\(RecusalListPage.rules(pack))</section>
            """
    }

    private var nobody: HTML? {
        guard viewer.role.belongsToOrganisation, people.isEmpty else { return nil }
        return Said.warning("目前没有督导组在督导本单位，没有可以申请回避的督学。")
    }

    private var who: HTML {
        let person = field("person", "督学", isRequired: true).select([Choice("", "请选择")] + people)
        if viewer.role.belongsToOrganisation { return person }
        let options = units.map { "<option value=\"\($0.value)\">\($0.label)</option>" as HTML }
        let unit = field(
            "unit", "单位", help: units.isEmpty ? "填单位代码或全称。" : "填单位代码或全称；列出的是您正在督导的单位。", isRequired: true
        ).wrapped(
            """
            <input id="unit" name="unit" value="\(typed.text("unit"))" list="unit-list" required>\
            <datalist id="unit-list">\(options)</datalist>
            """)
        return viewer.role.seesGrantsOnly ? unit : "\(person)\(unit)"
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(name, label, value: typed.text(name), problem: problems[name], help: help, isRequired: isRequired)
    }
}

/// One recusal with what can be done about it.
struct RecusalPage: Page {
    let row: RecusalRow
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    private var recusal: Recusal { row.recusal }
    private var path: String { "/recusals/\(row.id)" }

    var title: String { "\(row.personName)回避“\(row.unitName)”" }
    var section: String { "/recusals" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("回避", "/recusals")], badge: recusal.badge(on: viewer.day)).html)
        \(Said.error(problem))
        <section class="section"><dl class="facts"><dt>督学</dt><dd>\(row.personName) \(row.personCode)</dd>
        <dt>单位</dt><dd>\(row.unitName) \(row.unitCode)</dd><dt>情形</dt><dd>\(row.rule?.text ?? recusal.ground.label)</dd>
        \(recusal.leftOn.map { "<dt>离开该单位</dt><dd>\(When.html($0))</dd>" as HTML })
        <dt>依据</dt><dd>\(row.rule.map { "\($0.clause.text)：\($0.clause.summary)" } ?? "")</dd>
        <dt>具体情况</dt><dd class="prose">\(recusal.explanation)</dd>
        <dt>提出</dt><dd>\(recusal.side.label)，\(row.appliedByName)，\(When.html(recusal.appliedOn))</dd>
        \(decided)\(recusal.period.map { "<dt>回避期</dt><dd>\($0.chinese)</dd>" as HTML })</dl></section>
        \(deeds)
        """
    }

    private var decided: HTML? {
        recusal.decidedOn.map { day in
            """
            <dt>决定</dt><dd>\(row.decidedByName)，\(When.html(day))</dd><dt>理由</dt><dd class="prose">\(recusal.reason)</dd>
            """
        }
    }

    private var deeds: HTML {
        let isDirector = viewer.role == .director
        let mayDecide = ![recusal.person, recusal.appliedBy].contains(viewer.person)
        let reading: HTML? =
            row.waits(for: viewer.person)
            ? """
            <form class="form" method="post" action="\(path)/reading">\(FormSeal())<div class="form-actions">\
            <button class="primary">我已知悉</button></div></form>
            """ : nil
        let withdraw: HTML? =
            recusal.state == .applied && recusal.appliedBy == viewer.person
            ? """
            <form class="form" method="post" action="\(path)/withdrawal" data-confirm="撤回后不再决定，可以重新申请。" \
            data-confirm-label="撤回">\(FormSeal())<div class="form-actions"><button>撤回申请</button></div></form>
            """ : nil
        let decision: HTML? = isDirector && recusal.state == .applied ? mayDecide ? decide : notYours : nil
        return """
            \(reading)\(withdraw)\(decision)\(isDirector && recusal.state == .granted ? lift : nil)
            """
    }

    private var notYours: HTML {
        Said.warning("这项回避由您提出或与您有关，须由另一位主任或上级督导室决定。")
    }

    private var decide: HTML {
        let until = recusal.leftOn.flatMap { row.rule?.lastDay(leaving: $0) }
        return """
            <section class="section"><h2>决定</h2><form class="form" method="post" action="\(path)/decision">\(FormSeal())
            <input type="hidden" name="version" value="\(recusal.version)">
            <div class="field-row">\(Field("from", "回避自", value: typed["from"] ?? viewer.day.text).date())\
            \(Field("until", "回避至", value: typed["until"] ?? until?.text ?? "", help: "留空则到解除为止。").date())</div>
            \(Field("reason", "理由", value: typed["reason"] ?? "", isRequired: true).area(rows: 3, limit: Recusal.longest))
            <p class="help">批准后，\(row.personName)随即退出该单位未办结的督导组，不能再看到该单位的督导。</p>
            <div class="form-actions"><button class="primary" name="decision" value="grant">批准回避</button>\
            <button name="decision" value="refuse">不批准</button></div></form></section>
            """
    }

    private var lift: HTML {
        """
        <section class="section"><h2>解除</h2><form class="form" method="post" action="\(path)/lifting" \
        data-confirm="解除后可以再派往该单位。" data-confirm-label="解除">\(FormSeal())
        <input type="hidden" name="version" value="\(recusal.version)">
        \(Field("reason", "解除的理由", value: typed["reason"] ?? "", isRequired: true).area(rows: 2, limit: Recusal.longest))
        <div class="form-actions"><button>解除回避</button></div></form></section>
        """
    }
}
