import Foundation
import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/visits/new`: the same visit at a desk, without a script.
enum NewVisitRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/visits/new", VisitScriptRoutes.visitors) { call in try await show(call, call.query) }
        site.post("/visits", VisitScriptRoutes.visitors, create)
    }

    private static func show(
        _ call: Call, _ typed: Fields, problems: [String: String] = [:], _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        var fields = typed
        if fields.text("visit").isEmpty { fields.set("visit", call.services.newID()) }
        if fields.text("day").isEmpty { fields.set("day", call.day.text) }
        let ready = fields
        let page = try await call.read { db in
            try NewVisitPage(ready, for: call.viewer, problems: problems, message: refusal?.message, in: db)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func create(_ call: Call, _ sent: Submission) async throws -> Response {
        do {
            let files = try pictures(sent, call)
            var body = try await body(sent.fields, call)
            body.photos = files.enumerated().map { index, file in
                VisitBody.Photo(
                    id: NewVisitForm.part(sent.fields.text("visit"), "photo\(index)\(file.hash)"), sha256: file.hash,
                    bytes: file.size, of: "visit", takenAt: nil, caption: sent.fields.text("caption"))
            }
            let checked = try body.checked(now: call.services.now())
            // A phone's clock may be wrong, and its visit is marked; here the person sees it and mends it.
            guard !VisitCircumstances.isFuture(checked.visit.startedAt, at: call.services.now()) else {
                throw FormRefusal(["startedAt": VisitRefusal.future.message])
            }
            _ = try await VisitSending.store(checked, call)
            let change = Change(
                command: call.services.newID(), digest: "photos", viewer: call.viewer, at: call.services.now())
            try await call.services.database.write { db in
                let act = Act(change, in: db)
                for (photo, file) in zip(checked.visit.photos, files) {
                    try VisitPhotos.store(file, as: photo.id, of: checked.visit.id, act)
                }
            }
            return .seeOther("/visits/\(checked.visit.id)?done=recorded")
        } catch let refusal as any Refusal {
            guard !call.guest.wantsJSON else { throw refusal }
            return try await show(
                call, sent.fields,
                problems: NewVisitForm(sent.fields).shown((refusal as? FormRefusal)?.problems ?? [:]), refusal)
        }
    }

    private static func body(_ fields: Fields, _ call: Call) async throws -> VisitBody {
        guard VisitBody.uuid(fields.text("visit")) != nil else { throw VisitRefusal.badID }
        let checklist = fields.text("checklist")
        let criteria: [String] = try await call.read { db in
            checklist.isEmpty ? [] : try FrameworkVersions.require(Identifier(checklist), in: db).leaves.map(\.number)
        }
        return NewVisitForm(fields).body(
            criteria, isOffice: Role.office.contains(call.viewer.role), now: call.services.now())
    }

    /// Pictures by content, taken over into the file store.
    private static func pictures(_ sent: Submission, _ call: Call) throws -> [StoredFile] {
        let uploads = sent.files.filter { $0.field == "photos" }
        guard uploads.count <= VisitLimits.usual.photos else {
            throw FormRefusal(["photos": "一次最多\(VisitLimits.usual.photos)张照片。"])
        }
        return try uploads.map { upload in
            guard upload.size <= VisitLimits.usual.photoBytes else {
                throw FormRefusal(["photos": "“\(upload.name)”超过\(VisitLimits.usual.photoBytes >> 20)MB，请压缩后再选。"])
            }
            guard let file = try VisitSending.picture(upload.path, size: upload.size, call.services.files) else {
                throw FormRefusal(["photos": "“\(upload.name)”不是照片（JPEG、PNG、WebP）。"])
            }
            return file
        }
    }
}
