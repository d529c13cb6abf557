import Store
import Supervision

/// The counties of a province, of which one is chosen before a list of schools is made.
struct CoverageChoicePage: Page {
    let title: String
    let districts: [CoverageDistrictName]
    let address: CoverageAddress
    let viewer: Viewer

    var section: String { "/coverage" }

    var main: HTML {
        let text = address.list.filter("q")
        let found = districts.filter { text.isEmpty || $0.name.contains(text) || $0.cityName.contains(text) }
        let page = PageRequest(number: address.list.page.number, size: 200)
        let listing = Listing(
            rows: Array(found.dropFirst(page.offset).prefix(page.size)), total: found.count, page: page)
        let table = Ledger(
            [.init("区县", kind: "lead"), .init("所在市"), .init("学校、幼儿园", kind: "num")], listing, at: address.list,
            unit: "个区县", empty: "<div class=\"empty\"><strong>没有符合条件的区县</strong>换个名称再找。</div>", row: row)
        return """
            \(PageHead(title, crumbs: [("到校覆盖", "/coverage")],
                subtitle: "学校超过\(CoverageDistricts.most)所，请先选择区县。").html)
            \(CoverageTabs(address: address, role: viewer.role, current: tab, isWide: true).html)
            \(FilterBar(address.list, [FilterBar.search(address.list, hint: "区县或市的名称")]).html)
            \(table.html)
            """
    }

    private var tab: String { address.list.path.hasSuffix("next") ? "next" : "forecast" }

    private func row(_ district: CoverageDistrictName) -> HTML {
        let link = "\(address.list.path)?district=\(Fields.encoded(district.district.text))"
        return """
            <tr>\(Ledger.cell("区县", "<a href=\"\(link)\">\(district.name)</a>", kind: "lead"))\
            \(Ledger.cell("所在市", "\(district.cityName)"))\(Ledger.cell("学校、幼儿园", "\(district.schools)", kind: "num"))</tr>
            """
    }
}

extension [CoverageDistrictName] {
    /// A field that narrows a page to one of them; nothing where there is only one.
    func field(_ address: ListAddress) -> HTML? {
        isEmpty
            ? nil
            : FilterBar.choice(
                address, "district", "区县", map { Choice($0.district.text, $0.name) }, all: "全部区县")
    }

    func name(of district: District) -> String { first { $0.district == district }?.name ?? "" }
}
