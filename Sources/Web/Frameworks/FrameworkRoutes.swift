import Hummingbird
import Jobs
import Office
import Store
import Supervision

/// `/frameworks`: the list, one version, and what changes it.
enum FrameworkRoutes {
    static let readers = Audience.roles(Role.loop.union([.admin]))
    static let writers = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/frameworks", readers, list)
        site.get("/frameworks/export.xlsx", readers, export)
        site.get("/frameworks/new", writers) { call in try await form(call) }
        site.post("/frameworks", writers, create)
        site.get("/frameworks/versions/:id", readers, show)
        site.get("/frameworks/versions/:id/edit", writers) { call in try await edit(call) }
        site.post("/frameworks/versions/:id", writers, save)
        site.post("/frameworks/versions/:id/publication", writers, publish)
        site.post("/frameworks/versions/:id/withdrawal", writers, withdraw)
        site.post("/frameworks/versions/:id/next", writers, next)
        site.post("/frameworks/versions/:id/removal", writers, discard)
        FrameworkEditorRoutes.register(on: &site)
        FrameworkReviewRoutes.register(on: &site)
        FrameworkFileRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/frameworks", call.query)
        let filter = FrameworkFilter(address)
        let listing = try await call.read { db in
            try Frameworks.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        let role = call.viewer.role
        return call.page(
            FrameworkListPage(
                listing, at: address, mayWrite: writers.admits(role),
                seesCampaigns: Role.office.contains(role) || role == .leader))
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = FrameworkFilter(ListAddress("/frameworks", call.query))
        let export = SheetExport(title: "指标体系", columns: FrameworkListPage.sheet) { page in
            try await call.read { db in try Frameworks.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            FrameworkListPage.cells(row)
        }
        return try await export.response(named: "指标体系")
    }

    private static func show(_ call: Call) async throws -> Response {
        let id: FrameworkID = call.id()
        let page = try await call.read { db in
            let version = try FrameworkVersions.require(id, visibleTo: call.viewer, in: db)
            let history = try FrameworkVersions.history(of: version.family, visibleTo: call.viewer, in: db)
            let isOwn = try Frameworks.isOwn(version, call.viewer, in: db)
            return FrameworkPage(
                version, history: history, mayChange: isOwn, mayCopy: writers.admits(call.viewer.role))
        }
        return call.page(page)
    }

    private static func form(
        _ call: Call, _ fields: Fields? = nil, problem: String? = nil
    ) async throws -> Response {
        let fields = fields ?? call.query
        let id = FrameworkID(fields.text("template"))
        let bases = try await call.read { db in
            var rows = try Frameworks.list(
                FrameworkFilter(), .chunk(1, of: 500), visibleTo: call.viewer, in: db
            ).rows
            // An older version may be the base, too.
            if !id.rawValue.isEmpty, !rows.contains(where: { $0.id == id }) {
                rows.append(FrameworkRow(try FrameworkVersions.require(id, visibleTo: call.viewer, in: db)))
            }
            return rows
        }
        return call.page(
            FrameworkCopyPage(bases, fields: fields, problem: problem),
            status: problem == nil ? .ok : .unprocessableContent)
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        return try await call.change(submission) { refusal in
            guard refusal is FrameworkChangeRefusal else { throw refusal }
            return try await form(call, fields, problem: refusal.message)
        } _: { act in
            let id = FrameworkID(fields.text("template"))
            let base =
                id.rawValue.isEmpty
                ? Framework(id: id, code: "", name: "", nodes: [])
                : try FrameworkVersions.require(id, visibleTo: act.viewer, in: act.db).framework.adopted
            let new = try Frameworks.create(base, code: fields.text("code"), name: fields.text("name"), act)
            return id.rawValue.isEmpty
                ? "/frameworks/versions/\(new)/editor?done=created" : "/frameworks/versions/\(new)?done=created"
        }
    }

    private static func edit(_ call: Call, _ fields: Fields? = nil, problem: String? = nil) async throws -> Response {
        let id: FrameworkID = call.id()
        let version = try await call.read { db in try FrameworkVersions.require(id, visibleTo: call.viewer, in: db) }
        return call.page(
            FrameworkEditPage(version, fields: fields, problem: problem),
            status: problem == nil ? .ok : .unprocessableContent)
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: FrameworkID = call.id()
        let fields = submission.fields
        return try await call.change(submission) { refusal in
            guard refusal.kind == .invalid else { throw refusal }
            return try await edit(call, fields, problem: refusal.message)
        } _: { act in
            try Frameworks.edit(id, name: fields.text("name"), label: fields.text("label"), act)
            return "/frameworks/versions/\(id)?done=saved"
        }
    }

    private static func publish(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: FrameworkID = call.id()
        return try await call.change(submission) { refusal in
            guard refusal.kind == .invalid else { throw refusal }
            return try await FrameworkEditorRoutes.show(call, refusal: refusal)
        } _: { act in
            try Frameworks.publish(id, act)
            return "/frameworks/versions/\(id)?done=published"
        }
    }

    private static func withdraw(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: FrameworkID = call.id()
        return try await call.change(submission) { act in
            try Frameworks.withdraw(id, act)
            return "/frameworks/versions/\(id)?done=stopped"
        }
    }

    private static func next(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: FrameworkID = call.id()
        return try await call.change(submission) { act in
            "/frameworks/versions/\(try Frameworks.nextDraft(of: id, act))?done=created"
        }
    }

    private static func discard(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: FrameworkID = call.id()
        return try await call.change(submission) { act in
            try Frameworks.discard(id, act)
            return "/frameworks?done=removed"
        }
    }
}

extension FrameworkFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        isTemplate = ["template": true, "own": false][address.filter("kind")]
        state = Framework.State(rawValue: address.filter("state"))
        (sort, isDescending) = address.sort(FrameworkFilter.sorts)
    }
}
