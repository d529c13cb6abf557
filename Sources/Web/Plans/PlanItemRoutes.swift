import Hummingbird
import Office
import Store
import Supervision

/// `/plan-items`: what is worked by, one at a time, and over all plans.
enum PlanItemRoutes {
    static let readers = Audience.roles(Role.loop)
    private static let office = PlanRoutes.office

    static func register(on site: inout Sitemap) {
        site.get("/plans/:id/items/new", office) { call in try await newForm(call) }
        site.post("/plans/:id/items", office, add)
        site.get("/plan-items", readers, list)
        site.get("/plan-items/export.xlsx", readers) { call in try await PlanExport.allItems(call) }
        site.get("/plan-items/:id", readers) { call in try await show(call) }
        site.get("/plan-items/:id/edit", office) { call in try await form(call) }
        site.get("/plan-items/:id/file", readers, file)
        site.post("/plan-items/:id", office, edit)
        site.post("/plan-items/:id/removal", office, remove)
        PlanItemStepRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let viewer = call.viewer
        let address = ListAddress("/plan-items", call.query)
        let listing = try await call.read { db in
            try PlanItems.list(PlanItemFilter(address, of: viewer), address.page, visibleTo: viewer, in: db)
        }
        return call.page(PlanItemListPage(listing: listing, address: address, viewer: viewer))
    }

