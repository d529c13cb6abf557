import Store
import Supervision

/// What somebody typed into one of these forms when it was refused, and why.
struct RectificationTyped: Sendable {
    /// The form's resource, such as `extensions`; with the id of what it is about where a page has several.
    let form: String
    let fields: Fields
    let refusal: any Refusal

    func problem(_ name: String) -> String? { (refusal as? FormRefusal)?.problems[name] }

    /// Says why it was refused; where the form itself may be gone, also what was typed.
    var notice: HTML {
        let names = [
            "later_reason", "long_reason", "answer", "given_reason", "remind_words", "stage_note", "recheck_note",
        ]
        let mine = refusal is FormRefusal ? [] : names.map { fields.text($0) }.filter { !$0.isEmpty }
        let kept: HTML? =
            mine.isEmpty ? nil : "<p>您填写的内容（未提交）：</p><p class=\"prose\">\(mine.joined(separator: "\n"))</p>"
        return "<div class=\"notice error\" role=\"alert\">\(refusal.message)\(kept)</div>"
    }
}

/// Forms about time, stages and looks after closure, as a finding's page shows them.
struct RectificationForms {
    let entry: FindingDossier.Part
    let rectification: RectificationDossier
    let today: Day
    let typed: RectificationTyped?

    var part: FindingPart { entry.part }
    private var path: String { "/findings/\(part.finding.rawValue)/parts/\(part.id.rawValue)" }

    /// A form posting to a resource of the part; it says itself why it was refused.
    func form(
        _ resource: String, _ controls: HTML, button: String, isPrimary: Bool = false, sendsFiles: Bool = false,
        confirm: String? = nil
    ) -> HTML {
        let kind: HTML? = sendsFiles ? " enctype=\"multipart/form-data\"" : nil
        let ask: HTML? = confirm.map { " data-confirm=\"\($0)\" data-confirm-label=\"\(button)\"" }
        return """
            <form class="form" method="post" action="\(path)/\(resource)"\(kind) \
            data-draft="finding-\(part.id.rawValue)-\(resource)">\(FormSeal())\
            <input type="hidden" name="version" value="\(part.version)">\(controls)\
            <div class="form-actions"><button class="\(isPrimary ? "primary" : "")"\(ask)>\(button)</button></div></form>
            """
    }

    func fold(_ title: String, _ resources: Set<String>, _ content: HTML) -> HTML {
        let isOpen: HTML? = typed.map { resources.contains($0.form) } == true ? " open" : nil
        return "<details class=\"fold\"\(isOpen)><summary>\(title)</summary>\(content)</details>"
    }

    func text(_ name: String, in form: String, else value: String = "") -> String {
        typed?.form == form ? typed?.fields.text(name) ?? "" : value
    }

    func problem(_ name: String, in form: String) -> String? { typed?.form == form ? typed?.problem(name) : nil }

    func field(
        _ name: String, _ label: String, in form: String, else value: String = "", help: String = "",
        isRequired: Bool = true
    ) -> Field {
        Field(
            name, label, value: text(name, in: form, else: value), problem: problem(name, in: form), help: help,
            isRequired: isRequired)
    }

    func phrases(_ kind: Wording.Kind, for field: String) -> HTML? {
        WordingPicker(rectification.wordings, kind, for: field).html
    }
}

extension RectificationForms {
    /// The unit asks for a later day, or for stages.
    var asking: HTML {
        let terms = rectification.terms
        let due = part.dueOn ?? today
        let used = rectification.granted(part.id)
        let day = field(
            "later_until", "希望的新期限", in: "extensions", else: due.adding(days: min(15, terms.days)).text,
            help: "现在的期限是\(due.chinese)，最多延后\(terms.days)天")
        let reason = field("later_reason", "申请理由", in: "extensions", help: "写明已做到哪一步、为什么来不及、怎样保证按新期限完成")
        let limits: HTML = "<p class=\"help\">督导室规定：一个问题最多延期 \(terms.times) 次（已延期 \(used) 次），\(notice)。</p>"
        let later = form(
            "extensions",
            "<input type=\"hidden\" name=\"kind\" value=\"later\">\(limits)\(day.date())\(reason.area(rows: 3, limit: 1_000))",
            button: "申请延期")
        let long = field("long_reason", "申请理由", in: "extensions-long", help: "写明为什么不能一次整改到位")
        let stages = StageFields(
            typed?.form == "extensions-long" ? typed?.fields : nil, prefix: "ask", from: due, spare: 4,
            problems: typed?.form == "extensions-long" ? (typed?.refusal as? FormRefusal)?.problems ?? [:] : [:])
        let longForm = form(
            "extensions-long",
            """
            <input type="hidden" name="kind" value="longTerm">\
            <p class="help">短期内难以完成的，可以分阶段整改：每个阶段写明做到什么、何时做到，最后一个阶段的日期就是总的期限，\
            比现在的期限最多晚 \(terms.longTermDays) 天。</p>\(stages.html)\(long.area(rows: 3, limit: 1_000))
            """, button: "申请转为长期整改")
        return """
            \(fold("申请延期", ["extensions"], later))\
            \(part.isLongTerm ? nil : fold("申请转为长期整改", ["extensions-long"], longForm))
            """
    }

