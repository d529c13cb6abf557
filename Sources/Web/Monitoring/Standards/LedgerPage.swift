import Store
import Supervision

/// 指标台账: every indicator of a standard in a county, with where it stands, who answers for it and what is done.
struct LedgerPage: Page {
    let ledger: CountyLedger
    let standards: [Standard]
    let address: LedgerAddress
    let viewer: Viewer

    var title: String { "\(county.name)指标台账" }
    var section: String { "/ledger" }
    private var county: StandardCounty { ledger.county }
    private var text: LedgerText { LedgerText(county) }

    /// All lines of a standard on one page: the longest has some forty.
    static let size = 60

    var main: HTML {
        let crumbs = address.question.region == nil ? [] : [(title: "指标台账", path: address.link("/ledger", [("region", "")]))]
        return """
            \(PageHead(title, crumbs: BalanceCounties.isJudged(viewer.scope) ? [] : crumbs, badge: county.verdict.badge,
                subtitle: "\(county.year)年 · \(county.standard.name) · \(county.standard.clause)", actions: actions).html)
            \(FilterBar(address.list, filters).html)
            \(figures)
            \(notices)
            \(table.html)
            \(missing)
            """
    }

    private var actions: HTML {
        let balance: HTML? =
            county.standard.resources == nil
            ? nil : "<a class=\"button\" href=\"\(address.balance("/balance", county))\">资源配置监测</a>"
        return """
            <a class="button" href="/standards/\(county.standard.code)">标准与限值</a>\(balance)\
            <a class="button" href="\(address.link("/obligations"))">限期整改事项</a>\
            <a class="button" href="\(address.list.export(at: "/ledger/export.csv"))">导出 CSV</a>\
            <a class="button" href="\(address.list.export(at: "/ledger/export.json"))">JSON</a>
            """
    }

    private var filters: [HTML] {
        let list = address.list
        let owners = Set(ledger.duties.values.map(\.department).filter { !$0.isEmpty }).sorted()
        return [
            FilterBar.search(list, hint: "指标名称或编号"),
            FilterBar.choice(list, "part", "部分", county.standard.parts.map { Choice($0.code, $0.name) }),
            FilterBar.choice(list, "status", "判定", StandardGrade.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                list, "owner", "责任部门", [Choice(LedgerFilter.unowned, "没有确定")] + owners.map { Choice($0, $0) }),
            FilterBar.choice(list, "mark", "情况", LedgerFilter.Mark.allCases.map { Choice($0.rawValue, $0.label) }),
        ] + address.filters(county.years, standards)
    }

    private var figures: HTML {
        let tiles = [StandardGrade.met, .basic, .notMet, .undetermined].filter { grade in
            grade != .basic || county.standard.indicators.contains(where: \.allowsBasic)
        }.map { grade -> HTML in
            let count = county.ledger.count(grade)
            return Figure.html(
                grade.label, count, "项", address.link("/ledger", [("status", grade.rawValue)]),
                isLate: grade == .notMet && count > 0)
        }
        let late = county.ledger.lines.count { ledger.duty($0.code).daysLate($0.grade, on: viewer.day) != nil }
        let overdue = Figure.html("逾期", late, "项", address.link("/ledger", [("mark", "late")]), isLate: late > 0)
        return "<dl class=\"figures\">\(tiles)\(overdue)</dl>"
    }

    private var notices: HTML? {
        let evaluation = county.evaluation
        let tier = evaluation.standard.tiers.isEmpty ? "" : "达到的等次：\(evaluation.tier?.name ?? "无")。"
        let silent = Set(county.silent.map(\.name)).count
        let waiting = silent > 0 ? "有\(silent)所学校没有报在校生数，在填报之前不能判定为达到。" : ""
        let vetoes = county.ledger.lines.filter { $0.isVeto && $0.grade == .notMet }.map(\.name)
        let veto = vetoes.isEmpty ? "" : "一票否决事项：\(vetoes.joined(separator: "、"))。"
        let words = [veto, tier, waiting].filter { !$0.isEmpty }.joined()
        return words.isEmpty ? nil : "<div class=\"notice\(vetoes.isEmpty ? "" : " error")\" role=\"status\">\(words)</div>"
    }

