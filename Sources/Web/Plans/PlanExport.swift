import Hummingbird
import Office
import Store
import Supervision

/// Plans and items as workbooks: exactly what the list shows.
enum PlanExport {
    static func list(_ call: Call) async throws -> Response {
        let viewer = call.viewer
        let filter = PlanFilter(ListAddress("/plans", call.query))
        let columns: [SheetLayout.Column] = [
            .init("年度", kind: .text), .init("计划", width: 44), .init("发文机关", width: 30), .init("文号", width: 22),
            .init("成文日期", kind: .day), .init("事项"), .init("完成"), .init("未完成"), .init("不再实施"), .init("逾期"),
            .init("状态"),
        ]
        let export = SheetExport(title: "年度计划", columns: columns) { page in
            try await call.read { db in try Plans.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { record in
            let (plan, counts) = (record.plan, record.counts)
            return [
                .text(plan.yearsText), .text(plan.title), .text(plan.issuer), .text(plan.documentNumber),
                plan.date.map { .day($0.text) } ?? .empty, .integer(counts.total), .integer(counts.done),
                .integer(counts.open), .integer(counts.dropped),
                .integer(plan.state == .accepted ? counts.late : 0), .text(plan.state.label),
            ]
        }
        return try await export.response(named: "年度计划")
    }

    static func items(_ call: Call) async throws -> Response {
        let (id, viewer): (PlanID, Viewer) = (call.id(), call.viewer)
        let plan = try await call.read { db in try Plans.require(id, visibleTo: viewer, in: db).plan }
        let filter = PlanItemFilter(ListAddress("/plans/\(id)", call.query), of: plan)
        return try await sheet(call, filter, named: "\(plan.title.prefix(40))事项")
    }

    static func allItems(_ call: Call) async throws -> Response {
        try await sheet(call, PlanItemFilter(ListAddress("/plan-items", call.query), of: call.viewer), named: "计划事项")
    }

    private static func sheet(_ call: Call, _ filter: PlanItemFilter, named name: String) async throws -> Response {
        let viewer = call.viewer
        let columns: [SheetLayout.Column] = [
            .init("计划", width: 36), .init("章节", width: 28), .init("序号", kind: .text), .init("事项", width: 40),
            .init("类别", width: 16), .init("对象", width: 20), .init("目标", width: 30), .init("时间", width: 40),
            .init("负责人"), .init("协办", width: 24), .init("项目", width: 30), .init("来源"), .init("状态"),
            .init("逾期天数"), .init("完成日期", kind: .day), .init("备注", width: 30),
        ]
        let export = SheetExport(title: "事项", columns: columns) { page in
            try await call.read { db in try PlanItems.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { row in
            let item = row.item
            return [
                .text(row.planTitle), .text(item.chapter), .text(item.number), .text(item.title),
                .text(item.kinds.map(\.label).joined(separator: "、")), .text(item.units.joined(separator: "、")),
                .text(row.targets.map(\.target.label).joined(separator: "；")),
                .text(row.windows.map(\.window.label).joined(separator: "；")), .text(row.owner?.name ?? ""),
                .text(row.coworkers.map(\.name).joined(separator: "、")),
                .text(row.campaigns.map(\.name).joined(separator: "、")), .text(item.origin.label),
                .text(item.status.label), row.daysLate(on: viewer.day).map { .integer($0) } ?? .empty,
                item.doneOn.map { .day($0.text) } ?? .empty,
                .text([item.reason, item.notes].filter { !$0.isEmpty }.joined(separator: "；")),
            ]
        }
        return try await export.response(named: name)
    }
}
