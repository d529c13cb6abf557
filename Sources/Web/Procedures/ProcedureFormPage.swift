import Store
import Supervision

/// Where a procedure is put together, step by step.
struct ProcedureFormPage: Page {
    let form: ProcedureForm
    /// Nil for a new one.
    let editing: OwnProcedureID?
    var message: String?

    var title: String { editing == nil ? "新建工作流程" : "修改工作流程" }
    var section: String { "/procedures" }

    private var path: String { editing.map { "/procedures/\($0)" } ?? "/procedures" }

    var main: HTML {
        let crumbs = [("工作流程", "/procedures")] + (editing.map { [(form.name, "/procedures/\($0)")] } ?? [])
        let steps = form.rows.enumerated().map { index, row in
            ProcedureStepEditor(
                row: row, index: index, isLast: index == form.rows.count - 1, isOpen: isOpen(index), path: path
            ).html
        }
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "保存后成为新的一版；已建的项目仍按原来的流程办理。").html)
            \(message == nil ? nil : problems)
            <form class="form full" method="post" action="\(path)">\(FormSeal())\(version)\
            <input type="hidden" name="steps" value="\(form.rows.count)">\
            <button class="visually-hidden" name="act" value="check" tabindex="-1">检查</button>
            \(Field("name", "流程名称", value: form.name).text(hint: "如：本区专项督导流程"))
            <p class="help">\(form.steps.map(\.name).joined(separator: " → "))</p>
            <section class="section"><h2>环节</h2>\(steps)\(form.rows.isEmpty ? empty : nil)
            <p><button name="act" value="add">在最后增加环节</button></p></section>
            \(form.action == "check" ? checked : nil)
            <div class="form-actions"><button class="primary" name="act" value="save">保存流程</button>\
            <button name="act" value="check">检查</button><a class="button quiet" href="\(path)">取消</a></div></form>
            """
    }

    private var version: HTML? {
        form.version.map { number -> HTML in "<input type=\"hidden\" name=\"version\" value=\"\(number)\">" }
    }

    private var empty: HTML { "<div class=\"empty\"><strong>还没有环节</strong>先增加一个，或从系统自带的流程复制。</div>" }

    /// Every sentence on a line of its own, so that each can be worked off.
    private var problems: HTML {
        let found = form.problems
        let items = (found.isEmpty ? [message ?? ""] : found).map { text -> HTML in "<li>\(text)</li>" }
        return """
            <div class="notice error" role="alert"><strong>流程还没有保存，请修改：</strong><ul>\(items)</ul></div>
            """
    }

    private var checked: HTML {
        form.problems.isEmpty
            ? "<div class=\"notice success\" role=\"status\">检查通过，可以保存。</div>"
            : "<div class=\"notice warning\" role=\"status\"><ul>\(form.problems.map { text -> HTML in "<li>\(text)</li>" })</ul></div>"
    }

    /// Steps that are new, that were just moved or that somebody has to change stand open.
    private func isOpen(_ index: Int) -> Bool {
        let row = form.rows[index]
        if row.name.isBlank || row.acts.isEmpty || !row.problems.isEmpty { return true }
        guard message != nil || form.action == "check" else { return false }
        return form.problems.contains { $0.contains("“\(row.name)”") }
    }
}

/// One step in the form.
struct ProcedureStepEditor: Sendable {
    let row: ProcedureRow
    let index: Int
    let isLast: Bool
    let isOpen: Bool
    /// Where the form goes.
    let path: String

    private var prefix: String { "s\(index)." }

    var html: HTML {
        let acts = row.acts.compactMap(StepAct.init).map(\.label).joined(separator: "、")
        let open: HTML? = isOpen ? " open" : nil
        let name = row.name.isBlank ? "（未命名）" : row.name
        return """
            <details class="explain"\(open) id="step-\(index)"><summary><strong>\(index + 1). \(name)</strong> \
            <small>\(row.level == "campaign" ? "整个项目" : "每个单位") · \(acts.isEmpty ? "未选事项" : acts)</small></summary>
            <fieldset class="field"><legend class="visually-hidden">第\(index + 1)个环节</legend><div class="stack">
            <div class="field-row">\(field("name", "名称", row.name).text())\
            \(field("code", "代码", row.code, help: "小写字母和数字，同一流程内不重复。").text())\
            \(field("level", "由谁办理", row.level).select([Choice("unit", "每个单位"), Choice("campaign", "整个项目办一次")]))</div>
            \(actBoxes)
            <div class="field-row">\(field("after", "开始条件", row.after).select(ProcedureStepEditor.waits))\
            \(field("afterCodes", "等候的环节代码", row.afterCodes, help: "选“指定的环节”时填写，多个用顿号隔开。").text())\
            \(optional)</div>
            \(condition)\(clocks)</div></fieldset></details>
            <p class="form-actions">\(buttons)</p>
            """
    }

    private func field(_ name: String, _ label: String, _ value: String, help: String = "") -> Field {
        Field(prefix + name, label, value: value, help: help)
    }

    private var actBoxes: HTML {
        let unit = StepAct.allCases.filter { $0.level == .unit },
            whole = StepAct.allCases.filter { $0.level == .campaign }
        return """
            <div class="halves">\(Choice.boxes(prefix + "acts", legend: "须办事项（每个单位）",
                unit.map { Choice($0.rawValue, $0.label) }, chosen: Set(row.acts)))\
            \(Choice.boxes(prefix + "acts", legend: "须办事项（整个项目）",
                whole.map { Choice($0.rawValue, $0.label) }, chosen: Set(row.acts)))</div>
            """
    }

    private var optional: HTML {
        let checked: HTML? = row.isOptional ? " checked" : nil
        return """
            <div class="field"><label class="choice"><input type="checkbox" name="\(prefix)optional" value="1"\(checked)> \
            可以略过（写明理由）</label></div>
            """
    }

    private var condition: HTML {
        let grades = [Choice("", "任何程度")] + Finding.Grade.allCases.map { Choice($0.rawValue, "\($0.label)及以上") }
        let checked: HTML? = row.isChosen ? " checked" : nil
        return """
            <div class="field-row">\(field("condition", "涉及哪些单位", row.condition).select(ProcedureStepEditor.conditions))\
            \(field("grades", "等次为", row.grades).text(hint: "如：不合格"))\
            \(field("findings", "问题不少于（个）", row.findings).text(type: "number", isShort: true))\
            \(field("findingGrade", "问题程度", row.findingGrade).select(grades))</div>
            <div class="field-row">\(field("tag", "带有标签", row.tag).text())\(field("stratum", "属于范围层", row.stratum).text())\
            <div class="field"><label class="choice"><input type="checkbox" name="\(prefix)chosen" value="1"\(checked)> \
            由督导室指定</label></div></div>
            """
    }

    private var clocks: HTML {
        let rules = [Choice("", "无")] + DeadlineRuleID.allCases.prefix(8).map { Choice($0.rawValue, $0.label) }
        return """
            <div class="field-row">\(field("clock", "法定时限", row.clock, help: "天数按项目适用地区的规定。").select(rules))\
            \(field("days", "本室规定的天数", row.days).text(type: "number", isShort: true))\
            \(field("dayKind", "按", row.dayKind).select([Choice("working", "工作日"), Choice("calendar", "自然日")]))</div>
            """
    }

    private var buttons: HTML {
        let up: HTML? = index == 0 ? nil : button("up:\(index)", "上移", to: index - 1)
        let down: HTML? = isLast ? nil : button("down:\(index)", "下移", to: index + 1)
        let remove: HTML = """
            <button class="small quiet" name="act" value="remove:\(index)" data-confirm="确定删除“\(row.name)”这个环节吗？" \
            data-confirm-label="删除">删除</button>
            """
        return "\(up)\(down)\(button("add:\(index)", "在其后增加", to: index + 1))\(remove)"
    }

    /// Shows the form again where the step has gone to.
    private func button(_ act: String, _ label: String, to place: Int) -> HTML {
        """
        <button class="small quiet" name="act" value="\(act)" formaction="\(path)#step-\(place)">\(label)</button>
        """
    }

    private static let waits = [
        Choice("prev", "上一环节完成后"), Choice("named", "指定的环节完成后"), Choice("none", "不等候，项目启动即可"),
    ]
    private static let conditions = [
        Choice("", "全部单位"), Choice("any", "符合任一条件的单位"), Choice("all", "同时符合各条件的单位"),
    ]
}
