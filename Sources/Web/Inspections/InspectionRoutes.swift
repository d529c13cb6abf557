import Hummingbird
import SQLCore
import Store
import Supervision

/// `/inspections`: one unit in one campaign, for everybody who takes part.
enum InspectionRoutes {
    private static let loop = Audience.roles(Role.loop)
    private static let planners = Audience.roles(Role.office.union(Role.team))
    private static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/inspections", loop, list)
        site.get("/inspections/export.xlsx", loop, CampaignExport.inspections)
        site.get("/inspections/:id", loop) { call in try await show(call) }
        site.post("/inspections/:id/days", planners, setDays)
        site.post("/inspections/:id/choice", office, choose)
        site.post("/inspections/:id/skip", office, skip)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/inspections", call.query)
        let filter = InspectionFilter(address, call.viewer)
        let page = try await call.read { db in
            InspectionListPage(
                listing: try Inspections.list(filter, address.page, visibleTo: call.viewer, in: db), address: address,
                choices: try Inspections.choices(visibleTo: call.viewer, in: db), viewer: call.viewer,
                narrowing: try ListNarrowing(address, in: db))
        }
        return call.page(page)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields? = nil
    ) async throws -> Response {
        let id: InspectionID = call.id()
        let page = try await call.read { db in
            InspectionPage(
                view: try InspectionView(id, visibleTo: call.viewer, in: db), viewer: call.viewer,
                problem: refusal?.message, typed: typed, clashes: try clashes(of: id, typed, call.viewer, db))
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    /// What the planned day that was refused would add.
    private static func clashes(
        of id: InspectionID, _ typed: Fields?, _ viewer: Viewer, _ db: SQLConnection
    ) throws -> ClashStanding? {
        guard Role.office.contains(viewer.role), let day = typed.flatMap({ Day($0.text("planned")) }),
            let row = try Inspections.find(id, visibleTo: viewer, in: db),
            let campaign = try Campaigns.find(row.campaign, visibleTo: viewer, in: db)
        else { return nil }
        return try Clashes.added(by: [id: day], to: campaign, visibleTo: viewer, in: db)
    }

    private static func act(
        _ call: Call, _ submission: Submission, _ body: @escaping @Sendable (InspectionID, Act) throws -> String
    ) async throws -> Response {
        let id: InspectionID = call.id()
        return try await call.change(
            submission, again: { try await show(call, $0, typed: submission.fields) },
            { act in
                _ = try Inspections.require(id, visibleTo: act.viewer, in: act.db)
                return "/inspections/\(id)?done=\(try body(id, act))"
            })
    }

    private static func setDays(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        return try await act(call, submission) { id, act in
            for name in ["planned", "visited"] where !fields.text(name).isEmpty && Day(fields.text(name)) == nil {
                throw FormRefusal([name: "日期不对。"], message: "日期不对，请按“年-月-日”填写。")
            }
            try InspectionPlans.setDays(
                planned: Day(fields.text("planned")), visited: Day(fields.text("visited")), of: id,
                version: fields.number("version") ?? 0, answering: ClashAnswer(fields), act)
            return "saved"
        }
    }

    private static func choose(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        let isChosen = fields.text("chosen") == "1"
        return try await act(call, submission) { id, act in
            try InspectionPlans.choose(
                isChosen, reason: fields.text("reason"), of: id, version: fields.number("version") ?? 0, act)
            return isChosen ? "chosen" : "unchosen"
        }
    }

    private static func skip(_ call: Call, _ submission: Submission) async throws -> Response {
        let (step, reason) = (submission.fields.text("step"), submission.fields.text("reason"))
        return try await act(call, submission) { id, act in
            try InspectionSteps.skip(step, reason: reason, of: id, act)
            return "skipped"
        }
    }
}

extension InspectionFilter {
    init(_ address: ListAddress, _ viewer: Viewer) {
        self.init(asking: address.filter, on: viewer.day)
        let order = address.sort(InspectionFilter.sorts)
        sort = order.column
        isDescending = order.isDescending
    }
}
