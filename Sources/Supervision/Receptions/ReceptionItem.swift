/// One item of the list that came with a request (迎检事项): what is wanted, who prepares it, by when.
package struct ReceptionItem: Hashable, Sendable {
    package let id: ReceptionItemID
    package let reception: ReceptionID
    package var number: String
    package var title: String
    package var requirement: String
    package var organisation: OrganisationID
    package var dueOn: Day
    /// Whether a file has to go with it.
    package var needsEvidence: Bool
    package internal(set) var state: State
    package internal(set) var answer: String
    package internal(set) var returnReason: String
    package internal(set) var submittedOn: Day?
    package internal(set) var submittedBy: PersonID?
    package internal(set) var version: Int

    package init(
        id: ReceptionItemID, reception: ReceptionID, number: String, title: String, requirement: String = "",
        organisation: OrganisationID, dueOn: Day, needsEvidence: Bool = true, state: State = .open,
        answer: String = "", returnReason: String = "", submittedOn: Day? = nil, submittedBy: PersonID? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.reception = reception
        self.number = number
        self.title = title
        self.requirement = requirement
        self.organisation = organisation
        self.dueOn = dueOn
        self.needsEvidence = needsEvidence
        self.state = state
        self.answer = answer
        self.returnReason = returnReason
        self.submittedOn = submittedOn
        self.submittedBy = submittedBy
        self.version = version
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case open, submitted, returned, accepted

        package var label: String {
            switch self {
            case .open: "待报送"
            case .submitted: "待核收"
            case .returned: "退回补充"
            case .accepted: "已核收"
            }
        }

        /// Whether the preparing unit has the next move.
        package var awaitsUnit: Bool { self == .open || self == .returned }
    }
}

package typealias ReceptionItemID = Identifier<ReceptionItem>

extension ReceptionItem {
    package static let answerLimit = 4_000

    /// Days past its deadline; nil in time or once it was handed in.
    package func daysLate(on today: Day) -> Int? {
        state.awaitsUnit && today > dueOn ? dueOn.distance(to: today) : nil
    }

    /// Handed in: with some words, and with a file where one is wanted.
    package func submitted(
        _ answer: String, files: Int, by person: PersonID, on day: Day
    ) throws(ReceptionRefusal) -> ReceptionItem {
        guard state.awaitsUnit else { throw .itemState("报送", state) }
        guard !answer.isBlank else { throw .answerEmpty }
        guard answer.count <= ReceptionItem.answerLimit else { throw .answerTooLong }
        guard !needsEvidence || files > 0 else { throw .evidenceMissing }
        var next = self
        next.state = .submitted
        next.answer = answer.trimmed
        next.returnReason = ""
        next.submittedOn = day
        next.submittedBy = person
        next.version += 1
        return next
    }

    /// Taken over into the pack, by somebody other than who handed it in.
    package func accepted(by person: PersonID) throws -> ReceptionItem {
        guard state == .submitted else { throw ReceptionRefusal.itemState("核收", state) }
        try FourEyes.require(person, otherThan: [submittedBy], for: "核收")
        var next = self
        next.state = .accepted
        next.version += 1
        return next
    }

    /// Given back with what is missing; also what was taken over, while nothing was sent up.
    package func returned(_ reason: String) throws(ReceptionRefusal) -> ReceptionItem {
        guard state == .submitted || state == .accepted else { throw .itemState("退回", state) }
        guard !reason.isBlank else { throw .reasonEmpty }
        var next = self
        next.state = .returned
        next.returnReason = reason.trimmed
        next.version += 1
        return next
    }
}
