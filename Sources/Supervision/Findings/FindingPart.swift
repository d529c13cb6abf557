/// What one unit has to put right of a finding; a finding that was not split has one part.
package struct FindingPart: Hashable, Sendable, Codable {
    package let id: FindingPartID
    package let finding: FindingID
    /// The unit that leads (责任单位).
    package internal(set) var organisation: OrganisationID
    /// 配合单位.
    package var cooperating: [OrganisationID]
    /// What this unit is asked for; empty when the finding's own requirement says it all.
    package var requirement: String
    /// Nil while the clock cannot say it.
    package var dueOn: Day?
    package internal(set) var state: State
    package internal(set) var plan: RectificationPlan?
    /// Everybody who ever handed in for this part; none of them may verify or close it.
    package internal(set) var submitters: [PersonID]
    /// Evidence since the part was last opened, returned or reopened; only this counts.
    package internal(set) var evidence: [EvidenceID]
    /// The day of the latest submission of this round.
    package internal(set) var submittedOn: Day?
    /// Who verified in this round.
    package internal(set) var verifier: PersonID?
    package internal(set) var closedOn: Day?
    /// Stages of a rectification that takes long (长期整改), in their order; empty for an ordinary one.
    package internal(set) var milestones: [Milestone]
    /// Counts changes, for optimistic locking.
    package internal(set) var version: Int

    package init(
        id: FindingPartID, finding: FindingID, organisation: OrganisationID, cooperating: [OrganisationID] = [],
        requirement: String = "", dueOn: Day?, state: State = .draft, plan: RectificationPlan? = nil,
        submitters: [PersonID] = [], evidence: [EvidenceID] = [], submittedOn: Day? = nil, verifier: PersonID? = nil,
        closedOn: Day? = nil, milestones: [Milestone] = [], version: Int = 1
    ) {
        self.id = id
        self.finding = finding
        self.organisation = organisation
        self.cooperating = cooperating
        self.requirement = requirement
        self.dueOn = dueOn
        self.state = state
        self.plan = plan
        self.submitters = submitters
        self.evidence = evidence
        self.submittedOn = submittedOn
        self.verifier = verifier
        self.closedOn = closedOn
        self.milestones = milestones
        self.version = version
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case draft, issued, acknowledged, planned, submitted, returned, verified, closed

        package var label: String {
            switch self {
            case .draft: "未下发"
            case .issued: "待签收"
            case .acknowledged: "待报方案"
            case .planned: "整改中"
            case .submitted: "待核查"
            case .returned: "退回整改"
            case .verified: "待销号"
            case .closed: "已销号"
            }
        }

        /// Whether the unit has the next move.
        package var awaitsUnit: Bool {
            switch self {
            case .issued, .acknowledged, .planned, .returned: true
            case .draft, .submitted, .verified, .closed: false
            }
        }
    }

    /// Days past the deadline; nil while in time, without deadline, or once evidence is in.
    package func daysLate(on today: Day) -> Int? {
        guard let dueOn, state.awaitsUnit, today > dueOn else { return nil }
        return dueOn.distance(to: today)
    }

    /// How many days too late the evidence came; nil when in time or not yet in.
    package var daysSubmittedLate: Int? {
        guard let dueOn, let submittedOn, submittedOn > dueOn else { return nil }
        return dueOn.distance(to: submittedOn)
    }
}

/// How a unit means to put it right (整改方案).
package struct RectificationPlan: Hashable, Sendable, Codable {
    package var measures: String
    package var tasks: [Task]
    /// Names, as the unit writes them.
    package var responsible: [String]

    package init(measures: String, tasks: [Task] = [], responsible: [String] = []) {
        self.measures = measures
        self.tasks = tasks
        self.responsible = responsible
    }

    /// One line of the 任务清单.
    package struct Task: Hashable, Sendable, Codable {
        package var text: String
        package var responsible: [String]
        package var dueOn: Day?

        package init(_ text: String, responsible: [String] = [], dueOn: Day? = nil) {
            self.text = text
            self.responsible = responsible
            self.dueOn = dueOn
        }
    }
}
