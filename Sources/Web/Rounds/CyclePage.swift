import Store
import Supervision

/// The ledger of a cycle: done, under way, planned and left, by year.
struct CyclePage: Page {
    let record: RoundCycleRecord
    let figures: RoundCycleFigures
    let listing: Listing<RoundUnit>
    let grades: [String]
    let address: ListAddress
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    init(
        record: RoundCycleRecord, units: [RoundUnit], address: ListAddress, viewer: Viewer, typed: Fields,
        problem: String?
    ) {
        let filter = RoundUnitFilter(address)
        let rows = units.filter { filter.includes($0, in: viewer.day.year) }.sorted(by: filter.precedes)
        let page = PageRequest(number: address.page.number, size: 100)
        self.record = record
        figures = RoundCycleFigures(units, of: record.cycle, on: viewer.day)
        listing = Listing(
            rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        grades = Set(units.map(\.grade)).filter { !$0.isEmpty }.sorted()
        self.address = address
        self.viewer = viewer
        self.typed = typed
        self.problem = problem
    }

    private var cycle: RoundCycle { record.cycle }
    private var path: String { "/rounds/\(record.id)" }
    private var isOffice: Bool { Role.office.contains(viewer.role) }
    private var canAct: Bool { isOffice && cycle.state == .open }
    private var today: Int { viewer.day.year }

    var title: String { cycle.name }
    var section: String { "/rounds" }

    var main: HTML {
        let badge = cycle.state == .open ? Badge.html(cycle.state.label, .active) : Badge.html(cycle.state.label)
        let actions: HTML? =
            canAct
            ? """
            <a class="button" href="\(path)/edit">修改</a><a class="button" href="\(path)/next">开始新一轮</a>
            """ : nil
        return """
            \(PageHead(title, crumbs: [("五年一轮", "/rounds")], badge: badge,
                subtitle: "\(cycle.text) · \(cycle.filter.text) · 代号 \(cycle.key)", actions: actions).html)
            \(Said.error(problem))
            \(numbers)
            \(years)
            <section class="section"><h2>各单位</h2>\(FilterBar(address, filters).html)\(canAct ? bulk : table)</section>
            \(canAct ? CycleForms(path: path, cycle: cycle, today: today, left: figures.left, typed: typed).html : nil)
            """
    }

    private var numbers: HTML {
        """
        <dl class="figures">\(figure("已完成", figures.done, "done"))\(figure("正在督导", figures.running, "running"))\
        \(figure("合计", figures.covered, "covered"))\(figure("名册总数", figures.registry, "registry"))\
        \(figure("尚未督导", figures.remaining, "remaining"))\(figure("其中已列入计划", figures.planned, "planned"))\
        \(figure("尚未安排", figures.left, "left"))\
        \(Figure.html("计划年份已过", figures.late, "所", "\(path)?standing=late", isLate: figures.late > 0))</dl>
        """
    }

    private func figure(_ title: String, _ count: Int, _ standing: String) -> HTML {
        Figure.html(title, count, "所", "\(path)?standing=\(standing)")
    }

    private var years: HTML {
        let rows = figures.years.map { line -> HTML in
            func number(_ title: String, _ count: Int, _ query: String) -> HTML {
                Ledger.cell(
                    title, count == 0 ? "0" : "<a href=\"\(path)?\(query)\">\(count)</a>", kind: "num")
            }
            let isBefore = !cycle.years.contains(line.year)
            let note: HTML? =
                isBefore ? " <small>本轮之前</small>" : line.year == today ? " \(Badge.html("今年", .active))" : nil
            return """
                <tr class="\(line.late > 0 ? "late" : "")"><th scope="row">\(line.year)年\(note)</th>\
                \(number("计划督导", line.planned, "year=\(line.year)"))\
                \(number("其中已督导", line.plannedCovered, "year=\(line.year)&standing=covered"))\
                \(number("当年完成", line.done, "doneYear=\(line.year)"))\
                \(number("逾期未督导", line.late, "year=\(line.year)&standing=late"))\
                <td><meter min="0" max="\(max(line.planned, line.done, 1))" value="\(max(line.plannedCovered, line.done))">\
                \(line.done)</meter></td></tr>
                """
        }
        return """
            <section class="section"><h2>分年进展</h2><table class="ledger keep"><thead><tr><th scope="col">年份</th>\
            <th scope="col" class="num">计划督导</th><th scope="col" class="num">其中已督导</th>\
            <th scope="col" class="num">当年完成</th><th scope="col" class="num">逾期未督导</th><th scope="col">进展</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }

    private var filters: [HTML] {
        let standings = [
            ("done", "已完成"), ("running", "正在督导"), ("covered", "已完成和正在督导"), ("remaining", "尚未督导"),
            ("planned", "已列入计划"), ("left", "尚未安排"), ("late", "计划年份已过"), ("registry", "名册内"),
        ].map { Choice($0.0, $0.1) }
        return [
            FilterBar.search(address, hint: "单位或代码"), FilterBar.choice(address, "standing", "进展", standings),
            FilterBar.choice(address, "year", "计划年份", cycle.years.map { Choice("\($0)", "\($0)年") }),
            FilterBar.choice(
                address, "doneYear", "完成年份", figures.years.map { Choice("\($0.year)", "\($0.year)年") }),
            FilterBar.choice(address, "grade", "等次", grades.map { Choice($0, $0) }),
        ]
    }

    /// Ticked units get their year.
    private var bulk: HTML {
        let years = cycle.years.filter { $0 >= today }.map { Choice("\($0)", "\($0)年") }
        let options = [Choice("", "请选择")] + years + [Choice("none", "不列入计划")]
        return """
            <form method="post" action="\(path)/plan">\(FormSeal())\(table)
            <div class="bulk"><label for="year-of">把勾选的单位排在</label>\
            <select id="year-of" name="year">\(Choice.list(options, chosen: [typed.text("year")]))</select>\
            <button>保存计划</button></div></form>
            """
    }

    private var table: HTML {
        Ledger(
            [
                .init("单位", sort: "name"), .init("代码", sort: "code", kind: "code"), .init("进展"),
                .init("计划年份", sort: "planned", kind: "num"), .init("督导日期", sort: "done", kind: "date"), .init("来源"),
                .init("等次"), .init("", kind: "actions"),
            ], listing, at: address, unit: "所", exportPath: "\(path)/export.xlsx",
            empty: """
                <div class="empty"><strong>没有符合条件的单位</strong>换个条件，或<a href="\(path)">查看全部</a>。</div>
                """, row: row
        ).html
    }

    private func row(_ unit: RoundUnit) -> HTML {
        let ticked: HTML? = typed.all("unit").contains(unit.organisation.rawValue) ? " checked" : nil
        let box: HTML? =
            canAct && unit.isInRegistry && !unit.standing.isCovered
            ? """
            <input type="checkbox" name="unit" value="\(unit.organisation)" aria-label="选择\(unit.name)"\(ticked)> 
            """ : nil
        let source: HTML =
            unit.inspection.map { "<a href=\"/inspections/\($0)\">\(unit.source)</a>" } ?? "\(unit.source)"
        let isLate = unit.standing.isLate(in: today)
        let results: HTML? =
            isOffice && (unit.doneOn != nil || !unit.grade.isEmpty)
            ? "<a class=\"button small\" href=\"/organisations/\(unit.organisation)/results\">结果</a>" : nil
        return """
            <tr class="\(isLate ? "late" : "")">\
            \(Ledger.cell("单位", "\(box)<a href=\"/organisations/\(unit.organisation)\">\(unit.name)</a>", kind: "lead"))\
            \(Ledger.cell("代码", "\(unit.code)", kind: "code"))\(Ledger.cell("进展", badge(unit)))\
            \(Ledger.cell("计划年份", unit.plannedYear.map { "\($0)" } ?? "", kind: "num"))\
            \(Ledger.cell("督导日期", unit.doneOn.map { When.html($0) } ?? "", kind: "date"))\
            \(Ledger.cell("来源", source))\(Ledger.cell("等次", "\(unit.grade)"))\
            \(Ledger.cell("", "\(results)\(remove(unit))", kind: "actions"))</tr>
            """
    }

    private func badge(_ unit: RoundUnit) -> HTML {
        let gone: HTML? = unit.isInRegistry ? nil : "<small>已不在名册范围</small>"
        let state: HTML =
            switch unit.standing {
            case .done: Badge.html(unit.standing.label, .good)
            case .underWay: Badge.html(unit.standing.label, .active)
            case .planned(let year) where year < today: Badge.html("计划年份已过", .late)
            case .planned, .left: Badge.html(unit.standing.label)
            }
        return "\(state)\(gone)"
    }

    /// A button of its own form, outside the one around the table.
    private func remove(_ unit: RoundUnit) -> HTML? {
        guard canAct, unit.isByHand else { return nil }
        return """
            <button class="small quiet" formmethod="post" formaction="\(path)/records/\(unit.organisation)/removal" \
            data-confirm="删除“\(unit.name)”的补录记录？删除后该单位重新列为尚未督导。">删除</button>
            """
    }
}
