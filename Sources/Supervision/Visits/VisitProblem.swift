/// A problem that was found on a visit, with who has to deal with it.
package struct VisitProblem: Hashable, Sendable {
    package let id: VisitProblemID
    package let criterion: String
    package let problem: String
    package let outcome: VisitOutcome
    package let requirement: String
    /// For advice to the school: from the day on which it arrives.
    package let days: Int?
    /// Whom to consult; nil leaves it to the office.
    package let department: OrganisationID?

    package init(
        id: VisitProblemID, criterion: String = "", problem: String, outcome: VisitOutcome, requirement: String = "",
        days: Int? = nil, department: OrganisationID? = nil
    ) {
        self.id = id
        self.criterion = criterion
        self.problem = problem
        self.outcome = outcome
        self.requirement = requirement
        self.days = days
        self.department = department
    }
}

package typealias VisitProblemID = Identifier<VisitProblem>

/// What comes of a visit: the five outcomes of the national record sheet, the lightest first.
package enum VisitOutcome: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case none, settled, advice, consult, serious

    package var label: String {
        switch self {
        case .none: "无意见"
        case .settled: "小问题现场反馈"
        case .advice: "发整改建议"
        case .consult: "向科室协商"
        case .serious: "上报督导办"
        }
    }

    /// What a problem may have; a visit without problems has `none`.
    package static let ofProblems: [VisitOutcome] = [.settled, .advice, .consult, .serious]

    /// How grave it stands in the ledger.
    package var grade: Finding.Grade {
        switch self {
        case .none, .settled, .advice: .ordinary
        case .consult: .serious
        case .serious: .grave
        }
    }

    package static func < (left: VisitOutcome, right: VisitOutcome) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
