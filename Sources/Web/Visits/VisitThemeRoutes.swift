import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/visit-themes`: the monthly plan, made by the office and published to inspectors.
enum VisitThemeRoutes {
    private static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/visit-themes", .roles(Role.office.union([.inspector, .leader])), list)
        site.get("/visit-themes/export.xlsx", .roles(Role.office.union([.inspector, .leader])), export)
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
        return call.page(VisitThemeListPage(listing: listing, address: address, viewer: call.viewer))
    }

    private static func export(_ call: Call) async throws -> Response {
        let month = Month(call.query.text("month"))
        let columns: [SheetLayout.Column] = [
            .init("月份", width: 12), .init("主题", width: 32), .init("清单", width: 36), .init("要求"), .init("状态"),
            .init("说明", width: 48),
        ]
        let sheet = SheetExport(title: "月度主题", columns: columns) { page in
            try await call.read { db in try VisitThemes.list(month: month, page, visibleTo: call.viewer, in: db) }
        } cells: { theme in
            [
                .text(theme.month.chinese), .text(theme.title), .text(theme.checklistName),
                .text(theme.isRequired ? "必做" : "选做"), .text(theme.isPublished ? "已发布" : "草稿"), .text(theme.note),
            ]
        }
        return try await sheet.response(named: "月度主题")
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
        if !(1...VisitLimits.usual.name).contains(title.count) {
            problems["title"] = "请填写主题，\(VisitLimits.usual.name)字以内。"
        }
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