    private var table: Ledger {
        let rows = LedgerFilter(address.list).rows(of: ledger, on: viewer.day)
        let page = PageRequest(number: address.list.page.number, size: LedgerPage.size)
        return Ledger(
            [
                .init("编号", sort: "code", kind: "code"), .init("指标", kind: "lead"), .init("现状", kind: "long"),
                .init("标准"), .init("差距", kind: "num"), .init("判定", sort: "status"), .init("责任", sort: "owner"),
                .init("期限", sort: "due", kind: "date"), .init("整改"),
            ],
            Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page),
            at: address.list, unit: "项", exportPath: "/ledger/export.xlsx",
            empty:
                "<div class=\"empty\"><strong>没有符合条件的指标</strong><a href=\"\(address.link("/ledger"))\">查看全部</a></div>",
            row: row)
    }

    private func row(_ row: LedgerRow) -> HTML {
        let line = row.line
        let page = address.link("/ledger/indicators/\(line.code)")
        // A resource has a name for a code; its number is its place in the part.
        let number = line.code.contains { $0.isNumber } ? line.code : "\(line.part.code).\(row.place + 1)"
        let unverified: HTML? = line.unverified.isEmpty ? nil : " <span class=\"badge\" title=\"\(line.unverified)\">待核</span>"
        let veto: HTML? = line.isVeto ? " \(Badge.html("一票否决", .warn))" : nil
        let late = row.daysLate.map { days -> HTML in "<small class=\"late-text\">逾期\(days)天</small>" }
        let due: HTML = row.duty.dueOn.map { day -> HTML in "\(When.html(day))\(late)" } ?? "—"
        return """
            <tr class="\(row.daysLate == nil ? "" : "late")">\(Ledger.cell("编号", "\(number)", kind: "code"))\
            \(Ledger.cell("指标", "<a href=\"\(page)\">\(line.name)</a>\(veto)\(unverified)", kind: "lead"))\
            \(Ledger.cell("现状", LedgerStanding(line, county, address).html, kind: "long"))\
            \(Ledger.cell("标准", asked(line)))\(Ledger.cell("差距", gaps(line), kind: "num"))\
            \(Ledger.cell("判定", line.grade.badge))\(Ledger.cell("责任", owner(row.duty)))\
            \(Ledger.cell("期限", due, kind: "date"))\(Ledger.cell("整改", LedgerFindings(row, county, viewer).html))</tr>
            """
    }

    private func asked(_ line: StandardLedger.Line) -> HTML {
        var (seen, places): ([String], [String]) = ([], [])
        for item in line.items {
            if !seen.contains(text.asked(item)) { seen.append(text.asked(item)) }
            let rule = county.local.threshold(of: item.code, stage: item.stage)
            if let rule, !places.contains(rule.regionName) { places.append(rule.regionName) }
        }
        let whose: HTML? = places.isEmpty ? nil : "<small>\(places.joined(separator: "、"))设定</small>"
        return "\(seen.prefix(3).joined(separator: "；"))\(whose)"
    }

    private func gaps(_ line: StandardLedger.Line) -> HTML {
        let gaps = line.items.compactMap { item -> HTML? in
            let gap = text.gap(item)
            guard !gap.isEmpty else { return nil }
            let stage = line.items.count > 1 ? item.stage?.label ?? "" : ""
            return item.grade == .notMet
                ? "<div class=\"late-text\">\(stage)\(gap)</div>" : "<div>\(stage)\(gap)</div>"
        }
        return gaps.isEmpty ? "—" : .joined(gaps)
    }

    private func owner(_ duty: IndicatorDuty) -> HTML {
        guard !duty.department.isEmpty || !duty.person.isEmpty else { return "<span class=\"muted\">没有确定</span>" }
        let person: HTML? = duty.person.isEmpty ? nil : "<small>\(duty.person)</small>"
        return "\(duty.department)\(person)"
    }

    /// What nobody reported or judged, and whether it could change the verdict.
    private var missing: HTML? {
        let gaps = county.evaluation.missing
        guard !gaps.isEmpty else { return nil }
        let names = Dictionary(county.units.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
        let figures = Dictionary(
            county.standard.figures.map { ($0.term.code, $0.term.name) }, uniquingKeysWith: { $1 })
        let rows = gaps.prefix(100).map { gap -> HTML in
            let page = address.link("/ledger/indicators/\(gap.indicator)")
            let what = gap.figure.map { LedgerMissing.name($0.variable, figures) } ?? "人工判定"
            let who = gap.figure.map { $0.organisation.map { names[$0] ?? $0 } ?? "\(county.name)（县级表）" } ?? "督导室"
            return """
                <tr>\(Ledger.cell("指标", "<a href=\"\(page)\" data-uncounted>\(gap.condition)</a>", kind: "code"))\
                \(Ledger.cell("由谁提供", "\(who)", kind: "lead"))\(Ledger.cell("缺少", "\(what)"))\
                \(Ledger.cell("影响", gap.couldChange ? "可能改变结论" : "不影响结论"))</tr>
                """
        }
        let resources = county.evaluation.resources?.missing.count ?? 0
        let others: HTML? =
            resources == 0
            ? nil
            : "<p>资源配置部分另缺\(resources)个数，<a href=\"\(address.balance("/balance", county))#missing\">在均衡监测里查看</a>。</p>"
        let more: HTML? = gaps.count > 100 ? "<p class=\"muted\">只列出前100项，共\(gaps.count)项。</p>" : nil
        return """
            <section class="section" id="missing"><h2>缺少的数据和判定（\(gaps.count)项）</h2>
            <p class="muted">没有填报的不按0计算，没有依据的判定不算数。</p><table class="ledger"><thead><tr>\
            <th scope="col" class="code">指标</th><th scope="col">由谁提供</th><th scope="col">缺少</th><th scope="col">影响</th></tr></thead>\
            <tbody>\(rows)</tbody></table>\(more)\(others)</section>
            """
    }
}