    private var notice: String {
        rectification.terms.notice == 0 ? "在期限届满前申请" : "在期限前至少 \(rectification.terms.notice) 天申请"
    }

    /// The unit's wish that waits, which it may take back.
    func waiting(_ row: ExtensionRow) -> HTML {
        let request = row.request
        let back = """
            <form class="inline" method="post" action="\(path)/extensions/\(request.id.rawValue)/withdrawal">\(FormSeal())\
            <button class="small" data-confirm="撤回后可以重新申请。现在撤回？" data-confirm-label="撤回">撤回申请</button></form>
            """ as HTML
        return """
            <div class="notice" role="status"><strong>已申请\(request.kind.label)至\(When.html(request.wantedOn))，等待督导室审批</strong>\
            \(When.html(request.askedOn))提出：\(request.reason)<br>审批前，现在的期限 \(When.html(request.dueBefore)) 仍然有效。<br>\(back)</div>
            """
    }
}

/// The office's phrases for one field: shown to copy; a script inserts them.
struct WordingPicker {
    let wordings: [Wording]
    let field: String

    init(_ wordings: [Wording], _ kind: Wording.Kind, for field: String) {
        self.wordings = wordings.filter { $0.kind == kind }
        self.field = field
    }

    var html: HTML? {
        guard !wordings.isEmpty else { return nil }
        let items = wordings.map { wording -> HTML in
            """
            <li><button type="button" class="small" data-insert="\(field)">插入“\(wording.title)”</button> \
            <span class="muted">\(wording.words)</span></li>
            """
        }
        return "<details class=\"wordings\"><summary>常用语</summary><ul>\(items)</ul></details>"
    }
}

/// The lines in which stages are typed.
struct StageFields {
    struct Line {
        var title: String
        var due: String
    }

    let prefix: String
    let lines: [Line]
    let problems: [String: String]

    /// What was typed, else empty lines whose days lie a month apart.
    init(_ fields: Fields?, prefix: String, from day: Day, spare: Int, problems: [String: String] = [:]) {
        self.prefix = prefix
        self.problems = problems
        var lines = fields.map { StageFields.typed($0, prefix) } ?? []
        while lines.count < spare {
            lines.append(Line(title: "", due: fields == nil ? day.adding(months: lines.count + 1).text : ""))
        }
        self.lines = lines
    }

    var html: HTML {
        let rows = lines.enumerated().map { index, line -> HTML in
            let (title, due) = ("\(prefix)-stage-\(index)", "\(prefix)-due-\(index)")
            return """
                <div class="field-row">\
                \(Field(title, "阶段 \(index + 1)：做到什么", value: line.title, problem: problems[title]).text())\
                \(Field(due, "完成日期", value: line.due, problem: problems[due]).date())</div>
                """
        }
        return "<fieldset class=\"field\"><legend>阶段目标</legend>\(rows)<p class=\"help\">空着的行不算。</p></fieldset>"
    }

    private static func typed(_ fields: Fields, _ prefix: String) -> [Line] {
        (0..<MilestonePlan.limit).map {
            Line(title: fields.text("\(prefix)-stage-\($0)"), due: fields.text("\(prefix)-due-\($0)"))
        }.filter { !$0.title.isEmpty }
    }

    /// The stages that were typed, or what is wrong beside each line.
    static func checked(_ fields: Fields, prefix: String) throws(FormRefusal) -> [MilestonePlan] {
        var problems: [String: String] = [:]
        var plans: [MilestonePlan] = []
        for (index, line) in typed(fields, prefix).enumerated() {
            if line.title.count > 200 { problems["\(prefix)-stage-\(index)"] = "请控制在200字以内。" }
            guard let day = Day(line.due) else {
                problems["\(prefix)-due-\(index)"] = "请填写完成日期。"
                continue
            }
            plans.append(MilestonePlan(line.title, dueOn: day))
        }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return plans
    }
}
