import Store
import Supervision

/// A figure of the office's own as typed.
struct FigureForm: Sendable {
    let fields: Fields

    /// The ledger whose rows it counts; nil for one that is entered, or a share.
    var ledger: FigureLedger? { FigureLedger(rawValue: fields.text("ledger")) }

    /// The filter as it came from the ledger's page.
    var filters: [FigureFilter] {
        guard let ledger else { return [] }
        let known = ledger.parameters.subtracting(ledger.each.isEmpty ? [] : ["each"])
        return fields.names.filter { known.contains($0) && !fields.text($0).isEmpty }
            .map { FigureFilter($0, fields.text($0)) }
    }

    func draft() throws(FormRefusal) -> FigureDraft {
        var draft = FigureDraft(try measure())
        draft.code = fields.text("code")
        draft.name = fields.text("name")
        draft.unit = fields.text("unitWord")
        draft.meaning = fields.text("meaning")
        draft.digits = fields.number("digits") ?? (draft.unit == "%" ? 2 : 0)
        draft.moreIsBetter = ["up": true, "down": false][fields.text("direction")]
        return draft
    }

    private func measure() throws(FormRefusal) -> FigureMeasure {
        let kind = fields.text("measure")
        if kind == "entered" { return .entered }
        if kind == "share" {
            let (part, whole) = (fields.text("part"), fields.text("whole"))
            var problems: [String: String] = [:]
            if part.isEmpty { problems["part"] = "请填写作分子的指标代码。" }
            if whole.isEmpty { problems["whole"] = "请填写作分母的指标代码。" }
            guard problems.isEmpty else { throw FormRefusal(problems) }
            return .share(of: part, in: whole)
        }
        guard let query else { throw FormRefusal(["measure": "请从台账页面点“存为指标”进入。"]) }
        let words = kind.split(separator: "-", maxSplits: 1).map(String.init)
        switch words.first {
        case "rows": return .rows(query)
        case "once": if let each = FigureEach(rawValue: words.last ?? "") { return .once(each, query) }
        case "sum": if let column = FigureColumn(rawValue: words.last ?? "") { return .sum(column, query) }
        case "mean": if let column = FigureColumn(rawValue: words.last ?? "") { return .mean(column, query) }
        default: break
        }
        throw FormRefusal(["measure": "请选择怎样统计。"])
    }

    /// The filter with the day by which rows belong to a time.
    private var query: FigureQuery? {
        guard let ledger else { return nil }
        var query = FigureQuery(ledger, filters)
        for filter in ledger.openFilter where query[filter.name].isEmpty && ledger != .findings {
            query = query.with(filter)
        }
        let time = fields.text("time")
        guard ledger.times.contains(time) else { return query }
        let value = time == "year" ? "@year" : time == "openOn" ? "@end" : "@period"
        return query.with(FigureFilter(time, value))
    }

    /// The texts of a figure that is there.
    static func fields(of own: OwnFigure) -> Fields {
        let figure = own.figure
        var pairs: [(String, String)] = [
            ("code", figure.code), ("name", figure.name), ("unitWord", figure.unit), ("meaning", figure.meaning),
            ("digits", "\(figure.digits)"), ("measure", FigureForm.code(figure.measure)), ("version", "\(own.version)"),
            ("direction", figure.moreIsBetter.map { $0 ? "up" : "down" } ?? ""),
        ]
        if case .share(let part, let whole) = figure.measure { pairs += [("part", part), ("whole", whole)] }
        if let query = figure.measure.query {
            pairs.append(("ledger", query.ledger.rawValue))
            for filter in query.filters {
                pairs.append(filter.value.hasPrefix("@") ? ("time", filter.name) : (filter.name, filter.value))
            }
        }
        return Fields(pairs.map { (name: $0.0, value: $0.1) })
    }

    private static func code(_ measure: FigureMeasure) -> String {
        switch measure {
        case .rows: "rows"
        case .once(let each, _): "once-\(each.rawValue)"
        case .sum(let column, _): "sum-\(column.rawValue)"
        case .mean(let column, _): "mean-\(column.rawValue)"
        case .share: "share"
        case .entered: "entered"
        }
    }

    static func measures(of ledger: FigureLedger) -> [Choice] {
        [Choice("rows", "计数：有几条算几条")]
            + ledger.each.map { Choice("once-\($0.rawValue)", "去重计数：每个\($0.label)只算一次") }
            + ledger.columns.filter(\.canBeSummed).map { Choice("sum-\($0.rawValue)", "合计：\($0.label)") }
            + ledger.columns.map { Choice("mean-\($0.rawValue)", "平均：\($0.label)") }
    }

    static func times(of ledger: FigureLedger) -> [Choice] {
        let usual = ["issued", "visited", "done", "at", "on", "asked", "delivered", "ended", "during"]
        let times = usual.filter(ledger.times.contains) + ledger.times.subtracting(usual).sorted()
        return times.map { Choice($0, FigureParameter.label($0, in: ledger)) }
            + [Choice("", "不按时间，统计全部")]
    }
}

