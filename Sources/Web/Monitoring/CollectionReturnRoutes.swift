import Hummingbird
import Office
import Store
import Supervision

/// `/collection-returns`: one unit's form, filled in, handed in, looked through, locked.
enum CollectionReturnRoutes {
    private static let everybody = CollectionRoutes.everybody
    private static let hands = Audience.roles(Role.office.union(Role.unit))
    private static let unit = Audience.roles(Role.unit)
    private static let office = CollectionRoutes.office

    static func register(on site: inout Sitemap) {
        site.get("/collection-returns", everybody, list)
        site.get("/collection-returns/export.xlsx", everybody) { call in try await CollectionExport.all(call) }
        site.get("/collection-returns/:id", everybody) { call in try await show(call) }
        site.get("/collection-returns/:id/history", everybody, history)
        site.get("/collection-returns/:id/template.xlsx", everybody) { call in try await CollectionExport.template(call)
        }
        site.post("/collection-returns/:id", hands, save)
        site.post("/collection-returns/:id/upload", unit, upload)
        site.post("/collection-returns/:id/submission", hands, submit)
        site.post("/collection-returns/:id/explanations", hands) { call, sent in
            try await step(call, sent, done: "saved", at: "#checks") { id, fields, _, act in
                try CollectionFindings.explain(fields.text("check"), fields["text"] ?? "", of: id, act)
            }
        }
        site.post("/collection-returns/:id/acceptances", office) { call, sent in
            try await step(call, sent, done: "saved", at: "#checks") { id, fields, _, act in
                try CollectionFindings.accept(fields.all("check"), of: id, act)
            }
        }
        site.post("/collection-returns/:id/review", office) { call, sent in
            try await step(call, sent, done: "collectionReviewed") { id, _, version, act in
                try CollectionReturns.review(id, version: version, act)
            }
        }
        site.post("/collection-returns/:id/return", office) { call, sent in
            try await step(call, sent, done: "returned") { id, fields, version, act in
                try CollectionReturns.giveBack(id, reason: fields.text("reason"), version: version, act)
            }
        }
        site.post("/collection-returns/:id/lock", office) { call, sent in
            try await step(call, sent, done: "collectionLocked") { id, _, version, act in
                try CollectionReturns.lock(id, version: version, act)
            }
        }
        site.post("/collection-returns/:id/removal", office, remove)
        site.post("/collection-returns/:id/unlocking", office) { call, sent in
            try await step(call, sent, done: "collectionUnlocked") { id, fields, version, act in
                try CollectionReturns.unlock(id, reason: fields.text("reason"), version: version, act)
            }
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let (address, viewer) = (ListAddress("/collection-returns", call.query), call.viewer)
        let listing = try await call.read { db in
            try CollectionReturns.list(CollectionReturnFilter(address), address.page, visibleTo: viewer, in: db)
        }
        return call.page(CollectionReturnListPage(listing: listing, address: address, viewer: viewer))
    }

    private static func view(_ call: Call) async throws -> CollectionReturnView {
        let (id, viewer): (CollectionReturnID, Viewer) = (call.id(), call.viewer)
        return try await call.read { db in
            let row = try CollectionReturns.require(id, visibleTo: viewer, in: db)
            let record = try CollectionRecords.find(row.value.organisation, year: row.year, in: db)
            return CollectionReturnView(
                row: row, form: try CollectionForms.require(row.form, in: db), values: record.figures,
                locked: record.locked,
                lastYear: try CollectionRecords.find(row.value.organisation, year: row.year - 1, in: db).figures,
                findings: try CollectionFindings.list(of: id, in: db))
        }
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields? = nil, rows: [RowProblem] = []
    ) async throws -> Response {
        let page = CollectionReturnPage(
            view: try await view(call), viewer: call.viewer, typed: typed,
            problems: (refusal as? FormRefusal)?.problems ?? [:], problem: refusal?.message, uploadProblems: rows)
        return call.page(page, status: refusal?.status ?? (rows.isEmpty ? .ok : .unprocessableContent))
    }

    private static func history(_ call: Call) async throws -> Response {
        let (id, viewer): (CollectionReturnID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/collection-returns/\(id)/history", call.query)
        let page = try await call.read { db in
            let row = try CollectionReturns.require(id, visibleTo: viewer, in: db)
            return CollectionHistoryPage(
                row: row, form: try CollectionForms.require(row.form, in: db),
                history: try ValueHistory.list(of: row.value.organisation, year: row.year, address.page, in: db),
                address: address, viewer: viewer)
        }
        return call.page(page)
    }

    /// Saves what was typed; a script is told the next version, a person sees the page again.
    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (CollectionReturnID, Fields) = (call.id(), submission.fields)
        let isOffice = Role.office.contains(call.viewer.role)
        do {
            let version = try await call.perform(submission) { act in
                let row = try CollectionReturns.require(id, visibleTo: act.viewer, in: act.db)
                let entered = try CollectionEntryForm(fields).checked(
                    try CollectionForms.require(row.form, in: act.db), row.value.stages)
                return
                    "\(try CollectionReturns.save(id, entered, source: isOffice ? .office : .form, reason: fields.text("reason"), version: fields.number("version") ?? 0, act))"
            }
            guard !call.guest.wantsJSON else { return .json("{\"version\":\(version)}") }
            return .seeOther("/collection-returns/\(id)?done=saved")
        } catch let refusal as any Refusal {
            guard !call.guest.wantsJSON, refusal.kind != .notFound else { throw refusal }
            return try await show(call, refusal, typed: fields)
        }
    }

    /// Saves what the form still holds and hands the whole in.
    private static func submit(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (CollectionReturnID, Fields) = (call.id(), submission.fields)
        let typed = fields.names.contains { $0.hasPrefix("v.") } ? fields : nil
        return try await call.change(
            submission,
            again: { refusal in
                guard refusal.kind != .notFound else { throw refusal }
                return try await show(call, refusal, typed: typed)
            },
            { act in
                let row = try CollectionReturns.require(id, visibleTo: act.viewer, in: act.db)
                var version = fields.number("version") ?? 0
                if Role.unit.contains(act.viewer.role) {
                    let entered = try CollectionEntryForm(fields).checked(
                        try CollectionForms.require(row.form, in: act.db), row.value.stages)
                    version = try CollectionReturns.save(id, entered, source: .form, version: version, act)
                }
                try CollectionReturns.submit(id, version: version, act)
                return "/collection-returns/\(id)?done=submitted"
            })
    }

    /// A unit's own sheet: every cell is right, or nothing of it is stored.
    private static func upload(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, version): (CollectionReturnID, Int) = (call.id(), submission.fields.number("version") ?? 0)
        let view = try await view(call)
        guard let file = submission.files.first(where: { $0.field == "file" }), file.size > 0 else {
            return try await show(call, FormRefusal(["file": "请选择表格。"], message: "请选择要上传的表格。"))
        }
        let sheet: UploadedReturn
        do {
            sheet = try UploadedReturn(.path(file.path), for: view)
        } catch let error as any OfficeError {
            return try await show(call, FormRefusal(["file": error.message], message: error.message))
        }
        guard sheet.problems.isEmpty else { return try await show(call, rows: sheet.problems) }
        let values = sheet.values
        return try await call.change(submission, again: { try await show(call, $0) }) { act in
            try CollectionReturns.save(id, values.mapValues { $0 }, source: .upload, version: version, act)
            return "/collection-returns/\(id)?done=imported"
        }
    }

    private static func remove(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (CollectionReturnID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission,
            again: { refusal in
                guard refusal.kind != .notFound else { throw refusal }
                return try await show(call, refusal)
            },
            { act in
                let round = try CollectionReturns.require(id, visibleTo: act.viewer, in: act.db).value.round
                try CollectionReturns.remove(
                    id, reason: fields.text("reason"), version: fields.number("version") ?? 0, act)
                return "/collections/\(round)?done=removed"
            })
    }

    /// One act on a return; a refusal shows its page again.
    private static func step(
        _ call: Call, _ submission: Submission, done: String, at place: String = "",
        _ body: @escaping @Sendable (CollectionReturnID, Fields, Int, Act) throws -> Void
    ) async throws -> Response {
        let (id, fields): (CollectionReturnID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission,
            again: { refusal in
                guard refusal.kind != .notFound else { throw refusal }
                return try await show(call, refusal)
            },
            { act in
                try body(id, fields, fields.number("version") ?? 0, act)
                return "/collection-returns/\(id)?done=\(done)\(place)"
            })
    }
}
