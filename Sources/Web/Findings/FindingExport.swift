import Hummingbird
import Office
import Store
import Supervision

/// The ledger as a workbook: the view that is shown, with its filters and order, all its pages.
enum FindingExport {
    /// A line of the sheet, and the row of the ledger that it came from, by which reading goes on.
    private struct Line: Sendable {
        let row: FindingRow
        let cells: [SheetCell]
    }

    static func download(_ call: Call) async throws -> Response {
        let address = ListAddress("/findings", call.query)
        let view = FindingView(address)
        let request = FindingListRequest(address)
        let viewer = call.viewer
        let export = SheetExport(title: view.title, columns: columns(of: view)) { (last: Line?) in
            let rows = try await call.read { db in
                try Findings.chunk(
                    request.filter, order: request.order, after: last?.row, limit: SheetExport.chunkSize,
                    withPlans: view == .tasks, visibleTo: viewer, in: db)
            }
            return rows.flatMap { row in lines(of: row, in: view, on: viewer.day).map { Line(row: row, cells: $0) } }
        } cells: { line in
            line.cells
        }
        return try await export.response(named: "\(view.title)\(viewer.day.text)")
    }

    private static func columns(of view: FindingView) -> [SheetLayout.Column] {
        switch view {
        case .problems:
            [
                .init("编号", kind: .text, width: 20), .init("责任单位", width: 26), .init("问题", width: 50),
                .init("指标", kind: .text), .init("来源", width: 14), .init("严重程度"), .init("整改要求", width: 40),
                .init("整改期限", kind: .day, width: 13), .init("逾期天数"), .init("状态"), .init("责任人", width: 16),
                .init("佐证件数"),
            ]
        case .tasks:
            [
                .init("编号", kind: .text, width: 20), .init("责任单位", width: 26), .init("整改措施", width: 40),
                .init("整改任务", width: 40), .init("任务责任人", width: 16), .init("完成时限", kind: .day, width: 13),
                .init("逾期天数"), .init("状态"),
            ]
        case .responsibilities:
            [
                .init("编号", kind: .text, width: 20), .init("问题", width: 50), .init("责任单位", width: 26),
                .init("配合单位", width: 30), .init("责任人", width: 16), .init("整改期限", kind: .day, width: 13),
                .init("逾期天数"), .init("状态"),
            ]
        }
    }

    private static func lines(of row: FindingRow, in view: FindingView, on today: Day) -> [[SheetCell]] {
        let number = SheetCell.text(row.number)
        let end: [SheetCell] = [
            row.dueOn.map { .day($0.text) } ?? .empty, row.daysLate(on: today).map { .integer($0) } ?? .empty,
            .text(row.state.label),
        ]
        switch view {
        case .problems:
            let head: [SheetCell] = [
                number, .text(row.unit), .text(row.problem), .text(row.criterion), .text(row.source.label),
                .text(row.grade.label), .text(row.requirement),
            ]
            return [head + end + [.text(row.responsible), .integer(row.evidence)]]
        case .responsibilities:
            let head: [SheetCell] = [
                number, .text(row.problem), .text(row.unit), .text(row.cooperating), .text(row.responsible),
            ]
            return [head + end]
        case .tasks:
            return FindingTaskLine.lines(of: row).map { line in
                [
                    number, .text(row.unit), .text(line.measures), .text(line.task), .text(line.people),
                    line.dueOn.map { .day($0.text) } ?? .empty,
                ] + end.dropFirst()
            }
        }
    }
}
