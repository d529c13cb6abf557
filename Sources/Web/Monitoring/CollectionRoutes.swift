import Hummingbird
import Store
import Supervision

/// `/collections`: rounds of monitoring data, from their start to the last locked return.
enum CollectionRoutes {
    static let readers = Audience.roles(Role.office.union([.leader]))
    static let office = Audience.roles(Role.office)
    static let everybody = Audience.roles(Role.office.union(Role.unit).union([.leader]))

    static func register(on site: inout Sitemap) {
        site.get("/collections", readers, list)
        site.get("/collections/export.xlsx", readers) { call in try await CollectionExport.rounds(call) }
        site.get("/collections/new", office) { call in try await form(call) }
        site.post("/collections", office, create)
        site.get("/collections/:id", readers) { call in try await show(call) }
        site.get("/collections/:id/returns.xlsx", readers) { call in try await CollectionExport.returns(call) }
        site.get("/collections/:id/values.xlsx", readers) { call in try await CollectionExport.values(call) }
        site.post("/collections/:id/units", office, takeIn)
        site.post("/collections/:id/due", office, postpone)
        site.post("/collections/:id/checks", office, recheck)
        site.post("/collections/:id/reviews", office) { call, sent in
            try await bulk(call, sent, "审核") { try CollectionReturns.review($0, in: $1, $2) }
        }
        site.post("/collections/:id/locks", office) { call, sent in
            try await bulk(call, sent, "锁定") { try CollectionReturns.lock($0, in: $1, $2) }
        }
        site.post("/collections/:id/reminders", office, remind)
        site.post("/collections/:id/closure", office) { call, sent in
            try await move(call, sent, done: "collectionClosed", CollectionRounds.close)
        }
        site.post("/collections/:id/reopening", office) { call, sent in
            try await move(call, sent, done: "collectionReopened", CollectionRounds.reopen)
        }
        site.get("/collection-forms", everybody) { call in
            let viewer = call.viewer
            let own = try await call.read { db in try Definitions.published(.form, visibleTo: viewer, in: db) }
            return call.page(CollectionFormListPage(home: CollectionHome(viewer), own: own))
        }
        site.get("/collection-forms/:code/:version", everybody, definition)
        CollectionReturnRoutes.register(on: &site)
        CollectionImportRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let (address, viewer) = (ListAddress("/collections", call.query), call.viewer)
        let (listing, forms) = try await call.read { db in
            (
                try CollectionRounds.list(CollectionRoundFilter(address), address.page, visibleTo: viewer, in: db),
                try CollectionForms.names(visibleTo: viewer, in: db)
            )
        }
        return call.page(CollectionListPage(listing: listing, forms: forms, address: address, viewer: viewer))
    }

