import Store
import Supervision

/// Where everybody should go this week, with the reasons.
struct CoverageNextPage: Page {
    let weeks: [NextWeek]
    /// Of an office over several counties.
    let districts: [CoverageDistrictName]
    let address: CoverageAddress
    let viewer: Viewer

    struct Row: Sendable {
        let inspector: CoverageInspector?
        let visit: NextVisit
    }

    var title: String { "本周去哪里" }
    var section: String { "/coverage" }

    private var isWide: Bool { address.district == nil && CoverageDistricts.isWide(viewer) }
    private var isOffice: Bool { Role.office.contains(viewer.role) }
    private var visits: Bool { VisitScriptRoutes.visitors.admits(viewer.role) }

    /// The county of a school; empty for an office of one.
    func district(of row: Row) -> String {
        districts.isEmpty ? "" : districts.name(of: District(row.visit.school.place))
    }

    /// What the address asks for, in its order; the page and its export read the same.
    var rows: [Row] {
        let (text, inspector, kind) = (
            address.list.filter("q"), address.list.filter("inspector"), address.list.filter("due")
        )
        let all = weeks.flatMap { week in week.visits.map { Row(inspector: week.inspector, visit: $0) } }
        let found = all.filter { row in
            (text.isEmpty || row.visit.school.name.contains(text)) && (kind.isEmpty || (kind == "1") == row.visit.isDue)
                && (inspector.isEmpty || (row.inspector?.person.rawValue ?? "none") == inspector)
        }
        let order = address.list.sort(["inspector", "points"])
        // As proposed: inspectors by name, each one's share first.
        guard order.column == "points" else { return order.isDescending ? found.reversed() : found }
        let sorted = found.sorted {
            ($0.visit.urgency.points, $1.visit.school.code) < ($1.visit.urgency.points, $0.visit.school.code)
        }
        return order.isDescending ? sorted.reversed() : sorted
    }

    var main: HTML {
        let (first, last) = (viewer.day, viewer.day.adding(days: 7 - viewer.day.weekday))
        let due = weeks.flatMap(\.visits).count(where: \.isDue)
        let all = weeks.flatMap(\.visits).count
        let page = PageRequest(number: address.list.page.number, size: 50)
        let rows = rows
        let listing = Listing(
            rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        let phone: HTML? =
            viewer.role == .inspector ? "<a class=\"button primary\" href=\"/visits/app\">打开手机端</a>" : nil
        let subtitle: HTML = """
            \(first.chinese)至\(last.month)月\(last.day)日。本月还没到校的学校按剩下的周数平均分到每周，缓急按理由的分值排；\
            其余是有别的理由、可以顺路去的。
            """
        return """
            \(PageHead(title, crumbs: [("到校覆盖", "/coverage")], subtitle: subtitle, actions: phone).html)
            \(CoverageTabs(address: address, role: viewer.role, current: "next", isWide: isWide).html)
            <dl class="figures">\(Figure.html("本周应到校", due, "所", address.path("/coverage/next", [("due", "1")])))\
            \(Figure.html("另外建议", all - due, "所", address.path("/coverage/next", [("due", "0")])))</dl>
            \(FilterBar(address.list, filters, keeping: districts.isEmpty ? ["district"] : []).html)
            \(table(listing).html)
            \(weights)
            """
    }

    private var filters: [HTML] {
        let people = weeks.map { Choice($0.inspector?.person.rawValue ?? "none", $0.inspector?.name ?? "没有责任督学") }
        return [
            FilterBar.search(address.list, hint: "学校"),
            districts.field(address.list) ?? address.districtField ?? .empty,
            viewer.role == .inspector ? .empty : FilterBar.choice(address.list, "inspector", "督学", people),
            FilterBar.choice(address.list, "due", "本周", [Choice("1", "应到校"), Choice("0", "建议")]),
        ]
    }

    private func table(_ listing: Listing<Row>) -> Ledger {
        Ledger(
            [.init("学校", kind: "long lead")] + (isWide ? [.init("区县")] : []) + [
                .init("督学", sort: "inspector"), .init("本周"),
                .init("分值", sort: "points", kind: "num"),
                .init("理由", kind: "long"), .init("最近到校", kind: "date"), .init("操作", kind: "actions"),
            ], listing, at: address.list, unit: "所", exportPath: "/coverage/next/export.xlsx",
            empty: "<div class=\"empty\"><strong>本周没有必须去的学校</strong>本月要求的到校都已完成，也没有待办的理由。</div>", row: row)
    }

    private func row(_ row: Row) -> HTML {
        let (school, urgency) = (row.visit.school, row.visit.urgency)
        let reasons = urgency.reasons.map { "\($0.text)（\($0.points)分）" }.joined(separator: "；")
        let last = row.visit.facts.lastVisit.map { When.html($0) } ?? "<span class=\"muted\">没有记录</span>"
        let place: HTML? = isWide ? Ledger.cell("区县", "\(district(of: row))") : nil
        return """
            <tr>\(Ledger.cell("学校", "<a href=\"/coverage/schools/\(school.id)\">\(school.name)</a>", kind: "long lead"))\(place)\
            \(Ledger.cell("督学", row.inspector.map { "\($0.name)" } ?? "<span class=\"muted\">未定</span>"))\
            \(Ledger.cell("本周", row.visit.isDue ? Badge.html("应到校", .warn) : Badge.html("建议")))\
            \(Ledger.cell("分值", "\(urgency.points)", kind: "num"))\(Ledger.cell("理由", "\(reasons)", kind: "long"))\
            \(Ledger.cell("最近到校", last, kind: "date"))\(Ledger.cell("操作", actions(school), kind: "actions"))</tr>
            """
    }

    /// From here a visit is written down, or planned with others.
    private func actions(_ school: CoverageSchool) -> HTML {
        guard visits else { return .empty }
        let joint: HTML? =
            isOffice
            ? "<a class=\"button small quiet\" href=\"/visit-tasks/new?school=\(Fields.encoded(school.name))\">安排联合到校</a>"
            : nil
        let phone: HTML? =
            isOffice ? nil : "<a class=\"button small quiet\" href=\"/visits/app#/school/\(school.id)\">手机端</a>"
        return "<a class=\"button small\" href=\"/visits/new?school=\(school.id)\">登记到校</a>\(joint)\(phone)"
    }

    private var weights: HTML {
        let rule = weeks.first?.visits.first?.school.rule ?? .usual
        let items = UrgencyWeights.fields.map { field -> HTML in
            "<li>\(field.label)：\(rule.weights[keyPath: field.path])分</li>"
        }
        let link: HTML? = isOffice ? "<p><a href=\"/coverage/rule\">修改分值</a></p>" : nil
        return """
            <details class="explain"><summary>分值怎么算</summary><p>各项相加，分值高的先去；本周应到校的校数是本月还没到校的校数除以剩下的周数，不足一所算一所。\
            分值没有法规依据，由督导室设定\(isWide ? "；下面是一个区县的，其他区县设了自己分值的按其设定" : nil)。</p><ul>\(items)</ul>\(link)</details>
            """
    }
}
