import Hummingbird
import SQLCore
import Store
import Supervision

/// Setting a campaign up and editing its draft.
enum CampaignFormRoutes {
    static func new(_ call: Call) async throws -> Response {
        if !call.query.text("planItem").isEmpty { return try await planned(call) }
        let batchOf = call.query.text("batch")
        guard !batchOf.isEmpty else { return try await page(CampaignForm(today: call.day), nil, call) }
        let form = try await call.read { db in
            let record = try Campaigns.require(CampaignID(batchOf), visibleTo: call.viewer, in: db)
            return CampaignForm(record, next: try CampaignSeries.next(after: record.id, in: db), today: call.day)
        }
        return try await page(form, nil, call)
    }

    /// Filled in as an item of a plan asks for it.
    private static func planned(_ call: Call) async throws -> Response {
        let (id, window) = (PlanItemID(call.query.text("planItem")), call.query.text("window"))
        let form = try await call.read { db in
            let row = try PlanItems.require(id, visibleTo: call.viewer, in: db)
            guard Plans.isOwn(row.place, call.viewer) else { throw PlanRefusal.notYours }
            return try CampaignForm(
                of: row, window: window.isEmpty ? nil : PlanWindowID(window), for: call.viewer, in: db)
        }
        return try await page(form, nil, call)
    }

    static func edit(_ call: Call) async throws -> Response {
        let id: CampaignID = call.id()
        let record = try await call.read { db in try Campaigns.require(id, visibleTo: call.viewer, in: db) }
        guard record.campaign.state == .draft else {
            throw CampaignRefusal.wrongState("修改范围和流程", record.campaign.state)
        }
        return try await page(CampaignForm(record), id, call)
    }

    static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        try await take(submission, nil, call) { form, act in
            let id: CampaignID = act.newID()
            let campaign = Campaign(
                id: id, name: form.name, kind: form.kind, manner: form.manner, framework: form.framework,
                further: form.further, startsOn: form.startsOn, endsOn: form.endsOn, procedure: form.procedure,
                round: form.round, strata: form.scope.strata)
            try Campaigns.create(campaign, scope: form.scope, act)
            if let earlier = form.batchOf { try CampaignSeries.add(id, after: earlier, act) }
            if let item = form.planItem { try PlanCampaigns.link(id, to: item, act) }
            return "/campaigns/\(id)?done=created"
        }
    }

    static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let version = submission.fields.number("version") ?? 0
        return try await take(submission, id, call) { form, act in
            try CampaignLifecycle.edit(id, version: version, act) { record in
                record.campaign.name = form.name
                record.campaign.kind = form.kind
                record.campaign.manner = form.manner
                record.campaign.framework = form.framework
                record.campaign.further = form.further
                record.campaign.startsOn = form.startsOn
                record.campaign.endsOn = form.endsOn
                record.campaign.round = form.round
                if record.campaign.procedure.code != form.procedure.code { record.campaign.procedure = form.procedure }
                record.campaign.strata = form.scope.strata
                record.scope = form.scope
            }
            return "/campaigns/\(id)?done=saved"
        }
    }

    /// Row buttons show the form again with what was typed; only 保存 stores.
    private static func take(
        _ submission: Submission, _ editing: CampaignID?, _ call: Call,
        _ body: @escaping @Sendable (CampaignForm.Checked, Act) throws -> String
    ) async throws -> Response {
        var form = CampaignForm(submission.fields)
        form.apply()
        let typed = form
        guard form.action.isEmpty || form.action == "save" else { return try await page(typed, editing, call) }
        do {
            let checked = try form.checked(offered: try await offered(editing, call))
            return try await call.change(
                submission, again: { try await page(typed, editing, call, $0) },
                { act in
                    for framework in [checked.framework].compactMap({ $0 }) + checked.further {
                        try requirePublished(framework, act)
                    }
                    return try body(checked, act)
                })
        } catch let refusal as FormRefusal {
            return try await page(typed, editing, call, refusal)
        }
    }

    /// The procedures that the office may use; a draft may keep the one it has.
    private static func offered(_ editing: CampaignID?, _ call: Call) async throws -> [Procedure] {
        try await call.read { db in
            let place = try Place.office(of: call.viewer.scope, in: db)
            let kept = try editing.flatMap {
                try Campaigns.find($0, visibleTo: call.viewer, in: db)?.campaign.procedure
            }
            return try OwnProcedures.choices(for: place, in: db).map(\.procedure) + Procedure.shipped
                + [kept].compactMap { $0 }
        }
    }

    private static func requirePublished(_ framework: FrameworkID, _ act: Act) throws {
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        guard try Campaigns.frameworks(for: place, in: act.db).contains(where: { $0.id == framework }) else {
            throw FormRefusal(["framework": "请选择一套已发布的指标体系。"])
        }
    }

    private static func page(
        _ form: CampaignForm, _ editing: CampaignID?, _ call: Call, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let options = try await call.read { db in
            if let editing { _ = try Campaigns.require(editing, visibleTo: call.viewer, in: db) }
            return try CampaignFormOptions(form, editing, call.viewer, in: db)
        }
        let page = CampaignFormPage(
            form: form, options: options, editing: editing, problems: (refusal as? FormRefusal)?.problems ?? [:],
            message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }
}

extension CampaignFormOptions {
    init(_ form: CampaignForm, _ editing: CampaignID?, _ viewer: Viewer, in db: SQLConnection) throws {
        let place = try Place.office(of: viewer.scope, in: db)
        frameworks = try Campaigns.frameworks(for: place, in: db).map { Choice($0.id.rawValue, $0.name) }
        let own = try OwnProcedures.choices(for: place, in: db).map(\.procedure)
        let kept = try editing.flatMap { try Campaigns.find($0, visibleTo: viewer, in: db)?.campaign.procedure }
        let known = Set((own + Procedure.shipped).map(\.code))
        procedures = own + [kept].compactMap { $0 }.filter { !known.contains($0.code) }
        regions = try Campaigns.regions(below: place, in: db).map { Choice($0.code, $0.name) }
        let earlier = try EarlierSources(of: place, visibleTo: viewer, in: db)
        sources = earlier.sources.map { Choice("\($0.id)|\($0.name)", $0.name) }
        grades = earlier.grades
        if let id = form.batchOf {
            let before = try Campaigns.require(id, visibleTo: viewer, in: db)
            batch = try CampaignSeries.next(after: before.id, in: db)
        } else {
            batch = try editing.flatMap { try CampaignSeries.batch(of: $0, in: db) }
        }
        counts = try FrameSource(
            scope: form.scope, round: form.round, campaign: editing ?? "", place: place, batch: batch,
            startsOn: Day(form.fields.text("startsOn"))
        ).plan(in: db).counts
    }
}
