import SQLCore
import Store
import Supervision

/// Reads what the monitoring centre says of counties.
struct QualityFigureReading: QualityReading {
    private let round: QualityRound
    private let counties: [(region: String, name: String)]
    private var sheet: QualityFigureSheet?
    private var figures: [[String]: QualityJudgement.Given] = [:]
    private(set) var rows = 0
    private(set) var problems: [RowProblem] = []

    init(_ run: QualityImport, _ services: JobServices) async throws {
        (round, counties) = try await services.database.read { db in
            (
                try QualityRounds.stored(run.round, in: db).round,
                try QualityCounties.list(of: run.round, visibleTo: .system(on: services.today()), in: db)
                    .map { ($0.region, $0.name) }
            )
        }
    }

    var message: String { ignored(sheet?.ignored ?? []) }

    mutating func take(_ row: SheetRow) {
        guard let sheet else {
            let read = QualityFigureSheet(header: row.cells.map(\.normalisedCell), of: round, counties: counties)
            guard read.isHeader else { return }
            sheet = read
            if let problem = read.problem {
                problems.append(RowProblem(row: row.number, column: "表头", value: "", reason: problem))
            }
            return
        }
        guard sheet.problem == nil, row.cells.contains(where: { !$0.normalisedCell.isEmpty }) else { return }
        rows += 1
        let (read, found) = sheet.read(row.cells, row: row.number)
        problems += found
        guard let read else { return }
        guard figures.updateValue(read.given, forKey: read.key) != nil else { return }
        problems.append(
            RowProblem(
                row: row.number, column: "科目", value: read.subject, reason: "同一区县、年级、科目出现了两行，请只留一行。"))
    }

    mutating func end() {
        if sheet == nil {
            problems = [
                RowProblem(row: 1, column: "表头", value: "", reason: "表头应有区县、年级、科目，以及等级、校际差异率中的至少一列。")
            ]
        } else if rows == 0, problems.isEmpty {
            problems = [RowProblem(row: 1, column: "", value: "", reason: "表里没有数据。")]
        }
    }

    func content(of round: QualityRoundID, in db: SQLConnection) throws -> QualityImports.Content { .figures(figures) }
}
