import Hummingbird
import Store
import Supervision

/// `/summaries/templates`: the templates from which summaries are written.
enum SummaryTemplateRoutes {
    static func register(on site: inout Sitemap) {
        let office = SummaryRoutes.office
        site.get("/summaries/templates", office, list)
        site.get("/summaries/templates/new", office, new)
        site.post("/summaries/templates", office, create)
        site.post("/summaries/templates/preview", office, preview)
        site.get("/summaries/templates/:id", office, edit)
        site.post("/summaries/templates/:id", office, save)
        site.post("/summaries/templates/:id/removal", office, remove)
    }

    private static func list(_ call: Call) async throws -> Response {
        let own = try await call.read { db in try SummaryWordings.list(visibleTo: call.viewer, in: db) }
        let query = call.query
        return call.page(
            SummaryTemplateListPage(
                own: own, address: ListAddress("/summaries/templates", query),
                kind: Summary.Kind(rawValue: query.text("kind")), text: query.text("q")))
    }

    /// A new one begins as a copy of a shipped one or of one's own.
    private static func new(_ call: Call) async throws -> Response {
        let from = call.query.text("from")
        let kind = Summary.Kind(rawValue: from)
        let wording: SummaryWording
        if from.isEmpty || kind != nil {
            wording = ShippedSummaryTemplates.of(kind ?? .year)
        } else {
            wording = try await call.read { db in
                try SummaryWordings.require(Identifier(from), visibleTo: call.viewer, in: db).wording
            }
        }
        var copy = wording
        copy.name = "\(wording.name)（本室）"
        return try await show(call, SummaryTemplateForm(copy), id: nil)
    }

    private static func edit(_ call: Call) async throws -> Response {
        let found = try await call.read { db in
            try SummaryWordings.require(call.id(), visibleTo: call.viewer, in: db)
        }
        return try await show(call, SummaryTemplateForm(found.wording, version: found.version), id: found.id)
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let form = SummaryTemplateForm(fields: submission.fields)
        return try await call.change(submission, again: { try await show(call, form, id: nil, $0) }) { act in
            _ = try SummaryWordings.create(form.wording, act)
            return "/summaries/templates?done=created"
        }
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, form) = (call.id() as SummaryWordingID, SummaryTemplateForm(fields: submission.fields))
        return try await call.change(submission) { refusal in
            if refusal.kind == .notFound { throw refusal }
            return try await show(call, form, id: id, refusal)
        } _: { act in
            try SummaryWordings.save(id, form.wording, version: form.version, act)
            return "/summaries/templates?done=saved"
        }
    }

    private static func remove(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: SummaryWordingID = call.id()
        return try await call.change(submission) { act in
            try SummaryWordings.remove(id, act)
            return "/summaries/templates?done=removed"
        }
    }

    /// Shows what a template would write from the real records of a time; keeps nothing.
    private static func preview(_ call: Call, _ submission: Submission) async throws -> Response {
        let form = SummaryTemplateForm(fields: submission.fields)
        let id: SummaryWordingID? = form.id.isEmpty ? nil : Identifier(form.id)
        return try await show(call, form, id: id, isPreview: true)
    }

    private static func show(
        _ call: Call, _ form: SummaryTemplateForm, id: SummaryWordingID?, _ refusal: (any Refusal)? = nil,
        isPreview: Bool = false
    ) async throws -> Response {
        let at = call.services.now()
        let page = try await call.read { db in
            var page = SummaryTemplatePage(form: form, id: id, today: call.day)
            page.message = refusal?.message
            page.problems = try SummaryWordings.problems(form.wording, visibleTo: call.viewer, in: db)
            if refusal == nil, !isPreview { page.problems = [:] }
            let span = form.span(on: call.day)
            let scope = try SummaryScope(span, region: "", visibleTo: call.viewer, at: at, in: db)
            page.available = try SummaryFigures.available(scope, in: db)
            if isPreview, page.problems.isEmpty {
                page.preview = try Summaries.composed(form.wording, scope, in: db)
                page.previewOf = span
            }
            return page
        }
        return call.page(
            page, status: refusal?.status ?? (isPreview && !page.problems.isEmpty ? .unprocessableContent : .ok))
    }
}

/// What is typed about a template.
struct SummaryTemplateForm: Sendable {
    let fields: Fields

    init(fields: Fields) {
        self.fields = fields
    }

    init(_ wording: SummaryWording, version: Int? = nil) {
        fields = Fields([
            ("kind", wording.kind.rawValue), ("name", wording.name), ("title", wording.title), ("body", wording.body),
            ("version", version.map { "\($0)" } ?? ""),
        ])
    }

    var id: String { fields.text("id") }
    var version: Int? { fields.number("version") }

    var wording: SummaryWording {
        SummaryWording(
            kind: Summary.Kind(rawValue: fields.text("kind")) ?? .year, name: fields.text("name"),
            title: fields.text("title"),
            body: (fields["body"] ?? "").split(separator: "\r\n", omittingEmptySubsequences: false).joined(
                separator: "\n"))
    }

    /// The time of the preview: what was typed, or the last that is over.
    func span(on today: Day) -> SummarySpan {
        let isMonth = wording.kind == .month
        let last = today.adding(months: -1)
        let usual = isMonth ? SummarySpan(monthOf: last) : SummarySpan(yearOf: today.adding(months: -3))
        let typed = fields.number("year").flatMap { year in
            SummarySpan(year: year, month: isMonth ? fields.number("month") ?? last.month : nil)
        }
        return typed ?? usual
    }
}
