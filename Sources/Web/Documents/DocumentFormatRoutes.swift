import Hummingbird
import Store
import Supervision

/// `/documents/formats`: how the office issues each kind of document.
enum DocumentFormatRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/documents/formats", .roles(Role.office), list)
        site.get("/documents/formats/:kind", .roles([.director]), edit)
        site.post("/documents/formats/:kind", .roles([.director]), save)
    }

    private static func list(_ call: Call) async throws -> Response {
        let page = try await call.read { db in
            let formats = try DocumentFormats.all(visibleTo: call.viewer, in: db)
            let place = try Place.office(of: call.viewer.scope, in: db)
            return DocumentFormatListPage(
                formats: formats, numbers: try DocumentFormats.nextNumbers(formats, visibleTo: call.viewer, in: db),
                people: try PersonNames.of(formats.values.compactMap(\.updatedBy), in: db),
                office: try DocumentNumbers.office(for: place, in: db), viewer: call.viewer)
        }
        return call.page(page)
    }

    private static func kind(_ call: Call) throws -> Document.Kind {
        guard let kind = Document.Kind(rawValue: call.parameter("kind")) else { throw DocumentRefusal.notFound }
        return kind
    }

    private static func edit(_ call: Call) async throws -> Response {
        let kind = try kind(call)
        let stored = try await call.read { db in try DocumentFormats.find(kind, visibleTo: call.viewer, in: db) }
        return try await show(call, kind, DocumentFormatForm.fields(of: stored, on: call.viewer.day))
    }

    private static func show(
        _ call: Call, _ kind: Document.Kind, _ fields: Fields, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let form = DocumentFormatForm(fields: fields)
        let page = try await call.read { db in
            let place = try Place.office(of: call.viewer.scope, in: db)
            let format = form.format(in: call.viewer.day.year)
            return DocumentFormatPage(
                kind: kind, form: form, office: try DocumentNumbers.office(for: place, in: db),
                mark: try DocumentNumbers.mark(for: place, in: db),
                next: try DocumentNumbers.next(of: format, for: place, on: call.viewer.day, in: db),
                today: call.viewer.day, refusal: refusal)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let kind = try kind(call), fields = submission.fields
        guard fields.text("act") != "preview" else { return try await show(call, kind, fields) }
        return try await call.change(submission, again: { try await show(call, kind, fields, $0) }) { act in
            let format = try DocumentFormatForm(fields: fields).checked(in: act.day.year)
            try DocumentFormats.save(kind, format, version: fields.number("version"), act)
            return "/documents/formats?done=saved"
        }
    }
}

/// What is typed about a 发文格式.
struct DocumentFormatForm: Sendable {
    let fields: Fields

    static func fields(of stored: StoredFormat, on day: Day) -> Fields {
        let format = stored.format
        let start = format.start.flatMap { $0.year == day.year ? "\($0.serial)" : nil } ?? ""
        return Fields([
            ("form", format.form.rawValue), ("letterhead", format.letterhead), ("mark", format.mark),
            ("shape", format.shape.rawValue), ("serial", start), ("version", "\(stored.version)"),
        ])
    }

    /// As far as it can be read, for the preview.
    func format(in year: Int) -> DocumentFormat {
        DocumentFormat(
            form: DocumentLayout.Form(rawValue: fields.text("form")) ?? .document,
            letterhead: fields.text("letterhead"),
            mark: fields.text("mark"), shape: DocumentNumber.Shape(rawValue: fields.text("shape")) ?? .standard,
            start: fields.number("serial").flatMap { $0 > 0 ? DocumentFormat.Start(year: year, serial: $0) : nil })
    }

    func checked(in year: Int) throws -> DocumentFormat {
        let format = format(in: year)
        var problems = format.problems()
        if DocumentLayout.Form(rawValue: fields.text("form")) == nil { problems["form"] = "请选择版式。" }
        if DocumentNumber.Shape(rawValue: fields.text("shape")) == nil { problems["shape"] = "请选择文号的写法。" }
        if !fields.text("serial").isEmpty, format.start == nil { problems["serial"] = "起始号请填写1至9999之间的整数。" }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return format
    }
}
