import Store
import Supervision

/// The themes of the months, the latest first.
struct VisitThemeListPage: Page {
    let listing: Listing<VisitTheme>
    let address: ListAddress
    let viewer: Viewer

    var title: String { "月度主题" }
    var section: String { "/visits" }

    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var main: HTML {
        let new: HTML? = isOffice ? "<a class=\"button primary\" href=\"/visit-themes/new\">新建主题</a>" : nil
        let month: HTML = """
            <div class="field"><label for="month">月份</label><input id="month" name="month" type="month" \
            value="\(address.filter("month"))"></div>
            """
        let table = Ledger(
            [
                .init("月份"), .init("主题", kind: "long lead"), .init("清单", kind: "long"), .init("要求"), .init("状态"),
                .init("操作", kind: "actions"),
            ], listing, at: address, unit: "个主题",
            exportPath: "/visit-themes/export.xlsx",
            empty: "<div class=\"empty\"><strong>还没有月度主题</strong>督导室定好每月的主题和清单并发布后，督学的手机会自动带上。</div>", row: row)
        return """
            \(PageHead(title, crumbs: [("到校督导", "/visits")],
                subtitle: "每月到校看什么、用哪份清单；计划外的到校照常登记，会标注“不在月度计划内”。", actions: new).html)
            \(FilterBar(address, [month]).html)
            \(table.html)
            """
    }

    private func row(_ theme: VisitTheme) -> HTML {
        let isOwn = isOffice && theme.place.office == Place(viewer.scope).office
        let name: HTML =
            isOwn && !theme.isPublished
            ? "<a href=\"/visit-themes/\(theme.id)\">\(theme.title)</a>" : "\(theme.title)"
        let note: HTML? = theme.note.isEmpty ? nil : "<br><small>\(theme.note)</small>"
        let from: HTML? = isOffice && !isOwn ? "<br><small>其他督导室制定</small>" : nil
        let visits = "/visits?month=\(theme.month.text)&theme=\(Fields.encoded(theme.title))"
        let actions: HTML =
            theme.isPublished
            ? "<a href=\"\(visits)\">查看到校</a>"
            : !isOwn
                ? "—"
                : """
                <form method="post" action="/visit-themes/\(theme.id)/publication" data-confirm="发布“\(theme.title)”？发布后督学即可看到，内容不能再改。" \
                data-confirm-label="发布">\(FormSeal())<button class="small">发布</button></form>
                <form method="post" action="/visit-themes/\(theme.id)/removal" data-confirm="删除“\(theme.title)”？" \
                data-confirm-label="删除">\(FormSeal())<button class="small quiet">删除</button></form>
                """
        return """
            <tr>\(Ledger.cell("月份", "\(theme.month.chinese)"))\(Ledger.cell("主题", "\(name)\(note)\(from)", kind: "long lead"))\
            \(Ledger.cell("清单", theme.checklistName.isEmpty ? "—" : "\(theme.checklistName)", kind: "long"))\
            \(Ledger.cell("要求", theme.isRequired ? "必做" : "选做"))\
            \(Ledger.cell("状态", theme.isPublished ? Badge.html("已发布", .good) : Badge.html("草稿", .neutral)))\
            \(Ledger.cell("操作", actions, kind: "actions"))</tr>
            """
    }
}

/// The form of a month's theme.
struct VisitThemeFormPage: Page {
    let theme: VisitTheme?
    let fields: Fields
    let checklists: [Choice]
    let problems: [String: String]
    let message: String?

    var title: String { theme == nil ? "新建月度主题" : "修改月度主题" }
    var section: String { "/visits" }

    var main: HTML {
        let published: HTML? = theme?.isPublished == true ? Said.warning("主题已发布，不能再改。") : nil
        return """
            \(PageHead(title, crumbs: [("到校督导", "/visits"), ("月度主题", "/visit-themes")]).html)
            \(Said.error(message))\(published)
            <form class="form" method="post" action="\(theme.map { "/visit-themes/\($0.id)" } ?? "/visit-themes")">\(FormSeal())\
            <input type="hidden" name="version" value="\(fields.text("version"))">
            \(field("month", "月份").text(type: "month", isShort: true))
            \(field("title", "主题").text(hint: "如：开学工作与作业管理"))
            \(field("checklist", "清单", help: "从已发布的指标体系里选；督学用发布时的这一版，以后换版不影响已登记的到校。", isRequired: false).select([Choice("", "不用清单")] + checklists))
            \(field("required", "要求", isRequired: false).select([Choice("1", "必做"), Choice("", "选做")]))
            \(field("note", "说明", isRequired: false).area(rows: 3, limit: 1_000))
            \(theme?.isPublished == true ? nil : buttons)</form>
            """
    }

    private var buttons: HTML {
        """
        <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="/visit-themes">取消</a></div>
        """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = true) -> Field {
        Field(
            name, label, value: fields[name] ?? "", problem: problems[name], help: help, isRequired: isRequired)
    }
}
