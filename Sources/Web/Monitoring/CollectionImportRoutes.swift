import Hummingbird
import Office
import Store
import Supervision

/// `/collection-imports`: one sheet for many units: uploaded, mapped, checked, decided.
enum CollectionImportRoutes {
    static func register(on site: inout Sitemap) {
        let office = CollectionRoutes.office
        site.get("/collections/:id/import", office) { call in try await form(call) }
        site.post("/collections/:id/import", office, upload)
        site.get("/collection-imports/:id", office) { call in try await show(call) }
        site.get("/collection-imports/:id/problems.xlsx", office, problems)
        site.post("/collection-imports/:id/mapping", office, map)
        site.post("/collection-imports/:id/promotion", office, promote)
        site.post("/collection-imports/:id/discard", office, discard)
    }

    private static func form(_ call: Call, _ refusal: (any Refusal)? = nil) async throws -> Response {
        let (id, viewer): (CollectionRoundID, Viewer) = (call.id(), call.viewer)
        let record = try await call.read { db in try CollectionRounds.require(id, visibleTo: viewer, in: db) }
        return call.page(
            CollectionImportFormPage(record: record, problem: refusal?.message), status: refusal?.status ?? .ok)
    }

    private static func upload(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: CollectionRoundID = call.id()
        let viewer = call.viewer
        _ = try await call.read { db in try CollectionRounds.require(id, visibleTo: viewer, in: db) }
        guard let file = sent.files.first(where: { $0.field == "file" }), file.size > 0 else {
            return try await form(call, FormRefusal(["file": "请选择表格。"], message: "请选择要上传的表格。"))
        }
        let hash = try call.services.files.store(fileAt: file.path)
        return try await call.change(sent, again: { try await form(call, $0) }) { act in
            try StoredFiles.insert(
                StoredFile(hash: hash, size: file.size, mediaType: "application/octet-stream"), at: act.at, in: act.db)
            let run = CollectionImport(
                id: act.newID(), round: id, account: act.viewer.account, fileName: file.name, fileHash: hash,
                createdAt: act.at)
            try CollectionImports.begin(run, act)
            return run.path
        }
    }

    private static func show(_ call: Call, _ refusal: (any Refusal)? = nil) async throws -> Response {
        let (id, viewer): (Identifier<CollectionImport>, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/collection-imports/\(id)", call.query)
        let page = try await call.read { db in
            let run = try CollectionImports.require(id, visibleTo: viewer, in: db)
            let record = try CollectionRounds.require(run.round, visibleTo: viewer, in: db)
            return CollectionImportPage(
                run: run, record: record, form: try CollectionForms.require(record.round.form, in: db),
                job: try JobQueue.latest(CollectionImports.job, input: id.rawValue, in: db),
                problems: try CollectionImports.problems(of: id, address.page, in: db), address: address,
                problem: refusal?.message)
        }
        let answer = call.page(page, status: refusal?.status ?? .ok)
        return page.isWaiting && refusal == nil ? answer.reloading(after: 1) : answer
    }

    private static func problems(_ call: Call) async throws -> Response {
        let (id, viewer): (Identifier<CollectionImport>, Viewer) = (call.id(), call.viewer)
        let run = try await call.read { db in try CollectionImports.require(id, visibleTo: viewer, in: db) }
        let columns: [SheetLayout.Column] = [
            .init("行号"), .init("列", width: 30), .init("内容", kind: .text, width: 30), .init("问题", width: 70),
        ]
        let export = SheetExport(title: "不合格的单元格", columns: columns) { page in
            try await call.read { db in try CollectionImports.problems(of: run.id, page, in: db) }
        } cells: { problem in
            [.integer(problem.row), .text(problem.column), .text(problem.value), .text(problem.reason)]
        }
        return try await export.response(named: "监测数据导入问题")
    }

    private static func map(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, viewer): (Identifier<CollectionImport>, Viewer) = (call.id(), call.viewer)
        let run = try await call.read { db in try CollectionImports.require(id, visibleTo: viewer, in: db) }
        let fields = run.header.indices.map { sent.fields.text("column-\($0)") }
        return try await call.change(sent, again: { try await show(call, $0) }) { act in
            try CollectionImports.map(id, fields, act)
            return run.path
        }
    }

    private static func promote(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, fields): (Identifier<CollectionImport>, Fields) = (call.id(), sent.fields)
        return try await call.change(
            sent,
            again: { refusal in
                guard refusal.kind != .notFound else { throw refusal }
                return try await show(call, refusal)
            },
            { act in
                try CollectionImports.promote(
                    id, submitting: fields.text("submit") == "1", reason: fields.text("reason"), act)
                try JobQueue.insert("collection.clear", title: "清理导入的中间数据", input: id.rawValue, result: "", act)
                return "/collection-imports/\(id)?done=imported"
            })
    }

    private static func discard(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: Identifier<CollectionImport> = call.id()
        return try await call.change(sent) { act in
            try CollectionImports.discard(id, act)
            try JobQueue.insert("collection.clear", title: "清理导入的中间数据", input: id.rawValue, result: "", act)
            return "/collection-imports/\(id)?done=discarded"
        }
    }
}
