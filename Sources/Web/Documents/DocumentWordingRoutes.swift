import Hummingbird
import Store
import Supervision

/// `/documents/wordings`: the wordings from which documents begin.
enum DocumentWordingRoutes {
    static func register(on site: inout Sitemap) {
        let office = Audience.roles(Role.office)
        site.get("/documents/wordings", office, list)
        site.get("/documents/wordings/new", office, new)
        site.post("/documents/wordings", office, create)
        site.get("/documents/wordings/:id", office, edit)
        site.post("/documents/wordings/:id", office, save)
        site.post("/documents/wordings/:id/removal", office, remove)
    }

    private static func list(_ call: Call) async throws -> Response {
        let own = try await call.read { db in try DocumentWordings.list(visibleTo: call.viewer, in: db) }
        return call.page(DocumentWordingListPage(own: own, kind: Document.Kind(rawValue: call.query.text("kind"))))
    }

    /// A new one begins as a copy of a shipped one, or empty.
    private static func new(_ call: Call) async throws -> Response {
        let shipped = DocumentWording.shipped.first { $0.kind.rawValue == call.query.text("from") }
        let wording = shipped ?? DocumentWording(kind: .notice, name: "", title: "", body: "")
        return call.page(DocumentWordingPage(wording: wording, id: nil, version: nil))
    }

    private static func edit(_ call: Call) async throws -> Response {
        let found = try await call.read { db in
            try DocumentWordings.require(call.id(), visibleTo: call.viewer, in: db)
        }
        return call.page(DocumentWordingPage(wording: found.wording, id: found.id, version: found.version))
    }

    private static func wording(_ fields: Fields) -> DocumentWording {
        DocumentWording(
            kind: Document.Kind(rawValue: fields.text("kind")) ?? .notice, name: fields.text("name"),
            title: fields.text("title"), body: fields.text("body"))
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let wording = wording(submission.fields)
        return try await call.change(submission, again: { again(call, wording, nil, nil, $0) }) { act in
            _ = try DocumentWordings.create(wording, act)
            return "/documents/wordings?done=created"
        }
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: DocumentWordingID = call.id(), wording = wording(submission.fields)
        let version = submission.fields.number("version")
        return try await call.change(submission) { refusal in
            if refusal.kind == .notFound { throw refusal }
            return again(call, wording, id, version, refusal)
        } _: { act in
            try DocumentWordings.save(id, wording, version: version, act)
            return "/documents/wordings?done=saved"
        }
    }

    private static func again(
        _ call: Call, _ wording: DocumentWording, _ id: DocumentWordingID?, _ version: Int?, _ refusal: any Refusal
    ) -> Response {
        var page = DocumentWordingPage(wording: wording, id: id, version: version)
        if case .unsound(let problems) = refusal as? DocumentWordingRefusal { page.problems = problems }
        page.message = refusal.message
        return call.page(page, status: refusal.status)
    }

    private static func remove(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: DocumentWordingID = call.id()
        return try await call.change(submission) { act in
            try DocumentWordings.remove(id, act)
            return "/documents/wordings?done=removed"
        }
    }
}

/// The office's own wordings and the shipped ones.
struct DocumentWordingListPage: Page {
    let own: [StoredWording]
    let kind: Document.Kind?

    var title: String { "文书模板" }
    var section: String { "/documents" }

    var main: HTML {
        let address = ListAddress("/documents/wordings", Fields([("kind", kind?.rawValue ?? "")]))
        let mine = own.filter { kind == nil || $0.wording.kind == kind }
        let empty: HTML = "<div class=\"empty\"><strong>没有自建的模板</strong><p>可以从系统自带的模板复制一份，改成本室的用语。</p></div>"
        return """
            \(PageHead(title, crumbs: [("公文", "/documents")], subtitle: "拟写公文时套用；已写好的公文不随模板改动。",
                actions: "<a class=\"button primary\" href=\"/documents/wordings/new\">新建模板</a>").html)
            \(FilterBar(address, [
                FilterBar.choice(address, "kind", "文种", Document.Kind.written.map { Choice($0.rawValue, $0.label) })
            ]).html)
            <section class="section"><h2>本室自建</h2>\(mine.isEmpty ? empty : table(mine.map(row)))</section>
            <section class="section"><h2>系统自带</h2>\(table(shipped))</section>
            """
    }

    private func table(_ rows: [HTML]) -> HTML {
        """
        <table class="ledger"><thead><tr><th scope="col">名称</th><th scope="col">文种</th><th scope="col" class="long">标题</th>\
        <th scope="col"></th></tr></thead><tbody>\(rows)</tbody></table>
        """
    }

    private func row(_ stored: StoredWording) -> HTML {
        let path = "/documents/wordings/\(stored.id)"
        let removal: HTML = """
            <form class="inline" method="post" action="\(path)/removal">\(FormSeal())<button class="small quiet" \
            data-confirm="确定删除模板“\(stored.wording.name)”吗？" data-confirm-label="删除">删除</button></form>
            """
        return line("<a href=\"\(path)\">\(stored.wording.name)</a>", stored.wording, removal)
    }

    private var shipped: [HTML] {
        DocumentWording.shipped.filter { kind == nil || $0.kind == kind }.map { wording in
            line(
                "\(wording.name)", wording,
                "<a class=\"button small\" href=\"/documents/wordings/new?from=\(wording.kind.rawValue)\">复制修改</a>")
        }
    }

    private func line(_ name: HTML, _ wording: DocumentWording, _ actions: HTML) -> HTML {
        """
        <tr>\(Ledger.cell("名称", name, kind: "lead"))\(Ledger.cell("文种", "\(wording.kind.label)"))\
        \(Ledger.cell("标题", "\(wording.title)", kind: "long"))\(Ledger.cell("", actions, kind: "actions"))</tr>
        """
    }
}

/// Where a wording is written.
struct DocumentWordingPage: Page {
    let wording: DocumentWording
    let id: DocumentWordingID?
    let version: Int?
    var problems: [String: String] = [:]
    var message: String?

    var title: String { id == nil ? "新建文书模板" : "修改文书模板" }
    var section: String { "/documents" }

    var main: HTML {
        let path = id.map { "/documents/wordings/\($0)" } ?? "/documents/wordings"
        let kinds = Document.Kind.written.map { Choice($0.rawValue, $0.label) }
        let number = version.map { value -> HTML in "<input type=\"hidden\" name=\"version\" value=\"\(value)\">" }
        let help = "可用的标记：\(DocumentWording.marks.joined(separator: "、"))；留给拟稿人填的写成【待填：…】，没填完不能送审。"
        return """
            \(PageHead(title, crumbs: [("公文", "/documents"), ("文书模板", "/documents/wordings")]).html)
            \(Said.error(message))
            <form class="form full" method="post" action="\(path)">\(FormSeal())\(number)
            <div class="field-row">\(Field("kind", "文种", value: wording.kind.rawValue).select(kinds))\
            \(Field("name", "模板名称", value: wording.name, problem: problems["name"], isRequired: true).text())</div>
            \(Field("title", "标题", value: wording.title, problem: problems["title"], isRequired: true).text())
            \(Field("body", "正文", value: wording.body, problem: problems["body"], help: help, isRequired: true)
                .area(rows: 18, limit: 20_000))
            <div class="form-actions"><button class="primary">保存</button>\
            <a class="button quiet" href="/documents/wordings">取消</a></div></form>
            """
    }
}
