import Supervision

/// Where a role can go: headings with their entries, in the order of the work.
struct Navigation: Sendable {
    struct Entry: Sendable {
        let title: String
        let path: String
        let audience: Audience
    }

    struct Group: Sendable {
        /// Empty for the entries that stand above all headings.
        let heading: String
        let entries: [Entry]
    }

    let groups: [Group]

    init(of role: Role) {
        groups = Self.all.compactMap { group in
            let entries = group.entries.filter { $0.audience.admits(role) }
            return entries.isEmpty ? nil : Group(heading: group.heading, entries: entries)
        }
    }

    /// Whether the groups fold: a list that does not fit beside a page hides its end, and with it the page's own entry.
    private var folds: Bool { groups.reduce(0) { $0 + $1.entries.count } > 16 }

    /// The list with the entry of a page's section marked.
    ///
    /// Folded, the group of the page is open; beside a page of no group, the first.
    func html(at section: String) -> HTML {
        let current = groups.firstIndex { $0.entries.contains { $0.path == section } } ?? 0
        let open = groups[current].heading.isEmpty ? current + 1 : current
        let parts = groups.enumerated().map { index, group -> HTML in
            let entries = group.entries.map { entry -> HTML in
                entry.path == section
                    ? "<a href=\"\(entry.path)\" aria-current=\"page\">\(entry.title)</a>"
                    : "<a href=\"\(entry.path)\">\(entry.title)</a>"
            }
            guard !group.heading.isEmpty else { return "\(entries)" }
            guard folds else { return "<h2>\(group.heading)</h2>\(entries)" }
            let state: HTML? = index == open ? " open" : nil
            return "<details\(state)><summary>\(group.heading)</summary>\(entries)</details>"
        }
        return "<nav class=\"nav-list\" aria-label=\"主导航\">\(parts)</nav>"
    }
}

