import Store
import Supervision

/// One county by a balance standard: indicators against their limits by stage, warnings, what is missing.
struct BalanceCountyPage: Page {
    let county: BalanceCounty
    let address: BalanceAddress
    let viewer: Viewer
    var progress: CountyProgress?

    var title: String { "\(county.name)\(address.question.standard.name)监测" }
    var section: String { "/balance" }
    private var evaluation: BalanceEvaluation? { county.evaluation }
    private var outlook: BalanceOutlook { BalanceOutlook(county, progress, on: viewer.day) }
    private var charts: BalanceCharts { BalanceCharts(county: county, address: address) }

    var main: HTML {
        let crumbs =
            address.question.district == nil
            ? [] : [(title: "均衡监测", path: address.link("/balance", [("district", "")]))]
        let stages = evaluation?.stages ?? []
        return """
            \(PageHead(title, crumbs: crumbs, badge: county.verdict.badge,
                subtitle: "\(county.year)年 · \(address.question.standard.clause) · 按在校生数加权计算差异系数，比较之前不取舍",
                actions: actions).html)
            \(FilterBar(address.list, address.filters(county.years)).html)
            \(outlook.plan)\(stages.isEmpty ? empty : warnings)\(outlook.trend)
            \(stages.map(stage))
            \(missing)
            \(stages.isEmpty ? nil : files)
            """
    }

    private var actions: HTML {
        """
        <a class="button" href="\(ledger)">指标台账</a>\
        <a class="button" href="\(address.link("/balance/schools"))">学校达标情况</a>\
        <a class="button" href="\(address.link("/balance/trial"))">试算</a>\
        <a class="button" href="\(improvement)">最省达标方案</a>\
        \(diagnosis)
        """
    }

    /// All parts of the standard, not only its resources.
    private var ledger: String {
        let pairs = [
            ("region", county.district?.code ?? ""), ("standard", address.question.standard.code),
            ("year", address.list.filter("year")),
        ]
        return "/ledger?"
            + pairs.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
    }

    /// One press draws up the report as a draft among the office's documents.
    private var diagnosis: HTML? {
        guard Role.office.contains(viewer.role), !(evaluation?.stages ?? []).isEmpty else { return nil }
        let kept = ["district", "standard", "data"].map { name -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(address.list.filter(name))\">"
        }
        return """
            <form method="post" action="/balance/diagnosis">\(FormSeal())\(kept)\
            <input type="hidden" name="year" value="\(county.year)"><button>生成诊断报告</button></form>
            """
    }

    /// Every form in which the numbers leave the page.
    private var files: HTML {
        func link(_ name: String, _ words: String) -> HTML {
            "<a class=\"button small\" href=\"\(address.link("/balance/\(name)", [("year", "\(county.year)")]))\">\(words)</a>"
        }
        return """
            <section class="section" id="files"><h2>导出</h2><p class="muted">表Ⅰ至表Ⅵ按规定的小数位取舍，比较在取舍之前；CSV 和 JSON 不取舍。</p>\
            <p class="actions">\(link("tables.xlsx", "表Ⅰ至表Ⅵ XLSX"))\(link("indicators.csv", "指标 CSV"))\
            \(link("schools.csv", "学校 CSV"))\(link("county.json", "全部 JSON"))</p></section>
            """
    }

