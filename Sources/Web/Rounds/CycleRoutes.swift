import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/rounds`: five-year rounds, which units in which year, what is done and what is left.
enum CycleRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/rounds", CampaignRoutes.readers, list)
        site.get("/rounds/new", CampaignRoutes.office) { call in
            call.page(CycleFormPage(record: nil, typed: CycleForm.empty(on: call.day)))
        }
        site.post("/rounds", CampaignRoutes.office, create)
        site.get("/rounds/:id", CampaignRoutes.readers) { call in try await show(call) }
        site.get("/rounds/:id/export.xlsx", CampaignRoutes.readers, export)
        site.get("/rounds/:id/edit", CampaignRoutes.office, edit)
        site.post("/rounds/:id", CampaignRoutes.office, save)
        site.post("/rounds/:id/plan", CampaignRoutes.office, plan)
        site.post("/rounds/:id/spread", CampaignRoutes.office, spread)
        site.post("/rounds/:id/records", CampaignRoutes.office, record)
        site.post("/rounds/:id/records/:organisation/removal", CampaignRoutes.office, remove)
        site.get("/rounds/:id/next", CampaignRoutes.office) { call in try await next(call) }
        site.post("/rounds/:id/next", CampaignRoutes.office, begin)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/rounds", call.query)
        let day = call.day
        let (listing, figures) = try await call.read { db in
            let listing = try RoundCycles.list(
                RoundCycleFilter(address), address.page, visibleTo: call.viewer, in: db)
            let figures = try listing.rows.map { record in
                (record.id, RoundCycleFigures(try RoundUnits.all(of: record, in: db), of: record.cycle, on: day))
            }
            return (listing, Dictionary(figures) { first, _ in first })
        }
        let canAct = Role.office.contains(call.viewer.role)
        return call.page(CycleListPage(listing: listing, figures: figures, address: address, canAct: canAct))
    }

    static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let id: RoundCycleID = call.id()
        let address = ListAddress("/rounds/\(id)", call.query)
        let page = try await call.read { db in
            let record = try RoundCycles.require(id, visibleTo: call.viewer, in: db)
            return CyclePage(
                record: record, units: try RoundUnits.all(of: record, in: db), address: address, viewer: call.viewer,
                typed: typed, problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let form = CycleForm(submission.fields)
        return try await call.change(
            submission,
            again: { refusal in
                call.page(
                    CycleFormPage(record: nil, typed: submission.fields, refusal: refusal), status: refusal.status)
            },
            { act in
                let cycle = try form.checked(id: act.newID(), key: submission.fields.text("key"))
                try RoundCycles.create(cycle, act)
                return "/rounds/\(cycle.id)?done=created"
            })
    }

    private static func edit(_ call: Call) async throws -> Response {
        let id: RoundCycleID = call.id()
        let record = try await call.read { db in try RoundCycles.require(id, visibleTo: call.viewer, in: db) }
        return call.page(CycleFormPage(record: record, typed: CycleForm.fields(of: record.cycle)))
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: RoundCycleID = call.id()
        let record = try await call.read { db in try RoundCycles.require(id, visibleTo: call.viewer, in: db) }
        let form = CycleForm(submission.fields)
        let version = submission.fields.number("version") ?? 0
        return try await call.change(
            submission,
            again: { refusal in
                call.page(
                    CycleFormPage(record: record, typed: submission.fields, refusal: refusal), status: refusal.status)
            },
            { act in
                let cycle = try form.checked(id: id, key: record.cycle.key)
                try RoundCycles.edit(
                    id, name: cycle.name, firstYear: cycle.firstYear, length: cycle.length, filter: cycle.filter,
                    version: version, act)
                return "/rounds/\(id)?done=saved"
            })
    }

    private static func act(
        _ call: Call, _ submission: Submission, _ body: @escaping @Sendable (RoundCycleID, Act) throws -> String
    ) async throws -> Response {
        let id: RoundCycleID = call.id()
        return try await call.change(
            submission, again: { try await show(call, $0, typed: submission.fields) },
            { act in
                _ = try RoundCycles.require(id, visibleTo: act.viewer, in: act.db)
                return "/rounds/\(id)?\(try body(id, act))"
            })
    }

    private static func plan(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        return try await act(call, submission) { id, act in
            let text = fields.text("year")
            guard text == "none" || Int(text) != nil else { throw FormRefusal(["year": ""], message: "请选择年份。") }
            let lines = (fields["units"] ?? "").split(whereSeparator: \.isNewline).map(String.init)
            if let year = Int(text), lines.contains(where: { !$0.isBlank }) {
                try RoundPlans.set(lines: lines, year: year, in: id, act)
            } else {
                try RoundPlans.set(
                    fields.all("unit").map { OrganisationID($0) }, year: Int(text), in: id, act)
            }
            return "done=planned"
        }
    }

    private static func spread(_ call: Call, _ submission: Submission) async throws -> Response {
        let seed = submission.fields["seed"] ?? ""
        return try await act(call, submission) { id, act in
            _ = try RoundPlans.spread(seed: seed, in: id, act)
            return "standing=planned&done=planned"
        }
    }

    private static func record(_ call: Call, _ submission: Submission) async throws -> Response {
        let form = RoundForm(fields: submission.fields)
        let grade = submission.fields.text("grade")
        return try await act(call, submission) { id, act in
            let checked = try form.checked(on: act.day)
            _ = try RoundPlans.recordDone(
                checked.units, on: checked.day, source: checked.source, grade: grade, in: id, act)
            return "standing=done&done=recorded"
        }
    }

    private static func remove(_ call: Call, _ submission: Submission) async throws -> Response {
        let unit: OrganisationID = call.id("organisation")
        return try await act(call, submission) { id, act in
            try RoundPlans.remove(unit, from: id, act)
            return "done=removed"
        }
    }

    private static func next(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields? = nil
    ) async throws -> Response {
        let id: RoundCycleID = call.id()
        let page = try await call.read { db in
            let record = try RoundCycles.require(id, visibleTo: call.viewer, in: db)
            let units = try RoundUnits.all(of: record, in: db)
            return NextCyclePage(
                record: record, figures: RoundCycleFigures(units, of: record.cycle, on: call.day), typed: typed,
                problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func begin(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: RoundCycleID = call.id()
        let fields = submission.fields
        return try await call.change(
            submission, again: { try await next(call, $0, typed: fields) },
            { act in
                let started = try RoundCycles.next(
                    id, key: fields.text("key"), name: fields.text("name"), leftFirst: fields["leftFirst"] != nil,
                    version: fields.number("version") ?? 0, act)
                return "/rounds/\(started)?done=created"
            })
    }

    private static func export(_ call: Call) async throws -> Response {
        let id: RoundCycleID = call.id()
        let filter = RoundUnitFilter(ListAddress("/rounds/\(id)", call.query))
        let day = call.day
        let rows = try await call.read { db in
            let record = try RoundCycles.require(id, visibleTo: call.viewer, in: db)
            return try RoundUnits.list(filter, .chunk(1, of: 1_000_000), of: record, on: day, in: db).rows
        }
        let columns: [SheetLayout.Column] = [
            .init("单位", width: 30), .init("代码", kind: .text, width: 14), .init("办别", width: 14), .init("进展", width: 12),
            .init("计划年份"), .init("督导日期", kind: .day), .init("来源", width: 40), .init("等次"), .init("说明", width: 24),
        ]
        let export = SheetExport(title: "五年一轮", columns: columns) { page in
            Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        } cells: { unit in
            let note = unit.standing.isLate(in: day.year) ? "计划年份已过" : unit.isInRegistry ? "" : "已不在名册范围"
            return [
                .text(unit.name), .text(unit.code), .text(unit.running), .text(unit.standing.label),
                unit.plannedYear.map { .integer($0) } ?? .empty, unit.doneOn.map { .day($0.text) } ?? .empty,
                .text(unit.source), .text(unit.grade), .text(note),
            ]
        }
        return try await export.response(named: "五年一轮")
    }
}
