import Store
import Supervision

/// One calendar of everything that is planned at a unit, over all campaigns: a month to look at, and all of it as a list.
struct UnitCalendarPage: Page {
    let calendar: UnitCalendar
    let address: ListAddress
    let viewer: Viewer

    var title: String { isOwn ? "督导日历" : "\(calendar.name)：督导日历" }
    var section: String { isOwn ? "/supervision-calendar" : "/organisations" }

    private var isOwn: Bool { Role.unit.contains(viewer.role) }
    private var month: Month { Month(address.filter("month")) ?? Month(of: viewer.day) }

    var main: HTML {
        let crumbs =
            isOwn ? [] : [("单位", "/organisations"), (calendar.name, "/organisations/\(calendar.organisation)")]
        let limits = calendar.limits
        return """
            \(PageHead(title, crumbs: crumbs,
                subtitle: "所有督导项目、联合到校和到校督导合在一起。两次督导间隔不宜少于\(limits.gapDays)天，每学期不宜超过\(limits.perTerm)次。").html)
            \(terms)
            <section class="section"><div class="section-head"><h2>\(month.chinese)</h2>\(turn)</div>\(undated)\(grid)</section>
            <section class="section"><h2>全部督导</h2>\(FilterBar(address, filters).html)\(list)</section>
            """
    }

    // MARK: Terms

    /// How many visits each term has; each opens its rows.
    private var terms: HTML? {
        let checks = calendar.items.filter { $0.source == "check" }
        let byTerm = Dictionary(grouping: checks) { SchoolTerm($0.entry.days.from) }
        guard !byTerm.isEmpty else { return nil }
        let figures = byTerm.keys.sorted().suffix(4).map { term -> HTML in
            let count = byTerm[term]?.count ?? 0
            return Figure.html(
                term.name, count, "次", "\(address.path)?term=\(term.code)&source=check",
                isLate: count > calendar.limits.perTerm)
        }
        return "<dl class=\"figures\">\(figures)</dl>"
    }

    // MARK: Month

    private var turn: HTML {
        """
        <span class="no-print"><a href="\(link(month.previous))">上一月</a> · <a href="\(link(Month(of: viewer.day)))">本月</a> · \
        <a href="\(link(month.next))">下一月</a></span>
        """
    }

    private func link(_ month: Month) -> String { address.with("month", month.text) }

    /// Campaigns that run in this month and have no day here yet.
    private var undated: HTML? {
        let open = calendar.items.filter { visit in
            !visit.entry.isFixed && !visit.isOver
                && Period(from: month.first, until: month.last)?.overlaps(visit.entry.days) ?? false
        }
        guard !open.isEmpty else { return nil }
        let items = open.map { visit -> HTML in "<li>\(name(visit))（\(visit.entry.days.chinese)）</li>" }
        return "<div class=\"notice\" role=\"status\"><strong>到校日期未定</strong><ul>\(items)</ul></div>"
    }

    private var grid: HTML {
        let heads = ["一", "二", "三", "四", "五", "六", "日"].map { name -> HTML in "<th scope=\"col\">\(name)</th>" }
        let weeks = month.weeks.map { week -> HTML in "<tr>\(week.map(cell))</tr>" }
        return "<table class=\"month\"><thead><tr>\(heads)</tr></thead><tbody>\(weeks)</tbody></table>"
    }

    private func cell(_ day: Day?) -> HTML {
        guard let day else { return "<td class=\"beside\"></td>" }
        let visits = calendar.items.filter { $0.entry.isFixed && $0.entry.days.from == day }.map { item -> HTML in
            "<li>\(name(item))\(people(item))</li>"
        }
        let tasks = calendar.tasks.filter { $0.dueOn == day }.map { task -> HTML in
            "<li class=\"due\"><a href=\"/findings/\(task.finding)\">整改到期：\(task.number)</a></li>"
        }
        let isOff = calendar.work.isWorkingDay(day) == false
        let kind = [
            isOff ? "off" : "", day == viewer.day ? "today" : "", visits.isEmpty && tasks.isEmpty ? "bare" : "",
        ]
        .filter { !$0.isEmpty }.joined(separator: " ")
        let items: HTML? = visits.isEmpty && tasks.isEmpty ? nil : "<ul>\(visits)\(tasks)</ul>"
        return """
            <td class="\(kind)"><time datetime="\(day.text)"><span class="day">\(day.day)</span>\
            <span class="weekday"> 周\(UnitCalendarPage.weekdays[day.weekday - 1])</span></time>\(items)</td>
            """
    }

