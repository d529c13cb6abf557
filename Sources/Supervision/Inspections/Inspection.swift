/// One organisation going through one campaign (督导).
package struct Inspection: Hashable, Sendable {
    package let id: InspectionID
    package let campaign: CampaignID
    package let organisation: OrganisationID
    /// The stratum it was drawn from; empty when chosen by hand.
    package let stratum: String
    package internal(set) var team: InspectionTeam?
    package internal(set) var progress: ProcedureState
    /// Frozen when confirmed; later changes of answers or framework do not touch it.
    package internal(set) var result: InspectionResult?
    package internal(set) var version: Int

    package init(
        id: InspectionID, campaign: CampaignID, organisation: OrganisationID, stratum: String = "",
        team: InspectionTeam? = nil, progress: ProcedureState, result: InspectionResult? = nil, version: Int = 1
    ) {
        self.id = id
        self.campaign = campaign
        self.organisation = organisation
        self.stratum = stratum
        self.team = team
        self.progress = progress
        self.result = result
        self.version = version
    }
}

package typealias InspectionID = Identifier<Inspection>

/// Who inspects a unit; the lead is one of the members.
package struct InspectionTeam: Hashable, Sendable, Codable {
    package let lead: PersonID
    package let members: [PersonID]

    /// Refused when somebody is named twice.
    package init(lead: PersonID, others: [PersonID]) throws(InspectionRefusal) {
        members = [lead] + others
        guard Set(members).count == members.count else { throw .memberTwice }
        self.lead = lead
    }

    package func includes(_ person: PersonID) -> Bool { members.contains(person) }
}

/// What an inspection came to.
package struct InspectionResult: Hashable, Sendable {
    package let score: Score
    package let maximum: Score
    package let grade: String
    package let confirmedBy: PersonID
    package let confirmedOn: Day

    package init(score: Score, maximum: Score, grade: String, confirmedBy: PersonID, confirmedOn: Day) {
        self.score = score
        self.maximum = maximum
        self.grade = grade
        self.confirmedBy = confirmedBy
        self.confirmedOn = confirmedOn
    }
}

/// Why an inspection would not change.
package enum InspectionRefusal: Refusal, Equatable {
    case notFound
    case memberTwice
    case confirmed
    case incomplete(Int)
    case noTeam

    package var code: String {
        switch self {
        case .notFound: "inspection.notFound"
        case .memberTwice: "inspection.memberTwice"
        case .confirmed: "inspection.confirmed"
        case .incomplete: "inspection.incomplete"
        case .noTeam: "inspection.noTeam"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .memberTwice: .invalid
        case .confirmed, .incomplete, .noTeam: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这项督导。"
        case .memberTwice: "同一人在督导组里出现了两次。"
        case .confirmed: "督导结果已经确认，不能再改。"
        case .incomplete(let count): "实地评估还有\(count)项没有作答，不能确认结果。"
        case .noTeam: "还没有组成督导组。"
        }
    }
}

extension Inspection {
    /// With another team, until the result is confirmed.
    package func assigned(_ team: InspectionTeam) throws(InspectionRefusal) -> Inspection {
        guard result == nil else { throw .confirmed }
        var next = self
        next.team = team
        next.version += 1
        return next
    }

    /// After a step of the procedure.
    package func moved(_ progress: ProcedureState) -> Inspection {
        var next = self
        next.progress = progress
        next.version += 1
        return next
    }

    /// Freezes score and grade.
    package func confirmed(
        _ tree: ScoreTree, by person: PersonID, on day: Day
    ) throws(InspectionRefusal) -> Inspection {
        guard result == nil else { throw .confirmed }
        guard team != nil else { throw .noTeam }
        guard tree.isComplete, let grade = tree.grade else { throw .incomplete(tree.progress.missing.count) }
        var next = self
        next.result = InspectionResult(
            score: tree.score, maximum: tree.maximum, grade: grade, confirmedBy: person, confirmedOn: day)
        next.version += 1
        return next
    }
}
