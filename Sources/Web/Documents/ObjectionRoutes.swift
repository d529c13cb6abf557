import Hummingbird
import Store
import Supervision

/// Objections to what was published: anybody raises one, the office looks into it and answers.
enum ObjectionRoutes {
    static func register(on site: inout Sitemap) {
        let readers = Audience.roles(Role.office.union([.leader])), office = Audience.roles(Role.office)
        site.get("/objections", readers, list)
        site.get("/objections/export.xlsx", readers, export)
        site.get("/objections/:id", readers) { call in try await show(call) }
        site.post("/objections/:id/investigation", office, investigate)
        site.post("/objections/:id/answer", office, answer)
        PublicObjectionRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/objections", call.query)
        let listing = try await call.read { db in
            try Objections.list(ObjectionFilter(address), address.page, visibleTo: call.viewer, in: db)
        }
        let saving = SaveAsFigure.link(.objections, address, for: call.viewer)
        return call.page(ObjectionListPage(listing: listing, address: address, saving: saving))
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = ObjectionFilter(ListAddress("/objections", call.query))
        return try await SheetExport(title: "公示异议", columns: ObjectionListPage.sheet) { page in
            try await call.read { db in try Objections.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: {
            ObjectionListPage.cells($0)
        }.response(named: "公示异议")
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let row = try await call.read { db in
            try Objections.require(call.id(), visibleTo: call.viewer, in: db)
        }
        let page = ObjectionPage(row: row, viewer: call.viewer, typed: typed, problem: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func investigate(_ call: Call, _ form: Submission) async throws -> Response {
        try await decided(call, form, done: "investigated") { id, version, act in
            try Objections.investigate(id, form.fields.text("investigation"), version: version, act)
        }
    }

    private static func answer(_ call: Call, _ form: Submission) async throws -> Response {
        try await decided(call, form, done: "answered") { id, version, act in
            try Objections.answer(id, form.fields.text("answer"), version: version, act)
        }
    }

    private static func decided(
        _ call: Call, _ form: Submission, done: String,
        _ body: @escaping @Sendable (ObjectionID, Int?, Act) throws -> Void
    ) async throws -> Response {
        let id: ObjectionID = call.id(), version = form.fields.number("version")
        return try await call.change(form) { refusal in
            if refusal.kind == .notFound { throw refusal }
            return try await show(call, refusal, typed: form.fields)
        } _: { act in
            try body(id, version, act)
            return "/objections/\(id)?done=\(done)"
        }
    }
}

extension ObjectionFilter {
    init(_ address: ListAddress) {
        self.init(asking: address.filter)
        let order = address.sort(ObjectionFilter.sorts)
        sort = order.column
        isDescending = order.isDescending
    }
}
