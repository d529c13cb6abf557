import Store
import Supervision

/// How the month and the term will end if visits go on as in the last weeks.
struct CoverageForecastPage: Page {
    let outlook: CoverageOutlook
    /// Of an office over several counties.
    let districts: [CoverageDistrictName]
    let address: CoverageAddress
    let viewer: Viewer

    var title: String { "到校预测" }
    var section: String { "/coverage" }

    private var month: Month { Month(of: viewer.day) }
    private var isWide: Bool { address.district == nil && CoverageDistricts.isWide(viewer) }

    /// The county whose schools a line is about; empty for an office of one.
    func district(of line: ForecastLine) -> String {
        (line.district ?? address.district).map(districts.name) ?? ""
    }

    /// In the address's order; the page and its export read the same.
    var rows: [ForecastLine] {
        let text = address.list.filter("q")
        let found = outlook.lines.filter {
            text.isEmpty || ($0.inspector?.name.contains(text) ?? false) || (isWide && district(of: $0).contains(text))
        }
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
            按\(outlook.from.chinese)至\(outlook.until.chinese)的进度推算；同一所学校在一个月里多去的不算进度，各督学只去自己负责的学校。\
            \(outlook.isMixed ? "另有规定的区县按自己规定的周数和校历推算。" : nil)
            """
        let page = PageRequest(number: address.list.page.number, size: 50)
        let rows = rows
        let listing = Listing(
            rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        return """
            \(PageHead(title, crumbs: [("到校覆盖", "/coverage")], subtitle: subtitle).html)
            \(CoverageTabs(address: address, role: viewer.role, current: "forecast", isWide: isWide).html)
            <div class="halves">\(half("本月（到\(outlook.monthEnds.chinese)）", "本地要求", outlook.month, month: true))\
            \(half("本学期（到\(outlook.termEnds.chinese)放假）", "法定要求", outlook.term, month: false))</div>
            <section class="section"><h2>各督学</h2>\(FilterBar(address.list, filters, keeping: kept).html)\
            <div class="dense">\(table(listing).html)</div></section>
            """
    }

    private var filters: [HTML] {
        let search = FilterBar.search(address.list, hint: isWide ? "督学姓名、区县" : "督学姓名")
        return [search, districts.field(address.list) ?? address.districtField ?? .empty]
    }

    /// An office over several counties clears its choice with the rest.
    private var kept: Set<String> { districts.isEmpty ? ["district"] : [] }

    private func half(_ title: String, _ rule: String, _ sum: ForecastSum, month isMonth: Bool) -> HTML {
        let missed: HTML
        if !isMonth, outlook.isTermOver {
            missed = "本学期授课已经结束。"
        } else if let count = sum.missed {
            let tone: HTML = count > 0 ? "<strong class=\"late-text\">\(count)所</strong>" : "<strong>0所</strong>"
            missed = "照这个进度，到期仍有\(tone)没有达到\(rule)。"
        } else {
            missed = "最近几周不在授课期间，没有进度可以推算。"
        }
        // Over several counties the lines below lead to their schools.
        let lacking: HTML = isWide ? "\(sum.lacking)所" : "<a href=\"\(link(isMonth, nil))\">\(sum.lacking)所</a>"
        return """
            <section class="section"><h2>\(title)</h2><p>\(sum.schools)所学校、幼儿园中，还有\
            \(lacking)没有达到\(rule)。\(missed)</p></section>
            """
    }

    private func link(_ isMonth: Bool, _ inspector: String?, in district: District? = nil) -> String {
        let term = SchoolTerm(viewer.day)
        let pairs =
            isMonth
            ? [("month", month.text), ("state", "waiting")]
            : [("term", term.key), ("floor", outlook.isTermOver ? "late" : "open")]
        return coverage(pairs + (inspector.map { [("inspector", $0)] } ?? []), in: district)
    }

    /// The schools of a line; an office over several counties finds them in their county.
    private func coverage(_ pairs: [(String, String)], in district: District?) -> String {
        address.path("/coverage", (district.map { [("district", $0.text)] } ?? []) + pairs)
    }

    private func table(_ listing: Listing<ForecastLine>) -> Ledger {
        Ledger(
            [.init("督学", sort: "inspector", kind: "lead")] + (isWide ? [.init("区县")] : []) + [
                .init("学校", kind: "num"), .init("本月待到校", kind: "num"),
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
        let district = isWide ? line.district : nil
        let place: HTML? = isWide ? Ledger.cell("区县", "\(self.district(of: line))") : nil
        return """
            <tr class="\(isLate ? "late" : "")">\(Ledger.cell("督学", line.inspector.map { "\($0.name)" } ?? "没有责任督学", kind: "lead"))\(place)\
            \(count("学校", line.schools, coverage(id.map { [("inspector", $0)] } ?? [], in: district)))\
            \(count("本月待到校", line.month.lacks.count, link(true, id, in: district)))\(Ledger.cell("近期有效到校", "\(line.month.useful)", kind: "num"))\
            \(missed("预计月底未到", line.month.missed))\(count("学期法定还差", line.term.lacks.count, link(false, id, in: district)))\
            \(missed("预计学期末未达到", line.term.missed))</tr>
            """
    }
}
