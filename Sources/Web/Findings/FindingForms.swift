import Store
import Supervision

/// The forms by which a part moves on; each carries the version that the person saw.
struct FindingForms {
    let entry: FindingDossier.Part
    let finding: FindingID
    let today: Day
    let typed: FindingTyped?
    /// The office's phrases.
    let wordings: [Wording]

    init(
        _ entry: FindingDossier.Part, of finding: FindingID, on today: Day, typed: FindingTyped?,
        wordings: [Wording] = []
    ) {
        self.wordings = wordings
        self.entry = entry
        self.finding = finding
        self.today = today
        self.typed = typed
    }

    func form(for move: FindingMove, isPrimary: Bool) -> HTML {
        switch move {
        case .acknowledge: form(move, "acknowledgement", "<p>签收即表示已收到问题和整改要求，整改期限不因签收早晚而变。</p>", isPrimary)
        case .plan: isPrimary ? planForm(isPrimary) : folded("修改整改方案", planForm(false))
        case .submit: submission(isPrimary)
        case .verify: form(move, "verification", note(move, "核查意见", "可以不填；写明怎样核查、看到了什么更好"), isPrimary)
        case .sendBack: folded("核查不通过，退回整改", form(move, "return", reason(move, "退回理由", "写明哪里还不行、要补什么"), false))
        case .close:
            form(
                move, "closure", note(move, "销号意见", "可以不填"), isPrimary, confirm: "销号后单位不能再提交佐证；确有需要可以重新打开。现在销号？")
        case .reopen: folded("重新打开", reopening)
        }
    }

    private func form(
        _ move: FindingMove, _ resource: String, _ controls: HTML, _ isPrimary: Bool, confirm: String? = nil
    ) -> HTML {
        let path = "/findings/\(finding.rawValue)/parts/\(entry.part.id.rawValue)/\(resource)"
        let ask: HTML? = confirm.map { " data-confirm=\"\($0)\" data-confirm-label=\"\(move.label)\"" }
        let label = move == .submit && entry.part.state == .submitted ? "补充提交" : move.label
        return """
            <form class="form" method="post" action="\(path)" data-draft="finding-\(entry.part.id.rawValue)-\(resource)">\
            \(FormSeal())<input type="hidden" name="version" value="\(entry.part.version)">\(controls)\
            <div class="form-actions"><button class="\(isPrimary ? "primary" : "")"\(ask)>\(label)</button></div></form>
            """
    }

    private func folded(_ title: String, _ content: HTML) -> HTML {
        let isOpen: HTML? = typed.map { typed in title.contains(typed.move.label) ? " open" : "" }
        return "<details class=\"fold\"\(isOpen)><summary>\(title)</summary>\(content)</details>"
    }

    private func problem(_ name: String) -> String? { (typed?.refusal as? FormRefusal)?.problems[name] }

    private func note(_ move: FindingMove, _ label: String, _ help: String) -> HTML {
        let area = Field("note", label, value: typed?.text("note", in: move) ?? "", help: help).area(rows: 3)
        let kind: Wording.Kind? = move == .verify ? .verify : move == .close ? .close : nil
        return "\(area)\(kind.flatMap { WordingPicker(wordings, $0, for: "note").html })"
    }

    private func reason(_ move: FindingMove, _ label: String, _ help: String) -> HTML {
        let area = Field(
            "reason", label, value: typed?.text("reason", in: move) ?? "", problem: problem("reason"), help: help,
            isRequired: true
        ).area(rows: 3)
        return "\(area)\(move == .sendBack ? WordingPicker(wordings, .sendBack, for: "reason").html : nil)"
    }

    private func submission(_ isPrimary: Bool) -> HTML {
        let again = entry.part.state == .returned ? "退回后须有新的佐证，以前提交的不再计算。" : ""
        let ready: HTML = "<p>上面列出的新佐证（现有 <strong>\(entry.fresh.count)</strong> 件）将一并提交，由督导室核查；没有佐证不能提交。\(again)</p>"
        return form(.submit, "submission", "\(ready)\(note(.submit, "整改情况说明", "写明做了什么、结果怎样"))", isPrimary)
    }

