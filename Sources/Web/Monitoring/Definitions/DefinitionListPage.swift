import Store
import Supervision

/// The standards or forms that offices have defined, drafts too.
struct DefinitionListPage: Page {
    let spot: DefinitionSpot
    let listing: Listing<DefinitionRecord>
    let address: ListAddress
    let viewer: Viewer

    var title: String { spot.title }
    var section: String { spot.section }

    var main: HTML {
        let action: HTML? =
            Role.office.contains(viewer.role) ? "<a class=\"button primary\" href=\"\(spot.root)/new\">新建</a>" : nil
        let states = DefinitionRecord.State.allCases.map { Choice($0.rawValue, $0.label) }
        return """
            \(PageHead(title, crumbs: spot.crumbs, subtitle: "\(spot.subtitle)", actions: action).html)
            \(FilterBar(address, [FilterBar.search(address, hint: "名称或代码"), FilterBar.choice(address, "state", "状态", states)]).html)
            \(table.html)
            """
    }

    private var table: Ledger {
        Ledger(
            [
                .init("名称", sort: "name", kind: "lead"), .init("代码", sort: "code", kind: "code"),
                .init("版本", sort: "number", kind: "num"), .init("状态"), .init("问题", kind: "num"), .init("所属"),
                .init("修改", sort: "saved"),
            ], listing, at: address, unit: "个版本", exportPath: "\(spot.root)/export.xlsx",
            empty: "<div class=\"empty\"><strong>还没有\(spot.title)</strong>可以从空白、系统自带的或文件开始。</div>", row: row)
    }

    private func row(_ record: DefinitionRecord) -> HTML {
        let path = spot.path(record.id)
        let problems: HTML =
            record.problemCount == 0
            ? "0" : "<a class=\"late-text\" href=\"\(path)#problems\">\(record.problemCount)</a>"
        return """
            <tr>\(Ledger.cell("名称", "<a href=\"\(path)\">\(record.name)</a>", kind: "lead"))\
            \(Ledger.cell("代码", "\(record.code)", kind: "code"))\(Ledger.cell("版本", "\(record.number)", kind: "num"))\
            \(Ledger.cell("状态", record.badge))\(Ledger.cell("问题", problems, kind: "num"))\
            \(Ledger.cell("所属", "\(record.regionName)"))\
            \(Ledger.cell("修改", "\(record.savedBy) \(When.html(record.savedAt))"))</tr>
            """
    }
}

extension DefinitionRecord {
    var badge: HTML { Badge.html(state.label, state == .published ? .good : .active) }
}

/// Where a definition begins: empty, as a copy, or from a file.
struct DefinitionNewPage: Page {
    let spot: DefinitionSpot
    let own: [DefinitionRecord]
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { "新建\(spot.title)" }
    var section: String { spot.section }

    var main: HTML {
        let shipped = DefinitionForm.shipped(spot.kind).map { Choice($0.key, "复制：\($0.name)（系统自带）") }
        let copies = own.map { Choice($0.id.rawValue, "复制：\($0.name) 第\($0.number)版") }
        return """
            \(PageHead(title, crumbs: spot.crumbs + [(spot.title, spot.root)]).html)
            \(Said.error(message))
            <form class="form" method="post" action="\(spot.root)" enctype="multipart/form-data">\(FormSeal())
            \(field("name", "名称").text())
            <div class="field-row">\(field("code", "代码", "如 modernisation；各版本共用，用在地址和数据里。").text())\
            \(field("from", "从哪里开始").select([Choice("", "空白")] + copies + shipped))</div>
            \(field("basis", "依据", "文件名称和文号。").text())
            \(field("file", "或者从文件导入", "导出的 TSV 或 XLSX；选了文件就以文件为准，上面填了的名称、代码、依据会替换文件里的。").file(accept: ".tsv,.txt,.xlsx"))
            <div class="form-actions"><button class="primary">建立草稿</button>\
            <a class="button quiet" href="\(spot.root)">取消</a></div></form>
            """
    }

    private func field(_ name: String, _ label: String, _ help: String = "") -> Field {
        Field(name, label, value: fields[name] ?? "", problem: problems[name], help: help)
    }
}
