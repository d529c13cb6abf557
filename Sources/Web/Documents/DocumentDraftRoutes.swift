import Hummingbird
import Store
import Supervision

/// Documents that an officer writes on their own: notice, 整改通知书, 提示函, 公示, 通报.
enum DocumentDraftRoutes {
    static func register(on site: inout Sitemap) {
        let office = Audience.roles(Role.office)
        site.get("/documents/new", office, new)
        site.post("/documents", office, create)
        site.post("/documents/:id/attachments", office, attach)
    }

    private static func new(_ call: Call) async throws -> Response {
        try await show(call, try await candidates(call) ?? call.query, editing: nil)
    }

    /// A 公示 of the office's candidates for inspector who passed the review, where the address asks for it and there are any.
    private static func candidates(_ call: Call) async throws -> Fields? {
        guard call.query.text("candidates") == "reviewed" else { return nil }
        let found = try await call.read { db in
            try InspectorCandidates.reviewed(of: Place.of(call.viewer.scope, in: db), in: db)
        }
        guard !found.isEmpty else { return nil }
        let text = InspectorCandidate.notice(
            of: found.map(\.candidate), office: call.guest.session?.office ?? call.services.settings.officeName)
        return Fields([("kind", Document.Kind.publicity.rawValue), ("title", text.title), ("body", text.editable)])
    }

    static func edit(_ call: Call, _ record: DocumentRecord) async throws -> Response {
        let recipients = try await call.read { db in try DocumentRecipients.list(of: record.id, in: db) }
        return try await show(call, DocumentForm.fields(of: record, recipients), editing: record.id)
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        guard fields.text("act") != "fill" else { return try await show(call, fields, editing: nil) }
        return try await call.change(submission, again: { try await show(call, fields, editing: nil, $0) }) { act in
            let new = try DocumentForm(fields: fields).checked(for: act.viewer, in: act.db)
            return "/documents/\(try Documents.draft(new, act))?done=created"
        }
    }

    static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: DocumentID = call.id(), fields = submission.fields
        let version = fields.number("version")
        _ = try await DocumentRoutes.editable(call)
        return try await call.change(submission, again: { try await show(call, fields, editing: id, $0) }) { act in
            let new = try DocumentForm(fields: fields).checked(for: act.viewer, in: act.db)
            try Documents.rewrite(id, as: new, version: version, act)
            return "/documents/\(id)?done=saved"
        }
    }

    private static func show(
        _ call: Call, _ fields: Fields, editing: DocumentID?, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        if refusal?.kind == .notFound, let refusal { throw refusal }
        let page = try await call.read { db in
            try DocumentFormPage(
                DocumentForm(fields: fields), editing: editing, viewer: call.viewer, refusal: refusal, in: db)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func attach(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: DocumentID = call.id()
        let upload: EvidenceUpload
        do {
            upload = try EvidenceUpload(submission, call)
        } catch let refusal as EvidenceRefusal {
            guard !call.guest.wantsJSON else { throw refusal }
            return call.page(
                try await DocumentRoutes.page(call, problem: refusal.message), status: refusal.status)
        }
        return try await call.change(submission) { refusal in
            call.page(try await DocumentRoutes.page(call, problem: refusal.message), status: refusal.status)
        } _: { act in
            let record = try Documents.require(id, visibleTo: act.viewer, in: act.db)
            guard record.document.state == .draft, record.document.kind.isWrittenFreely else {
                throw DocumentRefusal.wrongState("添加附件", record.document.state)
            }
            _ = try upload.store(ownerKind: .document, owner: id.rawValue, in: record.place, act)
            return "/documents/\(id)?done=saved"
        }
    }
}
