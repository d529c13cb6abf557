import Store
import Supervision

/// Addresses of what belongs to an inspection; the features that own the pages register them.
enum InspectionPaths {
    static func assessment(_ role: String, _ id: InspectionID) -> String { "/inspections/\(id)/assessment/\(role)" }
    static func opinion(_ id: InspectionID) -> String { "/inspections/\(id)/opinion" }
    static func findings(_ id: InspectionID) -> String { "/findings?inspection=\(id)" }
}

/// The ways from an inspection to its assessments, opinion, findings and documents, with where each stands.
struct InspectionParts: Sendable {
    let view: InspectionView
    let viewer: Viewer

    private var row: InspectionRow { view.row }
    private var isUnit: Bool { Role.unit.contains(viewer.role) }

    var rows: [HTML] {
        let asked = Set(view.standing.procedure.steps.flatMap(\.requires))
        var rows: [HTML] = []
        if asked.contains(.selfAssessment) { rows += assessments(.own, "自评") }
        // A unit reads what the team found once the office has sent its opinion.
        if asked.contains(.onSite), !isUnit || view.standing.acts.contains(.feedback) {
            rows += assessments(.onSite, "实地评估")
        }
        if asked.contains(.review), !isUnit, isReviewing || view.sheets.contains(where: { $0.states["review"] != nil }) {
            rows += assessments(.review, "重点复查")
        }
        if asked.contains(.feedback) || asked.contains(.opinion) {
            rows.append(line("督导意见", InspectionPaths.opinion(row.id), view.opinion == nil ? "未开始" : "办理中", ""))
        }
        let count = row.findings == 0 ? "没有下发的问题" : "未销号 \(row.openFindings) 条，共 \(row.findings) 条"
        rows.append(line("问题", InspectionPaths.findings(row.id), count, row.openFindings > 0 ? "warn" : ""))
        rows += view.documents.map { line($0.title, "/documents/\($0.id)", "已签发", "good") }
        return rows
    }

    private var isReviewing: Bool { view.standing.current?.requires.contains(.review) ?? false }

    /// A line for each of the campaign's frameworks.
    private func assessments(_ role: Assessment.Role, _ name: String) -> [HTML] {
        view.sheets.map { sheet in
            let state = sheet.states[role.rawValue]
            let told = state == "submitted" ? "已提交" : state == nil ? "未开始" : "填写中"
            let path = InspectionPaths.assessment(AssessmentSheet(role, number: sheet.number).path, row.id)
            return line(
                view.sheets.count > 1 ? "\(name)：\(sheet.name)" : name, path, told, state == "submitted" ? "good" : "")
        }
    }

    private func line(_ name: String, _ path: String, _ told: String, _ tone: String) -> HTML {
        """
        <tr>\(Ledger.cell("", "<a href=\"\(path)\">\(name)</a>", kind: "lead"))\
        <td>\(Badge.html(told, Badge.Tone(rawValue: tone) ?? .neutral))</td></tr>
        """
    }
}

/// The one thing that this viewer does next with an inspection, or whom it waits for.
struct InspectionNextStep: Sendable {
    let view: InspectionView
    let viewer: Viewer

    var html: HTML? {
        guard view.row.state == .running, let step = view.standing.current else { return nil }
        if let other = view.standing.waitingFor {
            return "<div class=\"notice\" role=\"status\">等待督导室完成“\(other)”，之后开始“\(step.name)”。</div>"
        }
        guard let act = view.standing.missing.first else { return nil }
        guard act.actors.contains(viewer.role) else {
            return "<div class=\"notice\" role=\"status\">正在“\(step.name)”，等待\(act.waitedFor)\(act.label)。</div>"
        }
        return """
            <section class="notice" aria-label="下一步"><strong>下一步：\(act.todo)</strong>
            <a class="button primary" href="\(path(of: act))">\(act.todo)</a></section>
            """
    }

    /// Of several sheets the first that is not handed in.
    private func path(of act: StepAct) -> String {
        guard let role = Assessment.Role.allCases.first(where: { $0.act == act && $0 != .thirdParty }),
            let open = view.sheets.first(where: { $0.states[role.rawValue] != "submitted" })
        else { return act.path(of: view.row.id) }
        return InspectionPaths.assessment(AssessmentSheet(role, number: open.number).path, view.row.id)
    }
}

extension StepAct {
    /// Whose turn it is.
    var actors: Set<Role> {
        switch self {
        case .selfAssessment, .assignment, .rectification: Role.unit
        case .onSite, .review: Role.team
        case .feedback: Role.office.union(Role.team)
        default: Role.office
        }
    }

    var waitedFor: String {
        switch self {
        case .selfAssessment, .assignment, .rectification: "单位"
        case .onSite, .review: "督导组"
        case .feedback: "督导组"
        default: "督导室"
        }
    }

    /// What the person does, as a button says it.
    var todo: String {
        switch self {
        case .selfAssessment: "填写自评"
        case .onSite: "开展实地评估"
        case .review: "开展重点复查"
        case .feedback: "反馈初步意见"
        case .opinion: "起草并送达督导意见书"
        case .assignment: "签收问题"
        case .rectification: "整改并提交佐证"
        case .verification: "核查整改"
        case .closure: "核查并销号"
        case .training, .report: label
        }
    }

    func path(of id: InspectionID) -> String {
        switch self {
        case .selfAssessment: InspectionPaths.assessment("self", id)
        case .onSite: InspectionPaths.assessment("on-site", id)
        case .review: InspectionPaths.assessment("review", id)
        case .feedback, .opinion: InspectionPaths.opinion(id)
        default: InspectionPaths.findings(id)
        }
    }
}
