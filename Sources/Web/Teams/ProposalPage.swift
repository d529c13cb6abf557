import SQLCore
import Store
import Supervision

/// Teams proposed for a campaign's units: what was asked, what came of it, and what is in the way.
struct ProposalPage: Page {
    let record: CampaignRecord
    let rule: TeamRule
    let proposal: TeamProposalRecord?
    let listing: Listing<ProposedUnit>
    /// By unit: what stands against each person, where no team could be made or a seat no longer holds.
    let obstacles: [InspectionID: [(person: TeamPerson, obstacle: TeamObstacle?)]]
    let address: ListAddress
    let pool: TeamPool
    /// Units that the next proposal would be about.
    let open: Int
    let typed: Fields?
    let problem: String?

    init(
        _ id: CampaignID, _ address: ListAddress, _ viewer: Viewer, typed: Fields?, problem: String?,
        in db: SQLConnection
    ) throws {
        let record = try Campaigns.require(id, visibleTo: viewer, in: db)
        let rule = try CampaignTeams.rule(of: record.campaign, in: db)
        let proposal = try TeamProposals.find(id, in: db)
        let filter = ProposalFilter(address)
        let rows = try TeamProposals.units(of: id, in: db).filter(filter.includes)
        let page = PageRequest(number: address.page.number, size: 50)
        let shown = Array(rows.dropFirst(page.offset).prefix(page.size))
        let pool = try TeamProposals.pool(for: record, besides: nil, in: db, on: viewer.day)
        self.record = record
        self.rule = rule
        self.proposal = proposal
        self.listing = Listing(rows: shown, total: rows.count, page: page)
        self.address = address
        self.pool = pool
        self.typed = typed
        self.problem = problem
        open = try CampaignTeams.units(of: id, in: db).count {
            !$0.isConfirmed && !$0.isFinished && $0.refusal(under: rule) != nil
        }
        obstacles = Dictionary(
            shown.map { unit in
                let seated = Set(unit.seats.map(\.seat.person))
                let asked = pool.people.filter { seated.isEmpty || seated.contains($0.id) }
                return (
                    unit.inspection,
                    asked.map {
                        (
                            $0,
                            seated.isEmpty
                                ? pool.hindrance(of: $0, at: unit.organisation, within: proposal?.wish)
                                : pool.obstacle(of: $0, at: unit.organisation, asking: nil)
                        )
                    }
                )
            }
        ) { first, _ in first }
    }

    var title: String { "自动分组" }
    var section: String { "/campaigns" }

    private var path: String { "/campaigns/\(record.id)" }
    private var isOpen: Bool { [.drawn, .running].contains(record.campaign.state) }

