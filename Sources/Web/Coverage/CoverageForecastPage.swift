import Store
import Supervision

/// How the month and the term will end if visits go on as in the last weeks.
struct CoverageForecastPage: Page {
    let outlook: CoverageOutlook
    let address: CoverageAddress
    let viewer: Viewer

    var title: String { "到校预测" }
    var section: String { "/coverage" }

    private var month: Month { Month(of: viewer.day) }

    /// In the address's order; the page and its export read the same.
    var rows: [ForecastLine] {
        let text = address.list.filter("q")
        let found = outlook.lines.filter { text.isEmpty || ($0.inspector?.name.contains(text) ?? false) }
        let order = address.list.sort(["inspector", "month", "term"])
        let sorted =
            switch order.column {
            case "month": found.sorted { ($0.month.missed ?? -1, $1.schools) < ($1.month.missed ?? -1, $0.schools) }
            case "term": found.sorted { ($0.term.missed ?? -1, $1.schools) < ($1.term.missed ?? -1, $0.schools) }
            default: found
            }
        return order.isDescending ? sorted.reversed() : sorted
    }

    var main: HTML {
        let subtitle: HTML = """
            按\(outlook.from.chinese)至\(outlook.until.chinese)的进度推算；同一所学校在一个月里多去的不算进度，各督学只去自己负责的学校。
            """
        let page = PageRequest(number: address.list.page.number, size: 50)
        let rows = rows
        let listing = Listing(
            rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        return """
            \(PageHead(title, crumbs: [("到校覆盖", "/coverage")], subtitle: subtitle).html)
            \(CoverageTabs(address: address, role: viewer.role, current: "forecast").html)
            <div class="halves">\(half("本月（到\(outlook.monthEnds.chinese)）", "本地要求", outlook.month, month: true))\
            \(half("本学期（到\(outlook.termEnds.chinese)放假）", "法定要求", outlook.term, month: false))</div>
            <section class="section"><h2>各督学</h2>\(FilterBar(address.list, [FilterBar.search(address.list, hint: "督学姓名")], keeping: ["district"]).html)\
            <div class="dense">\(table(listing).html)</div></section>
            """
    }

    private func half(_ title: String, _ rule: String, _ sum: ForecastSum, month isMonth: Bool) -> HTML {
        let missed: HTML
        if let count = sum.missed {
            let tone: HTML = count > 0 ? "<strong class=\"late-text\">\(count)所</strong>" : "<strong>0所</strong>"
            missed = "照这个进度，到期仍有\(tone)没有达到\(rule)。"
        } else {
            missed = "最近几周不在授课期间，没有进度可以推算。"
        }
        let link = link(isMonth, nil)
        return """
            <section class="section"><h2>\(title)</h2><p>\(sum.schools)所学校、幼儿园中，还有\
            <a href="\(link)">\(sum.lacking)所</a>没有达到\(rule)。\(missed)</p></section>
            """
    }

    private func link(_ isMonth: Bool, _ inspector: String?) -> String {
        let term = SchoolTerm(viewer.day)
        let pairs =
            isMonth ? [("month", month.text), ("state", "waiting")] : [("term", term.key), ("floor", "open")]
        return address.path("/coverage", pairs + (inspector.map { [("inspector", $0)] } ?? []))
    }

    private func table(_ listing: Listing<ForecastLine>) -> Ledger {
        Ledger(
            [
                .init("督学", sort: "inspector", kind: "lead"), .init("学校", kind: "num"), .init("本月待到校", kind: "num"),
                .init("近期有效到校", kind: "num"), .init("预计月底未到", sort: "month", kind: "num"),
                .init("学期法定还差", kind: "num"), .init("预计学期末未达到", sort: "term", kind: "num"),
            ], listing, at: address.list, unit: "名督学", exportPath: "/coverage/forecast/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有学校</strong>登记学校并确定责任督学之后，可以在这里推算。</div>", row: row)
    }

    private func row(_ line: ForecastLine) -> HTML {
        let isOwn = viewer.role == .inspector
        let id = isOwn ? nil : line.inspector?.person.rawValue ?? "none"
        func count(_ title: String, _ number: Int, _ path: String) -> HTML {
            Ledger.cell(
                title, number == 0 ? "0" : "<a href=\"\(path)\"\(mark)>\(number)</a>", kind: "num")
        }
        // A school with two inspectors stands in the line of the first and in the ledgers of both.
        let mark: HTML? = isOwn ? nil : " data-uncounted"
        func missed(_ title: String, _ number: Int?) -> HTML {
            let text: HTML = number.map { "\($0)" } ?? "<span class=\"muted\">暂无依据</span>"
            return Ledger.cell(
                title, (number ?? 0) > 0 ? "<strong class=\"late-text\">\(text)</strong>" : text, kind: "num")
        }
        let isLate = (line.month.missed ?? 0) > 0 || (line.term.missed ?? 0) > 0
        return """
            <tr class="\(isLate ? "late" : "")">\(Ledger.cell("督学", line.inspector.map { "\($0.name)" } ?? "没有责任督学", kind: "lead"))\
            \(count("学校", line.schools, address.path("/coverage", id.map { [("inspector", $0)] } ?? [])))\
            \(count("本月待到校", line.month.lacks.count, link(true, id)))\(Ledger.cell("近期有效到校", "\(line.month.useful)", kind: "num"))\
            \(missed("预计月底未到", line.month.missed))\(count("学期法定还差", line.term.lacks.count, link(false, id)))\
            \(missed("预计学期末未达到", line.term.missed))</tr>
            """
    }
}
