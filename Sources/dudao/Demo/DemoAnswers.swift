import SQLCore
import Store
import Supervision

/// Answers of one assessment: plausible, a little worse on site than in the unit's own eyes.
struct DemoAnswers {
    let framework: Framework
    let evidence: DemoEvidence
    /// Makes one unit differ from the next.
    let number: Int

    /// Answers the first `share` percent of the criteria, the unit with the evidence that is asked for.
    func fill(
        _ sheet: AssessmentSheet, of inspection: InspectionID, share: Int, problems: [DemoProblem], _ act: Act
    ) throws {
        let leaves = framework.leaves.prefix(framework.leaves.count * share / 100)
        let bad = Set(problems.map(\.criterion))
        let changes = leaves.compactMap { node in
            node.criterion.map { change(node, $0.kind, isOwn: sheet.role == .own, isBad: bad.contains(node.number)) }
        }
        let outcome = try Assessments.save(changes, as: sheet, of: inspection, version: 0, act)
        if let message = outcome.message { throw DemoError.refused(message) }
        guard sheet.role == .own else { return }
        for (index, node) in leaves.enumerated() where node.criterion?.requiresEvidence ?? false {
            let open = try Assessments.requireOpen(sheet, of: inspection, criterion: node.number, act)
            _ = try EvidenceFiles.add(
                evidence.some(number + index), to: .assessment, open.id.rawValue, criterion: node.number,
                day: act.day.adding(days: -2), in: open.place, act)
        }
    }

    func submit(_ sheet: AssessmentSheet, of inspection: InspectionID, _ act: Act) throws {
        try Assessments.submit(sheet, of: inspection, act)
    }

    /// Writes a problem down at its criterion.
    func find(_ problem: DemoProblem, of inspection: InspectionID, days: Int, _ act: Act) throws -> FindingID {
        let found = try Inspections.require(inspection, visibleTo: act.viewer, in: act.db)
        let node = framework.node(problem.criterion)
        return try Findings.draft(
            NewFinding(
                source: .onSite, campaign: found.campaign, inspection: inspection, organisation: found.organisation,
                criterion: problem.criterion, criterionText: node?.title ?? "", basis: node?.criterion?.basis ?? "",
                problem: problem.problem, requirement: problem.requirement, grade: problem.grade, dueInDays: days), act)
    }

    private func change(
        _ node: FrameworkNode, _ kind: Criterion.Kind, isOwn: Bool, isBad: Bool
    ) -> TypedAnswer {
        if node.title == "校车", number % 4 > 0 {
            return TypedAnswer(node.number, value: "", note: "本园没有校车。", isApplicable: false)
        }
        let note = isOwn ? "" : isBad ? "现场查看与资料不符，已记入问题。" : number % 5 == 0 ? "现场查看属实。" : ""
        return TypedAnswer(
            node.number, value: value(of: node, kind, isOwn: isOwn, isBad: isBad).text, note: note, isApplicable: true)
    }

    private func value(of node: FrameworkNode, _ kind: Criterion.Kind, isOwn: Bool, isBad: Bool) -> Answer.Value {
        // The third level is what a problem costs; a good unit loses a little here and there.
        let last = node.number.utf8.last.map { Int($0) } ?? 0
        let weakness = [1, 2, 0, 4, 6, 3][number % 6]
        let step = isBad ? 2 : isOwn || (number * 5 + last) % 7 >= weakness ? 0 : weakness > 5 ? 2 : 1
        switch kind {
        case .scored(let max): return .points(Points(scaled: max.scaled * [100, 80, 50][step] / 100 / 1_000 * 1_000))
        case .graded(let levels): return .level(levels[min(step, levels.count - 1)].name)
        case .yesNo: return .yes(!isBad)
        case .counted(_, let target):
            let wanted = (target?.scaled ?? 0) / Points.scale
            return .count(Points(wanted * [100, 90, 40][step] / 100))
        case .veto: return .veto(false)
        }
    }
}
