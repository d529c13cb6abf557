import Store
import Supervision

/// One dimension of an assessment to be filled in or read, with the way to the others.
struct AssessmentPage: Page {
    let view: AssessmentView
    let dimension: FrameworkNode?
    let typed: Fields?
    let problems: [String: String]
    let problem: String?
    let viewer: Viewer
    /// Where a preview of the framework stands; nil for a real assessment.
    var preview: String?

    init(
        _ view: AssessmentView, viewer: Viewer, part: String, typed: Fields?, problems: [String: String],
        problem: String?
    ) {
        self.view = view
        self.viewer = viewer
        self.typed = typed
        self.problems = problems
        self.problem = problem
        let firstOpen = view.framework.nodes.first { view.answered(in: $0).answered < view.answered(in: $0).total }
        dimension = view.framework.nodes.first { $0.number == part } ?? firstOpen ?? view.framework.nodes.first
    }

    var path: String { preview ?? "/inspections/\(view.inspection.id)/assessment/\(view.sheet.path)" }
    var isOpen: Bool { view.closed == nil }
    var title: String { "\(view.role.label) · \(view.inspection.name)" }
    var section: String { "/inspections" }

    var main: HTML {
        """
        \(head.html)
        \(Said.error(problem))
        \(notices)
        \(SheetTabs(view: view, inspection: view.inspection.id).html)
        \(tabs)
        \(dimension.map(content))
        """
    }

    private var head: PageHead {
        let badge: HTML =
            view.record?.state == .submitted
            ? Badge.html("已提交", .good) : Badge.html(view.record == nil ? "未开始" : "填写中", .active)
        let state: HTML = "<span class=\"savestate\" data-savestate role=\"status\"></span>"
        let explanation: HTML = "<a class=\"button\" href=\"\(path)/explanation\">得分说明</a>"
        return PageHead(
            view.role.label,
            crumbs: [("督导任务", "/inspections"), (view.inspection.name, "/inspections/\(view.inspection.id)")],
            badge: badge, subtitle: "\(view.inspection.campaignName) · \(view.framework.name)",
            actions: "\(isOpen ? state : nil)\(explanation)")
    }

    private var notices: HTML {
        let reason: HTML? = view.record.flatMap { record in
            record.returnReason.isEmpty
                ? nil
                : "<div class=\"notice warning\" role=\"status\"><strong>督导室退回修改</strong>\(record.returnReason)</div>"
        }
        let closed: HTML? = view.closed.map { "<div class=\"notice\" role=\"status\">\($0)</div>" }
        return "\(reason)\(closed)\(missing)\(returnForm)"
    }

    /// What is still missing, each with the way to it; shown once a submission was tried or nearly all is done.
    private var missing: HTML? {
        let progress = view.tree.progress
        let evidence = view.role == .own ? progress.missingEvidence : []
        guard isOpen, problem != nil || progress.missing.isEmpty, !progress.missing.isEmpty || !evidence.isEmpty else {
            return nil
        }
        let unanswered: HTML? = progress.missing.isEmpty ? nil : "<p>未作答：\(progress.missing.map(link))</p>"
        let without: HTML? = evidence.isEmpty ? nil : "<p>缺佐证材料：\(evidence.map(link))</p>"
        return "<div class=\"notice warning\" role=\"status\"><strong>提交前还需补齐</strong>\(unanswered)\(without)</div>"
    }

    private func link(_ number: String) -> HTML {
        "<a href=\"\(path)?part=\(number.prefix { $0 != "." })#c\(number)\">\(number)</a> "
    }

    private var returnForm: HTML? {
        guard view.record?.state == .submitted, Role.office.contains(viewer.role) else { return nil }
        return """
            <details class="explain"><summary>退回修改</summary>\
            <form class="form" method="post" action="\(path)/return" data-draft="return">\(FormSeal())\
            \(Field("reason", "退回理由", value: typed?["reason"] ?? "", help: "填写人会看到；退回后原得分作废，需重新提交。", isRequired: true).area(rows: 2, limit: 500))\
            <div class="form-actions"><button class="danger" data-confirm="退回这份\(view.role.label)？">退回</button></div>\
            </form></details>
            """
    }

    private var tabs: HTML {
        let links = view.framework.nodes.map { node -> HTML in
            let count = view.answered(in: node)
            let current: HTML? = node.number == dimension?.number ? " aria-current=\"page\"" : nil
            return """
                <a href="\(path)?part=\(node.number)"\(current)>\(node.number) \(node.title)\
                <span class="count">\(count.answered)/\(count.total)</span></a>
                """
        }
        return "<nav class=\"tabs\" aria-label=\"维度\">\(links)</nav>"
    }

    private func content(of dimension: FrameworkNode) -> HTML {
        let criteria = view.leaves(of: dimension).filter(view.isConcerned).map { node in
            CriterionSection(
                node: node, page: self, answer: view.record?.answers[node.number],
                evidence: view.record?.evidence[node.number] ?? [])
        }
        guard isOpen else { return .joined(criteria.map(\.html)) }
        let version = typed?.number("version") ?? view.record?.version ?? 1
        return """
            <form method="post" action="\(path)" data-autosave="\(path)">\(FormSeal())\
            <input type="hidden" name="version" value="\(version)">\
            <input type="hidden" name="part" value="\(dimension.number)">
            \(criteria.map(\.html))
            \(bar)</form>
            \(criteria.map(\.detachedForm))
            \(EvidenceList.removalForm)
            """
    }

    private var bar: HTML {
        let progress = view.tree.progress
        let (done, total) = (progress.answered, progress.total)
        let ask = "提交\(view.role.label)？提交后不能自行修改，需要修改时由督导室退回。"
        return """
            <div class="assess-bar"><span class="meter-line"><meter min="0" max="\(max(total, 1))" value="\(done)">\
            \(done) / \(total)</meter> 已填 \(done) / \(total) 项</span>\
            <button name="whole" value="1">保存</button>\
            <button class="primary" name="whole" value="1" formaction="\(path)/submission" data-confirm="\(ask)">提交\(view.role.label)</button></div>
            """
    }
}
