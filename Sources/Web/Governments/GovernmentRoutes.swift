import Hummingbird
import Store
import Supervision

/// `/governments`: 督政, how governments and those below them answer for education.
enum GovernmentRoutes {
    static let readers = Audience.roles(Role.office.union(Role.unit).union([.leader]))
    static let authors = Audience.roles(Role.office.union(Role.unit))

    static func register(on site: inout Sitemap) {
        let loop = Audience.roles(Role.loop)
        site.get("/governments", readers, list)
        site.get("/governments/export.xlsx", readers) { call in try await GovernmentExport.list(call) }
        site.get("/governments/standards", .roles(Role.office.union([.leader])), standards)
        site.get("/governments/:id", loop) { call in try await show(call) }
        site.get("/governments/:id/shares.xlsx", loop) { call in try await GovernmentExport.shares(call) }
        site.get("/governments/:id/pack.zip", loop, pack)
        site.post("/governments/:id/report", authors, report)
        site.post("/governments/:id/reminders", authors, remind)
        DivisionRoutes.register(on: &site)
        IndicatorShareRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let (address, viewer) = (ListAddress("/governments", call.query), call.viewer)
        let page = try await call.read { db in
            GovernmentListPage(
                listing: try GovernmentCases.list(
                    GovernmentFilter(address), address.page, visibleTo: viewer, in: db),
                campaigns: try GovernmentCases.campaigns(visibleTo: viewer, in: db).map {
                    Choice($0.id.rawValue, $0.name)
                },
                address: address, viewer: viewer, tabs: try UnitTabs(viewer, in: db))
        }
        return call.page(page)
    }

    private static func standards(_ call: Call) async throws -> Response {
        let viewer = call.viewer
        let rows = try await call.read { db in try GovernmentCases.standards(visibleTo: viewer, in: db) }
        return call.page(GovernmentStandardsPage(rows: rows, viewer: viewer))
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (id, viewer): (InspectionID, Viewer) = (call.id(), call.viewer)
        let view = try await call.read { db in try GovernmentView(id, visibleTo: viewer, in: db) }
        let page = GovernmentPage(
            view: view, address: ListAddress("/governments/\(id)", call.query), viewer: viewer, typed: typed,
            problem: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func report(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (InspectionID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                let text = (fields["text"] ?? "").replacing("\r\n", with: "\n")
                try SelfReports.save(text, of: id, version: fields.number("version") ?? 0, act)
                return "/governments/\(id)?done=saved#report"
            })
    }

    private static func remind(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: InspectionID = call.id()
        return try await call.change(submission) { act in
            let count = try IndicatorShares.remind(id, act)
            return "/governments/\(id)?done=\(count > 0 ? "prompted" : "nobodyToRemind")"
        }
    }

    private static func pack(_ call: Call) async throws -> Response {
        let (id, viewer): (InspectionID, Viewer) = (call.id(), call.viewer)
        let view = try await call.read { db in try GovernmentView(id, visibleTo: viewer, in: db) }
        return try EvidencePack(view).response(from: call.services.files)
    }
}

extension GovernmentFilter {
    init(_ address: ListAddress) {
        self.init()
        year = Int(address.filter("year"))
        campaign = address.filter("campaign").isEmpty ? nil : Identifier(address.filter("campaign"))
        kind = address.filter("kind")
        state = address.filter("state")
        grade = address.filter("grade")
        text = address.filter("q")
        (sort, isDescending) = address.sort(GovernmentFilter.sorts)
    }
}
