import Hummingbird
import Office
import Store
import Supervision

/// A roadmap as a workbook that can be filled in and read back.
struct RoadmapSheet {
    let procedure: CertificationProcedure
    let counties: [CountyProgress]

    var response: Response {
        get async throws {
            let columns: [SheetLayout.Column] =
                [
                    .init(RoadmapTable.codeHeading, kind: .text, width: 12), .init(RoadmapTable.nameHeading, width: 16),
                    .init("所在市", width: 14),
                ]
                + procedure.goals.map { .init(RoadmapTable.heading($0), width: 14) }
                + [
                    .init("已认定", width: 12), .init("认定日期", kind: .day, width: 14), .init("进展", width: 12),
                    .init("原因", width: 40),
                ]
            let (rows, goals) = (counties, procedure.goals)
            let sheet = SheetExport(title: "创建规划", columns: columns) { page in
                Listing(rows: page.number == 1 ? rows : [], total: rows.count, page: page)
            } cells: { county in
                let years = goals.map { goal -> SheetCell in
                    county.roadmap?.years[goal].map { .integer($0) } ?? .empty
                }
                let held = county.held
                let head: [SheetCell] = [
                    .text(county.district.code), .text(county.district.name), .text(county.district.cityName),
                ]
                return head + years + [
                    held.map { .text($0.tier.isEmpty ? "是" : $0.tier) } ?? .empty,
                    held.map { .day($0.day.text) } ?? .empty, .text(county.standing?.kind.label ?? ""),
                    .text(county.standing?.reason?.text ?? ""),
                ]
            }
            return try await sheet.response(named: "\(procedure.name)创建规划")
        }
    }

    /// How many rows a sheet may have.
    private static let limit = 5_000

    static func read(
        _ path: String, _ procedure: CertificationProcedure, _ districts: [RoadmapDistrict]
    ) throws -> RoadmapTable {
        let codes = Set(districts.map(\.code))
        let names = Dictionary(grouping: districts, by: \.name)
        var table = RoadmapTable(procedure)
        var isHead = true
        try SpreadsheetReader.open(path: path).forEachRow { number, cells in
            guard number <= limit else { throw FormRefusal(["file": "表格超过\(limit)行。"], message: "表格超过\(limit)行。") }
            if isHead {
                // A title may stand above the heads.
                guard cells.count(where: { !$0.isBlank }) > 1 else { return }
                table.header(cells, row: number)
                isHead = false
            } else if table.isReadable {
                table.add(cells, row: number) { text in
                    if codes.contains(text) { return text }
                    let found = names[text] ?? []
                    return found.count == 1 ? found[0].code : nil
                }
            }
        }
        if isHead { table.header([], row: 1) }
        return table
    }

    /// What the rules refuse, by the row in which it stood.
    static func problems(
        _ refused: Roadmaps.Problems, in table: RoadmapTable, _ districts: [RoadmapDistrict]
    ) -> [RowProblem] {
        refused.found.flatMap { code, wrong in
            wrong.map { goal, refusal in
                RowProblem(
                    row: table.row(of: code) ?? 0, column: RoadmapTable.heading(goal),
                    value: table.changes[code]?[goal].flatMap { $0 }.map { "\($0)" } ?? "", reason: refusal.message)
            }
        }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    }
}
