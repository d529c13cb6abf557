import Hummingbird
import Store
import Supervision

/// An office's phrases: kept on one page, offered in the forms where they are used.
enum WordingRoutes {
    static func show(_ call: Call, _ typed: Fields = Fields(), _ refusal: (any Refusal)? = nil) async throws -> Response
    {
        let wordings = try await call.read { db in try Wordings.list(visibleTo: call.viewer, in: db) }
        let page = WordingsPage(wordings: wordings, typed: typed, refusal: refusal)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    static func add(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        return try await change(call, form) { act in
            guard let kind = Wording.Kind(rawValue: fields.text("kind")) else {
                throw FormRefusal(["kind": "请选择用途。"])
            }
            try Wordings.add(kind, title: fields.text("title"), words: fields.text("words"), act)
            return "created"
        }
    }

    static func change(_ call: Call, _ form: Submission) async throws -> Response {
        let (id, fields): (WordingID, Fields) = (call.id(), form.fields)
        return try await change(call, form) { act in
            try Wordings.change(
                id, title: fields.text("title"), words: fields.text("words"), version: fields.number("version") ?? 0,
                act)
            return "saved"
        }
    }

    static func remove(_ call: Call, _ form: Submission) async throws -> Response {
        let id: WordingID = call.id()
        return try await call.change(form) { act in
            try Wordings.remove(id, act)
            return "/findings/wordings?done=removed"
        }
    }

    private static func change(
        _ call: Call, _ form: Submission, _ body: @escaping @Sendable (Act) throws -> String
    ) async throws -> Response {
        let fields = form.fields
        return try await call.change(form) { refusal in
            guard refusal.kind != .notFound else { throw refusal }
            return try await show(call, fields, refusal)
        } _: { act in
            let problems = Wording.problems(title: fields.text("title"), words: fields.text("words"))
            guard problems.isEmpty else { throw FormRefusal(problems) }
            return "/findings/wordings?done=\(try body(act))"
        }
    }
}

struct WordingsPage: Page {
    let wordings: [Wording]
    let typed: Fields
    let refusal: (any Refusal)?

    var title: String { "常用语" }
    var section: String { "/findings" }

    var main: HTML {
        let groups = Wording.Kind.allCases.compactMap(group)
        let empty: HTML = """
            <div class="empty"><strong>还没有常用语</strong><p>把常用的问题表述、整改要求、催办和退回的话存下来，填表时点一下就能用。</p></div>
            """
        return """
            \(PageHead(title, crumbs: [("问题台账", "/findings")], subtitle: "本级督导室自己的用语，按用途出现在相应的表单里；只有本级看得到。").html)
            \(Said.error(refusal?.message))
            \(groups.isEmpty ? empty : .joined(groups))
            <section class="section"><h2>新增常用语</h2>\(form)</section>
            """
    }

    /// The id of the phrase whose change was refused; empty for a new one.
    private var refused: String { refusal == nil ? "" : typed.text("id") }

    private func problem(_ name: String) -> String? { (refusal as? FormRefusal)?.problems[name] }

    private func group(_ kind: Wording.Kind) -> HTML? {
        let rows = wordings.filter { $0.kind == kind }.map(row)
        return rows.isEmpty ? nil : "<section class=\"section\"><h2>\(kind.label)</h2>\(rows)</section>"
    }

    private func row(_ wording: Wording) -> HTML {
        let id = wording.id.rawValue
        let isRefused = refused == id
        let title = isRefused ? typed.text("title") : wording.title
        let words = isRefused ? typed.text("words") : wording.words
        let isOpen: HTML? = isRefused ? " open" : nil
        let path = "/findings/wordings/\(id)"
        return """
            <details class="fold"\(isOpen)><summary>\(wording.title) <span class="muted">\(wording.words.prefix(40))</span></summary>
            <form class="form" method="post" action="\(path)">\(FormSeal())<input type="hidden" name="id" value="\(id)">\
            <input type="hidden" name="version" value="\(wording.version)">\
            <div class="field"><label for="title-\(id)">名称</label><input id="title-\(id)" name="title" value="\(title)" maxlength="40" required></div>\
            <div class="field"><label for="words-\(id)">内容</label>\
            <textarea id="words-\(id)" name="words" rows="3" maxlength="1000" required>\n\(words)</textarea></div>\
            <div class="form-actions"><button>保存</button>\
            <button class="danger" formaction="\(path)/removal" formnovalidate data-confirm="删除后不能恢复，已写进问题的文字不变。" \
            data-confirm-title="删除“\(wording.title)”？" data-confirm-label="删除">删除</button></div></form></details>
            """
    }

    private var form: HTML {
        let isNew = refused.isEmpty
        func field(_ name: String, _ label: String) -> Field {
            Field(
                name, label, value: isNew ? typed.text(name) : "", problem: isNew ? problem(name) : nil,
                isRequired: true)
        }
        let kinds = Wording.Kind.allCases.map { Choice($0.rawValue, $0.label) }
        return """
            <form class="form" method="post" action="/findings/wordings" data-draft="wording-new">\(FormSeal())\
            <div class="field-row">\(field("kind", "用途").select(kinds))\(field("title", "名称").text())</div>\
            \(field("words", "内容").area(rows: 3, limit: 1_000))\
            <div class="form-actions"><button class="primary">新增</button></div></form>
            """
    }
}
