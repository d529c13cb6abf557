import Store
import Supervision

/// One standard: its parts with how each indicator is judged, thresholds and whose they are, tolerances, sources.
struct StandardPage: Page {
    let local: LocalStandard
    /// The viewer's own region and its name; empty for the nation.
    let own: String
    let ownName: String
    let viewer: Viewer
    /// Which form was refused.
    let form: String
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { local.national.name }
    var section: String { "/standards" }
    private var standard: Standard { local.standard }
    private var mayChange: Bool { Role.office.contains(viewer.role) && !own.isEmpty }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("监测标准", "/standards")], subtitle: "\(standard.clause)",
            actions: "<a class=\"button\" href=\"/ledger?standard=\(standard.code)\">指标台账</a>").html)
        \(Said.error(message))
        <dl class="facts"><dt>来源</dt><dd>\(standard.provenance)</dd><dt>待核</dt><dd>\(standard.unverified)</dd>\(tiers)</dl>
        \(standard.parts.map(part))
        \(rules)
        \(tolerances)
        """
    }

    private var tiers: HTML? {
        guard !standard.tiers.isEmpty else { return nil }
        let words = standard.tiers.map { "\($0.name)：合格\($0.met)项以上，基本合格不超过\($0.basic)项" }
        return "<dt>等次</dt><dd>\(words.joined(separator: "；"))；逐级达标，不可越级</dd>"
    }

    private func part(_ part: Standard.Part) -> HTML {
        if part.isResources { return resources(part) }
        let rows = standard.indicators(of: part).flatMap { indicator in
            indicator.conditions.map { row(indicator, $0) }
        }
        return """
            <section class="section"><h2>\(part.name)</h2><table class="ledger"><thead><tr>\
            <th scope="col" class="code">编号</th><th scope="col">指标</th><th scope="col" class="long">怎样判定</th>\
            <th scope="col">限值</th><th scope="col" class="long">条款</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }

    private func row(_ indicator: StandardIndicator, _ condition: StandardCondition) -> HTML {
        let unverified: HTML? =
            indicator.unverified.isEmpty ? nil : "<small>待核：\(indicator.unverified)</small>"
        let veto: HTML? = indicator.isVeto ? " \(Badge.html("一票否决", .warn))" : nil
        let basic: HTML? = indicator.allowsBasic ? " \(Badge.html("可基本合格"))" : nil
        let name: HTML? =
            condition.name.isEmpty || condition.name == indicator.name ? nil : "<small>\(condition.name)</small>"
        return """
            <tr>\(Ledger.cell("编号", "\(condition.code)", kind: "code"))\
            \(Ledger.cell("指标", "\(indicator.name)\(veto)\(basic)\(name)", kind: "lead"))\
            \(Ledger.cell("怎样判定", measure(condition), kind: "long"))\(Ledger.cell("限值", limits(condition)))\
            \(Ledger.cell("条款", "\(indicator.clause)\(unverified)", kind: "long"))</tr>
            """
    }

    private func measure(_ condition: StandardCondition) -> HTML {
        guard case .computed(let threshold, _) = condition.measure else { return "人工判定，须写明依据" }
        let subject =
            condition.subject == .county
            ? "" : condition.share == Points(100) ? "每个单位：" : "\(condition.share.text)%的单位："
        let applies = condition.applies.map { "（适用于\(ExpressionWords.names.text($0))）" } ?? ""
        return "\(subject)\(ExpressionWords.names.text(threshold.expression))\(applies)"
    }

    private func limits(_ condition: StandardCondition) -> HTML {
        guard case .computed(let threshold, _) = condition.measure else { return "—" }
        let stages: [Stage?] = threshold.limits.isEmpty ? [nil] : [.primary, .junior]
        let shown = stages.compactMap { stage -> HTML? in
            guard let limit = threshold.limit(of: stage) else { return nil }
            let whose = local.threshold(of: condition.code, stage: stage).map { rule -> HTML in
                "<small>\(rule.regionName)设定</small>"
            }
            return "<div>\(stage?.label ?? "")\(threshold.relation.rawValue)\(limit.text)\(whose)</div>"
        }
        return shown.isEmpty ? "符合" : .joined(shown)
    }

    private func resources(_ part: Standard.Part) -> HTML {
        guard let resources = standard.resources else { return .empty }
        func limit(_ points: Points?, _ sign: String) -> HTML { "\(points.map { sign + $0.text } ?? "—")" }
        let rows = resources.indicators.map { indicator -> HTML in
            """
            <tr>\(Ledger.cell("指标", "\(indicator.name)（\(indicator.unit)）", kind: "lead"))\
            \(Ledger.cell("小学", limit(indicator.minimum[.primary], "≥"), kind: "num"))\
            \(Ledger.cell("初中", limit(indicator.minimum[.junior], "≥"), kind: "num"))\
            \(Ledger.cell("小学差异系数", limit(indicator.limit[.primary], "≤"), kind: "num"))\
            \(Ledger.cell("初中差异系数", limit(indicator.limit[.junior], "≤"), kind: "num"))</tr>
            """
        }
        let rule =
            switch resources.rule {
            case .composite(let limits):
                "各项差异系数的平均数（综合差异系数）：小学≤\(limits[.primary]?.text ?? "—")，初中≤\(limits[.junior]?.text ?? "—")；单项不单独判定。"
            case .each(let tolerated, let floor):
                "每所学校至少\(resources.indicators.count - tolerated)项达到标准，其余不低于标准的\((Fraction(floor) * Fraction(100)).text)%；每项差异系数都在限值内。"
            }
        return """
            <section class="section"><h2>\(part.name)</h2><p>\(rule)</p><table class="ledger"><thead><tr><th scope="col">指标</th>\
            <th scope="col" class="num">小学</th><th scope="col" class="num">初中</th><th scope="col" class="num">小学差异系数</th>\
            <th scope="col" class="num">初中差异系数</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }
}

extension StandardPage {
    /// What the places above and the viewer's own have set, and the form for one more.
    private var rules: HTML? {
        let changeable = StandardPage.changeable(local.national)
        guard !changeable.isEmpty else { return nil }
        let held = local.rules.map { ruleRow($0, holds: true) } + local.refused.map { ruleRow($0, holds: false) }
        let rows = held.compactMap { $0 }
        let none: HTML? = rows.isEmpty ? "<p class=\"muted\">没有本地限值，按文件的限值判定。</p>" : nil
        let table: HTML? =
            rows.isEmpty
            ? nil
            : """
            <table class="ledger"><thead><tr><th scope="col">设定的地方</th><th scope="col" class="code">指标</th>\
            <th scope="col" class="num">限值</th><th scope="col" class="long">依据</th><th scope="col">设定人</th><th scope="col"></th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
        return """
            <section class="section" id="local"><h2>本地限值</h2><p class="muted">上级设定的对下级都有效；可以比上级严，标“待核”的指标才可以放宽。</p>
            \(none)\(table)\(mayChange ? thresholdForm(changeable) : nil)</section>
            """
    }

    private func ruleRow(_ rule: LocalRule, holds: Bool) -> HTML? {
        guard case .threshold(let change) = rule.content else { return nil }
        let stage = change.stage?.label ?? ""
        let removal: HTML? =
            mayChange && rule.region == own
            ? """
            <form class="inline" method="post" action="/standards/\(standard.code)/thresholds/removal">\(FormSeal())\
            <input type="hidden" name="condition" value="\(change.condition)"><input type="hidden" name="stage" value="\(change.stage?.rawValue ?? "")">\
            <button class="small quiet" data-confirm="删除这个本地限值？删除后按上级或文件的限值判定。" data-confirm-label="删除">删除</button></form>
            """ : nil
        let broken: HTML? = holds ? nil : " \(Badge.html("不生效，比上级宽", .warn))"
        return """
            <tr>\(Ledger.cell("设定的地方", "\(rule.regionName)\(broken)", kind: "lead"))\
            \(Ledger.cell("指标", "\(change.condition)\(stage)", kind: "code"))\(Ledger.cell("限值", "\(change.limit.text)", kind: "num"))\
            \(Ledger.cell("依据", "\(change.basis)", kind: "long"))\(Ledger.cell("设定人", "\(rule.byName)，\(When.html(rule.at))"))\
            \(Ledger.cell("", removal ?? .empty, kind: "actions"))</tr>
            """
    }

    /// Conditions with a threshold, by stage where stages differ.
    static func changeable(_ standard: Standard) -> [Choice] {
        standard.indicators.flatMap { indicator in
            indicator.conditions.flatMap { condition -> [Choice] in
                guard case .computed(let threshold, _) = condition.measure else { return [] }
                let stages: [Stage?] = threshold.limits.isEmpty ? [nil] : [.primary, .junior]
                return stages.compactMap { stage in
                    threshold.limit(of: stage).map { limit in
                        let name = condition.name.isEmpty ? indicator.name : condition.name
                        return Choice(
                            "\(condition.code)@\(stage?.rawValue ?? "")",
                            "\(condition.code) \(stage?.label ?? "")\(name.prefix(24))（文件\(threshold.relation.rawValue)\(limit.text)）"
                        )
                    }
                }
            }
        }
    }

    private func thresholdForm(_ choices: [Choice]) -> HTML {
        let isAgain = form == "threshold"
        func field(_ name: String, _ label: String, help: String = "") -> Field {
            Field(
                name, label, value: isAgain ? fields.text(name) : "", problem: isAgain ? problems[name] : nil,
                help: help, isRequired: true)
        }
        let isOpen: HTML? = isAgain ? " open" : nil
        return """
            <details class="fold"\(isOpen)><summary>设定\(ownName)的限值</summary>
            <form class="form" method="post" action="/standards/\(standard.code)/thresholds" data-draft="threshold-\(standard.code)">\(FormSeal())
            \(field("place", "指标").select([Choice("", "请选择")] + choices))\
            \(field("limit", "限值").text(isShort: true))\
            \(field("basis", "依据", help: "文件名称和文号").text())
            <div class="form-actions"><button class="primary">保存限值</button></div></form></details>
            """
    }

    private var tolerances: HTML? {
        guard !standard.tolerances.isEmpty else { return nil }
        let rows = standard.tolerances.map { tolerance -> HTML in
            let rule = local.tolerance(tolerance.code)
            let whose: HTML =
                rule.map { rule -> HTML in "<small>\(rule.regionName)：\(rule.basis)</small>" } ?? "<small>按文件</small>"
            let broken = local.refused.compactMap { rule -> HTML? in
                guard case .tolerance(tolerance.code, _, let basis) = rule.content else { return nil }
                return "<small>\(rule.regionName)：\(basis) \(Badge.html("不生效，上级不允许", .warn))</small>"
            }
            let state = tolerance.isInForce ? Badge.html("现行", .good) : Badge.html("不现行")
            return """
                <tr>\(Ledger.cell("容差", "\(tolerance.name)", kind: "lead"))\(Ledger.cell("指标", "\(tolerance.target)", kind: "code"))\
                \(Ledger.cell("是否现行", "\(state)\(whose)\(broken)"))\(Ledger.cell("整改年限", "认定后\(tolerance.years)年"))\
                \(Ledger.cell("条款", "\(tolerance.clause)<small>待核：\(tolerance.unverified)</small>", kind: "long"))</tr>
                """
        }
        return """
            <section class="section" id="tolerances"><h2>容差</h2><table class="ledger"><thead><tr><th scope="col">容差</th>\
            <th scope="col" class="code">指标</th><th scope="col">是否现行</th><th scope="col">整改年限</th><th scope="col" class="long">条款</th></tr></thead>\
            <tbody>\(rows)</tbody></table>\(mayChange ? toleranceForm : nil)</section>
            """
    }

    private var toleranceForm: HTML {
        let isAgain = form == "tolerance"
        func field(_ name: String, _ label: String) -> Field {
            Field(
                name, label, value: isAgain ? fields.text(name) : "", problem: isAgain ? problems[name] : nil)
        }
        let isOpen: HTML? = isAgain ? " open" : nil
        let choices = [
            Choice("", "请选择"), Choice("yes", "现行"), Choice("no", "不现行"), Choice("above", "按上级或文件（取消本地设定）"),
        ]
        return """
            <details class="fold"\(isOpen)><summary>设定\(ownName)是否适用容差</summary>
            <form class="form" method="post" action="/standards/\(standard.code)/tolerances" data-draft="tolerance-\(standard.code)">\(FormSeal())
            \(field("tolerance", "容差").select(standard.tolerances.map { Choice($0.code, $0.name) }))\
            \(field("inForce", "是否现行").select(choices))\(field("basis", "依据").text(hint: "文件名称和文号"))
            <div class="form-actions"><button class="primary">保存</button></div></form></details>
            """
    }
}
