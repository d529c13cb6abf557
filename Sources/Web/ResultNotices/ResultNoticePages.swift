import Store
import Supervision

/// Notices of results.
struct ResultNoticeListPage: Page {
    let listing: Listing<ResultNoticeRecord>
    let address: ListAddress
    let viewer: Viewer
    let tabs: UnitTabs

    private var isUnit: Bool { Role.unit.contains(viewer.role) }
    var title: String { "结果公示" }
    var section: String { isUnit ? "/receptions" : "/governments" }

    var main: HTML {
        let states = ResultNotice.State.allCases.filter { !isUnit || $0 != .draft }.map {
            Choice($0.rawValue, $0.label)
        }
        let more = [Choice("open", "公示期内"), isUnit ? Choice("mine", "待反馈") : Choice("unanswered", "有意见待答复")]
        let new: HTML? =
            Role.office.contains(viewer.role)
            ? "<a class=\"button primary\" href=\"/result-notices/new\">公示结果</a>" : nil
        return """
            \(PageHead(isUnit ? title : "督政", subtitle: "评价和考核结果的公示，以及对每条意见的答复。", actions: new).html)
            \(isUnit ? tabs.html(current: "/result-notices") : GovernmentTabs.html(current: "/result-notices"))
            \(FilterBar(address, [
                FilterBar.search(address, hint: "标题"), FilterBar.choice(address, "state", "状态", states + more),
            ]).html)
            \(table.html)
            """
    }

    private var table: Ledger {
        Ledger(
            [
                .init("公示", kind: "long"), .init("公示日期", kind: "date"), .init("截止", kind: "date"),
                .init("单位", kind: "num"), .init("意见", kind: "num"), .init("待答复", kind: "num"), .init("状态"),
            ], listing, at: address, unit: "份", exportPath: "/result-notices/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有结果公示</strong>评价项目评出等次、目标任务书完成评定后，可以在这里公示。</div>", row: row)
    }

    private func row(_ record: ResultNoticeRecord) -> HTML {
        let one = record.notice
        let path = "/result-notices/\(record.id)"
        let until: HTML = one.until.map { When.html($0) } ?? (one.state == .published ? "期限待定" : "—")
        let counts: (HTML, HTML) =
            isUnit
            ? ("—", "—")
            : (
                "<a href=\"\(path)#feedback\">\(record.feedback)</a>",
                "<a href=\"\(path)#feedback\">\(record.unanswered)</a>"
            )
        return """
            <tr>\(Ledger.cell("公示", "<a href=\"\(path)\">\(one.title)</a><small>\(record.office)</small>", kind: "long lead"))\
            \(Ledger.cell("公示日期", one.publishedOn.map { When.html($0) } ?? "—", kind: "date"))\
            \(Ledger.cell("截止", until, kind: "date"))\(Ledger.cell("单位", "<a href=\"\(path)#lines\">\(one.lines.count)</a>", kind: "num"))\
            \(Ledger.cell("意见", counts.0, kind: "num"))\(Ledger.cell("待答复", counts.1, kind: "num"))\
            \(Ledger.cell("状态", one.badge(on: viewer.day)))</tr>
            """
    }
}

extension ResultNotice {
    func badge(on day: Day) -> HTML {
        switch state {
        case .draft: Badge.html(state.label, .warn)
        case .withdrawn: Badge.html(state.label, .late)
        case .published: isOpen(on: day) ? Badge.html("公示中", .active) : Badge.html("公示期满", .good)
        }
    }

