import Hummingbird
import Store
import Supervision

/// `/receptions`: 迎检, the side of who is inspected from above.
enum ReceptionRoutes {
    static let readers = Audience.roles(Role.office.union(Role.unit).union([.leader]))
    static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/receptions", readers, list)
        site.get("/receptions/export.xlsx", readers) { call in try await ReceptionExport.list(call) }
        site.get("/receptions/new", office) { call in try await form(call, nil) }
        site.post("/receptions", office, create)
        site.get("/receptions/:id", readers) { call in try await show(call) }
        site.get("/receptions/:id/edit", office) { call in try await form(call, call.id()) }
        site.post("/receptions/:id", office, edit)
        site.get("/receptions/:id/items.xlsx", readers) { call in try await ReceptionExport.items(call) }
        site.get("/receptions/:id/pack.zip", .roles(Role.office.union([.leader])), pack)
        site.get("/receptions/:id/items/new", office) { call in try await itemsForm(call) }
        site.post("/receptions/:id/items", office, add)
        site.post("/receptions/:id/reminders", office, remind)
        site.post("/receptions/:id/report", office, report)
        site.post("/receptions/:id/receipt", office, receipt)
        site.post("/receptions/:id/finish", office, finish)
        ReceptionFindingRoutes.register(on: &site)
        ReceptionItemRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let viewer = call.viewer
        guard !Role.unit.contains(viewer.role) else {
            return try await ReceptionItemRoutes.list(call, at: "/receptions")
        }
        let address = ListAddress("/receptions", call.query)
        let listing = try await call.read { db in
            try Receptions.list(ReceptionFilter(address), address.page, visibleTo: viewer, in: db)
        }
        return call.page(ReceptionListPage(listing: listing, address: address, viewer: viewer))
    }

    static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (id, viewer): (ReceptionID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/receptions/\(id)", call.query)
        let page = try await call.read { db in
            ReceptionPage(
                record: try Receptions.require(id, visibleTo: viewer, in: db),
                items: try ReceptionItems.list(
                    ReceptionItemFilter(address, of: id), address.page, visibleTo: viewer, in: db),
                findings: Role.unit.contains(viewer.role) ? [] : try ReceptionFindings.list(of: id, in: db),
                events: Role.unit.contains(viewer.role) ? [] : try ReceptionEvents.list(of: id, in: db),
                address: address, viewer: viewer, typed: typed, refusal: refusal.map { ReceptionPage.Told($0) })
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func form(
        _ call: Call, _ id: ReceptionID?, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let viewer = call.viewer
        let known = try await call.read { db in try id.map { try Receptions.require($0, visibleTo: viewer, in: db) } }
        let page = ReceptionFormPage(
            editing: known?.reception,
            fields: typed ?? known.map { ReceptionForm.fields(of: $0.reception) }
                ?? Fields([("received", call.day.text)]),
            problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        try await call.change(
            submission, again: { try await form(call, nil, submission.fields, $0) },
            { act in
                let new = try ReceptionForm(fields: submission.fields).checked(id: act.newID(), on: act.day)
                try Receptions.create(new, act)
                return "/receptions/\(new.id)/items/new?done=created"
            })
    }

    private static func edit(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: ReceptionID = call.id()
        return try await call.change(
            submission, again: { try await form(call, id, submission.fields, $0) },
            { act in
                _ = try Receptions.requireOwn(id, act)
                let next = try ReceptionForm(fields: submission.fields).checked(id: id, on: act.day)
                try Receptions.edit(next, version: submission.fields.number("version") ?? 0, act)
                return "/receptions/\(id)?done=saved"
            })
    }

    private static func pack(_ call: Call) async throws -> Response {
        let (id, viewer): (ReceptionID, Viewer) = (call.id(), call.viewer)
        let pack = try await call.read { db in try EvidencePack(of: id, visibleTo: viewer, in: db) }
        return try pack.response(from: call.services.files)
    }

    private static func itemsForm(
        _ call: Call, _ typed: Fields = Fields(), _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (id, viewer): (ReceptionID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            ReceptionItemsFormPage(
                reception: try Receptions.require(id, visibleTo: viewer, in: db).reception, fields: typed,
                problem: (refusal as? FormRefusal)?.problems["lines"] ?? refusal?.message,
                units: try Findings.suggestedUnits(limit: 40, visibleTo: viewer, in: db).map(\.name))
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func add(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: ReceptionID = call.id()
        return try await call.change(
            submission, again: { try await itemsForm(call, submission.fields, $0) },
            { act in
                let record = try Receptions.requireOwn(id, act)
                let items = try ReceptionItemsForm(fields: submission.fields).checked(for: record.reception, act)
                try ReceptionItems.add(items, to: id, act)
                return "/receptions/\(id)?done=assigned"
            })
    }

    private static func remind(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: ReceptionID = call.id()
        return try await call.change(submission) { act in
            let count = try ReceptionItems.remind(nil, of: id, act)
            return "/receptions/\(id)?done=\(count > 0 ? "prompted" : "nobodyToRemind")"
        }
    }

    private static func report(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (ReceptionID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                try Receptions.report(
                    id, text: (fields["report"] ?? "").replacing("\r\n", with: "\n"), excuse: fields.text("excuse"),
                    version: fields.number("version") ?? 0, act)
                return "/receptions/\(id)?done=sentUp"
            })
    }

    private static func receipt(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (ReceptionID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                guard let day = Day(fields.text("receiptDay")), fields.text("receiptNumber").count <= 60,
                    fields.text("receiptFrom").count <= 100
                else { throw FormRefusal([:], message: "请填写回执日期；编号不超过60字，出具单位不超过100字。") }
                let receipt = Reception.Receipt(
                    number: fields.text("receiptNumber"), from: fields.text("receiptFrom"), on: day)
                try Receptions.receipt(id, receipt, version: fields.number("version") ?? 0, act)
                return "/receptions/\(id)?done=receipted"
            })
    }

    private static func finish(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, version): (ReceptionID, Int) = (call.id(), submission.fields.number("version") ?? 0)
        return try await call.change(submission) { act in
            try Receptions.finish(id, version: version, act)
            return "/receptions/\(id)?done=receptionFinished"
        }
    }
}

extension ReceptionFilter {
    init(_ address: ListAddress) {
        self.init(asking: address.filter)
        (sort, isDescending) = address.sort(ReceptionFilter.sorts)
    }
}

extension ReceptionItemFilter {
    init(_ address: ListAddress, of reception: ReceptionID? = nil) {
        self.init(of: reception)
        state = address.filter("state")
        isOwn = address.filter("own") == "1"
        text = address.filter("q")
        (sort, isDescending) = address.sort(ReceptionItemFilter.sorts)
    }
}
