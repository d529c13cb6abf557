import SQLCore
import Supervision

/// The year's plan as a summary tells of it.
enum SummaryPlan {
    /// Items of the plans that the viewer's own office works by in that year, in their order.
    static func work(_ scope: SummaryScope, in db: SQLConnection) throws -> [PlannedWork] {
        guard scope.isOwn, scope.span.month == nil else { return [] }
        var filter = PlanItemFilter()
        filter.year = scope.span.year
        filter.isOwn = true
        let rows = try PlanItems.list(
            filter, .chunk(1, of: Plan.itemLimit), visibleTo: scope.viewer, in: db
        ).rows.filter { $0.planState != .draft && $0.item.belongsTo == nil }
        let figures = try figures(rows, scope, in: db)
        return rows.map { row in
            PlannedWork(
                id: row.id.rawValue, title: row.item.title, kinds: row.item.kinds,
                progress: progress(row.item.status),
                note: row.item.status == .dropped ? row.item.reason : row.item.notes,
                targets: row.targets.compactMap { target($0, figures) })
        }
    }

    private static func progress(_ status: PlanItem.Status) -> PlannedWork.Progress {
        switch status {
        case .open: .waiting
        case .running: .running
        case .done: .done
        case .dropped: .dropped
        }
    }

    /// A base line was not planned; what is masked in the plan is no target.
    private static func target(
        _ target: PlanItemTarget, _ figures: [SummaryMark: StatedFigure]
    ) -> PlannedWork.Target? {
        let wanted = target.target
        guard wanted.force != .baseline, wanted.quantity != nil else { return nil }
        let mark = mark(of: target)
        return PlannedWork.Target(
            wanted.text, unit: wanted.unit, figure: mark.flatMap { figures[$0] },
            change: mark.flatMap { figures[SummaryMark($0.code, qualifiers: $0.qualifiers, aspect: .change)] })
    }

    private static func mark(of target: PlanItemTarget) -> SummaryMark? {
        guard let written = target.figure else { return nil }
        let request = FigureRequest(written: written, .year(2000))
        return SummaryMark(request.code, qualifiers: request.qualifiers)
    }

    private static func figures(
        _ rows: [PlanItemRow], _ scope: SummaryScope, in db: SQLConnection
    ) throws -> [SummaryMark: StatedFigure] {
        let marks = rows.flatMap(\.targets).compactMap(mark).flatMap { mark in
            [mark, SummaryMark(mark.code, qualifiers: mark.qualifiers, aspect: .change)]
        }
        return try SummaryFigures.stated(marks, scope, in: db)
    }
}
