import Store
import Supervision

/// The page of collection that a viewer begins at.
struct CollectionHome {
    let title: String
    let path: String

    init(_ viewer: Viewer) {
        let isUnit = Role.unit.contains(viewer.role)
        title = isUnit ? "数据填报" : "监测数据"
        path = isUnit ? "/collection-returns" : "/collections"
    }
}

/// The forms that can be collected, and what each asks.
struct CollectionFormListPage: Page {
    /// Where the viewer came from: an office's rounds, a unit's returns.
    let home: CollectionHome
    /// Published by offices.
    let own: [DefinitionRecord]

    var title: String { "采集表和数据项" }
    var section: String { home.path }

    var main: HTML {
        let published = own.compactMap { try? CollectionFormTable.parse(SheetText.rows($0.text)) }
        let rows = (ShippedForms.all + published).map { form -> HTML in
            """
            <tr>\(Ledger.cell("采集表", "<a href=\"/collection-forms/\(form.reference)\">\(form.name)</a>", kind: "long lead"))\
            \(Ledger.cell("版本", "\(form.version)", kind: "num"))\
            \(Ledger.cell("由谁填", "\(form.kinds.map(\.label).sorted().joined(separator: "、"))"))\
            \(Ledger.cell("填报项", "\(form.items.count(where: \.isTyped))", kind: "num"))\
            \(Ledger.cell("校核规则", "\(form.checks.count)", kind: "num"))\(Ledger.cell("依据", "\(form.basis)", kind: "long"))</tr>
            """
        }
        return """
            \(PageHead(title, crumbs: [(home.title, home.path)], subtitle: "采集表随程序提供，也可以自建；按版本保存，已用的版本不会改变。",
                actions: home.path == "/collections" ? "<a class=\"button\" href=\"/collection-forms/own\">自建采集表</a>" : nil).html)
            <table class="ledger"><thead><tr><th scope="col">采集表</th><th scope="col" class="num">版本</th>\
            <th scope="col">由谁填</th><th scope="col" class="num">填报项</th><th scope="col" class="num">校核规则</th>\
            <th scope="col" class="long">依据</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }
}

/// One form: every variable with its definition, and the rules that its values are held against.
struct CollectionFormPage: Page {
    let form: CollectionForm
    let home: CollectionHome

    var title: String { form.name }
    var section: String { home.path }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [(home.title, home.path), ("采集表和数据项", "/collection-forms")],
            subtitle: "第\(form.version)版 · \(form.note)").html)
        <p>依据：\(form.basis)</p>
        \(form.sections.map(section))
        <section class="section"><h2>校核规则</h2><table class="ledger"><thead><tr><th scope="col">类型</th>\
        <th scope="col" class="long">规则</th></tr></thead><tbody>\(form.checks.map(check))</tbody></table></section>
        """
    }

    private func section(_ section: CollectionForm.Section) -> HTML {
        var seen: Set<String> = []
        let items = section.items.filter { seen.insert($0.variable.code).inserted }
        return """
            <section class="section"><h2>\(section.title)</h2><div class="wide"><table class="ledger"><thead><tr>\
            <th scope="col" class="code">编码</th><th scope="col">名称</th><th scope="col">单位</th><th scope="col">学段</th>\
            <th scope="col" class="long">定义</th><th scope="col">分母</th><th scope="col">时点</th><th scope="col">数据来源</th>\
            </tr></thead><tbody>\(items.map(row))</tbody></table></div></section>
            """
    }

    private func row(_ item: CollectionItem) -> HTML {
        let variable = item.variable
        let stages = form.items.filter { $0.variable.code == variable.code }.compactMap { $0.stage?.label }
        let optional: HTML? = item.isRequired ? nil : "<small>选填</small>"
        return """
            <tr>\(Ledger.cell("编码", "\(variable.code)", kind: "code"))\(Ledger.cell("名称", "\(variable.name)\(optional)", kind: "lead"))\
            \(Ledger.cell("单位", "\(variable.unit)"))\(Ledger.cell("学段", "\(stages.joined(separator: "、"))"))\
            \(Ledger.cell("定义", "\(variable.definition)", kind: "long"))\(Ledger.cell("分母", "\(variable.denominator)"))\
            \(Ledger.cell("时点", "\(variable.referenceDate)"))\(Ledger.cell("数据来源", "\(variable.owner)"))</tr>
            """
    }

    private func check(_ check: ValueCheck) -> HTML {
        "<tr>\(Ledger.cell("类型", "\(check.kindLabel)"))\(Ledger.cell("规则", "\(check.title)", kind: "long lead"))</tr>"
    }
}
