import Hummingbird
import Office
import Store
import Supervision

/// Cases and divisions as workbooks.
enum GovernmentExport {
    static func list(_ call: Call) async throws -> Response {
        let viewer = call.viewer
        let filter = GovernmentFilter(ListAddress("/governments", call.query))
        let columns: [SheetLayout.Column] = [
            .init("单位", width: 28), .init("类别"), .init("项目", width: 40), .init("部门任务"), .init("已报送"), .init("逾期未报"),
            .init("自评报告字数"), .init("自评"), .init("环节"), .init("得分"), .init("等次"),
        ]
        let export = SheetExport(title: "督政", columns: columns) { page in
            try await call.read { db in try GovernmentCases.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { found in
            [
                .text(found.name), .text(OrganisationKind(rawValue: found.kind)?.label ?? ""),
                .text(found.campaignName),
                .integer(found.shares), .integer(found.reported), .integer(found.lateShares),
                .integer(found.textLength ?? 0), .text(found.isSubmitted ? "已提交" : "未提交"),
                .text(found.state == .finished ? "已完成" : found.stepName), found.score.map { .decimal($0) } ?? .empty,
                .text(found.grade ?? ""),
            ]
        }
        return try await export.response(named: "督政")
    }

    static func own(_ call: Call) async throws -> Response {
        try await sheet(call, IndicatorShareFilter(ListAddress("/indicator-shares", call.query)), named: "分工指标")
    }

    static func shares(_ call: Call) async throws -> Response {
        let (id, viewer): (InspectionID, Viewer) = (call.id(), call.viewer)
        let name = try await call.read { db in try GovernmentCases.require(id, visibleTo: viewer, in: db).name }
        var filter = IndicatorShareFilter(of: id)
        filter.state = ["waiting", "reported", "late"].first { $0 == call.query.text("state") } ?? ""
        filter.text = call.query.text("q")
        filter.sort = "criterion"
        return try await sheet(call, filter, named: "\(name)部门分工")
    }

    private static func sheet(
        _ call: Call, _ filter: IndicatorShareFilter, named name: String
    ) async throws -> Response {
        let viewer = call.viewer
        let columns: [SheetLayout.Column] = [
            .init("项目", width: 40), .init("被评价的政府", width: 28), .init("指标", kind: .text), .init("部门", width: 28),
            .init("分工"), .init("期限", kind: .day), .init("状态"), .init("报送日期", kind: .day), .init("报送人"),
            .init("配合情况", width: 50), .init("退回理由", width: 40),
        ]
        let export = SheetExport(title: "部门分工", columns: columns) { page in
            try await call.read { db in try IndicatorShares.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { row in
            let one = row.share
            return [
                .text(row.campaignName), .text(row.governmentName), .text(one.criterion), .text(row.department),
                .text(one.kind.label), .day(one.dueOn.text), .text(one.state.label),
                one.reportedOn.map { .day($0.text) } ?? .empty, .text(row.reportedByName), .text(one.report),
                .text(one.returnReason),
            ]
        }
        return try await export.response(named: name)
    }
}
