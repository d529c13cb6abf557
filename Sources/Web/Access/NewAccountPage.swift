import Store
import Supervision

/// Where an administrator makes an account, for a new person or for one who is known already.
struct NewAccountPage: Page {
    let fields: Fields
    let problems: [String: String]
    let problem: String?
    /// The known person whom the account is for.
    let person: PersonRow?
    let search: String
    let found: [PersonRow]
    let regions: [PlaceChoice]
    let units: [PlaceChoice]

    var title: String { "新建账号" }
    var section: String { "/accounts" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("账号", "/accounts")]).html)
        \(person == nil ? finder : nil)
        \(Said.error(problem ?? (problems.isEmpty ? nil : "有内容需要修改，请看标出的栏目。")))
        <form class="form" method="post" action="/accounts">\(FormSeal())
        \(person.map(chosen) ?? Field(
            "name", "姓名", value: fields.text("name"), problem: problems["name"], isRequired: true).text())
        \(Field("login", "登录名", value: fields.text("login"), problem: problems["login"],
            help: "3至40个字符，不分大小写。", isRequired: true).text())
        \(Field("role", "角色", value: fields.text("role"), problem: problems["role"], isRequired: true).select(roles))
        \(picker("region", "管理范围", regions, help: "单位账号不选；督学和专家选其所属的督导室，只有该督导室能安排他们。"))
        \(picker("organisation", "单位", units, help: "只有单位负责人和单位经办人要选。"))
        \(distinct)
        <div class="form-actions"><button class="primary">新建并显示一次性密码</button>\
        <a class="button quiet" href="/accounts">取消</a></div>
        </form>
        """
    }

    /// A choice among what was found, and a field to find others by name or code; works without a script.
    private func picker(_ name: String, _ label: String, _ choices: [PlaceChoice], help: String) -> HTML {
        let none = choices.isEmpty ? "请先查找" : "请选择"
        let options = [Choice("", none)] + choices.map { Choice($0.code, "\($0.name) \($0.code)") }
        let find = "find-\(name)"
        return """
            <div class="field-row">\(Field(name, label, value: fields.text(name), problem: problems[name], help: help).select(options))\
            \(Field(find, "按名称或代码查找\(label)", value: fields.text(find)).wrapped(
                "<span class=\"with-unit\"><input id=\"\(find)\" name=\"\(find)\" type=\"search\" value=\"\(fields.text(find))\"><button name=\"step\" value=\"find\" formnovalidate>查找</button></span>"))</div>
            """
    }

    /// Asked only once somebody of that name has another duty.
    private var distinct: HTML? {
        guard problem?.contains("确认不是同一人") == true || fields.text("distinct") == "yes" else { return nil }
        let checked: HTML? = fields.text("distinct") == "yes" ? " checked" : nil
        return
            "<label class=\"choice\"><input type=\"checkbox\" name=\"distinct\" value=\"yes\"\(checked)> 确认不是同一人</label>"
    }

    private var roles: [Choice] { [Choice("", "请选择")] + Role.allCases.map { Choice($0.rawValue, $0.label) } }

    private func chosen(_ person: PersonRow) -> HTML {
        """
        <input type="hidden" name="person" value="\(person.id.rawValue)">
        <dl class="facts"><dt>人员</dt><dd>\(person.name) \(detail(person))\
        <a href="/accounts/new">换人</a></dd></dl>
        """
    }

    /// Finds the person first, since the same person's accounts must be known as one person's.
    private var finder: HTML {
        let rows = found.map { person -> HTML in
            "<li><a href=\"/accounts/new?person=\(person.id.rawValue)\">\(person.name)</a> \(detail(person))</li>"
        }
        let none: HTML? =
            found.isEmpty && !search.isEmpty ? "<p class=\"muted\">没有找到，请在下面按新人员填写。</p>" : nil
        return """
            <form class="filters" method="get" action="/accounts/new"><div class="field search">\
            <label for="search">此人已有账号或督学档案？请先查找</label>\
            <input id="search" name="search" type="search" value="\(search)" placeholder="姓名"></div>\
            <div class="actions"><button>查找</button></div></form>
            \(none)\(found.isEmpty ? nil : "<ul>\(rows)</ul>" as HTML)
            """
    }

    private func detail(_ person: PersonRow) -> HTML {
        let logins = person.logins.isEmpty ? "" : "账号：\(person.logins) "
        let code = person.inspector.isEmpty ? "" : "督学证号：\(person.inspector) "
        return "<small class=\"muted\">\(logins)\(code)</small>"
    }
}
