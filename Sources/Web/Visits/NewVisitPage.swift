import SQLCore
import Store
import Supervision

/// The form of a visit: first the school and the month's checklist, then all of it.
struct NewVisitPage: Page {
    let fields: Fields
    let isOffice: Bool
    let problems: [String: String]
    let message: String?
    let schools: [Choice]
    let plans: [Choice]
    let departments: [Choice]
    let checklist: Framework?
    let task: VisitTask?
    /// Whether the plan was chosen, or what was typed comes back: otherwise that is asked first.
    let isPlanChosen: Bool
    let contact: VisitContact?

    init(
        _ typed: Fields, for viewer: Viewer, problems: [String: String], message: String?, in db: SQLConnection
    ) throws {
        var fields = typed
        let place = try VisitOffice.place(of: viewer, in: db)
        let task: VisitTask? =
            fields.text("task").isEmpty
            ? nil : try VisitTasks.require(Identifier(fields.text("task")), visibleTo: viewer, in: db)
        if let task {
            fields.set("school", task.school.rawValue)
            if fields.text("theme").isEmpty { fields.set("theme", task.theme) }
            if let checklist = task.checklist { fields.set("checklist", checklist.rawValue) }
        }
        let month = Month(of: viewer.day)
        let themes = try VisitThemes.published(from: month.previous, until: month.next, at: place, in: db)
        isPlanChosen = task != nil || themes.isEmpty || fields["plan"] != nil || fields["record"] != nil
        if let theme = themes.first(where: { $0.id.rawValue == fields.text("plan") }) {
            fields.set("checklist", theme.checklist?.rawValue ?? "")
            if fields.text("theme").isEmpty { fields.set("theme", theme.title) }
        }
        if fields["plan"] == nil, let theme = themes.first(where: { $0.month == month }) {
            fields.set("plan", theme.id.rawValue)
        }
        self.fields = fields
        self.task = task
        isOffice = Role.office.contains(viewer.role)
        self.problems = problems
        self.message = message
        schools =
            try task.map { [Choice($0.school.rawValue, $0.schoolName)] }
            ?? VisitSchools.of(viewer, in: db).map { Choice($0.id.rawValue, "\($0.name)（\($0.code)）") }
        plans = themes.map { theme in
            Choice(
                theme.id.rawValue,
                "\(theme.month.chinese) \(theme.title)\(theme.checklist == nil ? "" : "：\(theme.checklistName)")")
        }
        let school: OrganisationID = Identifier(fields.text("school"))
        contact = schools.contains { $0.value == school.rawValue } ? try VisitContacts.told(of: school, in: db) : nil
        departments = try VisitOffice.departments(at: Place.of(.organisation(school), in: db), in: db)
            .map { Choice($0.id.rawValue, $0.name) }
        // Only what was given to this inspector is shown.
        let chosen = fields.text("checklist")
        let isGiven = themes.contains { $0.checklist?.rawValue == chosen } || task?.checklist?.rawValue == chosen
        checklist = isGiven ? try FrameworkVersions.require(Identifier(chosen), in: db) : nil
    }

    var title: String { isOffice ? "登记随访督导" : "登记到校督导" }
    var section: String { "/visits" }

