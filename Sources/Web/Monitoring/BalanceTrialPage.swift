import Store
import Supervision

/// A county judged as it is and with other figures beside it.
struct BalanceTrialPage: Page {
    let county: BalanceCounty
    let address: BalanceAddress
    let trial: BalanceTrial
    /// The school whose figures are being changed.
    let school: BalanceSchool?
    private let result: WhatIf

    init(county: BalanceCounty, address: BalanceAddress, fields: Fields) {
        self.county = county
        self.address = address
        let schools = county.schools.schools
        trial = BalanceTrial(fields, schools)
        let wanted = fields.text("school")
        school = schools.first { $0.code == wanted || $0.name == wanted }
        result = WhatIf(address.question.standard, schools: schools, changes: trial.changes)
    }

    var title: String { "试算" }
    var section: String { "/balance" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("\(county.name)\(address.question.standard.name)监测", address.link("/balance"))],
            subtitle: "\(county.year)年 · 改几个数看结论怎样变；只在本页计算，不改动填报数据").html)
        \(verdicts)
        \(choice)
        \(school.map(form))
        \(changed)
        \(indicators)
        \(schools)
        """
    }

    private var verdicts: HTML? {
        guard !trial.values.isEmpty else { return nil }
        return """
            <dl class="facts across"><dt>现在</dt><dd>\(result.before.verdict.badge)</dd>\
            <dt>试算</dt><dd>\(result.after.verdict.badge)</dd><dt>改动</dt><dd>\(trial.values.count)个数</dd></dl>
            """
    }

    /// The question and the figures that were changed for other schools, carried along.
    private func kept(except code: String?) -> HTML {
        let question = ["district", "year", "standard", "data"].map { ($0, address.list.filter($0)) }
        let values = trial.values.filter { $0.key.school != code }.map { ($0.key.name, $0.value.text) }.sorted {
            $0.0 < $1.0
        }
        let inputs = (question + values).filter { !$0.1.isEmpty }.map { name, value -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
        }
        return "\(inputs)"
    }

    private var choice: HTML {
        let options = county.schools.schools.map { school -> HTML in
            "<option value=\"\(school.name)\">\(school.code)</option>"
        }
        let field = Field("school", "学校", value: school?.name ?? "", help: "输入名称或代码，选定后改它的数据；可以先后改几所。")
        return """
            <form class="form" method="get" action="/balance/trial">\(kept(except: nil))
            \(field.wrapped("<input id=\"school\" name=\"school\" list=\"schools\" value=\"\(school?.name ?? "")\" required>"))
            <datalist id="schools">\(options)</datalist>
            <div class="form-actions"><button>选定</button></div></form>
            """
    }

    private func form(_ school: BalanceSchool) -> HTML {
        let fields = BalanceTrial.keys(school, address.question.standard).map { key -> HTML in
            let reported = BalanceTrial.reported(key, by: school)
            let value = trial.typed[key.name] ?? trial.values[key]?.text ?? reported?.text ?? ""
            let now = reported.map { "填报为\($0.text)" } ?? "没有填报"
            return Field(
                key.name, key.label, value: value, problem: trial.problems[key.name], help: "\(now)\(unit(key))"
            )
            .text(type: "text", isShort: true)
        }
        return """
            <section class="section"><h2>\(school.name)</h2><form class="form full" method="get" action="/balance/trial">\
            \(kept(except: school.code))<input type="hidden" name="school" value="\(school.code)">
            <div class="field-row">\(fields)</div>
            <div class="form-actions"><button class="primary">试算</button>\
            <a class="button quiet" href="\(address.link("/balance/trial"))">全部还原</a></div></form></section>
            """
    }

    private func unit(_ key: BalanceTrial.Key) -> String { key.variable == .equipment ? "（元）" : "" }

    private var changed: HTML? {
        guard !trial.values.isEmpty else { return nil }
        let known = Dictionary(county.schools.schools.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
        let rows = trial.values.sorted { $0.key.name < $1.key.name }.compactMap { key, value -> HTML? in
            known[key.school].map { school in
                """
                <tr>\(Ledger.cell("学校", "\(school.name)", kind: "lead"))\(Ledger.cell("数据", "\(key.label)"))\
                \(Ledger.cell("填报", "\(BalanceTrial.reported(key, by: school)?.text ?? "—")", kind: "num"))\
                \(Ledger.cell("试算", "\(value.text)", kind: "num"))</tr>
                """
            }
        }
        return """
            <section class="section"><h2>改动的数</h2><table class="ledger"><thead><tr><th scope="col">学校</th>\
            <th scope="col">数据</th><th scope="col" class="num">填报</th><th scope="col" class="num">试算</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }

    private var indicators: HTML? {
        guard !trial.values.isEmpty else { return nil }
        let rows = result.indicators.map { change -> HTML in
            let limit = change.indicator.limit[change.stage]
            func text(_ variation: Variation?, _ isWithin: Bool?) -> HTML {
                let shown = BalanceText.coefficient(variation?.coefficient, limit: limit, isWithin: isWithin)
                return isWithin == false ? "<span class=\"late-text\">\(shown)</span>" : "\(shown)"
            }
            return """
                <tr>\(Ledger.cell("指标", "\(change.stage.label)\(change.indicator.name)", kind: "lead"))\
                \(Ledger.cell("现在", text(change.before, change.wasWithin), kind: "num"))\
                \(Ledger.cell("试算", text(change.after, change.isWithin), kind: "num"))\
                \(Ledger.cell("限值", "\(limit.map { "≤\(BalanceText.limit($0))" } ?? "—")", kind: "num"))</tr>
                """
        }
        let none: HTML? = rows.isEmpty ? "<p class=\"muted\">差异系数没有变化。</p>" : nil
        return """
            <section class="section"><h2>差异系数的变化</h2>\(none)<table class="ledger"><thead><tr><th scope="col">指标</th>\
            <th scope="col" class="num">现在</th><th scope="col" class="num">试算</th><th scope="col" class="num">限值</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }

    private var schools: HTML? {
        guard !result.schools.isEmpty else { return nil }
        let names = Dictionary(county.schools.schools.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
        let titles = Dictionary(
            address.question.standard.indicators.map { ($0.code, $0.short) }, uniquingKeysWith: { $1 })
        let rows = result.schools.map { change -> HTML in
            let gained = change.gained.map { titles[$0] ?? $0 }.joined(separator: "、")
            let lost = change.lost.map { titles[$0] ?? $0 }.joined(separator: "、")
            return """
                <tr>\(Ledger.cell("学校", "\(names[change.code] ?? change.code)", kind: "lead"))\
                \(Ledger.cell("学段", "\(change.stage.label)"))\(Ledger.cell("现在", change.before?.badge ?? "—"))\
                \(Ledger.cell("试算", change.after?.badge ?? "—"))\(Ledger.cell("新达到", "\(gained.isEmpty ? "—" : gained)"))\
                \(Ledger.cell("不再达到", "\(lost.isEmpty ? "—" : lost)"))</tr>
                """
        }
        return """
            <section class="section"><h2>学校判定的变化</h2><table class="ledger"><thead><tr><th scope="col">学校</th>\
            <th scope="col">学段</th><th scope="col">现在</th><th scope="col">试算</th><th scope="col">新达到</th>\
            <th scope="col">不再达到</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }
}
