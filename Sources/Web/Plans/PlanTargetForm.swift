import Supervision

/// One target as it is typed; a row without a figure and without words says nothing.
struct PlanTargetForm: Sendable {
    let fields: Fields
    let prefix: String

    static let names = ["quantity", "comparison", "unit", "of", "force", "count", "period", "text"]

    func text(_ name: String) -> String { fields.text(prefix + name) }

    var isEmpty: Bool { ["quantity", "unit", "of", "text"].allSatisfy { text($0).isEmpty } }

    func checked(_ problems: inout [String: String]) -> PlanTarget? {
        let quantity = Points(text("quantity"))
        if !text("quantity").isEmpty, quantity == nil || quantity.map({ $0 < .zero }) ?? true {
            problems[prefix + "quantity"] = "请填写数字，如40或86.5；约数留空。"
        }
        if text("unit").isEmpty || text("unit").count > 20 { problems[prefix + "unit"] = "请填写单位，如所、次、%。" }
        if text("of").count > 100 { problems[prefix + "of"] = "请控制在100字以内。" }
        let force = PlanTarget.Force(rawValue: text("force")) ?? .must
        if quantity == nil, text("quantity").isEmpty, force == .must {
            problems[prefix + "quantity"] = "任务要有数字；没有数字请选“约数”。"
        }
        let period = PlanWindowForm.period(fields, prefix, &problems)
        return PlanTarget(
            quantity: quantity, comparison: PlanTarget.Comparison(rawValue: text("comparison")) ?? .equal, force: force,
            unit: text("unit"), of: text("of"), period: period, text: String(text("text").prefix(500)),
            span: SourceSpan(0, 0))
    }

    static func pairs(of target: PlanTarget) -> [(name: String, value: String)] {
        [
            ("quantity", target.quantity?.text ?? ""), ("comparison", target.comparison.rawValue),
            ("unit", target.unit), ("of", target.of), ("force", target.force.rawValue),
            ("count", target.period.map { "\($0.count)" } ?? ""), ("period", target.period?.unit.rawValue ?? ""),
            ("text", target.text),
        ]
    }

    func html(_ problems: [String: String]) -> HTML {
        func field(_ name: String, _ label: String) -> Field {
            Field(prefix + name, label, value: text(name), problem: problems[prefix + name])
        }
        let comparisons = PlanTarget.Comparison.allCases.map { Choice($0.rawValue, $0.label) }
        let forces = PlanTarget.Force.allCases.map { Choice($0.rawValue, $0.label) }
        return """
            <div class="field-row plan-row">\(field("force", "性质").select(forces))\
            \(field("comparison", "要求").select(comparisons))\(field("quantity", "数量").text(hint: "如：40"))\
            \(field("unit", "单位").text(hint: "所、次、%"))\(field("of", "对象").text(hint: "如：幼儿园"))\
            \(PlanWindowForm.periodFields(prefix, fields, problems))\
            <input type="hidden" name="\(prefix)text" value="\(text("text"))"></div>
            """
    }
}
