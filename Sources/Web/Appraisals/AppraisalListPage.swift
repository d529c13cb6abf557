import Store
import Supervision

/// All inspectors of an office with their year.
struct AppraisalListPage: Page {
    let listing: Listing<AppraisalRecord>
    let address: ListAddress
    let year: Int
    let today: Day

    var title: String { "\(year)年督学年度考核" }
    var section: String { "/inspectors/appraisals" }

    var main: HTML {
        let actions: HTML = """
            <a class="button" href="/inspectors/ratings">学校和教师评价</a>\
            <a class="button" href="/inspectors/parent-ratings">家长评价</a>\
            <a class="button" href="/inspectors/appraisals/rules">考核规定</a>
            """
        let clause = AppraisalRules.clause
        return """
            \(PageHead(title, subtitle: "\(clause.text)：\(clause.summary)。没有数据的项目不按零分算，不计其权重。", actions: actions).html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "姓名或编号"),
            FilterBar.choice(
                address, "year", "年度", (0..<6).map { today.year - $0 }.map { Choice("\($0)", "\($0)年") },
                all: "\(today.month <= 6 ? today.year - 1 : today.year)年"),
            FilterBar.choice(
                address, "grade", "等次", AppraisalGrade.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "state", "状态",
                [Choice("open", "未核定"), Choice("confirmed", "已核定"), Choice("incomplete", "有未知项目")]),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("编号", sort: "code", kind: "code"), .init("姓名", sort: "name"), .init("到校", kind: "num"),
                .init("按月覆盖", kind: "num"), .init("整改", kind: "num"), .init("按时", kind: "num"),
                .init("培训", kind: "num"), .init("得分", sort: "score", kind: "num"), .init("等次", sort: "grade"),
                .init("核定"),
            ], listing, at: address, unit: "人", exportPath: "/inspectors/appraisals/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有符合条件的督学</strong>只列出本督导室聘任的督学。</div>"
        ) { record in
            """
            <tr>\(Ledger.cell("编号", "\(record.code)", kind: "code"))\
            \(Ledger.cell("姓名", "<a href=\"\(AppraisalWords.path(record))\">\(record.name)</a>", kind: "lead"))\
            \(Ledger.cell("到校", AppraisalWords.linked(.visits, record), kind: "num"))\
            \(Ledger.cell("按月覆盖", AppraisalWords.linked(.coverage, record), kind: "num"))\
            \(Ledger.cell("整改", AppraisalWords.linked(.findings, record), kind: "num"))\
            \(Ledger.cell("按时", AppraisalWords.linked(.reports, record), kind: "num"))\
            \(Ledger.cell("培训", AppraisalWords.linked(.training, record), kind: "num"))\
            \(Ledger.cell("得分", AppraisalWords.score(record), kind: "num"))\
            \(Ledger.cell("等次", AppraisalWords.grade(record.grade)))\
            \(Ledger.cell("核定", record.confirmation.map { When.html($0.on) } ?? "未核定"))</tr>
            """
        }
    }
}
