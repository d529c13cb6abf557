import Store
import Supervision

/// All units of a campaign with their teams, and the people who can be sent.
struct TeamPage: Page {
    let record: CampaignRecord
    let units: [UnitTeam]
    let people: [TeamPerson]
    let canAct: Bool
    /// What was chosen, when it was refused.
    let typed: Fields?
    let problem: String?

    var title: String { "督导组" }
    var section: String { "/campaigns" }

    private var path: String { "/campaigns/\(record.id)" }
    private var isOpen: Bool { canAct && [.drawn, .running].contains(record.campaign.state) }
    private var missing: Int { units.filter(\.members.isEmpty).count }

    var main: HTML {
        let crumbs = [("督导项目", "/campaigns"), (record.name, path)]
        let told: HTML =
            missing == 0 ? "每个单位都有了督导组。" : "还有 <strong>\(missing)</strong> 个单位没有督导组。"
        let back: HTML? =
            missing == 0 && record.campaign.state == .drawn
            ? "<a class=\"button primary\" href=\"\(path)\">去启动项目</a>" : nil
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: told, actions: back).html)
            \(Said.error(problem))
            \(units.isEmpty ? "<div class=\"empty\"><strong>还没有抽取单位</strong>先冻结名单并抽取。</div>" : content)
            """
    }

    private var content: HTML {
        guard isOpen, !people.isEmpty else {
            let none: HTML? =
                isOpen
                ? Said.warning("本室还没有督学或评估专家，请先在“督学”里登记，或由系统管理员开通专家账号。") : nil
            return "\(none)\(table)"
        }
        return """
            <form method="post" action="\(path)/teams">\(FormSeal())<div class="columns"><div>\(table)</div><div>\(chooser)</div>\
            </div></form>
            """
    }

    private var table: HTML {
        """
        <table class="ledger"><thead><tr><th scope="col">单位</th><th scope="col">代码</th><th scope="col">层</th>\
        <th scope="col">组长</th><th scope="col">组员</th></tr></thead><tbody>\(units.map(row))</tbody></table>
        """
    }

    private func row(_ unit: UnitTeam) -> HTML {
        let ticked =
            typed?.all("unit").contains(unit.inspection.rawValue) ?? (unit.members.isEmpty && missing < units.count)
        let checked: HTML? = ticked ? " checked" : nil
        let box: HTML? =
            isOpen && !unit.isConfirmed
            ? "<input type=\"checkbox\" name=\"unit\" value=\"\(unit.inspection)\"\(checked)> " : nil
        let lead: HTML = unit.members.first.map { "\($0.name)" } ?? Badge.html("未分派", .warn)
        let others = unit.members.dropFirst().map(\.name).joined(separator: "、")
        return """
            <tr>\(Ledger.cell("单位", "<label class=\"choice\">\(box)<span>\(unit.name)</span></label>", kind: "lead"))\
            \(Ledger.cell("代码", "\(unit.code)", kind: "code"))\(Ledger.cell("层", "\(unit.stratum)"))\
            \(Ledger.cell("组长", lead))\(Ledger.cell("组员", "\(others)"))</tr>
            """
    }

    private var chooser: HTML {
        let leads = [Choice("", "请选择")] + people.map { Choice($0.id.rawValue, "\($0.name)（已分\($0.load)个）") }
        let members = Set(typed?.all("member") ?? [])
        let boxes = people.map { person -> HTML in
            let checked: HTML? = members.contains(person.id.rawValue) ? " checked" : nil
            return """
                <label class="choice"><input type="checkbox" name="member" value="\(person.id)"\(checked)> \
                <span>\(person.name) <span class="muted">\(person.note)，已分\(person.load)个</span></span></label>
                """
        }
        return """
            <section class="section"><h2>分派给勾选的单位</h2>
            \(Field("lead", "组长", value: typed?.text("lead") ?? "", isRequired: true).select(leads))
            <fieldset class="field"><legend>组员</legend><div class="choices">\(boxes)</div></fieldset>
            <p class="help">已有督导组的单位会换成新组，退出的人即刻不能再看到该单位的督导。</p>
            <div class="form-actions"><button class="primary">分派</button></div></section>
            """
    }
}
