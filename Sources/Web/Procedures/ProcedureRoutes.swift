import Hummingbird
import Office
import Store
import Supervision

/// `/procedures`: the shipped procedures and the office's own.
enum ProcedureRoutes {
    static func register(on site: inout Sitemap) {
        let readers = Audience.roles(Role.office.union([.leader])), office = Audience.roles(Role.office)
        site.get("/procedures", readers, list)
        site.get("/procedures/export.xlsx", readers, export)
        site.get("/procedures/new", office, new)
        site.post("/procedures", office, create)
        site.get("/procedures/shipped/:code", readers, showShipped)
        site.get("/procedures/:id", readers) { call in try await show(call) }
        site.get("/procedures/:id/edit", office, edit)
        site.post("/procedures/:id", office, save)
        site.post("/procedures/:id/state", office, setState)
        site.get("/procedures/:id/versions/:number", readers, version)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/procedures", call.query)
        let listing = try await call.read { db in
            try OwnProcedures.list(OwnProcedureFilter(address), address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(
            ProcedureListPage(
                listing: listing, address: address, mayWrite: Role.office.contains(call.viewer.role)))
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = OwnProcedureFilter(ListAddress("/procedures", call.query))
        return try await SheetExport(title: "工作流程", columns: ProcedureListPage.sheet) { page in
            try await call.read { db in try OwnProcedures.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: {
            ProcedureListPage.cells($0)
        }.response(named: "工作流程")
    }

    /// A new one begins as a copy: of a shipped one, of one that the office may use, or empty.
    private static func new(_ call: Call) async throws -> Response {
        let from = call.query.text("from")
        let source = try await call.read { db in
            try OwnProcedures.named(from, for: try Place.office(of: call.viewer.scope, in: db), in: db)
        }
        let empty = Procedure(code: "", name: "", steps: [])
        let form = ProcedureForm(source ?? empty, name: source.map { "\($0.name)（本室）" } ?? "")
        return call.page(ProcedureFormPage(form: form, editing: nil))
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        try await take(call, submission, editing: nil) { form, act in
            "/procedures/\(try OwnProcedures.create(form.name, form.steps, act))?done=created"
        }
    }

    private static func edit(_ call: Call) async throws -> Response {
        let id: OwnProcedureID = call.id()
        let found = try await call.read { db in try OwnProcedures.require(id, visibleTo: call.viewer, in: db) }
        let form = ProcedureForm(found.procedure, name: found.name, version: found.version)
        return call.page(ProcedureFormPage(form: form, editing: id))
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: OwnProcedureID = call.id()
        _ = try await call.read { db in try OwnProcedures.require(id, visibleTo: call.viewer, in: db) }
        return try await take(call, submission, editing: id) { form, act in
            try OwnProcedures.save(id, form.name, form.steps, version: form.version, act)
            return "/procedures/\(id)?done=saved"
        }
    }

    /// Row buttons show the form again with what was typed; only 保存 stores.
    private static func take(
        _ call: Call, _ submission: Submission, editing: OwnProcedureID?,
        _ body: @escaping @Sendable (ProcedureForm, Act) throws -> String
    ) async throws -> Response {
        var form = ProcedureForm(submission.fields)
        form.apply()
        let typed = form
        guard form.action.isEmpty || form.action == "save" else {
            return call.page(ProcedureFormPage(form: typed, editing: editing))
        }
        return try await call.change(submission) { refusal in
            call.page(
                ProcedureFormPage(form: typed, editing: editing, message: refusal.message), status: refusal.status)
        } _: { act in
            let own = typed.rows.flatMap(\.problems)
            guard own.isEmpty else { throw OwnProcedureRefusal.unsound(own.map(\.message)) }
            return try body(typed, act)
        }
    }

    private static func showShipped(_ call: Call) async throws -> Response {
        guard let shipped = Procedure.shipped.first(where: { $0.code == call.parameter("code") }) else {
            throw OwnProcedureRefusal.notFound
        }
        return call.page(ProcedurePage(procedure: shipped, own: nil, versions: [], viewer: call.viewer))
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let id: OwnProcedureID = call.id()
        let (own, versions) = try await call.read { db in
            (
                try OwnProcedures.require(id, visibleTo: call.viewer, in: db),
                try OwnProcedures.versions(of: id, in: db)
            )
        }
        let page = ProcedurePage(
            procedure: own.procedure, own: own, versions: versions, viewer: call.viewer, problem: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func version(_ call: Call) async throws -> Response {
        let id: OwnProcedureID = call.id()
        let number = Int(call.parameter("number"))
        let (own, versions) = try await call.read { db in
            (
                try OwnProcedures.require(id, visibleTo: call.viewer, in: db),
                try OwnProcedures.versions(of: id, in: db)
            )
        }
        guard let version = versions.first(where: { $0.number == number }) else { throw OwnProcedureRefusal.notFound }
        return call.page(
            ProcedurePage(
                procedure: version.procedure, own: own, versions: versions, viewer: call.viewer, shown: version))
    }

    private static func setState(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: OwnProcedureID = call.id()
        let state = OwnProcedure.State(rawValue: submission.fields.text("state")) ?? .retired
        return try await call.change(submission, again: { try await show(call, $0) }) { act in
            try OwnProcedures.set(state, of: id, act)
            return "/procedures/\(id)?done=\(state == .active ? "saved" : "stopped")"
        }
    }
}

extension OwnProcedureFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        state = OwnProcedure.State(rawValue: address.filter("state"))
        let order = address.sort(OwnProcedureFilter.sorts)
        sort = order.column
        isDescending = order.isDescending
    }
}
