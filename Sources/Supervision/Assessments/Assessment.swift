/// Answers to a framework by one role for one inspection.
package struct Assessment: Hashable, Sendable {
    package let id: AssessmentID
    package let inspection: InspectionID
    package let role: Role
    package internal(set) var state: State
    package internal(set) var answers: [String: Answer]
    package internal(set) var submittedBy: PersonID?
    package internal(set) var submittedOn: Day?
    /// Counts changes, for optimistic locking.
    package internal(set) var version: Int

    package init(
        id: AssessmentID, inspection: InspectionID, role: Role, state: State = .draft,
        answers: [String: Answer] = [:], submittedBy: PersonID? = nil, submittedOn: Day? = nil, version: Int = 1
    ) {
        self.id = id
        self.inspection = inspection
        self.role = role
        self.state = state
        self.answers = answers
        self.submittedBy = submittedBy
        self.submittedOn = submittedOn
        self.version = version
    }

    package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
        case own = "self"
        case onSite, thirdParty, review

        package var label: String {
            switch self {
            case .own: "自评"
            case .onSite: "实地评估"
            case .thirdParty: "第三方评估"
            case .review: "复查评估"
            }
        }
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case draft, submitted

        package var label: String { self == .draft ? "填写中" : "已提交" }
    }
}

package typealias AssessmentID = Identifier<Assessment>

extension Assessment {
    /// The draft with one answer more, or another; an answer without value clears what was there.
    package func answered(_ answer: Answer, in framework: Framework) throws(AssessmentRefusal) -> Assessment {
        guard state == .draft else { throw .submitted }
        guard let criterion = framework.node(answer.criterion)?.criterion else {
            throw .unknownCriterion(answer.criterion)
        }
        if let why = answer.notApplicable, why.isBlank { throw .reasonMissing(answer.criterion) }
        if let problem = answer.value?.problem(for: criterion.kind) { throw .badValue(answer.criterion, problem) }
        var next = self
        next.answers[answer.criterion] = answer
        next.version += 1
        return next
    }

    /// Handed in: complete, and in a self-assessment with the evidence that is required.
    package func submitted(
        by person: PersonID, on day: Day, in framework: Framework, unit: UnitProfile? = nil
    ) throws(AssessmentRefusal) -> Assessment {
        guard state == .draft else { throw .submitted }
        let progress = Rollup.compute(framework, answers, unit: unit).progress
        guard progress.missing.isEmpty else { throw .incomplete(progress.missing) }
        guard role != .own || progress.missingEvidence.isEmpty else { throw .evidenceMissing(progress.missingEvidence) }
        var next = self
        next.state = .submitted
        next.submittedBy = person
        next.submittedOn = day
        next.version += 1
        return next
    }

    /// Given back to be corrected.
    package func returned() throws(AssessmentRefusal) -> Assessment {
        guard state == .submitted else { throw .notSubmitted }
        var next = self
        next.state = .draft
        next.submittedBy = nil
        next.submittedOn = nil
        next.version += 1
        return next
    }
}
