import Hummingbird
import Office
import Store
import Supervision

/// `/quality/:id/frame`: the frame of a round, page by page or as a sheet.
enum QualityFrameRoutes {
    static func register(on site: inout Sitemap) {
        let (readers, office) = (QualityRoutes.readers, QualityRoutes.office)
        site.get("/quality/:id/frame", readers) { call in try await show(call) }
        site.get("/quality/:id/frame.xlsx", readers) { call in try await QualityExport.frame(call) }
        site.post("/quality/:id/frame", office, save)
        site.post("/quality/:id/frame/schools", office, add)
        site.post("/quality/:id/frame/sheet", office, upload)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields? = nil, at address: ListAddress? = nil,
        problems: [RowProblem] = []
    ) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let address = address ?? ListAddress("/quality/\(id)/frame", call.query)
        let page = try await call.read { db in
            QualityFramePage(
                record: try QualityRounds.require(id, visibleTo: viewer, in: db),
                counties: try QualityCounties.list(of: id, visibleTo: viewer, in: db),
                rows: try QualityFrames.list(
                    of: id, QualityFrameFilter(address), address.page, visibleTo: viewer, in: db),
                address: address, viewer: viewer, problem: refusal?.message, typed: typed, problems: problems)
        }
        return call.page(page, status: refusal?.status ?? (problems.isEmpty ? .ok : .unprocessableContent))
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (QualityRoundID, Fields) = (call.id(), submission.fields)
        let home = "/quality/\(id)/frame"
        // Back to the same page of the list; only an address of this list is followed.
        let query = fields.text("back").split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        let address = ListAddress(home, Fields(urlEncoded: query))
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields, at: address) },
            { act in
                _ = try QualityRounds.require(id, visibleTo: act.viewer, in: act.db)
                try QualityFrames.save(try QualityFrameForm(fields: fields).checked(), of: id, act)
                let page = address.page.number > 1 ? "\(address.page.number)" : ""
                let back = address.with("page", page)
                return "\(back)\(back.contains("?") ? "&" : "?")done=saved"
            })
    }

    private static func add(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (QualityRoundID, Fields) = (call.id(), submission.fields)
        let names = (fields["names"] ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmed }
            .filter { !$0.isEmpty }
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                _ = try QualityRounds.require(id, visibleTo: act.viewer, in: act.db)
                guard (1...2_000).contains(names.count) else {
                    throw FormRefusal(["names": "请填写学校。"], message: "请填写学校，每行一所。")
                }
                for name in names { try QualityFrames.add(name, grade: fields.text("grade"), to: id, act) }
                return "/quality/\(id)/frame?done=saved"
            })
    }

    private static func upload(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let known = try await call.read { db in
            _ = try QualityRounds.require(id, visibleTo: viewer, in: db)
            return try QualityFrames.known(of: id, in: db)
        }
        guard let file = submission.files.first(where: { $0.field == "file" }), file.size > 0 else {
            return try await show(call, FormRefusal(["file": "请选择表格。"], message: "请选择要上传的表格。"))
        }
        let sheet: QualityFrameSheet
        do {
            sheet = try QualityFrameSheet(.path(file.path), known: known)
        } catch let error as any OfficeError {
            return try await show(call, FormRefusal(["file": error.message], message: error.message))
        }
        guard sheet.problems.isEmpty else { return try await show(call, problems: sheet.problems) }
        let entries = sheet.entries
        return try await call.change(submission, again: { try await show(call, $0) }) { act in
            try QualityFrames.save(entries, of: id, act)
            return "/quality/\(id)/frame?done=imported"
        }
    }
}

extension QualityFrameFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        grade = address.filter("grade")
        region = address.filter("region")
        status = address.filter("status")
        (sort, isDescending) = address.sort(QualityFrameFilter.sorts)
    }
}
