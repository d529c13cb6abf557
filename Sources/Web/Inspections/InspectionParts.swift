import Store
import Supervision

/// Addresses of what belongs to an inspection; the features that own the pages register them.
enum InspectionPaths {
    static func assessment(_ role: String, _ id: InspectionID) -> String { "/inspections/\(id)/assessment/\(role)" }
    static func opinion(_ id: InspectionID) -> String { "/inspections/\(id)/opinion" }
    static func hearings(_ id: InspectionID) -> String { "/inspections/\(id)/hearings" }
    static func records(_ id: InspectionID) -> String { "/inspections/\(id)/records" }
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
        if view.isGovernment { rows.append(line("部门分工与自评报告", "/governments/\(row.id)", "汇总", "")) }
        if asked.contains(.selfAssessment) { rows += assessments(.own, "自评") }
        // A unit reads what the team found once the office has sent its opinion.
        if asked.contains(.onSite), !isUnit || view.standing.acts.contains(.feedback) {
            rows += assessments(.onSite, "实地评估")
        }
        if asked.contains(.review), !isUnit, isReviewing || view.sheets.contains(where: { $0.states["review"] != nil })
        {
            rows += assessments(.review, "重点复查")
        }
        if !isUnit, StepAct.hearings.contains(where: asked.contains) { rows.append(hearings) }
        if !isUnit, !view.standing.recorded.isEmpty { rows.append(records) }
        if asked.contains(.feedback) || asked.contains(.opinion) {
            rows.append(line("督导意见", InspectionPaths.opinion(row.id), view.opinion == nil ? "未开始" : "办理中", ""))
        }
        let count = row.findings == 0 ? "没有下发的问题" : "未销号 \(row.openFindings) 条，共 \(row.findings) 条"
        rows.append(line("问题", InspectionPaths.findings(row.id), count, row.openFindings > 0 ? "warn" : ""))
        rows += view.documents.map { line($0.title, "/documents/\($0.id)", "已签发", "good") }
        return rows
    }

    private var hearings: HTML {
        let wanted = StepAct.hearings.filter { act in
            view.standing.procedure.steps.contains { $0.requires.contains(act) }
        }
        let missing = wanted.filter { !view.standing.acts.contains($0) }
        let told = missing.isEmpty ? "已听取" : "还缺\(missing.map(\.label).joined(separator: "、"))"
        return line("听取意见", InspectionPaths.hearings(row.id), told, missing.isEmpty ? "good" : "warn")
    }

    private var records: HTML {
        let steps = view.standing.recorded
        let written = steps.count { !(view.standing.done.bySteps[$0.code] ?? []).isEmpty }
        return line(
            "环节记录", InspectionPaths.records(row.id), "\(written)／\(steps.count)个环节",
            written == steps.count ? "good" : "")
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
        let missing = view.standing.missing
        // Whoever has something to do sees that first, whatever else the others still owe.
        guard let act = missing.first(where: { $0.actors.contains(viewer.role) }) ?? missing.first else { return nil }
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
