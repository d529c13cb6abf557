import Hummingbird
import SQLCore
import Store
import Supervision

/// `/public/results`: results as anybody reads and answers them, without an account.
enum PublicResultRoutes {
    static func register(on site: inout Sitemap) {
        site.open("/public/results", list)
        site.open("/public/results/:id") { guest in try await show(guest) }
        site.openPost("/public/results/:id/feedback", give)
    }

    private static func list(_ guest: Guest) async throws -> Response {
        let address = ListAddress("/public/results", guest.query)
        let day = guest.services.today()
        let listing = try await guest.read { db in try ResultNotices.shown(address.page, on: day, in: db) }
        let page = PublicResultListPage(
            listing: listing, address: address, office: try await guest.office(), today: day)
        return BareLayout(title: "结果公示", bodyClass: "public", main: page.main).response()
    }

    private static func show(
        _ guest: Guest, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let id: ResultNoticeID = guest.id()
        let receipt = guest.query.text("receipt").uppercased()
        let (record, found) = try await guest.read { db in
            let record = try ResultNotices.requireShown(id, in: db)
            return (record, receipt.isEmpty ? nil : try ResultFeedbacks.find(receipt: receipt, on: id, in: db))
        }
        let page = PublicResultPage(
            record: record, today: guest.services.today(), command: guest.services.newID(), receipt: receipt,
            isNew: guest.query["given"] != nil, found: found, typed: typed, problem: refusal?.message)
        return BareLayout(title: record.notice.title, bodyClass: "public", main: page.main)
            .response(status: refusal?.status ?? .ok)
    }

    private static func give(_ guest: Guest, _ submission: Submission) async throws -> Response {
        let (id, fields): (ResultNoticeID, Fields) = (guest.id(), submission.fields)
        let day = guest.services.today()
        let origin = sha256("\(guest.address)/\(id)/\(day.text)")
        let change = Change(
            command: submission.command, digest: submission.digest, viewer: .system(on: day), at: guest.services.now())
        do {
            let receipt = try await guest.services.database.write { db in
                try Commands.once(change, in: db) { act in
                    try ResultFeedbacks.give(
                        ResultFeedback.Stance(rawValue: fields.text("stance")) ?? .suggest, text: fields.text("text"),
                        author: fields.text("author"), contact: fields.text("contact"), to: id, origin: origin, act)
                }
            }
            return .seeOther("/public/results/\(id)?given=1&receipt=\(receipt)#receipt")
        } catch let refusal as any Refusal where refusal.kind != .notFound {
            return try await show(guest, refusal, typed: fields)
        }
    }
}

/// The notices that were shown in the last year.
struct PublicResultListPage {
    let listing: Listing<ResultNoticeRecord>
    let address: ListAddress
    let office: String
    let today: Day

    var main: HTML {
        """
        <header class="public-head"><b>\(office)</b><p><a href="/public">督导报告公示</a></p></header>
        <main id="main"><h1>评价结果公示</h1>
        \(table.html)
        </main>
        <footer class="page-foot"><a href="/login">工作人员登录</a></footer>
        """
    }

    private var table: Ledger {
        Ledger(
            [.init("公示", kind: "long"), .init("公示日期", kind: "date"), .init("截止", kind: "date"), .init("状态")], listing,
            at: address, unit: "份", empty: "<div class=\"empty\"><strong>现在没有结果公示</strong></div>"
        ) { record in
            let one = record.notice
            let title: HTML = "<a href=\"/public/results/\(record.id)\">\(one.title)</a><small>\(record.office)</small>"
            return """
                <tr>\(Ledger.cell("公示", title, kind: "long lead"))\
                \(Ledger.cell("公示日期", one.publishedOn.map { When.html($0) } ?? "", kind: "date"))\
                \(Ledger.cell("截止", one.until.map { When.html($0) } ?? "待定", kind: "date"))\
                \(Ledger.cell("状态", one.badge(on: today)))</tr>
                """
        }
    }
}

/// One notice as anybody reads it; what others said stays inside.
struct PublicResultPage {
    let record: ResultNoticeRecord
    let today: Day
    /// Makes a double click one word.
    let command: String
    let receipt: String
    let isNew: Bool
    let found: ResultFeedbackRow?
    let typed: Fields
    let problem: String?

    private var notice: ResultNotice { record.notice }

    var main: HTML {
        """
        <header class="public-head"><b>\(record.office)</b><p><a href="/public/results">评价结果公示</a></p></header>
        <main id="main"><h1>\(notice.title)</h1>
        <p class="subtitle">\(notice.publishedOn.map { When.html($0) })起公示\(notice.days)个工作日\
        \(notice.until.map { "，\(When.html($0))截止" as HTML })</p>
        \(Said.error(problem))
        <p class="prose">\(notice.body)</p>
        \(notice.table)
        \(answer)
        \(notice.isOpen(on: today) ? form : closed)
        \(lookup)</main>
        <footer class="page-foot">其他反映方式：\(notice.contact)</footer>
        """
    }

    private var answer: HTML? {
        guard !receipt.isEmpty else { return nil }
        guard let found else {
            return "<div class=\"notice warning\" id=\"receipt\" role=\"status\">没有这个回执编号的意见，请核对后再查。</div>"
        }
        let one = found.feedback
        let given: HTML =
            isNew
            ? "<strong>意见已收到</strong>回执编号 <b class=\"hash\">\(one.receipt)</b>，请记下来，凭它在本页查询答复。"
            : "<strong>回执 \(one.receipt)</strong>\(When.html(one.givenOn))提交：\(one.text)"
        let told: HTML =
            one.answeredOn.map { day -> HTML in
                "<p>\(When.html(day))答复（\(one.outcome?.label ?? "")）：\(one.answer)</p>"
            } ?? "<p>正在核实，尚未答复。</p>"
        return "<div class=\"notice success\" id=\"receipt\" role=\"status\">\(given)\(isNew ? nil : told)</div>"
    }

    private var form: HTML {
        let stances = [ResultFeedback.Stance.object, .suggest].map { Choice($0.rawValue, $0.label) }
        return """
            <section class="section"><h2>反映意见</h2><form class="form" method="post" action="/public/results/\(record.id)/feedback">\
            <input type="hidden" name="command" value="\(command)">\
            \(Field("stance", "意见类型", value: typed["stance"] ?? "object").select(stances))\
            \(Field("text", "具体意见和理由", value: typed["text"] ?? "", help: "请写明单位、事实和依据。", isRequired: true).area(rows: 5, limit: ResultFeedback.limit))\
            <div class="field-row">\(Field("author", "姓名（可不填）", value: typed["author"] ?? "").text())\
            \(Field("contact", "联系方式（可不填）", value: typed["contact"] ?? "", help: "只有承办人能看到，仅用于核实。").text())</div>\
            <div class="form-actions"><button class="primary">提交</button></div></form></section>
            """
    }

    private var closed: HTML { "<p class=\"muted\">公示期已满，不再接受意见。</p>" }

    private var lookup: HTML {
        """
        <section class="section"><h2>查询答复</h2><form class="filters" method="get" action="/public/results/\(record.id)">\
        <div class="field"><label for="receipt-field">回执编号</label><input id="receipt-field" name="receipt" value="\(isNew ? "" : receipt)"></div>\
        <div class="actions"><button>查询</button></div></form></section>
        """
    }
}
