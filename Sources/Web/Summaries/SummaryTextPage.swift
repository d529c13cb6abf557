import Store
import Supervision

/// Where a draft's words are edited: figures are marks in the text, their values stand beside.
struct SummaryTextPage: Page {
    let record: SummaryRecord
    var typed: Fields?
    var refusal: (any Refusal)?

    private var summary: Summary { record.summary }
    private var path: String { "/summaries/\(record.id.rawValue)" }

    var title: String { "修改\(summary.kind.label)" }
    var section: String { "/summaries" }

    var main: HTML {
        let heading = Field("title", "标题", value: typed?.text("title") ?? summary.draft.text.title, isRequired: true)
        let recipient = Field("recipient", "主送", value: typed?.text("recipient") ?? summary.recipient, help: "不填则不印主送。")
        let body = Field(
            "body", "正文", value: typed?["body"] ?? summary.draft.editable, problem: wrong, help: SummaryTextPage.help,
            isRequired: true)
        let version = typed?.text("version") ?? "\(summary.version)"
        return """
            \(PageHead(title, crumbs: [("总结与通报", "/summaries"), (summary.draft.text.title, path)]).html)
            \(Said.error(refusal?.message))
            <div class="columns"><form class="form full" method="post" action="\(path)/text" data-draft="summary-\(record.id)">\
            \(FormSeal())<input type="hidden" name="version" value="\(version)">
            \(heading.text())\(recipient.text())\(body.area(rows: 28, limit: Summary.textLimit * 2))
            <div class="form-actions"><button class="primary">保存</button>\
            <a class="button quiet" href="\(path)">取消</a></div></form>
            \(figures)</div>
            """
    }

    private var wrong: String? {
        guard case .unreadable(let problems) = refusal as? SummaryRefusal else { return nil }
        return problems.prefix(5).map(\.chinese).joined()
    }

    private var figures: HTML {
        let rows = summary.draft.figures.sorted { $0.key < $1.key }.map { number, figure -> HTML in
            let words = figure.words.count > 24 ? "\(figure.words.prefix(20))…" : figure.words
            let value: HTML = FigureLink.html(words, figure.link, isCurrent: false)
            return """
                <tr>\(Ledger.cell("编号", "\(number)", kind: "num"))\(Ledger.cell("指标", "\(figure.name)", kind: "lead"))\
                \(Ledger.cell("数值", value))</tr>
                """
        }
        return """
            <aside><h2>本稿的数字</h2><table class="ledger"><thead><tr><th scope="col" class="num">编号</th>\
            <th scope="col">指标</th><th scope="col">数值</th></tr></thead><tbody>\(rows)</tbody></table>
            <p class="help">要插入其他数字，写 {{指标代码}}，例如 {{finding.closed}} 或 {{finding.found | 幼儿园}}；\
            可用的代码见<a href="/figures?year=\(summary.span.year)">指标库</a>。</p></aside>
            """
    }

    static let help = """
        每段一行；“一、”“（一）”开头的短行是标题，序号由系统排定；表格的各格用全角竖线“｜”分开。形如 {{3=55}} 的是数字：\
        前面是编号，后面是数值，可以整个移动或删除，但改写数值不起作用；数字以台账为准。
        """
}

/// An earlier version beside the present one.
struct SummaryVersionPage: Page {
    let record: SummaryRecord
    let number: Int
    let draft: SummaryDraft
    let isOwn: Bool

    private var path: String { "/summaries/\(record.id.rawValue)" }

    var title: String { "第\(number)版" }
    var section: String { "/summaries" }

    var main: HTML {
        let now = record.summary.draft.document().editable, old = draft.document().editable
        let lines = TextDiff.lines(from: old, to: now).map { line -> HTML in
            switch line {
            case .same(let text): "<p>\(text)</p>"
            case .removed(let text): "<p><del>\(text)</del></p>"
            case .added(let text): "<p><ins>\(text)</ins></p>"
            }
        }
        let isCurrent = number == record.summary.version
        let restore: HTML? =
            isOwn && record.isOpen && !isCurrent
            ? """
            <form class="inline" method="post" action="\(path)/restoration">\(FormSeal())\
            <input type="hidden" name="version" value="\(record.summary.version)">\
            <input type="hidden" name="restored" value="\(number)">\
            <button data-confirm="将以第\(number)版的文字和数字作为新的一版。确定恢复吗？" data-confirm-label="恢复">恢复这一版</button></form>
            """ : nil
        return """
            \(PageHead(title, crumbs: [("总结与通报", "/summaries"), (record.summary.draft.text.title, path)],
                subtitle: isCurrent ? "这是当前版本。" : "与当前的第\(record.summary.version)版比较：删去的划线，增加的加下划线。",
                actions: restore).html)
            <section class="section prose">\(lines)</section>
            """
    }
}
