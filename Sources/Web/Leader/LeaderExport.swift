import Hummingbird
import NIOCore
import Office
import Store
import Supervision

/// The tables of the leader's page as one workbook, a sheet for each.
struct LeaderExport: Sendable {
    let overview: LeaderOverview

    init(_ overview: LeaderOverview) {
        self.overview = overview
    }

    func response() throws -> Response {
        let title = "领导视图\(overview.placeName)\(overview.day.text)"
        var bytes: [UInt8] = []
        let sheets = sheets
        let workbook = try XLSXWriter(sheets.map(\.layout), title: title) { bytes += $0 }
        for (index, sheet) in sheets.enumerated() {
            if index > 0 { try workbook.nextSheet() }
            for row in sheet.rows { try workbook.write(row) }
        }
        try workbook.finish()
        return Response(
            status: .ok, headers: .download(named: "\(title).xlsx", type: SheetExport.mediaType),
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private var sheets: [(layout: SheetLayout, rows: [[SheetCell]])] {
        [
            sheet("按地区", "地区", overview.districtLines), sheet("按项目", "项目", overview.campaignLines),
            sheet("按类别", "督导类别", overview.kindLines), sheet("按来源", "来源", overview.sourceLines),
            sheet("按严重程度", "严重程度", overview.gradeLines), trend,
        ]
    }

    private func sheet(
        _ name: String, _ head: String, _ lines: [LeaderLine]
    ) -> (layout: SheetLayout, rows: [[SheetCell]]) {
        let titles = ["督导单位", "已完成", "到期未完成", "未销号", "三日内到期", "逾期未改", "待核查", "待销号", "已销号", "销号率"]
        let columns: [SheetLayout.Column] =
            [.init(head, width: 36), .init("亮灯"), .init("原因", width: 40)] + titles.map { .init($0) }
        return (SheetLayout(name: name, columns: columns), lines.map(row))
    }

    private func row(_ line: LeaderLine) -> [SheetCell] {
        let findings = line.findings
        let units: [SheetCell] =
            line.units.map { [.integer($0.all), .integer($0.finished), .integer($0.overdue)] }
            ?? [.empty, .empty, .empty]
        let counts = [
            findings.open, findings.soon, findings.late, findings.submitted, findings.verified, findings.closed,
        ]
        return [
            .text(line.name), .text(line.lamp.colour.label), .text(line.lamp.reasons.joined(separator: "；")),
        ] + units + counts.map { .integer($0) } + [.text(Share(findings.closed, of: findings.total).text)]
    }

    private var trend: (layout: SheetLayout, rows: [[SheetCell]]) {
        let columns: [SheetLayout.Column] = [.init("月份"), .init("新增"), .init("销号"), .init("月末未销号")]
        let rows: [[SheetCell]] = overview.months.map { line in
            [.text(line.month.text), .integer(line.issued), .integer(line.closed), .integer(line.open)]
        }
        return (SheetLayout(name: "按月趋势", columns: columns), rows)
    }
}
