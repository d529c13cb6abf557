import Store
import Supervision

/// The forms by which a tip moves on: the next step open, the others folded.
struct TipForms {
    let page: TipPage

    private var row: TipRow { page.dossier.row }
    private var typed: Fields { page.typed }
    private var isMine: Bool { row.tip.handler == page.viewer.person }
    private var isHead: Bool { page.viewer.role == .director }

    var html: HTML {
        if page.dossier.bar != nil {
            return row.state == .received || !row.state.isClosed && (isMine || isHead || page.isVacant)
                ? handOver : others
        }
        return "\(news)\(moves)"
    }

    private var moves: HTML {
        switch row.state {
        case .received: "\(take)\(handOver)\(unit)\(duplicate)\(transfer)"
        case .accepted where isMine:
            "\(verify(isOpen: true))\(question)\(finding)\(answer(isOpen: false))\(handOver)\(unit)\(duplicate)\(transfer)"
        case .verified where isMine:
            "\(answer(isOpen: true))\(finding)\(verify(isOpen: false))\(question)\(handOver)\(duplicate)\(transfer)"
        case .verifying where isMine: "\(recall)\(question)\(finding)\(handOver)"
        case .accepted, .verified, .verifying:
            page.isVacant ? "\(vacant)\(take)\(handOver)" : isHead ? handOver : others
        case .answered, .duplicate, .elsewhere: isMine || isHead ? reopening : others
        }
    }

    private var others: HTML { "<p class=\"muted\">由\(row.handlerName)承办。</p>" }

    private var vacant: HTML {
        "<p class=\"notice\">承办人\(row.handlerName)已不在本室或者需要回避，请另定承办人。</p>"
    }

    private var news: HTML? {
        guard row.hasNews, isMine else { return nil }
        return form(
            "举报人有新的补充", "news", "已阅，不需另行办理", "<p>见“补充情况”。需要办理的，直接进行下面的步骤；已办结的可以重新办理。</p>", isShown: true)
    }

    private func form(
        _ title: String, _ resource: String, _ button: String, _ controls: HTML, isOpen: Bool = false,
        isShown: Bool = false, confirm: String = ""
    ) -> HTML {
        let ask: HTML? = confirm.isEmpty ? nil : " data-confirm=\"\(confirm)\" data-confirm-label=\"\(button)\""
        let content: HTML = """
            <form class="form full" method="post" action="/tips/\(row.id)/\(resource)">\(FormSeal())\
            <input type="hidden" name="version" value="\(row.tip.version)">\(controls)\
            <div class="form-actions"><button class="\(isOpen ? "primary" : "")"\(ask)>\(button)</button></div></form>
            """
        guard !isOpen, !isShown else { return "<section class=\"section\"><h2>\(title)</h2>\(content)</section>" }
        // What was typed and refused is not hidden.
        let open: HTML? = page.sent == resource ? " open" : nil
        return "<details class=\"fold\"\(open)><summary>\(title)</summary>\(content)</details>"
    }

    private func field(
        _ name: String, _ label: String, value: String = "", help: String = "", isRequired: Bool = true
    ) -> Field {
        Field(name, label, value: typed[name] ?? value, help: help, isRequired: isRequired)
    }

    private var take: HTML {
        form("受理", "handler", "由我承办", "<p>受理后由您办理：核实、答复，需要时查看举报人留下的身份信息。</p>", isOpen: true)
    }

    private var handOver: HTML {
        form(
            "交给其他人承办", "handler", "确定承办人",
            field("person", "承办人").select(
                [Choice("", "请选择")] + page.colleagues.filter { $0.value != page.viewer.person.rawValue }))
    }

    private var unit: HTML {
        form(
            row.unit == nil ? "指定被反映的单位" : "更正被反映的单位", "unit", "保存",
            field("name", "单位", value: row.unit == nil ? row.unitName : "", help: "全称或标识码；不归本室管理的，转由管理它的督导室办理。").text())
    }

    private func verify(isOpen: Bool) -> HTML {
        let isTicked: HTML? = typed["photos"] == nil ? nil : " checked"
        let photos: HTML? =
            page.dossier.photos.isEmpty
            ? nil
            : """
            <label class="choice"><input type="checkbox" name="photos" value="1"\(isTicked)> 把照片一并交给督学（照片可能让人认出举报人）</label>
            """
        return form(
            "交督学核实", "verification", "交督学核实",
            """
            \(field("inspector", "督学").select([Choice("", "请选择")] + page.inspectors))\
            \(field("brief", "核实要求", help: "用自己的话写明查什么，不照抄原文，不写举报人的任何信息；督学只看到这些文字。").area(rows: 4, limit: TipLimits.brief))\
            \(photos)
            """, isOpen: isOpen)
    }

    private var recall: HTML {
        form("督学核实中", "verification/recall", "撤回核实", "<p>督学报告后在这里继续办理；也可以撤回，另行办理。</p>", confirm: "撤回后督学不再办理这件核实。确定吗？")
    }

    private var question: HTML {
        form(
            "请举报人补充情况", "question", "发出",
            field("question", "要补充了解的内容", help: "举报人凭查询码看到并回答。").area(rows: 3, limit: TipLimits.message))
    }

    private var finding: HTML? {
        guard row.finding == nil else { return nil }
        guard row.unit != nil else {
            return "<p class=\"muted\">指定被反映的单位后，可以列入问题台账。</p>"
        }
        let done = page.dossier.checks.first { $0.state == .done }
        return form(
            "列入问题台账", "finding", "登记并下发",
            """
            <p class="muted">被反映的单位会看到下面的文字。不要照抄举报人的原话，不要出现能认出举报人的时间、地点、细节。</p>\
            \(field("problem", "存在的问题", value: done?.result ?? "").area(rows: 3, limit: 2_000))\
            \(field("requirement", "整改要求").area(rows: 3, limit: 2_000))\
            \(field("days", "整改天数", value: "30").text(type: "number", isShort: true))
            """, confirm: "登记后立即下发给\(row.unitName)。文字里没有会暴露举报人的内容，现在下发？")
    }

    private func answer(isOpen: Bool) -> HTML {
        let outcomes = [Choice("", "请选择")] + Tip.Outcome.allCases.map { Choice($0.rawValue, $0.label) }
        return form(
            "答复举报人", "answer", "答复",
            """
            \(field("outcome", "办理结论", value: row.tip.outcome?.rawValue ?? "").select(outcomes))\
            \(field("answer", "答复", help: "举报人和并入本件的举报人凭查询码看到；不写他人姓名。").area(rows: 4, limit: TipLimits.answer))
            """, isOpen: isOpen, confirm: "答复后办结，举报人立即可以看到。确定答复吗？")
    }

    private var duplicate: HTML {
        form("与另一件重复", "duplicate", "并入", field("number", "另一件的编号", help: "如：督诉〔2026〕12号；举报人会看到那一件的答复。").text())
    }

    private var transfer: HTML {
        form(
            "不属本室职责", "transfer", "转办并办结",
            """
            \(field("whom", "转往哪个单位").text())\
            \(field("note", "告诉举报人", help: "如怎样联系受理单位", isRequired: false).area(rows: 2, limit: TipLimits.note))
            """)
    }

    private var reopening: HTML {
        form(
            "重新办理", "reopening", "重新办理", field("cause", "理由", help: "如举报人补充了新的情况").area(rows: 2, limit: TipLimits.note)
        )
    }
}
