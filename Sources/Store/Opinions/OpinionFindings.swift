import Supervision

/// What an opinion does with the findings of its inspection, none of which is issued before it.
enum OpinionFindings {
    /// Another wording of a finding; an empty requirement stays as it was.
    static func amend(
        _ id: FindingID, problem: String, requirement: String, of found: OpinionCase, _ act: Act
    ) throws {
        let draft = try draft(id, of: found)
        guard !problem.isBlank else { throw OpinionRefusal.textMissing }
        try Findings.amend(
            id,
            NewFinding(
                source: draft.source, campaign: found.campaign, inspection: found.inspection,
                organisation: found.organisation, criterion: draft.criterion, criterionText: draft.criterionText,
                basis: draft.basis, problem: problem,
                requirement: requirement.isBlank ? draft.requirement : requirement,
                grade: draft.grade, dueInDays: draft.dueInDays, dueOn: draft.dueOn), act)
    }

    /// It is no finding after all; its words stay in the answer and in the versions of the text.
    static func withdraw(_ id: FindingID, of found: OpinionCase, _ act: Act) throws {
        _ = try draft(id, of: found)
        try Findings.discard(id, act)
    }

    static func draft(_ id: FindingID, of found: OpinionCase) throws -> FindingDraft {
        guard let draft = found.drafts.first(where: { $0.id == id }) else { throw OpinionRefusal.unknownFinding }
        return draft
    }
}
