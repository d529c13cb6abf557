import Hummingbird
import Office
import Store
import Supervision

/// `/outbox`: what leaves the house, for who looks after the platform; what a message says is not theirs to read.
enum OutboxRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/outbox", .roles([.admin]), list)
        site.get("/outbox/export.xlsx", .roles([.admin]), export)
        site.post("/outbox/:id/retry", .roles([.admin])) { call, sent in
            let id: Identifier<OutboxDraft> = call.id()
            return try await call.change(sent) { act in
                try Outbox.retry(id, act)
                return "/outbox?done=resend"
            }
        }
        site.post("/outbox/:id/discard", .roles([.admin])) { call, sent in
            let id: Identifier<OutboxDraft> = call.id()
            return try await call.change(sent) { act in
                try Outbox.discard(id, act)
                return "/outbox?done=discardedMessage"
            }
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/outbox", call.query)
        let viewer = call.viewer
        let page = try await call.read { db in
            OutboxPage(
                listing: try Outbox.list(OutboxFilter(address), address.page, visibleTo: viewer, in: db),
                address: address, isMailSet: try MailSettings.load(in: db).isSet)
        }
        return call.page(page)
    }

    private static func export(_ call: Call) async throws -> Response {
        let viewer = call.viewer
        let filter = OutboxFilter(ListAddress("/outbox", call.query))
        let columns: [SheetLayout.Column] = [
            .init("建立时间", width: 20), .init("方式"), .init("用途"), .init("收件人", width: 30), .init("标题", width: 40),
            .init("状态"), .init("尝试次数"), .init("发出时间", width: 20), .init("原因", width: 50),
        ]
        let sheet = SheetExport(title: "发件箱", columns: columns) { page in
            try await call.read { db in try Outbox.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { row in
            [
                .text(row.createdAt.chinese), .text(row.channel.label), .text(row.purpose.label), .text(row.recipient),
                .text(row.subject), .text(row.state.label), .integer(row.attempts),
                row.sentAt.map { .text($0.chinese) } ?? .empty, .text(row.error),
            ]
        }
        return try await sheet.response(named: "发件箱")
    }
}

extension OutboxFilter {
    init(_ address: ListAddress) {
        self.init(state: Delivery.State(rawValue: address.filter("state")))
        channel = OutboxDraft.Channel(rawValue: address.filter("channel"))
        purpose = OutboxDraft.Purpose(rawValue: address.filter("purpose"))
        text = address.filter("q")
        (sort, isDescending) = address.sort(OutboxFilter.sorts)
    }
}

struct OutboxPage: Page {
    let listing: Listing<OutboxRow>
    let address: ListAddress
    let isMailSet: Bool

    var title: String { "发件箱" }
    var section: String { "/outbox" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "系统发出的邮件和群机器人消息。失败的自动重试，约一天内共\(Delivery.mostAttempts)次；这里不显示内容。",
            actions: "<a class=\"button\" href=\"/settings/mail\">邮件设置</a>").html)
        \(isMailSet ? nil : unset)
        \(FilterBar(address, filters).html)
        \(table.html)
        """
    }

    private var unset: HTML {
        """
        <div class="notice warning" role="status">未设置邮件服务器，邮件暂存不发。请在<a href="/settings/mail">邮件设置</a>中填写；\
        超过两天的每日提醒届时不再补发。</div>
        """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "收件人或标题"),
            FilterBar.choice(address, "state", "状态", Delivery.State.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "channel", "方式", OutboxDraft.Channel.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "purpose", "用途", OutboxDraft.Purpose.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: Ledger {
        let empty: HTML = """
            <div class="empty"><strong>没有符合条件的消息</strong><p>有人到了提醒时间，或督导室登记了群机器人，消息会出现在这里。</p></div>
            """
        return Ledger(
            [
                .init("建立时间", sort: "created", kind: "date"), .init("收件人", sort: "recipient"),
                .init("标题", kind: "long"), .init("状态"), .init("尝试", sort: "attempts", kind: "num"),
                .init("下次或发出", kind: "date"), .init("", kind: "actions"),
            ], listing, at: address, unit: "条", exportPath: "/outbox/export.xlsx", empty: empty, row: row)
    }

    private func row(_ row: OutboxRow) -> HTML {
        let error: HTML? = row.error.isEmpty ? nil : "<small class=\"late-text\">\(row.error)</small>"
        let when: HTML =
            row.sentAt.map { When.html($0) } ?? (row.state == .failed ? When.html(row.nextAt) : "—")
        return """
            <tr class="\(row.state == .givenUp ? "late" : row.state == .discarded ? "closed" : "")">\
            \(Ledger.cell("建立时间", When.html(row.createdAt), kind: "date"))\
            \(Ledger.cell("收件人", "\(row.recipient)<small>\(row.channel.label) · \(row.purpose.label)</small>"))\
            \(Ledger.cell("标题", "\(row.subject)\(error)", kind: "long lead"))\(Ledger.cell("状态", row.state.badge))\
            \(Ledger.cell("尝试", "\(row.attempts)", kind: "num"))\(Ledger.cell("下次或发出", when, kind: "date"))\
            \(Ledger.cell("", actions(row), kind: "actions"))</tr>
            """
    }

    private func actions(_ row: OutboxRow) -> HTML {
        guard row.state.isStuck, !(row.purpose == .verification && row.state == .givenUp) else { return "" }
        let retry: HTML? =
            row.state == .queued
            ? nil
            : """
            <form class="inline" method="post" action="/outbox/\(row.id)/retry">\(FormSeal())\
            <button class="small">重发</button></form>
            """
        return """
            \(retry)<form class="inline" method="post" action="/outbox/\(row.id)/discard">\(FormSeal())\
            <button class="small danger" data-confirm="丢弃后不再发送，记录保留。" data-confirm-title="丢弃这条消息？" \
            data-confirm-label="丢弃">丢弃</button></form>
            """
    }
}
