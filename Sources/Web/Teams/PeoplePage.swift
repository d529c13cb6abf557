import Store
import Supervision

/// Everybody who may be sent out for a campaign: the own inspectors and experts, seconded staff, people of other offices.
struct PeoplePage: Page {
    let record: CampaignRecord
    let pool: TeamPool
    let invitations: [TeamInvitation]
    let address: ListAddress
    let canAct: Bool
    let day: Day
    let typed: Fields
    let problems: [String: String]
    let problem: String?

    var title: String { "可派人员" }
    var section: String { "/campaigns" }
    private var path: String { "/campaigns/\(record.id)" }
    private var isOpen: Bool { canAct && record.campaign.state != .finished }

    var main: HTML {
        let crumbs = [("督导项目", "/campaigns"), (record.name, path), ("督导组", "\(path)/teams")]
        let told: HTML = """
            本室在聘的督学和专家自动列入；其他督导室的督学经其督导室同意或由上级督导室指派后列入，只能看到所督导的单位，到期即止。
            """
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: told).html)
            \(Said.error(problem))
            \(FilterBar(address, filters).html)
            \(table)
            <section class="section"><h2>联合督导和借调</h2>\(joined)</section>
            \(isOpen ? form : nil)
            """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "姓名、编号或工作单位"),
            FilterBar.choice(
                address, "capacity", "身份", TeamCapacity.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: HTML {
        let people = PeopleFilter(address).sorted(pool)
        let page = address.page
        let listing = Listing(
            rows: Array(people.dropFirst(page.offset).prefix(page.size)), total: people.count, page: page)
        let empty: HTML = """
            <div class="empty"><strong>没有可派的人</strong>请在<a href="/inspectors">督学</a>里登记，或在下面邀请其他督导室的督学。</div>
            """
        return Ledger(
            [
                .init("姓名", sort: "name"), .init("编号", sort: "code", kind: "code"), .init("身份"), .init("工作单位"),
                .init("来源"), .init("可派"), .init("承担单位", sort: "load", kind: "num"),
            ], listing, at: address, unit: "人", exportPath: "\(path)/people/export.xlsx", empty: empty, row: row
        ).html
    }

    private func row(_ person: TeamPerson) -> HTML {
        let obstacle = pool.obstacle(of: person, at: "", asking: nil)
        let state: HTML =
            obstacle.map { Badge.html($0.text, .late) } ?? person.stay.map { "\($0.chinese)" }
            ?? Badge.html("可派", .good)
        let load: HTML =
            person.load == 0
            ? "0" : "<a href=\"\(path)/teams?member=\(person.id)\">\(person.load)</a>"
        let level: HTML? = person.level.map { "<small>\($0.label)</small>" }
        return """
            <tr>\(Ledger.cell("姓名", "\(person.name)", kind: "lead"))\(Ledger.cell("编号", "\(person.code)", kind: "code"))\
            \(Ledger.cell("身份", "\(person.capacity.label)\(level)"))\(Ledger.cell("工作单位", "\(person.employer)"))\
            \(Ledger.cell("来源", "\(person.note.isEmpty ? "本室" : person.note)"))\(Ledger.cell("可派", state))\
            \(Ledger.cell("承担单位", load, kind: "num"))</tr>
            """
    }

    private var joined: HTML {
        guard !invitations.isEmpty else { return "<p class=\"muted\">还没有邀请其他督导室的督学，也没有借调人员。</p>" }
        let rows = invitations.map { invitation -> HTML in
            let end: HTML? =
                isOpen && [.asked, .agreed].contains(invitation.state)
                ? """
                <form class="inline" method="post" action="\(path)/people/\(invitation.id)/end" \
                data-confirm="“\(invitation.personName)”自今日起不再参加本项目，也不能再看到所督导的单位。" data-confirm-label="结束">\(FormSeal())\
                <button class="small quiet">结束</button></form>
                """ : nil
            return """
                <tr>\(Ledger.cell("姓名", "\(invitation.personName)", kind: "lead"))\
                \(Ledger.cell("身份", "\(invitation.capacity.label)"))\
                \(Ledger.cell("所属督导室", "\(invitation.homeName)<small>\(invitation.basis)</small>"))\
                \(Ledger.cell("自", When.html(invitation.from), kind: "date"))\
                \(Ledger.cell("至", When.html(invitation.until), kind: "date"))\
                \(Ledger.cell("状态", "\(invitation.badge)<small>\(invitation.reason)</small>"))\
                \(Ledger.cell("督导单位", "\(invitation.units)", kind: "num"))\(Ledger.cell("", "\(end)", kind: "actions"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">姓名</th><th scope="col">身份</th><th scope="col">所属督导室</th>\
            <th scope="col" class="date">自</th><th scope="col" class="date">至</th><th scope="col">状态</th>\
            <th scope="col" class="num">督导单位</th><th scope="col" class="actions"></th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private var form: HTML {
        let ways = [Choice("joint", "邀请其他督导室的督学"), Choice("seconded", "登记本室借调人员")]
        let campaign = record.campaign
        return """
            <section class="section"><h2>邀请或登记</h2>
            <form class="form" method="post" action="\(path)/people" data-draft="invitation-\(record.id)">\(FormSeal())
            <div class="field-row">\(field("way", "方式").select(ways))\
            \(field("person", "督学编号或姓名", help: "借调人员须先有评估专家账号，填姓名或登录名。", isRequired: true).text())\
            \(field("region", "对方督导室所在地", help: "区划代码或名称；登记本室借调人员时不填。").text(hint: "如：500113"))</div>
            <div class="field-row">\(Field("from", "自", value: typed["from"] ?? max(day, campaign.startsOn).text,
                problem: problems["from"], isRequired: true).date())\
            \(Field("until", "至", value: typed["until"] ?? campaign.endsOn.text, problem: problems["until"],
                isRequired: true).date())</div>
            \(field("note", "说明").area(rows: 2, limit: 500))
            <div class="form-actions"><button class="primary">提交</button></div></form></section>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(
            name, label, value: typed[name] ?? "", problem: problems[name], help: help, isRequired: isRequired)
    }
}

extension TeamInvitation {
    var badge: HTML {
        switch state {
        case .asked: Badge.html(state.label, .warn)
        case .agreed: Badge.html(state.label, .good)
        case .refused: Badge.html(state.label, .late)
        case .ended: Badge.html(state.label)
        }
    }
}
