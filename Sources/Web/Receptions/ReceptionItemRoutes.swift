import Hummingbird
import Store
import Supervision

/// `/reception-items`: what one unit prepares.
enum ReceptionItemRoutes {
    static func register(on site: inout Sitemap) {
        let authors = Audience.roles(Role.office.union(Role.unit))
        site.get("/reception-items", ReceptionRoutes.readers) { call in try await list(call, at: "/reception-items") }
        site.get("/reception-items/export.xlsx", ReceptionRoutes.readers) { call in
            try await ReceptionExport.allItems(call)
        }
        site.get("/reception-items/:id", ReceptionRoutes.readers) { call in try await show(call) }
        site.get("/reception-items/:id/edit", ReceptionRoutes.office) { call in try await form(call) }
        site.post("/reception-items/:id", ReceptionRoutes.office, edit)
        site.post("/reception-items/:id/answer", authors, save)
        site.post("/reception-items/:id/submission", authors, submit)
        site.post("/reception-items/:id/evidence", authors, upload)
        site.post("/reception-items/:id/acceptance", ReceptionRoutes.office, accept)
        site.post("/reception-items/:id/return", ReceptionRoutes.office, giveBack)
        site.post("/reception-items/:id/reminder", ReceptionRoutes.office, remind)
        site.post("/reception-items/:id/removal", ReceptionRoutes.office, remove)
    }

    /// Items over all requests; a unit has its own also where an office has its requests.
    static func list(_ call: Call, at path: String) async throws -> Response {
        let address = ListAddress(path, call.query)
        let viewer = call.viewer
        let page = try await call.read { db in
            ReceptionItemListPage(
                listing: try ReceptionItems.list(
                    ReceptionItemFilter(address), address.page, visibleTo: viewer, in: db),
                address: address, viewer: viewer, tabs: try UnitTabs(viewer, in: db))
        }
        return call.page(page)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (id, viewer): (ReceptionItemID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            let row = try ReceptionItems.require(id, visibleTo: viewer, in: db)
            let record = try Receptions.require(row.item.reception, visibleTo: viewer, in: db)
            return ReceptionItemPage(
                row: row, isOwn: Receptions.isOwn(record, viewer),
                evidence: try EvidenceFiles.list(owner: id.rawValue, in: db),
                events: try ReceptionEvents.list(of: row.item.reception, item: id, in: db), viewer: viewer,
                typed: typed, problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func form(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (id, viewer): (ReceptionItemID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            let row = try ReceptionItems.require(id, visibleTo: viewer, in: db)
            return ReceptionItemFormPage(
                row: row, fields: typed ?? ReceptionItemForm.fields(of: row),
                problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message,
                units: try Findings.suggestedUnits(visibleTo: viewer, in: db))
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func edit(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (ReceptionItemID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await form(call, fields, $0) },
            { act in
                let row = try ReceptionItems.require(id, visibleTo: act.viewer, in: act.db)
                let record = try Receptions.requireOwn(row.item.reception, act)
                let next = try ReceptionItemForm(fields: fields).checked(row.item, of: record.reception, act)
                try ReceptionItems.edit(next, version: fields.number("version") ?? 0, act)
                return "/reception-items/\(id)?done=saved"
            })
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        try await step(call, submission, done: "saved") { id, fields, version, act in
            try ReceptionItems.save(id, answer: fields.text("answer"), version: version, act)
        }
    }

    private static func submit(_ call: Call, _ submission: Submission) async throws -> Response {
        try await step(call, submission, done: "submitted") { id, fields, version, act in
            try ReceptionItems.submit(id, answer: fields.text("answer"), version: version, act)
        }
    }

    private static func accept(_ call: Call, _ submission: Submission) async throws -> Response {
        try await step(call, submission, done: "accepted") { id, _, version, act in
            try ReceptionItems.accept(id, version: version, act)
        }
    }

    private static func giveBack(_ call: Call, _ submission: Submission) async throws -> Response {
        try await step(call, submission, done: "returned") { id, fields, version, act in
            guard fields.text("reason").count <= 500 else { throw FormRefusal([:], message: "退回理由请控制在500字以内。") }
            try ReceptionItems.giveBack(id, reason: fields.text("reason"), version: version, act)
        }
    }

    private static func remind(_ call: Call, _ submission: Submission) async throws -> Response {
        try await step(call, submission, done: "prompted") { id, _, _, act in
            let row = try ReceptionItems.require(id, visibleTo: act.viewer, in: act.db)
            _ = try ReceptionItems.remind(id, of: row.item.reception, act)
        }
    }

    private static func remove(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: ReceptionItemID = call.id()
        return try await call.change(submission) { act in
            "/receptions/\(try ReceptionItems.remove(id, act))?done=removed"
        }
    }

    private static func upload(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: ReceptionItemID = call.id()
        do {
            let upload = try EvidenceUpload(submission, call)
            return .seeOther(
                try await call.perform(submission) { act in
                    let row = try ReceptionItems.requirePreparing(id, act)
                    guard row.item.state.awaitsUnit else { throw ReceptionRefusal.itemState("补充材料", row.item.state) }
                    _ = try upload.store(ownerKind: .receptionItem, owner: id.rawValue, in: row.place, act)
                    return "/reception-items/\(id)?done=saved"
                })
        } catch let refusal as EvidenceRefusal {
            return try await show(call, refusal)
        }
    }

    /// One act on an item; a refusal shows the page again with what was typed.
    private static func step(
        _ call: Call, _ submission: Submission, done: String,
        _ body: @escaping @Sendable (ReceptionItemID, Fields, Int, Act) throws -> Void
    ) async throws -> Response {
        let (id, fields): (ReceptionItemID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                try body(id, fields, fields.number("version") ?? 0, act)
                return "/reception-items/\(id)?done=\(done)"
            })
    }
}
