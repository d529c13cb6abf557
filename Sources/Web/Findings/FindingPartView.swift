import Store
import Supervision

/// What one unit has to put right: the next step with its form, the chain of states, deadlines, evidence and plan.
struct FindingPartView {
    let entry: FindingDossier.Part
    let dossier: FindingDossier
    let viewer: Viewer
    let typed: FindingTyped?
    let rectification: RectificationSection
    let wordings: [Wording]

    init(
        _ entry: FindingDossier.Part, of dossier: FindingDossier, for viewer: Viewer, typed: FindingTyped?,
        around: RectificationDossier, _ rectifying: RectificationTyped?
    ) {
        wordings = around.wordings
        rectification = RectificationSection(
            forms: RectificationForms(entry: entry, rectification: around, today: viewer.day, typed: rectifying),
            dossier: dossier, actor: try? FindingActor(viewer, for: entry.part, office: dossier.office))
        self.entry = entry
        self.dossier = dossier
        self.viewer = viewer
        self.typed = typed
    }

    private var part: FindingPart { entry.part }
    private var actor: FindingActor? { try? FindingActor(viewer, for: part, office: dossier.office) }

    var html: HTML {
        """
        \(next)
        \(rectification.html)
        <section class="section"><h2>办理进度</h2>\(steps)</section>
        <section class="section"><h2>责任与期限</h2><dl class="facts">\(facts)</dl></section>
        \(evidence)
        \(plan)
        """
    }

    /// The one thing to do now, or whom it waits for.
    private var next: HTML {
        let moves = actor.map { part.moves(for: $0) } ?? []
        let forms = FindingForms(entry, of: dossier.finding.id, on: viewer.day, typed: typed, wordings: wordings)
        let hindrance = actor.flatMap { part.hindrance(for: $0) }.map { Said.warning($0.message) }
        guard let first = moves.first else {
            return """
                <section class="section"><h2>下一步</h2>\(hindrance ?? "<p>\(part.waitingFor)。</p>")\(division)</section>
                """
        }
        let rest = moves.dropFirst().map { forms.form(for: $0, isPrimary: false) }
        return """
            <section class="section" id="next"><h2>\(heading(first))</h2>\(hindrance)\(upload)\
            \(forms.form(for: first, isPrimary: first != .reopen && (first != .plan || part.plan == nil)))\(rest)</section>
            """
    }

    private func heading(_ first: FindingMove) -> String {
        if first == .reopen { return "办理" }
        if first == .plan, part.milestonesAhead > 0 { return "下一步：完成阶段目标" }
        return "下一步：\(first.label)"
    }

    /// The office may still share it out while nobody has begun.
    private var division: HTML? {
        guard let actor, actor.side != .unit, part.state == .issued || part.state == .acknowledged else { return nil }
        let path = "/findings/\(dossier.finding.id.rawValue)/parts/\(part.id.rawValue)/division"
        return "<p><a class=\"button\" href=\"\(path)\">拆分给几个单位</a></p>"
    }

    private static let chain: [(label: String, kind: FindingEvent.Kind)] = [
        ("下发", .issued), ("签收", .acknowledged), ("报整改方案", .planned), ("提交佐证", .submitted), ("核查", .verified),
        ("销号", .closed),
    ]

    /// What a unit found itself was neither handed down nor received.
    private static func isSelfReported(_ entry: FindingDossier.Part) -> Bool {
        entry.events.contains { $0.kind == .selfReported }
    }

    /// How many links of the chain are done; a part that was returned or reopened waits for evidence again.
    private var done: Int {
        switch part.state {
        case .draft: 0
        case .issued: 1
        case .acknowledged: 2
        case .planned, .returned: 3
        case .submitted: 4
        case .verified: 5
        case .closed: 6
        }
    }