    private static let weekdays = ["一", "二", "三", "四", "五", "六", "日"]

    /// Its name with the way to it; before the start the way is the campaign's.
    private func name(_ item: CalendarItem) -> HTML {
        switch item {
        case .call(let call):
            let path =
                if case .visit(let id) = call.entry.source { "/visits/\(id)" } else { "/visit-tasks" }
            let mark: HTML? = call.isMade ? nil : " \(Badge.html("联合到校", .active))"
            return "<a href=\"\(path)\">\(call.entry.campaignName)</a>\(mark)"
        case .check(let visit):
            let secret: HTML? = visit.isHidden ? " \(Badge.html("暗访", .warn))" : nil
            guard case .inspection(let inspection, let campaign) = visit.entry.source else { return .empty }
            let path = visit.isPrepared ? "/campaigns/\(campaign)" : "/inspections/\(inspection)"
            return "<a href=\"\(path)\">\(visit.entry.campaignName)</a>\(secret)"
        }
    }

    private func people(_ item: CalendarItem) -> HTML? {
        if case .call(let call) = item { "<small> \(call.people)</small>" } else { nil }
    }

    // MARK: List

    private var filters: [HTML] {
        let terms = Set(calendar.items.map { SchoolTerm($0.entry.days.from) }).sorted().reversed()
        return [
            FilterBar.search(address, hint: "项目名称"),
            FilterBar.choice(address, "term", "学期", terms.map { Choice($0.code, $0.name) }),
            FilterBar.choice(
                address, "source", "来源", [Choice("check", "督导项目和联合到校"), Choice("visit", "到校督导")]),
            FilterBar.choice(address, "kind", "类型", Campaign.Kind.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "state", "状态",
                [Choice("prepared", "准备中"), Choice("running", "进行中"), Choice("finished", "已完成")]),
        ]
    }

    private var list: HTML {
        let rows = UnitCalendarPage.rows(calendar, address)
        let page = PageRequest(number: address.page.number, size: 25)
        let listing = Listing(
            rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        let told = isOwn ? "督导室安排督导之后，会显示在这里。" : "这个单位还没有列入任何督导项目。"
        return Ledger(
            [
                .init("项目", sort: "name"), .init("类型", sort: "kind"), .init("日期", sort: "day", kind: "date"),
                .init("学期"), .init("环节、人员"), .init("状态"),
            ], listing, at: address, unit: "次", exportPath: "\(address.path)/export.xlsx",
            empty: calendar.items.isEmpty
                ? "<div class=\"empty\"><strong>还没有督导安排</strong>\(told)</div>"
                : "<div class=\"empty\"><strong>没有符合条件的督导</strong>换个条件，或<a href=\"\(address.path)\">查看全部</a>。</div>",
            row: row
        ).html
    }

    private func row(_ item: CalendarItem) -> HTML {
        let visited: HTML? =
            if case .check(let visit) = item, visit.visitedOn != nil { "<small>已到校</small>" } else { nil }
        return """
            <tr class="\(item.isOver ? "closed" : "")">\(Ledger.cell("项目", name(item), kind: "lead"))\
            \(Ledger.cell("类型", "\(item.kindName)"))\
            \(Ledger.cell("日期", "\(item.entry.daysText)\(visited)", kind: "date"))\
            \(Ledger.cell("学期", "\(SchoolTerm(item.entry.days.from).name)"))\(Ledger.cell("环节、人员", "\(item.stepName)"))\
            \(Ledger.cell("状态", "\(item.stateName)"))</tr>
            """
    }

    /// What the address asks for, in its order; the page and its export read the same.
    static func rows(_ calendar: UnitCalendar, _ address: ListAddress) -> [CalendarItem] {
        let (text, kind, state) = (address.filter("q"), address.filter("kind"), address.filter("state"))
        let (term, source) = (address.filter("term"), address.filter("source"))
        let found = calendar.items.filter { item in
            (text.isEmpty || item.entry.campaignName.contains(text)) && (kind.isEmpty || item.kind == kind)
                && (state.isEmpty || item.state == state) && (source.isEmpty || item.source == source)
                && (term.isEmpty || SchoolTerm(item.entry.days.from).code == term)
        }
        let order = address.sort(["-day", "day", "name", "kind"])
        let sorted = found.sorted { left, right in left.key(order.column) < right.key(order.column) }
        return order.isDescending ? sorted.reversed() : sorted
    }
}

extension SchoolTerm {
    /// As it stands in an address.
    var code: String { "\(year)-\(isSpring ? "spring" : "autumn")" }
}
