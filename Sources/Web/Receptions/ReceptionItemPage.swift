import Store
import Supervision

/// One item: what is wanted, what was handed in, and what comes next.
struct ReceptionItemPage: Page {
    let row: ReceptionItemRow
    /// Whether the viewer's office answers the request.
    let isOwn: Bool
    let evidence: [EvidenceFile]
    let events: [ReceptionEvent]
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    private var item: ReceptionItem { row.item }
    private var path: String { "/reception-items/\(item.id)" }
    private var isUnit: Bool { Role.unit.contains(viewer.role) }
    private var mayFill: Bool { (isUnit || isOwn) && row.state == .preparing && item.state.awaitsUnit }

    var title: String { "\(item.number) \(item.title)" }
    var section: String { "/receptions" }

    var main: HTML {
        let late: HTML? = item.daysLate(on: viewer.day).map { "，<span class=\"late-text\">逾期 \($0) 天</span>" }
        let reason: HTML? =
            item.returnReason.isEmpty
            ? nil : "<div class=\"notice warning\" role=\"status\"><strong>退回补充</strong>\(item.returnReason)</div>"
        let lines = events.map(ReceptionHistory.line)
        return """
            \(PageHead(title, crumbs: [("迎检", "/receptions"), (row.title, "/receptions/\(item.reception)")],
                badge: item.state.badge, subtitle: "\(row.unit) · \(When.html(item.dueOn))前报送\(late)", actions: actions).html)
            \(Said.error(problem))\(reason)
            <div class="columns"><div>\(work)</div><div>\(facts)\(decision)\
            <section class="section"><h2>经过</h2><ol class="timeline">\(lines)</ol></section></div></div>
            \(EvidenceList.removalForm)
            """
    }

    private var actions: HTML? {
        guard isOwn, row.state == .preparing, item.state.awaitsUnit else { return nil }
        let remove: HTML? =
            item.state == .open && evidence.isEmpty && item.answer.isEmpty
            ? """
            <form class="inline" method="post" action="\(path)/removal">\(FormSeal())\
            <button class="danger" data-confirm="删除事项“\(title)”？">删除</button></form>
            """ : nil
        return """
            <form class="inline" method="post" action="\(path)/reminder">\(FormSeal())<button>催报</button></form>\
            <a class="button" href="\(path)/edit">修改</a>\(remove)
            """
    }

    private var work: HTML {
        let upload = EvidenceList.Upload(action: "\(path)/evidence", day: viewer.day)
        let files = EvidenceList(
            evidence, id: "evidence-item", upload: mayFill ? upload : nil, mayRemove: mayFill)
        return """
            <section class="section"><h2>佐证材料</h2>\(files.html)</section>
            <section class="section"><h2>完成情况</h2>\(mayFill ? form : reading)</section>
            """
    }

    private var form: HTML {
        let answer = Field(
            "answer", "完成情况", value: typed["answer"] ?? item.answer,
            help: item.needsEvidence ? "写明做了什么、结果如何；须附佐证材料。" : "写明做了什么、结果如何。", isRequired: true)
        return """
            <form class="form full" method="post" action="\(path)/submission" data-draft="item-\(item.id)">\(FormSeal())\
            <input type="hidden" name="version" value="\(item.version)">\(answer.area(rows: 6, limit: ReceptionItem.answerLimit))
            <div class="form-actions"><button class="primary" data-confirm="报送后不能自行修改，需要修改时由督导室退回。现在报送？" \
            data-confirm-label="报送">报送</button>\
            <button formaction="\(path)/answer" formnovalidate>暂存</button></div></form>
            """
    }

    private var reading: HTML {
        guard !item.answer.isEmpty else { return "<p class=\"muted\">尚未填写。</p>" }
        let who: HTML? = item.submittedOn.map { "<p class=\"muted\">\(row.submittedByName) \(When.html($0))报送</p>" }
        return "<p class=\"prose\">\(item.answer)</p>\(who)"
    }

    private var facts: HTML {
        """
        <section class="section"><h2>要求</h2><dl class="facts"><dt>来文机关</dt><dd>\(row.sender)</dd>\
        <dt>责任单位</dt><dd>\(row.unit)</dd><dt>期限</dt><dd>\(When.html(item.dueOn))</dd>\
        <dt>佐证材料</dt><dd>\(item.needsEvidence ? "须附" : "不要求")</dd>\
        <dt>具体要求</dt><dd class="prose">\(item.requirement.isEmpty ? "—" : item.requirement)</dd></dl></section>
        """
    }

    private var decision: HTML? {
        guard isOwn, row.state == .preparing, item.state == .submitted || item.state == .accepted else { return nil }
        let accept: HTML? =
            item.state == .submitted
            ? """
            <form class="inline" method="post" action="\(path)/acceptance">\(FormSeal())\
            <input type="hidden" name="version" value="\(item.version)"><button class="primary">核收，放入材料包</button></form>
            """ : nil
        let reason = Field("reason", "退回理由", value: typed["reason"] ?? "", isRequired: true).area(rows: 2, limit: 500)
        return """
            <section class="section"><h2>核收</h2>\(accept)\
            <details class="explain"><summary>退回补充</summary><form class="form" method="post" action="\(path)/return">\(FormSeal())\
            <input type="hidden" name="version" value="\(item.version)">\(reason)\
            <div class="form-actions"><button class="danger">退回</button></div></form></details></section>
            """
    }
}
