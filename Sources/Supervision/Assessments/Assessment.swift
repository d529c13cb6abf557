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

/// Why an assessment would not change.
package enum AssessmentRefusal: Refusal, Equatable {
    case notFound
    case submitted
    case notSubmitted
    case unknownCriterion(String)
    case badValue(String, String)
    case reasonMissing(String)
    case incomplete([String])
    case evidenceMissing([String])

    package var code: String {
        switch self {
        case .notFound: "assessment.notFound"
        case .submitted: "assessment.submitted"
        case .notSubmitted: "assessment.notSubmitted"
        case .unknownCriterion: "assessment.unknownCriterion"
        case .badValue: "assessment.badValue"
        case .reasonMissing: "assessment.reasonMissing"
        case .incomplete: "assessment.incomplete"
        case .evidenceMissing: "assessment.evidenceMissing"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .submitted, .notSubmitted: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这份评估。"
        case .submitted: "这份评估已经提交，不能再改；如需修改，请由督导室退回。"
        case .notSubmitted: "这份评估还没有提交。"
        case .unknownCriterion(let number): "指标体系里没有观测点“\(number)”。"
        case .badValue(let number, let why): "“\(number)”：\(why)"
        case .reasonMissing(let number): "“\(number)”标为不适用，请写明理由。"
        case .incomplete(let numbers): "还有\(numbers.count)项没有作答：\(numbers.prefix(10).joined(separator: "、"))。"
        case .evidenceMissing(let numbers): "还有\(numbers.count)项缺少佐证材料：\(numbers.prefix(10).joined(separator: "、"))。"
        }
    }
}

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
