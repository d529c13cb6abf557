import Hummingbird
import Jobs
import NIOCore
import Office
import SQLCore
import Store
import Supervision

/// `/plans/:id/table`: a plan by month or quarter; and the plan as DOCX and XLSX.
enum PlanTableRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/plans/:id/table", PlanChartRoutes.readers, show)
        site.get("/plans/:id/table.xlsx", PlanChartRoutes.readers, sheet)
        site.get("/plans/:id/schedule.xlsx", PlanChartRoutes.readers, schedule)
        site.get("/plans/:id/docx", PlanChartRoutes.readers, paper)
    }

    private static func read(_ call: Call, _ path: String) async throws -> (PlanSheet, ListAddress, [PlanOwner]) {
        let (id, viewer): (PlanID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/plans/\(id)/\(path)", call.query)
        return try await call.read { db in
            (
                try PlanSheet.read(id, address, visibleTo: viewer, in: db), address,
                try PlanItems.owners(of: id, visibleTo: viewer, in: db)
            )
        }
    }

    private static func arrangement(_ address: ListAddress) -> PlanTimetable.Arrangement {
        PlanTimetable.Arrangement(rawValue: address.filter("by")) ?? .month
    }

    private static func show(_ call: Call) async throws -> Response {
        let (sheet, address, owners) = try await read(call, "table")
        let arrangement = arrangement(address)
        return call.page(
            PlanTablePage(
                sheet: sheet, table: PlanTimetable(sheet.entries, arrangement, in: sheet.year, on: call.day),
                arrangement: arrangement, owners: owners, address: address, day: call.day))
    }

    private static func sheet(_ call: Call) async throws -> Response {
        let (sheet, address, _) = try await read(call, "table")
        let arrangement = arrangement(address)
        let table = PlanTimetable(sheet.entries, arrangement, in: sheet.year, on: call.day)
        let lines = table.parts.flatMap { part in part.lines.map { (part.title, $0) } }
        let columns: [SheetLayout.Column] =
            (arrangement == .quarter ? [.init("季度", width: 10)] : [])
            + [.init("序号"), .init("事项", width: 50), .init("时间", width: 40), .init("负责人", width: 12), .init("状态")]
        let export = SheetExport(title: arrangement.label, columns: columns) { page in
            Listing(rows: page.number == 1 ? lines : [], total: lines.count, page: page)
        } cells: { title, line in
            let cells: [SheetCell] = [
                .integer(line.number), .text(line.entry.item.title),
                .text(line.windows.map { PlanTiming.withStage($0.window, in: sheet.year) }.joined(separator: "\n")),
                .text(line.entry.owner), .text(line.isLate ? "逾期" : line.entry.item.status.label),
            ]
            return arrangement == .quarter ? [.text(title)] + cells : cells
        }
        return try await export.response(named: PlanPaper.fileName(sheet.plan, arrangement.label))
    }

    /// One row a window; an item without any has one of its own.
    private static func schedule(_ call: Call) async throws -> Response {
        let (sheet, address, _) = try await read(call, "chart")
        let (day, tone) = (call.day, PlanChart.Tone(rawValue: address.filter("state")))
        let lines = sheet.rows.flatMap { row -> [(PlanItemRow, PlanItemWindow?)] in
            guard let tone else { return row.windows.isEmpty ? [(row, nil)] : row.windows.map { (row, $0) } }
            // As on the chart: stages of which something stands so.
            return row.windows.filter { window in
                window.window.occurrences.contains { window.tone(of: $0, row.item.status, on: day) == tone }
            }.map { (row, $0) }
        }
        let columns: [SheetLayout.Column] = [
            .init("编号", kind: .text), .init("事项", width: 50), .init("阶段", width: 16), .init("开始", kind: .day),
            .init("结束", kind: .day), .init("周期", width: 10), .init("负责人", width: 12), .init("配合", width: 30),
            .init("目标", width: 40), .init("状态", width: 12), .init("逾期天数"),
        ]
        let export = SheetExport(title: "进度安排", columns: columns) { page in
            Listing(rows: page.number == 1 ? lines : [], total: lines.count, page: page)
        } cells: { row, window in
            let late = row.planState == .accepted ? window?.daysLate(row.item.status, on: day) : nil
            let state =
                row.item.status == .dropped ? row.item.status.label : window?.standing(row.item.status, on: day).label
            return [
                .text(row.item.number), .text(row.item.title), .text(window?.window.stage ?? ""),
                window?.window.start.map { .day($0.text) } ?? .empty,
                window?.window.end.map { .day($0.text) } ?? .empty,
                .text(window?.window.recurrence?.label ?? ""), .text(row.owner?.name ?? ""),
                .text(row.coworkers.map(\.name).joined(separator: "、")),
                .text(row.targets.map { "\($0.target.of)\($0.target.chinese)" }.joined(separator: "；")),
                .text(state ?? row.item.status.label), late.map { .integer($0) } ?? .empty,
            ]
        }
        return try await export.response(named: PlanPaper.fileName(sheet.plan, "进度安排"))
    }

    private static func paper(_ call: Call) async throws -> Response {
        let (sheet, _, _) = try await read(call, "chart")
        let document = OfficialDocument(sheet.plan, sheet.rows, in: sheet.year, on: call.day)
        return Response(
            status: .ok,
            headers: .download(named: "\(PlanPaper.fileName(sheet.plan)).docx", type: DOCXWriter.mediaType),
            body: .init(byteBuffer: ByteBuffer(bytes: try DOCXWriter.bytes(document))))
    }
}
