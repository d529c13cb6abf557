import Hummingbird
import Jobs
import NIOCore
import Office
import SQLCore
import Store
import Supervision

/// `/documents`: the office's letters and reports.
enum DocumentRoutes {
    static func register(on site: inout Sitemap) {
        let office = Audience.roles(Role.office)
        site.get("/documents", .roles(Role.loop), list)
        site.get("/documents/export.xlsx", .roles(Role.loop), export)
        site.get("/documents/:id", .roles(Role.loop), show)
        site.get("/documents/:id/docx", .roles(Role.loop), download)
        site.get("/documents/:id/pack.zip", .roles(Role.loop), pack)
        site.get("/documents/:id/text", office, edit)
        site.post("/documents/:id/text", office, save)
        site.post("/documents/:id/submission", office, submit)
        site.post("/documents/:id/return", .roles([.director]), giveBack)
        site.post("/documents/:id/receipt", .roles(Role.unit), receive)
        site.post("/documents/:id/redraft", office, redraft)
        site.post("/documents/:id/issuance", .roles([.director]), proving: true, issue)
        site.post("/documents/:id/dispatch", office, send)
        site.post("/documents/:id/withdrawal", .roles([.director]), withdraw)
        site.post("/documents/:id/publication", office, publish)
        site.post("/documents/:id/publication/withdrawal", office, unpublish)
        site.post("/documents/:id/figures", office, refresh)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/documents", call.query)
        let filter = DocumentFilter(address)
        let page = try await call.read { db in
            DocumentListPage(
                listing: try Documents.list(filter, address.page, visibleTo: call.viewer, in: db),
                years: try Documents.years(visibleTo: call.viewer, in: db), address: address, viewer: call.viewer)
        }
        return call.page(page)
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = DocumentFilter(ListAddress("/documents", call.query))
        let columns: [SheetLayout.Column] = [
            .init("文号", width: 24), .init("文种", width: 14), .init("标题", width: 48), .init("单位", width: 30), .init("状态"),
            .init("签发日期", kind: .day), .init("发送日期", kind: .day), .init("公布日期", kind: .day),
        ]
        let export = SheetExport(title: "公文", columns: columns) { page in
            try await call.read { db in try Documents.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            let days = [row.issuedOn, row.sentOn, row.publishedOn].map { day -> SheetCell in
                day.map { .day($0.text) } ?? .empty
            }
            return [
                .text(row.number), .text(row.kind.label), .text(row.title), .text(row.unit), .text(row.state.label),
            ]
                + days
        }
        return try await export.response(named: "公文")
    }

    private static func show(_ call: Call) async throws -> Response { call.page(try await page(call)) }

    static func page(_ call: Call, problem: String? = nil, typed: Fields = Fields()) async throws
        -> DocumentPage
    {
        try await call.read { db in
            let record = try Documents.require(call.id(), visibleTo: call.viewer, in: db)
            let id = record.id
            return DocumentPage(
                record: record, viewer: call.viewer,
                names: try PersonNames.of(record.document.history.map(\.by), in: db),
                found: try Reports.personalData(in: record, in: db),
                recipients: try DocumentRecipients.list(of: id, in: db),
                files: try EvidenceFiles.list(owner: id.rawValue, in: db),
                leastDays: try Documents.leastDays(record, in: db),
                objections: try Objections.counts(of: id, in: db), nextNumber: try nextNumber(record, call.viewer, db),
                problem: problem, typed: typed)
        }
    }

    private static func nextNumber(
        _ record: DocumentRecord, _ viewer: Viewer, _ db: SQLConnection
    ) throws -> DocumentNumber? {
        guard viewer.role == .director, record.document.number == nil else { return nil }
        let format = try DocumentFormats.find(record.document.kind, visibleTo: viewer, in: db).format
        return try DocumentNumbers.next(of: format, for: record.place, on: viewer.day, in: db)
    }

    private static func download(_ call: Call) async throws -> Response {
        let record = try await call.read { db in
            try Documents.require(call.id(), visibleTo: call.viewer, in: db)
        }
        return try await file(record.document)
    }

    /// The document with its attached files as one ZIP.
    private static func pack(_ call: Call) async throws -> Response {
        let (record, files) = try await call.read { db in
            let record = try Documents.require(call.id(), visibleTo: call.viewer, in: db)
            return (record, try EvidenceFiles.list(owner: record.id.rawValue, in: db))
        }
        return try await DocumentPack(document: record.document, files: files).response(from: call.services.files)
    }

    /// The document as DOCX; made anew each time, so that it never differs from the page.
    static func file(_ document: Document) async throws -> Response {
        Response(
            status: .ok, headers: .download(named: DocumentFile.name(document), type: DOCXWriter.mediaType),
            body: .init(byteBuffer: ByteBuffer(bytes: try await PicturePool.docx(document))))
    }

    private static func edit(_ call: Call) async throws -> Response {
        let record = try await editable(call)
        if record.document.kind.isWrittenFreely { return try await DocumentDraftRoutes.edit(call, record) }
        return call.page(DocumentTextPage(record: record))
    }

    static func editable(_ call: Call) async throws -> DocumentRecord {
        let record = try await call.read { db in
            try Documents.require(call.id(), visibleTo: call.viewer, in: db)
        }
        guard record.document.kind != .opinion else { throw DocumentRefusal.throughOpinion }
        guard record.document.state == .draft else { throw DocumentRefusal.wrongState("修改", record.document.state) }
        return record
    }

    private static func save(_ call: Call, _ form: Submission) async throws -> Response {
        let id: DocumentID = call.id()
        if form.fields["kind"] != nil { return try await DocumentDraftRoutes.save(call, form) }
        let old = try await editable(call).document.text
        let text = DocumentText(
            title: form.fields.text("title"), recipient: form.fields.text("recipient"),
            blocks: DocumentText.blocks(editing: form.fields["body"] ?? ""), copies: old.copies, notes: old.notes,
            annexes: old.annexes, pictures: old.pictures)
        let version = form.fields.number("version")
        return try await call.change(form) { refusal in
            let record = try await editable(call)
            let page = DocumentTextPage(record: record, typed: form.fields, problem: refusal.message)
            return call.page(page, status: refusal.status)
        } _: { act in
            try Documents.edit(id, text, version: version, act)
            return "/documents/\(id)?done=saved"
        }
    }
}
