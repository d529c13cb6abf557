import Supervision

/// The pages of the ledger of problems, above each of them.
enum FindingTabs {
    enum Tab: String, CaseIterable {
        case problems = "/findings"
        case tasks = "/findings?view=tasks"
        case responsibilities = "/findings?view=responsibilities"
        case wall = "/findings/wall"
        case extensions = "/findings/extensions"
        case milestones = "/findings/milestones"
        case rechecks = "/findings/rechecks"
        case reports = "/findings/reports"
        case revisits = "/findings/revisits"
        case drafts = "/findings/drafts"

        var title: String {
            switch self {
            case .problems: "问题清单"
            case .tasks: "任务清单"
            case .responsibilities: "责任清单"
            case .wall: "挂图作战"
            case .extensions: "延期申请"
            case .milestones: "阶段目标"
            case .rechecks: "复查记录"
            case .reports: "整体上报"
            case .revisits: "复查回访建议"
            case .drafts: "草稿"
            }
        }

        var audience: Audience {
            switch self {
            case .reports: .roles(Role.office.union([.leader]))
            case .revisits, .drafts: .roles(Role.office)
            default: .roles(Role.loop)
            }
        }
    }

    static func html(_ current: Tab, for role: Role, link: (Tab) -> String = { $0.rawValue }) -> HTML {
        let tabs = Tab.allCases.filter { $0.audience.admits(role) }.map { tab -> HTML in
            tab == current
                ? "<a href=\"\(link(tab))\" aria-current=\"page\">\(tab.title)</a>"
                : "<a href=\"\(link(tab))\">\(tab.title)</a>"
        }
        return "<nav class=\"tabs\" aria-label=\"问题台账\">\(tabs)</nav>"
    }

    /// A part's number with the link to it.
    static func number(_ text: String, _ finding: FindingID, _ part: FindingPartID) -> HTML {
        Ledger.cell(
            "编号", "<a href=\"/findings/\(finding.rawValue)?part=\(part.rawValue)\">\(text)</a>", kind: "code lead")
    }

    /// 只看本级：what one's own office issued, or one's own unit leads.
    static func ownChoice(_ address: ListAddress, for role: Role) -> HTML {
        if role.seesGrantsOnly { return .empty }
        return FilterBar.choice(
            address, "own", "范围", [Choice("1", role.belongsToOrganisation ? "本单位牵头" : "本级下发")])
    }
}
