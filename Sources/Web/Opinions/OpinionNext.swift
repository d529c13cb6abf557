import Store
import Supervision

/// What this viewer may do next, or whom everybody is waiting for.
struct OpinionNext {
    let view: OpinionView

    init(_ view: OpinionView) {
        self.view = view
    }

    var html: HTML {
        if let obstacle = view.obstacle, [.drafting, .settled, .drafted].contains(view.state) {
            return "<div class=\"notice\" role=\"status\">\(obstacle)</div>"
        }
        return switch view.state {
        case .drafting: drafting
        case .delivered: delivered
        case .received: view.isUnit ? OpinionDefenceForm(view).html : term
        case .defended: view.isOffice ? OpinionAnswerForm(view).html : "<p>申辩已提交，等待督导室逐条答复。</p>"
        case .settled: "\(void)\(view.isOffice ? final("拟写督导意见书") : "<p>等待督导室拟写督导意见书。</p>")"
        case .drafted: view.isOffice ? approval : "<p>督导意见书正在审签。</p>"
        case .approved: "<p>督导意见书正在编号发送。</p>"
        case .sent: sent
        case .acknowledged: finished
        }
    }

    private var drafting: HTML {
        guard view.isTeam else { return view.isUnit ? "<p>督导组正在形成初步意见，送达后请在这里签收。</p>" : "<p>等待督导组拟写初步意见。</p>" }
        let deliver: HTML? =
            if view.opinion?.latest(.preliminary) == nil {
                nil
            } else if view.viewer.person == view.found.lead {
                form("delivery", "送达被督导单位", style: "primary", confirm: "送达后初步意见不能再改。确定送达“\(view.found.unit)”吗？")
            } else {
                "<p class=\"muted\">保存后由组长送达被督导单位。</p>"
            }
        let style = deliver == nil ? "primary" : ""
        return "\(text("preliminary", "初步督导意见", button: "保存草稿", style: style))\(deliver)"
    }

    private var delivered: HTML {
        guard view.isUnit else { return "<p>初步意见已送达，等待被督导单位签收；签收之日起算申辩期限。</p>" }
        return """
            <p>请阅读下方的初步督导意见后签收；签收之日起算申辩期限。</p>
            \(form("receipt", "签收初步意见", style: "primary", confirm: "确定签收吗？申辩期限从今天起算。"))
            """
    }

    /// The office waits for the unit, and says until when where the law does not.
    private var term: HTML {
        guard view.isOffice else { return "<p>等待被督导单位申辩、放弃申辩，或申辩期满。</p>" }
        let due = Field("due", "申辩截止日", value: view.typed.text("due"), isRequired: true)
        let reason = Field("reason", "理由", value: view.typed.text("reason"), help: "载入经过，被督导单位可见。", isRequired: true)
        let fields: HTML = """
            <form class="form" method="post" action="\(view.path)/term">\(seal)\(due.date())\(reason.area(rows: 2, limit: 500))
            <div class="form-actions"><button class="\(view.opinion?.defenceDue == nil ? "primary" : "")">设定期限</button></div></form>
            """
        guard let day = view.opinion?.defenceDue else {
            return """
                <div class="notice warning" role="status"><strong>法规没有给出可用的申辩天数。</strong>\
                \(view.found.jurisdiction.label)的规定和国家规定都不能确定这次申辩的最后一天，请设定期限并写明理由。</div>\(fields)
                """
        }
        return """
            <p>等待被督导单位在 \(When.html(day)) 前申辩或放弃申辩；期满自动进入下一环节。</p>
            <details class="explain"><summary>另定期限</summary>\(fields)</details>
            """
    }

    private func final(_ legend: String) -> HTML {
        text("final", legend, button: "提交审签", style: "primary")
    }

    /// A 督导意见书 that was sent is void, and another takes its place.
    private var void: HTML? {
        guard let entry = view.opinion?.history.last(where: { $0.kind == .voided }) else { return nil }
        return Said.warning("前一份督导意见书已作废（\(entry.on.chinese)），重新拟写后另编文号发送。理由：\(entry.note)")
    }

    private var approval: HTML {
        let isDrafter = view.opinion?.texts.contains { $0.stage == .final && $0.by == view.viewer.person } ?? false
        let letter: HTML? = view.found.document.map { id -> HTML in
            "<a class=\"button\" href=\"/documents/\(id.rawValue)\">查看公文版式</a>"
        }
        guard view.viewer.role == .director, !isDrafter else {
            let who: HTML = isDrafter ? "您参与了拟写，须由另一位主任审签。" : "等待主任审签。"
            return """
                <p>\(who) \(letter)</p>
                <details class="explain"><summary>重新拟写</summary>\(final("督导意见书正文"))</details>
                """
        }
        if view.asksTeam, !view.review.isPassed {
            return """
                <p>等待督导组评议：须\(view.review.needed)人同意，现有\(view.review.agreed)人。\(letter)</p>
                <details class="explain"><summary>退回修改</summary>\(rejection)</details>
                """
        }
        let confirm = "审签后立即编号、送达被督导单位并下发\(view.found.drafts.count)个问题，不能撤回修改。确定吗？"
        return """
            \(form("approval", "审签并送达", style: "primary", confirm: confirm))<p>\(letter)</p>
            <details class="explain"><summary>退回修改</summary>\(rejection)</details>
            """
    }

    private var rejection: HTML {
        """
        <form class="form" method="post" action="\(view.path)/rejection">\(seal)\
        \(Field("reason", "退回理由", value: view.typed.text("reason"), isRequired: true).area(rows: 2, limit: 500))
        <div class="form-actions"><button>退回修改</button></div></form>
        """
    }

    private var sent: HTML {
        guard view.isUnit else { return "<p>督导意见书 \(view.opinion?.number) 已送达，等待被督导单位签收。</p>" }
        return """
            <p>督导意见书 \(view.opinion?.number) 已送达，请阅读后签收，并按其中的要求整改。</p>
            \(form("acknowledgement", "签收督导意见书", style: "primary", confirm: "确定签收督导意见书吗？"))
            """
    }

    private var finished: HTML {
        """
        <p>督导意见书 \(view.opinion?.number) 已签收。整改情况见\
        <a href="\(findings)">问题台账</a>。</p>
        """
    }

    private var findings: String {
        "/findings?campaign=\(view.found.campaign.rawValue)&state=all&q=\(Fields.encoded(view.found.unit))"
    }

    private func text(_ stage: String, _ legend: String, button: String, style: String) -> HTML {
        let body = Field(
            "text", legend, value: view.typed["text"] ?? view.suggestion, help: DocumentTextPage.help, isRequired: true)
        return """
            <form class="form full" method="post" action="\(view.path)/\(stage)" \
            data-draft="opinion-\(view.found.inspection.rawValue)-\(stage)">\(seal)\(body.area(rows: 16, limit: 60_000))
            <div class="form-actions"><button class="\(style)">\(button)</button></div></form>
            """
    }

    private func form(_ action: String, _ label: String, style: String, confirm: String) -> HTML {
        """
        <div class="form-actions"><form class="inline" method="post" action="\(view.path)/\(action)">\(seal)<button class="\(style)" \
        data-confirm="\(confirm)" data-confirm-label="\(label)">\(label)</button></form></div>
        """
    }

    private var seal: HTML { OpinionNext.seal(view) }

    /// The hidden fields of every form here: the session's and the version that the person saw.
    static func seal(_ view: OpinionView) -> HTML {
        "\(FormSeal())<input type=\"hidden\" name=\"version\" value=\"\(view.typed.number("version") ?? view.opinion?.version ?? 1)\">"
    }
}
