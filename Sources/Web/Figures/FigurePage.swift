import SQLCore
import Store
import Supervision

/// One figure: what it counts, its values over the years and months, its versions and what was entered for it.
struct FigurePage: Page {
    let narrowed: NarrowedFigure
    let asked: FigurePageRequest
    let now: FigureReading
    let before: FigureReading
    /// The year's twelve months, or nothing where a figure knows no time.
    let months: [FigureReading]
    let years: [FigureReading]
    let own: OwnFigure?
    let versions: [OwnFigureVersion]
    let entries: [FigureEntry]
    let uses: [String]
    let viewer: Viewer
    var typed = Fields()
    var refusal: FigurePageRefusal?

    var figure: Supervision.Figure { narrowed.figure }
    var title: String { narrowed.name }
    var section: String { "/figures" }
    private var isOffice: Bool { Role.office.contains(viewer.role) }
    private var path: String { "/figures/\(figure.code)" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("指标库", "/figures")], badge: Badge.html(kindLabel), subtitle: "\(figure.code)", actions: actions).html)
        \(Said.error(refusal?.message))
        \(facts)
        \(FigurePeriods(page: self).html)
        \(FigureEntrySection(page: self).html)
        \(history)
        """
    }

    private var kindLabel: String {
        figure.measure == .entered ? "人工填报" : own == nil ? "系统自带" : "本单位自定"
    }

    private var actions: HTML? {
        guard isOffice, let own else { return nil }
        let delete: HTML = """
            <form class="inline" method="post" action="\(path)/removal">\(FormSeal())\
            <input type="hidden" name="version" value="\(own.version)"><button class="danger" \
            data-confirm="确定删除指标“\(figure.name)”吗？删除后引用它的地方会找不到它。" data-confirm-label="删除">删除</button></form>
            """
        return "\(delete)<a class=\"button\" href=\"\(path)/edit\">修改</a>"
    }

    private var facts: HTML {
        let share: HTML? =
            narrowed.parts.count == 2
            ? """
            <dt>分子</dt><dd><a href="/figures/\(narrowed.parts[0].code)">\(narrowed.parts[0].name)</a></dd>\
            <dt>分母</dt><dd><a href="/figures/\(narrowed.parts[1].code)">\(narrowed.parts[1].name)</a></dd>
            """ : nil
        let query: HTML? = figure.measure.query.map { "<dt>查询条件</dt><dd>\($0.words())</dd>" }
        let used: HTML? = uses.isEmpty ? nil : "<dt>正在引用</dt><dd>\(uses.joined(separator: "、"))</dd>"
        return """
            <section class="section"><dl class="facts"><dt>\(asked.period.chinese)</dt><dd>\(FigureCell.html(now))</dd>\
            <dt>\(asked.period.before.chinese)</dt><dd>\(FigureCell.html(before))</dd>\
            <dt>比上年</dt><dd>\(FigureCell.change(now.change(from: before), of: figure))</dd>\
            <dt>口径</dt><dd>\(narrowed.words(for: asked.period))</dd>\(query)<dt>统计方法</dt><dd>\(figure.measure.label)</dd>\
            \(share)<dt>小数位</dt><dd>\(figure.digits) 位</dd><dt>模板写法</dt>\
            <dd><code>\(template)</code></dd>\(used)</dl></section>
            """
    }

    private var template: String {
        "{{ \(FigureRequest(figure.code, asked.qualifiers, asked.period).key) }}"
    }

    private var history: HTML? {
        guard versions.count > 1 else { return nil }
        let rows = versions.map { version -> HTML in
            """
            <li><span class="event">第\(version.number)版：\(version.figure.name)（\(version.figure.measure.label)）</span> \
            <span class="by">\(version.byName)，\(When.html(version.at))</span><p class="said">\(version.figure.meaning)</p></li>
            """
        }
        return "<section class=\"section\"><h2>修改记录</h2><ol class=\"timeline\">\(rows)</ol></section>"
    }
}

/// What was refused on a figure's page, and beside which fields.
struct FigurePageRefusal: Sendable, Equatable {
    let message: String
    let problems: [String: String]

    init(_ refusal: any Refusal) {
        message = refusal.message
        problems = (refusal as? FormRefusal)?.problems ?? [:]
    }
}

extension FigurePage {
    init(
        _ code: String, _ asked: FigurePageRequest, for viewer: Viewer, typed: Fields, refusal: (any Refusal)?,
        in db: SQLConnection
    ) throws {
        let book = try Figures.book(for: viewer, in: db)
        func request(_ period: FigurePeriod) -> FigureRequest { FigureRequest(code, asked.qualifiers, period) }
        let narrowed = try FigureNames.narrowed(request(asked.period), from: book, visibleTo: viewer, in: db)
        let isTimed =
            narrowed.figure.measure == .entered || narrowed.figure.measure.query?.isTimed ?? false
            || narrowed.parts.contains { $0.measure.query?.isTimed ?? false }
        let year = asked.period.year
        let months: [FigurePeriod] =
            isTimed ? (1...12).compactMap { Month("\(year)-\($0 < 10 ? "0" : "")\($0)").map { .month($0) } } : []
        let years: [FigurePeriod] = isTimed ? ((year - 4)...year).map { .year($0) } : []
        let all = try Figures.read(
            ([asked.period, asked.period.before] + months + years).map(request), from: book, visibleTo: viewer, in: db)
        let own = try OwnFigures.find(code, visibleTo: viewer, in: db)
        self.init(
            narrowed: narrowed, asked: asked, now: all[0], before: all[1],
            months: Array(all.dropFirst(2).prefix(months.count)), years: Array(all.suffix(years.count)), own: own,
            versions: try own.map { try OwnFigures.versions(of: $0.id, in: db) } ?? [],
            entries: try FigureEntries.current(of: code, visibleTo: viewer, in: db),
            uses: try own.map { _ in try FigureUses.places(of: code, visibleTo: viewer, in: db) } ?? [],
            viewer: viewer, typed: typed, refusal: refusal.map { FigurePageRefusal($0) })
    }
}
