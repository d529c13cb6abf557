import Hummingbird
import SQLCore
import Store
import Supervision

/// `/indicator-shares`: what a department answers for its government.
enum IndicatorShareRoutes {
    static func register(on site: inout Sitemap) {
        let unit = Audience.roles(Role.unit)
        site.get("/indicator-shares", GovernmentRoutes.readers, list)
        site.get("/indicator-shares/export.xlsx", GovernmentRoutes.readers) { call in
            try await GovernmentExport.own(call)
        }
        site.get("/indicator-shares/:id", GovernmentRoutes.readers) { call in try await show(call) }
        site.post("/indicator-shares/:id", unit) { call, form in try await save(call, form, isReport: false) }
        site.post("/indicator-shares/:id/submission", unit) { call, form in try await save(call, form, isReport: true) }
        site.post("/indicator-shares/:id/evidence", unit, upload)
        site.post("/indicator-shares/:id/return", GovernmentRoutes.authors, giveBack)
    }

    private static func list(_ call: Call) async throws -> Response {
        let (address, viewer) = (ListAddress("/indicator-shares", call.query), call.viewer)
        let page = try await call.read { db in
            IndicatorShareListPage(
                listing: try IndicatorShares.list(
                    IndicatorShareFilter(address), address.page, visibleTo: viewer, in: db),
                address: address, viewer: viewer, tabs: try UnitTabs(viewer, in: db))
        }
        return call.page(page)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (id, viewer): (IndicatorShareID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            try IndicatorSharePage(id, visibleTo: viewer, typed: typed, problem: refusal?.message, in: db)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func save(_ call: Call, _ submission: Submission, isReport: Bool) async throws -> Response {
        let (id, fields): (IndicatorShareID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                let row = try IndicatorShares.requireOpen(id, act)
                let answer = TypedAnswer(
                    row.share.criterion, value: fields["value"],
                    note: (fields["note"] ?? "").replacing("\r\n", with: "\n"),
                    isApplicable: fields.text("na").isEmpty)
                let outcome = try IndicatorShares.save(
                    id, answer: answer, report: fields.text("report"), version: fields.number("version") ?? 0, act)
                if let message = outcome.message { throw FormRefusal(outcome.problems, message: message) }
                guard isReport else { return "/indicator-shares/\(id)?done=saved" }
                try IndicatorShares.report(id, report: fields.text("report"), act)
                return "/indicator-shares/\(id)?done=submitted"
            })
    }

    private static func upload(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: IndicatorShareID = call.id()
        do {
            let upload = try EvidenceUpload(submission, call)
            return .seeOther(
                try await call.perform(submission) { act in
                    let open = try IndicatorShares.evidencePlace(id, act)
                    _ = try upload.store(
                        ownerKind: .assessment, owner: open.assessment.rawValue, criterion: open.criterion,
                        in: open.place, act)
                    return "/indicator-shares/\(id)?done=saved"
                })
        } catch let refusal as EvidenceRefusal {
            return try await show(call, refusal)
        }
    }

    private static func giveBack(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (IndicatorShareID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                guard fields.text("reason").count <= 500 else {
                    throw FormRefusal([:], message: "退回理由请控制在500字以内。")
                }
                try IndicatorShares.giveBack(id, reason: fields.text("reason"), act)
                return "/indicator-shares/\(id)?done=returned"
            })
    }
}

extension IndicatorShareFilter {
    init(_ address: ListAddress, of inspection: InspectionID? = nil) {
        let asked = address.filter("inspection")
        self.init(of: inspection ?? (asked.isEmpty ? nil : Identifier(asked)))
        state = address.filter("state")
        text = address.filter("q")
        (sort, isDescending) = address.sort(IndicatorShareFilter.sorts)
    }
}
