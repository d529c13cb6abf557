import Hummingbird
import SQLCore
import Store
import Supervision

/// `/coverage/rule`: how often an office wants schools to be seen, when they teach, and what makes a visit urgent.
enum CoverageRuleRoutes {
    private static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/coverage/rule", office) { call in try await show(call) }
        site.post("/coverage/rule", office) { call, sent in
            try await call.change(sent, again: { try await show(call, typed: sent.fields, $0) }) { act in
                let rule = try CoverageRuleForm.checked(sent.fields, on: act.day)
                try CoverageRules.save(rule, version: sent.fields.number("version") ?? -1, act)
                return "/coverage/rule?done=saved"
            }
        }
        site.post("/coverage/rule/removal", office) { call, sent in
            try await call.change(sent, again: { try await show(call, $0) }) { act in
                try CoverageRules.remove(version: sent.fields.number("version") ?? -1, act)
                return "/coverage/rule?done=removed"
            }
        }
    }

    private static func show(
        _ call: Call, typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let page = try await call.read { db in
            let (rule, version) = try CoverageRules.load(of: Place.of(call.viewer.scope, in: db), in: db)
            return CoverageRulePage(
                rule: rule, version: version, fields: typed ?? CoverageRuleForm.fields(of: rule, version: version),
                address: CoverageAddress("/coverage/rule", call), viewer: call.viewer,
                problems: (refusal as? FormRefusal)?.problems ?? [:], problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }
}

/// A rule as it is typed: a term a line, its first and last day of teaching.
enum CoverageRuleForm {
    static func fields(of rule: CoverageRule, version: Int) -> Fields {
        let terms = rule.terms.sorted { $0.from < $1.from }.map { "\($0.from.text) \($0.until.text)" }
        return Fields(
            [
                ("perTerm", "\(rule.perTerm)"), ("perMonth", "\(rule.perMonth)"), ("basis", rule.basis),
                ("dueDays", "\(rule.dueDays)"), ("weeks", "\(rule.weeks)"),
                ("recordsFrom", rule.recordsFrom?.text ?? ""), ("terms", terms.joined(separator: "\n")),
                ("version", "\(version)"),
            ] + UrgencyWeights.fields.map { ("weight.\($0.name)", "\(rule.weights[keyPath: $0.path])") })
    }

    static func checked(_ fields: Fields, on today: Day) throws(FormRefusal) -> CoverageRule {
        var problems: [String: String] = [:]
        var weights = UrgencyWeights.usual
        for field in UrgencyWeights.fields {
            weights[keyPath: field.path] = fields.number("weight.\(field.name)") ?? -1
        }
        let records = fields.text("recordsFrom")
        if !records.isEmpty, Day(records) == nil { problems["recordsFrom"] = "请填写日期，或留空。" }
        var terms: [TermDays] = []
        for line in (fields["terms"] ?? "").split(whereSeparator: \.isNewline) {
            let days = line.split { " 　\t,，;；至—~～".contains($0) }.map { Day(String($0)) }
            guard !days.isEmpty else { continue }
            guard days.count == 2, let from = days[0], let until = days[1],
                let term = TermDays(from: from, until: until)
            else {
                problems["terms"] = "“\(line)”看不懂；每行写开学和放假两个日期，如 2026-02-24 2026-07-08。"
                continue
            }
            terms.append(term)
        }
        let rule = CoverageRule(
            perTerm: fields.number("perTerm") ?? -1, perMonth: fields.number("perMonth") ?? -1,
            basis: fields.text("basis"), dueDays: fields.number("dueDays") ?? -1, weeks: fields.number("weeks") ?? -1,
            recordsFrom: Day(records), terms: terms, weights: weights)
        problems.merge(rule.problems(on: today)) { first, _ in first }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return rule
    }
}

struct CoverageRulePage: Page {
    let rule: CoverageRule
    /// 0 while the office has none of its own.
    let version: Int
    let fields: Fields
    let address: CoverageAddress
    let viewer: Viewer
    var problems: [String: String] = [:]
    var problem: String?

    var title: String { "到校频次规定" }
    var section: String { "/coverage" }

    var main: HTML {
        let whose = version > 0 ? "现在用的是本督导室设定的规定。" : "现在用的是上级或系统默认的规定，保存后改用本督导室的。"
        return """
            \(PageHead(title, crumbs: [("到校覆盖", "/coverage")], subtitle: "对本督导室管理的学校、幼儿园生效。\(whose)").html)
            \(CoverageTabs(address: address, role: viewer.role, current: "rule", isWide: CoverageDistricts.isWide(viewer)).html)
            \(Said.error(problem))
            <form class="form" method="post" action="/coverage/rule" data-draft="coverage-rule">\(FormSeal())\
            <input type="hidden" name="version" value="\(fields.text("version"))">
            \(number("perTerm", "每学期至少（次）", "\(CoverageRule.clause)：经常性督导每学期不少于\(CoverageRule.lawsFloor)次；地方规定更多的可以提高。"))
            \(number("perMonth", "每月至少（次）", "责任督学挂牌督导一般为每月1次；没有这项要求的填0。"))
            \(Field("basis", "每月要求的依据", value: fields.text("basis"), problem: problems["basis"], help: "如本地实施办法的名称和条款。").text())
            \(number("dueDays", "授课不足几天的月份不计（天）", "寒暑假所在的月份不要求到校。"))
            \(Field("terms", "本地校历", value: fields["terms"] ?? "", problem: problems["terms"],
                help: "每行一个学期，写开学和放假的日期，如 2026-02-24 2026-07-08。没有填写的学期按2月20日至7月10日、9月1日至次年1月20日。").area(rows: 4, limit: 2_000))
            \(Field("recordsFrom", "从哪天起登记到校", value: fields.text("recordsFrom"), problem: problems["recordsFrom"],
                help: "这之前的月份不算缺；留空则从第一次登记起。").date())
            \(number("weeks", "预测按最近几周的进度（周）", ""))
            <fieldset class="field"><legend>缓急分值</legend><p class="help">没有法规依据，由督导室设定，每项0至100。</p>\
            \(problems["weights"].map { text -> HTML in "<p class=\"problem\">\(text)</p>" })<div class="halves">\(weights)</div></fieldset>
            <div class="form-actions"><button class="primary">保存</button></div></form>
            \(version > 0 ? removal : nil)
            """
    }

    private func number(_ name: String, _ label: String, _ help: String) -> HTML {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help).text(
            type: "number", isShort: true)
    }

    private var weights: [HTML] {
        UrgencyWeights.fields.map { field in
            Field("weight.\(field.name)", field.label, value: fields.text("weight.\(field.name)")).text(
                type: "number", isShort: true)
        }
    }

    private var removal: HTML {
        """
        <form class="inline" method="post" action="/coverage/rule/removal" data-confirm="不再用本督导室的规定，改用上级或系统默认的？" \
        data-confirm-label="改用默认">\(FormSeal())<input type="hidden" name="version" value="\(version)">\
        <button class="quiet">改用默认规定</button></form>
        """
    }
}
