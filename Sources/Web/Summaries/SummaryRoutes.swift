import Hummingbird
import Jobs
import Office
import Store
import Supervision

/// `/summaries`: texts that are written from the records of a year or a month.
enum SummaryRoutes {
    static let readers = Audience.roles(Role.office.union([.leader]))
    static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/summaries", readers, list)
        site.get("/summaries/export.xlsx", readers, export)
        site.get("/summaries/new", office) { call in try await form(call, call.query) }
        site.post("/summaries", office, create)
        site.get("/summaries/:id", readers) { call in call.page(try await page(call)) }
        site.get("/summaries/:id/docx", readers, download)
        site.get("/summaries/:id/text", office) { call in try await edit(call) }
        site.post("/summaries/:id/text", office, save)
        site.get("/summaries/:id/versions/:number", readers, version)
        SummaryDecisions.register(on: &site)
        SummaryTemplateRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/summaries", call.query)
        let filter = SummaryFilter(address)
        let page = try await call.read { db in
            SummaryListPage(
                listing: try Summaries.list(filter, address.page, visibleTo: call.viewer, in: db),
                years: try Summaries.years(visibleTo: call.viewer, in: db), address: address, viewer: call.viewer)
        }
        return call.page(page)
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = SummaryFilter(ListAddress("/summaries", call.query))
        let columns: [SheetLayout.Column] = [
            .init("标题", width: 48), .init("种类", width: 14), .init("期间", width: 14), .init("地区", width: 20), .init("状态"),
            .init("文号", width: 24), .init("签发日期", kind: .day), .init("更新时间", width: 20),
        ]
        let export = SheetExport(title: "总结与通报", columns: columns) { page in
            try await call.read { db in try Summaries.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [
                .text(row.title), .text(row.kind.label), .text(row.span?.label ?? ""), .text(row.region),
                .text(SummaryState.label(row.state)), .text(row.number), row.issuedOn.map { .day($0.text) } ?? .empty,
                .text(row.updatedAt.chinese),
            ]
        }
        return try await export.response(named: "总结与通报")
    }

    // MARK: A new one

    private static func form(
        _ call: Call, _ fields: Fields, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let page = try await call.read { db in
            SummaryFormPage(
                fields: fields, templates: try SummaryWordings.list(visibleTo: call.viewer, in: db),
                regions: try Summaries.regions(visibleTo: call.viewer, in: db), today: call.day,
                problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        return try await call.change(submission, again: { try await form(call, fields, $0) }) { act in
            let new = try SummaryForm(fields: fields).checked()
            return "/summaries/\(try Summaries.begin(new, act))?done=created"
        }
    }

    // MARK: One

    static func page(_ call: Call, problem: String? = nil) async throws -> SummaryPage {
        let at = call.services.now()
        return try await call.read { db in
            let record = try Summaries.require(call.id(), visibleTo: call.viewer, in: db)
            let isOwn = try Summaries.isOwn(record, call.viewer, in: db)
            let now = isOwn ? try Summaries.now(record, visibleTo: call.viewer, at: at, in: db) : [:]
            let people = record.summary.history.map(\.by)
            return SummaryPage(
                record: record, viewer: call.viewer, isOwn: isOwn, now: now, countedAt: at,
                versions: try SummaryVersions.list(of: record.id, in: db), names: try PersonNames.of(people, in: db),
                seal: try record.document.flatMap { try Seals.issuance(of: $0.id, in: db) },
                problem: problem)
        }
    }

    private static func download(_ call: Call) async throws -> Response {
        let record = try await call.read { db in try Summaries.require(call.id(), visibleTo: call.viewer, in: db) }
        return try await DocumentRoutes.file(record.printed(on: call.day))
    }

    private static func edit(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let record = try await call.read { db in try Summaries.require(call.id(), visibleTo: call.viewer, in: db) }
        guard record.isOpen else { throw SummaryRefusal.wrongState("修改", record.state?.label ?? "") }
        return call.page(
            SummaryTextPage(record: record, typed: typed, refusal: refusal), status: refusal?.status ?? .ok)
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (SummaryID, Fields) = (call.id(), submission.fields)
        return try await call.change(submission) { refusal in
            if refusal.kind == .notFound { throw refusal }
            return try await edit(call, fields, refusal)
        } _: { act in
            try Summaries.edit(
                id, title: fields.text("title"), recipient: fields.text("recipient"), text: fields["body"] ?? "",
                version: fields.number("version"), act)
            return "/summaries/\(id)?done=saved"
        }
    }

    private static func version(_ call: Call) async throws -> Response {
        let number = Int(call.parameter("number")) ?? 0
        let page = try await call.read { db in
            let record = try Summaries.require(call.id(), visibleTo: call.viewer, in: db)
            return SummaryVersionPage(
                record: record, number: number, draft: try SummaryVersions.draft(number, of: record.id, in: db),
                isOwn: try Summaries.isOwn(record, call.viewer, in: db))
        }
        return call.page(page)
    }
}

extension SummaryRecord {
    /// As it would be printed: the document that it was handed in as, or its draft.
    func printed(on day: Day) -> Document {
        if let document, document.state != .draft { return document }
        return summary.printed(on: day)
    }
}

/// What a summary's state is called.
enum SummaryState {
    static func label(_ state: Document.State?) -> String { state?.label ?? "起草中" }

    static func badge(_ state: Document.State?) -> HTML {
        switch state {
        case nil: Badge.html("起草中", .active)
        case .draft: Badge.html("退回修改", .warn)
        case let state?: DocumentBadge.html(state, isPublished: false)
        }
    }
}
