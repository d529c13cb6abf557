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
        let crumbs =
            address.question.region == nil ? [] : [(title: "指标台账", path: address.link("/ledger", [("region", "")]))]
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
        return words.isEmpty
            ? nil : "<div class=\"notice\(vetoes.isEmpty ? "" : " error")\" role=\"status\">\(words)</div>"
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
        let unverified: HTML? =
            line.unverified.isEmpty ? nil : " <span class=\"badge\" title=\"\(line.unverified)\">待核</span>"
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
