import Store
import Supervision

/// One school by months and terms with every visit, to those who look after it and in its own words to itself.
struct CoverageSchoolPage: Page {
    let school: CoverageSchool
    let address: CoverageAddress
    let viewer: Viewer
    let visits: [CoverageVisit]
    /// Checks of campaigns and joint visits by term, for whoever is told of them.
    let checks: [SchoolTerm: Int]
    let limits: CalendarLimits

    var title: String { isOwn ? "督学到校情况" : "\(school.name)：到校情况" }
    var section: String { "/coverage" }

    private var isOwn: Bool { viewer.role.belongsToOrganisation }
    private var span: CoverageSpan { address.span }

    var main: HTML {
        let who = school.inspectors.map(\.name).joined(separator: "、")
        let inspector: HTML = who.isEmpty ? "还没有确定责任督学。" : "责任督学：\(who)。"
        return """
            \(PageHead(title, crumbs: isOwn ? [] : [("到校覆盖", "/coverage")],
                subtitle: "\(span.name) · \(inspector)\(CoverageWords.rule(school.rule))", actions: actions).html)
            \(FilterBar(address.list, [address.spanField], keeping: ["span"]).html)
            <section class="section"><h2>各学期</h2><dl class="facts across">\(terms)</dl>\(inspections)</section>
            <section class="section"><h2>各月份</h2>\(CoverageWords.legend)<div class="heat">\(months)</div></section>
            <section class="section"><h2>到校记录</h2>\(list)</section>
            """
    }

    private var actions: HTML {
        let calendar = isOwn ? "/supervision-calendar" : "/organisations/\(school.id)/calendar"
        let link: HTML? =
            viewer.role == .inspector ? nil : "<a class=\"button\" href=\"\(calendar)\">督导日历</a>"
        let new: HTML? =
            VisitScriptRoutes.visitors.admits(viewer.role)
            ? "<a class=\"button primary\" href=\"/visits/new?school=\(school.id)\">登记到校</a>" : nil
        let all: HTML = "<a class=\"button quiet\" href=\"/visits?school=\(school.id)\">全部到校记录</a>"
        return "\(all)\(link)\(new)"
    }

    /// Termly checks beside the visits: what all campaigns and joint visits ask of the school.
    private var inspections: HTML? {
        guard CoverageLines.readers.contains(viewer.role) else { return nil }
        let items = span.terms.map { term -> HTML in
            let count = checks[term] ?? 0
            let link = "/organisations/\(school.id)/calendar?term=\(term.code)&source=check"
            let number: HTML = count == 0 ? "0次" : "<a href=\"\(link)\">\(count)次</a>"
            let over: HTML? = count > limits.perTerm ? " \(Badge.html("超过\(limits.perTerm)次", .late))" : nil
            return "<div><dt>\(term.name)督导项目和联合到校</dt><dd>\(number)\(over)</dd></div>"
        }
        return "<dl class=\"facts across\">\(items)</dl>"
    }

    private var terms: [HTML] {
        school.coverage.terms.map { term -> HTML in
            "<div><dt>\(term.term.name)</dt><dd>\(CoverageWords.badge(term))</dd></div>"
        }
    }

    private var months: HTML {
        let heads = span.months.map { month -> HTML in "<th scope=\"col\" class=\"m\">\(month.first.month)月</th>" }
        let cells = zip(span.months, school.coverage.months).map { month, found -> HTML in
            let css = CoverageWords.css(found.state, visits: found.visits)
            return """
                <td class="m \(css)" title="\(month.chinese)：\(found.state.label)">\(CoverageWords.cell(found, needed: school.rule.perMonth))</td>
                """
        }
        return """
            <table class="ledger keep"><thead><tr>\(heads)</tr></thead><tbody><tr>\(cells)</tr></tbody></table>
            """
    }

    private var list: HTML {
        let told: HTML = isOwn ? "督学到校登记之后，会列在这里，请逐条签收。" : "督学或督导室到校登记之后，会列在这里。"
        let page = PageRequest(number: address.list.page.number, size: 25)
        let listing = Listing(
            rows: Array(visits.dropFirst(page.offset).prefix(page.size)), total: visits.count, page: page)
        return Ledger(
            [.init("到校日期", kind: "date lead"), .init("谁去的"), .init("类别"), .init("主题", kind: "long")], listing,
            at: address.list, unit: "次到校",
            empty: "<div class=\"empty\"><strong>\(span.name)还没有到校记录</strong>\(told)</div>"
        ) { visit in
            let day: HTML =
                visit.isOpen ? "<a href=\"/visits/\(visit.id)\">\(When.html(visit.day))</a>" : When.html(visit.day)
            return """
                <tr>\(Ledger.cell("到校日期", day, kind: "date lead"))\(Ledger.cell("谁去的", "\(visit.personName)"))\
                \(Ledger.cell("类别", "\(visit.kind.label)"))\
                \(Ledger.cell("主题", visit.theme.isEmpty ? "—" : "\(visit.theme)", kind: "long"))</tr>
                """
        }.html
    }
}

/// To a unit that is no school: nobody visits it by this rule.
struct CoverageAbsentPage: Page {
    var title: String { "督学到校情况" }
    var section: String { "/coverage" }

    var main: HTML {
        """
        \(PageHead(title).html)
        <div class="empty"><strong>本单位没有到校督导要求</strong>责任督学按月到校只针对学校和幼儿园；对本单位的督导安排见\
        <a href="/supervision-calendar">督导日历</a>。</div>
        """
    }
}
