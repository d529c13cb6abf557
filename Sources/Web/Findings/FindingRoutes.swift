import Hummingbird
import Store
import Supervision

/// `/findings`: the ledger of problems and everything that happens to one.
enum FindingRoutes {
    static func register(on site: inout Sitemap) {
        let (loop, office, unit) = (Audience.roles(Role.loop), Audience.roles(Role.office), Audience.roles(Role.unit))
        site.get("/findings", loop, list)
        site.get("/findings/export.xlsx", loop, FindingExport.download)
        site.get("/findings/lists.xlsx", loop, FindingExport.lists)
        site.get("/findings/new", office, NewFindingRoutes.form)
        site.post("/findings/new", office, NewFindingRoutes.again)
        site.post("/findings", office, NewFindingRoutes.create)
        site.get("/findings/:id", loop, show)
        let part = "/findings/:id/parts/:part"
        site.get("\(part)/division", office, FindingDivisionRoutes.form)
        site.post("\(part)/division", office, FindingDivisionRoutes.divide)
        site.post("\(part)/evidence", unit, FindingMoveRoutes.addEvidence)
        site.post("\(part)/acknowledgement", unit, FindingMoveRoutes.acknowledge)
        site.post("\(part)/plan", unit, FindingMoveRoutes.plan)
        site.post("\(part)/submission", unit, FindingMoveRoutes.submit)
        site.post("\(part)/verification", office, FindingMoveRoutes.verify)
        site.post("\(part)/return", office, FindingMoveRoutes.sendBack)
        site.post("\(part)/closure", .roles([.director]), proving: true, FindingMoveRoutes.close)
        site.post("\(part)/reopening", office, FindingMoveRoutes.reopen)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/findings", call.query)
        let view = FindingView(address)
        let request = FindingListRequest(address)
        let viewer = call.viewer
        let page = try await call.read { db in
            var page = FindingsPage(
                try Findings.list(
                    request.filter, order: request.order, address.page, withPlans: view != .problems,
                    visibleTo: viewer, in: db),
                campaigns: try Findings.campaigns(visibleTo: viewer, in: db).map { Choice($0.0.rawValue, $0.1) },
                view: view, at: address, for: viewer)
            page.narrowing = try ListNarrowing(address, in: db)
            return page
        }
        return call.page(page)
    }

    private static func show(_ call: Call) async throws -> Response {
        let id: FindingID = call.id()
        let chosen: FindingPartID? = call.query["part"].map { FindingPartID($0) }
        return call.page(
            try await call.read { db in try FindingPage.load(id, for: call.viewer, part: chosen, in: db) })
    }
}

/// What the address of the ledger asks for.
struct FindingListRequest {
    let filter: FindingFilter
    let order: FindingFilter.Order

    init(_ address: ListAddress) {
        var filter = FindingFilter(asking: address.filter)
        if address.filter("all") != "1" {
            filter.chosen = address.all("part").prefix(FindingBulk.limit).map { Identifier($0) }
        }
        self.filter = filter
        let sort = address.sort(["due", "number", "issued"])
        order = .init(sort.column == "due" ? .due : .number, isDescending: sort.isDescending)
    }
}

/// The three lists, which are three views of one ledger.
enum FindingView: String, CaseIterable, Sendable {
    case problems, tasks, responsibilities

    init(_ address: ListAddress) {
        self = FindingView(rawValue: address.filter("view")) ?? .problems
    }

    var tab: FindingTabs.Tab {
        switch self {
        case .problems: .problems
        case .tasks: .tasks
        case .responsibilities: .responsibilities
        }
    }

    var title: String {
        switch self {
        case .problems: "问题清单"
        case .tasks: "任务清单"
        case .responsibilities: "责任清单"
        }
    }
}
