import Hummingbird
import Store
import Supervision

/// What is decided about a summary; a refusal shows its page again with the reason.
enum SummaryDecisions {
    static func register(on site: inout Sitemap) {
        site.post("/summaries/:id/figures", SummaryRoutes.office) { call, form in
            let number = form.fields.number("number").map { Set([$0]) }
            return try await decided(call, form, done: "figuresTaken") { id, version, act in
                try Summaries.accept(number, of: id, version: version, act)
            }
        }
        site.post("/summaries/:id/submission", SummaryRoutes.office) { call, form in
            try await decided(call, form, done: "handedIn") { id, version, act in
                _ = try Summaries.submit(id, version: version, act)
            }
        }
        site.post("/summaries/:id/restoration", SummaryRoutes.office) { call, form in
            let old = form.fields.number("restored") ?? 0
            return try await decided(call, form, done: "restored") { id, version, act in
                try Summaries.restore(old, of: id, version: version, act)
            }
        }
        site.post("/summaries/:id/copy", SummaryRoutes.office) { call, form in
            let id: SummaryID = call.id()
            return try await call.change(form, again: { try await again(call, $0) }) { act in
                "/summaries/\(try Summaries.copy(id, act))?done=created"
            }
        }
        site.post("/summaries/:id/removal", SummaryRoutes.office) { call, form in
            let (id, version): (SummaryID, Int?) = (call.id(), form.fields.number("version"))
            return try await call.change(form, again: { try await again(call, $0) }) { act in
                try Summaries.remove(id, version: version, act)
                return "/summaries?done=removed"
            }
        }
    }

    private static func decided(
        _ call: Call, _ form: Submission, done: String,
        _ body: @escaping @Sendable (SummaryID, Int?, Act) throws -> Void
    ) async throws -> Response {
        let (id, version): (SummaryID, Int?) = (call.id(), form.fields.number("version"))
        return try await call.change(form, again: { try await again(call, $0) }) { act in
            try body(id, version, act)
            return "/summaries/\(id)?done=\(done)"
        }
    }

    private static func again(_ call: Call, _ refusal: any Refusal) async throws -> Response {
        if refusal.kind == .notFound { throw refusal }
        return call.page(try await SummaryRoutes.page(call, problem: refusal.message), status: refusal.status)
    }
}
