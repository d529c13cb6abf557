import Store
import Supervision

/// The office's own templates and the shipped ones.
struct SummaryTemplateListPage: Page {
    let own: [StoredSummaryWording]
    let address: ListAddress
    let kind: Summary.Kind?
    let text: String

    var title: String { "总结模板" }
    var section: String { "/summaries" }

    var main: HTML {
        let empty: HTML = "<div class=\"empty\"><strong>没有自建的模板</strong><p>可以从系统自带的模板复制一份，改成本室的写法。</p></div>"
        let mine = own.filter { fits($0.wording) }
        return """
            \(PageHead(title, crumbs: [("总结与通报", "/summaries")], subtitle: "模板里的数字写指标代码，起草时按台账填入；已起草的稿件不随模板改动。").html)
            \(FilterBar(address, [
                FilterBar.search(address, hint: "模板名称或正文"),
                FilterBar.choice(address, "kind", "种类", Summary.Kind.allCases.map { Choice($0.rawValue, $0.label) })
            ]).html)
            <section class="section"><h2>本室自建</h2>\(mine.isEmpty ? empty : table(mine.map(row)))</section>
            <section class="section"><h2>系统自带</h2>\(table(ShippedSummaryTemplates.all.filter(fits).map(shipped)))</section>
            """
    }

    private func fits(_ wording: SummaryWording) -> Bool {
        (kind == nil || wording.kind == kind)
            && (text.isEmpty || wording.name.contains(text) || wording.body.contains(text))
    }

    private func table(_ rows: [HTML]) -> HTML {
        """
        <table class="ledger"><thead><tr><th scope="col">名称</th><th scope="col">种类</th><th scope="col" class="long">标题</th>\
        <th scope="col">最近修改</th><th scope="col"></th></tr></thead><tbody>\(rows)</tbody></table>
        """
    }

    private func row(_ stored: StoredSummaryWording) -> HTML {
        let path = "/summaries/templates/\(stored.id)"
        let actions: HTML = """
            <a class="button small" href="/summaries/templates/new?from=\(stored.id)">复制</a>\
            <form class="inline" method="post" action="\(path)/removal">\(FormSeal())<button class="small quiet" \
            data-confirm="确定删除模板“\(stored.wording.name)”吗？" data-confirm-label="删除">删除</button></form>
            """
        return line(
            "<a href=\"\(path)\">\(stored.wording.name)</a>", stored.wording,
            "\(stored.updatedBy) \(When.html(stored.updatedAt.day))", actions)
    }

    private func shipped(_ wording: SummaryWording) -> HTML {
        line(
            "\(wording.name)", wording, "—",
            "<a class=\"button small\" href=\"/summaries/templates/new?from=\(wording.kind.rawValue)\">复制修改</a>")
    }

    private func line(_ name: HTML, _ wording: SummaryWording, _ changed: HTML, _ actions: HTML) -> HTML {
        """
        <tr>\(Ledger.cell("名称", name, kind: "lead"))\(Ledger.cell("种类", "\(wording.kind.label)"))\
        \(Ledger.cell("标题", "\(wording.title)", kind: "long"))\(Ledger.cell("最近修改", changed))\
        \(Ledger.cell("", actions, kind: "actions"))</tr>
        """
    }
}

/// Where a template is written, with what it may name and what it would write.
struct SummaryTemplatePage: Page {
    let form: SummaryTemplateForm
    let id: SummaryWordingID?
    let today: Day
    var problems: [String: String] = [:]
    var message: String?
    var available: [StatedFigure] = []
    var preview: SummaryDraft?
    var previewOf: SummarySpan?

    var title: String { id == nil ? "新建总结模板" : "修改总结模板" }
    var section: String { "/summaries" }

    private var wording: SummaryWording { form.wording }

