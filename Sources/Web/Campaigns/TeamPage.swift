import Store
import Supervision

/// The units of a campaign with their teams, and the people who can be sent.
struct TeamPage: Page {
    let record: CampaignRecord
    let list: UnitTeamList
    let address: ListAddress
    let pool: TeamPool
    let hasProposal: Bool
    let canAct: Bool
    let day: Day
    /// What was chosen, when it was refused.
    let typed: Fields?
    let problem: String?

    var title: String { "督导组" }
    var section: String { "/campaigns" }

    private var path: String { "/campaigns/\(record.id)" }
    private var isOpen: Bool { canAct && [.drawn, .running].contains(record.campaign.state) }

    var main: HTML {
        let crumbs = [("督导项目", "/campaigns"), (record.name, path)]
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: told, actions: actions).html)
            \(Said.error(problem))
            \(hasProposal && isOpen ? waiting : nil)
            \(list.units == 0 ? TeamPage.nothingDrawn : content)
            """
    }

    private static let nothingDrawn: HTML = """
        <div class="empty"><strong>还没有抽取单位</strong>先冻结名单并抽取，再组成督导组。</div>
        """

    private var told: HTML {
        let state: HTML =
            list.missing + list.wrong == 0
            ? "每个单位都有了督导组。"
            : "还有 <strong><a href=\"\(path)/teams?state=missing\">\(list.missing)</a></strong> 个单位没有督导组\(wrong)。"
        return "\(state)\(record.campaign.manner.label)，每组\(list.rule.text)。"
    }

    private var wrong: HTML? {
        list.wrong > 0 ? "，<a href=\"\(path)/teams?state=wrong\">\(list.wrong)</a> 个督导组不合规定" : nil
    }

    private var waiting: HTML {
        """
        <div class="notice" role="status"><strong>有一份分组方案等待采用</strong>
        <a class="button" href="\(path)/teams/proposal">查看分组方案</a></div>
        """
    }

    private var actions: HTML {
        let start: HTML? =
            isOpen && list.units > 0 && list.missing + list.wrong == 0 && record.campaign.state == .drawn
            ? "<a class=\"button primary\" href=\"\(path)\">去启动项目</a>" : nil
        let propose: HTML? = isOpen ? "<a class=\"button\" href=\"\(path)/teams/proposal\">自动分组</a>" : nil
        return "\(propose)<a class=\"button\" href=\"\(path)/people\">可派人员</a>\(start)"
    }

    private var content: HTML {
        let filters = FilterBar(address, self.filters).html
        guard isOpen, !pool.people.isEmpty else {
            let none: HTML? =
                isOpen
                ? Said.warning("本室还没有可派的人：请先在“督学”里登记，由系统管理员开通专家账号，或在“可派人员”里邀请其他督导室的督学。")
                : nil
            return "\(none)\(filters)\(table)\(size)"
        }
        return """
            \(filters)<form method="post" action="\(path)/teams">\(FormSeal())<div class="columns"><div>\(table)</div>\
            <div>\(chooser)</div></div></form>\(size)
            """
    }

    private var filters: [HTML] {
        let states = [
            Choice("missing", "没有督导组"), Choice("wrong", "不合规定"), Choice("gone", "有人到期"), Choice("good", "合规定"),
        ]
        return [
            FilterBar.search(address, hint: "单位或代码"), FilterBar.choice(address, "state", "督导组", states),
            FilterBar.choice(address, "stratum", "层", list.strata.map { Choice($0, $0) }),
            FilterBar.choice(address, "member", "组员", pool.people.map { Choice($0.id.rawValue, $0.name) }),
        ]
    }

    private var table: HTML {
        Ledger(
            [
                .init("单位", sort: "name"), .init("代码", sort: "code", kind: "code"), .init("层", sort: "stratum"),
                .init("组长"), .init("组员", sort: "size"),
            ], list.listing, at: address, unit: "个", exportPath: "\(path)/teams/export.xlsx",
            empty: """
                <div class="empty"><strong>没有符合条件的单位</strong>换个条件，或<a href="\(path)/teams">查看全部</a>。</div>
                """, row: row
        ).html
    }

    private func row(_ unit: UnitTeam) -> HTML {
        let ticked =
            typed?.all("unit").contains(unit.inspection.rawValue)
            ?? (unit.members.isEmpty && list.missing < list.units)
        let checked: HTML? = ticked ? " checked" : nil
        let box: HTML? =
            isOpen && !unit.isConfirmed
            ? "<input type=\"checkbox\" name=\"unit\" value=\"\(unit.inspection)\"\(checked)> " : nil
        let lead = unit.members.first { $0.isLead }
        let problem: HTML? = unit.members.isEmpty ? nil : unit.refusal(under: list.rule).map { Self.wrong($0) }
        return """
            <tr>\(Ledger.cell("单位", "<label class=\"choice\">\(box)<span>\(unit.name)</span></label>\(problem)", kind: "lead"))\
            \(Ledger.cell("代码", "\(unit.code)", kind: "code"))\(Ledger.cell("层", "\(unit.stratum)"))\
            \(Ledger.cell("组长", lead.map { TeamMemberLine.html($0, on: day) } ?? Badge.html("未分派", .warn)))\
            \(Ledger.cell("组员", .joined(unit.members.filter { !$0.isLead }.map { TeamMemberLine.html($0, on: day) })))</tr>
            """
    }

    private static func wrong(_ refusal: TeamRefusal) -> HTML {
        "<small class=\"late-text\">\(refusal.message)</small>"
    }

    private var chooser: HTML {
        """
        <section class="section"><h2>分派给勾选的单位</h2>
        \(TeamChooser(pool: pool, rule: list.rule, unit: nil, wish: nil, typed: typed ?? Fields()).html)
        <p class="help">已有督导组的单位会换成新组，退出的人即刻不能再看到该单位的督导。</p>
        <div class="form-actions"><button class="primary">分派</button></div></section>
        """
    }

    /// Only an evaluation leaves the number to the office.
    private var size: HTML? {
        guard isOpen, record.campaign.kind == .evaluation, record.campaign.manner == .announced else { return nil }
        return """
            <section class="section"><h2>每组人数</h2><form class="form" method="post" action="\(path)/teams/size">\(FormSeal())
            \(Field("least", "每组至少几人", value: typed?["least"] ?? "\(list.rule.people.lowerBound)",
                help: "评估认定的人数由督导室确定；专项督导和综合督导按条例不少于三名督学。").text(type: "number", isShort: true))
            <div class="form-actions"><button>保存</button></div></form></section>
            """
    }
}

/// A member with what they are here as, and until when they see the unit.
enum TeamMemberLine {
    static func html(_ member: TeamMember, on day: Day) -> HTML {
        let capacity: HTML? =
            member.capacity == .inspector ? nil : " <span class=\"muted\">\(member.capacity.label)</span>"
        return "<span class=\"nowrap\">\(member.name)\(capacity)</span>\(span(member, on: day)) "
    }

    static func span(_ member: TeamMember, on day: Day) -> HTML? {
        guard let until = member.until else { return nil }
        if until < day { return " \(Badge.html("已到期", .late))" }
        if let from = member.from, from > day { return " <small class=\"muted\">\(from.chinese)起</small>" }
        // A year after the campaign's end says nothing; a loan's last day does.
        guard day.distance(to: until) < 366 else { return nil }
        return " <small class=\"muted\">可查看至\(until.chinese)</small>"
    }
}
