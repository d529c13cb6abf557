import Office
import Supervision

/// The rows of a sheet as `dudao evaluate` reads them.
struct EvaluationSheet {
    let header: [String]
    let rows: [(number: Int, cells: [String])]

    init(path: String) throws {
        var table: [(number: Int, cells: [String])] = []
        do {
            try SpreadsheetReader.open(path: path).forEachRow { number, cells in table.append((number, cells)) }
        } catch let error as any OfficeError {
            throw Console.failure(error.message)
        }
        guard let first = table.first else { throw Console.failure("\(path)是空的。") }
        header = first.cells
        rows = Array(table.dropFirst())
    }

    func column(_ heading: String) throws -> Int {
        guard let index = header.firstIndex(where: { $0.comparisonKey == heading.comparisonKey }) else {
            throw Console.failure("表里没有“\(heading)”这一列。")
        }
        return index
    }

    /// Nil for what is no number of zero or more; the reason is kept.
    func number(in cells: [String], at column: Int, row: Int, _ problems: inout [RowProblem]) -> Fraction? {
        let text = cells.indices.contains(column) ? cells[column].normalisedCell : ""
        guard let plain = ReportedNumber.plain(text) else {
            problems.append(problem(row, column, cells, "千位分隔符的位置不对，请改成不带逗号的数字。"))
            return nil
        }
        if let value = Fraction(decimal: plain), !value.isNegative { return value }
        problems.append(problem(row, column, cells, text.isEmpty ? "没有填。" : "应为不小于0的数字。"))
        return nil
    }

    func problem(_ row: Int, _ column: Int, _ cells: [String], _ reason: String) -> RowProblem {
        RowProblem(
            row: row, column: header[column], value: cells.indices.contains(column) ? cells[column] : "",
            reason: reason)
    }

    /// Names every cell that cannot be taken and ends the command; nothing is computed from the rest.
    func refuse(_ problems: [RowProblem]) throws {
        guard !problems.isEmpty else { return }
        for problem in problems.prefix(50) {
            let place = header.firstIndex(of: problem.column).map { "（单元格\(Self.letters($0))\(problem.row)）" } ?? ""
            Console.message("第\(problem.row)行“\(problem.column)”：\(problem.value) \(problem.reason)\(place)")
        }
        throw Console.failure("共有\(problems.count)处要改，没有计算。")
    }

    /// The letters of a column, A for the first.
    private static func letters(_ column: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? last : letters(column / 26 - 1) + last
    }

    /// Local thresholds of a standard.
    func overrides() throws -> [StandardOverride] {
        let (condition, limit, basis) = (try column("条件"), try column("限值"), try column("依据"))
        let stage = try? column("学段")
        var (changes, problems): ([StandardOverride], [RowProblem]) = ([], [])
        for (number, cells) in rows where !cells.allSatisfy(\.isBlank) {
            func cell(_ column: Int?) -> String {
                column.flatMap { $0 < cells.count ? cells[$0].normalisedCell : nil } ?? ""
            }
            guard let points = Points(cell(limit)) else {
                problems.append(problem(number, limit, cells, "应为数字，小数最多四位。"))
                continue
            }
            let found = Stage.allCases.first { $0.label == cell(stage) }
            if found == nil, let stage, !cell(stage).isEmpty {
                problems.append(problem(number, stage, cells, "应为小学或初中。"))
            }
            changes.append(
                StandardOverride(condition: cell(condition), stage: found, limit: points, basis: cell(basis)))
        }
        try refuse(problems)
        return changes
    }
}
