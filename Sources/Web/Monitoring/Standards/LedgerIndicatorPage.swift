import Store
import Supervision

/// What was typed into a form of the indicator's page and refused.
struct LedgerTyped: Sendable {
    /// `judgement` or `duty`.
    let form: String
    let fields: Fields
    let problems: [String: String]
    let message: String
}

/// One indicator of a county: its formula with the values put in, judgements, who answers for it, units behind it.
struct LedgerIndicatorPage: Page {
    let ledger: CountyLedger
    let address: LedgerAddress
    let viewer: Viewer
    let line: StandardLedger.Line
    /// By condition, the latest first.
    let history: [String: [JudgementRecord]]
    let evidence: [JudgementID: [EvidenceFile]]
    let departments: [String]
    let typed: LedgerTyped?

    var title: String { line.name }
    var section: String { "/ledger" }
    private var county: StandardCounty { ledger.county }
    private var isOwn: Bool { CountyLedger.isOwn(county.region, of: viewer) }
    private var row: LedgerRow {
        let duty = ledger.duty(line.code)
        return LedgerRow(
            place: 0, line: line, duty: duty, findings: ledger.findings[line.code] ?? [],
            daysLate: duty.daysLate(line.grade, on: viewer.day))
    }

    var main: HTML {
        let crumbs = [("\(county.name)指标台账", address.link("/ledger"))]
        let unverified: HTML? =
            line.unverified.isEmpty
            ? nil : "<div class=\"notice warning\" role=\"status\"><strong>待核</strong>\(line.unverified)</div>"
        return """
            \(PageHead(title, crumbs: crumbs, badge: line.grade.badge,
                subtitle: "\(county.year)年 · \(line.part.name) · \(line.clause)", actions: LedgerFindings(row, county, viewer).begin).html)
            \(Said.error(typed?.message))
            \(unverified)
            \(conditions)\(LedgerMonitoring(line, of: county)?.html)
            \(LedgerUnitsTable(county, address, line)?.html)
            \(duty)
            \(findings)
            """
    }

    /// Each thing that decides the line, as it is judged.
    private var conditions: HTML {
        switch line.kind {
        case .indicator(let indicator):
            let results = county.evaluation.indicators.first { $0.indicator.code == indicator.code }?.conditions ?? []
            let known = Set(results.map(\.condition.code))
            let shown = results.map { result -> HTML in
                result.condition.isByHand
                    ? byHand(result, indicator) : LedgerFormula(result, county, address, line).html
            }
            // Asked only once the rest is 基本合格.
            let later = indicator.conditions.filter { !known.contains($0.code) }.map { condition -> HTML in
                "<section class=\"section\"><h2>\(condition.name)</h2><p class=\"muted\">前面各条基本合格时才需要判定。</p></section>"
            }
            return "\(shown)\(later)"
        case .resource, .schools, .composite: return resources
        }
    }

    private var resources: HTML {
        let text = LedgerText(county)
        let standing = LedgerStanding(line, county, address)
        let rows = line.items.map { item -> HTML in
            """
            <tr>\(Ledger.cell("学段", "\(item.stage?.label ?? "")", kind: "lead"))\
            \(Ledger.cell("现状", "<a href=\"\(standing.link(item))\" data-uncounted>\(text.now(item))</a>"))\
            \(Ledger.cell("标准", "\(text.asked(item))"))\(Ledger.cell("差距", "\(text.gap(item))"))\
            \(Ledger.cell("判定", item.grade.badge))</tr>
            """
        }
        let none: HTML? = rows.isEmpty ? "<p class=\"muted\">还没有学校填报，不能计算。</p>" : nil
        return """
            <section class="section"><h2>计算结果</h2>\(none)<table class="ledger"><thead><tr><th scope="col">学段</th>\
            <th scope="col">现状</th><th scope="col">标准</th><th scope="col">差距</th><th scope="col">判定</th></tr></thead>\
            <tbody>\(rows)</tbody></table><p class="muted">点开数字可以看到算式、代入的数据和各校情况。</p></section>
            """
    }

    private func byHand(_ result: ConditionResult, _ indicator: StandardIndicator) -> HTML {
        let condition = result.condition
        return LedgerJudgement(
            condition: condition, indicator: indicator, grade: result.grade, history: history[condition.code] ?? [],
            evidence: evidence,
            typed: typed?.form == "judgement" && typed?.fields.text("condition") == condition.code ? typed : nil,
            action: isOwn ? "/ledger/indicators/\(line.code)/judgement" : nil, hidden: address.hidden(county),
            today: viewer.day
        ).html
    }

    private var duty: HTML {
        let duty = ledger.duty(line.code)
        let due: HTML = duty.dueOn.map { When.html($0) } ?? "没有定"
        let late = row.daysLate.map { days -> HTML in " \(Badge.html("逾期\(days)天", .late))" }
        let facts: HTML = """
            <dl class="facts"><dt>责任部门</dt><dd>\(duty.department.isEmpty ? "没有确定" : duty.department)</dd>\
            <dt>责任人</dt><dd>\(duty.person.isEmpty ? "没有确定" : duty.person)</dd><dt>达标期限</dt><dd>\(due)\(late)</dd></dl>
            """
        return "<section class=\"section\" id=\"duty\"><h2>责任和期限</h2>\(facts)\(isOwn ? dutyForm(duty) : nil)</section>"
    }

