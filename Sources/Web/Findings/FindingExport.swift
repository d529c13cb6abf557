import HTTPTypes
import Hummingbird
import Office
import Store
import Supervision

/// The ledger as workbooks in the columns that offices use: one list, or all three in one file.
enum FindingExport {
    /// A line of the sheet, and the row of the ledger that it came from, by which reading goes on.
    private struct Line: Sendable {
        let row: FindingRow
        let cells: [SheetCell]
    }

    /// The view that is shown, with its filters and order, all its pages.
    static func download(_ call: Call) async throws -> Response {
        let view = FindingView(ListAddress("/findings", call.query))
        let export = SheetExport(
            title: view.title, columns: columns(of: view), next: source(view, call), cells: cells)
        return try await export.response(named: "\(view.title)\(call.day.text)")
    }

    /// 问题清单, 任务清单 and 责任清单 as three sheets, with the same filters.
    static func lists(_ call: Call) async throws -> Response {
        let sheets = FindingView.allCases.map { view in
            SheetExport(title: view.title, columns: columns(of: view), next: source(view, call), cells: cells)
        }
        return try await SheetExport.response(of: sheets, named: "问题任务责任清单\(call.day.text)")
    }

    private static func source(
        _ view: FindingView, _ call: Call
    ) -> @Sendable ((Line, Int)?) async throws -> [(Line, Int)] {
        let request = FindingListRequest(ListAddress("/findings", call.query))
        let viewer = call.viewer
        return { last in
            let rows = try await call.read { db in
                try Findings.chunk(
                    request.filter, order: request.order, after: last?.0.row,
                    limit: last == nil ? SheetExport.firstChunk : SheetExport.chunkSize,
                    withPlans: view == .tasks, visibleTo: viewer, in: db)
            }
            let lines = rows.flatMap { row in
                entries(of: row, in: view, for: viewer).map { Line(row: row, cells: $0) }
            }
            let before = last?.1 ?? 0
            return lines.enumerated().map { ($1, before + $0 + 1) }
        }
    }

    /// 序号 counts the sheet's own lines.
    private static func cells(_ line: (Line, Int)) -> [SheetCell] { [.integer(line.1)] + line.0.cells }

    private static func columns(of view: FindingView) -> [SheetLayout.Column] {
        let number: [SheetLayout.Column] = [.init("序号"), .init("问题编号", kind: .text, width: 20)]
        let end: [SheetLayout.Column] = [
            .init("整改时限", kind: .day, width: 13), .init("逾期天数"), .init("整改状态"), .init("销号日期", kind: .day, width: 13),
        ]
        switch view {
        case .problems:
            return number + [
                .init("问题来源", width: 14), .init("下发日期", kind: .day, width: 13), .init("问题描述", width: 50),
                .init("对应指标", kind: .text), .init("严重程度"), .init("整改要求", width: 40), .init("责任单位", width: 26),
                .init("配合单位", width: 26), .init("责任人", width: 16),
            ] + end + [.init("佐证件数")]
        case .tasks:
            return number + [
                .init("责任单位", width: 26), .init("问题描述", width: 40), .init("整改措施", width: 40),
                .init("整改任务", width: 40), .init("任务责任人", width: 16), .init("完成时限", kind: .day, width: 13),
                .init("逾期天数"), .init("整改状态"),
            ]
        case .responsibilities:
            return number + [
                .init("问题描述", width: 50), .init("牵头（责任）单位", width: 26), .init("配合单位", width: 30),
                .init("责任人", width: 16), .init("整改要求", width: 40),
            ] + end
        }
    }

    private static func entries(of row: FindingRow, in view: FindingView, for viewer: Viewer) -> [[SheetCell]] {
        func day(_ day: Day?) -> SheetCell { day.map { .day($0.text) } ?? .empty }
        let late: SheetCell = row.daysLate(on: viewer.day).map { .integer($0) } ?? .empty
        let end: [SheetCell] = [day(row.dueOn), late, .text(row.state.label), day(row.closedOn)]
        switch view {
        case .problems:
            let head: [SheetCell] = [
                .text(row.number), .text(row.source.label(for: viewer.role)), day(row.issuedOn), .text(row.problem),
                .text(row.criterion), .text(row.grade.label), .text(row.requirement), .text(row.unit),
                .text(row.cooperating), .text(row.responsible),
            ]
            return [head + end + [.integer(row.evidence)]]
        case .responsibilities:
            let head: [SheetCell] = [
                .text(row.number), .text(row.problem), .text(row.unit), .text(row.cooperating),
                .text(row.responsible), .text(row.requirement),
            ]
            return [head + end]
        case .tasks:
            return FindingTaskLine.lines(of: row).map { line in
                [
                    .text(row.number), .text(row.unit), .text(row.problem), .text(line.measures), .text(line.task),
                    .text(line.people), day(line.dueOn), late, .text(row.state.label),
                ]
            }
        }
    }
}
