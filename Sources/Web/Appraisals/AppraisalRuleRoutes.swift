import Hummingbird
import SQLCore
import Store
import Supervision

/// `/inspectors/appraisals/rules`: weights and grades of an office, with what says so.
enum AppraisalRuleRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/inspectors/appraisals/rules", AppraisalRoutes.readers) { call in try await show(call) }
        site.post("/inspectors/appraisals/rules", .roles(Role.office)) { call, sent in
            try await call.change(
                sent, again: { try await show(call, sent.fields, $0) },
                { act in
                    try AppraisalRuleBook.set(rules(sent.fields), act)
                    return "/inspectors/appraisals/rules?done=saved"
                })
        }
    }

    private static func rules(_ fields: Fields) -> AppraisalRules {
        func number(_ name: String) -> Int { fields.number(name) ?? -1 }
        let weights = AppraisalMeasure.allCases.map { ($0, number("weight-\($0.rawValue)")) }
        return AppraisalRules(
            weights: Dictionary(uniqueKeysWithValues: weights),
            grades: (number("excellent"), number("competent"), number("basic")), reportDays: number("days"),
            basis: fields.text("basis"),
            version: fields.number("version") ?? 0)
    }

    private static func show(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (rules, coverage) = try await call.read { db in
            (
                try AppraisalRuleBook.rules(of: call.viewer, in: db),
                try CoverageRules.load(of: Place.of(call.viewer.scope, in: db), in: db).rule
            )
        }
        return call.page(
            AppraisalRulePage(
                rules: rules, months: coverage.dueMonths(of: call.day.year), year: call.day.year, typed: typed,
                problem: refusal?.message,
                canKeep: Role.office.contains(call.viewer.role)), status: refusal?.status ?? .ok)
    }
}

struct AppraisalRulePage: Page {
    let rules: AppraisalRules
    /// Those of the year that the rule of coverage makes count.
    let months: [Month]
    let year: Int
    let typed: Fields?
    let problem: String?
    let canKeep: Bool

    var title: String { "考核规定" }
    var section: String { "/inspectors/appraisals" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督学年度考核", "/inspectors/appraisals")],
            subtitle: "国家规定每年考核，权重和等次由各地自定。已核定的年度不受修改影响。").html)
        \(Said.error(problem))\(former)
        \(canKeep ? form : table)
        """
    }

    /// What the office had chosen here, until it saves anew.
    private var former: HTML? {
        rules.formerMonths.flatMap { former in
            former == Set(months.map(\.first.month))
                ? nil
                : Said.warning(
                    """
                    以前在这里单独选定的应到月份（\(former.sorted().map { "\($0)月" }.joined(separator: "、"))）不再使用，\
                    现在与到校覆盖用同一套规定；请在到校频次规定里核对校历，再在本页保存一次。
                    """)
        }
    }

    private var dueMonths: HTML {
        let list = months.map { "\($0.first.month)月" }.joined(separator: "、")
        let rule: HTML = canKeep ? "<a href=\"/coverage/rule\">到校频次规定</a>" : "到校频次规定"
        return "\(year)年：\(list.isEmpty ? "没有" : list)；按\(rule)的校历计算，与到校覆盖一致。"
    }

    private func value(_ name: String, _ own: String) -> String { typed.map { $0.text(name) } ?? own }

    private func number(_ name: String, _ label: String, _ own: Int, help: String = "") -> HTML {
        Field(name, label, value: value(name, "\(own)"), help: help, isRequired: true).text(
            type: "number", isShort: true)
    }

    private var table: HTML {
        let rows = AppraisalMeasure.allCases.map { measure -> HTML in
            """
            <tr>\(Ledger.cell("项目", "\(measure.label)", kind: "lead"))\
            \(Ledger.cell("权重", "\(rules.weight(measure))", kind: "num"))\
            \(Ledger.cell("怎样计算", "\(measure.rule)", kind: "long"))</tr>
            """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">项目</th><th scope="col" class="num">权重</th>\
            <th scope="col" class="long">怎样计算</th></tr></thead><tbody>\(rows)</tbody></table>
            <dl class="facts"><dt>等次</dt><dd>\(rules.excellent)分起优秀，\(rules.competent)分起合格，\(rules.basic)分起基本合格</dd>\
            <dt>送达天数</dt><dd>\(rules.reportDays)天</dd>\
            <dt>应到月份</dt><dd>\(dueMonths)</dd>\
            <dt>依据</dt><dd>\(rules.basis.isEmpty ? "尚无本地规定" : "\(rules.basis)")</dd></dl>
            """
    }

    private var form: HTML {
        let weights = AppraisalMeasure.allCases.map { measure in
            number("weight-\(measure.rawValue)", measure.label, rules.weight(measure), help: measure.rule)
        }
        return """
            <form class="form" method="post" action="/inspectors/appraisals/rules">\(FormSeal())
            <input type="hidden" name="version" value="\(value("version", "\(rules.version)"))">
            <h2>权重（合计100）</h2>\(weights)
            <h2>等次（满分100）</h2>
            <div class="field-row">\(number("excellent", "优秀，从", rules.excellent))\
            \(number("competent", "合格，从", rules.competent))\
            \(number("basic", "基本合格，从", rules.basic, help: "低于此为不合格。"))</div>
            <h2>计数</h2>
            \(number("days", "到校记录送达天数", rules.reportDays, help: "到校后几天内送达为按时。"))
            <div class="field"><span>应到月份</span><p class="help">\(dueMonths)</p></div>
            \(Field("basis", "依据", value: value("basis", rules.basis), help: "文件名称、文号和条款。", isRequired: true).text())
            <div class="form-actions"><button class="primary">保存</button></div></form>
            """
    }
}
