import Hummingbird
import Office
import Store
import Supervision

/// `/invitations`: other offices ask for our people, and we for theirs.
enum InvitationRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/invitations", CampaignRoutes.office, list)
        site.get("/invitations/export.xlsx", CampaignRoutes.office, export)
        site.get("/invitations/:id", CampaignRoutes.office) { call in try await show(call) }
        site.post("/invitations/:id/answer", CampaignRoutes.office, answer)
        site.post("/invitations/:id/end", CampaignRoutes.office, end)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/invitations", call.query)
        let listing = try await call.read { db in
            try TeamInvitations.list(TeamInvitationFilter(address), address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(InvitationListPage(listing: listing, address: address))
    }

    private static func show(_ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()) async throws
        -> Response
    {
        let id: TeamInvitationID = call.id()
        let row = try await call.read { db in try TeamInvitations.require(id, visibleTo: call.viewer, in: db) }
        let page = InvitationPage(row: row, typed: typed, problem: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func answer(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: TeamInvitationID = call.id()
        let fields = submission.fields
        let agrees = fields.text("answer") == "yes"
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                try TeamInvitations.answer(
                    id, agrees: agrees, reason: fields.text("reason"), version: fields.number("version") ?? 0, act)
                return "/invitations/\(id)?done=answered"
            })
    }

    private static func end(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: TeamInvitationID = call.id()
        return try await call.change(
            submission, again: { try await show(call, $0) },
            { act in
                try TeamInvitations.end(id, of: nil, act)
                return "/invitations/\(id)?done=ended"
            })
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = TeamInvitationFilter(ListAddress("/invitations", call.query))
        let columns: [SheetLayout.Column] = [
            .init("项目", width: 40), .init("邀请方", width: 20), .init("姓名"), .init("编号", kind: .text, width: 16),
            .init("所属督导室", width: 20), .init("身份"), .init("自", kind: .day), .init("至", kind: .day),
            .init("邀请日期", kind: .day), .init("状态"), .init("办理人"), .init("理由", width: 30), .init("督导单位数"),
        ]
        let export = SheetExport(title: "联合督导邀请", columns: columns) { page in
            try await call.read { db in try TeamInvitations.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [
                .text(row.campaignName), .text(row.askerName), .text(row.personName), .text(row.personCode),
                .text(row.homeName), .text(row.capacity.label), .day(row.from.text), .day(row.until.text),
                .day(row.askedOn.text), .text(row.state.label), .text(row.decidedByName),
                .text(row.reason.isEmpty ? row.basis : row.reason), .integer(row.units),
            ]
        }
        return try await export.response(named: "联合督导邀请")
    }
}

extension TeamInvitationFilter {
    init(_ address: ListAddress) {
        self.init()
        isOwn = address.filter("side") == "own"
        isDirect = address.filter("own") == "1"
        state = address.filter("state")
        text = address.filter("q")
        let order = address.sort(["-asked", "asked", "person", "until"])
        sort = order.column
        isDescending = order.isDescending
    }
}

/// What an office was asked for, or asked for itself.
struct InvitationListPage: Page {
    let listing: Listing<TeamInvitation>
    let address: ListAddress

    var title: String { "联合督导" }
    var section: String { "/invitations" }
    private var isOwn: Bool { address.filter("side") == "own" }

    var main: HTML {
        let head = PageHead(title, subtitle: "督学参加其他督导室的项目：谁邀请、谁同意、从哪天到哪天、督导几个单位。")
        return """
            \(head.html)
            <nav class="tabs" aria-label="联合督导">\(tab("", "借出：其他督导室邀请本室"))\(tab("own", "借入：本室邀请的人"))</nav>
            \(FilterBar(address, filters).html)
            \(table)
            """
    }

    private func tab(_ side: String, _ title: String) -> HTML {
        let current: HTML? = (side == "own") == isOwn ? " aria-current=\"page\"" : nil
        return "<a href=\"\(side.isEmpty ? "/invitations" : "/invitations?side=own")\"\(current)>\(title)</a>"
    }

    private var filters: [HTML] {
        let side: HTML = isOwn ? "<input type=\"hidden\" name=\"side\" value=\"own\">" : .empty
        return [
            side, FilterBar.search(address, hint: "姓名或项目"),
            FilterBar.choice(
                address, "state", "状态", TeamInvitation.State.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: HTML {
        let told: HTML =
            isOwn
            ? "在督导项目的“督导组 — 可派人员”里可以邀请其他督导室的督学，或登记借调人员。" : "其他督导室邀请本室督学参加联合督导时，会列在这里和工作台上。"
        return Ledger(
            [
                .init("姓名", sort: "person"), .init("项目"), .init(isOwn ? "所属督导室" : "邀请方"), .init("身份"),
                .init("起止", sort: "until", kind: "date"), .init("邀请日期", sort: "asked", kind: "date"),
                .init("状态"), .init("督导单位", kind: "num"),
            ], listing, at: address, unit: "项", exportPath: "/invitations/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有联合督导邀请</strong>\(told)</div>", row: row
        ).html
    }

    private func row(_ row: TeamInvitation) -> HTML {
        let path = isOwn ? "/campaigns/\(row.campaign)/people" : "/invitations/\(row.id)"
        return """
            <tr>\(Ledger.cell("姓名", "<a href=\"\(path)\">\(row.personName)</a><small>\(row.personCode)</small>", kind: "lead"))\
            \(Ledger.cell("项目", "\(row.campaignName)"))\
            \(Ledger.cell(isOwn ? "所属督导室" : "邀请方", "\(isOwn ? row.homeName : row.askerName)"))\
            \(Ledger.cell("身份", "\(row.capacity.label)"))\
            \(Ledger.cell("起止", "\(When.html(row.from))至<br>\(When.html(row.until))", kind: "date"))\
            \(Ledger.cell("邀请日期", When.html(row.askedOn), kind: "date"))\(Ledger.cell("状态", row.badge))\
            \(Ledger.cell("督导单位", "\(row.units)", kind: "num"))</tr>
            """
    }
}

/// One invitation, to be answered.
struct InvitationPage: Page {
    let row: TeamInvitation
    let typed: Fields
    let problem: String?

    var title: String { "邀请\(row.personName)参加联合督导" }
    var section: String { "/invitations" }
    private var path: String { "/invitations/\(row.id)" }

    var main: HTML {
        let decided: HTML? = row.decidedOn.map { day in
            "<dt>办理</dt><dd>\(row.decidedByName)，\(When.html(day))\(row.reason.isEmpty ? "" : "：\(row.reason)")</dd>"
        }
        return """
            \(PageHead(title, crumbs: [("联合督导", "/invitations")], badge: row.badge).html)
            \(Said.error(problem))
            <section class="section"><dl class="facts"><dt>项目</dt><dd>\(row.campaignName)</dd>
            <dt>邀请方</dt><dd>\(row.askerName)督导室</dd><dt>督学</dt><dd>\(row.personName) \(row.personCode)</dd>
            <dt>身份</dt><dd>\(row.capacity.label)</dd>
            <dt>起止</dt><dd>\(When.html(row.from))至\(When.html(row.until))；到期后自动看不到所督导的单位</dd>
            <dt>说明</dt><dd>\(row.note.isEmpty ? "—" : row.note)</dd><dt>邀请日期</dt><dd>\(When.html(row.askedOn))</dd>
            <dt>督导单位</dt><dd>\(row.units) 个</dd>\(decided)</dl></section>
            \(row.state == .asked ? form : nil)\(row.state == .agreed ? ending : nil)
            """
    }

    private var form: HTML {
        """
        <section class="section"><h2>答复</h2><form class="form" method="post" action="\(path)/answer">\(FormSeal())
        <input type="hidden" name="version" value="\(row.version)">
        \(Field("reason", "理由", value: typed["reason"] ?? "", help: "不同意时必填。").area(rows: 3, limit: 500))
        <div class="form-actions"><button class="primary" name="answer" value="yes">同意</button>\
        <button name="answer" value="no">不同意</button></div></form></section>
        """
    }

    private var ending: HTML {
        """
        <form class="form" method="post" action="\(path)/end" \
        data-confirm="“\(row.personName)”自今日起不再参加该项目，也不能再看到所督导的单位。" data-confirm-label="收回">\(FormSeal())\
        <div class="form-actions"><button class="danger">收回</button></div></form>
        """
    }
}
