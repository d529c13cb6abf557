import Store
import Supervision

/// The library of figures with their values for a chosen time.
struct FigureListPage: Page {
    let listing: Listing<FigureListRow>
    let filter: FigureListFilter
    let address: ListAddress
    let viewer: Viewer
    /// A word that narrows and that nobody knows.
    var problem: String?

    var title: String { "指标库" }
    var section: String { "/figures" }
    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var main: HTML {
        let new: HTML? =
            isOffice
            ? """
            <a class="button" href="/figures/baselines">登记上年基数</a>\
            <a class="button primary" href="/figures/new?measure=entered">新增填报指标</a>
            """ : nil
        return """
            \(PageHead(title, subtitle: "总结、报告和通报引用的数字，都在这里统一口径；每个数字都能打开它所统计的记录。", actions: new).html)
            \(Said.error(problem))
            \(FilterBar(address, filters).html)
            \(table.html)
            <p class="muted">要增加本单位自己的指标：打开任一台账，按需要筛选，再点“存为指标”。\
            占比保留规定的小数位，合计和比较按未取整的数计算；“尚无数据”不等于零。</p>
            """
    }

    private var filters: [HTML] {
        let chapters =
            ShippedFigures.chapters.map { Choice($0.code, $0.name) } + [Choice("own", "本单位指标")]
        let years = ((viewer.day.year - 6)...viewer.day.year).reversed().map { Choice("\($0)", "\($0)年") }
        return [
            FilterBar.search(address, hint: "名称、代码或口径"),
            FilterBar.choice(address, "year", "统计年度", years, all: "今年"),
            FilterBar.choice(address, "part", "时段", FigurePart.choices, all: "全年"),
            FilterBar.choice(address, "narrow", "限定", FigurePart.narrowing, all: "不限定"),
            FilterBar.choice(address, "chapter", "类别", chapters),
            FilterBar.choice(
                address, "kind", "来源", FigureListFilter.Kind.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("指标", sort: "name", kind: "long"), .init(filter.period.chinese, kind: "num"),
                .init(filter.period.before.chinese, kind: "num"), .init("比上年"), .init("口径", kind: "long"),
                .init("来源", sort: "chapter"),
            ], listing, at: address, unit: "个指标", exportPath: "/figures/export.xlsx", empty: empty, row: row)
    }

    private func row(_ row: FigureListRow) -> HTML {
        let name: HTML = """
            <a href="/figures/\(row.figure.code)\(FigurePart.query(filter))">\(row.now.name)</a><small>\(row.figure.code)</small>
            """
        return """
            <tr>\(Ledger.cell("指标", name, kind: "long lead"))\
            \(Ledger.cell(filter.period.chinese, FigureCell.html(row.now), kind: "num"))\
            \(Ledger.cell(filter.period.before.chinese, FigureCell.html(row.before), kind: "num"))\
            \(Ledger.cell("比上年", FigureCell.change(row.change, of: row.figure)))\
            \(Ledger.cell("口径", "\(row.figure.meaning)", kind: "long"))\
            \(Ledger.cell("来源", "\(row.kind.label)<small>\(chapter(row))</small>"))</tr>
            """
    }

    private func chapter(_ row: FigureListRow) -> String {
        row.kind == .shipped ? ShippedFigures.chapter(row.figure.chapter) : row.figure.measure.label
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>没有符合条件的指标</strong>换个条件，或<a href="/figures">查看全部</a>。</div>
        """
    }
}

/// A reading as pages show it: the number opens its rows.
enum FigureCell {
    static func html(_ reading: FigureReading) -> HTML {
        guard reading.value.number != nil else { return "<span class=\"muted\">\(reading.text)</span>" }
        let parts: HTML? =
            reading.parts.count == 2
            ? " <small>\(part(reading, 0)) / \(part(reading, 1))</small>" : nil
        let mark: HTML? = reading.origin == .counted ? nil : " <small>\(origin(reading))</small>"
        guard let link = reading.link else { return "\(reading.text)\(parts)\(mark)" }
        // A share, a sum and a mean open the rows that they are made of, which are not as many as they say.
        let isCount: Bool
        switch reading.figure.measure {
        case .rows, .once: isCount = reading.origin == .counted
        default: isCount = false
        }
        return isCount
            ? "<a href=\"\(link)\">\(reading.text)</a>\(parts)\(mark)"
            : "<a href=\"\(link)\" data-uncounted>\(reading.text)</a>\(parts)\(mark)"
    }

    static func change(_ change: FigureChange?, of figure: Supervision.Figure) -> HTML {
        guard let change else { return "<span class=\"muted\">—</span>" }
        let isWorse = figure.moreIsBetter.map { change.amount != nil && (change.before < change.now) != $0 } ?? false
        return isWorse ? "<span class=\"late-text\">\(change.text())</span>" : "\(change.text())"
    }

    private static func part(_ reading: FigureReading, _ index: Int) -> String {
        let figure = reading.narrowed.parts[index]
        return reading.parts[index].text(unit: figure.unit, digits: figure.digits)
    }

    private static func origin(_ reading: FigureReading) -> String {
        if case .entered(_, let isBaseline) = reading.origin { isBaseline ? "上年基数" : "人工填报" } else { "" }
    }
}

/// Parts of a year, and what usually narrows a figure, as choices.
enum FigurePart {
    static let choices: [Choice] =
        [
            Choice("q1", "第一季度"), Choice("q2", "第二季度"), Choice("q3", "第三季度"), Choice("q4", "第四季度"),
            Choice("spring", "春季学期（2—7月）"), Choice("autumn", "秋季学期（8—次年1月）"),
        ] + (1...12).map { Choice($0 < 10 ? "0\($0)" : "\($0)", "\($0)月") }

    static let narrowing: [Choice] =
        [
            Choice("kindergarten", "幼儿园"), Choice("compulsory", "义务教育学校"), Choice("primary", "小学"),
            Choice("junior", "初中"), Choice("senior", "高中"), Choice("vocational", "中职"), Choice("特教", "特教"),
            Choice("government", "人民政府"), Choice("department", "部门"), Choice("township", "乡镇街道"),
        ]
        + RunningType.allCases.map { Choice($0.label, $0.label) }
        + AuthorityLevel.allCases.map { Choice($0.label, $0.label) }

    /// The same time and narrowing on another page.
    static func query(_ filter: FigureListFilter) -> String {
        var pairs = ["period=\(Fields.encoded(filter.period.text))"]
        if !filter.qualifiers.isEmpty {
            pairs.append("narrow=\(Fields.encoded(filter.qualifiers.joined(separator: " | ")))")
        }
        return "?\(pairs.joined(separator: "&"))"
    }
}
