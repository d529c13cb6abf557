import Store
import Supervision

/// The counties of a city or a province by a balance standard, the worst first.
struct BalanceCountiesPage: Page {
    let lines: [BalanceCounties.Line]
    let year: Int
    let address: BalanceAddress

    var title: String { "\(address.question.standard.name)监测" }
    var section: String { "/balance" }

    var main: HTML {
        let verdicts = [BalanceVerdict.pass, .fail, .undetermined]
        let figures = verdicts.map { verdict -> HTML in
            Figure.html(
                verdict.label, lines.filter { $0.verdict == verdict }.count, "个",
                address.list.with("verdict", verdict.rawValue),
                isLate: verdict == .fail && lines.contains { $0.verdict == .fail })
        }
        let years = ((year - 4)...(year + 1)).reversed().map { $0 }
        let shared = address.filters(years)
        return """
            \(PageHead(title, subtitle: "\(year)年 · 各区县按学校填报的数据随时算出").html)
            \(FilterBar(address.list, [FilterBar.choice(address.list, "verdict", "结论", verdicts.map { Choice($0.rawValue, $0.label) })] + shared).html)
            <dl class="figures">\(figures)</dl>
            \(table.html)
            """
    }

    /// The worst first: what fails by most indicators, then by schools, then by how near the limit it is.
    private var shown: [BalanceCounties.Line] {
        let wanted = BalanceVerdict(rawValue: address.list.filter("verdict"))
        let order = address.list.sort(["worst", "name", "-failing", "-uneven", "-schools"])
        let found = lines.filter { wanted == nil || $0.verdict == wanted }.sorted { left, right in
            switch order.column {
            case "name": left.district.code < right.district.code
            case "failing": left.failing < right.failing
            case "uneven": left.unevenCount < right.unevenCount
            case "schools": left.schools < right.schools
            default:
                (left.verdict == .fail ? 0 : 1, -(left.worst?.strain ?? 0), left.district.code)
                    < (right.verdict == .fail ? 0 : 1, -(right.worst?.strain ?? 0), right.district.code)
            }
        }
        return order.isDescending ? found.reversed() : found
    }

    private var table: Ledger {
        let rows = shown
        return Ledger(
            [
                .init("区县", sort: "name", kind: "lead"), .init("学校", sort: "schools", kind: "num"),
                .init("未填报", kind: "num"), .init("不达标学校", sort: "failing", kind: "num"),
                .init("超限指标", sort: "uneven", kind: "num"), .init("最差的差异系数", sort: "worst", kind: "long"), .init("结论"),
            ], Listing(rows: rows, total: rows.count, page: .chunk(1, of: max(rows.count, 1))), at: address.list,
            unit: "个区县", empty: "<div class=\"empty\"><strong>没有符合条件的区县</strong>学校填报采集表后，指标随时算出。</div>", row: row)
    }

    private func row(_ line: BalanceCounties.Line) -> HTML {
        let county = ("district", line.district.text)
        let worst = line.worst.map { worst in
            "\(worst.stage.label)\(worst.indicator)\(BalanceText.coefficient(worst.coefficient, limit: worst.limit, isWithin: worst.strain <= 1))（限值\(BalanceText.limit(worst.limit))）"
        }
        return """
            <tr class="\(line.verdict == .fail ? "late" : "")">\
            \(Ledger.cell("区县", "<a href=\"\(address.link("/balance", [county]))\">\(line.name)</a>", kind: "lead"))\
            \(Ledger.cell("学校", "\(line.schools)", kind: "num"))\(Ledger.cell("未填报", "\(line.silent)", kind: "num"))\
            \(Ledger.cell("不达标学校", "<a href=\"\(address.link("/balance/schools", [county, ("verdict", "fail")]))\" data-uncounted>\(line.failing)</a>", kind: "num"))\
            \(Ledger.cell("超限指标", "\(line.unevenCount)", kind: "num"))\
            \(Ledger.cell("最差的差异系数", "\(worst ?? "—")", kind: "long"))\(Ledger.cell("结论", line.verdict.badge))</tr>
            """
    }
}
