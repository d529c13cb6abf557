import Store
import Supervision

/// What one measure of a year counts, case by case.
struct AppraisalCasesPage: Page {
    let record: AppraisalRecord
    let measure: AppraisalMeasure
    let listing: Listing<AppraisalCase>
    let address: ListAddress
    let viewer: Viewer

    var title: String { "\(record.name)\(record.year)年：\(measure.label)" }
    var section: String { AppraisalPage.section(viewer) }

    var main: HTML {
        let crumbs = AppraisalPage.crumbs(record, viewer) + [(record.name, AppraisalWords.path(record))]
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "\(measure.rule)").html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        let search = FilterBar.search(address, hint: "学校或名称")
        guard [.coverage, .findings, .reports].contains(measure) else { return [search] }
        let words: (String, String) =
            switch measure {
            case .coverage: ("已到校", "未到校")
            case .findings: ("已销号", "已逾期")
            default: ("按时", "超期")
            }
        return [
            search, FilterBar.choice(address, "state", "结果", [Choice("met", words.0), Choice("missed", words.1)]),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("日期", sort: "day", kind: "date"), .init("事项", sort: "title", kind: "long"), .init("结果"),
                .init("说明"),
            ], listing, at: address, exportPath: "\(address.path)/export.xlsx"
        ) { row in
            let path = row.visit.map { "/visits/\($0)" } ?? row.finding.map { "/findings/\($0)" }
            let name: HTML = path.map { "<a href=\"\($0)\">\(row.title)</a>" } ?? "\(row.title)"
            let result = AppraisalWords.result(measure, row)
            return """
                <tr>\(Ledger.cell("日期", When.html(row.day), kind: "date"))\(Ledger.cell("事项", name, kind: "lead long"))\
                \(Ledger.cell("结果", row.isMet ? Badge.html(result, .good) : Badge.html(result, .late)))\
                \(Ledger.cell("说明", "\(row.note)"))</tr>
                """
        }
    }
}

/// Anonymous ratings school by school, where so many answered that nobody can be told.
struct AppraisalTalliesPage: Page {
    let record: AppraisalRecord
    let measure: AppraisalMeasure
    let cases: [AppraisalCase]
    let viewer: Viewer

    var title: String { "\(record.name)\(record.year)年：\(measure.label)" }
    var section: String { AppraisalPage.section(viewer) }

    var main: HTML {
        let crumbs = AppraisalPage.crumbs(record, viewer) + [(record.name, AppraisalWords.path(record))]
        let rows = cases.map { row -> HTML in
            let mean = row.figure.map { figure -> HTML in "\(AppraisalWords.mean(figure))" }
            return """
                <tr>\(Ledger.cell("学校", "\(row.title)", kind: "lead long"))\
                \(Ledger.cell("份数", row.forms.map { "\($0)" } ?? "—", kind: "num"))\
                \(Ledger.cell("平均分（1至5）", mean ?? "不足\(RatingRule.least)份，不显示", kind: "num"))</tr>
                """
        }
        let table: HTML = """
            <table class="ledger"><thead><tr><th scope="col" class="long">学校</th><th scope="col" class="num">份数</th>\
            <th scope="col" class="num">平均分（1至5）</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "\(measure.rule)").html)
            \(cases.isEmpty ? "<div class=\"empty\"><strong>没有可以显示的评价</strong></div>" as HTML : table)
            """
    }
}
