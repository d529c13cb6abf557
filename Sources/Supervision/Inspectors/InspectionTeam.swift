/// Who goes to a unit: a lead and the others.
package struct InspectionTeam: Hashable, Sendable, Codable {
    package let lead: PersonID
    /// Without the lead, in the order in which they were named.
    package let members: [PersonID]

    /// The regulation (第十六条) asks for at least three inspectors for special and comprehensive supervision.
    package static let statutorySize = 3

    package init(lead: PersonID, members: [PersonID]) throws(TeamRefusal) {
        guard !members.contains(lead) else { throw .leadAmongMembers }
        guard Set(members).count == members.count else { throw .memberTwice }
        self.lead = lead
        self.members = members
    }

    package var everybody: [PersonID] { [lead] + members }

    /// Fewer than the regulation asks for; the officer is told and may go on, since a visit need not be either kind.
    package var isBelowStatutorySize: Bool { everybody.count < InspectionTeam.statutorySize }
}

/// Why people do not make a team.
package enum TeamRefusal: Refusal, Equatable {
    case leadAmongMembers
    case memberTwice

    package var code: String {
        switch self {
        case .leadAmongMembers: "team.leadAmongMembers"
        case .memberTwice: "team.memberTwice"
        }
    }

    package var kind: RefusalKind { .invalid }

    package var message: String {
        switch self {
        case .leadAmongMembers: "组长不必再列为组员。"
        case .memberTwice: "同一人只能在组内出现一次。"
        }
    }
}
