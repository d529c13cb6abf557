import Store
import Supervision

/// The office's own wordings and the shipped ones, by kind and by words.
struct DocumentWordingListPage: Page {
    let own: [StoredWording]
    let address: ListAddress

    var title: String { "文书模板" }
    var section: String { "/documents" }

    private var kind: Document.Kind? { Document.Kind(rawValue: address.filter("kind")) }

    private func isShown(_ wording: DocumentWording) -> Bool {
        let words = address.filter("q")
        let fits = [wording.name, wording.title, wording.body].contains { $0.contains(words) }
        return (kind == nil || wording.kind == kind) && (words.isEmpty || fits)
    }

    var main: HTML {
        let mine = own.filter { isShown($0.wording) }
        let shipped = DocumentWording.library.filter { isShown($0.wording) }
        return """
            \(PageHead(title, crumbs: [("公文", "/documents")], subtitle: "拟写公文时套用；已写好的公文不随模板改动。",
                actions: "<a class=\"button primary\" href=\"/documents/wordings/new\">新建模板</a>").html)
            \(FilterBar(address, [
                FilterBar.search(address, hint: "名称、标题或正文"),
                FilterBar.choice(address, "kind", "文种", Document.Kind.worded.map { Choice($0.rawValue, $0.label) }),
            ]).html)
            <section class="section"><h2>本室自建 <small>\(mine.count)个</small></h2>\
            \(mine.isEmpty ? empty : table(mine.map(row), isOwn: true))</section>
            <section class="section"><h2>系统自带 <small>\(shipped.count)个</small></h2>\
            \(shipped.isEmpty ? nothing : table(shipped.map(row), isOwn: false))</section>
            """
    }

    private var empty: HTML {
        address.isNarrowed || !address.filter("q").isEmpty
            ? nothing
            : "<div class=\"empty\"><strong>没有自建的模板</strong><p>可以从系统自带的模板复制一份，改成本室的用语。</p></div>"
    }

    private var nothing: HTML { "<div class=\"empty\"><strong>没有符合条件的模板</strong></div>" }

    private func table(_ rows: [HTML], isOwn: Bool) -> HTML {
        let last: HTML? = isOwn ? "<th scope=\"col\">最近修改</th>" : nil
        return """
            <table class="ledger"><thead><tr><th scope="col">名称</th><th scope="col">文种</th>\
            <th scope="col" class="long">标题</th>\(last)<th scope="col"></th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func row(_ stored: StoredWording) -> HTML {
        let path = "/documents/wordings/\(stored.id)"
        let actions: HTML = """
            <a class="button small" href="\(path)/preview">预览</a> \
            <form class="inline" method="post" action="\(path)/removal">\(FormSeal())<button class="small quiet" \
            data-confirm="确定删除模板“\(stored.wording.name)”及其各个版本吗？" data-confirm-label="删除">删除</button></form>
            """
        let last: HTML = """
            \(When.html(stored.updatedAt.day)) \(stored.updatedBy) <a href="\(path)/versions">第\(stored.version)版</a>
            """
        return line(
            "<a href=\"\(path)\">\(stored.wording.name)</a>", stored.wording, actions, Ledger.cell("最近修改", last))
    }

    private func row(_ shipped: (key: String, wording: DocumentWording)) -> HTML {
        let actions: HTML = """
            <a class="button small" href="/documents/wordings/preview?from=\(shipped.key)">预览</a> \
            <a class="button small" href="/documents/wordings/new?from=\(shipped.key)">复制修改</a>
            """
        return line("\(shipped.wording.name)", shipped.wording, actions, nil)
    }

    private func line(_ name: HTML, _ wording: DocumentWording, _ actions: HTML, _ last: HTML?) -> HTML {
        """
        <tr>\(Ledger.cell("名称", name, kind: "lead"))\(Ledger.cell("文种", "\(wording.kind.label)"))\
        \(Ledger.cell("标题", "\(wording.title)", kind: "long"))\(last)\(Ledger.cell("", actions, kind: "actions"))</tr>
        """
    }
}
