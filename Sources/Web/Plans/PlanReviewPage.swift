import Store
import Supervision

/// The document at the left, what was read from it at the right.
struct PlanReviewPage: Page {
    let review: PlanReview
    let versions: [PlanVersionLine]
    /// What accepting would do; nil while something has to be decided first.
    let acceptance: PlanAcceptance?
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    private var plan: Plan { review.record.plan }
    private var path: String { "/plans/\(review.record.id)" }
    private var isOpen: Bool { Plans.isOwn(review.record.place, viewer) && plan.state != .closed }
    private var state: PlanCorrecting { review.state }
    var title: String { "\(plan.title)：原文与校核" }
    var section: String { "/plans" }

    var main: HTML {
        """
        \(PageHead("原文与校核", crumbs: [("年度计划", "/plans"), (plan.title, path)], badge: plan.state.badge,
            subtitle: subtitle, actions: actions).html)
        \(Said.error(problem))
        \(conflicts)\(flags)
        <div class="plan-review" data-plan-review><section class="plan-source" id="source" aria-label="原文" tabindex="0">\
        <h2>原文</h2><p class="plan-legend"><span class="m-item">事项</span> <span class="m-target">目标</span> \
        <span class="m-window">时间</span> <span class="m-unit">对象</span> <span class="m-unread">没有读作事项的文字</span></p>\
        \(PlanDocumentView(state, text: review.version.source.text).html)</section>
        <section class="plan-reading" aria-label="读出的内容"><h2>读出 \(state.entries.count) 项\(rowCount)</h2>\
        \(items)\(rows)\(isOpen ? adding : nil)</section></div>
        \(isOpen ? accepting : nil)
        \(corrections)
        \(versionList)
        """
    }

    private var subtitle: HTML {
        let version = review.version
        let name = version.fileName.isEmpty ? "粘贴的内容" : version.fileName
        return "第\(version.number)版 · \(name) · \(version.readBy) \(When.html(version.readAt))"
    }

    private var actions: HTML {
        let file: HTML? =
            review.version.fileHash == nil
            ? nil : "<a class=\"button\" href=\"\(path)/document?version=\(review.version.number)\">下载原文件</a>"
        let renew: HTML? = isOpen ? "<a class=\"button\" href=\"\(path)/versions/new\">更换文件</a>" : nil
        let edit: HTML? = isOpen ? "<a class=\"button\" href=\"\(path)/edit\">修改信息</a>" : nil
        let accept: HTML? =
            isOpen && plan.state == .draft ? "<a class=\"button primary\" href=\"#accept\">接受</a>" : nil
        return "\(file)\(renew)\(edit)\(accept)"
    }

    private var rowCount: HTML? { state.rows.isEmpty ? nil : "，附表 \(state.rows.count) 行" }

    /// What the text announces and does not hold, what is masked: each leads to its place.
    private var flags: HTML? {
        let all = state.reading.flags
        guard !all.isEmpty else { return nil }
        let lines = all.enumerated().map { index, flag -> HTML in
            "<li><a href=\"#at-f\(index)\" data-span=\"f\(index)\">\(flag.text)</a></li>"
        }
        return """
            <div class="notice warning" role="status"><strong>请留意 \(all.count) 处</strong><ul class="plan-lines">\(lines)</ul></div>
            """
    }

    private var conflicts: HTML? {
        guard !review.conflicts.isEmpty else { return nil }
        let lines = review.conflicts.map { conflict -> HTML in
            let log = review.corrections[conflict.index]
            let correction = conflict.correction
            let keep: HTML? = correction.isKeepable(conflict.why) && isOpen ? button("keeping", "仍按原来的修改", log) : nil
            let drop: HTML? = isOpen ? button("removal", "放弃这条修改", log) : nil
            return """
                <li><span class="event">\(correction.label)：\(correction.title)</span> <span class="by">\(log.byName)</span>\
                <p>\(conflict.why.label)。\(told(correction, conflict.why))</p><div class="plan-acts">\(keep)\(drop)</div></li>
                """
        }
        return """
            <div class="notice error" role="alert"><strong>\(review.conflicts.count) 处修改与这一版对不上，请逐条决定</strong>\
            <ul class="plan-conflicts">\(lines)</ul></div>
            """
    }

    private func told(_ correction: PlanCorrection, _ why: PlanConflict.Why) -> HTML {
        guard case .set(_, let from, let to) = correction.act else { return .empty }
        guard case .changed(let now) = why else { return "原来改为：\(to.label)" }
        return "原来读作：\(from.label)；改为：\(to.label)；现在读作：\(now.label)"
    }

    private func button(_ act: String, _ label: String, _ log: LoggedCorrection) -> HTML {
        """
        <form class="inline" method="post" action="\(path)/corrections/\(log.id)/\(act)">\(FormSeal())\
        <button class="small">\(label)</button></form>
        """
    }

    private var items: HTML {
        var chapter: String?
        let parts = state.entries.enumerated().map { index, entry -> HTML in
            let heading = state.chapter(of: entry)
            defer { chapter = heading }
            let head: HTML? = heading == chapter || heading.isEmpty ? nil : "<h3>\(heading)</h3>"
            let next = index + 1 < state.entries.count ? state.entries[index + 1] : nil
            return "\(head)\(view(entry, next))"
        }
        guard parts.isEmpty else { return .joined(parts) }
        return "<div class=\"empty\"><strong>没有读出事项</strong>可以从左边的原文复制一段，在下面增加为事项。</div>"
    }

