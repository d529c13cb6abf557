import Hummingbird
import Store
import Supervision

/// `/plans`: what an office has undertaken, from its document to its items.
enum PlanRoutes {
    static let readers = Audience.roles(Role.office.union([.leader]))
    static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/plans", readers, list)
        site.get("/plans/export.xlsx", readers) { call in try await PlanExport.list(call) }
        site.get("/plans/new", office) { call in try await uploadForm(call, nil) }
        site.post("/plans", office, create)
        site.get("/plans/:id", readers) { call in try await show(call) }
        site.get("/plans/:id/items.xlsx", readers) { call in try await PlanExport.items(call) }
        site.get("/plans/:id/edit", office) { call in try await form(call) }
        site.post("/plans/:id", office, edit)
        site.get("/plans/:id/versions/new", office) { call in try await uploadForm(call, call.id()) }
        site.post("/plans/:id/versions", office, addVersion)
        site.post("/plans/:id/closure", office, close)
        site.post("/plans/:id/reopening", office, reopen)
        site.post("/plans/:id/removal", office, remove)
        PlanReviewRoutes.register(on: &site)
        PlanItemRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let viewer = call.viewer
        let address = ListAddress("/plans", call.query)
        let listing = try await call.read { db in
            try Plans.list(PlanFilter(address), address.page, visibleTo: viewer, in: db)
        }
        return call.page(PlanListPage(listing: listing, address: address, viewer: viewer))
    }

    static func show(_ call: Call, _ refusal: (any Refusal)? = nil) async throws -> Response {
        let (id, viewer): (PlanID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/plans/\(id)", call.query)
        let page = try await call.read { db in
            let record = try Plans.require(id, visibleTo: viewer, in: db)
            var page = PlanPage(
                record: record,
                items: try PlanItems.list(
                    PlanItemFilter(address, of: record.plan), PageRequest(number: address.page.number, size: 100),
                    visibleTo: viewer, in: db),
                owners: try PlanItems.owners(of: id, visibleTo: viewer, in: db),
                events: try PlanEvents.list(of: id, limit: 20, in: db),
                hasSource: try PlanSources.list(of: id, in: db).isEmpty == false, address: address, viewer: viewer,
                problem: refusal?.message)
            page.live = try PlanFigures.of(page.items.rows, year: record.plan.year, visibleTo: viewer, in: db)
            return page
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func uploadForm(
        _ call: Call, _ id: PlanID?, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let viewer = call.viewer
        let plan = try await call.read { db in try id.map { try Plans.require($0, visibleTo: viewer, in: db).plan } }
        let page = PlanUploadPage(
            plan: plan, fields: typed ?? Fields([("year", "\(plan?.year ?? call.day.year)")]),
            problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func create(_ call: Call, _ sent: Submission) async throws -> Response {
        do {
            let upload = try await PlanUpload(sent, call)
            return try await call.change(
                sent, again: { try await uploadForm(call, nil, sent.fields, $0) },
                { act in
                    let plan = upload.plan(id: act.newID(), on: act.day)
                    try Plans.create(plan, act)
                    try PlanSources.add(upload.version, to: plan.id, act)
                    return "/plans/\(plan.id)/review?done=planRead"
                })
        } catch let refusal as FormRefusal {
            return try await uploadForm(call, nil, sent.fields, refusal)
        }
    }

    private static func addVersion(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, viewer): (PlanID, Viewer) = (call.id(), call.viewer)
        do {
            _ = try await call.read { db in try Plans.require(id, visibleTo: viewer, in: db) }
            let upload = try await PlanUpload(sent, call)
            return try await call.change(
                sent, again: { try await uploadForm(call, id, sent.fields, $0) },
                { act in
                    try PlanSources.add(upload.version, to: id, act)
                    return "/plans/\(id)/review?done=planRead"
                })
        } catch let refusal as FormRefusal {
            return try await uploadForm(call, id, sent.fields, refusal)
        }
    }

    private static func form(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (id, viewer): (PlanID, Viewer) = (call.id(), call.viewer)
        let plan = try await call.read { db in try Plans.require(id, visibleTo: viewer, in: db).plan }
        let page = PlanHeadPage(
            plan: plan, fields: typed ?? PlanHeadForm.fields(of: plan),
            problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    /// Another year is another reading: days of a document that masks its own follow the year.
    private static func edit(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: PlanID = call.id()
        return try await call.change(
            sent, again: { try await form(call, sent.fields, $0) },
            { act in
                let before = try Plans.requireOwn(id, act).plan
                let next = try PlanHeadForm(fields: sent.fields).checked(id: id)
                try Plans.edit(next, version: sent.fields.number("version") ?? 0, act)
                guard before.state == .draft, next.year != before.year,
                    let latest = try PlanSources.latest(of: id, in: act.db)
                else { return "/plans/\(id)?done=saved" }
                try PlanSources.readAgain(latest, year: next.year, of: id, act)
                return "/plans/\(id)/review?done=planRead"
            })
    }

    private static func close(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, version): (PlanID, Int) = (call.id(), sent.fields.number("version") ?? 0)
        return try await call.change(
            sent, again: { try await show(call, $0) },
            { act in
                try Plans.close(id, version: version, act)
                return "/plans/\(id)?done=planClosed"
            })
    }

    private static func reopen(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, version): (PlanID, Int) = (call.id(), sent.fields.number("version") ?? 0)
        return try await call.change(sent) { act in
            try Plans.reopen(id, version: version, act)
            return "/plans/\(id)?done=reopened"
        }
    }

    private static func remove(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, version): (PlanID, Int) = (call.id(), sent.fields.number("version") ?? 0)
        return try await call.change(
            sent, again: { try await show(call, $0) },
            { act in
                try Plans.remove(id, version: version, act)
                return "/plans?done=removed"
            })
    }
}

extension PlanFilter {
    init(_ address: ListAddress) {
        self.init()
        state = address.filter("state")
        year = Int(address.filter("year"))
        isOwn = address.filter("own") == "1"
        text = address.filter("q")
        (sort, isDescending) = address.sort(PlanFilter.sorts)
    }
}

extension PlanItemFilter {
    /// What the address of a list of items asks for; `when` is a month (`2026-03`) or a quarter (`2026-Q1`).
    init(_ address: ListAddress, of plan: Plan? = nil) {
        self.init(of: plan?.id)
        kind = PlanKind(rawValue: address.filter("kind"))
        origin = PlanItem.Origin(rawValue: address.filter("origin"))
        let state = address.filter("state")
        status = PlanItem.Status(rawValue: state)
        isLate = state == "late"
        isOpen = state == "unfinished"
        isUndated = state == "undated"
        let owner = address.filter("owner")
        lacksOwner = owner == "none"
        if !owner.isEmpty, owner != "none" { self.owner = PersonID(owner) }
        within = PlanWhen.period(address.filter("when"))
        year = Int(address.filter("year"))
        isOwn = address.filter("own") == "1"
        unit = address.filter("unit")
        text = address.filter("q")
        (sort, isDescending) = address.sort(PlanItemFilter.sorts)
    }
}

/// Months and quarters as a filter names them.
enum PlanWhen {
    static func period(_ text: String) -> Period? {
        if let month = Month(text) { return Period(from: month.first, until: month.last) }
        let parts = text.split(separator: "-")
        guard parts.count == 2, let year = Int(parts[0]), parts[1].hasPrefix("Q"),
            let quarter = Int(parts[1].dropFirst()),
            (1...4).contains(quarter), let first = Day(year: year, month: quarter * 3 - 2, day: 1)
        else { return nil }
        return Period(from: first, until: Month(of: first).adding(months: 2).last)
    }

    static func choices(_ plan: Plan) -> [Choice] {
        (plan.year...min(plan.lastYear, plan.year + 10)).flatMap { year -> [Choice] in
            let head = plan.year == plan.lastYear ? "" : "\(year)年"
            let quarters = zip(1...4, ["一", "二", "三", "四"]).map { Choice("\(year)-Q\($0)", "\(head)第\($1)季度") }
            let months = (1...12).map { Choice("\(year)-\($0 < 10 ? "0" : "")\($0)", "\(head)\($0)月") }
            return quarters + months
        }
    }
}