    var main: HTML {
        let path = id.map { "/summaries/templates/\($0)" } ?? "/summaries/templates"
        let kinds = Summary.Kind.allCases.map { Choice($0.rawValue, $0.label) }
        let span = form.span(on: today)
        return """
            \(PageHead(title, crumbs: [("总结与通报", "/summaries"), ("总结模板", "/summaries/templates")]).html)
            \(Said.error(message))
            <form class="form full" method="post" action="\(path)" data-draft="summary-template-\(id?.rawValue ?? "new")">\(FormSeal())\
            <input type="hidden" name="version" value="\(form.fields.text("version"))">\
            <input type="hidden" name="id" value="\(id?.rawValue ?? "")">
            <div class="field-row">\(Field("kind", "种类", value: wording.kind.rawValue).select(kinds))\
            \(Field("name", "模板名称", value: wording.name, problem: problems["name"], isRequired: true).text())</div>
            \(Field("title", "标题", value: wording.title, problem: problems["title"], isRequired: true).text())
            \(Field("body", "正文", value: wording.body, problem: problems["body"], isRequired: true)
                .area(rows: 24, limit: SummaryWording.bodyLimit))
            \(language)
            <div class="field-row">\(Field("year", "预览的年份", value: form.fields.text("year").isEmpty ? "\(span.year)" : form.fields.text("year"))
                .text(type: "number", isShort: true))\
            \(Field("month", "预览的月份（月度通报）", value: form.fields.text("month")).text(type: "number", isShort: true))</div>
            <div class="form-actions"><button class="primary">保存</button>\
            <button formaction="/summaries/templates/preview" formnovalidate>检查并预览</button>\
            <a class="button quiet" href="/summaries/templates">取消</a></div></form>
            \(shown)\(figures(span))
            """
    }

    private var shown: HTML? {
        guard let preview, let previewOf else { return nil }
        let left = preview.leftOut.map { section -> HTML in "<li>\(section.name)：\(section.reason)</li>" }
        let note: HTML? = left.isEmpty ? nil : "<p>没有写入的内容：</p><ul>\(left)</ul>"
        return """
            <section class="section"><h2>\(previewOf.label)的预览</h2>\(note)\(SummaryBody(preview).html)</section>
            """
    }

    private var language: HTML {
        let facts = SummaryTemplate.Fact.allCases.map { "{{\($0.rawValue)}}" }.joined(separator: "、")
        let kinds = PlanKind.allCases.map(\.label).joined(separator: "、")
        let tables = SummaryTable.allCases.map { table -> HTML in "<li>{{ 表格: \(table.rawValue) }} — \(table.note)</li>"
        }
        return """
            <details class="explain"><summary>模板怎么写</summary><ul>
            <li>{{ 指标代码 }} 或 {{ 指标代码 | 幼儿园 }} — 填入数字，不带单位（占比带 %）；竖线后是限定词，可以有几个。</li>
            <li>{{ 指标代码.change }} — 较上年的变化，如“较上年提高1.3个百分点”；没有上年数字时这半句不写。</li>
            <li>{{ list: 指标代码 }} — 所统计的名称，用顿号连接。</li>
            <li>没有数据时整句不写；写成 {{ 指标代码 | 必填 }} 则留出【待填】，| 可省 只去掉逗号之间的半句，| 非零 把0也当作没有。</li>
            <li>{{# 名称 }} 与 {{/ 名称 }} 各占一行，中间是一节；各项数字都没有时整节不写，另行列出。</li>
            <li>{{ 要点: 督政 }} — 年度计划中这一类要点的计划和完成情况；{{ 要点: 其余 }} — 前面没有写到的；{{ 未完成 }} — 没有完成的要点。类别：\(kinds)。</li>
            <li>{{ 序 }} — 同一标题下排成一是、二是；\(facts) — 已知的文字。</li>\(tables)</ul></details>
            """
    }

    private func figures(_ span: SummarySpan) -> HTML {
        let rows = available.map { figure -> HTML in
            let value: HTML =
                figure.link.isEmpty || figure.text == nil
                ? "\(figure.text ?? "尚无数据")" : "<a href=\"\(figure.link)\">\(figure.text ?? "")</a>"
            return """
                <tr>\(Ledger.cell("代码", "<code>\(figure.mark.text)</code>", kind: "lead"))\
                \(Ledger.cell("指标", "\(figure.name)"))\(Ledger.cell("单位", "\(figure.unit)"))\
                \(Ledger.cell("数值", value, kind: "num"))\(Ledger.cell("口径", "\(figure.definition)", kind: "long"))</tr>
                """
        }
        return """
            <details class="explain"><summary>可用的指标和\(span.label)的数值（\(available.count)个）</summary>\
            <table class="ledger"><thead><tr><th scope="col">代码</th><th scope="col">指标</th><th scope="col">单位</th>\
            <th scope="col" class="num">数值</th><th scope="col" class="long">口径</th></tr></thead><tbody>\(rows)</tbody></table></details>
            """
    }
}
