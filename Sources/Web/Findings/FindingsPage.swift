import Store
import Supervision

/// The ledger in one of its three views.
struct FindingsPage: Page {
    let listing: Listing<FindingRow>
    let campaigns: [Choice]
    let view: FindingView
    let address: ListAddress
    let today: Day
    let viewer: Viewer
    var narrowing: ListNarrowing?

    init(
        _ listing: Listing<FindingRow>, campaigns: [Choice], view: FindingView, at address: ListAddress,
        for viewer: Viewer
    ) {
        self.listing = listing
        self.campaigns = campaigns
        self.view = view
        self.address = address
        today = viewer.day
        self.viewer = viewer
    }

    private var role: Role { viewer.role }
    private var mayEnter: Bool { Role.office.contains(role) }
    private var isUnit: Bool { role.belongsToOrganisation }
    private var tools: FindingTools { FindingTools(address: address, total: listing.total, role: role) }

    var title: String { "问题台账" }
    var section: String { "/findings" }

    var main: HTML {
        """
        \(PageHead(title, actions: actions).html)
        \(FindingTabs.html(view.tab, for: role) { tab in link(tab) })
        \(FilterBar(address, filters).html)
        \(narrowing?.note)
        \(figures.note)
        \(tools.particulars)
        \(view == .problems && !listing.rows.isEmpty ? tools.bulk : nil)
        \(table.html)
        """
    }

    private var actions: HTML { "\(SaveAsFigure.link(.findings, address, for: viewer))\(tools.actions)" }

    /// What figures ask beyond the controls; the rest is said by the other notes.
    private var figures: FigureNarrowing {
        FigureNarrowing(
            .findings, address,
            but: [
                "state", "grade", "source", "campaign", "criterion", "mark", "own", "from", "until", "district", "kind",
                "issued", "closed", "openOn", "group", "year", "organisation", "least", "inspection", "revisit", "tone",
            ] + (mayEnter ? ["unitKind", "stage"] : []))
    }

    /// The three lists keep what is filtered; the other pages begin anew.
    private func link(_ tab: FindingTabs.Tab) -> String {
        guard let view = FindingView.allCases.first(where: { $0.tab == tab }) else { return tab.rawValue }
        return address.with("view", view == .problems ? "" : view.rawValue)
    }

    private var filters: [HTML] {
        let groups = FindingFilter.Group.allCases.filter { $0 != .open }.map { Choice($0.rawValue, $0.label) }
        let hidden: HTML? =
            view == .problems ? nil : "<input type=\"hidden\" name=\"view\" value=\"\(view.rawValue)\">"
        let search = FilterBar.search(address, hint: "单位名称、代码或问题编号")
        return [
            "\(hidden)\(narrowing?.hidden)\(figures.hidden)\(address.filter("group").isEmpty ? nil : unitGroup)\(search)",
            FilterBar.choice(address, "state", "状态", groups, all: FindingFilter.Group.open.label),
            FilterBar.choice(
                address, "grade", "严重程度", Finding.Grade.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "source", "来源", Finding.Source.shown(to: role).map { Choice($0.rawValue, $0.label) }),
            campaigns.isEmpty ? .empty : FilterBar.choice(address, "campaign", "督导项目", campaigns),
            """
            <div class="field"><label for="criterion">指标</label><input id="criterion" name="criterion" class="short" \
            value="\(address.filter("criterion"))"></div>
            """,
            FilterBar.choice(
                address, "mark", "整改情形", FindingFilter.Mark.allCases.map { Choice($0.rawValue, $0.label) }),
            FindingTabs.ownChoice(address, for: role),
            FilterBar.date(address, "from", "期限不早于"), FilterBar.date(address, "until", "期限不晚于"),
        ] + (mayEnter ? FigureNarrowing.unitFields(address) : [])
    }

    /// Members of a 集团 or 学区 alone; chosen on its page.
    private var unitGroup: HTML {
        """
        <div class="field"><label for="group">集团、学区</label><select id="group" name="group">\
        <option value="\(address.filter("group"))" selected>只看其成员</option><option value="">全部</option></select></div>
        """
    }

    private var table: Ledger {
        Ledger(
            columns, listing, at: address, unit: "个问题", exportPath: "/findings/export.xlsx", empty: empty
        ) { row in
            switch view {
            case .problems: problem(row)
            case .tasks: .joined(FindingTaskLine.lines(of: row).map { task($0, of: row) })
            case .responsibilities: responsibility(row)
            }
        }
    }

    private var columns: [Ledger.Column] {
        switch view {
        case .problems:
            (tools.isOpen ? [.init("", kind: "tick")] : []) + [
                .init("编号", sort: "number", kind: "code"), .init("责任单位"), .init("问题", kind: "long"),
                .init("指标", kind: "code"), .init("来源"), .init("程度"), .init("整改期限", sort: "due", kind: "date"),
                .init("状态"), .init("责任人"), .init("佐证", kind: "num"),
            ]
        case .tasks:
            [
                .init("编号", sort: "number", kind: "code"), .init("责任单位"), .init("整改措施", kind: "long"),
                .init("整改任务", kind: "long"), .init("任务责任人"), .init("完成时限", sort: "due", kind: "date"), .init("状态"),
            ]
        case .responsibilities:
            [
                .init("编号", sort: "number", kind: "code"), .init("问题", kind: "long"), .init("责任单位"),
                .init("配合单位"), .init("责任人"), .init("整改期限", sort: "due", kind: "date"), .init("状态"),
            ]
        }
    }

