import Office
import Store
import Supervision

/// What a search found: the cost with its bound, what to buy where, and the judge's word on it.
struct ImprovementPage: Page {
    let record: ImprovementRecord
    let job: Job?
    let mayChange: Bool
    let problem: String?

    var title: String { "\(record.regionName)最省达标方案" }
    var section: String { "/balance" }
    /// Whether the search is still on its way; one whose job failed is over, though nobody wrote a result.
    var isWaiting: Bool { record.state == .waiting && job?.state != .failed }
    private var path: String { "/improvements/\(record.id)" }

    var main: HTML {
        let stage = record.stage.map { " · 只算\($0.label)" } ?? ""
        return """
            \(PageHead(title, crumbs: [("最省达标方案", "/improvements")], badge: badge,
                subtitle: "\(record.year)年 · \(record.standardName)\(stage) · \(record.byName) \(When.html(record.createdAt))", actions: actions).html)
            \(Said.error(problem))
            \(content)
            \(prices)
            """
    }

    private var badge: HTML {
        switch record.state {
        case .waiting: isWaiting ? Badge.html(record.state.label, .active) : Badge.html("未完成", .late)
        case .done: Badge.html(record.report?.outcome.label ?? "", record.report?.cost == nil ? .late : .good)
        case .refused: Badge.html(record.state.label, .late)
        case .stopped: Badge.html(record.state.label)
        }
    }

    private var actions: HTML? {
        let sheet: HTML? =
            record.report?.cost == nil ? nil : "<a class=\"button\" href=\"\(path)/export.xlsx\">导出 XLSX</a>"
        guard mayChange else { return sheet }
        let act: HTML =
            record.state == .waiting
            ? "<form class=\"inline\" method=\"post\" action=\"\(path)/stop\">\(FormSeal())<button>停止</button></form>"
            : """
            <form class="inline" method="post" action="\(path)/removal">\(FormSeal())\
            <button class="danger" data-confirm="删除这个方案？填报数据不受影响。" data-confirm-label="删除">删除</button></form>
            """
        return "\(sheet)\(act)"
    }

    private var content: HTML {
        switch record.state {
        case .waiting: waiting
        case .refused:
            "<div class=\"notice error\" role=\"alert\"><strong>不能计算。</strong>\(record.message)</div>"
        case .stopped: "<div class=\"notice\" role=\"status\">计算已停止，没有结果。</div>"
        case .done: record.report.map(found) ?? .empty
        }
    }

    private var waiting: HTML {
        guard isWaiting else {
            return "<div class=\"notice error\" role=\"alert\"><strong>计算没有完成。</strong>\(job?.message ?? "")</div>"
        }
        let passed = job?.progress ?? 0
        return """
            <p class="meter-line"><progress value="\(passed)" max="\(record.seconds)">计算中</progress> \
            \(passed == 0 ? "正在排队" : "已计算\(passed)秒")，最长\(record.seconds)秒</p>
            <p class="muted">可以离开这个页面，完成后在<a href="/jobs">后台任务</a>里找到。</p>
            """
    }

    private func found(_ report: ImprovementReport) -> HTML {
        guard let cost = report.cost else {
            let lines = report.obstacles.prefix(50).map { obstacle -> HTML in "<li>\(obstacle)</li>" }
            let why: HTML = lines.isEmpty ? "" : "<ul>\(lines)</ul>"
            return "<div class=\"notice error\" role=\"alert\"><strong>\(report.outcome.sentence)</strong>\(why)</div>"
        }
        let gap = report.gap.map { BalanceText.decimal($0 * 100, digits: 2) } ?? "—"
        let bound = report.lowerBound.map { MoneyText.tenThousand($0) } ?? "—"
        return """
            <section class="section"><h2>结果</h2><dl class="facts">\
            <dt>总费用</dt><dd><strong>\(MoneyText.tenThousand(cost))</strong></dd>\
            <dt>可证明的下限</dt><dd>\(bound)，任何办法都不会更省；与本方案相差不超过\(gap)%</dd>\
            <dt>核验</dt><dd>按本方案补足后重新评估：\(report.after?.badge ?? "—")（补足前\(report.before.badge)）</dd>\
            <dt>求解</dt><dd>混合整数规划加外逼近切割，\(report.rounds)轮，用时\(BalanceText.decimal(report.seconds, digits: 1))秒</dd></dl>\
            <p class="muted">费用只按填写的单价计算，不含建设周期和编制等限制。</p></section>
            \(resources(report))\(purchases(report))\(coefficients(report))
            """
    }