    var main: HTML {
        let crumbs = [("督导项目", "/campaigns"), (record.name, path), ("督导组", "\(path)/teams")]
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "\(rule.basis)。每组\(rule.text)。").html)
            \(Said.error(problem))
            \(proposal.map(result))
            \(isOpen ? form : Said.warning("项目“\(record.campaign.state.label)”，不能分组。"))
            """
    }

    private func result(_ proposal: TeamProposalRecord) -> HTML {
        """
        <section class="section"><div class="section-head"><h2>分组方案</h2>\(isOpen ? deeds(proposal) : nil)</div>
        <dl class="figures">\(Figure.html("参加分组", proposal.units, "个", "\(path)/teams/proposal"))\
        \(Figure.html("已组成", proposal.units - proposal.gaps, "个", "\(path)/teams/proposal?state=made"))\
        \(Figure.html("没有组成", proposal.gaps, "个", "\(path)/teams/proposal?state=gap", isLate: proposal.gaps > 0))\
        \(Figure.html("手工调整", proposal.byHand, "个", "\(path)/teams/proposal?state=hand"))</dl>
        \(repeatable(proposal))
        \(FilterBar(address, filters).html)
        \(table)</section>
        """
    }

    private func deeds(_ proposal: TeamProposalRecord) -> HTML {
        let rest = proposal.gaps > 0 ? "没有组成的\(proposal.gaps)个单位不变。" : ""
        let accept: HTML? =
            proposal.units > proposal.gaps
            ? """
            <form class="inline" method="post" action="\(path)/teams/proposal/acceptance" \
            data-confirm="采用后，\(proposal.units - proposal.gaps)个单位换成方案里的督导组。\(rest)" \
            data-confirm-label="采用">\(FormSeal())<input type="hidden" name="version" value="\(proposal.version)">\
            <button class="primary">采用方案</button></form>
            """ : nil
        return """
            <span>\(accept)<form class="inline" method="post" action="\(path)/teams/proposal/removal" \
            data-confirm="放弃后方案不再保留，各单位现有的督导组不变。" data-confirm-label="放弃">\(FormSeal())\
            <button class="quiet">放弃方案</button></form></span>
            """
    }

    private func repeatable(_ proposal: TeamProposalRecord) -> HTML {
        """
        <details class="explain"><summary>种子“\(proposal.wish.seed)”，\(proposal.madeBy)于\(When.html(proposal.madeAt))生成；怎样复核</summary>
        <p>选择最少的单位先分；每次派承担单位最少的人，本方案里刚派的也计算在内；承担数相同的，派签号最小的人。\
        签号是“种子,单位代码,督学编号”的 SHA-256，例如：</p>
        <p><code>printf '%s' '\(proposal.wish.seed),单位代码,督学编号' | sha256sum</code></p>
        <p>组长由督学中担任组长最少的人担任。人员、回避和承担数不变时，同样的种子得出同样的分组；各人签号见导出的表。</p></details>
        """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "单位或代码"),
            FilterBar.choice(
                address, "state", "结果", [Choice("made", "已组成"), Choice("gap", "没有组成"), Choice("hand", "手工调整")]),
        ]
    }

    private var table: HTML {
        Ledger(
            [
                .init("单位"), .init("代码", kind: "code"), .init("组长"), .init("组员"), .init("说明", kind: "long"),
                .init("", kind: "actions"),
            ], listing, at: address, unit: "个", exportPath: "\(path)/teams/proposal/export.xlsx",
            empty: """
                <div class="empty"><strong>没有符合条件的单位</strong>换个条件，或<a href="\(path)/teams/proposal">查看全部</a>。</div>
                """, row: row
        ).html
    }

    private func row(_ unit: ProposedUnit) -> HTML {
        let lead: HTML = unit.seats.first.map { seat($0) } ?? Badge.html("没有组成", .late)
        let change: HTML? =
            isOpen
            ? "<a class=\"button small\" href=\"\(path)/teams/proposal/units/\(unit.inspection)\">调整</a>" : nil
        return """
            <tr class="\(unit.seats.isEmpty ? "late" : "")">\(Ledger.cell("单位", "\(unit.name)", kind: "lead"))\
            \(Ledger.cell("代码", "\(unit.code)", kind: "code"))\(Ledger.cell("组长", lead))\
            \(Ledger.cell("组员", .joined(unit.seats.dropFirst().map(seat))))\
            \(Ledger.cell("说明", note(unit), kind: "long"))\(Ledger.cell("", "\(change)", kind: "actions"))</tr>
            """
    }

    private func seat(_ seat: ProposedSeat) -> HTML {
        let capacity: HTML? =
            seat.seat.capacity == .inspector ? nil : " <span class=\"muted\">\(seat.seat.capacity.label)</span>"
        return "<span class=\"nowrap\">\(seat.name)\(capacity)</span> "
    }

    private func note(_ unit: ProposedUnit) -> HTML {
        let people = obstacles[unit.inspection] ?? []
        let against = people.filter { $0.obstacle != nil }
        guard unit.seats.isEmpty else {
            let moved: HTML? =
                against.isEmpty
                ? nil
                : "<small class=\"late-text\">\(against.map { "\($0.person.name)：\($0.obstacle?.text ?? "")" }.joined(separator: "；"))，请调整</small>"
            return "\(unit.isByHand ? Badge.html("手工调整") : nil)\(moved)"
        }
        let mine = against.filter { (unit.lacks == .inspector) == ($0.person.capacity == .inspector) }
        return """
            需要\(unit.needed)名\(unit.lacks == .inspector ? "督学" : "专家或借调人员")，只有\(unit.found)名可派\
            <small>\(summary(mine))</small>\(mine.isEmpty ? nil : TeamChooser.barred(mine))
            """
    }

    /// Who is in the way, counted by reason.
    private func summary(_ people: [(person: TeamPerson, obstacle: TeamObstacle?)]) -> String {
        guard !people.isEmpty else { return "名册里没有更多的人，可在“可派人员”里邀请其他督导室的督学。" }
        let words = Dictionary(grouping: people) { $0.obstacle?.word ?? "" }.mapValues(\.count)
        return words.sorted { $0.key < $1.key }.map { "\($0.key)\($0.value)人" }.joined(separator: "，") + "。"
    }

    private var form: HTML {
        let levels =
            [Choice("", "不限")]
            + [InspectorLevel.county, .city, .province, .nation].map {
                Choice($0.rawValue, "\($0.label)及以上")
            }
        let anew: HTML? = value("anew", proposal?.isAnew == true ? "1" : "").isEmpty ? nil : " checked"
        return """
            <section class="section"><h2>\(proposal == nil ? "生成分组方案" : "重新生成")</h2>
            <p class="muted">可派 \(pool.people.count) 人，其中督学 \(pool.people.count { $0.capacity == .inspector }) 名\
            （<a href="\(path)/people">可派人员</a>）；还有 \(open) 个单位没有合规定的督导组。生成只是方案，采用之前不影响任何单位。</p>
            <form class="form" method="post" action="\(path)/teams/proposal">\(FormSeal())
            \(Field("seed", "种子", value: value("seed", proposal?.wish.seed ?? record.campaign.seed ?? ""),
                help: "可沿用抽取单位的公开种子；同样的种子得出同样的分组。", isRequired: true).text())
            <div class="field-row">\(number("inspectors", "每组督学（名）", proposal?.wish.inspectors ?? max(rule.inspectors, 1)))\
            \(number("others", "每组专家、借调人员（名）", proposal?.wish.others ?? 0))\
            \(Field("limit", "每人最多承担（个单位）", value: value("limit", limit), help: "含手头未办结的督导；不限则留空。")
                .text(type: "number", isShort: true))\
            \(Field("level", "督学级别", value: value("level", proposal?.wish.level?.rawValue ?? "")).select(levels))</div>
            <label class="choice"><input type="checkbox" name="anew" value="1"\(anew)> 已有督导组的单位也重新分组</label>
            <div class="form-actions"><button class="\(proposal == nil ? "primary" : "")">生成方案</button></div></form></section>
            """
    }

    private func number(_ name: String, _ label: String, _ otherwise: Int) -> HTML {
        Field(name, label, value: value(name, "\(otherwise)")).text(type: "number", isShort: true)
    }

    private var limit: String {
        if let proposal { return proposal.wish.limit.map { "\($0)" } ?? "" }
        return ""
    }

    private func value(_ name: String, _ otherwise: String) -> String { typed.map { $0.text(name) } ?? otherwise }
}