/// The form of a figure: from a ledger's filter, a share of two figures, or one that is entered.
struct FigureFormPage: Page {
    let editing: OwnFigure?
    let fields: Fields
    let problems: [String: String]
    let message: String?
    /// What the filter's ids are called.
    let names: [String: String]
    /// Figures of which a share may be made.
    let countable: [Supervision.Figure]

    var title: String { editing == nil ? "存为指标" : "修改指标" }
    var section: String { "/figures" }
    private var form: FigureForm { FigureForm(fields: fields) }
    private var measure: String { fields.text("measure") }

    var main: HTML {
        let home = editing.map { "/figures/\($0.figure.code)" } ?? "/figures"
        let crumbs = [("指标库", "/figures")] + (editing.map { [($0.figure.name, home)] } ?? [])
        let version: HTML? = editing.map { "<input type=\"hidden\" name=\"version\" value=\"\($0.version)\">" }
        return """
            \(PageHead(title, crumbs: crumbs).html)
            \(Said.error(message))
            <form class="form" method="post" action="\(home)">\(FormSeal())\(version)
            \(definition)
            \(code)
            <div class="field-row">\(field("name", "名称", isRequired: true).text(hint: "例如：民办幼儿园严重问题"))\
            \(field("unitWord", "计量单位", help: "所、个、人次、%；占比写 %", isRequired: true).text(isShort: true))</div>
            \(field("meaning", "口径", help: "统计什么、怎样计算；不写就用查询条件。会印在总结的数据来源附表里").area(rows: 3, limit: 300))
            <div class="field-row">\(field("digits", "小数位").select((0...4).map { Choice("\($0)", "\($0) 位") }))\
            \(field("direction", "好坏方向").select([Choice("", "不分"), Choice("up", "越多越好"), Choice("down", "越少越好")]))</div>
            <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="\(home)">取消</a></div></form>
            """
    }

    /// The code stays once it is given, because templates name it.
    private var code: HTML {
        editing.map { own -> HTML in
            """
            <dl class="facts"><dt>代码</dt><dd><code>\(own.figure.code)</code></dd></dl>\
            <input type="hidden" name="code" value="\(own.figure.code)">
            """
        } ?? field("code", "代码", help: "模板里用它引用，例如 own.kindergarten.grave；保存后不能改", isRequired: true).text()
    }

    private var definition: HTML {
        if measure == "entered" {
            return """
                <div class="notice"><strong>填报指标</strong>系统里没有记录、由人按年度或时段填报的数字，例如满意度。保存后在它的页面填报数值和来源。</div>
                <input type="hidden" name="measure" value="entered">
                """
        }
        if measure == "share" || form.ledger == nil { return share }
        return counted
    }

    private var counted: HTML {
        guard let ledger = form.ledger else { return .empty }
        let hidden = form.filters.filter { !ledger.times.contains($0.name) || $0.name == fields.text("time") }.map {
            filter -> HTML in
            ledger.times.contains(filter.name)
                ? .empty : "<input type=\"hidden\" name=\"\(filter.name)\" value=\"\(filter.value)\">"
        }
        let fixed = form.filters.filter { !ledger.times.contains($0.name) }
        let words = FigureQuery(ledger, fixed).words(names: names)
        let link = FigureQuery(ledger, fixed).address()
        let time = fields["time"] ?? FigureForm.times(of: ledger).first?.value ?? ""
        return """
            <dl class="facts"><dt>统计范围</dt><dd><a href="\(link)">\(words)</a></dd></dl>
            <input type="hidden" name="ledger" value="\(ledger.rawValue)">\(hidden)
            <div class="field-row">\(field("measure", "怎样统计", isRequired: true).select(FigureForm.measures(of: ledger)))\
            \(Field("time", "按哪个日期归入统计期", value: time, problem: problems["time"]).select(FigureForm.times(of: ledger)))</div>
            """
    }

    private var share: HTML {
        let options = countable.map { figure -> HTML in "<option value=\"\(figure.code)\">\(figure.name)</option>" }
        func code(_ name: String, _ label: String) -> HTML {
            field(name, label, isRequired: true).wrapped(
                "<input id=\"\(name)\" name=\"\(name)\" list=\"figures\" value=\"\(fields.text(name))\" required>")
        }
        return """
            <div class="notice"><strong>占比指标</strong>一个指标除以另一个指标，例如 已整改的问题 ÷ 发现的问题。</div>
            <input type="hidden" name="measure" value="share"><datalist id="figures">\(options)</datalist>
            <div class="field-row">\(code("part", "分子（指标代码）"))\(code("whole", "分母（指标代码）"))</div>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help, isRequired: isRequired)
    }
}
