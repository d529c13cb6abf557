import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/improvements`: searches for the cheapest way by which a county passes.
enum ImprovementRoutes {
    private static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/improvements", BalanceRoutes.readers, list)
        site.get("/improvements/export.xlsx", BalanceRoutes.readers, exportList)
        site.get("/improvements/new", office) { call in try await form(call, call.query) }
        site.post("/improvements", office, begin)
        site.get("/improvements/:id", BalanceRoutes.readers) { call in try await show(call) }
        site.get("/improvements/:id/export.xlsx", BalanceRoutes.readers, export)
        site.post("/improvements/:id/stop", office) { call, sent in
            try await step(call, sent) { id, act in
                try Improvements.stop(id, act)
                return "/improvements/\(id)"
            }
        }
        site.post("/improvements/:id/removal", office) { call, sent in
            try await step(call, sent) { id, act in
                try Improvements.remove(id, act)
                return "/improvements?done=removed"
            }
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/improvements", call.query)
        let listing = try await call.read { db in
            try Improvements.list(ImprovementFilter(address), address.page, visibleTo: call.viewer, in: db)
        }
        // An office above a county begins from the county's page.
        let mayBegin = office.admits(call.viewer.role) && BalanceCounties.isJudged(call.viewer.scope)
        return call.page(
            ImprovementListPage(
                listing: listing, address: address, mayBegin: mayBegin,
                years: Array((call.day.year - 5...call.day.year + 1).reversed())))
    }

    private static func exportList(_ call: Call) async throws -> Response {
        let filter = ImprovementFilter(ListAddress("/improvements", call.query))
        let columns: [SheetLayout.Column] = [
            .init("区县", width: 20), .init("年度"), .init("标准", width: 24), .init("学段"), .init("总费用（元）", width: 16),
            .init("与下限相差（%）", width: 16), .init("结果", width: 20), .init("计算人"), .init("时间", width: 20),
        ]
        let sheet = SheetExport(title: "最省达标方案", columns: columns) { page in
            try await call.read { db in try Improvements.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { record in
            let report = record.report
            return [
                .text(record.regionName), .integer(record.year), .text(record.standardName),
                .text(record.stage?.label ?? "全部"),
                report?.cost.map { .decimal(BalanceText.decimal($0, digits: 2)) } ?? .empty,
                report?.gap.map { .decimal(BalanceText.decimal($0 * 100, digits: 4)) } ?? .empty,
                .text(report?.outcome.label ?? record.state.label), .text(record.byName),
                .text(record.createdAt.chinese),
            ]
        }
        return try await sheet.response(named: "最省达标方案")
    }

    private static func form(
        _ call: Call, _ fields: Fields, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let address = BalanceAddress("/improvements/new", fields)
        let county = try await call.read { db in
            try BalanceCounties.read(address.question, visibleTo: call.viewer, in: db)
        }
        let page = ImprovementFormPage(
            county: county, address: address, fields: fields,
            problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func begin(_ call: Call, _ sent: Submission) async throws -> Response {
        let fields = sent.fields
        return try await call.change(
            sent, again: { try await form(call, fields, $0) },
            { act in
                let question = BalanceAddress("/improvements", fields).question
                let new = try ImprovementForm(fields: fields, standard: question.standard).checked(question)
                return "/improvements/\(try Improvements.begin(new, act))"
            })
    }

    private static func show(_ call: Call, _ refusal: (any Refusal)? = nil) async throws -> Response {
        let (id, viewer): (ImprovementID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            ImprovementPage(
                record: try Improvements.require(id, visibleTo: viewer, in: db),
                job: try JobQueue.latest(Improvements.job, input: id.rawValue, in: db),
                mayChange: office.admits(viewer.role), problem: refusal?.message)
        }
        let answer = call.page(page, status: refusal?.status ?? .ok)
        return page.isWaiting && refusal == nil ? answer.reloading(after: 2) : answer
    }

    private static func step(
        _ call: Call, _ sent: Submission, _ body: @escaping @Sendable (ImprovementID, Act) throws -> String
    ) async throws -> Response {
        let id: ImprovementID = call.id()
        return try await call.change(sent, again: { try await show(call, $0) }, { act in try body(id, act) })
    }

    private static func export(_ call: Call) async throws -> Response {
        let id: ImprovementID = call.id()
        let record = try await call.read { db in try Improvements.require(id, visibleTo: call.viewer, in: db) }
        let lines = record.report?.lines ?? []
        let columns: [SheetLayout.Column] = [
            .init("学校代码", kind: .text, width: 14), .init("学校", width: 30), .init("学段"), .init("资源", width: 24),
            .init("补足数量"), .init("费用（元）", width: 16),
        ]
        let sheet = SheetExport(title: "最省达标方案", columns: columns) { page in
            Listing(rows: page.number == 1 ? lines : [], total: lines.count, page: page)
        } cells: { line in
            [
                .text(line.code), .text(line.name), .text(line.stage?.label ?? "全校"), .text(line.variable.label),
                .decimal(line.amount.text), .decimal(BalanceText.decimal(line.cost, digits: 2)),
            ]
        }
        return try await sheet.response(named: "\(record.regionName)\(record.year)年最省达标方案")
    }
}

extension ImprovementFilter {
    fileprivate init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        year = Int(address.filter("year"))
        state = ImprovementRecord.State(rawValue: address.filter("state"))
        standard = BalanceStandard.shipped.first { $0.code == address.filter("standard") }?.code
        let sort = address.sort(["-time", "region", "year"])
        (order, isDescending) = (Order(rawValue: sort.column) ?? .time, sort.isDescending)
    }
}
