import Store
import Supervision

extension RectificationForms {
    private var home: String { "/findings/\(part.finding.rawValue)/parts/\(part.id.rawValue)" }

    /// The unit's wish with what the office may answer.
    func deciding(_ row: ExtensionRow) -> HTML {
        let request = row.request
        let resource = "extensions/\(request.id.rawValue)/decision"
        let plans = request.milestones.map { plan -> HTML in "<li>\(plan.title)（\(When.html(plan.dueOn))）</li>" }
        let stages: HTML? = plans.isEmpty ? nil : "<dt>阶段目标</dt><dd><ol>\(plans)</ol></dd>"
        let day = field(
            "until", "同意延至", in: resource, else: request.wantedOn.text, help: "可以另定日期；与申请不同时写明理由")
        let answer = field(
            "answer", "答复", in: resource, help: "不同意或另定日期时必填", isRequired: false)
        return """
            <dl class="facts"><dt>申请</dt><dd>\(request.kind.label)至 \(When.html(request.wantedOn))\
            （原期限 \(When.html(request.dueBefore))）</dd><dt>申请人</dt><dd>\(row.askedName) · \(When.html(request.askedOn))</dd>\
            <dt>理由</dt><dd class="prose">\(request.reason)</dd>\(stages)<dt>已延期</dt><dd>\(rectification.granted(part.id)) 次</dd></dl>
            <form class="form" method="post" action="\(home)/\(resource)" \
            data-draft="extension-\(request.id.rawValue)">\(FormSeal())\(day.date())\(answer.area(rows: 2, limit: 1_000))\
            \(phrases(.extend, for: "answer"))<div class="form-actions">\
            <button class="primary" name="decision" value="grant">同意</button>\
            <button name="decision" value="refuse" formnovalidate>不同意</button></div></form>
            """
    }

    /// What the office may do about time of its own accord.
    var extending: HTML {
        let due = part.dueOn ?? today
        let day = field(
            "given_until", "新的期限", in: "extension", else: max(due, today).adding(days: 15).text,
            help: "现在的期限是\(due.chinese)")
        let why = field("given_reason", "延期的理由", in: "extension", help: "责任单位可见")
        let later = form(
            "extension", "\(day.date())\(why.area(rows: 2, limit: 1_000))\(phrases(.extend, for: "given_reason"))",
            button: "延期")
        let words = field("remind_words", "催办内容", in: "reminder", help: "责任单位在这个问题的页面上看到")
        let remind = form(
            "reminder", "\(words.area(rows: 2, limit: 1_000))\(phrases(.remind, for: "remind_words"))", button: "催办")
        let known = typed?.form == "milestones" ? typed?.fields : nil
        let stages = StageFields(
            known ?? openStages, prefix: "set", from: due, spare: 4,
            problems: typed?.form == "milestones" ? (typed?.refusal as? FormRefusal)?.problems ?? [:] : [:])
        let reason = field("set_reason", "设定的理由", in: "milestones")
        let title = part.isLongTerm ? "调整阶段目标" : "转为长期整改"
        let long = form(
            "milestones",
            """
            <p class="help">分阶段整改：每个阶段写明做到什么、何时做到，最后一个阶段的日期就是总的期限。已报完成和已确认的阶段不变。</p>\
            \(stages.html)\(reason.area(rows: 2, limit: 1_000))
            """, button: title)
        return """
            \(fold("催办", ["reminder"], remind))\(fold("延期（由督导室决定）", ["extension"], later))\
            \(fold(title, ["milestones"], long))
            """
    }

    /// The stages still to come, as fields.
    private var openStages: Fields? {
        guard part.isLongTerm else { return nil }
        var fields = Fields()
        for (index, stage) in part.milestones.filter({ $0.state == .open }).enumerated() {
            fields.set("set-stage-\(index)", stage.title)
            fields.set("set-due-\(index)", stage.dueOn.text)
        }
        return fields
    }

    /// The unit says that a stage is reached.
    func reporting(_ stage: Milestone) -> HTML {
        let resource = "milestones/\(stage.id.rawValue)/report"
        let note = field("stage_note", "完成情况", in: resource, isRequired: false)
        let first = part.milestones.first { $0.state == .open }?.id == stage.id
        let files: HTML = """
            <div class="field"><label for="files-\(stage.id.rawValue)">佐证材料</label>\
            <input id="files-\(stage.id.rawValue)" name="files" type="file" multiple required>\
            <p class="help">照片、PDF、Office 文档或短视频；没有佐证不能报完成</p></div>
            """
        let content = form(
            resource, "\(note.area(rows: 2, limit: 1_000))\(files)", button: "报“\(stage.title.prefix(12))”完成",
            isPrimary: first,
            sendsFiles: true)
        let isOpen: HTML? = first ? " open" : nil
        return "<details class=\"fold\"\(isOpen)><summary>报完成：\(stage.title)</summary>\(content)</details>"
    }

    /// The office agrees that a stage is reached, or does not.
    func confirming(_ stage: Milestone) -> HTML {
        let base = "milestones/\(stage.id.rawValue)"
        let yes = form(
            "\(base)/confirmation",
            field("stage_note", "确认意见", in: "\(base)/confirmation", isRequired: false).area(rows: 2),
            button: "确认", isPrimary: true)
        let no = form(
            "\(base)/return", field("stage_reason", "退回的理由", in: "\(base)/return").area(rows: 2), button: "退回")
        return """
            <h3>核对：\(stage.title)</h3>\(yes)\(fold("退回这个阶段", ["\(base)/return"], no))
            """
    }

    /// 复查: holds, or came back.
    var rechecking: HTML {
        let form_ = "rechecks"
        let result = text("result", in: form_, else: Recheck.Result.holds.rawValue)
        let choices = Recheck.Result.allCases.map { choice -> HTML in
            let checked: HTML? = choice.rawValue == result ? " checked" : nil
            return """
                <label class="choice"><input type="radio" name="result" value="\(choice.rawValue)"\(checked)> \
                \(choice.label)</label>
                """
        }
        let methods = ["实地复查", "查阅资料", "电话回访", "视频查看"]
        let method = field("method", "复查方式", in: form_, else: methods[0])
        let day = field("on", "复查日期", in: form_, else: today.text)
        let note = field("recheck_note", "复查情况", in: form_, help: "看了什么、问了谁、现在怎样")
        let due = field(
            "recheck_due", "新的整改期限", in: form_, else: today.adding(days: 15).text, help: "只在“问题反弹”时使用：问题重新打开，开始新一轮整改",
            isRequired: false)
        let content = form(
            form_,
            """
            <fieldset class="field"><legend>复查结果</legend><div class="choices">\(choices)</div></fieldset>\
            <div class="field-row">\(method.select(methods.map { Choice($0, $0) }))\(day.date())\(due.date())</div>\
            \(note.area(rows: 3, limit: 2_000))\(phrases(.recheck, for: "recheck_note"))\
            <div class="field"><label for="recheck-files">复查照片等材料 <span class="optional">可不附</span></label>\
            <input id="recheck-files" name="files" type="file" multiple></div>
            """, button: "记录复查", sendsFiles: true)
        return fold("记录复查", [form_], content)
    }
}
