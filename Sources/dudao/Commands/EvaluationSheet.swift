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
    func number(in cells: [String], at column: Int, row: Int, _ problems: inout [RowProblem]) -> Points? {
        let text = (cells.indices.contains(column) ? cells[column] : "").normalisedCell
            .filter { $0 != "," && $0 != "，" && !$0.isWhitespace }
        if let value = Points(text), value >= .zero { return value }
        problems.append(problem(row, column, cells, text.isEmpty ? "没有填。" : "应为不小于0的数字。"))
        return nil
    }

    func problem(_ row: Int, _ column: Int, _ cells: [String], _ reason: String) -> RowProblem {
        RowProblem(
            row: row, column: header[column], value: cells.indices.contains(column) ? cells[column] : "",
            reason: reason)
    }
}
