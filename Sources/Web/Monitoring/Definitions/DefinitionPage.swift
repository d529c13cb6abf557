import Store
import Supervision

/// One version: what it is, what is wrong with it, its tables row by row, its other versions.
struct DefinitionPage: Page {
    let spot: DefinitionSpot
    let record: DefinitionRecord
    let history: [DefinitionRecord]
    let found: [RowProblem]
    let viewer: Viewer
    let message: String?

    var title: String { record.name }
    var section: String { spot.section }
    private var path: String { spot.path(record.id) }
    private var isEdited: Bool { record.state == .draft && record.isOwn(viewer) }
    private var mayWrite: Bool { Role.office.contains(viewer.role) }

    var main: HTML {
        let sheet = record.sheet
        return """
            \(PageHead(title, crumbs: spot.crumbs + [(spot.title, spot.root)], badge: record.badge,
                subtitle: "\(record.code) · 第\(record.number)版 · \(record.regionName) · \(record.savedBy)修改于\(When.html(record.savedAt))",
                actions: actions).html)
            \(Said.error(message))
            \(problems)
            \(facts(sheet))
            \(spot.kind.tables.compactMap { table($0, sheet) })
            \(files)
            \(versions)
            """
    }

    private var actions: HTML {
        let trial: HTML =
            spot.kind == .standard
            ? "<a class=\"button\" href=\"\(path)/trial\">试评</a>"
            : "<a class=\"button\" href=\"\(path)/preview\">预览</a>"
        guard isEdited else { return "\(trial)\(mayWrite ? onward : nil)" }
        let publish: HTML? =
            found.isEmpty
            ? """
            <form method="post" action="\(path)/publication">\(FormSeal())\
            <input type="hidden" name="version" value="\(record.version)"><button class="primary" \
            data-confirm="发布后这一版不能再改，需要改动时新建下一版。确定发布吗？" data-confirm-label="发布">发布</button></form>
            """ : nil
        return """
            \(trial)<a class="button" href="\(path)/text">改文本</a>\
            <form method="post" action="\(path)/removal">\(FormSeal())<button data-confirm="确定删除这个草稿吗？" \
            data-confirm-label="删除">删除</button></form>\(publish)
            """
    }

    /// An own one goes on as its next version, another's as a copy.
    private var onward: HTML {
        guard record.isOwn(viewer) else {
            return "<a class=\"button\" href=\"\(spot.root)/new?from=\(record.id.rawValue)\">复制</a>"
        }
        let draft = history.first { $0.state == .draft }
        if let draft { return "<a class=\"button\" href=\"\(spot.path(draft.id))\">修改草稿</a>" }
        return
            "<form method=\"post\" action=\"\(path)/next\">\(FormSeal())<button class=\"primary\">新建下一版</button></form>"
    }

    private var problems: HTML? {
        guard !found.isEmpty else { return nil }
        let lines = found.prefix(100).map { problem -> HTML in
            let place = problem.column.isEmpty ? "" : "“\(problem.column)”"
            let value = problem.value.isEmpty ? "" : "（\(problem.value.prefix(60))）"
            return "<li>第\(problem.row)行\(place)\(value)：\(problem.reason)</li>"
        }
        return """
            <div class="notice warning" role="status" id="problems"><strong>还有\(found.count)处问题，改正后才能发布</strong>\
            <ul>\(lines)</ul></div>
            """
    }

    private func facts(_ sheet: SheetText) -> HTML {
        let lines = sheet.facts.filter { !$0.value.isEmpty }.map { fact -> HTML in
            "<dt>\(fact.name)</dt><dd>\(fact.value)</dd>"
        }
        let edit: HTML? =
            isEdited ? "<p><a class=\"button small\" href=\"\(path)/rows/lines/0\">修改</a></p>" : nil
        return "<section class=\"section\"><h2>基本情况</h2><dl class=\"facts\">\(lines)</dl>\(edit)</section>"
    }