    static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, said: String? = nil
    ) async throws -> Response {
        let (id, viewer): (CollectionRoundID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/collections/\(id)", call.query)
        let page = try await call.read { db in
            let record = try CollectionRounds.require(id, visibleTo: viewer, in: db)
            return CollectionRoundPage(
                record: record, form: try CollectionForms.require(record.round.form, in: db),
                returns: try CollectionReturns.list(
                    CollectionReturnFilter(address, of: id), address.page, visibleTo: viewer, in: db),
                address: address, viewer: viewer, problem: refusal?.message ?? said)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func definition(_ call: Call) async throws -> Response {
        let (reference, viewer) = ("\(call.parameter("code"))/\(call.parameter("version"))", call.viewer)
        let form = try await call.read { db in
            try CollectionForms.require(reference, visibleTo: viewer, in: db)
        }
        return call.page(CollectionFormPage(form: form, home: CollectionHome(call.viewer)))
    }

    private static func form(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let year = call.day.month >= 9 ? call.day.year : call.day.year - 1
        let usual = Fields([
            ("year", "\(year)"), ("reference", "\(year)-09-01"), ("due", call.day.adding(days: 30).text),
            ("form", ShippedForms.current.first?.reference ?? ""),
        ])
        let viewer = call.viewer
        let forms = try await call.read { db in try CollectionForms.current(visibleTo: viewer, in: db) }
        let page = CollectionRoundFormPage(
            forms: forms, fields: typed ?? usual, problems: (refusal as? FormRefusal)?.problems ?? [:],
            message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        return try await call.change(
            submission, again: { try await form(call, fields, $0) },
            { act in
                let form = CollectionRoundForm(fields: fields)
                let new = try form.checked(
                    id: act.newID(), try CollectionForms.current(visibleTo: act.viewer, in: act.db))
                try CollectionRounds.create(new, units: try form.units(act), act)
                return "/collections/\(new.id)?done=created"
            })
    }

    private static func takeIn(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CollectionRoundID = call.id()
        return try await call.change(submission, again: { try await show(call, $0) }) { act in
            let count = try CollectionRounds.takeIn(id, act)
            return "/collections/\(id)?done=\(count > 0 ? "unitsTakenIn" : "noNewUnits")"
        }
    }

    private static func postpone(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (CollectionRoundID, Fields) = (call.id(), submission.fields)
        return try await call.change(submission, again: { try await show(call, $0) }) { act in
            guard let day = Day(fields.text("due")) else {
                throw FormRefusal(["due": "请填写日期。"], message: "请填写新的填报期限。")
            }
            try CollectionRounds.postpone(id, to: day, fields.number("version") ?? 0, act)
            return "/collections/\(id)?done=saved"
        }
    }

    private static func recheck(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CollectionRoundID = call.id()
        return try await call.change(submission, again: { try await show(call, $0) }) { act in
            _ = try CollectionFindings.recheck(id, act)
            return "/collections/\(id)?questions=open&done=collectionChecked"
        }
    }

    private static func remind(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CollectionRoundID = call.id()
        let chosen = submission.fields.all("return").map { CollectionReturnID($0) }
        return try await call.change(submission, again: { try await show(call, $0) }) { act in
            let count = try CollectionReturns.remind(chosen, of: id, act)
            return "/collections/\(id)?done=\(count > 0 ? "prompted" : "nobodyToRemind")"
        }
    }

    /// One act on all ticked returns; those that refuse stay as they are and are told.
    private static func bulk(
        _ call: Call, _ submission: Submission, _ name: String,
        _ step: @escaping @Sendable ([CollectionReturnID], CollectionRoundID, Act) throws -> CollectionBulk
    ) async throws -> Response {
        let id: CollectionRoundID = call.id()
        let chosen = submission.fields.all("return").map { CollectionReturnID($0) }
        do {
            let bulk: CollectionBulk = try await JSONColumn.value(
                call.perform(submission) { act in try JSONColumn.text(try step(chosen, id, act)) })
            guard bulk.refused > 0 else { return .seeOther("/collections/\(id)?done=collectionBulk") }
            let said = "已\(name)\(bulk.done)个单位，\(bulk.refused)个没有\(name)。\(bulk.reason)"
            return try await show(call, said: said)
        } catch let refusal as CollectionRefusal {
            return try await show(call, refusal)
        }
    }

    private static func move(
        _ call: Call, _ submission: Submission, done: String,
        _ step: @escaping @Sendable (CollectionRoundID, Int, Act) throws -> Void
    ) async throws -> Response {
        let (id, version): (CollectionRoundID, Int) = (call.id(), submission.fields.number("version") ?? 0)
        return try await call.change(submission, again: { try await show(call, $0) }) { act in
            try step(id, version, act)
            return "/collections/\(id)?done=\(done)"
        }
    }
}

extension CollectionRoundFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        year = Int(address.filter("year"))
        form = address.filter("form")
        state = address.filter("state")
        (sort, isDescending) = address.sort(CollectionRoundFilter.sorts)
    }
}

extension CollectionReturnFilter {
    init(_ address: ListAddress, of round: CollectionRoundID? = nil) {
        self.init(of: round)
        text = address.filter("q")
        year = Int(address.filter("year"))
        state = address.filter("state")
        questions = address.filter("questions")
        stage = address.filter("stage")
        isOwn = address.filter("own") == "1"
        (sort, isDescending) = address.sort(CollectionReturnFilter.sorts)
    }
}
