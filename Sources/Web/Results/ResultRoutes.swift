import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/results`: results opened for 年检, 级类 and 评优, with every use on record.
enum ResultRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/results", CampaignRoutes.office, list)
        site.get("/results/export.xlsx", CampaignRoutes.office, export)
        site.get("/results/uses", CampaignRoutes.readers, uses)
        site.get("/results/uses/export.xlsx", CampaignRoutes.readers, exportUses)
        site.post("/results/uses", CampaignRoutes.office, open)
        site.get("/results/uses/:id", CampaignRoutes.readers) { call in try await show(call) }
        site.post("/results/uses/:id/decision", CampaignRoutes.office, decide)
        site.get("/organisations/:id/results", CampaignRoutes.readers, ofUnit)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/results", call.query)
        let page = try await call.read { db in
            ResultListPage(
                listing: try Results.list(ResultFilter(address), address.page, visibleTo: call.viewer, in: db),
                choices: try Results.choices(visibleTo: call.viewer, in: db), address: address)
        }
        return call.page(page)
    }

    private static func uses(_ call: Call) async throws -> Response {
        let address = ListAddress("/results/uses", call.query)
        let listing = try await call.read { db in
            try ResultUses.list(ResultUseFilter(address), address.page, visibleTo: call.viewer, in: db)
        }
        let saving = SaveAsFigure.link(.resultUses, address, for: call.viewer)
        return call.page(
            ResultUseListPage(
                listing: listing, address: address, today: call.day,
                opensResults: CampaignRoutes.office.admits(call.viewer.role),
                saving: saving))
    }

    /// Looking at a result for a purpose is itself the record.
    private static func open(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        let key = ResultKey(fields)
        return try await call.change(submission) { act in
            guard let purpose = ResultUse.Purpose(rawValue: fields.text("purpose")) else {
                throw ResultUseRefusal.purposeMissing
            }
            let id = try ResultUses.open(key, for: purpose, matter: fields.text("matter"), act)
            return "/results/uses/\(id)?done=used"
        }
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let id: ResultUseID = call.id()
        let page = try await call.read { db in
            try ResultUsePage(id, call.viewer, typed: typed, problem: refusal?.message, in: db)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func decide(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: ResultUseID = call.id()
        let fields = submission.fields
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                try ResultUses.decide(id, fields.text("decision"), act)
                return "/results/uses/\(id)?done=saved"
            })
    }

    private static func ofUnit(_ call: Call) async throws -> Response {
        let id: OrganisationID = call.id()
        let page = try await call.read { db in
            var filter = ResultUseFilter()
            filter.organisation = id
            return UnitResultsPage(
                unit: try Organisations.require(id, visibleTo: call.viewer, in: db),
                results: try Results.of(id, visibleTo: call.viewer, in: db),
                uses: try ResultUses.list(filter, PageRequest(size: 200), visibleTo: call.viewer, in: db).rows,
                canAct: Role.office.contains(call.viewer.role))
        }
        return call.page(page)
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = ResultFilter(ListAddress("/results", call.query))
        let columns: [SheetLayout.Column] = [
            .init("单位", width: 30), .init("代码", kind: .text, width: 14), .init("督导日期", kind: .day),
            .init("来源", width: 40), .init("得分"), .init("等次"), .init("运用次数"),
        ]
        let export = SheetExport(title: "督导结果", columns: columns) { page in
            try await call.read { db in try Results.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [
                .text(row.name), .text(row.code), .day(row.doneOn.text), .text(row.source),
                row.scoreText.map { .decimal($0) } ?? .empty, .text(row.grade), .integer(row.uses),
            ]
        }
        return try await export.response(named: "督导结果")
    }

    private static func exportUses(_ call: Call) async throws -> Response {
        let filter = ResultUseFilter(ListAddress("/results/uses", call.query))
        let columns: [SheetLayout.Column] = [
            .init("用途"), .init("事项", width: 30), .init("单位", width: 30), .init("代码", kind: .text, width: 14),
            .init("督导日期", kind: .day), .init("来源", width: 40), .init("等次"), .init("调阅人"), .init("调阅日期", kind: .day),
            .init("决定", width: 40), .init("记录人"), .init("记录日期", kind: .day),
        ]
        let export = SheetExport(title: "结果运用", columns: columns) { page in
            try await call.read { db in try ResultUses.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [
                .text(row.use.purpose.label), .text(row.use.matter), .text(row.name), .text(row.code),
                row.doneOn.map { .day($0.text) } ?? .empty, .text(row.source), .text(row.grade), .text(row.byName),
                .day(row.use.on.text), .text(row.use.decision), .text(row.decidedByName),
                row.use.decidedOn.map { .day($0.text) } ?? .empty,
            ]
        }
        return try await export.response(named: "结果运用")
    }
}

extension ResultFilter {
    init(_ address: ListAddress) {
        self.init(asking: address.filter)
        let order = address.sort(["-done", "done", "code", "name", "grade"])
        sort = order.column
        isDescending = order.isDescending
    }
}

extension ResultUseFilter {
    init(_ address: ListAddress) {
        self.init(asking: address.filter)
        let order = address.sort(["-at", "at", "unit"])
        sort = order.column
        isDescending = order.isDescending
    }
}

extension ResultKey {
    init(_ fields: Fields) {
        let inspection = fields.text("inspection")
        self.init(
            organisation: OrganisationID(fields.text("organisation")),
            inspection: inspection.isEmpty ? nil : InspectionID(inspection), round: fields.text("round"))
    }
}