    private func table(_ kind: DefinitionTable, _ sheet: SheetText) -> HTML? {
        let table = sheet.table(kind.name)
        guard isEdited || table?.rows.isEmpty == false else { return nil }
        let index = spot.kind.tables.firstIndex { $0.name == kind.name } ?? 0
        let wrong = Set(found.map(\.row))
        let rows = (table?.rows.indices).map { Array($0) } ?? []
        let heads = kind.shown.map { name -> HTML in "<th scope=\"col\">\(name)</th>" }
        let lines = rows.map { row -> HTML in
            let cells = kind.shown.enumerated().map { place, name -> HTML in
                let text = table?.cell(row, name) ?? ""
                let shown: HTML =
                    place == 0 && isEdited
                    ? "<a href=\"\(path)/rows/\(index)/\(row)\">\(text.isEmpty ? "（空）" : text)</a>" : "\(text)"
                return Ledger.cell(name, shown, kind: place == 0 ? "code" : "long")
            }
            let isWrong = table.map { wrong.contains($0.lines[row]) } ?? false
            return "<tr class=\"\(isWrong ? "late" : "")\">\(cells)</tr>"
        }
        let add: HTML? =
            isEdited ? "<p><a class=\"button small\" href=\"\(path)/rows/\(index)/new\">加一行</a></p>" : nil
        let body: HTML? =
            rows.isEmpty
            ? "<p class=\"muted\">没有。</p>"
            : "<div class=\"wide\"><table class=\"ledger\"><thead><tr>\(heads)</tr></thead><tbody>\(lines)</tbody></table></div>"
        return
            "<section class=\"section\" id=\"table-\(index)\"><h2>\(kind.name)（\(rows.count)行）</h2>\(body)\(add)</section>"
    }

    private var files: HTML {
        let upload: HTML? =
            isEdited
            ? """
            <form class="form" method="post" action="\(path)/file" enctype="multipart/form-data">\(FormSeal())\
            <input type="hidden" name="version" value="\(record.version)">\
            \(Field("file", "用文件替换草稿", help: "导出的 TSV 或 XLSX，改好后传回来。").file(accept: ".tsv,.txt,.xlsx"))\
            <div class="form-actions"><button data-confirm="草稿的内容将全部换成文件里的。确定吗？" data-confirm-label="替换">上传替换</button></div></form>
            """ : nil
        return """
            <section class="section"><h2>文件</h2><p class="actions"><a class="button small" href="\(path)/file.tsv">导出 TSV</a>\
            <a class="button small" href="\(path)/file.xlsx">导出 XLSX</a></p>\(upload)</section>
            """
    }

    private var versions: HTML? {
        guard history.count > 1 else { return nil }
        let rows = history.map { one -> HTML in
            """
            <tr>\(Ledger.cell("版本", "<a href=\"\(spot.path(one.id))\">第\(one.number)版</a>", kind: "lead"))\
            \(Ledger.cell("状态", one.badge))\(Ledger.cell("修改", "\(one.savedBy) \(When.html(one.savedAt))"))\
            \(Ledger.cell("发布", one.publishedAt.map { When.html($0) } ?? "—"))</tr>
            """
        }
        return """
            <section class="section"><h2>各版本</h2><table class="ledger"><thead><tr><th scope="col">版本</th><th scope="col">状态</th>\
            <th scope="col">修改</th><th scope="col">发布</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }
}

/// The file of a draft, as a whole.
struct DefinitionTextPage: Page {
    let spot: DefinitionSpot
    let record: DefinitionRecord
    let fields: Fields?
    let message: String?

    var title: String { "改文本" }
    var section: String { spot.section }

    var main: HTML {
        let path = spot.path(record.id)
        let text = Field(
            "text", "文件内容", value: fields?["text"] ?? record.text,
            help: "一行一条，各格用制表符分开（从表格里粘贴就是）；先是各行说明，再是各表：表名一行、表头一行、内容若干行。")
        return """
            \(PageHead(title, crumbs: spot.crumbs + [(spot.title, spot.root), (record.name, path)]).html)
            \(Said.error(message))
            <form class="form full" method="post" action="\(path)/text" data-draft="definition-\(record.id.rawValue)">\(FormSeal())\
            <input type="hidden" name="version" value="\(fields?.text("version") ?? "\(record.version)")">
            \(text.area(rows: 30, limit: DefinitionKind.longest))
            <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="\(path)">取消</a></div></form>
            """
    }
}
