import Store
import Supervision

/// Results as the clerks of 年检, 级类 and 评优 look for them.
struct ResultListPage: Page {
    let listing: Listing<ResultRow>
    let choices: ResultChoices
    let address: ListAddress

    var title: String { "结果运用" }
    var section: String { "/results" }

    private var purpose: ResultUse.Purpose {
        ResultUse.Purpose(rawValue: address.filter("purpose")) ?? .annualCheck
    }

    var main: HTML {
        let head = PageHead(
            title, subtitle: "办理年检、级类评定和评优评先时，从这里调阅督导结果；每次调阅都有记录。",
            actions: "<a class=\"button\" href=\"/results/uses\">运用记录</a>")
        let tabs = ResultUse.Purpose.allCases.map { item -> HTML in
            let current: HTML? = item == purpose ? " aria-current=\"page\"" : nil
            return "<a href=\"/results?purpose=\(item.rawValue)\"\(current)>\(item.label)</a>"
        }
        return """
            \(head.html)
            <nav class="tabs" aria-label="用途">\(tabs)</nav>
            \(FilterBar(address, filters).html)
            \(table)
            """
    }

    private var filters: [HTML] {
        [
            "<input type=\"hidden\" name=\"purpose\" value=\"\(purpose.rawValue)\">",
            FilterBar.search(address, hint: "单位或代码"),
            FilterBar.choice(address, "grade", "等次", choices.grades.map { Choice($0, $0) }),
            FilterBar.choice(address, "year", "督导年份", choices.years.map { Choice("\($0)", "\($0)年") }),
            FilterBar.choice(
                address, "used", "\(purpose.label)运用", [Choice("yes", "已调阅"), Choice("no", "未调阅")]),
        ]
    }

    private var table: HTML {
        Ledger(
            [
                .init("单位", sort: "name"), .init("代码", sort: "code", kind: "code"),
                .init("督导日期", sort: "done", kind: "date"), .init("来源"), .init("得分", kind: "num"),
                .init("等次", sort: "grade"), .init("\(purpose.label)调阅", kind: "num"), .init("", kind: "actions"),
            ], listing, at: address, unit: "项", exportPath: "/results/export.xlsx", empty: empty, row: row
        ).html
    }

    private var empty: HTML {
        let isFiltered = ["q", "grade", "year", "used"].contains { !address.filter($0).isEmpty }
        return isFiltered
            ? "<div class=\"empty\"><strong>没有符合条件的结果</strong>换个条件，或<a href=\"/results\">查看全部</a>。</div>"
            : "<div class=\"empty\"><strong>还没有督导结果</strong>评估提交之后，或在“五年一轮”补录往年结果之后，结果列在这里。</div>"
    }

    private func row(_ row: ResultRow) -> HTML {
        let uses: HTML =
            row.uses == 0
            ? "0"
            : "<a href=\"/results/uses?purpose=\(purpose.rawValue)&organisation=\(row.key.organisation)\">\(row.uses)</a>"
        return """
            <tr>\(Ledger.cell("单位", "<a href=\"/organisations/\(row.key.organisation)/results\">\(row.name)</a>", kind: "lead"))\
            \(Ledger.cell("代码", "\(row.code)", kind: "code"))\(Ledger.cell("督导日期", When.html(row.doneOn), kind: "date"))\
            \(Ledger.cell("来源", "\(row.source)"))\(Ledger.cell("得分", "\(row.scoreText)", kind: "num"))\
            \(Ledger.cell("等次", "\(row.grade)"))\(Ledger.cell("\(purpose.label)调阅", uses, kind: "num"))\
            \(Ledger.cell("", ResultOpening(key: row.key, purposes: [purpose]).html, kind: "actions"))</tr>
            """
    }
}

extension ResultRow {
    var scoreText: String? { score.isEmpty ? nil : Score(stored: score)?.formatted() ?? score }
}

/// The button that opens a result, and thereby records the use.
struct ResultOpening: Sendable {
    let key: ResultKey
    let purposes: [ResultUse.Purpose]

    var html: HTML {
        let buttons = purposes.map { purpose -> HTML in
            let label = purposes.count == 1 ? "调阅" : "用于\(purpose.label)"
            return "<button class=\"small\" name=\"purpose\" value=\"\(purpose.rawValue)\">\(label)</button>"
        }
        return """
            <form class="inline" method="post" action="/results/uses">\(FormSeal())\
            <input type="hidden" name="organisation" value="\(key.organisation)">\
            <input type="hidden" name="inspection" value="\(key.inspection?.rawValue ?? "")">\
            <input type="hidden" name="round" value="\(key.round)">\(buttons)</form>
            """
    }
}
