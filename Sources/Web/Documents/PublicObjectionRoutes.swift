import Hummingbird
import SQLCore
import Store
import Supervision

/// Where anybody objects to what was published, and reads the answer with their receipt; no account is asked for.
enum PublicObjectionRoutes {
    static func register(on site: inout Sitemap) {
        site.open("/public/objections", answer)
        site.open("/public/:id/objection") { guest in try await form(guest) }
        site.openPost("/public/:id/objection", lodge)
        site.open("/public/:id/attachments/:file", attachment)
    }

    private static func form(
        _ guest: Guest, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let document = try await guest.read { db in try PublicDocuments.require(guest.id(), in: db) }
        let page = PublicObjectionForm(
            document: document, today: guest.services.today(), command: guest.services.newID(), typed: typed,
            problem: refusal?.message)
        return BareLayout(title: "提出异议", bodyClass: "public", main: page.main).response(status: refusal?.status ?? .ok)
    }

    private static func lodge(_ guest: Guest, _ form: Submission) async throws -> Response {
        let id: DocumentID = guest.id(), fields = form.fields
        let change = Change(
            command: form.command, digest: form.digest, viewer: .system(on: guest.services.today()),
            at: guest.services.now())
        // The same form sent twice gives the same receipt.
        let receipt = Receipt.text(of: sha256("\(form.command)/\(id)/objection"))
        let address = sha256(guest.address)
        do {
            let path = try await guest.services.database.write { db in
                try Commands.once(change, in: db) { act in
                    try Objections.lodge(
                        on: id, text: fields.text("text"), name: fields.text("name"), contact: fields.text("contact"),
                        receipt: receipt, address: address, act)
                    return "/public/objections?receipt=\(receipt)"
                }
            }
            return .seeOther(path)
        } catch let refusal as ObjectionRefusal {
            return try await self.form(guest, refusal, typed: fields)
        }
    }

    private static func answer(_ guest: Guest) async throws -> Response {
        let receipt = Receipt.plain(guest.query.text("receipt"))
        let found = try await guest.read { db in try Objections.find(receipt: receipt, in: db) }
        let page = PublicAnswerPage(receipt: receipt, row: found)
        return BareLayout(title: "查询异议答复", bodyClass: "public", main: page.main).response()
    }

    /// A file of a published document, where it was published with its files.
    private static func attachment(_ guest: Guest) async throws -> Response {
        let id: DocumentID = guest.id(), file: EvidenceID = guest.id("file")
        let found = try await guest.read { db in try PublicDocuments.attachment(file, of: id, in: db) }
        return try FileDownload(
            url: guest.services.files.url(of: found.hash), name: found.name, mediaType: found.mediaType,
            size: found.size
        ).response
    }
}

/// What somebody who objected is given: sixteen characters in groups of four.
enum Receipt {
    static func text(of hash: String) -> String { String(hash.uppercased().prefix(16)) }

    /// As it was given, however it was typed.
    static func plain(_ typed: String) -> String { String(typed.uppercased().filter { $0.isHexDigit }.prefix(16)) }

    static func grouped(_ receipt: String) -> String {
        var groups: [String] = []
        var rest = receipt[...]
        while !rest.isEmpty {
            groups.append(String(rest.prefix(4)))
            rest = rest.dropFirst(4)
        }
        return groups.joined(separator: "-")
    }
}

/// The form of an objection.
struct PublicObjectionForm {
    let document: Document
    let today: Day
    let command: String
    let typed: Fields
    let problem: String?

    var main: HTML {
        """
        <header class="public-head"><b>\(document.office)</b><p><a href="/public/\(document.id)">\(document.text.title)</a></p></header>
        <main id="main"><h1>提出异议</h1>
        \(Said.error(problem))
        \(isOpen ? form : closed)
        </main>
        <footer class="page-foot"><a href="/public/objections">查询答复</a></footer>
        """
    }

    private var isOpen: Bool { document.publicity?.takesObjections(on: today) ?? false }

    private var closed: HTML {
        let until: HTML? = document.publicity?.until.map { day -> HTML in "公示期已于\(When.html(day))届满，" }
        return "<div class=\"notice\" role=\"status\">\(until)不再接收异议。如有新的情况，请直接联系\(document.office)。</div>"
    }

    private var form: HTML {
        let until: HTML? = document.publicity?.until.map { day -> HTML in "异议接收到\(When.html(day))24时为止。" }
        return """
            <p>\(until)督导机构将调查核实并答复；提交后请记下回执号，凭回执号查询答复。</p>
            <form class="form full" method="post" action="/public/\(document.id)/objection">\
            <input type="hidden" name="command" value="\(command)">
            \(Field("text", "异议内容", value: typed["text"] ?? "", help: "请写明对哪一项有异议、事实和理由，2000字以内。", isRequired: true)
                .area(rows: 8, limit: Objection.textLimit))
            <div class="field-row">\(Field("name", "姓名（可不填）", value: typed["name"] ?? "").text())\
            \(Field("contact", "联系方式（可不填）", value: typed["contact"] ?? "", help: "只供督导机构核实情况时联系，不会公开。").text())</div>
            <div class="form-actions"><button class="primary">提交异议</button></div></form>
            """
    }
}

/// Where a receipt opens the answer.
struct PublicAnswerPage {
    let receipt: String
    let row: ObjectionRow?

    var main: HTML {
        """
        <header class="public-head"><b>公示异议</b><p><a href="/public">督导公示</a></p></header>
        <main id="main"><h1>查询答复</h1>
        \(found)
        <form class="filters" method="get" action="/public/objections"><div class="field search">\
        <label for="receipt">回执号</label><input id="receipt" name="receipt" value="\(Receipt.grouped(receipt))" \
        autocomplete="off"></div><div class="actions"><button>查询</button></div></form>
        </main>
        """
    }

    private var found: HTML {
        guard !receipt.isEmpty else { return "<p>请输入提交异议时给出的回执号。</p>" }
        guard let row else {
            return "<div class=\"notice error\" role=\"alert\">没有找到这个回执号的异议，请核对后再查。</div>"
        }
        let objection = row.objection
        let answer: HTML =
            objection.state == .answered
            ? "<h2>答复</h2><p class=\"prose\">\(objection.answer)</p>"
            : "<p>督导机构正在办理，答复后可在这里查看。</p>"
        return """
            <div class="notice success" role="status"><strong>回执号 \(Receipt.grouped(receipt))</strong>\
            请妥善保存，凭它查询答复。</div>
            <p>对《\(row.title)》的异议，\(When.html(objection.on))提交。\(objection.state.badge)</p>
            <p class="prose">\(objection.text)</p>\(answer)
            """
    }
}
