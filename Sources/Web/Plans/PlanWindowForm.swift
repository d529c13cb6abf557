import Supervision

/// One time or stage as it is typed; a row without days and words says nothing.
struct PlanWindowForm: Sendable {
    let fields: Fields
    let prefix: String

    static let names = ["stage", "start", "end", "count", "period", "text"]

    func text(_ name: String) -> String { fields.text(prefix + name) }

    var isEmpty: Bool { ["stage", "start", "end", "period", "text"].allSatisfy { text($0).isEmpty } }

    func checked(_ problems: inout [String: String]) -> PlanWindow? {
        if text("stage").count > 60 { problems[prefix + "stage"] = "请控制在60字以内。" }
        let (start, end) = (Day(text("start")), Day(text("end")))
        for (name, day) in [("start", start), ("end", end)] where !text(name).isEmpty {
            if !(day.map { Plan.years.contains($0.year) } ?? false) { problems[prefix + name] = "请选择日期，或留空。" }
        }
        if let start, let end, end < start { problems[prefix + "end"] = "结束日期不能早于开始日期。" }
        let period = PlanWindowForm.period(fields, prefix, &problems)
        if period != nil, start == nil || end == nil { problems[prefix + "end"] = "每隔一段时间重复的，要填起止日期。" }
        return PlanWindow(
            start: start, end: end, recurrence: period, stage: text("stage"), text: String(text("text").prefix(500)),
            span: SourceSpan(0, 0))
    }

    static func pairs(of window: PlanWindow) -> [(name: String, value: String)] {
        [
            ("stage", window.stage), ("start", window.start?.text ?? ""), ("end", window.end?.text ?? ""),
            ("count", window.recurrence.map { "\($0.count)" } ?? ""),
            ("period", window.recurrence?.unit.rawValue ?? ""), ("text", window.text),
        ]
    }

    func html(_ problems: [String: String]) -> HTML {
        func field(_ name: String, _ label: String, help: String = "") -> Field {
            Field(prefix + name, label, value: text(name), problem: problems[prefix + name], help: help)
        }
        return """
            <div class="field-row plan-row">\(field("stage", "阶段").text(hint: "如：第一轮视导；不分阶段留空"))\
            \(field("start", "开始").date())\(field("end", "结束", help: text("text").isEmpty ? "" : "原文：\(text("text"))").date())\
            \(PlanWindowForm.periodFields(prefix, fields, problems))\
            <input type="hidden" name="\(prefix)text" value="\(text("text"))"></div>
            """
    }

    /// 每 n 月, or once.
    static func period(
        _ fields: Fields, _ prefix: String, _ problems: inout [String: String]
    ) -> PlanTarget.Period? {
        guard let unit = PlanTarget.Period.Unit(rawValue: fields.text(prefix + "period")) else { return nil }
        let count = fields.text(prefix + "count").isEmpty ? 1 : fields.number(prefix + "count")
        guard let count, (1...60).contains(count) else {
            problems[prefix + "count"] = "请填写1到60。"
            return nil
        }
        return PlanTarget.Period(count, unit)
    }

    static func periodFields(_ prefix: String, _ fields: Fields, _ problems: [String: String]) -> HTML {
        let units = [Choice("", "一次")] + PlanTarget.Period.Unit.allCases.map { Choice($0.rawValue, "每\($0.label)") }
        let unit = Field(prefix + "period", "重复", value: fields.text(prefix + "period"))
        let count = Field(
            prefix + "count", "每几个", value: fields.text(prefix + "count"), problem: problems[prefix + "count"])
        return "\(unit.select(units))\(count.text(hint: "1"))"
    }
}