extension Navigation {
    private static let all: [Group] = [
        Group(
            heading: "",
            entries: [
                Entry(title: "工作台", path: "/", audience: .signedIn),
                Entry(title: "领导视图", path: "/leader", audience: .roles(Role.office.union([.leader]))),
            ]),
        Group(
            heading: "计划与督导",
            entries: [
                Entry(title: "年度计划", path: "/plans", audience: .roles(Role.office.union([.leader]))),
                Entry(title: "计划事项", path: "/plan-items", audience: .roles(Role.team.union(Role.unit))),
                Entry(title: "督导项目", path: "/campaigns", audience: .roles(Role.office.union([.leader]))),
                Entry(title: "督导任务", path: "/inspections", audience: .roles(Role.loop)),
                Entry(title: "联合督导", path: "/invitations", audience: .roles(Role.office)),
                Entry(title: "督导日历", path: "/supervision-calendar", audience: .roles(Role.unit)),
                Entry(title: "五年一轮", path: "/rounds", audience: .roles(Role.office.union([.leader]))),
                Entry(title: "回避", path: "/recusals", audience: RecusalRoutes.readers),
            ]),
        Group(
            heading: "责任督学",
            entries: [
                Entry(title: "到校督导", path: "/visits", audience: VisitRoutes.readers),
                Entry(title: "到校督导（离线）", path: "/visits/app", audience: .roles([.inspector])),
                Entry(title: "到校覆盖", path: "/coverage", audience: CoverageRoutes.readers),
                Entry(title: "督学责任区", path: "/zones", audience: .roles(Role.office.union([.leader]))),
                Entry(title: "我的责任区", path: "/zones/mine", audience: .roles([.inspector])),
                Entry(title: "我校责任督学", path: "/zones/mine", audience: .roles(Role.unit)),
                Entry(title: "督学", path: "/inspectors", audience: .roles(Role.office.union([.admin]))),
                Entry(title: "督学年度考核", path: "/inspectors/appraisals", audience: AppraisalRoutes.readers),
                Entry(title: "我的考核", path: "/inspectors/appraisals/mine", audience: .roles([.inspector])),
                Entry(title: "评价责任督学", path: "/inspectors/ratings/mine", audience: .roles(Role.unit)),
            ]),
        Group(
            heading: "问题与结果",
            entries: [
                Entry(title: "问题台账", path: "/findings", audience: .roles(Role.loop)),
                Entry(title: "举报诉求", path: "/tips", audience: TipRoutes.readers),
                Entry(title: "举报核实", path: "/tip-checks", audience: .roles([.inspector])),
                Entry(title: "公文", path: "/documents", audience: .roles(Role.loop)),
                Entry(title: "总结与通报", path: "/summaries", audience: SummaryRoutes.readers),
                Entry(title: "公示异议", path: "/objections", audience: .roles(Role.office.union([.leader]))),
                Entry(title: "结果运用", path: "/results", audience: .roles(Role.office)),
            ]),
        Group(
            heading: "督政与迎检",
            entries: [
                Entry(title: "督政", path: "/governments", audience: .roles(Role.office.union([.leader]))),
                Entry(
                    title: "迎检", path: "/receptions", audience: .roles(Role.office.union(Role.unit).union([.leader]))),
                Entry(title: "创建规划", path: "/roadmap", audience: BalanceRoutes.readers),
                Entry(title: "创建认定", path: "/certifications", audience: BalanceRoutes.readers),
            ]),
        Group(
            heading: "监测",
            entries: [
                Entry(title: "均衡监测", path: "/balance", audience: BalanceRoutes.readers),
                Entry(title: "指标台账", path: "/ledger", audience: LedgerRoutes.readers),
                Entry(title: "监测标准", path: "/standards", audience: LedgerRoutes.readers),
                Entry(title: "监测数据", path: "/collections", audience: CollectionRoutes.readers),
                Entry(title: "数据填报", path: "/collection-returns", audience: .roles(Role.unit)),
                Entry(title: "质量监测", path: "/quality", audience: QualityRoutes.readers),
                Entry(title: "质量监测", path: "/quality-schools", audience: .roles(Role.unit)),
                Entry(title: "指标库", path: "/figures", audience: FigureRoutes.readers),
            ]),
        Group(
            heading: "基础",
            entries: [
                Entry(title: "单位", path: "/organisations", audience: .roles(Role.office.union([.leader, .admin]))),
                Entry(title: "集团与学区", path: "/groups", audience: .roles(Role.office.union([.leader, .admin]))),
                Entry(title: "工作流程", path: "/procedures", audience: .roles(Role.office.union([.leader]))),
                Entry(title: "指标体系", path: "/frameworks", audience: .roles(Role.loop.union([.admin]))),
                Entry(title: "行政区划", path: "/regions", audience: .roles(Role.office.union([.admin]))),
                Entry(title: "时限规则", path: "/deadlines", audience: .roles(Role.loop.union([.admin]))),
                Entry(title: "工作日历", path: "/working-days", audience: .roles(Role.loop.union([.admin]))),
            ]),
        Group(
            heading: "管理",
            entries: [
                Entry(title: "账号", path: "/accounts", audience: .roles([.admin, .security])),
                Entry(title: "职责分离", path: "/separation", audience: .roles([.security, .auditor])),
                Entry(title: "后台任务", path: "/jobs", audience: .roles(Role.office.union([.admin]))),
                Entry(title: "审计日志", path: "/audit", audience: .roles([.auditor])),
                Entry(title: "提醒规定", path: "/settings/reminders", audience: .roles(Role.office)),
                Entry(title: "群机器人", path: "/settings/webhooks", audience: .roles(Role.office.union([.admin]))),
                Entry(title: "发件箱", path: "/outbox", audience: .roles([.admin])),
                Entry(title: "系统设置", path: "/settings", audience: .roles([.admin])),
            ]),
    ]
}
