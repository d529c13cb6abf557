import Hummingbird
import Store
import Supervision

/// `/plans/:id/review`: the document beside what was read, and every way to correct it.
enum PlanReviewRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/plans/:id/review", PlanRoutes.readers) { call in try await show(call) }
        site.get("/plans/:id/document", PlanRoutes.readers, document)
        site.get("/plans/:id/review/:key", PlanRoutes.office) { call in try await form(call) }
        site.post("/plans/:id/review/:key", PlanRoutes.office, edit)
        site.get("/plans/:id/review/:key/split", PlanRoutes.office) { call in try await splitForm(call) }
        site.post("/plans/:id/review/:key/split", PlanRoutes.office, split)
        site.post("/plans/:id/review/:key/merge", PlanRoutes.office, merge)
        site.post("/plans/:id/review/:key/drop", PlanRoutes.office, drop)
        site.post("/plans/:id/passages", PlanRoutes.office, add)
        site.post("/plans/:id/corrections/:correction/removal", PlanRoutes.office, undo)
        site.post("/plans/:id/corrections/:correction/keeping", PlanRoutes.office, keep)
        site.post("/plans/:id/acceptance", PlanRoutes.office, accept)
    }

    static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (id, viewer): (PlanID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db -> PlanReviewPage? in
            guard let review = try PlanCorrectionLog.review(id, visibleTo: viewer, in: db) else { return nil }
            let acceptance =
                review.conflicts.isEmpty ? try Plans.acceptance(of: review, visibleTo: viewer, in: db) : nil
            return PlanReviewPage(
                review: review, versions: try PlanSources.list(of: id, in: db), acceptance: acceptance, viewer: viewer,
                typed: typed, problem: refusal?.message)
        }
        guard let page else { throw PlanRefusal.notFound }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func document(_ call: Call) async throws -> Response {
        let (id, viewer): (PlanID, Viewer) = (call.id(), call.viewer)
        let number = call.query.number("version") ?? 0
        let (version, size) = try await call.read { db -> (PlanVersion, Int) in
            _ = try Plans.require(id, visibleTo: viewer, in: db)
            guard let version = try PlanSources.find(number, of: id, in: db), let hash = version.fileHash,
                let file = try StoredFiles.find(hash, in: db)
            else { throw PlanRefusal.notFound }
            return (version, file.size)
        }
        return try FileDownload(
            url: call.services.files.url(of: version.fileHash ?? ""), name: version.fileName,
            mediaType: version.mediaType, size: size
        ).response
    }

    private static func form(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (review, entry) = try await entry(call)
        let fields = typed ?? PlanReadItemPage.fields(of: entry, in: review.state)
        let page = PlanReadItemPage(
            review: review, entry: entry, fields: fields, problems: (refusal as? FormRefusal)?.problems ?? [:],
            message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func entry(_ call: Call) async throws -> (PlanReview, PlanCorrecting.Entry) {
        let (id, viewer, key): (PlanID, Viewer, String) = (call.id(), call.viewer, call.parameter("key"))
        let review = try await call.read { db in try PlanCorrectionLog.review(id, visibleTo: viewer, in: db) }
        guard let review, let entry = review.state.entry(key) else { throw PlanRefusal.correctionGone }
        return (review, entry)
    }

    private static func edit(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, key): (PlanID, String) = (call.id(), call.parameter("key"))
        var form = PlanItemForm(sent.fields)
        form.apply()
        let typed = form
        guard form.action.isEmpty || form.action == "save" else { return try await self.form(call, typed.fields) }
        return try await call.change(
            sent, again: { try await self.form(call, typed.fields, $0) },
            { act in
                let review = try PlanCorrectionLog.requireOpen(id, act)
                guard review.version.number == sent.fields.number("source") else { throw PlanRefusal.stale }
                try PlanCorrectionLog.add(try typed.corrections(of: key, in: review.state), to: id, act)
                return "/plans/\(id)/review?done=saved#read-\(key)"
            })
    }

    private static func splitForm(
        _ call: Call, _ typed: String? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (review, entry) = try await entry(call)
        let page = PlanSplitPage(
            review: review, entry: entry, text: typed ?? review.state.source(entry.item.span), problem: refusal?.message
        )
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func split(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, key): (PlanID, String) = (call.id(), call.parameter("key"))
        let text = (sent.fields["text"] ?? "").replacing("\r\n", with: "\n")
        return try await call.change(
            sent, again: { try await splitForm(call, text, $0) },
            { act in
                let state = try PlanCorrectionLog.requireOpen(id, act).state
                guard let entry = state.entry(key) else { throw PlanRefusal.correctionGone }
                let source = state.source(entry.base.span)
                let places = try PlanSplit.places(text, of: source)
                let correction = PlanCorrection(
                    subject: key, title: entry.item.title, act: .split(at: places, from: source))
                try PlanCorrectionLog.add([correction], to: id, act)
                return "/plans/\(id)/review?done=planSplit#read-\(key)"
            })
    }

    private static func merge(_ call: Call, _ sent: Submission) async throws -> Response {
        let key = call.parameter("key")
        return try await correct(call, sent, at: key) { state in
            let list = state.rows.contains { $0.key == key } ? state.rows : state.entries
            guard let place = list.firstIndex(where: { $0.key == key }) else { throw PlanRefusal.correctionGone }
            guard place + 1 < list.count else { throw PlanRefusal.nothingNext }
            let next = list[place + 1]
            return PlanCorrection(
                subject: key, title: list[place].item.title, act: .merge(next: next.key, title: next.item.title))
        }
    }

    private static func drop(_ call: Call, _ sent: Submission) async throws -> Response {
        let key = call.parameter("key")
        return try await correct(call, sent, at: nil) { state in
            guard let entry = state.entry(key) else { throw PlanRefusal.correctionGone }
            return PlanCorrection(subject: key, title: entry.item.title, act: .drop)
        }
    }

    private static func add(_ call: Call, _ sent: Submission) async throws -> Response {
        let passage = sent.fields.text("passage")
        return try await correct(call, sent, at: nil) { state in
            guard !passage.isEmpty, passage.count <= 5_000 else { throw PlanRefusal.passageMissing }
            var occurrence = 0
            var isFound = false
            while let span = state.place(of: passage, occurrence), occurrence < 50 {
                isFound = true
                if state.taken(span) == nil {
                    return PlanCorrection(
                        subject: "", title: passage.flowing.firstSentence,
                        act: .add(passage: passage, occurrence: occurrence))
                }
                occurrence += 1
            }
            throw isFound ? PlanRefusal.passageTaken : PlanRefusal.passageMissing
        }
    }

    private static func correct(
        _ call: Call, _ sent: Submission, at key: String?,
        _ make: @escaping @Sendable (PlanCorrecting) throws -> PlanCorrection
    ) async throws -> Response {
        let id: PlanID = call.id()
        return try await call.change(
            sent, again: { try await show(call, $0, typed: sent.fields) },
            { act in
                let correction = try make(try PlanCorrectionLog.requireOpen(id, act).state)
                try PlanCorrectionLog.add([correction], to: id, act)
                return "/plans/\(id)/review?done=saved\(key.map { "#read-\($0)" } ?? "")"
            })
    }

    private static func undo(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, correction): (PlanID, String) = (call.id(), call.parameter("correction"))
        return try await call.change(
            sent, again: { try await show(call, $0) },
            { act in
                try PlanCorrectionLog.remove(correction, of: id, act)
                return "/plans/\(id)/review?done=retracted"
            })
    }

    private static func keep(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, correction): (PlanID, String) = (call.id(), call.parameter("correction"))
        return try await call.change(
            sent, again: { try await show(call, $0) },
            { act in
                try PlanCorrectionLog.keep(correction, of: id, act)
                return "/plans/\(id)/review?done=saved"
            })
    }

    private static func accept(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, version): (PlanID, Int) = (call.id(), sent.fields.number("version") ?? 0)
        return try await call.change(
            sent, again: { try await show(call, $0) },
            { act in
                try Plans.accept(id, version: version, act)
                return "/plans/\(id)?done=planAccepted"
            })
    }
}