    private var isChosen: Bool { isPlanChosen && schools.contains { $0.value == fields.text("school") } }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("到校督导", "/visits")],
            subtitle: "在电脑前补记或没有手机时使用；内容与手机登记相同。").html)
        \(Said.error(message))
        \(isChosen ? form : choice)
        """
    }

    private var choice: HTML {
        guard !schools.isEmpty else {
            return "<div class=\"empty\"><strong>没有可以登记的学校</strong>请与督导室核对您负责的学校。</div>"
        }
        return """
            <form class="form" method="get" action="/visits/new">
            \(field("school", "学校").select([Choice("", "请选择")] + schools))
            \(field("plan", "主题和清单", help: "计划外的到校也可以登记，只写督导纪实。").select(plans + [Choice("", "计划外，不用清单")]))
            <div class="form-actions"><button class="primary">下一步</button>\
            <a class="button quiet" href="/visits">取消</a></div></form>
            """
    }

    private var form: HTML {
        let hidden = ["visit", "school", "checklist", "task"].map { name -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(fields.text(name))\">"
        }
        let school = schools.first { $0.value == fields.text("school") }?.label ?? ""
        let announced = [Choice("", "随机到校"), Choice("1", "事先告知")]
        return """
            <form class="form full" method="post" action="/visits" enctype="multipart/form-data">\(FormSeal())\(hidden)
            <section class="section"><div class="section-head"><h2>\(school)</h2>\(coverage)</div>\(receiver)
            <div class="field-row">\(field("day", "到校日期", required: true).date())\
            \(field("from", "到校时间", required: true, problem: problems["startedAt"]).text(type: "time", isShort: true))\
            \(field("until", "离校时间", required: true, problem: problems["endedAt"]).text(type: "time", isShort: true))</div>
            <div class="field-row">\(field("theme", "主题").text())\
            \(field("announced", "方式").select(announced))\
            \(field("companions", "同行人员").text(hint: "姓名，用顿号隔开"))</div>
            <div class="field-row">\(counters)</div></section>
            <section class="section"><h2>督导纪实</h2>
            \(field("record", "看到的情况", help: "必填，\(VisitLimits.usual.record)字以内。", required: true).area(rows: 8, limit: VisitLimits.usual.record))
            \(field("practice", "典型经验").area(rows: 3, limit: VisitLimits.usual.text))</section>
            \(checklist.map { VisitChecklistFields(checklist: $0, fields: fields, problems: problems).html })
            <section class="section"><h2>发现的问题</h2>
            <p class="muted">没有问题可以不填。整改建议按天数发给学校，协商转给科室，严重问题马上报督导室。</p>
            \((0..<NewVisitForm.problems).map(problem))</section>
            <section class="section"><h2>照片</h2>
            \(field("photos", "照片", help: "JPEG、PNG、WebP，每张不超过\(VisitLimits.usual.photoBytes >> 20)MB，最多\(VisitLimits.usual.photos)张；退回修改时需要重新选择。").file(isMultiple: true, accept: ".jpg,.jpeg,.png,.webp"))
            \(field("caption", "照片说明").text())</section>
            <div class="form-actions"><button class="primary">提交</button>\
            <a class="button quiet" href="/visits">取消</a></div></form>
            """
    }

    private var receiver: HTML? {
        guard let contact, !contact.phone.isEmpty else { return nil }
        return "<p class=\"muted\">学校联系人：\(contact.name) \(contact.phone)</p>"
    }

    /// Which months it was seen in, and what lies ahead of it; a joint visit's guest does not see that.
    private var coverage: HTML? {
        task == nil ? "<a href=\"/coverage/schools/\(fields.text("school"))\">该校到校情况</a>" : nil
    }

    private var counters: [HTML] {
        Visit.Counters().all.map { counter in
            let name = "counters.\(counter.name)"
            return Field(
                name, "\(counter.label)（\(counter.unit)）", value: fields[name] ?? "", problem: problems[name]
            ).text(type: "number", isShort: true)
        }
    }

    private func problem(_ index: Int) -> HTML {
        func part(_ name: String, _ label: String) -> Field {
            let name = "problems.\(index).\(name)"
            return Field(name, label, value: fields[name] ?? "", problem: problems[name])
        }
        let outcomes = [Choice("", "请选择")] + VisitOutcome.ofProblems.map { Choice($0.rawValue, $0.label) }
        let isFilled =
            index == 0 || ["problem", "outcome"].contains { !fields.text("problems.\(index).\($0)").isEmpty }
        let open: HTML? = isFilled ? " open" : nil
        return """
            <details class="explain"\(open)><summary>问题 \(index + 1)</summary><div class="stack">
            \(part("problem", "存在的问题").area(rows: 2, limit: VisitLimits.usual.text))
            <div class="field-row">\(part("outcome", "处理方式").select(outcomes))\
            \(part("days", "整改期限（天，0–30）").text(type: "number", isShort: true))\
            \(part("department", "协商科室").select([Choice("", "由督导室确定")] + departments))</div>
            \(part("requirement", "整改建议或现场处理情况").area(rows: 2, limit: VisitLimits.usual.text))</div></details>
            """
    }

    private func field(
        _ name: String, _ label: String, help: String = "", required: Bool = false, problem: String? = nil
    ) -> Field {
        Field(
            name, label, value: fields[name] ?? "", problem: problem ?? problems[name], help: help, isRequired: required
        )
    }
}

/// The checklist's criteria as fields.
struct VisitChecklistFields {
    let checklist: Framework
    let fields: Fields
    let problems: [String: String]

    var html: HTML {
        let rows = checklist.leaves.map(row)
        return "<section class=\"section\"><h2>清单：\(checklist.name)</h2>\(rows)</section>"
    }

    private func row(_ leaf: FrameworkNode) -> HTML {
        guard let criterion = leaf.criterion else { return .empty }
        let problem = problems["answers.\(leaf.number)"]
        let note = Field("note.\(leaf.number)", "说明", value: fields["note.\(leaf.number)"] ?? "").text()
        return """
            <div class="criterion"><div class="criterion-head"><span class="code">\(leaf.number)</span><h3>\(leaf.title)</h3></div>\
            <div class="field-row">\(control(leaf, criterion.kind, problem))\(note)</div></div>
            """
    }

    private func control(_ leaf: FrameworkNode, _ kind: Criterion.Kind, _ problem: String?) -> HTML {
        let name = "value.\(leaf.number)"
        let value = fields.text(name)
        switch kind {
        case .graded(let levels): return choices(name, levels.map(\.name), value, problem)
        case .yesNo, .veto: return choices(name, ["是", "否"], value, problem)
        case .scored(let max):
            return Field(name, "得分（0–\(max.text)）", value: value, problem: problem).text(isShort: true)
        case .counted(let unit, _):
            return Field(name, "数量（\(unit)）", value: value, problem: problem).text(isShort: true)
        }
    }

    private func choices(_ name: String, _ options: [String], _ value: String, _ problem: String?) -> HTML {
        let radios = options.map { option -> HTML in
            let checked: HTML? = option == value ? " checked" : nil
            return """
                <label class="choice"><input type="radio" name="\(name)" value="\(option)"\(checked)> \(option)</label>
                """
        }
        let complaint: HTML? = problem.map { "<p class=\"problem\">\($0)</p>" }
        return """
            <fieldset class="\(problem == nil ? "field" : "field error")"><legend>回答</legend>\
            <div class="choices">\(radios)</div>\(complaint)</fieldset>
            """
    }
}