    /// The office begins one, a leader looks at what was found.
    private var improvement: String {
        Role.office.contains(viewer.role) ? address.link("/improvements/new") : "/improvements"
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>\(county.year)年还没有可以计算的数据</strong>学校填报采集表后，指标随时算出。\
        <br><a class="button" href="/collections">监测数据</a></div>
        """
    }

    private func stage(_ result: BalanceEvaluation.StageResult) -> HTML {
        let passing = result.schools.filter { $0.verdict == .pass }.count
        let schools = address.link("/balance/schools", [("stage", result.stage.rawValue)])
        let passed = address.link("/balance/schools", [("stage", result.stage.rawValue), ("verdict", "pass")])
        let isEach = if case .each = address.question.standard.rule { true } else { false }
        let counted: HTML =
            isEach
            ? "<p>共<a href=\"\(schools)\">\(result.schools.count)</a>所，达标<a href=\"\(passed)\">\(passing)</a>所。</p>"
            : "<p>共<a href=\"\(schools)\">\(result.schools.count)</a>所，综合差异系数<strong>\(BalanceText.coefficient(result.composite))</strong>。</p>"
        return """
            <section class="section" id="\(result.stage.rawValue)"><h2>\(result.stage.label) \(result.verdict.badge)</h2>
            \(counted)<div class="dense"><table class="ledger"><thead><tr><th scope="col">指标</th>\
            <th scope="col" class="num">标准</th><th scope="col" class="num">县域均值</th><th scope="col" class="num">低于标准</th>\
            <th scope="col" class="num">差异系数</th><th scope="col" class="num">限值</th><th scope="col" class="num">\(before)</th>\
            <th scope="col">判定</th></tr></thead><tbody>\(result.indicators.map { row($0, result) })</tbody></table></div>
            \(charts.coefficients(result)?.html)\(charts.years(result)?.html)</section>
            """
    }

    private var before: String { county.earlier.map { "\($0)年" } ?? "上年" }

    private func row(_ found: BalanceEvaluation.IndicatorResult, _ result: BalanceEvaluation.StageResult) -> HTML {
        let indicator = found.indicator
        let stage = ("stage", result.stage.rawValue)
        let page = address.link("/balance/indicators/\(indicator.code)", [stage])
        let below = result.schools.filter { $0.below.contains(indicator.code) }.count
        let lacking = address.link("/balance/schools", [stage, ("lacks", indicator.code)])
        let least = indicator.minimum[result.stage]
        let then = county.earlier.flatMap { county.evaluations[$0]?.stages.first { $0.stage == result.stage } }?
            .indicators.first { $0.indicator.code == indicator.code }
        let isLate = found.isWithin == false
        let coefficient = BalanceText.coefficient(
            found.variation?.coefficient, limit: found.limit, isWithin: found.isWithin)
        return """
            <tr class="\(isLate ? "late" : "")">\(Ledger.cell("指标", "<a href=\"\(page)\">\(indicator.name)</a>", kind: "lead"))\
            \(Ledger.cell("标准", "\(least.map { "≥\($0.text)" } ?? "—")", kind: "num"))\
            \(Ledger.cell("县域均值", "\(BalanceText.mean(found.variation?.mean))", kind: "num"))\
            \(Ledger.cell("低于标准", least == nil ? "—" : "<a href=\"\(lacking)\">\(below)</a>所", kind: "num"))\
            \(Ledger.cell("差异系数", "<a href=\"\(page)\" data-uncounted>\(coefficient)</a>", kind: "num"))\
            \(Ledger.cell("限值", "\(found.limit.map { "≤\(BalanceText.limit($0))" } ?? "—")", kind: "num"))\
            \(Ledger.cell(before, "\(BalanceText.coefficient(then?.variation?.coefficient))", kind: "num"))\
            \(Ledger.cell("判定", verdict(found)))</tr>
            """
    }

    private func verdict(_ found: BalanceEvaluation.IndicatorResult) -> HTML {
        guard found.limit != nil else { return "<span class=\"muted\">不单独判定</span>" }
        return switch found.isWithin {
        case true?: Badge.html("在限值内", .good)
        case false?: Badge.html("超出限值", .late)
        case nil: Badge.html("数据不全", .warn)
        }
    }

    private var warnings: HTML? {
        let all = BalanceWarning.all(
            county.evaluations.mapValues { BalanceStanding($0) }, year: county.year,
            target: outlook.target)
        guard !all.isEmpty else { return nil }
        let names = Dictionary(county.schools.schools.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
        let lines = all.map { warning -> HTML in
            "<li>\(BalanceWarningLine(warning, names: names, address, planned: progress?.plannedYear).html)</li>"
        }
        return """
            <div class="notice warning" role="status"><strong>预警 \(all.count) 条</strong><ul>\(lines)</ul>\
            <p>数据锁定后发出的预警和处理意见见<a href="\(address.link("/warnings", [("state", "live")]))">预警</a>。</p></div>
            """
    }

    /// What nobody reported, and whether it could change the verdict.
    private var missing: HTML? {
        let gaps = evaluation?.missing ?? []
        guard !gaps.isEmpty || !county.schools.silent.isEmpty else { return nil }
        let silent = county.schools.silent.map { one -> HTML in
            "<tr>\(Ledger.cell("学校", unit(one.code, one.name), kind: "lead"))\(Ledger.cell("学段", "\(one.stage.label)"))\(Ledger.cell("缺少的数据", "\(one.isUnreadable ? "填报记录读不出，请联系系统管理员" : "在校生数（没有填报）")"))\(Ledger.cell("影响", "在填报之前不能判定为达到"))</tr>"
        }
        let rows = gaps.prefix(200).map { gap -> HTML in
            """
            <tr>\(Ledger.cell("学校", unit(gap.school.code, gap.school.name), kind: "lead"))\
            \(Ledger.cell("学段", "\(gap.stage.label)"))\(Ledger.cell("缺少的数据", "\(gap.variable.label)"))\
            \(Ledger.cell("影响", gap.couldChange ? "可能改变结论" : "不影响结论"))</tr>
            """
        }
        let more: HTML? = gaps.count > 200 ? "<p class=\"muted\">只列出前200项，共\(gaps.count)项。</p>" : nil
        return """
            <section class="section" id="missing"><h2>缺少的数据（\(gaps.count + silent.count)项）</h2>
            <p class="muted">没有填报的不按0计算。</p><table class="ledger"><thead><tr><th scope="col">学校</th>\
            <th scope="col">学段</th><th scope="col">缺少的数据</th><th scope="col">影响</th></tr></thead>\
            <tbody>\(silent)\(rows)</tbody></table>\(more)</section>
            """
    }

    private func unit(_ code: String, _ name: String) -> HTML {
        county.organisation(of: code).map { "<a href=\"/organisations/\($0)\">\(name)</a>" } ?? "\(name)"
    }
}
