import Store
import Supervision

/// Schools by months: who was seen, who is late; as a heat map, or as a ledger with everything else of a school.
struct CoverageMapPage: Page {
    let schools: [CoverageSchool]
    let address: CoverageAddress
    let viewer: Viewer
    let rule: CoverageRule
    /// Of the district that is shown; empty for all of the viewer's.
    let districtName: String
    /// By school and month.
    var visitors: [OrganisationID: [String: String]] = [:]
    var lines: [OrganisationID: CoverageLine] = [:]
    var rounds: [CoverageRound] = []
    var limits = CalendarLimits.usual

    var title: String { districtName.isEmpty ? "到校覆盖" : "\(districtName)：到校覆盖" }
    var section: String { "/coverage" }

    private var span: CoverageSpan { address.span }
    private var today: Day { viewer.day }

    /// As many rows as a screen bears: a whole county of cells, or twenty-five full lines.
    static func page(_ address: CoverageAddress) -> PageRequest {
        address.isList ? address.list.page : .chunk(address.list.page.number, of: 500)
    }

    /// The schools that this page shows, out of those that its filter finds.
    static func shown(_ chosen: [CoverageSchool], _ address: CoverageAddress) -> Listing<CoverageSchool> {
        let page = page(address)
        return Listing(rows: Array(chosen.dropFirst(page.offset).prefix(page.size)), total: chosen.count, page: page)
    }

    var main: HTML {
        let chosen = address.filter.chosen(schools, span)
        let listing = CoverageMapPage.shown(chosen, address)
        let crumbs = districtName.isEmpty ? [] : [("到校覆盖", "/coverage")]
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "\(span.name) · \(CoverageWords.rule(rule))", actions: actions).html)
            \(CoverageTabs(address: address, role: viewer.role, current: address.isList ? "list" : "map").html)
            \(FilterBar(address.list, filters, keeping: ["view", "district", "span"]).html)
            \(CoverageFigures(schools: schools, address: address, today: today, rounds: rounds).html)
            \(address.isList ? CoverageListTable(page: self, listing: listing).html : map(listing))
            """
    }

    private var actions: HTML {
        """
        <a class="button quiet" href="\(address.list.export(at: "/coverage/export.csv"))">CSV</a>\
        <a class="button" href="\(address.list.export(at: "/coverage/export.xlsx"))">导出 XLSX</a>
        """
    }

    private var filters: [HTML] {
        let inspectors = Set(schools.flatMap(\.inspectors)).sorted {
            ($0.name, $0.person.rawValue) < ($1.name, $1.person.rawValue)
        }
        let stages = Set(schools.flatMap(\.stages)).sorted()
        let zones = Set(schools.map(\.zone)).subtracting([""]).sorted()
        let zone: [HTML] =
            zones.isEmpty ? [] : [FilterBar.choice(address.list, "zone", "责任区", zones.map { Choice($0, $0) })]
        let hidden = ["view", "district", "month", "term", "floor"].filter { !address.list.filter($0).isEmpty }.map {
            name -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(address.list.filter(name))\">"
        }
        let states: [CoverageMonth.State] = [.late, .waiting, .visited, .extra]
        return [
            FilterBar.search(address.list, hint: "学校名称或代码"), address.spanField,
            FilterBar.choice(
                address.list, "kind", "类别",
                [
                    Choice("school", OrganisationKind.school.label),
                    Choice("kindergarten", OrganisationKind.kindergarten.label),
                ]),
            FilterBar.choice(address.list, "stage", "学段", stages.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address.list, "inspector", "责任督学",
                inspectors.map { Choice($0.person.rawValue, $0.name) } + [Choice("none", "没有责任督学")]),
            FilterBar.choice(address.list, "state", monthWords, states.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address.list, "late", "应到未到", [Choice("1", "只看有缺的")]),
        ] + zone + hidden
    }

    private var monthWords: String { address.filter.month.map { "\($0.first.month)月的情况" } ?? "月份情况" }

    // MARK: Heat map

    private func map(_ listing: Listing<CoverageSchool>) -> HTML {
        let names = span.months.map { month -> Ledger.Column in
            Ledger.Column("\(month.first.month)月", kind: "m")
        }
        let terms = span.terms.map { Ledger.Column($0.shortName, kind: "m") }
        var table = Ledger(
            [.init("学校", sort: "name", kind: "lead")] + names + terms
                + [.init("合计", sort: "visits", kind: "num"), .init("缺", sort: "late", kind: "num")],
            listing, at: address.list, unit: "所", empty: CoverageMapPage.empty, row: row)
        table.isKept = true
        return
            "\(CoverageWords.legend)<div class=\"heat\" data-heat tabindex=\"0\" role=\"region\" aria-label=\"各校各月到校情况\">\(table.html)</div>"
    }

    static let empty: HTML = """
        <div class="empty"><strong>没有符合条件的学校</strong>换个条件，或清除筛选。</div>
        """

    private func row(_ school: CoverageSchool) -> HTML {
        let months = school.coverage.months.enumerated().map { index, month in cell(school, span.months[index], month) }
        let terms = school.coverage.terms.map { term -> HTML in
            let text = [.ahead, .notDue, .unknown].contains(term.state) ? "—" : "\(term.visits)/\(term.needed)"
            let css =
                term.state == .late
                ? "h-late" : term.state == .reached ? "h-done" : term.state == .open ? "h-wait" : "h-none"
            return "<td class=\"m \(css)\" title=\"\(term.term.name)：\(term.state.label)\">\(text)</td>"
        }
        let late = school.coverage.lateMonths
        return """
            <tr class="\(school.coverage.isLate ? "late" : "")"><td class="lead">\
            <a href="\(address.path("/coverage/schools/\(school.id)"))">\(school.name)</a></td>\(months)\(terms)\
            <td class="num">\(school.coverage.visits)</td><td class="num">\(late == 0 ? "" : "\(late)")</td></tr>
            """
    }

    private func cell(_ school: CoverageSchool, _ month: Month, _ found: CoverageMonth) -> HTML {
        let css = CoverageWords.css(found.state, visits: found.visits)
        let text = CoverageWords.cell(found, needed: school.rule.perMonth)
        guard found.visits > 0 else { return "<td class=\"m \(css)\">\(text)</td>" }
        let who = visitors[school.id]?[month.text] ?? ""
        // An inspector opens what was written down together with others only; the school's page lists every visit.
        let link =
            viewer.role == .inspector
            ? address.path("/coverage/schools/\(school.id)") : "/visits?school=\(school.id)&month=\(month.text)"
        let isOther: HTML? = viewer.role == .inspector ? " data-uncounted" : nil
        return """
            <td class="m \(css)"><a href="\(link)" title="\(month.first.month)月 \(school.name)：\(who)"\(isOther)>\(text)</a></td>
            """
    }
}