/// What a missing figure is called.
enum LedgerMissing {
    static func name(_ code: String, _ names: [String: String]) -> String {
        if let name = names[code] { return name }
        let parts = code.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let stage = Stage(rawValue: parts[0]) else { return code }
        let plain = names[parts[1]] ?? BalanceVariable(rawValue: parts[1])?.label ?? parts[1]
        return stage.label + plain
    }
}

/// Where a line stands: each of its figures, counts and judgements, and where it is opened.
struct LedgerStanding {
    private let line: StandardLedger.Line
    private let county: StandardCounty
    private let address: LedgerAddress

    init(_ line: StandardLedger.Line, _ county: StandardCounty, _ address: LedgerAddress) {
        self.line = line
        self.county = county
        self.address = address
    }

    var html: HTML {
        if line.items.isEmpty { return "<span class=\"muted\">数据不全</span>" }
        return .joined(line.items.map { "<div>\(item($0))</div>" })
    }

    private func item(_ item: StandardLedger.Item) -> HTML {
        let text = LedgerText(county)
        let label = text.label(item, of: line)
        let before = label.isEmpty ? "" : "\(label) "
        if case .count(let failing, let open, let total, _) = item.measure, total > 0 {
            let lacking: HTML? = open > 0 ? "，<a href=\"\(units(item, "open"))\">\(open)个</a>缺数据" : nil
            return "\(before)<a href=\"\(units(item, "failing"))\">\(failing)个</a>未达到\(lacking)，共\(total)个"
        }
        if case .judgement(let judgement) = item.measure {
            let word = line.isVeto ? judgement?.grade.veto ?? "未判定" : text.now(item)
            let basis: HTML? = judgement.map { "<small>依据：\(String($0.basis.prefix(60)))</small>" }
            return "\(before)\(word)\(basis)"
        }
        let late: HTML = item.grade == .notMet ? "late-text" : ""
        return "\(before)<a class=\"\(late)\" href=\"\(link(item))\" data-uncounted>\(text.now(item))</a>"
    }

