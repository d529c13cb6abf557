import Hummingbird
import SQLCore
import Store
import Supervision

/// `/visit-themes`: the monthly plan, made by the office and published to inspectors.
enum VisitThemeRoutes {
    private static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/visit-themes", .roles(Role.office.union([.inspector, .leader])), list)
        site.get("/visit-themes/new", office) { call in
            var fields = call.query
            if fields.text("month").isEmpty { fields.set("month", Month(of: call.day).next.text) }
            return try await form(call, nil, fields)
        }
        site.post("/visit-themes", office) { call, sent in
            try await call.change(
                sent, again: { try await form(call, nil, sent.fields, $0) },
                { act in
                    _ = try VisitThemes.create(VisitThemeForm(sent.fields).checked(), act)
                    return "/visit-themes?done=created"
                })
        }
        site.get("/visit-themes/:id", office) { call in
            let id: VisitThemeID = call.id()
            let theme = try await call.read { db in try VisitThemes.require(id, visibleTo: call.viewer, in: db) }
            return try await form(call, theme, Fields(theme))
        }
        site.post("/visit-themes/:id", office) { call, sent in
            let id: VisitThemeID = call.id()
            let theme = try await call.read { db in try VisitThemes.require(id, visibleTo: call.viewer, in: db) }
            return try await call.change(
                sent, again: { try await form(call, theme, sent.fields, $0) },
                { act in
                    try VisitThemes.amend(
                        id, VisitThemeForm(sent.fields).checked(), version: sent.fields.number("version") ?? 0, act)
                    return "/visit-themes?done=saved"
                })
        }
        site.post("/visit-themes/:id/publication", office) { call, sent in
            let id: VisitThemeID = call.id()
            return try await call.change(sent) { act in
                try VisitThemes.publish(id, act)
                return "/visit-themes?done=published"
            }
        }
        site.post("/visit-themes/:id/removal", office) { call, sent in
            let id: VisitThemeID = call.id()
            return try await call.change(sent) { act in
                try VisitThemes.remove(id, act)
                return "/visit-themes?done=removed"
            }
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/visit-themes", call.query)
        let listing = try await call.read { db in
            try VisitThemes.list(
                month: Month(address.filter("month")), address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(VisitThemeListPage(listing: listing, address: address, role: call.viewer.role))
    }

    private static func form(
        _ call: Call, _ theme: VisitTheme?, _ fields: Fields, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        var filter = FrameworkFilter()
        filter.state = .published
        let asked = filter
        let checklists = try await call.read { db in
            try Frameworks.list(asked, PageRequest(size: 200), visibleTo: call.viewer, in: db).rows
                .map { Choice($0.id.rawValue, "\($0.name)（第\($0.number)版，\($0.criteria)项）") }
        }
        let page = VisitThemeFormPage(
            theme: theme, fields: fields, checklists: checklists,
            problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }
}

/// What is typed about a month's theme.
struct VisitThemeForm: Sendable {
    let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    func checked() throws(FormRefusal) -> NewVisitTheme {
        var problems: [String: String] = [:]
        let month = Month(fields.text("month"))
        if month == nil { problems["month"] = "请选择月份。" }
        let title = fields.text("title")
        if !(1...VisitLimits.usual.name).contains(title.count) { problems["title"] = "请填写主题，\(VisitLimits.usual.name)字以内。" }
        if fields.text("note").count > 1_000 { problems["note"] = "请控制在1000字以内。" }
        guard problems.isEmpty, let month else { throw FormRefusal(problems) }
        let checklist = fields.text("checklist")
        return NewVisitTheme(
            month: month, title: title, note: fields.text("note"),
            checklist: checklist.isEmpty ? nil : Identifier(checklist), isRequired: fields.text("required") == "1")
    }
}

extension Fields {
    fileprivate init(_ theme: VisitTheme) {
        self.init([
            ("month", theme.month.text), ("title", theme.title), ("note", theme.note),
            ("checklist", theme.checklist?.rawValue ?? ""), ("required", theme.isRequired ? "1" : ""),
            ("version", "\(theme.version)"),
        ])
    }
}

/// The themes of the months, the latest first.
struct VisitThemeListPage: Page {
    let listing: Listing<VisitTheme>
    let address: ListAddress
    let role: Role

    var title: String { "月度主题" }
    var section: String { "/visits" }

    private var isOffice: Bool { Role.office.contains(role) }

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
            empty: "<div class=\"empty\"><strong>还没有月度主题</strong>督导室定好每月的主题和清单并发布后，督学的手机会自动带上。</div>", row: row)
        return """
            \(PageHead(title, crumbs: [("到校督导", "/visits")],
                subtitle: "每月到校看什么、用哪份清单；计划外的到校照常登记，会标注“不在月度计划内”。", actions: new).html)
            \(FilterBar(address, [month]).html)
            \(table.html)
            """
    }

    private func row(_ theme: VisitTheme) -> HTML {
        let name: HTML =
            isOffice && !theme.isPublished
            ? "<a href=\"/visit-themes/\(theme.id)\">\(theme.title)</a>" : "\(theme.title)"
        let note: HTML? = theme.note.isEmpty ? nil : "<br><small>\(theme.note)</small>"
        let visits = "/visits?month=\(theme.month.text)&theme=\(Fields.encoded(theme.title))"
        let actions: HTML =
            theme.isPublished || !isOffice
            ? "<a href=\"\(visits)\">查看到校</a>"
            : """
            <form method="post" action="/visit-themes/\(theme.id)/publication" data-confirm="发布“\(theme.title)”？发布后督学即可看到，内容不能再改。" \
            data-confirm-label="发布">\(FormSeal())<button class="small">发布</button></form>
            <form method="post" action="/visit-themes/\(theme.id)/removal" data-confirm="删除“\(theme.title)”？" \
            data-confirm-label="删除">\(FormSeal())<button class="small quiet">删除</button></form>
            """
        return """
            <tr>\(Ledger.cell("月份", "\(theme.month.chinese)"))\(Ledger.cell("主题", "\(name)\(note)", kind: "long lead"))\
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
