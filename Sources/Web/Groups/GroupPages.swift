import Store
import Supervision

/// The list of groups.
struct GroupsPage: Page {
    let listing: Listing<GroupLine>
    let address: ListAddress
    let canKeep: Bool

    var title: String { "集团与学区" }
    var section: String { "/groups" }

    var main: HTML {
        let action: HTML? = canKeep ? "<a class=\"button primary\" href=\"/groups/new\">新建</a>" : nil
        return """
            \(PageHead(title, subtitle: "教育集团、学区、学校联盟及其成员，成员关系自哪天起、到哪天止。", actions: action).html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "名称"),
            FilterBar.choice(
                address, "kind", "类型", OrganisationGroup.Kind.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "state", "状态", [Choice("all", "包括已结束的")], all: "现有的"),
        ]
    }

    private var table: Ledger {
        let help: HTML = canKeep ? "可以<a href=\"/groups/new\">新建一个</a>，再加入成员。" : "由督导室维护。"
        return Ledger(
            [
                .init("名称", sort: "name"), .init("类型"), .init("牵头校"), .init("现有成员", sort: "members", kind: "num"),
                .init("成立", sort: "from", kind: "date"), .init("结束", kind: "date"),
            ], listing, at: address, unit: "个", exportPath: "/groups/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有符合条件的集团或学区</strong>\(help)</div>"
        ) { line in
            let until: HTML = line.until.map { When.html($0) } ?? "—"
            return """
                <tr>\(Ledger.cell("名称", "<a href=\"/groups/\(line.id)\">\(line.name)</a>", kind: "lead"))\
                \(Ledger.cell("类型", "\(line.kind.label)"))\(Ledger.cell("牵头校", "\(line.leadName)"))\
                \(Ledger.cell("现有成员", "<a href=\"/organisations?group=\(line.id)\">\(line.members)</a> 所", kind: "num"))\
                \(Ledger.cell("成立", When.html(line.from), kind: "date"))\(Ledger.cell("结束", until, kind: "date"))</tr>
                """
        }
    }
}

/// One group with its members.
struct GroupPage: Page {
    let group: OrganisationGroup
    let members: [MemberLine]
    /// Of its members today; nil for those who do not see the ledger.
    let openFindings: Int?
    let today: Day
    let canKeep: Bool
    let typed: Fields
    let problem: String?

    var title: String { group.name }
    var section: String { "/groups" }

    private var path: String { "/groups/\(group.id)" }
    private var isOpen: Bool { group.validity.until.map { $0 >= today } ?? true }

    var main: HTML {
        let action: HTML? = canKeep ? "<a class=\"button\" href=\"\(path)/edit\">修改</a>" : nil
        let count = members.filter { isMember($0) }.count
        return """
            \(PageHead(title, crumbs: [("集团与学区", "/groups")], badge: isOpen ? Badge.html("现有", .good) : Badge.html("已结束"),
                subtitle: "\(group.kind.label) · \(group.validity.chinese)", actions: action).html)
            \(Said.error(problem))
            <dl class="figures"><div><dt>现有成员</dt><dd><a href="/organisations?group=\(group.id)">\(count)<small>所</small></a></dd></div>\
            \(openFindings.map(findings))</dl>
            \(group.note.isEmpty ? nil : "<p class=\"prose\">\(group.note)</p>" as HTML)
            <section class="section"><div class="section-head"><h2>成员</h2><a href="\(path)/members.xlsx">导出 XLSX</a></div>
            \(members.isEmpty ? "<div class=\"empty\"><strong>还没有成员</strong></div>" as HTML : table)</section>
            \(canKeep && isOpen ? adding : nil)
            """
    }

    private func findings(_ count: Int) -> HTML {
        """
        <div><dt>成员的未销号问题</dt><dd><a href="/findings?group=\(group.id)">\(count)<small>条</small></a></dd></div>
        """
    }

    private func isMember(_ line: MemberLine) -> Bool { line.from <= today && (line.until.map { $0 >= today } ?? true) }

    private var table: HTML {
        let rows = members.map { line -> HTML in
            let lead: HTML? = line.isLead ? " \(Badge.html("牵头", .active))" : nil
            let until: HTML = line.until.map { When.html($0) } ?? end(line)
            return """
                <tr\(isMember(line) ? nil : " class=\"closed\"" as HTML)>\
                \(Ledger.cell("单位", "<a href=\"/organisations/\(line.organisation)\">\(line.name)</a>\(lead)", kind: "lead"))\
                \(Ledger.cell("标识码", "\(line.code)", kind: "code"))\(Ledger.cell("类型", "\(line.kind.label)"))\
                \(Ledger.cell("加入", When.html(line.from), kind: "date"))\(Ledger.cell("退出", until, kind: "date"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">单位</th><th scope="col" class="code">标识码</th>\
            <th scope="col">类型</th><th scope="col" class="date">加入</th><th scope="col" class="date">退出</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }

    private func end(_ line: MemberLine) -> HTML {
        guard canKeep else { return "现在" }
        return """
            <form class="inline" method="post" action="\(path)/members/\(line.id)/end">\(FormSeal())\
            <button class="small" data-confirm="“\(line.name)”自今日起退出，记录保留。" data-confirm-title="退出？" \
            data-confirm-label="退出">退出</button></form>
            """
    }

    private var adding: HTML {
        """
        <section class="section"><h2>加入成员</h2>
        <form class="form" method="post" action="\(path)/members">\(FormSeal())
        \(Field("members", "单位", value: typed.text("members"), help: "代码或全称，每行一个，可以一次粘贴多个。", isRequired: true).area(
            rows: 4, limit: 20_000))
        \(Field("from", "自", value: typed.text("from"), isRequired: true).date())
        <div class="form-actions"><button class="primary">加入</button></div></form></section>
        """
    }
}
