import Hummingbird
import Jobs
import Office
import SQLCore
import Store
import Supervision

/// `/plans/:id/comparison`: a plan beside another one, usually that of the year before.
enum PlanComparisonRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/plans/:id/comparison", PlanChartRoutes.readers) { call in call.page(try await page(call)) }
        site.get("/plans/:id/comparison.xlsx", PlanChartRoutes.readers, export)
    }

    private static func page(_ call: Call) async throws -> PlanComparisonPage {
        let (id, viewer): (PlanID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/plans/\(id)/comparison", call.query)
        return try await call.read { db in
            let record = try Plans.require(id, visibleTo: viewer, in: db)
            let others = try Plans.others(than: record, visibleTo: viewer, in: db)
            let new = record.plan
            let asked = PlanID(address.filter("with"))
            // A plan that was named is shown or refused; without a name it is the last one before this.
            let old =
                asked.rawValue.isEmpty
                ? others.first { $0.year < new.year } : try Plans.require(asked, visibleTo: viewer, in: db).plan
            let comparison = try old.map { old in
                PlanComparison(
                    from: try sides(old.id, viewer, db), in: old.year, to: try sides(id, viewer, db), in: new.year)
            }
            return PlanComparisonPage(new: new, old: old, others: others, comparison: comparison, address: address)
        }
    }

    private static func sides(_ id: PlanID, _ viewer: Viewer, _ db: SQLConnection) throws -> [PlanComparison.Side] {
        try PlanItems.list(PlanItemFilter(of: id), .chunk(1, of: Plan.itemLimit), visibleTo: viewer, in: db).rows
            .filter { $0.item.status != .dropped }
            .map { row in
                PlanComparison.Side(
                    item: row.item, targets: row.targets.map(\.target), windows: row.windows.map(\.window))
            }
    }

    private static func export(_ call: Call) async throws -> Response {
        let page = try await page(call)
        guard let comparison = page.comparison, let old = page.old else { throw PlanRefusal.notFound }
        let lines = PlanComparisonLines(comparison, old: old, new: page.new).all
        let columns: [SheetLayout.Column] = [
            .init("变化", width: 14), .init("事项", width: 44), .init("内容", width: 24),
            .init("\(old.yearsText)", width: 44),
            .init("\(page.new.yearsText)", width: 44),
        ]
        let export = SheetExport(title: "与上年对比", columns: columns) { page in
            Listing(rows: page.number == 1 ? lines : [], total: lines.count, page: page)
        } cells: { line in
            [.text(line.kind.label), .text(line.title), .text(line.about), .text(line.old), .text(line.new)]
        }
        return try await export.response(named: PlanPaper.fileName(page.new, "与\(old.yearsText)对比"))
    }
}
