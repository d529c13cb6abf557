import Store
import Supervision

/// The form for inspector, unit and office.
struct RecusalFormPage: Page {
    let viewer: Viewer
    let pack: RecusalPack
    let people: [Choice]
    let units: [Choice]
    let typed: Fields
    let problems: [String: String]
    let problem: String?

    var title: String { Role.office.contains(viewer.role) ? "提出回避" : "申请回避" }
    var section: String { "/recusals" }

    var main: HTML {
        let grounds = [Choice("", "请选择")] + pack.rules.map { Choice($0.ground.rawValue, $0.text) }
        let years: HTML? = pack.rule(.formerStaff).map { rule in
            Field(
                "left", "离开该单位的日期", value: typed.text("left"), problem: problems["left"],
                help: "只在选择“\(rule.text)”时填写。"
            ).date()
        }
        return """
            \(PageHead(title, crumbs: [("回避", "/recusals")], subtitle: "由督导室主任决定；提出的人不能自己决定。").html)
            \(Said.error(problem))
            \(nobody)
            <form class="form" method="post" action="/recusals" data-draft="recusal">\(FormSeal())
            \(who)\(field("ground", "回避情形", isRequired: true).select(grounds))\(years)
            \(field("explanation", "具体情况", help: "写明与谁是什么关系、从何时起；只有督导室和当事人能看到。", isRequired: true)
                .area(rows: 4, limit: Recusal.longest))
            <div class="form-actions"><button class="primary">提交</button><a class="button quiet" href="/recusals">取消</a></div>
            </form>
            <section class="section"><h2>\(pack.jurisdiction.label)的回避规定</h2>\(RecusalListPage.rules(pack))</section>
            """
    }

    private var nobody: HTML? {
        guard viewer.role.belongsToOrganisation, people.isEmpty else { return nil }
        return Said.warning("目前没有督导组在督导本单位，没有可以申请回避的督学。")
    }

    private var who: HTML {
        let person = field("person", "督学", isRequired: true).select([Choice("", "请选择")] + people)
        if viewer.role.belongsToOrganisation { return person }
        let options = units.map { "<option value=\"\($0.value)\">\($0.label)</option>" as HTML }
        let unit = field(
            "unit", "单位", help: units.isEmpty ? "填单位代码或全称。" : "填单位代码或全称；列出的是您正在督导的单位。", isRequired: true
        ).wrapped(
            """
            <input id="unit" name="unit" value="\(typed.text("unit"))" list="unit-list" required>\
            <datalist id="unit-list">\(options)</datalist>
            """)
        return viewer.role.seesGrantsOnly ? unit : "\(person)\(unit)"
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(name, label, value: typed.text(name), problem: problems[name], help: help, isRequired: isRequired)
    }
}
