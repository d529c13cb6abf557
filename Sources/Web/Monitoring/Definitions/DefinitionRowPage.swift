import Store
import Supervision

/// The form of one row; an expression is read while it is typed and tried on a county's figures.
struct DefinitionRowPage: Page {
    let spot: DefinitionSpot
    let record: DefinitionRecord
    let row: DefinitionRow
    let fields: Fields?
    /// On whose figures expressions are tried.
    let counties: [Choice]
    let message: String?

    var title: String { row.row == nil ? "\(row.name)：加一行" : "\(row.name)：修改" }
    var section: String { spot.section }
    private var path: String { spot.path(record.id) }

    var main: HTML {
        let short = row.columns.filter { !$0.isLong }, long = row.columns.filter(\.isLong)
        let hasExpressions = row.columns.contains(where: \.isExpression)
        return """
            \(PageHead(title, crumbs: spot.crumbs + [(spot.title, spot.root), (record.name, path)]).html)
            \(Said.error(message))
            <form class="form full" method="post" action="\(path)\(row.path)" \
            data-draft="definition-\(record.id)\(row.path)" data-anchor="\(row.anchor)">\(FormSeal())\
            <input type="hidden" name="version" value="\(fields?.text("version") ?? "\(record.version)")">
            <div class="field-grid">\(short.map(field))</div>\(long.map(field))\(trial)
            \(hasExpressions ? vocabulary : nil)
            <div class="form-actions"><button class="primary" name="act" value="save">保存</button>\(moves)\
            <a class="button quiet" href="\(path)">取消</a></div></form>
            """
    }

    private var moves: HTML? {
        guard row.table != nil, row.row != nil else { return nil }
        return """
            <button name="act" value="up">上移</button><button name="act" value="down">下移</button>\
            <button name="act" value="remove" data-confirm="确定删除这一行吗？" data-confirm-label="删除">删除</button>
            """
    }

    private func field(_ column: DefinitionTable.Column) -> HTML {
        let name = "c.\(column.name)"
        let value = fields?[name] ?? row.cells[column.name] ?? ""
        let field = Field(name, column.name, value: value, help: column.help)
        if column.isExpression { return expression(column, field, value) }
        guard !column.choices.isEmpty else { return column.isLong ? field.area(rows: 2, limit: 500) : field.text() }
        // A cell that is empty, or says what nobody offers, stays as it is until somebody chooses.
        let isKept = column.choices.contains(value) || value.isEmpty && row.row == nil
        let known = isKept ? column.choices : [value] + column.choices
        return field.select(known.map { Choice($0, $0.isEmpty ? "—" : $0) })
    }

    /// On whose figures expressions are tried.
    private var trial: HTML? {
        guard let first = counties.first else { return nil }
        guard counties.count > 1 else { return "<input type=\"hidden\" name=\"region\" value=\"\(first.value)\">" }
        return Field("region", "用哪个区县的数据试算", value: fields?.text("region") ?? first.value).select(counties)
    }

    /// Sent half a second after the last key, and when another field of the row has changed; the answer says what it gives,
    /// or where it is wrong.
    private func expression(_ column: DefinitionTable.Column, _ field: Field, _ value: String) -> HTML {
        let name = "c.\(column.name)"
        let number = row.columns.firstIndex(of: column) ?? 0
        let moments = "\(value.isEmpty ? "" : "load, ")input delay:500ms, change from:closest form delay:100ms"
        let control: HTML = """
            <textarea id="\(name)" name="\(name)" rows="3" maxlength="\(Expression.longest)" spellcheck="false" class="code" \
            hx-post="\(path)/check?column=\(Fields.encoded(column.name))" hx-trigger="\(moments)" \
            hx-target="#checked-\(number)" hx-select=".answer" hx-swap="innerHTML ignoreTitle:true" hx-sync="this:replace">\
            \(value)</textarea><div id="checked-\(number)" class="checked" aria-live="polite"></div>
            """
        return field.wrapped(control)
    }

    private var vocabulary: HTML {
        let figures = StandardFile.draft(SheetText.rows(record.text)).standard?.figures ?? []
        let rows = figures.map { figure -> HTML in
            "<tr><td data-label=\"编码\"><code>\(figure.term.code)</code></td><td data-label=\"名称\">\(figure.term.name)</td><td data-label=\"范围\">\(figure.term.isOfCounty ? "全县" : "每个单位")\(figure.term.isOfStage ? "，分学段" : "")</td></tr>"
        }
        let functions = Expression.Function.allCases.map { "\($0.label) \($0.rawValue)" }.joined(separator: "、")
        return """
            <details class="explain"><summary>能用的数据和函数</summary><p>函数：\(functions)。运算 + − × ÷，比较 &lt; ≤ = ≠ ≥ &gt;，逻辑 and or not；\
            全县的算式里，每个单位的数放在函数里，如 <code>perHundred(teachers, pupils)</code>。</p>\
            <table class="ledger keep"><thead><tr><th scope="col">编码</th><th scope="col">名称</th><th scope="col">范围</th></tr></thead><tbody>\(rows)</tbody></table></details>
            """
    }
}
