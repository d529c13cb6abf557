import Hummingbird
import Store
import Supervision

/// `/documents/:id/versions`: what a document said after each save.
enum DocumentVersionRoutes {
    static func register(on site: inout Sitemap) {
        let office = Audience.roles(Role.office)
        site.get("/documents/:id/versions", office, list)
        site.post("/documents/:id/versions/:number/restoration", office, restore)
    }

    private static func list(_ call: Call) async throws -> Response { call.page(try await page(call)) }

    private static func page(_ call: Call, problem: String? = nil) async throws -> DocumentVersionsPage {
        let (from, to) = (call.query.number("from"), call.query.number("to"))
        return try await call.read { db in
            let record = try Documents.require(call.id(), visibleTo: call.viewer, in: db)
            let versions = try DocumentVersions.list(of: record.id, in: db)
            return DocumentVersionsPage(record: record, versions: versions, from: from, to: to, problem: problem)
        }
    }

    private static func restore(_ call: Call, _ form: Submission) async throws -> Response {
        let id: DocumentID = call.id(), number = Int(call.parameter("number")) ?? 0
        let version = form.fields.number("version")
        return try await call.change(form) { refusal in
            if refusal.kind == .notFound { throw refusal }
            return call.page(try await page(call, problem: refusal.message), status: refusal.status)
        } _: { act in
            try DocumentVersions.restore(number, of: id, version: version, act)
            return "/documents/\(id)?done=restored"
        }
    }
}

/// All saved texts of a document, two of them compared.
struct DocumentVersionsPage: Page {
    let record: DocumentRecord
    /// Newest first.
    let versions: [DocumentVersion]
    let from: Int?
    let to: Int?
    var problem: String?

    var title: String { "文稿版本" }
    var section: String { "/documents" }

    private var path: String { "/documents/\(record.id.rawValue)" }
    private var newer: DocumentVersion? { versions.first { $0.number == to } ?? versions.first }
    private var older: DocumentVersion? {
        versions.first { $0.number == from } ?? versions.first { $0.number < newer?.number ?? 0 }
    }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("公文", "/documents"), (record.document.text.title, path)],
            subtitle: "每次保存改动了文字的，都留一个版本；草稿可以恢复到以前的版本。").html)
        \(Said.error(problem))
        <form method="get" action="\(path)/versions"><table class="ledger keep"><thead><tr><th scope="col">版本</th>\
        <th scope="col">旧</th><th scope="col">新</th><th scope="col">修改人</th><th scope="col">时间</th>\
        <th scope="col" class="num">字数</th></tr></thead><tbody>\(versions.map(row))</tbody></table>
        \(versions.count > 1 ? "<div class=\"form-actions\"><button>比较所选的两个版本</button></div>" : nil)</form>
        \(comparison)\(restoration)
        """
    }

    private func row(_ version: DocumentVersion) -> HTML {
        let restored = version.restored.map { number -> HTML in " <small>恢复自第\(number)版</small>" }
        return """
            <tr>\(Ledger.cell("版本", "第\(version.number)版\(restored)", kind: "lead"))\
            \(Ledger.cell("旧", radio("from", version, isChosen: version.number == older?.number)))\
            \(Ledger.cell("新", radio("to", version, isChosen: version.number == newer?.number)))\
            \(Ledger.cell("修改人", "\(version.person)"))\(Ledger.cell("时间", When.html(version.at), kind: "date"))\
            \(Ledger.cell("字数", "\(version.text.plain.count)", kind: "num"))</tr>
            """
    }

    private func radio(_ name: String, _ version: DocumentVersion, isChosen: Bool) -> HTML {
        let checked: HTML? = isChosen ? " checked" : nil
        return """
            <input type="radio" name="\(name)" value="\(version.number)" \
            aria-label="第\(version.number)版作为\(name == "from" ? "旧" : "新")版本"\(checked)>
            """
    }

    private var comparison: HTML? {
        guard let older, let newer, older.number != newer.number else { return nil }
        let lines = TextDiff.lines(from: words(older), to: words(newer))
        let count = lines.count { if case .same = $0 { false } else { true } }
        let shown = lines.map { line -> HTML in
            switch line {
            case .same(let text): "<p>\(text)</p>"
            case .removed(let text): "<p><del>\(text)</del></p>"
            case .added(let text): "<p><ins>\(text)</ins></p>"
            }
        }
        return """
            <section class="section"><h2>第\(older.number)版 → 第\(newer.number)版 <small>改动\(count)处</small></h2>\
            <div class="prose">\(shown)</div></section>
            """
    }

    /// Only a draft goes back, and not a 督导意见书, whose words belong to its opinion.
    private var restoration: HTML? {
        guard record.document.state == .draft, record.document.kind != .opinion, versions.count > 1 else { return nil }
        let buttons = versions.dropFirst().map { version -> HTML in
            """
            <form class="inline" method="post" action="\(path)/versions/\(version.number)/restoration">\(FormSeal())\
            <input type="hidden" name="version" value="\(record.document.version)"><button class="small" \
            data-confirm="正文将换成第\(version.number)版，现在的文字留作一个版本。确定吗？" data-confirm-label="恢复">\
            恢复第\(version.number)版</button></form>
            """
        }
        return "<section class=\"section\"><h2>恢复</h2><div class=\"form-actions\">\(buttons)</div></section>"
    }

    private func words(_ version: DocumentVersion) -> String {
        let text = version.text
        return "标题：\(text.title)\n主送：\(text.recipient)\n\(text.editable)\n抄送：\(text.copies.joined(separator: "，"))"
    }
}
