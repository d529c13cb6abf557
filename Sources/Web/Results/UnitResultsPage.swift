import Store
import Supervision

/// All results of one unit, with the buttons that open them and the uses so far.
struct UnitResultsPage: Page {
    let unit: OrganisationRecord
    let results: [ResultRow]
    let uses: [ResultUseRow]
    let canAct: Bool

    var title: String { "\(unit.name)的督导结果" }
    var section: String { "/organisations" }

    var main: HTML {
        let crumbs = [("单位", "/organisations"), (unit.name, "/organisations/\(unit.id)")]
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "用于年检、级类评定和评优评先时，请从这里调阅，以便留下记录。").html)
            \(table)
            <section class="section"><h2>运用记录</h2>\(ResultUseTable.html(uses))</section>
            """
    }

    private var table: HTML {
        guard !results.isEmpty else {
            return "<div class=\"empty\"><strong>还没有督导结果</strong>评估提交之后，或补录往年结果之后，列在这里。</div>"
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">督导</th><th scope="col" class="date">督导日期</th>\
            <th scope="col" class="num">得分</th><th scope="col">等次</th><th scope="col" class="num">运用</th>\
            <th scope="col" class="actions"></th></tr></thead><tbody>\(results.map(row))</tbody></table>
            """
    }

    private func row(_ row: ResultRow) -> HTML {
        let source: HTML =
            row.key.inspection.map { "<a href=\"/inspections/\($0)\">\(row.source)</a>" } ?? "\(row.source)"
        let open: HTML? =
            canAct ? ResultOpening(key: row.key, purposes: ResultUse.Purpose.allCases).html : nil
        return """
            <tr>\(Ledger.cell("督导", source, kind: "lead"))\(Ledger.cell("督导日期", When.html(row.doneOn), kind: "date"))\
            \(Ledger.cell("得分", "\(row.scoreText)", kind: "num"))\(Ledger.cell("等次", "\(row.grade)"))\
            \(Ledger.cell("运用", "\(row.uses)", kind: "num"))\(Ledger.cell("", "\(open)", kind: "actions"))</tr>
            """
    }
}
