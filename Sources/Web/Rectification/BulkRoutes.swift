import Hummingbird
import Store
import Supervision

/// Many problems at once: first what is to be done with which, then each row's own outcome.
enum BulkRoutes {
    static func register(on site: inout Sitemap) {
        let office = Audience.roles(Role.office)
        site.get("/findings/bulk/new", office) { call in try await form(call) }
        site.post("/findings/bulk", office, carryOut)
        site.get("/findings/bulk/:id", office, show)
        site.get("/findings/drafts", office, drafts)
        site.get("/findings/drafts/:id", office, NewFindingRoutes.edit)
    }

    private static func form(_ call: Call) async throws -> Response {
        let address = ListAddress("/findings", call.query)
        let isAll = address.filter("all") == "1"
        let (filter, chosen) = (FindingListRequest(address).filter, address.all("part"))
        let targets = try await call.read { db in
            isAll
                ? try Findings.targets(filter, visibleTo: call.viewer, in: db)
                : try Findings.targets(chosen.map { Identifier($0) }, visibleTo: call.viewer, in: db)
        }
        let act = BulkAct(rawValue: address.filter("act")) ?? .remind
        return try await page(call, act.concernsDrafts ? .remind : act, targets, Fields(), nil)
    }

    private static func carryOut(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        let act = BulkAct(rawValue: fields.text("act")) ?? .remind
        let parts: [FindingPartID] = fields.all("part").prefix(FindingBulk.limit + 1).map { Identifier($0) }
        let findings: [FindingID] = fields.all("finding").prefix(FindingBulk.limit + 1).map { Identifier($0) }
        return try await call.change(form) { refusal in
            if act.concernsDrafts { return try await showDrafts(call, refusal) }
            let targets = try await call.read { db in try Findings.targets(parts, visibleTo: call.viewer, in: db) }
            return try await page(call, act, targets, fields, refusal)
        } _: { change in
            let order = try checked(act, fields)
            let targets =
                act.concernsDrafts
                ? try Findings.handDrafts(findings, visibleTo: change.viewer, in: change.db)
                : try Findings.targets(parts, visibleTo: change.viewer, in: change.db)
            return "/findings/bulk/\(try FindingBulk.carryOut(order, on: targets, change).rawValue)"
        }
    }

    private static func checked(_ act: BulkAct, _ fields: Fields) throws(FormRefusal) -> BulkOrder {
        guard !act.concernsDrafts else { return BulkOrder(act) }
        var problems: [String: String] = [:]
        let words = fields.text("words")
        if words.isEmpty { problems["words"] = act == .remind ? "请写明催办内容。" : "请写明延期的理由。" }
        if words.count > 1_000 { problems["words"] = "请控制在1000字以内。" }
        let day = Day(fields.text("due_on"))
        if act == .extend, day == nil { problems["due_on"] = "请填写新的期限。" }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return BulkOrder(act, words: words, dueOn: act == .extend ? day : nil)
    }

    private static func page(
        _ call: Call, _ act: BulkAct, _ targets: [BulkTarget], _ typed: Fields, _ refusal: (any Refusal)?
    ) async throws -> Response {
        let wordings = try await call.read { db in
            try Wordings.list(act == .remind ? .remind : .extend, visibleTo: call.viewer, in: db)
        }
        let page = BulkFormPage(
            act: act, targets: targets, today: call.day, wordings: wordings, typed: typed, refusal: refusal)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func show(_ call: Call) async throws -> Response {
        let id: BulkRunID = call.id()
        let run = try await call.read { db in try FindingBulk.require(id, visibleTo: call.viewer, in: db) }
        return call.page(BulkRunPage(run: run))
    }

    private static func drafts(_ call: Call) async throws -> Response { try await showDrafts(call, nil) }

    private static func showDrafts(_ call: Call, _ refusal: (any Refusal)?) async throws -> Response {
        let fromVisits = call.query.text("source") == "visit"
        let drafts = try await call.read { db in
            try Findings.handDrafts(fromVisits: fromVisits, visibleTo: call.viewer, in: db)
        }
        let page = DraftsPage(drafts: drafts, role: call.viewer.role, refusal: refusal)
        return call.page(page, status: refusal?.status ?? .ok)
    }
}
