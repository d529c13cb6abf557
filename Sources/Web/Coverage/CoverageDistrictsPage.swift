import Store
import Supervision

/// The counties of a city or a province by months: which share of the schools was seen, and how many were not.
struct CoverageDistrictsPage: Page {
    let districts: [CoverageDistrict]
    let address: CoverageAddress
    let viewer: Viewer
    let rule: CoverageRule

    var title: String { "到校覆盖" }
    var section: String { "/coverage" }

    private var span: CoverageSpan { address.span }

    var main: HTML {
        let actions: HTML = """
            <a class="button quiet" href="\(address.list.export(at: "/coverage/export.csv"))">CSV</a>\
            <a class="button" href="\(address.list.export(at: "/coverage/export.xlsx"))">导出 XLSX</a>
            """
        let rows = CoverageDistrictsPage.rows(districts, address)
        let page = PageRequest(number: address.list.page.number, size: 200)
        let listing = Listing(
            rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        return """
            \(PageHead(title, subtitle: """
                \(span.name) · \(CoverageWords.rule(rule)) 各区县有自己规定的按其规定；开发区单独列出，其学校也计入所在区县。
                """, actions: actions).html)
            \(CoverageTabs(address: address, role: viewer.role, current: "districts", isWide: true).html)
            \(FilterBar(address.list, [FilterBar.search(address.list, hint: "区县名称或代码"), address.spanField], keeping: ["span"]).html)
            <p class="heat-legend muted">格中为已到校学校占应到学校的比例，红色数字是未到校的学校数。</p>
            <div class="heat" tabindex="0" role="region" aria-label="各区县各月到校情况">\(table(listing).html)</div>
            """
    }

    private func table(_ listing: Listing<CoverageDistrict>) -> Ledger {
        var table = Ledger(
            [.init("区县", sort: "name", kind: "lead"), .init("学校", sort: "schools", kind: "num")]
                + span.months.map { Ledger.Column("\($0.first.month)月", kind: "m") }
                + span.terms.map { Ledger.Column("\($0.shortName)法定", kind: "m") }
                + [.init("缺", sort: "late", kind: "num")],
            listing, at: address.list, unit: "个区县",
            empty: "<div class=\"empty\"><strong>没有符合条件的区县</strong>登记学校之后，各区县会列在这里。</div>", row: row)
        table.isKept = true
        return table
    }

    private func link(_ district: CoverageDistrict, _ pairs: [(String, String)] = []) -> String {
        let query = [("district", district.district.text), ("span", address.list.filter("span"))] + pairs
        return "/coverage?"
            + query.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
    }

    private func row(_ district: CoverageDistrict) -> HTML {
        let sum = district.sum
        let months = span.months.indices.map { index in
            cell(sum.months[index], link(district, [("month", span.months[index].text), ("state", "late")]))
        }
        let terms = span.terms.indices.map { index in
            cell(sum.terms[index], link(district, [("term", span.terms[index].key), ("floor", "late")]))
        }
        let city: HTML? = district.cityName.isEmpty ? nil : "<small>\(district.cityName)</small>"
        let late = district.late
        // A school that was missed in two months counts twice here and stands once in the list.
        let missed: HTML = """
            <a href="\(link(district, [("late", "1")]))" title="缺\(late)校次（一所学校缺一个月算一次）" data-uncounted>\(late)</a>
            """
        return """
            <tr class="\(late > 0 ? "late" : "")"><td class="lead"><a href="\(link(district))">\(district.name)</a>\(city)</td>\
            <td class="num"><a href="\(link(district, [("view", "list")]))">\(sum.schools)</a></td>\(months)\(terms)\
            <td class="num">\(late == 0 ? nil : missed)</td></tr>
            """
    }

    private func cell(_ count: CoverageSum.Count, _ link: String) -> HTML {
        guard count.due > 0 else { return "<td class=\"m h-none\">—</td>" }
        // Whole percent, cut off: 99.9 % is not all of them.
        let share = count.done * 100 / count.due
        let css = count.late > 0 ? "h-late" : count.waiting > 0 ? "h-wait" : "h-done"
        let late: HTML? = count.late == 0 ? nil : "<small>缺<a href=\"\(link)\">\(count.late)</a></small>"
        return """
            <td class="m \(css)" title="应到\(count.due)所，已到\(count.done)所，未到\(count.late)所，待到\(count.waiting)所">\(share)%\(late)</td>
            """
    }

    /// What the address asks for, in its order; the page and its export read the same.
    static func rows(_ districts: [CoverageDistrict], _ address: CoverageAddress) -> [CoverageDistrict] {
        let text = address.list.filter("q")
        let found = districts.filter {
            text.isEmpty || $0.name.contains(text) || $0.district.code == text || $0.cityName.contains(text)
        }
        let order = address.list.sort(["name", "schools", "late"])
        let sorted =
            switch order.column {
            case "schools": found.sorted { ($0.sum.schools, $0.district.code) < ($1.sum.schools, $1.district.code) }
            case "late": found.sorted { ($0.late, $0.district.code) < ($1.late, $1.district.code) }
            default: found
            }
        return order.isDescending ? sorted.reversed() : sorted
    }
}

extension CoverageDistrict {
    /// School-months that were missed.
    var late: Int { sum.months.reduce(0) { $0 + $1.late } }
}