    /// The results as a table, for people inside and outside.
    var table: HTML {
        let isRanked = lines.contains { $0.rank != nil }
        let isGraded = lines.contains { !$0.grade.isEmpty }
        let rows = lines.map { line -> HTML in
            let rank: HTML? = isRanked ? Ledger.cell("名次", line.rank.map { "\($0)" } ?? "—", kind: "num") : nil
            let grade: HTML? = isGraded ? Ledger.cell("等次", "\(line.grade)") : nil
            return """
                <tr>\(Ledger.cell("类别", "\(line.group)"))\(rank)\(Ledger.cell("单位", "\(line.name)", kind: "lead"))\
                \(Ledger.cell("得分", "\(line.score)", kind: "num"))\(grade)</tr>
                """
        }
        let rankHead: HTML? = isRanked ? "<th scope=\"col\" class=\"num\">名次</th>" : nil
        let gradeHead: HTML? = isGraded ? "<th scope=\"col\">等次</th>" : nil
        return """
            <table class="ledger keep"><thead><tr><th scope="col">类别</th>\(rankHead)<th scope="col">单位</th>\
            <th scope="col" class="num">得分</th>\(gradeHead)</tr></thead><tbody>\(rows)</tbody></table>
            """
    }
}

/// One notice: what is shown, until when, what was said and answered.
struct ResultNoticePage: Page {
    let record: ResultNoticeRecord
    let feedback: [ResultFeedbackRow]
    let isOwn: Bool
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    private var notice: ResultNotice { record.notice }
    private var path: String { "/result-notices/\(record.id)" }
    private var isUnit: Bool { Role.unit.contains(viewer.role) }

    var title: String { notice.title }
    var section: String { isUnit ? "/receptions" : "/governments" }

    var main: HTML {
        let home = isUnit ? [("结果公示", "/result-notices")] : [("督政", "/governments"), ("结果公示", "/result-notices")]
        return """
            \(PageHead(title, crumbs: home, badge: notice.badge(on: viewer.day), subtitle: term, actions: actions).html)
            \(Said.error(problem))\(withdrawn)
            <div class="columns"><div><section class="section"><h2>公示内容</h2><p class="prose">\(notice.body)</p></section>\
            <section class="section" id="lines"><h2>结果</h2>\(notice.table)</section></div>\
            <div>\(facts)\(decision)</div></div>
            <section class="section" id="feedback"><div class="section-head"><h2>意见反馈</h2>\(export)</div>\
            \(isUnit ? unitForm : nil)\(said)</section>
            """
    }

    private var term: HTML {
        guard let from = notice.publishedOn else { return "由\(record.drafter)拟稿，待督导室主任签发" }
        let until: HTML = notice.until.map { "至\(When.html($0))" } ?? "，该年放假安排未定，截止日待定"
        return "\(record.office) · \(When.html(from))起公示\(notice.days)个工作日\(until)"
    }

    private var actions: HTML? {
        let open: HTML? =
            notice.state == .published ? "<a class=\"button\" href=\"/public/results/\(record.id)\">公开页面</a>" : nil
        let source: HTML? = isUnit ? nil : "<a class=\"button\" href=\"\(notice.subject.path)\">结果来源</a>"
        return "\(source)\(open)"
    }

    private var withdrawn: HTML? {
        guard notice.state == .withdrawn else { return nil }
        return """
            <div class="notice warning" role="status"><strong>\(notice.withdrawnOn.map { When.html($0) })撤回</strong>\
            \(notice.withdrawReason)</div>
            """
    }

    private var facts: HTML {
        """
        <section class="section"><h2>公示信息</h2><dl class="facts"><dt>天数</dt><dd>\(notice.days)个工作日，签发当天不算</dd>\
        <dt>其他方式</dt><dd>\(notice.contact)</dd><dt>拟稿</dt><dd>\(record.drafter)</dd></dl></section>
        """
    }

    private var decision: HTML? {
        guard isOwn, viewer.role == .director, notice.state != .withdrawn else { return nil }
        let publish: HTML? =
            notice.state == .draft
            ? """
            <form class="inline" method="post" action="\(path)/publication">\(FormSeal())<input type="hidden" name="version" \
            value="\(notice.version)"><button class="primary" data-confirm="签发后在公开页面公示\(notice.days)个工作日。现在签发？" \
            data-confirm-label="签发">签发公示</button></form>
            """ : nil
        let reason = Field("reason", "撤回理由", value: typed["reason"] ?? "", isRequired: true).area(rows: 2, limit: 500)
        return """
            <section class="section"><h2>签发</h2>\(publish)<details class="explain"><summary>撤回</summary>\
            <form class="form" method="post" action="\(path)/withdrawal">\(FormSeal())<input type="hidden" name="version" \
            value="\(notice.version)">\(reason)<div class="form-actions"><button class="danger">撤回</button></div></form></details></section>
            """
    }

