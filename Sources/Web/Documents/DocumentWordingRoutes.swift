import Hummingbird
import Store
import Supervision

/// `/documents/wordings`: the library of wordings from which documents begin.
enum DocumentWordingRoutes {
    static func register(on site: inout Sitemap) {
        let office = Audience.roles(Role.office)
        site.get("/documents/wordings", office, list)
        site.get("/documents/wordings/new", office, new)
        site.get("/documents/wordings/preview", office, previewShipped)
        site.post("/documents/wordings", office, create)
        site.get("/documents/wordings/:id", office, edit)
        site.get("/documents/wordings/:id/preview", office, preview)
        site.get("/documents/wordings/:id/versions", office, versions)
        site.post("/documents/wordings/:id", office, save)
        site.post("/documents/wordings/:id/removal", office, remove)
    }

    private static func list(_ call: Call) async throws -> Response {
        let own = try await call.read { db in try DocumentWordings.list(visibleTo: call.viewer, in: db) }
        return call.page(
            DocumentWordingListPage(own: own, address: ListAddress("/documents/wordings", call.query)))
    }

    /// A new one begins as a copy of a shipped one, or empty.
    private static func new(_ call: Call) async throws -> Response {
        let shipped = DocumentWording.shipped(call.query.text("from"))
        let wording = shipped ?? DocumentWording(kind: .notice, name: "", title: "", body: "")
        return call.page(DocumentWordingPage(wording: wording, id: nil, version: nil))
    }

    /// An older version's words stand in the form when the address names one; saving makes them the newest.
    private static func edit(_ call: Call) async throws -> Response {
        let asked = call.query.number("version")
        let (found, older) = try await call.read { db in
            let found = try DocumentWordings.require(call.id(), visibleTo: call.viewer, in: db)
            let versions = asked == nil ? [] : try DocumentWordings.versions(of: found.id, in: db)
            return (found, versions.first { $0.version == asked })
        }
        var page = DocumentWordingPage(
            wording: older?.wording ?? found.wording, id: found.id, version: found.version)
        page.restores = older?.version
        return call.page(page)
    }

    private static func previewShipped(_ call: Call) async throws -> Response {
        let key = call.query.text("from")
        guard !key.isEmpty else { return .seeOther("/documents/wordings") }
        guard let wording = DocumentWording.shipped(key) else { throw DocumentWordingRefusal.notFound }
        return try await show(call, wording, "/documents/wordings/new?from=\(key)", isOwn: false)
    }

    private static func preview(_ call: Call) async throws -> Response {
        let found = try await call.read { db in
            try DocumentWordings.require(call.id(), visibleTo: call.viewer, in: db)
        }
        return try await show(call, found.wording, "/documents/wordings/\(found.id)", isOwn: true)
    }

    private static func show(
        _ call: Call, _ wording: DocumentWording, _ path: String, isOwn: Bool
    ) async throws -> Response {
        let page = try await call.read { db in
            let place = try Place.office(of: call.viewer.scope, in: db)
            let format = try DocumentFormats.find(wording.kind, visibleTo: call.viewer, in: db).format
            return DocumentWordingPreview(
                wording: wording, format: format, office: try DocumentNumbers.office(for: place, in: db),
                number: try DocumentNumbers.next(of: format, for: place, on: call.viewer.day, in: db),
                today: call.viewer.day, path: path, isOwn: isOwn)
        }
        return call.page(page)
    }

    private static func versions(_ call: Call) async throws -> Response {
        let page = try await call.read { db in
            let found = try DocumentWordings.require(call.id(), visibleTo: call.viewer, in: db)
            return DocumentWordingVersionsPage(
                wording: found, versions: try DocumentWordings.versions(of: found.id, in: db))
        }
        return call.page(page)
    }

    private static func wording(_ fields: Fields) -> DocumentWording {
        DocumentWording(
            kind: Document.Kind(rawValue: fields.text("kind")) ?? .notice, name: fields.text("name"),
            title: fields.text("title"), body: fields.text("body"))
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let wording = wording(submission.fields)
        return try await call.change(submission, again: { again(call, wording, nil, nil, $0) }) { act in
            _ = try DocumentWordings.create(wording, act)
            return "/documents/wordings?done=created"
        }
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: DocumentWordingID = call.id(), wording = wording(submission.fields)
        let version = submission.fields.number("version")
        return try await call.change(submission) { refusal in
            if refusal.kind == .notFound { throw refusal }
            return again(call, wording, id, version, refusal)
        } _: { act in
            try DocumentWordings.save(id, wording, version: version, act)
            return "/documents/wordings?done=saved"
        }
    }

    private static func again(
        _ call: Call, _ wording: DocumentWording, _ id: DocumentWordingID?, _ version: Int?, _ refusal: any Refusal
    ) -> Response {
        var page = DocumentWordingPage(wording: wording, id: id, version: version)
        if case .unsound(let problems) = refusal as? DocumentWordingRefusal { page.problems = problems }
        page.message = refusal.message
        return call.page(page, status: refusal.status)
    }

    private static func remove(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: DocumentWordingID = call.id()
        return try await call.change(submission) { act in
            try DocumentWordings.remove(id, act)
            return "/documents/wordings?done=removed"
        }
    }
}
