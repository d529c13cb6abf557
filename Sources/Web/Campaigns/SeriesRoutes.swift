import Hummingbird
import Office
import Store
import Supervision

/// `/campaigns/:id/batches`: all batches of a campaign, and their units without repetition.
enum SeriesRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/campaigns/:id/batches", CampaignRoutes.readers, show)
        site.get("/campaigns/:id/batches/units", CampaignRoutes.readers, units)
        site.get("/campaigns/:id/batches/units/export.xlsx", CampaignRoutes.readers, export)
    }

    private struct Series: Sendable {
        let record: CampaignRecord
        let batches: [BatchRow]
        let visits: [SeriesVisit]
    }

    private static func series(_ call: Call) async throws -> Series {
        let id: CampaignID = call.id()
        return try await call.read { db in
            Series(
                record: try Campaigns.require(id, visibleTo: call.viewer, in: db),
                batches: try CampaignSeries.batches(of: id, visibleTo: call.viewer, in: db),
                visits: try CampaignSeries.visits(of: id, visibleTo: call.viewer, in: db))
        }
    }

    private static func show(_ call: Call) async throws -> Response {
        let series = try await series(call)
        return call.page(
            SeriesPage(
                record: series.record, batches: series.batches, visits: series.visits,
                canAct: Role.office.contains(call.viewer.role)))
    }

    private static func units(_ call: Call) async throws -> Response {
        let series = try await series(call)
        return call.page(
            SeriesUnitsPage(
                record: series.record, batches: series.batches, visits: series.visits,
                address: ListAddress("/campaigns/\(series.record.id)/batches/units", call.query)))
    }

    private static func export(_ call: Call) async throws -> Response {
        let series = try await series(call)
        let address = ListAddress("/campaigns/\(series.record.id)/batches/units", call.query)
        let rows = SeriesUnitsPage.rows(series.visits, address)
        let columns: [SheetLayout.Column] = [
            .init("单位", width: 30), .init("代码", kind: .text, width: 14), .init("隶属"), .init("批次", width: 24),
            .init("次数"), .init("最近一次", kind: .day),
        ]
        let export = SheetExport(title: "各批次单位", columns: columns) { page in
            Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        } cells: { unit in
            [
                .text(unit.name), .text(unit.code), .text(unit.authority), .text(unit.batchNames),
                .integer(unit.visits.count), unit.visits.map(\.day).max().map { .day($0.text) } ?? .empty,
            ]
        }
        return try await export.response(named: "各批次单位")
    }
}
