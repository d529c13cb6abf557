import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/coverage/next` and `/coverage/forecast`: where to go this week, and how the month will end otherwise.
enum CoverageNextRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/coverage/next", CoverageRoutes.viewers) { call in
            if let asked = try await choice("/coverage/next", "本周去哪里", call) { return asked }
            return call.page(try await next(call))
        }
        site.get("/coverage/next/export.xlsx", CoverageRoutes.viewers, exportNext)
        site.get("/coverage/forecast", CoverageRoutes.viewers) { call in
            if let asked = try await choice("/coverage/forecast", "到校预测", call) { return asked }
            return call.page(try await forecast(call))
        }
        site.get("/coverage/forecast/export.xlsx", CoverageRoutes.viewers, exportForecast)
    }

    /// Over a whole province somebody first chooses a county; nil where all of it can be shown.
    private static func choice(_ path: String, _ title: String, _ call: Call) async throws -> Response? {
        let address = CoverageAddress(path, call)
        guard address.district == nil, CoverageDistricts.isWide(call.viewer) else { return nil }
        let districts = try await call.read { db in try CoverageDistricts.names(visibleTo: call.viewer, in: db) }
        guard districts.reduce(0, { $0 + $1.schools }) > CoverageDistricts.most else { return nil }
        return call.page(
            CoverageChoicePage(title: title, districts: districts, address: address, viewer: call.viewer))
    }

    private static func next(_ call: Call) async throws -> CoverageNextPage {
        let address = CoverageAddress("/coverage/next", call)
        let (weeks, districts) = try await call.read { db in
            (
                try CoverageNext.weeks(at: address.district, visibleTo: call.viewer, in: db),
                try CoverageDistricts.names(visibleTo: call.viewer, in: db)
            )
        }
        return CoverageNextPage(weeks: weeks, districts: districts, address: address, viewer: call.viewer)
    }

    private static func exportNext(_ call: Call) async throws -> Response {
        guard try await choice("/coverage/next", "", call) == nil else { return .seeOther("/coverage/next") }
        let page = try await next(call)
        let rows = page.rows
        let columns: [SheetLayout.Column] = [
            .init("区县", width: 14), .init("督学", width: 12), .init("学校", width: 30), .init("代码", kind: .text, width: 14),
            .init("本周", width: 14), .init("分值"), .init("理由", width: 80), .init("最近到校", kind: .day),
        ]
        let export = SheetExport(title: "本周去哪里", columns: columns) { asked in
            Listing(rows: Array(rows.dropFirst(asked.offset).prefix(asked.size)), total: rows.count, page: asked)
        } cells: { row in
            [
                .text(page.district(of: row)), .text(row.inspector?.name ?? "没有责任督学"), .text(row.visit.school.name),
                .text(row.visit.school.code),
                .text(row.visit.isDue ? "应到校" : "建议"), .integer(row.visit.urgency.points),
                .text(row.visit.urgency.reasons.map { "\($0.text)（\($0.points)分）" }.joined(separator: "；")),
                row.visit.facts.lastVisit.map { .day($0.text) } ?? .empty,
            ]
        }
        return try await export.response(named: "本周去哪里")
    }

    private static func forecast(_ call: Call) async throws -> CoverageForecastPage {
        let address = CoverageAddress("/coverage/forecast", call)
        let (outlook, districts) = try await call.read { db in
            (
                try CoverageForecasts.outlook(at: address.district, visibleTo: call.viewer, in: db),
                try CoverageDistricts.names(visibleTo: call.viewer, in: db)
            )
        }
        return CoverageForecastPage(outlook: outlook, districts: districts, address: address, viewer: call.viewer)
    }

    private static func exportForecast(_ call: Call) async throws -> Response {
        guard try await choice("/coverage/forecast", "", call) == nil else { return .seeOther("/coverage/forecast") }
        let page = try await forecast(call)
        let rows = page.rows
        let columns: [SheetLayout.Column] = [
            .init("区县", width: 14), .init("督学", width: 12), .init("学校"), .init("本月待到校"), .init("近期有效到校（月）"),
            .init("预计月底仍未到校"),
            .init("本学期法定还差"), .init("近期有效到校（学期）"), .init("预计学期末未达到"),
        ]
        let export = SheetExport(title: "到校预测", columns: columns) { asked in
            Listing(rows: Array(rows.dropFirst(asked.offset).prefix(asked.size)), total: rows.count, page: asked)
        } cells: { line in
            [
                .text(page.district(of: line)), .text(line.inspector?.name ?? "没有责任督学"), .integer(line.schools),
                .integer(line.month.lacks.count),
                .integer(line.month.useful), line.month.missed.map { .integer($0) } ?? .text("暂无依据"),
                .integer(line.term.lacks.count), .integer(line.term.useful),
                line.term.missed.map { .integer($0) } ?? .text("暂无依据"),
            ]
        }
        return try await export.response(named: "到校预测")
    }
}
