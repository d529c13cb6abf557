import Store
import Supervision

/// The counties of a city or a province by a balance standard, the worst first, each with where its roadmap stands.
struct BalanceCountiesPage: Page {
    let counties: [CountyProgress]
    let year: Int
    let address: BalanceAddress
    let today: Day

    var title: String { "\(address.question.standard.name)监测" }
    var section: String { "/balance" }
    private var filter: CountyFilter { CountyFilter(address.list) }
    private var isPlanned: Bool { CertificationProcedures.find(address.question.standard.code) != nil }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "\(year)年 · 各区县按学校填报的数据随时算出；开发区单独列出，其学校也计入所在区县", actions: actions).html)
        \(FilterBar(address.list, filters).html)
        <dl class="figures">\(figures)</dl>
        <div class="dense">\(table.html)</div>
        """
    }

    /// Whether the counties lie in several cities, whose names then stand beside theirs.
    private var isOfCities: Bool { Set(counties.map(\.district.cityName)).count > 1 }

    private var actions: HTML {
        let roadmap: HTML? =
            isPlanned
            ? "<a class=\"button\" href=\"/roadmap?standard=\(address.question.standard.code)\">创建规划</a>" : nil
        return """
            \(roadmap)<a class="button" href="/certifications">创建认定</a>\
            <a class="button quiet" href="\(address.list.export(at: "/balance/counties.csv"))">CSV</a>\
            <a class="button quiet" href="\(address.list.export(at: "/balance/counties.json"))">JSON</a>
            """
    }

    private var filters: [HTML] {
        let verdicts =
            [BalanceVerdict.pass, .fail, .undetermined].map { Choice($0.rawValue, $0.label) } + [Choice("none", "没有数据")]
        let years = ((year - 4)...(year + 1)).reversed().map { $0 }
        let own = [
            FilterBar.search(address.list, hint: "区县名称或代码"),
            FilterBar.choice(address.list, "verdict", "结论", verdicts),
        ]
        return own + (isPlanned ? CountyFilters.roadmap(address.list, counties) : []) + address.filters(years)
    }

    private var figures: [HTML] {
        let verdicts = [BalanceVerdict.pass, .fail, .undetermined].map { verdict -> HTML in
            let count = filter.count(counties, on: today) { $0.verdict = verdict.rawValue }
            return Figure.html(
                verdict.label, count, "个", address.list.with("verdict", verdict.rawValue),
                isLate: verdict == .fail && count > 0)
        }
        return verdicts + CountyFilters.figures(address.list, filter, counties, on: today, isPlanned: isPlanned)
    }

    private var table: Ledger {
        let rows = filter.lines(counties, on: today)
        let page = address.list.page
        let columns: [Ledger.Column] =
            [
                .init("区县", sort: "name", kind: "lead"), .init("学校", sort: "schools", kind: "num"),
                .init("未填报", sort: "silent", kind: "num"), .init("不达标学校", sort: "failing", kind: "num"),
                .init("超限指标", sort: "uneven", kind: "num"), .init("最差系数", sort: "worst", kind: "long"),
                .init("结论", sort: "verdict"),
            ]
            + (isPlanned
                ? [.init("规划年", sort: "plan"), .init("目前环节", sort: "due"), .init("进展", sort: "state")] : [])
        let shown = Array(rows.dropFirst(page.offset).prefix(page.size))
        return Ledger(
            columns, Listing(rows: shown, total: rows.count, page: page), at: address.list, unit: "个区县",
            exportPath: "/balance/counties.xlsx",
            empty: "<div class=\"empty\"><strong>没有符合条件的区县</strong>学校填报采集表后，指标随时算出。</div>", row: row)
    }

    private func row(_ county: CountyProgress) -> HTML {
        let isLate = county.line?.verdict == .fail || county.standing?.kind == .behind
        let plan: HTML? = isPlanned ? planCells(county) : nil
        return "<tr class=\"\(isLate ? "late" : "")\">\(figureCells(county))\(plan)</tr>"
    }

    private func planCells(_ county: CountyProgress) -> HTML {
        """
        \(Ledger.cell("规划年", county.plannedYear.map { "\($0)年" } ?? "—"))\
        \(Ledger.cell("目前环节", county.stepCell(on: today)))\(Ledger.cell("进展", county.stateCell))
        """
    }

    private func figureCells(_ county: CountyProgress) -> HTML {
        let link = ("district", county.district.district.text)
        let page = address.link("/balance", [link])
        let city: HTML? = isOfCities ? "<small>\(county.district.cityName)</small>" : nil
        let name: HTML = "<a href=\"\(page)\">\(county.district.name)</a>\(city)"
        guard let line = county.line else {
            let none: HTML = Ledger.cell("学校", "—", kind: "num")
            return """
                \(Ledger.cell("区县", name, kind: "lead"))\(none)\(Ledger.cell("未填报", "—", kind: "num"))\
                \(Ledger.cell("不达标学校", "—", kind: "num"))\(Ledger.cell("超限指标", "—", kind: "num"))\
                \(Ledger.cell("最差系数", "—", kind: "long"))\(Ledger.cell("结论", Badge.html("没有数据")))
                """
        }
        let schools = address.link("/balance/schools", [link])
        let failing = address.link("/balance/schools", [link, ("verdict", "fail")])
        return """
            \(Ledger.cell("区县", name, kind: "lead"))\
            \(Ledger.cell("学校", "<a href=\"\(schools)\" data-uncounted>\(line.schools)</a>", kind: "num"))\
            \(Ledger.cell("未填报", line.silent == 0 ? "0" : "<a href=\"\(page)#missing\">\(line.silent)</a>", kind: "num"))\
            \(Ledger.cell("不达标学校", "<a href=\"\(failing)\" data-uncounted>\(line.failing)</a>", kind: "num"))\
            \(Ledger.cell("超限指标", "<a href=\"\(page)\" data-uncounted>\(line.unevenCount)</a>", kind: "num"))\
            \(Ledger.cell("最差系数", "\(line.worstText ?? "—")", kind: "long"))\
            \(Ledger.cell("结论", line.verdict.badge))
            """
    }
}

extension BalanceCounties.Line {
    /// The coefficient that is worst against its limit, in words.
    var worstText: String? {
        worst.map { worst in
            let coefficient = BalanceText.coefficient(
                worst.coefficient, limit: worst.limit, isWithin: worst.strain <= 1)
            return "\(worst.stage.label)\(worst.indicator)\(coefficient)（限值\(BalanceText.limit(worst.limit))）"
        }
    }
}

/// What the pages of several counties share above their lists.
enum CountyFilters {
    static func roadmap(_ list: ListAddress, _ counties: [CountyProgress]) -> [HTML] {
        let years = Set(counties.compactMap(\.plannedYear)).sorted()
        let steps = counties.compactMap(\.certification)
        let names = Dictionary(steps.map { ($0.step, $0.stepName) }, uniquingKeysWith: { first, _ in first })
        let order = counties.lazy.compactMap(\.roadmap?.procedure).first?.steps.map(\.code) ?? []
        return [
            FilterBar.choice(
                list, "plan", "规划年", years.map { Choice("\($0)", "\($0)年") } + [Choice("none", "未定")]),
            FilterBar.choice(
                list, "step", "目前环节", order.compactMap { code in names[code].map { Choice(code, $0) } }),
            FilterBar.choice(
                list, "state", "进展", RoadmapStanding.Kind.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(list, "late", "环节期限", [Choice("1", "已逾期")]),
            FilterBar.choice(
                list, "scope", "范围", [Choice("all", "全部区县"), Choice("untold", "没有数据也未规划")], all: "有数据或规划的"),
        ]
    }

    /// How many are behind, and how many the list leaves out.
    static func figures(
        _ list: ListAddress, _ filter: CountyFilter, _ counties: [CountyProgress], on today: Day, isPlanned: Bool
    ) -> [HTML] {
        let behind = filter.count(counties, on: today) { $0.state = .behind }
        let untold = filter.count(counties, on: today) { $0.scope = "untold" }
        let late: HTML? =
            isPlanned
            ? Figure.html("落后于规划", behind, "个", list.with("state", "behind"), isLate: behind > 0) : nil
        let rest: HTML? =
            untold == 0 ? nil : Figure.html("没有数据也未规划", untold, "个", list.with("scope", "untold"))
        return [late, rest].compactMap { $0 }
    }
}
