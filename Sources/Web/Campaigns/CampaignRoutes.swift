import Hummingbird
import SQLCore
import Store
import Supervision

/// `/campaigns`: from scope to draw, teams, start and end.
enum CampaignRoutes {
    static let readers = Audience.roles(Role.office.union([.leader]))
    static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/campaigns", readers, list)
        site.get("/campaigns/export.xlsx", readers, CampaignExport.list)
        site.get("/campaigns/new", office, CampaignFormRoutes.new)
        site.post("/campaigns", office, CampaignFormRoutes.create)
        site.get("/campaigns/:id", readers) { call in try await show(call) }
        site.get("/campaigns/:id/edit", office, CampaignFormRoutes.edit)
        site.post("/campaigns/:id", office, CampaignFormRoutes.save)
        site.post("/campaigns/:id/frame", office, freeze)
        site.post("/campaigns/:id/start", office, start)
        site.post("/campaigns/:id/finish", office, finish)
        site.post("/campaigns/:id/steps/:act", office, note)
        site.post("/campaigns/:id/skip", office, skip)
        DrawRoutes.register(on: &site)
        TeamRoutes.register(on: &site)
        RoundRoutes.register(on: &site)
        SeriesRoutes.register(on: &site)
        VisitDayRoutes.register(on: &site)
        ClashRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/campaigns", call.query)
        let (listing, frameworks) = try await call.read { db in
            let place = try Place.office(of: call.viewer.scope, in: db)
            return (
                try Campaigns.list(CampaignFilter(address), address.page, visibleTo: call.viewer, in: db),
                try Campaigns.frameworks(for: place, in: db).map { Choice($0.id.rawValue, $0.name) }
            )
        }
        return call.page(
            CampaignListPage(
                listing: listing, address: address, frameworks: frameworks, viewer: call.viewer))
    }

    /// The campaign's page; after a refusal with the reason and what was typed.
    static func show(_ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()) async throws -> Response {
        let id: CampaignID = call.id()
        let view = try await call.read { db in try CampaignDossier(id, visibleTo: call.viewer, in: db) }
        let page = CampaignPage(view: view, viewer: call.viewer, problem: refusal?.message, typed: typed)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    /// Carries out what a button of the campaign's page asks for and shows the page again.
    static func act(
        _ call: Call, _ submission: Submission, done: String,
        _ body: @escaping @Sendable (CampaignID, Act) throws -> Void
    ) async throws -> Response {
        let id: CampaignID = call.id()
        return try await call.change(
            submission, again: { try await show(call, $0, typed: submission.fields) },
            { act in
                _ = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
                try body(id, act)
                return "/campaigns/\(id)?done=\(done)"
            })
    }

    private static func freeze(_ call: Call, _ submission: Submission) async throws -> Response {
        try await act(call, submission, done: "framed") { id, act in try CampaignFrames.freeze(id, act) }
    }

    private static func start(_ call: Call, _ submission: Submission) async throws -> Response {
        try await act(call, submission, done: "started") { id, act in try CampaignLifecycle.start(id, act) }
    }

    private static func finish(_ call: Call, _ submission: Submission) async throws -> Response {
        try await act(call, submission, done: "finished") { id, act in try CampaignLifecycle.finish(id, act) }
    }

    private static func note(_ call: Call, _ submission: Submission) async throws -> Response {
        guard let done = StepAct(rawValue: call.parameter("act")), done.isNotedByHand else { throw WebRefusal.notFound }
        let form = StepNoteForm(submission.fields, for: done)
        return try await act(call, submission, done: "completed") { id, act in
            try CampaignSteps.note(done, form.checked(on: act.day), of: id, act)
        }
    }

    private static func skip(_ call: Call, _ submission: Submission) async throws -> Response {
        let (step, reason) = (submission.fields.text("step"), submission.fields.text("reason"))
        return try await act(call, submission, done: "skipped") { id, act in
            try CampaignSteps.skip(step, reason: reason, of: id, act)
        }
    }
}

/// What is typed when a campaign's own step was done.
struct StepNoteForm: Sendable {
    let fields: Fields
    let act: StepAct

    init(_ fields: Fields, for act: StepAct) {
        self.fields = fields
        self.act = act
    }

    func checked(on today: Day) throws(FormRefusal) -> StepNote {
        guard let day = Day(fields.text("day")) else { throw FormRefusal(["day": ""], message: "请填写日期。") }
        guard day <= today else { throw FormRefusal(["day": ""], message: "日期不能晚于今天，办完之后再来记录。") }
        let attendees = fields.text("attendees")
        guard attendees.isEmpty || (0...1_000_000).contains(Int(attendees) ?? -1) else {
            throw FormRefusal(["attendees": ""], message: "参加人数请填整数。")
        }
        if let missing = act.asks.first(where: { fields.text($0.name).isEmpty && $0.isRequired }) {
            throw FormRefusal([missing.name: ""], message: "请填写\(missing.label)。")
        }
        guard fields.text("place").count <= 200, fields.text("note").count <= 1_000 else {
            throw FormRefusal(["note": ""], message: "内容过长：说明请控制在1000字以内，其他栏目200字以内。")
        }
        return StepNote(
            day: day, place: fields.text("place"), attendees: Int(attendees), text: fields.text("note"))
    }
}

extension CampaignFilter {
    init(_ address: ListAddress) {
        self.init(asking: address.filter)
        let order = address.sort(["-starts", "starts", "ends", "name", "state"])
        sort = order.column
        isDescending = order.isDescending
    }
}
