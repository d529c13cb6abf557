import Store
import Supervision

/// What the office does next about a campaign's own steps; several may be open at a time.
struct CampaignStepForms: Sendable {
    let page: CampaignPage

    var html: HTML {
        .joined(page.view.open.map(section))
    }

    private func section(_ step: ProcedureStep) -> HTML {
        let missing = page.view.done.missing(step)
        let parts = (missing.isEmpty ? step.requires : missing).map { part(of: $0, step) }
        return """
            <section class="notice" aria-label="下一步"><strong>下一步：\(step.name)</strong>\(parts)\
            \(step.isOptional ? skip(step) : nil)</section>
            """
    }

    private func part(of act: StepAct, _ step: ProcedureStep) -> HTML {
        if act.isNotedByHand { return CampaignNoteForm(page: page, act: act, step: step).html }
        switch act {
        case .notice: return paper(act, .notice, "督导通知经签发、发送给各被督导单位后，这个环节自动完成。")
        case .publicNotice:
            let days = step.term?.count ?? 1
            return paper(act, .publicity, "公示须不少于\(days)个工作日；期满且异议都已答复后，这个环节自动完成。")
        case .reportDocument, .publication: return report(act)
        default: return "<p>\(act.label)</p>"
        }
    }

    /// The document that the step waits for, or the way to begin it.
    private func paper(_ act: StepAct, _ kind: Document.Kind, _ told: String) -> HTML {
        let found = page.view.documents.first { $0.kind == kind && $0.state != .withdrawn }
        let link: HTML =
            found.map { document -> HTML in
                let number = document.number.isEmpty ? document.state.label : document.number
                return "<a class=\"button primary\" href=\"/documents/\(document.id)\">办理\(kind.label)（\(number)）</a>"
            } ?? """
                <a class="button primary" href="/documents/new?kind=\(kind.rawValue)&amp;campaign=\(page.campaign.id)">拟写\(kind.label)</a>
                """
        return "<p>\(told)</p><p>\(link)</p>"
    }

    private func report(_ act: StepAct) -> HTML {
        let told = act == .publication ? "督导报告向社会公布后，这个环节自动完成。" : "督导报告由主任签发后，这个环节自动完成。"
        let found = page.view.documents.first { $0.kind == .report && $0.state != .withdrawn }
        let link: HTML =
            found.map { document -> HTML in
                "<a class=\"button primary\" href=\"/documents/\(document.id)\">办理督导报告</a>"
            } ?? """
                <form class="inline" method="post" action="\(page.path)/report">\(FormSeal())\
                <button class="primary">生成督导报告</button></form>
                """
        return "<p>\(told)</p><p>\(link)</p>"
    }

    private func skip(_ step: ProcedureStep) -> HTML {
        """
        <form class="form" method="post" action="\(page.path)/skip">\(FormSeal())\
        <input type="hidden" name="step" value="\(step.code)">\(Field("reason", "略过的理由", isRequired: true).text())\
        <button>略过“\(step.name)”</button></form>
        """
    }
}

/// Records by hand that something was done for the whole campaign, such as 宣传培训 or 备案.
struct CampaignNoteForm: Sendable {
    let page: CampaignPage
    let act: StepAct
    let step: ProcedureStep

    var html: HTML {
        let isLast = page.view.done.missing(step).count <= 1
        let fields = act.asks.map { ask in
            ask.name == "note"
                ? Field(ask.name, ask.label, value: value(ask.name), isRequired: ask.isRequired).area(
                    rows: 2, limit: 1_000)
                : Field(ask.name, ask.label, value: value(ask.name), isRequired: ask.isRequired).text()
        }
        return """
            <p>\(told)</p>
            <form class="form" method="post" action="\(page.path)/steps/\(act.rawValue)">\(FormSeal())
            <div class="field-row">\(Field("day", "日期", value: value("day", page.viewer.day.text), isRequired: true).date())\
            \(fields.first)\(act == .training ? attendees : nil)</div>\(fields.dropFirst().map { $0 })
            <div class="form-actions"><button class="primary">\(isLast ? "记录并完成“\(step.name)”" : "记录“\(act.label)”")</button>\
            </div></form>
            """
    }

    private var told: HTML {
        switch act {
        case .plan: "督导方案经批准后在这里记录。"
        case .training:
            """
            培训会开过之后在这里记录，各单位随即可以开始下一环节；参训名单在<a href="\(page.path)/training">参训人员</a>中登记。
            """
        case .governmentReport: "督导报告报送本级人民政府后在这里记录（《教育督导条例》第二十三条）。"
        case .filing: "报上一级教育督导机构备案后，凭回执在这里记录（《教育督导条例》第二十三条）。"
        default: "办完之后在这里记录。"
        }
    }

    private func value(_ name: String, _ otherwise: String = "") -> String { page.typed[name] ?? otherwise }

    private var attendees: HTML {
        let listed = page.view.attendance.people
        let known = listed > 0 ? "\(listed)" : ""
        return Field("attendees", "参加人数", value: value("attendees", known)).text(type: "number", isShort: true)
    }
}

/// Who was trained, what was recorded and which documents there are, each number open to its rows.
struct CampaignPapers: Sendable {
    let page: CampaignPage

    private var view: CampaignDossier { page.view }

    var html: HTML? {
        let figures = [training, records].compactMap { $0 }
        guard !figures.isEmpty || !view.documents.isEmpty || page.canAct else { return nil }
        guard page.campaign.state != .draft else { return nil }
        let list: HTML? = figures.isEmpty ? nil : "<dl class=\"figures\">\(figures)</dl>"
        return
            "<section class=\"section\"><div class=\"section-head\"><h2>记录与公文</h2>\(new)</div>\(list)\(papers)</section>"
    }

    private var training: HTML? {
        guard page.campaign.procedure.steps.contains(where: { $0.requires.contains(.training) }) else { return nil }
        let missing = view.attendance.missing.count
        return """
            \(Figure.html("参加培训", view.attendance.people, "人", "\(page.path)/training"))\
            \(Figure.html("未派人参加", missing, "个单位", "\(page.path)/training#missing", isLate: missing > 0))
            """
    }

    private var records: HTML? {
        let steps = page.campaign.procedure.steps
        guard steps.contains(where: { $0.requires.contains(where: \.isEachSteps) }) else { return nil }
        return Figure.html("环节记录", view.records, "条", "\(page.path)/records")
    }

    private var new: HTML? {
        guard page.canAct else { return nil }
        return "<a class=\"button small\" href=\"/documents/new?campaign=\(page.campaign.id)\">拟写公文</a>"
    }

    private var papers: HTML {
        guard !view.documents.isEmpty else { return "<p class=\"muted\">还没有以本项目为题的公文。</p>" }
        let rows = view.documents.map { document -> HTML in
            """
            <tr>\(Ledger.cell("公文", "<a href=\"/documents/\(document.id)\">\(document.title)</a>", kind: "lead"))\
            \(Ledger.cell("文种", "\(document.kind.label)"))\
            \(Ledger.cell("文号", "\(document.number.isEmpty ? "未编号" : document.number)"))\
            \(Ledger.cell("状态", DocumentBadge.html(document.state, isPublished: false)))</tr>
            """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">公文</th><th scope="col">文种</th><th scope="col">文号</th>\
            <th scope="col">状态</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }
}
