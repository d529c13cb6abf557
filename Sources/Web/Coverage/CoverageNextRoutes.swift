import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/coverage/next` and `/coverage/forecast`: where to go this week, and how the month will end otherwise.
enum CoverageNextRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/coverage/next", CoverageRoutes.viewers) { call in
            isTooWide(call) ? .seeOther("/coverage") : call.page(try await next(call))
        }
        site.get("/coverage/next/export.xlsx", CoverageRoutes.viewers, exportNext)
        site.get("/coverage/forecast", CoverageRoutes.viewers) { call in
            isTooWide(call) ? .seeOther("/coverage") : call.page(try await forecast(call))
        }
        site.get("/coverage/forecast/export.xlsx", CoverageRoutes.viewers, exportForecast)
    }

    /// Over several counties somebody first chooses one.
    private static func isTooWide(_ call: Call) -> Bool {
        CoverageDistricts.isWide(call.viewer) && District(text: call.query.text("district")) == nil
    }

    private static func next(_ call: Call) async throws -> CoverageNextPage {
        let address = CoverageAddress("/coverage/next", call)
        let weeks = try await call.read { db in
            try CoverageNext.weeks(at: address.district, visibleTo: call.viewer, in: db)
        }
        return CoverageNextPage(weeks: weeks, address: address, viewer: call.viewer)
    }

    private static func exportNext(_ call: Call) async throws -> Response {
        guard !isTooWide(call) else { return .seeOther("/coverage") }
        let rows = try await next(call).rows
        let columns: [SheetLayout.Column] = [
            .init("督学", width: 12), .init("学校", width: 30), .init("代码", kind: .text, width: 14), .init("本周", width: 14),
            .init("分值"), .init("理由", width: 80), .init("最近到校", kind: .day),
        ]
        let export = SheetExport(title: "本周去哪里", columns: columns) { page in
            Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        } cells: { row in
            [
                .text(row.inspector?.name ?? "没有责任督学"), .text(row.visit.school.name), .text(row.visit.school.code),
                .text(row.visit.isDue ? "应到校" : "建议"), .integer(row.visit.urgency.points),
                .text(row.visit.urgency.reasons.map { "\($0.text)（\($0.points)分）" }.joined(separator: "；")),
                row.visit.facts.lastVisit.map { .day($0.text) } ?? .empty,
            ]
        }
        return try await export.response(named: "本周去哪里")
    }

    private static func forecast(_ call: Call) async throws -> CoverageForecastPage {
        let address = CoverageAddress("/coverage/forecast", call)
        let outlook = try await call.read { db in
            try CoverageForecasts.outlook(at: address.district, visibleTo: call.viewer, in: db)
        }
        return CoverageForecastPage(outlook: outlook, address: address, viewer: call.viewer)
    }

    private static func exportForecast(_ call: Call) async throws -> Response {
        guard !isTooWide(call) else { return .seeOther("/coverage") }
        let rows = try await forecast(call).rows
        let columns: [SheetLayout.Column] = [
            .init("督学", width: 12), .init("学校"), .init("本月待到校"), .init("近期有效到校（月）"), .init("预计月底仍未到校"),
            .init("本学期法定还差"), .init("近期有效到校（学期）"), .init("预计学期末未达到"),
        ]
        let export = SheetExport(title: "到校预测", columns: columns) { page in
            Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        } cells: { line in
            [
                .text(line.inspector?.name ?? "没有责任督学"), .integer(line.schools), .integer(line.month.lacks.count),
                .integer(line.month.useful), line.month.missed.map { .integer($0) } ?? .text("暂无依据"),
                .integer(line.term.lacks.count), .integer(line.term.useful),
                line.term.missed.map { .integer($0) } ?? .text("暂无依据"),
            ]
        }
        return try await export.response(named: "到校预测")
    }
}
