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
        \(Field("region", "行政区划代码", value: fields.text("region"), problem: problems["region"],
            help: "单位账号不填；其余角色填其管理范围的代码，如500101；全国为000000。").text(isShort: true))
        \(Field("organisation", "单位代码", value: fields.text("organisation"), problem: problems["organisation"],
            help: "只有单位负责人和单位经办人填写。").text(isShort: true))
        <div class="form-actions"><button class="primary">新建并显示一次性密码</button>\
        <a class="button quiet" href="/accounts">取消</a></div>
        </form>
        """
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
