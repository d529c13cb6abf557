import Store
import Supervision

/// One county's way through the steps: where it is, by when, what was done, and what the viewer may record.
struct CertificationPage: Page {
    let record: CertificationRecord
    let found: CertificationCase
    let procedure: CertificationProcedure
    let passes: [CertificationPassRecord]
    let files: [EvidenceFile]
    let calendar: WorkCalendar
    let held: HeldTitles
    /// Whether the step under way is the viewer's office's.
    let mayRecord: Bool
    let isProvinceThere: Bool
    let viewer: Viewer
    let typed: Fields
    let refusal: (any Refusal)?

    var title: String { "\(record.name)\(procedure.name)\(record.tier.isEmpty ? "" : "（\(record.tier)）")创建认定" }
    var section: String { "/certifications" }
    private var path: String { "/certifications/\(record.id)" }
    private var problems: [String: String] { (refusal as? FormRefusal)?.problems ?? [:] }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("创建认定", "/certifications")], badge: badge, subtitle: "\(record.year)年度 · \(record.openedOn.chinese)启动").html)
        \(Said.error(refusal?.message))\(warnings)
        <section class="section"><h2>环节</h2><ol class="steps" aria-label="办理环节">\(found.steps.map(step))</ol>\(now)</section>
        \(mayRecord ? forms : waiting)
        <section class="section"><h2>经过</h2>\(history)</section>
        \(ProcedureSource(procedure).html)
        """
    }

    private var badge: HTML {
        switch record.state {
        case .open: record.isLate(on: viewer.day) ? Badge.html("环节逾期", .late) : Badge.html(record.state.label, .active)
        case .certified: Badge.html(record.state.label, .good)
        case .terminated: Badge.html(record.state.label, .late)
        case .withdrawn: Badge.html(record.state.label)
        }
    }

    private var warnings: HTML? {
        if record.state == .terminated { return Said.warning("\(record.year)年的评估已终止：\(record.reason)") }
        if record.state == .withdrawn { return Said.warning("申请已撤回：\(record.reason)") }
        let missing = held.unrecorded(procedure)
        guard record.state == .open, !missing.isEmpty else { return nil }
        let names = missing.map { "\($0.name)（须满\($0.years)年）" }.joined(separator: "、")
        return Said.warning("还没有登记\(names)的认定日期，无法核对申请前提；请在认定记录中补登。")
    }

    private func step(_ step: CertificationStep) -> HTML {
        let pass = found.standing(of: step)
        let isCurrent = found.current == step
        let (look, words): (String, String) =
            switch pass?.outcome {
            case .done?: ("done", pass?.endedOn.map { "\($0.chinese)完成" } ?? "已完成")
            case .open?: (record.isLate(on: viewer.day) ? "current late" : "current", "办理中")
            case .stopped?: ("late", "终止")
            case .returned?, nil: ("", step.clock?.chinese ?? "未开始")
            }
        let current: HTML? = isCurrent ? " aria-current=\"step\"" : nil
        return "<li class=\"\(look)\"\(current)>\(step.name)<small>\(step.actor.label) · \(words)</small></li>"
    }

    /// The step under way with its clock.
    private var now: HTML? {
        guard let step = found.current else { return nil }
        let due: HTML
        if step.clock?.isWait ?? false {
            due = waitEnd
        } else if let day = record.due {
            due =
                record.isLate(on: viewer.day)
                ? "<span class=\"late-text\">\(day.chinese)，已逾期\(day.distance(to: viewer.day))天</span>"
                : "\(day.chinese)"
        } else if let year = record.undetermined {
            due = "待\(year)年放假安排公布后确定"
        } else {
            due = "没有规定期限"
        }
        let name = step.clock?.isWait ?? false ? "期满" : "期限"
        let reason = passes.last?.reason ?? ""
        let set: HTML? = reason.isEmpty ? nil : "<small>（办公室设定：\(reason)）</small>"
        return """
            <dl class="facts across"><div><dt>目前环节</dt><dd>\(step.name)</dd></div><div><dt>办理</dt><dd>\(step.actor.label)</dd></div>\
            <div><dt>开始</dt><dd>\(record.began.chinese)</dd></div><div><dt>\(name)</dt><dd>\(due)\(set)</dd></div>\
            <div><dt>依据</dt><dd>\(step.clause)\(step.unverified.isEmpty ? "" : "（待核：\(step.unverified)）")</dd></div></dl>
            """
    }

    private var waitEnd: HTML {
        switch found.end(in: calendar) {
        case .day(let day)?: day < viewer.day ? "\(day.chinese)，已期满" : "\(day.chinese)"
        case .undetermined(let year)?: "待\(year)年放假安排公布后确定"
        case nil: "—"
        }
    }

    private var waiting: HTML? {
        found.current.map { step -> HTML in
            "<p class=\"notice\" role=\"status\">“\(step.name)”由\(step.actor.label)办理\(proxy(step))。</p>"
        }
    }

    /// Who records it in the place of a province that is not on the platform.
    private func proxy(_ step: CertificationStep) -> String {
        let isOfProvince = step.actor == .province || step.actor == .nation
        return isOfProvince && !isProvinceThere && !record.place.city.isEmpty ? "，省级没有使用本平台，由市登记" : ""
    }

    private var forms: HTML {
        let name = found.current?.name ?? ""
        let isLast = found.current == found.steps.last
        return """
            <section class="section"><h2>办理“\(name)”</h2>
            <form class="form" method="post" action="\(path)/completion" enctype="multipart/form-data">\(seal)
            <div class="field-row">\(Field("day", isLast ? "认定日期" : "完成日期", value: value("day", viewer.day.text), problem: problems["day"]).date())\
            \(Field("document", "文号或材料名称", value: value("document"), problem: problems["document"]).text())</div>
            \(Field("note", "办理结果", value: value("note"), problem: problems["note"]).area(rows: 3, limit: 2_000))
            \(Field("files", "佐证材料", problem: problems["files"], help: "可不附；照片、PDF、Office 文档，每个不超过20MB").file(isMultiple: true))
            <div class="form-actions"><button class="primary">\(isLast ? "登记认定" : "完成，进入下一环节")</button></div></form>
            \(back)\(dueForm)\(passes.count == 1 ? withdrawal : nil)\(stop)</section>
            """
    }

    private var seal: HTML { "\(FormSeal())<input type=\"hidden\" name=\"version\" value=\"\(record.version)\">" }

    private func value(_ name: String, _ usual: String = "") -> String { typed[name] ?? usual }

    private var back: HTML? {
        guard !found.earlier.isEmpty else { return nil }
        let options = found.earlier.reversed().map { Choice($0.code, $0.name) }
        return """
            <details class="fold"><summary>退回</summary><form class="form" method="post" action="\(path)/return">\(seal)
            <div class="field-row">\(Field("step", "退回到", value: value("step")).select(options))\
            \(day("return"))</div>\(reason("return", "退回理由"))
            <div class="form-actions"><button data-confirm="退回后，从所选环节起重新逐个办理。" data-confirm-label="退回">退回</button></div></form></details>
            """
    }

    private var stop: HTML {
        """
        <details class="fold"><summary>终止当年评估</summary><form class="form" method="post" action="\(path)/termination">\(seal)
        <p>发现明显不达标、投诉举报多、弄虚作假等严重问题的，终止当年的评估，当年不能再申请。</p>
        \(day("stop"))\(reason("stop", "终止理由"))
        <div class="form-actions"><button class="danger" data-confirm="终止\(record.year)年的评估？终止后不能恢复。" data-confirm-label="终止">终止</button></div></form></details>
        """
    }

    private var withdrawal: HTML {
        """
        <details class="fold"><summary>撤回申请</summary><form class="form" method="post" action="\(path)/withdrawal">\(seal)
        <p>填错了或者暂不申请的，可以撤回；撤回后当年还可以再申请。</p>
        \(day("withdrawal"))\(reason("withdrawal", "撤回理由"))
        <div class="form-actions"><button data-confirm="撤回这项申请？" data-confirm-label="撤回">撤回</button></div></form></details>
        """
    }

    /// The same fields stand in several forms, so each has an id of its own.
    private func day(_ form: String) -> HTML {
        """
        <div class="field"><label for="\(form)-day">日期</label>\
        <input id="\(form)-day" name="day" type="date" value="\(viewer.day.text)"></div>
        """
    }

    private func reason(_ form: String, _ label: String) -> HTML {
        """
        <div class="field"><label for="\(form)-note">\(label)</label>\
        <textarea id="\(form)-note" name="note" rows="3" maxlength="2000" required></textarea></div>
        """
    }

    private var dueForm: HTML? {
        if found.current?.clock?.isWait ?? false { return nil }
        return """
            <details class="fold"\(problems["due"] == nil && problems["due-reason"] == nil ? nil : " open")>\
            <summary>\(record.due == nil ? "设定办理期限" : "调整办理期限")</summary><form class="form" method="post" action="\(path)/due">\(seal)
            <div class="field-row">\(Field("due", "期限", value: value("due", record.due?.text ?? ""), problem: problems["due"]).date())\
            \(Field("due-reason", "理由", value: value("due-reason"), problem: problems["due-reason"]).text())</div>
            <div class="form-actions"><button>保存期限</button></div></form></details>
            """
    }

    private var history: HTML {
        let items = passes.reversed().map(event)
        return "<ol class=\"timeline\">\(items)</ol>"
    }

    private func event(_ record: CertificationPassRecord) -> HTML {
        let pass = record.pass
        let name = procedure.steps.first { $0.code == pass.step }?.name ?? pass.step
        let isLate = record.due.map { due in (pass.endedOn ?? viewer.day) > due } ?? false
        let look = pass.outcome == .done ? "good" : pass.outcome == .open ? "" : "late"
        let own = files.filter { $0.owner == record.id }.map { file -> HTML in
            "<li><a href=\"/evidence/\(file.id)\">\(file.name)</a></li>"
        }
        let said: HTML? = record.note.isEmpty ? nil : "<p class=\"said\">\(record.note)</p>"
        let document: HTML? = record.document.isEmpty ? nil : "<p>文号或材料：\(record.document)</p>"
        let ended = pass.endedOn.map { "—\($0.chinese)" } ?? "起"
        let lateWord: HTML? = isLate ? Badge.html("逾期", .late) : nil
        return """
            <li class="\(look)"><span class="event">\(name)：\(pass.outcome.label)</span> \(lateWord)\
            <span class="by">\(pass.beganOn.chinese)\(ended)\(record.byName.isEmpty ? "" : " · \(record.byName)")</span>\
            \(said)\(document)\(own.isEmpty ? nil : "<ul>\(own)</ul>")</li>
            """
    }
}
