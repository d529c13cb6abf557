import Store
import Supervision

/// One summary: what is to be done next, its words with linked figures, where they come from, and its versions.
struct SummaryPage: Page {
    let record: SummaryRecord
    let viewer: Viewer
    /// Whether the viewer's office writes it.
    let isOwn: Bool
    let now: [SummaryMark: StatedFigure]
    let countedAt: Instant
    let versions: [SummaryVersion]
    let names: [PersonID: String]
    /// Of the audit entry that holds the figures' digest; nil until the sealer came by.
    let seal: (sequence: Int, hash: String)?
    var problem: String?

    var summary: Summary { record.summary }
    var draft: SummaryDraft { summary.draft }
    var path: String { "/summaries/\(record.id.rawValue)" }
    var writes: Bool { isOwn && Role.office.contains(viewer.role) }
    var changes: [SummaryChange] { isOwn && record.isOpen ? draft.changes(against: now) : [] }

    var title: String { draft.text.title }
    var section: String { "/summaries" }

    var main: HTML {
        """
        \(head.html)
        \(Said.error(problem))
        \(SummaryNext(page: self).html)
        \(leftOut)
        \(SummaryBody(draft, changes: changes, isCurrent: isOwn && record.isOpen).html)
        <section class="section"><h2>数据来源</h2>\(frozen)\
        \(SummarySources(stated: sources.figures, now: now, isFrozen: sources.frozen != nil).html)</section>
        \(history)
        """
    }

    private var head: PageHead {
        let edit: HTML? = writes && record.isOpen ? "<a class=\"button\" href=\"\(path)/text\">修改</a>" : nil
        return PageHead(
            title, crumbs: [("总结与通报", "/summaries")], badge: SummaryState.badge(record.state),
            subtitle: "\(summary.kind.label) · \(summary.span.label) · \(record.regionName)",
            actions: "\(edit)<a class=\"button\" href=\"\(path)/docx\">下载 DOCX</a>")
    }

    /// What the document holds once it was issued; what the draft states until then.
    private var sources: FigureSources {
        if let document = record.document, !record.isOpen, let sources = document.sources { return sources }
        return summary.sources
    }

    private var frozen: HTML {
        guard let frozen = sources.frozen else {
            return record.isOpen && isOwn
                ? "<p class=\"muted\">“现在”一栏统计于\(When.html(countedAt))。签发时数字冻结。</p>" : .empty
        }
        let at = Instant(frozen.at).map { When.html($0) }
        return """
            <p>数字已于\(at)冻结，此后台账变化不改变本文；“现在”一栏仅供核对。</p>\
            <dl class="facts"><dt>数字摘要</dt><dd class="hash">\(frozen.digest)</dd>\
            \(frozen.sequence > 0 ? before(frozen) : nil)\(seal.map(sealed))</dl>
            """
    }

    private func before(_ frozen: FigureSources.Frozen) -> HTML {
        "<dt>冻结时的审计链</dt><dd>第\(frozen.sequence)号封条 <span class=\"hash\">\(frozen.head)</span></dd>"
    }

    private func sealed(_ seal: (sequence: Int, hash: String)) -> HTML {
        "<dt>签发记录的封条</dt><dd>第\(seal.sequence)号 <span class=\"hash\">\(seal.hash)</span></dd>"
    }

    private var leftOut: HTML? {
        guard record.isOpen, !draft.leftOut.isEmpty else { return nil }
        let lines = draft.leftOut.map { section -> HTML in "<li>\(section.name)：\(section.reason)</li>" }
        return """
            <details class="explain"><summary>没有写入的内容（\(draft.leftOut.count)节）</summary><ul>\(lines)</ul></details>
            """
    }

    private var history: HTML {
        let entries = summary.history.reversed().map { entry -> HTML in
            let said: HTML? = entry.note.isEmpty ? nil : "<p class=\"said\">\(entry.note)</p>"
            return """
                <li><span class="event">\(entry.kind.label)</span><div class="by">\(names[entry.by] ?? "—") · \(When.html(entry.on))</div>\(said)</li>
                """
        }
        let kept = versions.map { version -> HTML in
            """
            <tr>\(Ledger.cell("版本", "<a href=\"\(path)/versions/\(version.version)\">第\(version.version)版</a>", kind: "lead"))\
            \(Ledger.cell("由来", "\(version.event.label)"))\(Ledger.cell("保存人", "\(version.savedBy)"))\
            \(Ledger.cell("时间", When.html(version.savedAt), kind: "date"))</tr>
            """
        }
        return """
            <section class="section"><h2>版本</h2><table class="ledger"><thead><tr><th scope="col">版本</th>\
            <th scope="col">由来</th><th scope="col">保存人</th><th scope="col" class="date">时间</th></tr></thead>\
            <tbody>\(kept)</tbody></table></section>
            <section class="section"><h2>经过</h2><ol class="timeline">\(entries)</ol></section>
            """
    }
}

