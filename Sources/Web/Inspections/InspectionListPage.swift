import Store
import Supervision

/// Inspections as a list: the office's, those assigned to me, or my unit's.
struct InspectionListPage: Page {
    let listing: Listing<InspectionRow>
    let address: ListAddress
    let choices: InspectionChoices
    let viewer: Viewer
    var narrowing: ListNarrowing?

    var title: String { Role.unit.contains(viewer.role) ? "我的督导任务" : "督导任务" }
    var section: String { "/inspections" }

    var main: HTML {
        """
        \(PageHead(title, actions: SaveAsFigure.link(.inspections, address, for: viewer)).html)
        \(FilterBar(address, filters).html)
        \(narrowing?.note)
        \(figures.note)
        \(table.html)
        """
    }

    private var hasUnitFields: Bool { Role.office.contains(viewer.role) }

    /// What figures ask beyond the controls.
    private var figures: FigureNarrowing {
        FigureNarrowing(
            .inspections, address,
            but: [
                "campaign", "step", "wants", "state", "grade", "late", "todo", "district", "kind", "project",
            ] + (hasUnitFields ? ["unitKind", "stage"] : []))
    }

    private var filters: [HTML] {
        let states = [Choice("running", "进行中"), Choice("finished", "已完成")]
        let search: HTML? = Role.unit.contains(viewer.role) ? nil : FilterBar.search(address, hint: "单位或代码")
        return [narrowing?.hidden, figures.hidden, search].compactMap { $0 } + [
            FilterBar.choice(
                address, "campaign", "项目", choices.campaigns.map { Choice($0.id.rawValue, $0.name) }),
            FilterBar.choice(address, "step", "环节", choices.steps.map { Choice($0.code, $0.name) }),
            FilterBar.choice(address, "wants", "还缺", InspectionListPage.wants),
            FilterBar.choice(address, "state", "状态", states),
            FilterBar.choice(address, "grade", "等次", choices.grades.map { Choice($0, $0) }),
            FilterBar.choice(address, "late", "期限", [Choice("1", "已逾期")]),
        ] + (hasUnitFields ? FigureNarrowing.unitFields(address) : [])
            + (todos.isEmpty ? [] : [FilterBar.choice(address, "todo", "待办", todos)])
    }

    /// What may wait for this viewer in an inspection, as the workbench counts it.
    private var todos: [Choice] { Todos.inspectionKinds(of: viewer).map { Choice($0.rawValue, $0.label) } }

    private var table: Ledger {
        Ledger(
            [
                .init("单位", sort: "name"), .init("项目", sort: "campaign"), .init("环节", sort: "step"),
                .init("组长"), .init("到校", sort: "planned", kind: "date"), .init("得分", kind: "num"),
                .init("等次", sort: "grade"), .init("未销号", kind: "num"),
            ], listing, at: address, unit: "项", exportPath: "/inspections/export.xlsx", empty: empty, row: row)
    }

    private func row(_ row: InspectionRow) -> HTML {
        let isLate = row.isLate(on: viewer.day)
        let name: HTML = """
            <a href="/inspections/\(row.id)">\(row.name)</a><small>\(row.code)</small>
            """
        let findings: HTML =
            row.findings == 0
            ? "" : "<a href=\"/findings?inspection=\(row.id)&state=all\">\(row.openFindings) / \(row.findings)</a>"
        return """
            <tr class="\(isLate ? "late" : row.state == .finished ? "closed" : "")">\
            \(Ledger.cell("单位", name, kind: "lead"))\(Ledger.cell("项目", "\(row.campaignName)"))\
            \(Ledger.cell("环节", row.stepBadge(on: viewer.day)))\(Ledger.cell("组长", "\(row.leadName)"))\
            \(Ledger.cell("到校", visit(row), kind: "date"))\
            \(Ledger.cell("得分", "\(row.scoreText)", kind: "num"))\(Ledger.cell("等次", "\(row.grade)"))\
            \(Ledger.cell("未销号", findings, kind: "num"))</tr>
            """
    }

    /// Acts that units may be waiting for; hearings of all kinds together.
    private static let wants: [Choice] = {
        let acts = StepAct.allCases.filter { $0.level == .unit && !StepAct.hearings.contains($0) }
        return [Choice("hearing", "听取意见")] + acts.map { Choice($0.rawValue, $0.label) }
    }()

    private func visit(_ row: InspectionRow) -> HTML {
        if let day = row.visitedOn { return When.html(day) }
        guard let day = row.plannedOn else { return "" }
        guard day < viewer.day, row.state == .running else { return "\(When.html(day))<small>计划</small>" }
        return "\(When.html(day))<small class=\"late-text\">计划日已过</small>"
    }

    private var empty: HTML {
        let isFiltered = [
            "q", "campaign", "step", "state", "grade", "late", "member", "organisation", "stratum", "wants", "district",
            "kind", "project", "todo", "unitKind", "stage", "visited", "done", "during", "each", "graded",
        ]
        .contains { !address.filter($0).isEmpty }
        if isFiltered {
            return """
                <div class="empty"><strong>没有符合条件的督导</strong>换个条件，或<a href="/inspections">查看全部</a>。</div>
                """
        }
        let told =
            switch viewer.role {
            case .principal, .clerk: "本单位目前没有督导任务；有了会显示在这里和工作台上。"
            case .inspector, .evaluator: "还没有分派给您的督导任务。"
            default: "启动督导项目之后，各单位的督导会列在这里。"
            }
        return "<div class=\"empty\"><strong>还没有督导任务</strong>\(told)</div>"
    }
}

extension InspectionRow {
    /// The score as people read it.
    var scoreText: String? { score.map { Score(stored: $0)?.formatted() ?? $0 } }

    func stepBadge(on day: Day) -> HTML {
        if state == .finished { return Badge.html("已完成", .good) }
        return isLate(on: day)
            ? "\(Badge.html(stepName, .late))<small class=\"late-text\">已逾期\(endsOn.distance(to: day))天</small>"
            : Badge.html(stepName, .active)
    }
}