    private var empty: HTML {
        mayEnter
            ? """
            <div class="empty"><strong>没有符合条件的问题</strong><p>实地督导发现的问题随督导意见书下发后进入台账；\
            上级反馈等其他来源的问题可以直接登记。</p><a class="button" href="/findings/new">登记问题</a></div>
            """
            : isUnit
                ? """
                <div class="empty"><strong>没有符合条件的问题</strong><p>可以放宽筛选条件，或选择“全部”状态；\
                本单位自查发现的问题也可以登记在这里。</p><a class="button" href="/findings/self-check">登记自查问题</a></div>
                """
                : "<div class=\"empty\"><strong>没有符合条件的问题</strong><p>可以放宽筛选条件，或选择“全部”状态。</p></div>"
    }
}

extension FindingsPage {
    private func problem(_ row: FindingRow) -> HTML {
        """
        \(open(row))\(Ledger.cell("责任单位", "\(row.unit)"))\(Ledger.cell("问题", "\(row.problem)", kind: "long"))\
        \(Ledger.cell("指标", "\(row.criterion)", kind: "code"))\(Ledger.cell("来源", "\(row.source.label(for: role))"))\
        \(Ledger.cell("程度", "\(row.grade.label)"))\(due(row, "整改期限", row.dueOn))\(state(row))\
        \(Ledger.cell("责任人", "\(row.responsible)"))\(Ledger.cell("佐证", "\(row.evidence) 件", kind: "num"))</tr>
        """
    }

    private func task(_ line: FindingTaskLine, of row: FindingRow) -> HTML {
        """
        \(open(row))\(Ledger.cell("责任单位", "\(row.unit)"))\
        \(Ledger.cell("整改措施", "\(line.measures)", kind: "long"))\
        \(Ledger.cell("整改任务", "\(line.task)", kind: "long"))\(Ledger.cell("任务责任人", "\(line.people)"))\
        \(due(row, "完成时限", line.dueOn))\(state(row))</tr>
        """
    }

    private func responsibility(_ row: FindingRow) -> HTML {
        """
        \(open(row))\(Ledger.cell("问题", "\(row.problem)", kind: "long"))\(Ledger.cell("责任单位", "\(row.unit)"))\
        \(Ledger.cell("配合单位", "\(row.cooperating)"))\(Ledger.cell("责任人", "\(row.responsible)"))\
        \(due(row, "整改期限", row.dueOn))\(state(row))</tr>
        """
    }

    private func open(_ row: FindingRow) -> HTML {
        let link: HTML = """
            <a href="/findings/\(row.finding.rawValue)?part=\(row.part.rawValue)">\(row.number)</a>
            """
        let tick: HTML? =
            tools.isOpen && view == .problems
            ? """
            <td class="tick"><input type="checkbox" form="bulk" name="part" value="\(row.part.rawValue)" \
            aria-label="选择\(row.number)"></td>
            """ : nil
        let number: HTML = "\(tick)\(Ledger.cell("编号", link, kind: "code lead"))"
        if row.daysLate(on: today) != nil { return "<tr class=\"late\">\(number)" }
        return row.state == .closed ? "<tr class=\"closed\">\(number)" : "<tr>\(number)"
    }

    private func due(_ row: FindingRow, _ title: String, _ day: Day?) -> HTML {
        guard let day else { return Ledger.cell(title, "未定", kind: "date") }
        return Ledger.cell(title, "\(When.html(day))\(DueWords.small(day, row.state, on: today))", kind: "date")
    }

    private func state(_ row: FindingRow) -> HTML {
        Ledger.cell("状态", FindingBadge.html(row.state, dueOn: row.dueOn, on: today))
    }
}

/// How far a deadline is, in small type under its day.
enum DueWords {
    static func small(_ due: Day, _ state: FindingPart.State, on today: Day) -> HTML? {
        guard state.awaitsUnit else { return nil }
        let left = today.distance(to: due)
        if left < 0 { return "<small class=\"late-text\">已逾期 \(-left) 天</small>" }
        if left == 0 { return "<small class=\"late-text\">今天到期</small>" }
        return left <= 7 ? "<small>还有 \(left) 天</small>" : nil
    }
}

/// The state of a part as a badge; red only when the unit is late.
enum FindingBadge {
    static func html(_ state: FindingPart.State, dueOn: Day?, on today: Day) -> HTML {
        if let dueOn, state.awaitsUnit, today > dueOn { return Badge.html(state.label, .late) }
        switch state {
        case .draft: return Badge.html(state.label)
        case .issued, .acknowledged, .planned, .returned:
            let isSoon = dueOn.map { today.distance(to: $0) <= DeadlineSweep.soonDays } ?? false
            return Badge.html(state.label, isSoon || state == .returned ? .warn : .neutral)
        case .submitted, .verified: return Badge.html(state.label, .active)
        case .closed: return Badge.html(state.label, .good)
        }
    }
}

/// One line of the 任务清单: a task of a plan, or the part itself while it has none.
struct FindingTaskLine: Sendable, Equatable {
    let measures: String
    let task: String
    let people: String
    let dueOn: Day?

    static func lines(of row: FindingRow) -> [FindingTaskLine] {
        let plan = row.plan ?? RectificationPlan(measures: "")
        let tasks = plan.tasks.isEmpty ? [RectificationPlan.Task("")] : plan.tasks
        return tasks.map { task in
            let people = task.responsible.isEmpty ? plan.responsible : task.responsible
            return FindingTaskLine(
                measures: row.plan == nil ? "（尚未报整改方案）" : plan.measures, task: task.text,
                people: people.joined(separator: "、"), dueOn: task.dueOn ?? row.dueOn)
        }
    }
}
