package import Supervision

/// A problem as somebody writes it down, before it has a number.
package struct NewFinding: Sendable {
    package var source: Finding.Source
    package var campaign: CampaignID?
    package var inspection: InspectionID?
    /// The criterion's number in the framework; empty when the problem came another way.
    package var criterion: String
    package var criterionText: String
    /// The clause that was not kept.
    package var basis: String
    package var problem: String
    package var requirement: String
    package var grade: Finding.Grade
    /// One for each unit that has to put it right.
    package var parts: [Part]

    package init(
        source: Finding.Source, campaign: CampaignID? = nil, inspection: InspectionID? = nil, criterion: String = "",
        criterionText: String = "", basis: String = "", problem: String, requirement: String,
        grade: Finding.Grade = .ordinary, parts: [Part]
    ) {
        self.source = source
        self.campaign = campaign
        self.inspection = inspection
        self.criterion = criterion
        self.criterionText = criterionText
        self.basis = basis
        self.problem = problem
        self.requirement = requirement
        self.grade = grade
        self.parts = parts
    }

    /// A problem of one unit.
    package init(
        source: Finding.Source, campaign: CampaignID? = nil, inspection: InspectionID? = nil,
        organisation: OrganisationID, criterion: String = "", criterionText: String = "", basis: String = "",
        problem: String, requirement: String, grade: Finding.Grade = .ordinary, dueInDays: Int? = nil,
        dueOn: Day? = nil
    ) {
        self.init(
            source: source, campaign: campaign, inspection: inspection, criterion: criterion,
            criterionText: criterionText, basis: basis, problem: problem, requirement: requirement, grade: grade,
            parts: [Part(organisation: organisation, term: dueOn.map(Term.until) ?? dueInDays.map(Term.days) ?? .usual)]
        )
    }

    /// What one unit is asked for.
    package struct Part: Sendable {
        package var organisation: OrganisationID
        package var cooperating: [OrganisationID]
        /// Empty when the finding's own requirement says it all.
        package var requirement: String
        package var term: Term
        /// Why the office set this deadline.
        package var reason: String

        package init(
            organisation: OrganisationID, cooperating: [OrganisationID] = [], requirement: String = "",
            term: Term = .usual, reason: String = ""
        ) {
            self.organisation = organisation
            self.cooperating = cooperating
            self.requirement = requirement
            self.term = term
            self.reason = reason
        }
    }

    /// How long the unit has; no law counts the days of a rectification, so the office sets them.
    package enum Term: Sendable, Hashable {
        case until(Day)
        /// Counted from the day of issue.
        case days(Int)

        /// A month, unless the office says otherwise.
        package static let usual = Term.days(30)

        package func end(from day: Day) -> Day {
            switch self {
            case .until(let end): end
            case .days(let count): day.adding(days: count)
            }
        }
    }
}
