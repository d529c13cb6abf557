import Store
import Supervision

/// What is typed about a new summary.
struct SummaryForm: Sendable {
    let fields: Fields

    func checked() throws(FormRefusal) -> NewSummary {
        var problems: [String: String] = [:]
        let kind = Summary.Kind(rawValue: fields.text("kind"))
        if kind == nil { problems["kind"] = "请选择种类。" }
        let month = kind == .month ? fields.number("month") : nil
        if kind == .month, month == nil { problems["month"] = "请选择月份。" }
        let span = fields.number("year").flatMap { SummarySpan(year: $0, month: month) }
        if span == nil, problems["month"] == nil { problems["year"] = "请填写2000年至2199年之间的年份。" }
        guard let kind, let span, problems.isEmpty else { throw FormRefusal(problems) }
        let template = fields.text("template")
        return NewSummary(
            kind: kind, span: span, region: kind == .diagnosis ? fields.text("region") : "",
            template: template.isEmpty ? nil : Identifier(template))
    }
}

/// Where a new summary is begun.
struct SummaryFormPage: Page {
    let fields: Fields
    let templates: [StoredSummaryWording]
    let regions: [PlaceChoice]
    let today: Day
    let problems: [String: String]
    let message: String?

    var title: String { "起草总结或通报" }
    var section: String { "/summaries" }

    var main: HTML {
        let kinds = Summary.Kind.allCases.map { Choice($0.rawValue, $0.label) }
        let months = (1...12).map { Choice("\($0)", "\($0)月") }
        let own = templates.map { Choice($0.id.rawValue, "\($0.wording.kind.label)：\($0.wording.name)") }
        let places = regions.map { Choice($0.code, $0.name) }
        let month: HTML = field("month", "月份", "\(today.adding(months: -1).month)").select(months)
        let region: HTML = field("region", "诊断的地区", "").select([Choice("", "本地区")] + places)
        return """
            \(PageHead(title, crumbs: [("总结与通报", "/summaries")],
                subtitle: "系统按模板和台账写出初稿，每个数字都能打开它统计的记录；没有数据的内容不写，另行列出。").html)
            \(Said.error(message))
            <form class="form" method="post" action="/summaries">\(FormSeal())
            <div class="field-row">\(field("kind", "种类", "year", isRequired: true).select(kinds))\
            \(field("year", "年份", "\(today.adding(months: -3).year)", isRequired: true).text(type: "number", isShort: true))</div>
            <div data-when="kind" data-is="month">\(month)</div>
            <div data-when="kind" data-is="diagnosis">\(region)</div>
            \(field("template", "模板", "", help: "不选就用系统自带的模板；自建模板须与种类一致。")
                .select([Choice("", "系统自带")] + own))
            <div class="form-actions"><button class="primary">生成初稿</button>\
            <a class="button quiet" href="/summaries">取消</a></div></form>
            """
    }

    private func field(
        _ name: String, _ label: String, _ usual: String, help: String = "", isRequired: Bool = false
    ) -> Field {
        Field(name, label, value: fields[name] ?? usual, problem: problems[name], help: help, isRequired: isRequired)
    }
}
