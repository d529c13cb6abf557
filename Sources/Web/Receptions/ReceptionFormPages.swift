import Store
import Supervision

/// The form of a request from above.
struct ReceptionFormPage: Page {
    let editing: Reception?
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { editing == nil ? "登记来文" : "修改来文信息" }
    var section: String { "/receptions" }

    var main: HTML {
        let home = editing.map { "/receptions/\($0.id)" }
        let crumbs = [("迎检", "/receptions")] + (editing.map { [($0.title, "/receptions/\($0.id)")] } ?? [])
        let version: HTML? = editing.map { _ in
            "<input type=\"hidden\" name=\"version\" value=\"\(fields.text("version"))\">"
        }
        return """
            \(PageHead(title, crumbs: crumbs).html)
            \(Said.error(message))
            <form class="form" method="post" action="\(home ?? "/receptions")" data-draft="reception-head">\(FormSeal())\(version)
            \(field("title", "来文标题", isRequired: true).text(hint: "如：关于开展2026年对区县人民政府履行教育职责评价的通知"))
            <div class="field-row">\(field("sender", "来文机关", isRequired: true).text())\
            \(field("document", "来文字号").text(hint: "如：渝教督〔2026〕3号"))</div>
            <div class="field-row">\(field("received", "收文日期", isRequired: true).date())\
            \(field("due", "上报期限", help: "自评报告和材料报到上级的最后一天", isRequired: true).date())</div>
            <div class="field-row">\(field("visitFrom", "进驻第一天", help: "还不知道就留空").date())\
            \(field("visitUntil", "进驻最后一天").date())</div>
            \(field("note", "要求摘要").area(rows: 4, limit: 2_000))
            <div class="form-actions"><button class="primary">\(editing == nil ? "登记，下一步分解事项" : "保存")</button>\
            <a class="button quiet" href="\(home ?? "/receptions")">取消</a></div></form>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help, isRequired: isRequired)
    }
}

/// Where the items of a request are pasted, one a line.
struct ReceptionItemsFormPage: Page {
    let reception: Reception
    let fields: Fields
    let problem: String?
    let units: [String]

    var title: String { "增加事项" }
    var section: String { "/receptions" }

    var main: HTML {
        let home = "/receptions/\(reception.id)"
        let lines = Field(
            "lines", "事项清单", value: fields["lines"] ?? "", problem: problem,
            help: "每行一项：编号 | 事项 | 责任单位 | 期限 | 具体要求。后两列可以不写，期限不写就是上报期限\(reception.dueOn.chinese)。也可以从表格里复制粘贴。",
            isRequired: true)
        let checked = fields.text("evidence") != "no"
        let evidence = [Choice("yes", "每项须附佐证材料"), Choice("no", "不要求附材料")]
        let hint: HTML? =
            units.isEmpty
            ? nil
            : "<details class=\"explain\"><summary>可以指派的单位</summary><p>\(units.joined(separator: "、"))</p></details>"
        return """
            \(PageHead(title, crumbs: [("迎检", "/receptions"), (reception.title, home)]).html)
            <form class="form full" method="post" action="\(home)/items" data-draft="reception-items-\(reception.id)">\(FormSeal())
            \(lines.area(rows: 10, limit: 60_000))
            \(hint)
            \(Field("evidence", "佐证材料", value: checked ? "yes" : "no").select(evidence))
            <div class="form-actions"><button class="primary">分派给各单位</button>\
            <a class="button quiet" href="\(home)">取消</a></div></form>
            """
    }
}

/// The form of one item.
struct ReceptionItemFormPage: Page {
    let row: ReceptionItemRow
    let fields: Fields
    let problems: [String: String]
    let message: String?
    let units: [FindingUnitChoice]

    var title: String { "修改事项" }
    var section: String { "/receptions" }

    var main: HTML {
        let home = "/reception-items/\(row.item.id)"
        let options = units.map { unit -> HTML in "<option value=\"\(unit.name)\">\(unit.code)</option>" }
        let checked: HTML? = fields.text("evidence").isEmpty ? nil : " checked"
        let unit = field("unit", "责任单位")
        return """
            \(PageHead(title, crumbs: [("迎检", "/receptions"), (row.title, "/receptions/\(row.item.reception)")]).html)
            \(Said.error(message))
            <form class="form" method="post" action="\(home)">\(FormSeal())\
            <input type="hidden" name="version" value="\(fields.text("version"))">
            <div class="field-row">\(field("number", "编号").text(isShort: true))\(field("due", "期限").date())</div>
            \(field("title", "事项").text())
            \(unit.wrapped("<input id=\"unit\" name=\"unit\" list=\"units\" value=\"\(fields.text("unit"))\" required>"))\
            <datalist id="units">\(options)</datalist>
            \(field("requirement", "具体要求", isRequired: false).area(rows: 3, limit: 2_000))
            <label class="choice"><input type="checkbox" name="evidence" value="1"\(checked)> 须附佐证材料</label>
            <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="\(home)">取消</a></div></form>
            """
    }

    private func field(_ name: String, _ label: String, isRequired: Bool = true) -> Field {
        Field(name, label, value: fields.text(name), problem: problems[name], isRequired: isRequired)
    }
}
