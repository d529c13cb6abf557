import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// Results: imported, typed from the centre's report, shown.
enum QualityResultRoutes {
    static func register(on site: inout Sitemap) {
        let (readers, office) = (QualityRoutes.readers, QualityRoutes.office)
        site.get("/quality/:id/import", office) { call in try await form(call) }
        site.post("/quality/:id/import", office, upload)
        site.get("/quality/:id/scores-template.xlsx", office) { call in try await QualityExport.template(call) }
        site.get("/quality-imports/:id", office, showImport)
        site.get("/quality-imports/:id/problems.xlsx", office) { call in try await QualityExport.problems(call) }
        site.get("/quality/:id/results", readers, results)
        site.get("/quality/:id/results.xlsx", readers) { call in try await QualityExport.results(call) }
        site.get("/quality/:id/subject", readers, subject)
        site.get("/quality/:id/figures", office) { call in try await figures(call) }
        site.post("/quality/:id/figures", office, saveFigures)
    }

    private static func form(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields? = nil
    ) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/quality/\(id)/import", call.query)
        let page = try await call.read { db in
            let record = try own(id, viewer, db)
            return QualityImportFormPage(
                record: record, imports: try QualityImports.list(of: id, address.page, in: db), address: address,
                fields: typed ?? Fields(), problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func upload(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        _ = try await call.read { db in try own(id, viewer, db) }
        let fields = sent.fields
        guard let file = sent.files.first(where: { $0.field == "file" }), file.size > 0 else {
            return try await form(call, FormRefusal(["file": "请选择表格。"], message: "请选择要上传的表格。"), typed: fields)
        }
        guard let kind = QualityImport.Kind(rawValue: fields.text("kind")) else {
            return try await form(call, FormRefusal(["kind": "请选择。"], message: "请选择表格的内容。"), typed: fields)
        }
        let hash = try call.services.files.store(fileAt: file.path)
        return try await call.change(sent, again: { try await form(call, $0, typed: fields) }) { act in
            try StoredFiles.insert(
                StoredFile(hash: hash, size: file.size, mediaType: "application/octet-stream"), at: act.at, in: act.db)
            let run = QualityImport(
                id: act.newID(), round: id, kind: kind, account: act.viewer.account, byName: act.viewer.name,
                fileName: file.name, fileHash: hash, createdAt: act.at)
            try QualityImports.begin(run, act)
            return run.path
        }
    }

    private static func showImport(_ call: Call) async throws -> Response {
        let (id, viewer): (Identifier<QualityImport>, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/quality-imports/\(id)", call.query)
        let page = try await call.read { db in
            let (run, record) = try QualityImports.require(id, visibleTo: viewer, in: db)
            return QualityImportPage(
                run: run, record: record, job: try JobQueue.latest(QualityImports.job, input: id.rawValue, in: db),
                problems: try QualityImports.problems(of: id, address.page, in: db), address: address)
        }
        let answer = call.page(page)
        return page.isWaiting ? answer.reloading(after: 1) : answer
    }

    private static func results(_ call: Call) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/quality/\(id)/results", call.query)
        return call.page(
            try await call.read { db in
                let record = try shown(id, viewer, db)
                return QualityResultsPage(
                    record: record, results: try QualitySummaries.list(of: record, visibleTo: viewer, in: db),
                    counties: try QualityCounties.list(of: id, visibleTo: viewer, in: db), address: address,
                    viewer: viewer)
            })
    }

    /// The first subject, grade and county where the address names none.
    private static func subject(_ call: Call) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let (grade, name, region) = (call.query.text("grade"), call.query.text("subject"), call.query.text("region"))
        return call.page(
            try await call.read { db in
                let record = try shown(id, viewer, db)
                let found = try QualitySummaries.list(
                    of: record, grade: grade.isEmpty ? nil : grade, subject: name.isEmpty ? nil : name,
                    visibleTo: viewer, in: db
                ).first { region.isEmpty || $0.region == region }
                guard let found else { throw QualityRefusal.notFound }
                var filter = QualitySchoolFilter(of: id)
                (filter.grade, filter.region) = (found.grade, found.region)
                let schools = try QualitySchools.list(
                    filter, .chunk(1, of: 5_000), visibleTo: viewer, in: db
                ).rows
                return QualitySubjectPage(
                    record: record, result: found,
                    schools: Dictionary(schools.map { ($0.code, $0) }) { first, _ in first }, viewer: viewer)
            })
    }

    private static func figures(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields? = nil
    ) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            let record = try own(id, viewer, db)
            return QualityFiguresPage(
                record: record, results: try QualitySummaries.list(of: record, visibleTo: viewer, in: db),
                fields: typed, problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func saveFigures(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, fields): (QualityRoundID, Fields) = (call.id(), sent.fields)
        return try await call.change(
            sent, again: { try await figures(call, $0, typed: fields) },
            { act in
                let record = try own(id, act.viewer, act.db)
                let (given, basis) = try QualityFiguresForm(fields: fields).checked()
                let known = Set(
                    try QualitySummaries.list(of: record, visibleTo: act.viewer, in: act.db)
                        .map { [$0.region, $0.grade, $0.subject.name] })
                try QualitySummaries.record(
                    given.filter { known.contains($0.key) }, basis: basis, of: id,
                    version: fields.number("version") ?? 0, act)
                return "/quality/\(id)/results?done=saved"
            })
    }

    /// A round of the viewer's own office; another office that sees it is told whose it is.
    private static func own(
        _ id: QualityRoundID, _ viewer: Viewer, _ db: SQLConnection
    ) throws -> QualityRoundRecord {
        let record = try QualityRounds.require(id, visibleTo: viewer, in: db)
        guard QualityRounds.isOwn(record.place, viewer) else { throw QualityRefusal.notYours }
        return record
    }

    /// A round whose results the viewer may see by now.
    static func shown(
        _ id: QualityRoundID, _ viewer: Viewer, _ db: SQLConnection
    ) throws -> QualityRoundRecord {
        let record = try QualityRounds.require(id, visibleTo: viewer, in: db)
        guard QualityRounds.showsResults(record, viewer) else { throw QualityRefusal.notPublished }
        return record
    }
}
