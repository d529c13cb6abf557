import Store
import Supervision

/// The hub of one unit in one campaign: where it stands, who inspects it, and the way to everything about it.
struct InspectionPage: Page {
    let view: InspectionView
    let viewer: Viewer
    let problem: String?
    /// What was typed, when it was refused.
    let typed: Fields?
    /// What a planned day that was refused would add to the unit's checks.
    let clashes: ClashStanding?

    var title: String { row.name }
    var section: String { "/inspections" }

    var row: InspectionRow { view.row }
    var path: String { "/inspections/\(row.id)" }
    var isOffice: Bool { Role.office.contains(viewer.role) }

    var main: HTML {
        let campaign: HTML =
            isOffice || viewer.role == .leader
            ? "<a href=\"/campaigns/\(row.campaign)\">\(row.campaignName)</a>" : "\(row.campaignName)"
        let subtitle: HTML = "\(campaign) · \(When.html(row.startsOn))至\(When.html(row.endsOn))"
        let secret: HTML? = row.isHidden ? Said.warning("这是暗访：到校之前单位和下级督导室看不到这项督导，请勿告知。") : nil
        return """
            \(PageHead(title, crumbs: [(Role.unit.contains(viewer.role) ? "我的督导任务" : "督导任务", "/inspections")],
                badge: row.stepBadge(on: viewer.day), subtitle: subtitle).html)
            \(Said.error(problem))\(secret)
            \(InspectionNextStep(view: view, viewer: viewer).html)
            <section class="section"><h2>流程</h2>\(InspectionSteps.html(view.standing))</section>
            <div class="columns"><div>\(parts)\(result)\(timeline)</div><div>\(facts)\(InspectionPlanForms(page: self).html)</div></div>
            """
    }

    private var facts: HTML {
        let people = view.team.map { member -> HTML in
            let lead: HTML? = member.isLead ? "（组长）" : nil
            // A unit need not know until when somebody may look.
            let days: HTML? = Role.unit.contains(viewer.role) ? nil : TeamMemberLine.span(member, on: viewer.day)
            let capacity: HTML? = member.capacity == .inspector ? nil : "，\(member.capacity.label)"
            let name: HTML = member.isLead ? "<strong>\(member.name)</strong>" : "\(member.name)"
            return "\(name)\(lead)\(capacity)\(days)<br>"
        }
        let unit: HTML =
            isOffice || viewer.role == .leader
            ? "<a href=\"/organisations/\(row.organisation)\">\(row.name)</a>" : "\(row.name)"
        let chosen: HTML? = row.isChosen ? "<dt>重点复查</dt><dd>已列入：\(view.chosenReason)</dd>" : nil
        return """
            <section class="section"><h2>基本信息</h2><dl class="facts"><dt>单位</dt><dd>\(unit)</dd>
            <dt>代码</dt><dd>\(row.code)</dd><dt>所属层</dt><dd>\(row.stratum)</dd><dt>督导组</dt><dd>\(people)</dd>
            <dt>计划到校</dt><dd>\(row.plannedOn.map { When.html($0) } ?? "未定")</dd>
            <dt>实际到校</dt><dd>\(row.visitedOn.map { When.html($0) } ?? "—")</dd>\(chosen)</dl></section>
            """
    }

    /// The ways to what belongs to the inspection.
    private var parts: HTML {
        let parts = InspectionParts(view: view, viewer: viewer).rows
        return """
            <section class="section"><h2>办理</h2><table class="ledger"><tbody>\(parts)</tbody></table></section>
            """
    }

    private var result: HTML? {
        if view.sheets.count > 1 { return results }
        guard let grade = row.grade else { return nil }
        let how: HTML? =
            row.framework == nil || Role.unit.contains(viewer.role) && view.opinion == nil
            ? nil : "<p><a href=\"\(InspectionPaths.assessment("on-site", row.id))/explanation\">得分说明</a></p>"
        let use: HTML? =
            isOffice
            ? """
            <p>\(ResultOpening(key: ResultKey(organisation: row.organisation, inspection: row.id, round: ""),
                purposes: ResultUse.Purpose.allCases).html) <a href="/results/uses?inspection=\(row.id)">运用记录</a></p>
            """ : nil
        return """
            <section class="section"><h2>结果</h2><dl class="figures"><div><dt>得分</dt><dd>\(row.scoreText)<small>分</small></dd></div>\
            <div><dt>等次</dt><dd>\(grade)</dd></div></dl>\(how)\(use)</section>
            """
    }

    /// What it came to by each of the campaign's frameworks.
    private var results: HTML? {
        let given = view.sheets.filter { $0.grade != nil }
        guard !given.isEmpty else { return nil }
        let isTold = !Role.unit.contains(viewer.role) || view.opinion != nil
        let rows = given.map { sheet -> HTML in
            let path = InspectionPaths.assessment(AssessmentSheet(.onSite, number: sheet.number).path, row.id)
            let how: HTML? = isTold ? "<a href=\"\(path)/explanation\">得分说明</a>" : nil
            return """
                <tr>\(Ledger.cell("指标体系", "\(sheet.name)", kind: "lead"))\
                \(Ledger.cell("得分", "\(sheet.scoreText)", kind: "num"))\(Ledger.cell("等次", "\(sheet.grade)"))\
                \(Ledger.cell("说明", "\(how)"))</tr>
                """
        }
        return """
            <section class="section"><h2>结果</h2><table class="ledger"><thead><tr><th scope="col">指标体系</th>\
            <th scope="col" class="num">得分</th><th scope="col">等次</th><th scope="col">说明</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }

    private var timeline: HTML {
        let rows = view.timeline.compactMap { InspectionEvent($0, for: viewer, view.standing.procedure) }.map(\.html)
        let none: HTML = "<li><span class=\"event\">尚无记录</span></li>"
        return """
            <section class="section"><h2>经过</h2><ol class="timeline">\(rows.isEmpty ? [none] : rows)</ol></section>
            """
    }
}

extension InspectionSteps {
    /// The chain of steps with their states in words.
    static func html(_ standing: UnitStanding) -> HTML {
        let items = standing.procedure.steps.enumerated().map { index, step -> HTML in
            let status = standing.status(index)
            let reason = standing.unit.reasons[step.code] ?? standing.campaign?.reasons[step.code] ?? ""
            let condition = status == .pending ? step.condition.map { "\($0.text)时" } ?? "" : ""
            let told = [status.label, reason.isEmpty ? condition : reason].filter { !$0.isEmpty }.joined(separator: "，")
            switch status {
            case .started: return "<li class=\"current\" aria-current=\"step\">\(step.name) <small>\(told)</small></li>"
            case .done: return "<li class=\"done\">\(step.name) <small>\(told)</small></li>"
            case .skipped, .exempt: return "<li class=\"skipped\">\(step.name) <small>\(told)</small></li>"
            case .pending: return "<li>\(step.name) <small>\(told)</small></li>"
            }
        }
        return "<ol class=\"steps\" aria-label=\"流程\">\(items)</ol>"
    }
}