    private var steps: HTML {
        let late = part.daysLate(on: viewer.day)
        let isOwn = FindingPartView.isSelfReported(entry)
        let items = FindingPartView.chain.enumerated().map { index, link -> HTML in
            if isOwn, index < 2 { return index == 0 ? "<li class=\"done\">自查登记</li>" : "" }
            if index < done {
                let event = entry.events.last { $0.kind == link.kind }
                return "<li class=\"done\">\(link.label)<small>\(event.map { When.html($0.at.day) })</small></li>"
            }
            guard index == done else { return "<li>\(link.label)</li>" }
            let word =
                late.map { "已逾期 \($0) 天" } ?? (part.state == .returned ? "退回整改" : "待办理")
            return """
                <li class="\(late == nil ? "current" : "late")" aria-current="step">\(link.label)<small>\(word)</small></li>
                """
        }
        return "<ol class=\"steps\">\(items)</ol>"
    }

    private var facts: HTML {
        let requirement: HTML? =
            part.requirement.isEmpty
            ? nil : "<dt>对本单位的要求</dt><dd class=\"prose\">\(part.requirement)</dd>"
        let helpers: HTML? = entry.cooperating.isEmpty ? nil : "<dt>配合单位</dt><dd>\(entry.cooperating)</dd>"
        return """
            <dt>责任单位</dt><dd>\(entry.unit) <span class="muted">\(entry.unitCode)</span></dd>\(helpers)\(requirement)\
            \(entry.deadlines.map(deadline))
            """
    }

    private func deadline(_ row: DeadlineRow) -> HTML {
        let name = DeadlineRuleID(rawValue: row.rule)?.label ?? "整改期限"
        let state = row.state(on: viewer.day)
        let words: HTML =
            state.isLate
            ? "<span class=\"late-text\">\(state.label)</span>" : "<span class=\"muted\">\(state.label)</span>"
        let reason: HTML? = row.reason.isEmpty ? nil : "<br><small>设定理由：\(row.reason)</small>"
        return """
            <dt>\(name)</dt><dd>\(row.dueOn.map { When.html($0) }) \(words)\
            <br><small class="muted">\(row.clause)；自\(row.triggeredOn.chinese)起算，当日不计</small>\(reason)</dd>
            """
    }

    /// Where the unit uploads before it hands in, right above the form that does.
    private var upload: HTML? {
        guard let actor, actor.side == .unit, part.moves(for: actor).contains(.submit) else { return nil }
        let path = "/findings/\(dossier.finding.id.rawValue)/parts/\(part.id.rawValue)/evidence"
        let list = EvidenceList(
            entry.fresh, id: "evidence-\(part.id.rawValue)", upload: .init(action: path, day: viewer.day),
            mayRemove: true)
        return "\(list.html)\(entry.fresh.isEmpty ? nil : EvidenceList.removalForm)"
    }

    /// What was handed in so far.
    private var evidence: HTML {
        let fresh = Set(entry.fresh.map(\.id))
        let handedIn = entry.evidence.filter { !fresh.contains($0.id) }
        guard !handedIn.isEmpty else { return .empty }
        let list = EvidenceList(handedIn, id: "evidence-\(part.id.rawValue)-before").list
        return "<section class=\"section\" id=\"evidence\"><h2>已提交的佐证</h2>\(list)</section>"
    }

    private var plan: HTML {
        guard let plan = part.plan else { return .empty }
        let rows = plan.tasks.map { task -> HTML in
            """
            <tr>\(Ledger.cell("任务", "\(task.text)", kind: "lead"))\
            \(Ledger.cell("责任人", "\((task.responsible.isEmpty ? plan.responsible : task.responsible).joined(separator: "、"))"))\
            \(Ledger.cell("完成期限", (task.dueOn ?? part.dueOn).map { When.html($0) } ?? "", kind: "date"))</tr>
            """
        }
        let table: HTML? =
            rows.isEmpty
            ? nil
            : """
            <table class="ledger"><thead><tr><th scope="col">任务</th><th scope="col">责任人</th>\
            <th scope="col" class="date">完成期限</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        return """
            <section class="section"><h2>整改方案</h2><dl class="facts"><dt>整改措施</dt>\
            <dd class="prose">\(plan.measures)</dd><dt>责任人</dt><dd>\(plan.responsible.joined(separator: "、"))</dd></dl>\
            \(table)</section>
            """
    }
}