    private func dutyForm(_ duty: IndicatorDuty) -> HTML {
        let again = typed?.form == "duty" ? typed : nil
        func value(_ name: String, _ known: String) -> String { again?.fields[name] ?? known }
        let options = departments.map { name -> HTML in "<option value=\"\(name)\">" }
        let department = Field(
            "department", "责任部门", value: value("department", duty.department), problem: again?.problems["department"])
        let isOpen: HTML? = again == nil ? nil : " open"
        return """
            <details class="fold"\(isOpen)><summary>修改责任和期限</summary>
            <form class="form" method="post" action="/ledger/indicators/\(line.code)/duty" data-draft="duty-\(line.code)">\
            \(FormSeal())\(address.hidden(county))<input type="hidden" name="version" value="\(duty.version)">
            <div class="field-row">\
            \(department.wrapped("<input id=\"department\" name=\"department\" list=\"departments\" maxlength=\"60\" value=\"\(department.value)\">"))\
            \(Field("person", "责任人", value: value("person", duty.person), problem: again?.problems["person"]).text())\
            \(Field("due_on", "达标期限", value: value("due_on", duty.dueOn?.text ?? ""), problem: again?.problems["due_on"], help: "不填就是没有定").date())</div>\
            <datalist id="departments">\(options)</datalist>
            <div class="form-actions"><button class="primary">保存</button></div></form></details>
            """
    }

    private var findings: HTML? {
        guard !row.findings.isEmpty else { return nil }
        let rows = row.findings.map { finding -> HTML in
            """
            <tr>\(Ledger.cell("编号", "<a href=\"/findings/\(finding.finding)\" data-uncounted>\(finding.number)</a>", kind: "code"))\
            \(Ledger.cell("责任单位", "\(finding.unit)", kind: "lead"))\(Ledger.cell("年度", "\(finding.year)", kind: "num"))\
            \(Ledger.cell("状态", FindingBadge.html(finding.state, dueOn: finding.dueOn, on: viewer.day)))</tr>
            """
        }
        let isMet = line.grade == .met || line.grade == .basic
        let ready: HTML? =
            isMet && !row.open.isEmpty
            ? "<div class=\"notice success\" role=\"status\">指标已达标，整改可提交验收；销号仍由问题台账办理。</div>" : nil
        return """
            <section class="section" id="findings"><h2>列入的问题</h2>\(ready)<table class="ledger"><thead><tr>\
            <th scope="col" class="code">编号</th><th scope="col">责任单位</th><th scope="col" class="num">年度</th>\
            <th scope="col">状态</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }
}

/// A computed condition: the formula in words, the same with the values, what came of it and what it is held against.
struct LedgerFormula {
    private let result: ConditionResult
    private let county: StandardCounty
    private let address: LedgerAddress
    private let line: StandardLedger.Line

    init(
        _ result: ConditionResult, _ county: StandardCounty, _ address: LedgerAddress, _ line: StandardLedger.Line
    ) {
        self.result = result
        self.county = county
        self.address = address
        self.line = line
    }

    var html: HTML {
        let condition = result.condition
        guard case .computed(let threshold, _) = condition.measure else { return .empty }
        let heading = condition.name.isEmpty ? line.name : condition.name
        let applies = condition.applies.map { expression -> HTML in
            "<dt>适用</dt><dd>\(ExpressionWords.names.text(expression))的单位</dd>"
        }
        let subject = condition.subject == .county ? "全县" : "每个单位"
        return """
            <section class="section"><h2>\(heading) \(result.grade.badge)</h2><dl class="facts">\
            <dt>算法</dt><dd>\(subject)：\(ExpressionWords.names.text(threshold.expression))</dd>\(applies)\
            \(items.map { values($0, threshold) })\(missing)\(reasons)</dl></section>
            """
    }

    private var items: [StandardLedger.Item] { line.items.filter { $0.code == result.condition.code } }

    private func values(_ item: StandardLedger.Item, _ threshold: Threshold) -> HTML {
        let text = LedgerText(county)
        let stage = item.stage?.label ?? ""
        let limit = "\(stage)标准"
        let local = county.local.threshold(of: item.code, stage: item.stage).map { rule -> HTML in
            "（\(rule.regionName)设定，依据：\(rule.basis)）"
        }
        let gap = text.gap(item)
        let after: HTML? = gap.isEmpty ? nil : "，\(gap)"
        if case .count = item.measure {
            return """
                <dt>\(stage)情况</dt><dd>\(text.now(item))\(after)</dd><dt>\(limit)</dt><dd>\(text.asked(item))\(bound(threshold, item.stage))\(local)</dd>
                """
        }
        let words = ExpressionWords.values(
            of: county.input.data, limit: threshold.limit(of: item.stage), stage: item.stage
        ).text(threshold.expression)
        let result: HTML = isNumber(item) ? " = <strong>\(text.now(item))</strong>\(after)" : ""
        return "<dt>\(stage)代入</dt><dd>\(words)\(result)</dd><dt>\(limit)</dt><dd>\(text.asked(item))\(local)</dd>"
    }

    private func isNumber(_ item: StandardLedger.Item) -> Bool {
        if case .figure(let value?, _, _) = item.measure { return value.quantity != nil }
        return false
    }

    /// What each unit is held against, where a number says it.
    private func bound(_ threshold: Threshold, _ stage: Stage?) -> HTML? {
        threshold.limit(of: stage).map { limit -> HTML in "：每个单位\(threshold.relation.rawValue)\(limit.text)" }
    }

    private var missing: HTML? {
        let count = result.missing.count
        guard count > 0 else { return nil }
        return "<dt>缺少</dt><dd>\(count)个数没有填报，<a href=\"\(address.link("/ledger"))#missing\">查看缺少的数据</a></dd>"
    }

    private var reasons: HTML? {
        result.reasons.isEmpty ? nil : "<dt>不能计算</dt><dd>\(Set(result.reasons).sorted().joined(separator: ""))</dd>"
    }
}
