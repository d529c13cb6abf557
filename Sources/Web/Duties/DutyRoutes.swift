import Hummingbird
import Store
import Supervision

/// `/duties`: a year's targets of townships and departments, from the assessment office's list to the ranking.
enum DutyRoutes {
    static let readers = Audience.roles(Role.office.union([.leader]))
    static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/duties", readers, list)
        site.get("/duties/new", office) { call in try await form(call) }
        site.post("/duties", office, create)
        site.get("/duties/:id", readers) { call in try await show(call) }
        site.get("/duties/:id/ranking.xlsx", readers) { call in try await DutyExport.ranking(call) }
        site.get("/duties/:id/targets.xlsx", readers) { call in try await DutyExport.targets(call) }
        site.get("/duties/:id/targets/new", office) { call in try await targetsForm(call) }
        site.post("/duties/:id/targets", office, add)
        site.post("/duties/:id/issuance", office) { call, form in
            try await move(call, form, done: "dutyIssued", DutySheets.issue)
        }
        site.post("/duties/:id/closure", office) { call, form in
            try await move(call, form, done: "dutyClosed", DutySheets.close)
        }
        site.post("/duties/:id/reopening", office) { call, form in
            try await move(call, form, done: "dutyReopened", DutySheets.reopen)
        }
        DutyTargetRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let (address, viewer) = (ListAddress("/duties", call.query), call.viewer)
        let listing = try await call.read { db in
            try DutySheets.list(year: Int(address.filter("year")), address.page, visibleTo: viewer, in: db)
        }
        return call.page(DutyListPage(listing: listing, address: address, viewer: viewer))
    }

    private static func show(_ call: Call, _ refusal: (any Refusal)? = nil) async throws -> Response {
        let (id, viewer): (DutySheetID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/duties/\(id)", call.query)
        let page = try await call.read { db in
            DutySheetPage(
                record: try DutySheets.require(id, visibleTo: viewer, in: db),
                targets: try DutyTargets.list(
                    DutyTargetFilter(address, of: id), address.page, visibleTo: viewer, in: db),
                ranking: try DutyTargets.ranking(of: id, in: db),
                notice: try ResultNotices.current(of: .duty(id), visibleTo: viewer, in: db), address: address,
                viewer: viewer, problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func form(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let usual = Fields([("year", "\(call.day.year)"), ("due", "\(call.day.year)-12-15")])
        let page = DutyFormPage(
            fields: typed ?? usual, problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        return try await call.change(
            submission, again: { try await form(call, fields, $0) },
            { act in
                let new = try DutyForm(fields: fields).checked(id: act.newID())
                try DutySheets.create(new, act)
                return "/duties/\(new.id)/targets/new?done=created"
            })
    }

    private static func targetsForm(
        _ call: Call, _ typed: Fields = Fields(), _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (id, viewer): (DutySheetID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            DutyTargetsFormPage(
                sheet: try DutySheets.require(id, visibleTo: viewer, in: db).sheet, fields: typed,
                problem: (refusal as? FormRefusal)?.problems["lines"] ?? refusal?.message,
                units: try Findings.suggestedUnits(limit: 60, visibleTo: viewer, in: db).map(\.name))
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func add(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (DutySheetID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await targetsForm(call, fields, $0) },
            { act in
                let record = try DutySheets.requireOwn(id, act)
                try DutyTargets.add(try DutyTargetsForm(fields: fields).checked(for: record.id, act), to: id, act)
                return "/duties/\(id)?done=created"
            })
    }

    private static func move(
        _ call: Call, _ submission: Submission, done: String,
        _ step: @escaping @Sendable (DutySheetID, Int, Act) throws -> Void
    ) async throws -> Response {
        let (id, version): (DutySheetID, Int) = (call.id(), submission.fields.number("version") ?? 0)
        return try await call.change(
            submission, again: { try await show(call, $0) },
            { act in
                try step(id, version, act)
                return "/duties/\(id)?done=\(done)"
            })
    }
}

extension DutyTargetFilter {
    init(_ address: ListAddress, of sheet: DutySheetID? = nil) {
        self.init(asking: address.filter, of: sheet)
        (sort, isDescending) = address.sort(DutyTargetFilter.sorts)
    }
}