    private var rows: HTML? {
        guard !state.rows.isEmpty else { return nil }
        let parts = state.rows.enumerated().map { index, entry in
            view(entry, index + 1 < state.rows.count ? state.rows[index + 1] : nil)
        }
        return "<h3>附表</h3>\(parts)"
    }

    private func view(_ entry: PlanCorrecting.Entry, _ next: PlanCorrecting.Entry?) -> HTML {
        let owner = entry.item.belongsTo.flatMap { id in state.entries.first { $0.item.id == id }?.item.title }
        return PlanReadItemView(entry: entry, path: path, next: next, belongsTo: owner, isOpen: isOpen).html
    }

    private var adding: HTML {
        let passage = Field(
            "passage", "原文", value: typed["passage"] ?? "", help: "从左边原文复制一段，或先选中文字；增加后可以再修改。", isRequired: true)
        let open: HTML? = typed["passage"] == nil ? nil : " open"
        return """
            <details class="fold" id="add"\(open)><summary>把一段文字增加为事项</summary>\
            <form class="form" method="post" action="\(path)/passages" data-passage>\(FormSeal())\
            \(passage.area(rows: 3, limit: 5_000))<div class="form-actions"><button>增加为事项</button></div></form></details>
            """
    }

    private var accepting: HTML {
        guard let acceptance else {
            return """
                <section class="section" id="accept"><h2>接受</h2><p>请先处理上面\(review.conflicts.count)处对不上的修改。</p></section>
                """
        }
        let total = acceptance.new.count + acceptance.changed.count + acceptance.same.count
        let (new, changed, gone) = (acceptance.new.count, acceptance.changed.count, acceptance.gone)
        guard plan.state == .draft || new + changed + gone.count > 0 else {
            return """
                <section class="section" id="accept"><h2>接受</h2><p>\(total)项都与计划里的一致，没有要更新的。</p></section>
                """
        }
        let kept: HTML? =
            changed == 0
            ? nil : "，更新 <strong>\(changed)</strong> 项（文字、目标、时间以校核后的文件为准，负责人、进度、备注、改期、项目不变）"
        let lost: HTML? =
            gone.isEmpty
            ? nil
            : """
            ，文件里已经没有的 <strong>\(gone.count)</strong> 项改为“不再实施”：\(gone.map(\.item.title).joined(separator: "、"))
            """
        let label = plan.state == .draft ? "接受" : "更新事项"
        let question =
            plan.state == .draft
            ? "接受后共\(total)项列入\(plan.yearsText)计划，可以定负责人、记进度、立项目。现在接受？" : "按这一版更新计划里的事项？"
        return """
            <section class="section" id="accept"><h2>接受</h2><p>新增 <strong>\(new)</strong> 项\(kept)\(lost)。</p>\
            <form method="post" action="\(path)/acceptance">\(FormSeal())<input type="hidden" name="version" value="\(plan.version)">\
            <div class="form-actions"><button class="primary" data-confirm="\(question)" data-confirm-label="\(label)">\(label)</button></div>\
            </form></section>
            """
    }

    private var corrections: HTML? {
        guard !review.corrections.isEmpty else { return nil }
        let lines = review.corrections.reversed().map { log -> HTML in
            let undo: HTML? = isOpen ? button("removal", "撤销", log) : nil
            return """
                <tr>\(Ledger.cell("修改", "\(log.correction.label)", kind: "lead"))\
                \(Ledger.cell("事项", "\(log.correction.title)", kind: "long"))\(Ledger.cell("内容", log.correction.told, kind: "long"))\
                \(Ledger.cell("经手", "\(log.byName)<small>\(When.html(log.at))</small>"))\
                \(Ledger.cell("", "\(undo)", kind: "actions"))</tr>
                """
        }
        return """
            <section class="section" id="corrections"><h2>校核修改 \(review.corrections.count) 处</h2><table class="ledger"><thead><tr>\
            <th scope="col">修改</th><th scope="col">事项</th><th scope="col">内容</th><th scope="col">经手</th><th></th></tr></thead>\
            <tbody>\(lines)</tbody></table></section>
            """
    }

    private var versionList: HTML? {
        guard versions.count > 1 else { return nil }
        let lines = versions.map { version -> HTML in
            let name = version.fileName.isEmpty ? "粘贴的内容" : version.fileName
            let file: HTML =
                version.hasFile
                ? "<a href=\"\(path)/document?version=\(version.number)\">\(name)</a>" : "\(name)"
            return
                "<li>第\(version.number)版 \(file) <span class=\"by\">\(version.readBy) \(When.html(version.readAt))</span></li>"
        }
        return "<section class=\"section\"><h2>文件版本</h2><ul class=\"plan-lines\">\(lines)</ul></section>"
    }
}

extension PlanCorrection {
    /// Whether an officer can say that it still holds.
    fileprivate func isKeepable(_ why: PlanConflict.Why) -> Bool {
        guard case .changed = why, case .set = act else { return false }
        return true
    }

    /// From and to, in words.
    fileprivate var told: HTML {
        switch act {
        case .set(_, let from, let to): "<del>\(from.label)</del> <ins>\(to.label)</ins>"
        case .merge(_, let title): "并入“\(title)”"
        case .add(let passage, _): "\(String(passage.flowing.prefix(60)))"
        case .split, .drop: ""
        }
    }
}