    private var export: HTML? {
        isUnit || feedback.isEmpty ? nil : "<a href=\"\(path)/feedback.xlsx\">导出 XLSX</a>"
    }

    private var unitForm: HTML? {
        guard feedback.isEmpty else { return nil }
        guard notice.isOpen(on: viewer.day) else { return "<p class=\"muted\">公示已结束，本单位没有反馈意见。</p>" }
        let stances = ResultFeedback.Stance.allCases.map { Choice($0.rawValue, $0.label) }
        return """
            <form class="form" method="post" action="\(path)/feedback" data-draft="feedback-\(record.id)">\(FormSeal())\
            \(Field("stance", "对结果", value: typed["stance"] ?? "agree").select(stances))\
            \(Field("text", "具体意见和理由", value: typed["text"] ?? "", help: "无异议的可以不填。").area(rows: 4, limit: ResultFeedback.limit))\
            <div class="form-actions"><button class="primary">提交反馈</button></div></form>
            """
    }

    private var said: HTML {
        guard !feedback.isEmpty else {
            return isUnit ? .empty : "<div class=\"empty\"><strong>还没有收到意见</strong>公示的单位和公众的意见会出现在这里，逐条答复。</div>"
        }
        return "<ol class=\"timeline\">\(feedback.map(line))</ol>"
    }

    private func line(_ row: ResultFeedbackRow) -> HTML {
        let one = row.feedback
        let who = row.unit.isEmpty ? one.author.isEmpty ? "公众（未留姓名）" : "公众：\(one.author)" : "\(row.unit) \(one.author)"
        let contact: HTML? = one.contact.isEmpty || isUnit ? nil : "<small>联系方式：\(one.contact)</small>"
        let mark: HTML? = one.stance == .object && one.answeredOn == nil ? " class=\"warn\"" : nil
        let text: HTML? = one.text.isEmpty ? nil : "<p class=\"said\">\(one.text)</p>"
        return """
            <li\(mark)><span class="event">\(one.stance.label)</span> <span class="by">\(who) \(When.html(one.givenOn))</span>\(contact)\
            \(text)\(answer(row))</li>
            """
    }

    private func answer(_ row: ResultFeedbackRow) -> HTML? {
        let one = row.feedback
        if let day = one.answeredOn {
            return """
                <p class="said"><b>\(one.outcome?.label ?? "已答复")</b>（\(row.answeredBy) \(When.html(day))）<br>\(one.answer)</p>
                """
        }
        guard isOwn, one.stance != .agree else { return nil }
        let isTyped = typed["feedback"] == one.id.rawValue
        let options = [Choice("", "请选择")] + ResultFeedback.Outcome.allCases.map { Choice($0.rawValue, $0.label) }
        let key = String(one.receipt)
        return """
            <details class="explain"\(isTyped ? " open" as HTML : nil)><summary>核实答复</summary>\
            <form class="form" method="post" action="\(path)/answers">\(FormSeal())\
            <input type="hidden" name="feedback" value="\(one.id)"><div class="field"><label for="outcome-\(key)">核实结果</label>\
            <select id="outcome-\(key)" name="outcome" required>\(Choice.list(options, chosen: [isTyped ? typed.text("outcome") : ""]))</select></div>\
            <div class="field"><label for="answer-\(key)">答复</label><textarea id="answer-\(key)" name="answer" rows="3" \
            maxlength="\(ResultFeedback.limit)" required>\n\(isTyped ? typed.text("answer") : "")</textarea></div>\
            <div class="form-actions"><button class="primary">答复</button></div></form></details>
            """
    }
}
