import Store
import Supervision

/// Where a draft's words are edited.
struct DocumentTextPage: Page {
    let record: DocumentRecord
    var typed: Fields?
    var problem: String?

    private var document: Document { record.document }
    private var path: String { "/documents/\(record.id.rawValue)" }

    var title: String { "修改\(document.kind.label)" }
    var section: String { "/documents" }

    var main: HTML {
        let heading = Field(
            "title", "标题", value: typed?.text("title") ?? document.text.title, isRequired: true)
        let body = Field(
            "body", "正文", value: typed?["body"] ?? document.text.editable, help: DocumentTextPage.help, isRequired: true
        )
        let version = typed?.text("version") ?? "\(document.version)"
        return """
            \(PageHead(title, crumbs: [("公文", "/documents"), (document.text.title, path)]).html)
            \(Said.error(problem))
            <form class="form full" method="post" action="\(path)/text" data-draft="document-\(record.id.rawValue)">\
            \(FormSeal())<input type="hidden" name="version" value="\(version)">
            \(heading.text())\(document.kind.isForPublic ? nil : recipient)\(body.area(rows: 24, limit: 60_000))
            <div class="form-actions"><button class="primary">保存</button>\
            <a class="button quiet" href="\(path)">取消</a></div></form>
            """
    }

    private var recipient: HTML {
        Field("recipient", "主送", value: typed?.text("recipient") ?? document.text.recipient).text()
    }

    static let help = "每段一行；“一、”“（一）”开头的短行是标题，序号由系统排定；表格的各格用全角竖线“｜”分开，第一行是表头。"
}
