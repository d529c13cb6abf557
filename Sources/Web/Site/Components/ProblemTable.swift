import Store
import Supervision

/// Cells of a sheet that are wrong: where each is, what stands there, what is wrong with it.
enum ProblemTable {
    private static let columns: [Ledger.Column] = [
        .init("行号", kind: "num"), .init("列"), .init("内容"), .init("问题", kind: "long"),
    ]

    /// Those that an import keeps, page by page; nil where there are none.
    static func section(
        _ title: String, _ problems: Listing<RowProblem>, at address: ListAddress, exportPath: String
    ) -> HTML? {
        guard problems.total > 0 else { return nil }
        let table = Ledger(columns, problems, at: address, unit: "处", exportPath: exportPath, row: row)
        return "<section class=\"section\"><h2>\(title)</h2>\(table.html)</section>"
    }

    /// Those of a sheet that was refused at once, of which nothing is kept; nil where there are none.
    static func refused(_ problems: [RowProblem]) -> HTML? {
        guard !problems.isEmpty else { return nil }
        return """
            <div class="notice error" role="alert"><strong>表格有\(problems.count)处需要修改，没有导入任何内容。</strong></div>
            <table class="ledger"><thead><tr><th scope="col" class="num">行号</th><th scope="col">列</th>\
            <th scope="col">内容</th><th scope="col" class="long">问题</th></tr></thead><tbody>\(problems.prefix(100).map(row))</tbody></table>
            """
    }

    private static func row(_ problem: RowProblem) -> HTML {
        """
        <tr>\(Ledger.cell("行号", "\(problem.row)", kind: "num"))\(Ledger.cell("列", "\(problem.column)"))\
        \(Ledger.cell("内容", "\(problem.value.isEmpty ? "（空）" : problem.value)"))\
        \(Ledger.cell("问题", "\(problem.reason)", kind: "long"))</tr>
        """
    }
}
