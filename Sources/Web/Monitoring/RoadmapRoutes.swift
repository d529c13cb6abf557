import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/roadmap`: the year in which each county is to pass a standard, tier by tier.
enum RoadmapRoutes {
    private static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/roadmap", BalanceRoutes.readers, show)
        site.get("/roadmap/years.xlsx", BalanceRoutes.readers, sheet)
        site.get("/roadmap/history", BalanceRoutes.readers, history)
        site.get("/roadmap/history.xlsx", BalanceRoutes.readers, historySheet)
        site.get("/roadmap/edit", office) { call in try await form(call, RoadmapForm(call.query)) }
        site.post("/roadmap", office, save)
        site.post("/roadmap/sheet", office, take)
        site.post("/roadmap/precondition", office, setPrecondition)
    }

    static func procedure(_ fields: Fields) -> CertificationProcedure {
        let asked = fields.text("standard")
        return CertificationProcedures.find(asked) ?? CertificationProcedures.all[0]
    }

    /// The counties of a standard; figures only where the standard is judged from them here.
    static func counties(
        _ procedure: CertificationProcedure, _ viewer: Viewer, in db: SQLConnection
    ) throws -> (counties: [CountyProgress], year: Int) {
        let standard = BalanceStandard.shipped.first { $0.code == procedure.standard }
        let year = try MonitoringValues.years(visibleTo: viewer, in: db).first ?? viewer.day.year
        var question = BalanceQuestion()
        if let standard { question.standard = standard }
        return (
            try CountiesProgress.all(
                procedure.standard, year: year, standard == nil ? nil : question, visibleTo: viewer, in: db), year
        )
    }

    private static func show(_ call: Call) async throws -> Response {
        let (viewer, procedure) = (call.viewer, Self.procedure(call.query))
        let (counties, year) = try await call.read { db in try Self.counties(procedure, viewer, in: db) }
        return call.page(
            RoadmapPage(
                procedure: procedure, counties: counties, year: year, address: ListAddress("/roadmap", call.query),
                viewer: viewer))
    }

    private static func sheet(_ call: Call) async throws -> Response {
        let (viewer, procedure) = (call.viewer, Self.procedure(call.query))
        let counties = try await call.read { db in try Self.counties(procedure, viewer, in: db).counties }
        var filter = CountyFilter(ListAddress("/roadmap", call.query), first: "state")
        // A sheet that is filled in has every county.
        if call.query.text("template") == "1" { filter.scope = "all" }
        return try await RoadmapSheet(procedure: procedure, counties: filter.lines(counties, on: call.day)).response
    }

    private static func history(_ call: Call) async throws -> Response {
        let (viewer, procedure) = (call.viewer, Self.procedure(call.query))
        let address = ListAddress("/roadmap/history", call.query)
        let listing = try await call.read { db in
            try Roadmaps.history(
                procedure.standard, text: address.filter("q"), address.page, visibleTo: viewer, in: db)
        }
        return call.page(RoadmapHistoryPage(procedure: procedure, listing: listing, address: address))
    }

    private static func historySheet(_ call: Call) async throws -> Response {
        let (viewer, procedure, services) = (call.viewer, Self.procedure(call.query), call.services)
        let text = call.query.text("q")
        let columns: [SheetLayout.Column] = [
            .init("日期", kind: .day, width: 14), .init("区县代码", kind: .text, width: 12), .init("区县", width: 16),
            .init("等次"), .init("原定"), .init("改为"), .init("理由", width: 40), .init("经办人", width: 12),
        ]
        let sheet = SheetExport(title: "规划变更记录", columns: columns) { page in
            try await services.database.read { db in
                try Roadmaps.history(procedure.standard, text: text, page, visibleTo: viewer, in: db)
            }
        } cells: { change in
            [
                .day(change.at.day.text), .text(change.district), .text(change.name), .text(change.tier),
                change.before.map { .integer($0) } ?? .empty, change.after.map { .integer($0) } ?? .text("取消"),
                .text(change.reason), .text(change.byName),
            ]
        }
        return try await sheet.response(named: "\(procedure.name)规划变更记录")
    }

    static func form(
        _ call: Call, _ form: RoadmapForm, _ refusal: (any Refusal)? = nil, rows: [RowProblem] = []
    ) async throws -> Response {
        let viewer = call.viewer
        guard RoadmapDistricts.canPlan(viewer.scope) else { throw CertificationRefusal.notPlanner }
        let page = try await call.read { db in
            let districts = try RoadmapDistricts.all(visibleTo: viewer, in: db)
            let place = try Place.of(viewer.scope, in: db)
            let held = try CertifiedTitles.held(visibleTo: viewer, in: db)
            return RoadmapFormPage(
                form: form, procedure: try CertificationProcedures.require(form.standard, for: place, in: db),
                districts: districts, years: try Roadmaps.years(form.standard, visibleTo: viewer, in: db), held: held,
                set: try CertificationProcedures.preconditions(of: form.standard, above: place, in: db),
                refusal: refusal, rows: rows)
        }
        let isRefused = refusal != nil || !rows.isEmpty
        return call.page(page, status: refusal?.status ?? (isRefused ? .unprocessableContent : .ok))
    }

    private static func save(_ call: Call, _ sent: Submission) async throws -> Response {
        let typed = RoadmapForm(sent.fields)
        return try await call.change(
            sent, again: { try await form(call, typed, $0) },
            { act in
                let checked = try typed.checked()
                let count = try Roadmaps.change(
                    checked.changes, was: checked.was, of: typed.standard, reason: typed.reason, act)
                return "/roadmap?standard=\(typed.standard)&done=\(count == 0 ? "unchanged" : "saved")"
            })
    }

    /// A sheet whose every cell was taken, or none.
    private static func take(_ call: Call, _ sent: Submission) async throws -> Response {
        let typed = RoadmapForm(sent.fields)
        guard let procedure = CertificationProcedures.find(typed.standard) else {
            throw CertificationRefusal.noStandard
        }
        guard let file = sent.files.first(where: { $0.field == "file" }), file.size > 0 else {
            return try await form(call, typed, FormRefusal(["file": "请选择一个 XLSX 或 CSV 文件。"]))
        }
        let viewer = call.viewer
        let districts = try await call.read { db in try RoadmapDistricts.all(visibleTo: viewer, in: db) }
        let table: RoadmapTable
        do {
            table = try RoadmapSheet.read(file.path, procedure, districts)
        } catch let refusal as any Refusal {
            return try await form(call, typed, FormRefusal(["file": refusal.message], message: refusal.message))
        }
        guard table.problems.isEmpty else { return try await form(call, typed, rows: table.problems) }
        let reason = typed.reason.isEmpty ? "从表格导入：\(file.name.prefix(60))" : typed.reason
        let refused: @Sendable (any Refusal) async throws -> Response = { refusal in
            guard let problems = refusal as? Roadmaps.Problems else { return try await form(call, typed, refusal) }
            return try await form(call, typed, rows: RoadmapSheet.problems(problems, in: table, districts))
        }
        return try await call.change(
            sent, again: refused,
            { act in
                let count = try Roadmaps.change(table.changes, of: typed.standard, reason: reason, act)
                return "/roadmap?standard=\(typed.standard)&done=\(count == 0 ? "unchanged" : "imported")"
            })
    }

    private static func setPrecondition(_ call: Call, _ sent: Submission) async throws -> Response {
        let fields = sent.fields
        return try await call.change(
            sent, again: { try await form(call, RoadmapForm(fields), $0) },
            { act in
                guard let procedure = CertificationProcedures.find(fields.text("standard")),
                    procedure.preconditions.contains(where: { $0.standard == fields.text("required") })
                else { throw CertificationRefusal.noStandard }
                var problems: [String: String] = [:]
                let (years, basis) = (fields.number("years"), fields.text("basis"))
                if !(years.map { (0...30).contains($0) } ?? false) { problems["years"] = "应为0到30的整数。" }
                if !(2...200).contains(basis.count) { problems["basis"] = "请写明依据，2到200字。" }
                guard problems.isEmpty, let years else { throw FormRefusal(problems) }
                try CertificationProcedures.set(
                    years, of: fields.text("required"), before: procedure.standard, basis: basis, act)
                return "/roadmap/edit?standard=\(procedure.standard)&done=saved"
            })
    }
}
