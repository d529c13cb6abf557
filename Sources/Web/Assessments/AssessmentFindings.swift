import Hummingbird
import Store
import Supervision

/// Findings written down at the criterion that fails; they reach the unit only when the office issues them.
enum AssessmentFindingRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/inspections/:id/assessment/:role/findings", .roles(Role.team)) { call in try await form(call) }
        site.post("/inspections/:id/assessment/:role/findings", .roles(Role.team), draft)
    }

    private static func form(_ call: Call, _ fields: Fields? = nil, refusal: (any Refusal)? = nil) async throws
        -> Response
    {
        let fields = fields ?? call.query
        let view = try await view(call)
        if fields.text("criterion").isEmpty { return call.page(CriterionChoicePage(view)) }
        guard let node = view.framework.node(fields.text("criterion")), node.isLeaf else { throw WebRefusal.notFound }
        let page = CriterionFindingPage(view, node, fields, refusal)
        return call.page(page, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private static func draft(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: InspectionID = call.id()
        let sheet = try call.assessmentSheet
        let fields = submission.fields
        let view = try await view(call)
        guard let node = view.framework.node(fields.text("criterion")) else { throw WebRefusal.notFound }
        return try await call.change(submission) { refusal in
            guard refusal.kind == .invalid else { throw refusal }
            return try await form(call, fields, refusal: refusal)
        } _: { act in
            let new = try CriterionFindingForm(fields).finding(at: node, of: view)
            _ = try Assessments.requireOpen(sheet, of: id, criterion: node.number, act)
            _ = try Findings.draft(new, act)
            return call.assessmentPath(String(node.number.prefix { $0 != "." }), done: "created", at: node.number)
        }
    }

    private static func view(_ call: Call) async throws -> AssessmentView {
        let sheet = try call.assessmentSheet
        guard sheet.role != .own else { throw WebRefusal.notFound }
        let id: InspectionID = call.id()
        return try await call.read { db in try AssessmentView.load(sheet, of: id, for: call.viewer, in: db) }
    }
}

/// What the team types about a criterion that fails.
struct CriterionFindingForm: Sendable {
    let problem: String
    let requirement: String
    let grade: Finding.Grade?
    let days: Int?
    let daysText: String

    init(_ fields: Fields) {
        problem = fields.text("problem")
        requirement = fields.text("requirement")
        grade = Finding.Grade(rawValue: fields.text("grade"))
        days = fields.number("days")
        daysText = fields.text("days")
    }

    func finding(at node: FrameworkNode, of view: AssessmentView) throws(FormRefusal) -> NewFinding {
        var problems: [String: String] = [:]
        if problem.isEmpty { problems["problem"] = "请写明存在的问题。" }
        if requirement.isEmpty { problems["requirement"] = "请写明整改要求。" }
        if problem.count > 1_000 { problems["problem"] = "请控制在1000字以内。" }
        if requirement.count > 1_000 { problems["requirement"] = "请控制在1000字以内。" }
        if !(1...730).contains(days ?? 0) { problems["days"] = "请填写1到730之间的天数。" }
        guard problems.isEmpty, let grade else { throw FormRefusal(problems) }
        return NewFinding(
            source: .onSite, campaign: view.inspection.campaign, inspection: view.inspection.id,
            organisation: view.inspection.organisation, criterion: view.sheet.reference(node.number),
            criterionText: "\(view.sheetName)\(node.number) \(node.title)", basis: node.criterion?.basis ?? "",
            problem: problem,
            requirement: requirement, grade: grade, dueInDays: days)
    }
}

/// The form for a finding at a criterion.
struct CriterionFindingPage: Page {
    let view: AssessmentView
    let node: FrameworkNode
    let fields: Fields
    let problems: [String: String]
    let message: String?

    init(_ view: AssessmentView, _ node: FrameworkNode, _ fields: Fields, _ refusal: (any Refusal)?) {
        self.view = view
        self.node = node
        self.fields = fields
        problems = (refusal as? FormRefusal)?.problems ?? [:]
        message = refusal?.message
    }

    var title: String { "写入问题清单" }
    var section: String { "/inspections" }
    private var path: String { "/inspections/\(view.inspection.id)/assessment/\(view.sheet.path)" }

    var main: HTML {
        let part = node.number.prefix { $0 != "." }
        let back = "\(path)?part=\(part)#c\(node.number)"
        let criterion = node.criterion
        let answer = view.record?.answers[node.number]
        return """
            \(PageHead(title, crumbs: [(view.inspection.name, "/inspections/\(view.inspection.id)"), (view.role.label, back)]).html)
            \(Said.error(message))
            <dl class="facts"><dt>单位</dt><dd>\(view.inspection.name)</dd>\
            <dt>观测点</dt><dd>\(node.number) \(node.title)</dd><dt>要点</dt><dd>\(criterion?.guidance)</dd>\
            <dt>依据</dt><dd>\(criterion?.basis)</dd>\
            <dt>评估</dt><dd>\(answer?.text ?? "未作答")</dd></dl>
            <form class="form" method="post" action="\(path)/findings" data-draft="finding-\(node.number)">\(FormSeal())\
            <input type="hidden" name="criterion" value="\(node.number)">\
            \(field("problem", "存在的问题", answer?.note ?? "").area(rows: 4, limit: 1_000))\
            \(field("requirement", "整改要求", "").area(rows: 3, limit: 1_000))\
            \(field("grade", "程度", Finding.Grade.ordinary.rawValue).select(Finding.Grade.allCases.map { Choice($0.rawValue, $0.label) }))\
            \(Field("days", "建议整改期限（天）", value: fields["days"] ?? "30", problem: problems["days"], help: "自督导室下发之日起算；下发时可以调整。", isRequired: true).text(type: "number", isShort: true))\
            <div class="form-actions"><button class="primary">写入清单</button>\
            <a class="button quiet" href="\(back)">取消</a></div></form>
            """
    }

    private func field(_ name: String, _ label: String, _ otherwise: String) -> Field {
        Field(name, label, value: fields[name] ?? otherwise, problem: problems[name], isRequired: true)
    }
}
