/// What one unit hands in in one round (填报): its state and who moved it.
///
/// The values lie with the unit and the year, not here.
package struct CollectionReturn: Hashable, Sendable {
    package let id: CollectionReturnID
    package let round: CollectionRoundID
    package let organisation: OrganisationID
    /// The stages that it was asked about.
    package let stages: Set<Stage>
    package internal(set) var state: State
    package internal(set) var submittedOn: Day?
    package internal(set) var submittedBy: PersonID?
    package internal(set) var reviewedOn: Day?
    package internal(set) var reviewedBy: PersonID?
    package internal(set) var returnReason: String
    package internal(set) var version: Int

    package init(
        id: CollectionReturnID, round: CollectionRoundID, organisation: OrganisationID, stages: Set<Stage>,
        state: State = .draft, submittedOn: Day? = nil, submittedBy: PersonID? = nil, reviewedOn: Day? = nil,
        reviewedBy: PersonID? = nil, returnReason: String = "", version: Int = 1
    ) {
        self.id = id
        self.round = round
        self.organisation = organisation
        self.stages = stages
        self.state = state
        self.submittedOn = submittedOn
        self.submittedBy = submittedBy
        self.reviewedOn = reviewedOn
        self.reviewedBy = reviewedBy
        self.returnReason = returnReason
        self.version = version
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case draft, submitted, returned, reviewed, locked

        package var label: String {
            switch self {
            case .draft: "待填报"
            case .submitted: "待审核"
            case .returned: "退回修改"
            case .reviewed: "已审核"
            case .locked: "已锁定"
            }
        }

        package var awaitsUnit: Bool { self == .draft || self == .returned }
    }
}

package typealias CollectionReturnID = Identifier<CollectionReturn>

extension CollectionReturn {
    package static let reasonLimit = 500

    /// Handed in: complete, and every question of the checks corrected or explained.
    package func submitted(
        missing: [CollectionItem], unexplained: Int, by person: PersonID, on day: Day
    ) throws(CollectionRefusal) -> CollectionReturn {
        guard state.awaitsUnit else { throw .wrongState("提交", state) }
        guard missing.isEmpty else { throw .incomplete(missing.prefix(5).map(\.title), missing.count) }
        guard unexplained == 0 else { throw .unexplained(unexplained) }
        var next = moved(to: .submitted)
        next.submittedOn = day
        next.submittedBy = person
        next.returnReason = ""
        return next
    }

    /// Back to the unit, with the reason.
    package func returned(_ reason: String) throws(CollectionRefusal) -> CollectionReturn {
        guard state == .submitted || state == .reviewed else { throw .wrongState("退回", state) }
        guard !reason.isBlank else { throw .reasonMissing }
        guard reason.count <= CollectionReturn.reasonLimit else { throw .reasonTooLong }
        var next = moved(to: .returned)
        next.returnReason = reason.trimmed
        next.reviewedOn = nil
        next.reviewedBy = nil
        return next
    }

    /// Looked through by somebody other than who handed it in; every question of the checks is settled.
    package func reviewed(open: Int, by person: PersonID, on day: Day) throws -> CollectionReturn {
        guard state == .submitted else { throw CollectionRefusal.wrongState("审核", state) }
        try FourEyes.require(person, otherThan: [submittedBy], for: "审核")
        guard open == 0 else { throw CollectionRefusal.unsettled(open) }
        var next = moved(to: .reviewed)
        next.reviewedOn = day
        next.reviewedBy = person
        return next
    }

    /// From now on its values stand: indicators are worked out from them, nobody changes them.
    package func locked() throws(CollectionRefusal) -> CollectionReturn {
        guard state == .reviewed else { throw .wrongState("锁定", state) }
        return moved(to: .locked)
    }

    /// Open again, to be corrected, with the reason.
    package func unlocked(_ reason: String) throws(CollectionRefusal) -> CollectionReturn {
        guard state == .locked else { throw .wrongState("解锁", state) }
        guard !reason.isBlank else { throw .reasonMissing }
        guard reason.count <= CollectionReturn.reasonLimit else { throw .reasonTooLong }
        return moved(to: .reviewed)
    }

    /// Whether values may be changed, and by whom: the unit while it is its turn, the office with a reason until it is
    /// locked.
    package func admitsChange(byOffice: Bool, reason: String) throws(CollectionRefusal) {
        guard byOffice else {
            guard state.awaitsUnit else { throw .wrongState("修改", state) }
            return
        }
        guard state != .locked else { throw .wrongState("修改", state) }
        guard !reason.isBlank else { throw .reasonMissing }
        guard reason.count <= CollectionReturn.reasonLimit else { throw .reasonTooLong }
    }

    /// Whether it may be taken out of its round: only while nothing was handed in.
    package func admitsRemoval(reason: String) throws(CollectionRefusal) {
        guard state.awaitsUnit else { throw .wrongState("移出", state) }
        guard !reason.isBlank else { throw .reasonMissing }
    }

    private func moved(to state: State) -> CollectionReturn {
        var next = self
        next.state = state
        next.version += 1
        return next
    }
}

/// What became of one question of the checks.
package enum FindingAnswer: String, Hashable, Sendable, Codable, CaseIterable {
    case open, explained, accepted

    package var label: String {
        switch self {
        case .open: "待说明"
        case .explained: "已说明"
        case .accepted: "已认可"
        }
    }
}
