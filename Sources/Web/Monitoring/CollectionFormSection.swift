import Store
import Supervision

/// The values of a return as a form, or as a table where nobody may change them now.
struct CollectionFormSection {
    let view: CollectionReturnView
    let viewer: Viewer
    let typed: Fields?
    let problems: [String: String]

    private var isUnit: Bool { view.isUnitsTurn(viewer) }
    private var isOffice: Bool { view.isOfficesTurn(viewer) }
    private var version: Int { view.row.value.version }

    var html: HTML {
        let sections = view.form.sections(for: view.stages).map(section)
        guard isUnit || isOffice else { return .joined(sections) }
        guard isUnit else {
            let reason = Field(
                "reason", "更正理由", value: typed?["reason"] ?? "", problem: problems["reason"],
                help: "由督导室代填或更正时必填，记录里会保留。", isRequired: true
            ).text()
            return """
                <details class="fold"\(problems.isEmpty ? nil : " open")><summary>代填或更正数据</summary>\
                <form method="post" action="\(view.path)" data-collection>\(FormSeal())\
                <input type="hidden" name="version" value="\(version)"><div class="stack">\(sections)</div>\(reason)\
                <div class="form-actions"><button>保存更正</button></div></form></details>
                \(readOnly)
                """
        }
        return """
            <form method="post" action="\(view.path)" data-autosave="\(view.path)" data-collection>\(FormSeal())\
            <input type="hidden" name="version" value="\(typed?.number("version") ?? version)">
            <div class="stack">\(sections)</div>
            \(bar)</form>
            """
    }

    private var readOnly: HTML {
        .joined(view.form.sections(for: view.stages).map { section($0, isTyped: false) })
    }

    private var bar: HTML {
        let (filled, required) = (view.row.filled, view.row.required)
        return """
            <div class="assess-bar"><span class="meter-line"><meter min="0" max="\(max(required, 1))" value="\(filled)">\
            \(filled) / \(required)</meter> 必填 \(filled) / \(required) 项</span>\
            <button>保存</button>\
            <button class="primary" formaction="\(view.path)/submission" data-confirm="提交后不能自行修改，需要修改时由督导室退回。现在提交？">提交</button></div>
            """
    }

    private func section(_ section: CollectionForm.Section) -> HTML {
        self.section(section, isTyped: isUnit || isOffice)
    }

    private func section(_ section: CollectionForm.Section, isTyped: Bool) -> HTML {
        """
        <section class="section"><h2>\(section.title)</h2><table class="ledger"><thead><tr>\
        <th scope="col" class="long">数据项</th><th scope="col" class="num">\(view.row.year)年度</th>\
        <th scope="col">单位</th><th scope="col" class="num">上年</th></tr></thead>\
        <tbody>\(section.items.map { line($0, isTyped: isTyped) })</tbody></table></section>
        """
    }

    private func line(_ item: CollectionItem, isTyped: Bool) -> HTML {
        let value = view.values[item.key]
        let isLocked = view.locked[item.key] != nil
        let mark: HTML? =
            item.isRequired && item.isTyped ? nil : "<span class=\"muted\">\(item.isTyped ? "选填" : "自动合计")</span>"
        let content: HTML
        if isTyped, item.isTyped, !isLocked {
            content = control(item, value)
        } else if isTyped, !item.isTyped {
            content = """
                <output data-sum-of="\(item.sum.joined(separator: " "))">\(value.map { item.variable.text(of: $0) } ?? "—")</output>
                """
        } else {
            content = "\(value.map { item.variable.text(of: $0) } ?? "—")"
        }
        let lastYear = view.lastYear[item.key].map { item.variable.text(of: $0) } ?? "—"
        let isField = isTyped && item.isTyped && !isLocked
        let name: HTML = isField ? "<label for=\"\(item.key)\">\(item.title)</label>" : "\(item.title)"
        return """
            <tr>\(Ledger.cell("数据项", "\(name) \(mark)<small>\(item.variable.definition)</small>", kind: "long lead"))\
            \(Ledger.cell("\(view.row.year)年度", content, kind: "num"))\
            \(Ledger.cell("单位", "\(item.variable.choices.isEmpty ? item.variable.unit : "")"))\
            \(Ledger.cell("上年", "\(lastYear)", kind: "num"))</tr>
            """
    }

    private func control(_ item: CollectionItem, _ value: Points?) -> HTML {
        let name = "v.\(item.key)"
        let problem = problems[item.key]
        let told: HTML? = problem.map { "<p class=\"problem\" id=\"\(item.key)-problem\">\($0)</p>" }
        let wrong: HTML? = problem == nil ? nil : " aria-invalid=\"true\" aria-describedby=\"\(item.key)-problem\""
        guard item.variable.choices.isEmpty else {
            let chosen = typed?[name] ?? value.map { item.variable.text(of: $0) } ?? ""
            let choices = [Choice("", "请选择")] + item.variable.choices.map { Choice($0.label, $0.label) }
            return """
                <span class="\(problem == nil ? "field" : "field error")"><select id="\(item.key)" name="\(name)"\(wrong)>\
                \(Choice.list(choices, chosen: [chosen]))</select>\(told)</span>
                """
        }
        let variable = item.variable
        let bounds: HTML = """
            \(variable.lowest.map { point -> HTML in " data-lowest=\"\(point.text)\"" })\
            \(variable.highest.map { point -> HTML in " data-highest=\"\(point.text)\"" })\
            \(view.lastYear[item.key].map { point -> HTML in " data-last=\"\(point.text)\"" })
            """
        return """
            <span class="\(problem == nil ? "field" : "field error")"><input id="\(item.key)" name="\(name)" class="short num" \
            inputmode="decimal" autocomplete="off" value="\(typed?[name] ?? value?.text ?? "")" data-decimals="\(variable.decimals)" \
            data-unit="\(variable.unit)"\(bounds)\(wrong)>\(told)</span>
            """
    }
}
