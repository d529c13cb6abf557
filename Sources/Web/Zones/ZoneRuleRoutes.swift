import Hummingbird
import SQLCore
import Store
import Supervision

/// `/zones/rules`: how many schools a zone and an inspector may have, with what says so.
enum ZoneRuleRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/zones/rules", ZoneRoutes.readers) { call in try await show(call) }
        site.post("/zones/rules", ZoneRoutes.keepers) { call, sent in
            try await call.change(
                sent, again: { try await show(call, sent.fields, $0) },
                { act in
                    if sent.fields.text("deed") == "clear" {
                        try ZoneRuleBook.clear(act)
                    } else {
                        try ZoneRuleBook.set(try rules(sent.fields), act)
                    }
                    return "/zones/rules?done=saved"
                })
        }
    }

    private static func rules(_ fields: Fields) throws -> ZoneRules {
        func number(_ name: String) -> Int { fields.number(name) ?? -1 }
        return ZoneRules(
            schoolsPerZone: number("zone"), schoolsPerInspector: number("inspector"),
            inspectorsPerSchool: number("school"), years: number("years"), basis: fields.text("basis"),
            version: fields.number("version") ?? 0)
    }

    private static func show(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (rules, jurisdiction) = try await call.read { db in
            (try ZoneRuleBook.rules(of: call.viewer, in: db), try DeploymentSettings.clock(in: db))
        }
        return call.page(
            ZoneRulePage(
                rules: rules, jurisdiction: jurisdiction, typed: typed, problem: refusal?.message,
                canKeep: ZoneRoutes.keepers.admits(call.viewer.role)), status: refusal?.status ?? .ok)
    }
}

struct ZoneRulePage: Page {
    let rules: ZoneRules
    let jurisdiction: Jurisdiction
    let typed: Fields?
    let problem: String?
    let canKeep: Bool

    var title: String { "挂牌规定" }
    var section: String { "/zones" }

    var main: HTML {
        let isOwn = !rules.basis.isEmpty
        return """
            \(PageHead(title, crumbs: [("督学责任区", "/zones")],
                subtitle: "划区、挂牌和方案都按这里的数字；没有本地规定时按\(jurisdiction.label)的规定。").html)
            \(Said.error(problem))
            <section class="section"><h2>现在执行</h2>
            <dl class="facts"><dt>每个责任区</dt><dd>不超过 \(rules.schoolsPerZone) 所学校</dd>\
            <dt>每名督学</dt><dd>不超过 \(rules.schoolsPerInspector) 所学校</dd>\
            <dt>每所学校</dt><dd>\(rules.inspectorsPerSchool) 名责任督学</dd>\
            <dt>轮换</dt><dd>\(rules.years == 0 ? "不轮换" : "连续负责一校不超过 \(rules.years) 年")</dd>\
            <dt>依据</dt><dd>\(isOwn ? rules.basis : "\(jurisdiction.label)规定，见下表")</dd></dl></section>
            <section class="section"><h2>\(jurisdiction.label)规定</h2>\(lines)</section>
            \(canKeep ? form(isOwn) : nil)
            """
    }

    private var lines: HTML {
        let rows = ZoneRuleLine.of(jurisdiction).map { line -> HTML in
            """
            <tr>\(Ledger.cell("事项", "\(line.title)", kind: "lead"))\(Ledger.cell("规定", "\(line.figure)"))\
            \(Ledger.cell("依据", "\(line.clause.text)：\(line.clause.summary)", kind: "long"))\
            \(Ledger.cell("来源", "\(line.source.label)"))</tr>
            """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">事项</th><th scope="col">规定</th>\
            <th scope="col" class="long">依据</th><th scope="col">来源</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func value(_ name: String, _ own: String) -> String { typed.map { $0.text(name) } ?? own }

    private func form(_ isOwn: Bool) -> HTML {
        let clear: HTML? =
            isOwn
            ? """
            <button name="deed" value="clear" class="quiet" formnovalidate data-confirm="改回\(jurisdiction.label)的规定？" \
            data-confirm-label="改回">取消本地规定</button>
            """ : nil
        return """
            <section class="section"><h2>本地规定</h2>
            <form class="form" method="post" action="/zones/rules">\(FormSeal())
            <input type="hidden" name="version" value="\(value("version", "\(rules.version)"))">
            <div class="field-row">\(Field("zone", "每个责任区的学校数上限", value: value("zone", "\(rules.schoolsPerZone)"), isRequired: true).text(type: "number", isShort: true))\
            \(Field("inspector", "每名督学的学校数上限", value: value("inspector", "\(rules.schoolsPerInspector)"), isRequired: true).text(type: "number", isShort: true))</div>
            <div class="field-row">\(Field("school", "每校责任督学数", value: value("school", "\(rules.inspectorsPerSchool)"), isRequired: true).text(type: "number", isShort: true))\
            \(Field("years", "连续负责一校的最长年数", value: value("years", "\(rules.years)"), help: "0为不轮换。", isRequired: true).text(type: "number", isShort: true))</div>
            \(Field("basis", "依据", value: value("basis", rules.basis), help: "文件名称、文号和条款。", isRequired: true).text(hint: "如：某教督〔2026〕3号第五条"))
            <div class="form-actions"><button class="primary">保存</button>\(clear)</div></form></section>
            """
    }
}