    static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (id, viewer): (PlanItemID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            let row = try PlanItems.require(id, visibleTo: viewer, in: db)
            let isOwn = Plans.isOwn(row.place, viewer)
            var page = PlanItemPage(
                row: row, moves: try PlanWindows.moves(of: id, in: db),
                events: try PlanEvents.list(of: row.item.plan, item: id, in: db),
                parent: try row.item.belongsTo.flatMap { try PlanItems.find($0, visibleTo: viewer, in: db) },
                people: isOwn ? try PlanPeople.choices(visibleTo: viewer, in: db) : [],
                units: isOwn ? try Findings.suggestedUnits(limit: 200, visibleTo: viewer, in: db).map(\.name) : [],
                campaigns: isOwn
                    ? try Findings.campaigns(visibleTo: viewer, in: db).map { Choice($0.0.rawValue, $0.1) } : [],
                viewer: viewer, typed: typed, problems: (refusal as? FormRefusal)?.problems ?? [:],
                problem: refusal?.message)
            page.figures = try PlanFigures.of([row], year: row.planYear, visibleTo: viewer, in: db)
            return page
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func newForm(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (id, viewer): (PlanID, Viewer) = (call.id(), call.viewer)
        let isAbove = (typed ?? call.query).text("origin") == PlanItem.Origin.above.rawValue
        let page = try await call.read { db in
            let record = try Plans.require(id, visibleTo: viewer, in: db)
            let rows = try PlanItems.list(
                PlanItemFilter(of: id), .chunk(1, of: Plan.itemLimit), visibleTo: viewer, in: db
            ).rows
            return PlanItemFormPage(
                plan: record.plan, editing: nil, isAbove: isAbove, fields: typed ?? Fields(),
                problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message, rows: rows)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func add(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: PlanID = call.id()
        var form = PlanItemForm(sent.fields)
        form.apply()
        let typed = form
        guard form.action.isEmpty || form.action == "save" else { return try await newForm(call, typed.fields) }
        do {
            let file = try PlanItemRoutes.file(sent, call)
            return try await call.change(
                sent, again: { try await newForm(call, typed.fields, $0) },
                { act in
                    let item: PlanItemID = act.newID()
                    let (words, rows) = try (typed.words(), typed.rows())
                    if let file { try StoredFiles.insert(file.stored, at: act.at, in: act.db) }
                    try PlanItems.add(typed.newItem(item, plan: id, words, rows, file?.named, act), act)
                    return "/plan-items/\(item)?done=created"
                })
        } catch let refusal as any Refusal {
            return try await newForm(call, typed.fields, refusal)
        }
    }

    /// The document that came with a task from above, stored.
    private static func file(
        _ sent: Submission, _ call: Call
    ) throws -> (stored: StoredFile, named: PlanItemFile)? {
        guard sent.files.contains(where: { $0.field == "file" && $0.size > 0 }) else { return nil }
        let upload = try EvidenceUpload(sent, call, field: "file")
        guard let one = upload.files.first else { return nil }
        return (one.file, PlanItemFile(hash: one.file.hash, name: one.name))
    }

    private static func form(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (id, viewer): (PlanItemID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            let row = try PlanItems.require(id, visibleTo: viewer, in: db)
            let rows = try PlanItems.list(
                PlanItemFilter(of: row.item.plan), .chunk(1, of: Plan.itemLimit), visibleTo: viewer, in: db
            ).rows.filter { $0.id != id }
            return PlanItemFormPage(
                plan: try Plans.require(row.item.plan, visibleTo: viewer, in: db).plan, editing: row, isAbove: false,
                fields: typed ?? PlanItemFormPage.fields(of: row),
                problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message, rows: rows)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func edit(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: PlanItemID = call.id()
        return try await call.change(
            sent, again: { try await form(call, sent.fields, $0) },
            { act in
                var item = try PlanItems.requireOwn(id, act).item
                let words = try PlanItemForm(sent.fields).words()
                item.take(words)
                item.belongsTo = sent.fields.text("belongsTo").isEmpty ? nil : PlanItemID(sent.fields.text("belongsTo"))
                item.notes = try PlanItemForm(sent.fields).notes()
                try PlanItems.edit(item, version: sent.fields.number("version") ?? 0, act)
                return "/plan-items/\(id)?done=saved"
            })
    }

    private static func remove(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, version): (PlanItemID, Int) = (call.id(), sent.fields.number("version") ?? 0)
        return try await call.change(
            sent, again: { try await show(call, $0) },
            { act in
                let plan = try PlanItems.remove(id, version: version, act)
                return "/plans/\(plan)?done=removed"
            })
    }

    private static func file(_ call: Call) async throws -> Response {
        let (id, viewer): (PlanItemID, Viewer) = (call.id(), call.viewer)
        let (named, stored) = try await call.read { db -> (PlanItemFile, StoredFile) in
            let row = try PlanItems.require(id, visibleTo: viewer, in: db)
            guard let file = row.file, let stored = try StoredFiles.find(file.hash, in: db) else {
                throw PlanRefusal.notFound
            }
            return (file, stored)
        }
        return try FileDownload(
            url: call.services.files.url(of: named.hash), name: named.name, mediaType: stored.mediaType,
            size: stored.size
        ).response
    }
}

extension PlanItemFilter {
    /// What a list over all plans asks for; `mine` are the viewer's own and those with them as a co-worker.
    init(_ address: ListAddress, of viewer: Viewer) {
        self.init(address)
        if address.filter("mine") == "1", !Role.unit.contains(viewer.role) { person = viewer.person }
        switch address.filter("todo") {
        case "due": dueUntil = viewer.day.adding(days: Todos.planDays)
        case "unowned":
            lacksOwner = true
            hasWindow = true
        default: break
        }
        isAccepted = !address.filter("todo").isEmpty
    }
}

extension PlanItem {
    mutating func take(_ words: PlanItemForm.Words) {
        number = words.number
        chapter = words.chapter
        title = words.title
        text = words.text
        kinds = words.kinds
        units = words.units
        actors = words.actors
    }
}

extension PlanItemForm {
    func notes() throws(FormRefusal) -> String {
        let notes = (fields["notes"] ?? "").replacing("\r\n", with: "\n").trimmed
        guard notes.count <= PlanItem.notesLimit else {
            throw FormRefusal(["notes": "请控制在\(PlanItem.notesLimit)字以内。"])
        }
        return notes
    }

    func newItem(
        _ id: PlanItemID, plan: PlanID, _ words: Words, _ rows: Rows, _ file: PlanItemFile?, _ act: Act
    ) throws -> NewPlanItem {
        let parent = fields.text("belongsTo")
        var item = PlanItem(
            id: id, plan: plan, title: words.title,
            origin: PlanItem.Origin(rawValue: fields.text("origin")) == .above ? .above : .own,
            belongsTo: parent.isEmpty ? nil : PlanItemID(parent), notes: try notes())
        item.take(words)
        return NewPlanItem(
            item: item, targets: rows.targets.map { PlanItemTarget(id: act.newID(), target: $0) },
            windows: rows.windows.map { PlanItemWindow(id: act.newID(), window: $0) }, file: file)
    }
}