    private var reopening: HTML {
        let day = typed?.text("due_on", in: .reopen) ?? ""
        let due = Field(
            "due_on", "新的整改期限", value: day.isEmpty ? today.adding(days: 15).text : day, problem: problem("due_on"),
            help: "重新打开后单位须在这一天前重新提交佐证", isRequired: true
        ).date()
        return form(.reopen, "reopening", "\(reason(.reopen, "重新打开的理由", "如复查发现问题反弹"))\(due)", false)
    }
}

extension FindingForms {
    /// Measures, responsible persons and tasks; always a few empty lines more than there are tasks.
    private func planForm(_ isPrimary: Bool) -> HTML {
        let plan = FindingPlanForm(typed?.move == .plan ? typed?.fields : nil, else: entry.part.plan)
        let rows = plan.tasks.enumerated().map { index, task -> HTML in
            """
            <div class="field-row">\
            \(Field("task-\(index)", "任务 \(index + 1)", value: task.text, problem: problem("task-\(index)")).text())\
            \(Field("people-\(index)", "责任人", value: task.people, problem: problem("people-\(index)")).text(isShort: true))\
            \(Field("due-\(index)", "完成期限", value: task.due, problem: problem("due-\(index)")).date())</div>
            """
        }
        let measures = Field(
            "measures", "整改措施", value: plan.measures, problem: problem("measures"), help: "总的办法：查什么、改什么、怎样防止再犯",
            isRequired: true
        ).area()
        let people = Field(
            "responsible", "责任人", value: plan.responsible, problem: problem("responsible"),
            help: "对整改负责的人，多人用顿号隔开", isRequired: true
        ).text(hint: "姓名（职务）")
        return form(
            .plan, "plan",
            """
            \(measures)\(people)<fieldset class="field"><legend>任务分解 <span class="optional">不分解可不填</span></legend>\
            \(rows)</fieldset>
            """, isPrimary)
    }
}

/// The plan as it is typed.
struct FindingPlanForm {
    struct TaskLine {
        var text: String
        var people: String
        var due: String
    }

    let measures: String
    let responsible: String
    let tasks: [TaskLine]

    /// What was typed, else the plan as it is, with empty lines to go on.
    init(_ fields: Fields?, else plan: RectificationPlan?) {
        var tasks: [TaskLine]
        if let fields {
            measures = fields.text("measures")
            responsible = fields.text("responsible")
            tasks = FindingPlanForm.lines(fields)
        } else {
            measures = plan?.measures ?? ""
            responsible = (plan?.responsible ?? []).joined(separator: "、")
            tasks = (plan?.tasks ?? []).map {
                TaskLine(text: $0.text, people: $0.responsible.joined(separator: "、"), due: $0.dueOn?.text ?? "")
            }
        }
        let blank = TaskLine(text: "", people: "", due: "")
        tasks += Array(repeating: blank, count: tasks.isEmpty ? 3 : 2)
        self.tasks = tasks
    }

    private static func lines(_ fields: Fields) -> [TaskLine] {
        (0..<50).map {
            TaskLine(
                text: fields.text("task-\($0)"), people: fields.text("people-\($0)"), due: fields.text("due-\($0)"))
        }.filter { !$0.text.isEmpty || !$0.people.isEmpty || !$0.due.isEmpty }
    }

    /// The plan, or what is wrong beside each field.
    static func checked(_ fields: Fields) throws(FormRefusal) -> RectificationPlan {
        var problems: [String: String] = [:]
        let measures = fields.text("measures")
        if measures.isEmpty { problems["measures"] = "请写明整改措施。" }
        if measures.count > 4_000 { problems["measures"] = "请控制在4000字以内。" }
        let responsible = names(fields.text("responsible"))
        if responsible.isEmpty { problems["responsible"] = "请写明责任人。" }
        let tasks = lines(fields).enumerated().map { index, line -> RectificationPlan.Task in
            if line.text.isEmpty { problems["task-\(index)"] = "请写明任务内容，或清空这一行。" }
            let due = Day(line.due)
            if due == nil, !line.due.isEmpty { problems["due-\(index)"] = "日期无法识别。" }
            return RectificationPlan.Task(line.text, responsible: names(line.people), dueOn: due)
        }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return RectificationPlan(measures: measures, tasks: tasks, responsible: responsible)
    }

    private static func names(_ text: String) -> [String] {
        text.split { "、，,；; ".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }
}