    private func resources(_ report: ImprovementReport) -> HTML {
        let groups = Dictionary(grouping: report.lines, by: \.variable).sorted { $0.key.rawValue < $1.key.rawValue }
        let rows = groups.map { variable, lines -> HTML in
            let amount = Points(scaled: lines.reduce(0) { $0 + $1.amount.scaled })
            return """
                <tr>\(Ledger.cell("资源", "\(variable.label)", kind: "lead"))\
                \(Ledger.cell("学校", "\(Set(lines.map(\.code)).count)所", kind: "num"))\
                \(Ledger.cell("补足", "\(MoneyText.amount(amount, variable))", kind: "num"))\
                \(Ledger.cell("费用", "\(MoneyText.tenThousand(lines.reduce(0) { $0 + $1.cost }))", kind: "num"))</tr>
                """
        }
        let none: HTML? = rows.isEmpty ? "<p>现有资源已经达到标准，不需要补足。</p>" : nil
        return """
            <section class="section"><h2>按资源</h2>\(none)<table class="ledger"><thead><tr><th scope="col">资源</th>\
            <th scope="col" class="num">学校</th><th scope="col" class="num">补足</th><th scope="col" class="num">费用</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }

    private func purchases(_ report: ImprovementReport) -> HTML? {
        guard !report.lines.isEmpty else { return nil }
        let rows = report.lines.sorted { $0.cost > $1.cost }.prefix(300).map { line -> HTML in
            """
            <tr>\(Ledger.cell("学校", "\(line.name)", kind: "lead"))\(Ledger.cell("学段", "\(line.stage?.label ?? "全校")"))\
            \(Ledger.cell("资源", "\(line.variable.label)"))\(Ledger.cell("补足", "\(MoneyText.amount(line.amount, line.variable))", kind: "num"))\
            \(Ledger.cell("费用", "\(MoneyText.tenThousand(line.cost))", kind: "num"))</tr>
            """
        }
        let more: HTML? = report.lines.count > 300 ? "<p class=\"muted\">只列出费用最多的300条，全部在导出的表格里。</p>" : nil
        return """
            <section class="section"><h2>按学校（\(report.lines.count)条）</h2><table class="ledger"><thead><tr>\
            <th scope="col">学校</th><th scope="col">学段</th><th scope="col">资源</th><th scope="col" class="num">补足</th>\
            <th scope="col" class="num">费用</th></tr></thead><tbody>\(rows)</tbody></table>\(more)</section>
            """
    }

    private func coefficients(_ report: ImprovementReport) -> HTML {
        let rows = report.coefficients.map { one -> HTML in
            """
            <tr>\(Ledger.cell("指标", "\(one.stage.label)\(one.indicator)", kind: "lead"))\
            \(Ledger.cell("现在", "\(BalanceText.coefficient(one.before))", kind: "num"))\
            \(Ledger.cell("补足后", "\(BalanceText.coefficient(one.after))", kind: "num"))\
            \(Ledger.cell("限值", "\(one.limit.map { "≤\(BalanceText.limit($0))" } ?? "—")", kind: "num"))</tr>
            """
        }
        return """
            <section class="section"><h2>差异系数</h2><table class="ledger"><thead><tr><th scope="col">指标</th>\
            <th scope="col" class="num">现在</th><th scope="col" class="num">补足后</th><th scope="col" class="num">限值</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }

    private var prices: HTML {
        let rows = record.prices.map { line -> HTML in
            """
            <tr>\(Ledger.cell("资源", "\(line.variable.label)", kind: "lead"))\(Ledger.cell("学校", "\(line.school ?? "各校")"))\
            \(Ledger.cell("单价", "\(ImprovementForm.unit(of: line.variable).name)\(line.price.text)元", kind: "num"))\
            \(Ledger.cell("每校上限", "\(line.most?.text ?? "不限")", kind: "num"))</tr>
            """
        }
        return """
            <section class="section"><h2>单价</h2><table class="ledger"><thead><tr><th scope="col">资源</th><th scope="col">学校</th>\
            <th scope="col" class="num">单价</th><th scope="col" class="num">每校上限</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }
}

extension Improvement.Outcome {
    var label: String {
        switch self {
        case .proven: "已证明最省"
        case .found: "可行，未证明最省"
        case .infeasible: "无法达标"
        case .unfinished: "时间内没有找到"
        }
    }

    var sentence: String {
        switch self {
        case .infeasible: "在填写的单价和上限之内，怎样补都不能达标。"
        case .unfinished: "时间内没有找到可行方案。请延长计算时间，或放宽上限。"
        case .proven, .found: label
        }
    }
}

/// Money and amounts as a plan prints them.
enum MoneyText {
    static func tenThousand(_ yuan: Double) -> String { "\(BalanceText.decimal(yuan / 10_000, digits: 2))万元" }

    static func amount(_ amount: Points, _ variable: BalanceVariable) -> String {
        if variable == .equipment { return tenThousand(Double(amount.scaled) / Double(Points.scale)) }
        let unit = ImprovementForm.unit(of: variable).name.dropFirst()
        return "\(amount.text)\(unit)"
    }
}

/// Every search of the office, the latest first.
struct ImprovementListPage: Page {
    let listing: Listing<ImprovementRecord>
    let address: ListAddress
    let mayBegin: Bool
    /// Those that may have been searched, the latest first.
    let years: [Int]

    var title: String { "最省达标方案" }
    var section: String { "/balance" }

    var main: HTML {
        let new: HTML? = mayBegin ? "<a class=\"button primary\" href=\"/improvements/new\">新建方案</a>" : nil
        let filters = [
            FilterBar.search(address, hint: "区县名称"),
            FilterBar.choice(address, "year", "年度", years.map { Choice("\($0)", "\($0)年") }),
            FilterBar.choice(
                address, "standard", "标准", BalanceStandard.shipped.map { Choice($0.code, $0.name) }),
            FilterBar.choice(
                address, "state", "状态", ImprovementRecord.State.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
        let table = Ledger(
            [
                .init("区县", sort: "region", kind: "lead"), .init("年度", sort: "year", kind: "num"), .init("标准"),
                .init("总费用", kind: "num"), .init("与下限相差", kind: "num"), .init("结果"), .init("计算人"),
                .init("时间", sort: "time", kind: "date"),
            ], listing, at: address, unit: "个方案", exportPath: "/improvements/export.xlsx",
            empty: "<div class=\"empty\"><strong>还没有方案</strong>填写补足资源的单价，求出花钱最少的达标办法。</div>", row: row)
        return """
            \(PageHead(title, crumbs: [("均衡监测", "/balance")], actions: new).html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private func row(_ record: ImprovementRecord) -> HTML {
        let report = record.report
        return """
            <tr>\(Ledger.cell("区县", "<a href=\"/improvements/\(record.id)\">\(record.regionName)</a>", kind: "lead"))\
            \(Ledger.cell("年度", "\(record.year)", kind: "num"))\(Ledger.cell("标准", "\(record.standardName)"))\
            \(Ledger.cell("总费用", "\(report?.cost.map(MoneyText.tenThousand) ?? "—")", kind: "num"))\
            \(Ledger.cell("与下限相差", "\(report?.gap.map { "\(BalanceText.decimal($0 * 100, digits: 2))%" } ?? "—")", kind: "num"))\
            \(Ledger.cell("结果", "\(report?.outcome.label ?? record.state.label)"))\(Ledger.cell("计算人", "\(record.byName)"))\
            \(Ledger.cell("时间", When.html(record.createdAt), kind: "date"))</tr>
            """
    }
}

extension ImprovementRecord {
    var standardName: String { BalanceStandard.shipped.first { $0.code == standard }?.name ?? standard }
}