/// What the office may do next with a summary.
struct SummaryNext {
    let page: SummaryPage

    var html: HTML? {
        guard page.writes else { return link.map { "<section class=\"section\">\($0)</section>" } }
        let parts: HTML = page.record.isOpen ? "\(changed)\(blanks)\(open)" : "\(link)\(copy)"
        return "<section class=\"section no-print\"><h2>下一步</h2>\(parts)</section>"
    }

    private var link: HTML? {
        page.record.document.map { document in
            let said =
                switch document.state {
                case .draft: "已退回，修改后重新送审。"
                case .submitted: "已送审，由未参与起草的主任在公文页面签发或退回。"
                case .issued, .sent: "已签发。发送、公布在公文页面办理。"
                case .withdrawn: "已作废，文号保留。"
                }
            let name = document.number?.text ?? "公文"
            return "<p>\(said)<a href=\"/documents/\(document.id)\">打开\(name)</a></p>"
        }
    }

    /// Each figure that is another one now, to be taken over alone or all at once.
    private var changed: HTML? {
        guard !page.changes.isEmpty else { return nil }
        let rows = page.changes.map { change -> HTML in
            let new = change.new?.text ?? (change.new == nil ? "指标已不存在" : "尚无数据")
            return """
                <tr>\(Ledger.cell("指标", "\(change.old.name)", kind: "lead"))\(Ledger.cell("稿中", "\(change.old.words)", kind: "num"))\
                \(Ledger.cell("现在", "<strong>\(new)</strong>", kind: "num"))\
                \(Ledger.cell("", form("figures", "更新", style: "small", extra: "<input type=\"hidden\" name=\"number\" value=\"\(change.number)\">"), kind: "actions"))</tr>
                """
        }
        return """
            <div class="notice warning" role="status"><strong>有\(page.changes.count)个数字已经变化。</strong>\
            正文中已标出；更新后才能送审，手写的文字不受影响。</div>
            <table class="ledger"><thead><tr><th scope="col">指标</th><th scope="col" class="num">稿中</th>\
            <th scope="col" class="num">现在</th><th scope="col"></th></tr></thead><tbody>\(rows)</tbody></table>
            <p>\(form("figures", "全部更新", style: "primary"))</p>
            """
    }

    private var blanks: HTML? {
        let blanks = page.draft.document().blanks
        guard !blanks.isEmpty else { return nil }
        return Said.warning("正文里还有没填的内容：\(blanks.prefix(5).joined(separator: "、"))。填好后才能送审。")
    }

    private var open: HTML {
        let isReady = page.changes.isEmpty && page.draft.document().blanks.isEmpty
        let submit: HTML? =
            isReady
            ? form("submission", "送审", style: "primary", confirm: "送审后由未参与起草的主任签发；退回之前不能再改。确定送审吗？") : nil
        let remove: HTML? =
            page.record.document == nil
            ? form("removal", "删除", style: "danger", confirm: "稿件和它的各个版本都会删除，不能恢复。确定删除吗？") : nil
        return """
            \(link)<div class="form-actions">\(submit)<a class="button" href="\(page.path)/text">修改</a>\(remove)</div>
            """
    }

    private var copy: HTML? {
        guard page.record.state == .withdrawn else { return nil }
        return form("copy", "按此稿另拟", style: "", confirm: "将按原文新拟一份草稿。确定吗？")
    }

    private func form(_ action: String, _ label: String, style: String, extra: HTML? = nil, confirm: String = "")
        -> HTML
    {
        let button: HTML =
            confirm.isEmpty
            ? "<button class=\"\(style)\">\(label)</button>"
            : "<button class=\"\(style)\" data-confirm=\"\(confirm)\" data-confirm-label=\"\(label)\">\(label)</button>"
        return """
            <form class="inline" method="post" action="\(page.path)/\(action)">\(FormSeal())\
            <input type="hidden" name="version" value="\(page.summary.version)">\(extra)\(button)</form>
            """
    }
}
