import Hummingbird
import Office
import Store
import Supervision

/// Lists of campaigns and inspections as workbooks.
enum CampaignExport {
    static func list(_ call: Call) async throws -> Response {
        let filter = CampaignFilter(ListAddress("/campaigns", call.query))
        let columns: [SheetLayout.Column] = [
            .init("项目", width: 40), .init("类型", width: 14), .init("方式"), .init("批次"), .init("开始", kind: .day),
            .init("结束", kind: .day),
            .init("指标体系", width: 40), .init("轮次", width: 24), .init("状态", width: 14), .init("单位数"), .init("已完成"),
        ]
        let export = SheetExport(title: "督导项目", columns: columns) { page in
            try await call.read { db in try Campaigns.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [
                .text(row.name), .text(row.kind.label), .text(row.manner.label),
                row.batch.map { .integer($0) } ?? .empty, .day(row.startsOn.text), .day(row.endsOn.text),
                .text(row.framework), .text(row.round), .text(row.state.label), .integer(row.units),
                .integer(row.finished),
            ]
        }
        return try await export.response(named: "督导项目")
    }

    static func inspections(_ call: Call) async throws -> Response {
        let filter = InspectionFilter(ListAddress("/inspections", call.query), call.viewer)
        let columns: [SheetLayout.Column] = [
            .init("项目", width: 40), .init("单位", width: 30), .init("代码", kind: .text, width: 14),
            .init("层", width: 16), .init("环节", width: 14), .init("状态"), .init("组长"), .init("计划到校", kind: .day),
            .init("实际到校", kind: .day), .init("得分"), .init("等次"), .init("问题"), .init("未销号"),
        ]
        let export = SheetExport(title: "督导任务", columns: columns) { page in
            try await call.read { db in try Inspections.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [
                .text(row.campaignName), .text(row.name), .text(row.code), .text(row.stratum), .text(row.stepName),
                .text(row.state.label), .text(row.leadName), row.plannedOn.map { .day($0.text) } ?? .empty,
                row.visitedOn.map { .day($0.text) } ?? .empty, row.scoreText.map { .decimal($0) } ?? .empty,
                .text(row.grade ?? ""), .integer(row.findings), .integer(row.openFindings),
            ]
        }
        return try await export.response(named: "督导任务")
    }
}