    /// Where a figure opens its formula.
    func link(_ item: StandardLedger.Item) -> String {
        switch line.kind {
        case .resource(let indicator):
            address.balance("/balance/indicators/\(indicator.code)", county, stage(item))
        case .schools: address.balance("/balance/schools", county, stage(item))
        case .composite: address.balance("/balance", county)
        case .indicator:
            address.link("/ledger/indicators/\(line.code)", [("condition", item.code)])
        }
    }

    /// The units behind a count.
    private func units(_ item: StandardLedger.Item, _ standing: String) -> String {
        if case .schools = line.kind {
            let verdict = standing == "failing" ? "fail" : "undetermined"
            return address.balance("/balance/schools", county, stage(item) + [("verdict", verdict)])
        }
        return address.link(
            "/ledger/indicators/\(line.code)", [("condition", item.code), ("standing", standing)] + stage(item))
    }

    private func stage(_ item: StandardLedger.Item) -> [(String, String)] {
        item.stage.map { [("stage", $0.rawValue)] } ?? []
    }
}

/// What is being rectified of a line, and how a failing one becomes a finding.
struct LedgerFindings {
    private let row: LedgerRow
    private let county: StandardCounty
    private let viewer: Viewer

    init(_ row: LedgerRow, _ county: StandardCounty, _ viewer: Viewer) {
        self.row = row
        self.county = county
        self.viewer = viewer
    }

    var html: HTML {
        let shown = row.findings.prefix(3).map { finding -> HTML in
            let badge = FindingBadge.html(finding.state, dueOn: finding.dueOn, on: viewer.day)
            return "<div><a href=\"/findings/\(finding.finding)\" data-uncounted>\(finding.number)</a> \(badge)</div>"
        }
        let isMet = row.line.grade == .met || row.line.grade == .basic
        let waits = row.open.contains { $0.state != .submitted && $0.state != .verified }
        let ready: HTML? =
            isMet && !row.open.isEmpty
            ? "<small>\(waits ? "已达标，整改可提交验收" : "已达标，可核查销号")</small>" : nil
        return "\(Array(shown))\(ready)\(begin)"
    }

    /// Only where it fails, and nobody is on it yet.
    var begin: HTML? {
        guard row.line.grade == .notMet, row.open.isEmpty, Role.office.contains(viewer.role) else { return nil }
        return "<a class=\"button small\" href=\"\(address)\">列入问题</a>"
    }

    private var address: String {
        let text = LedgerText(county)
        let words = row.line.items.filter { $0.grade == .notMet }.map { item in
            let label = text.label(item, of: row.line)
            let gap = text.gap(item)
            let asked = row.line.isVeto ? "" : "（标准\(text.asked(item))\(gap.isEmpty ? "" : "，\(gap)")）"
            return "\(label)\(row.line.isVeto ? item.grade.veto : text.now(item))\(asked)"
        }
        let problem =
            "\(county.year)年\(county.standard.name)监测，\(county.name)“\(row.line.name)”未达到：\(words.joined(separator: "；"))。"
        let fields = [
            ("source", Finding.Source.monitoring.rawValue), ("standard", county.standard.code),
            ("region", county.region), ("year", "\(county.year)"), ("indicator", row.line.code),
            ("unit-0", row.duty.department), ("problem", problem), ("basis", row.line.clause),
            ("requirement", "按\(county.standard.name)标准整改到位，整改后如实更新监测数据。"),
        ]
        let query = fields.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
        return "/findings/new?\(query)"
    }
}
