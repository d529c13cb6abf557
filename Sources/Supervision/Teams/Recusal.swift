/// An inspector should not inspect a unit (回避): applied for, decided by the office's head, and while granted a bar.
package struct Recusal: Hashable, Sendable {
    /// Who applied: the inspector, the unit, or the office that noticed it.
    package enum Side: String, Hashable, Sendable, CaseIterable {
        case inspector, unit, office

        package var label: String {
            switch self {
            case .inspector: "督学本人申请"
            case .unit: "被督导单位申请"
            case .office: "督导室提出"
            }
        }
    }

    package enum State: String, Hashable, Sendable, CaseIterable {
        case applied, granted, refused, withdrawn, lifted

        package var label: String {
            switch self {
            case .applied: "待决定"
            case .granted: "已批准"
            case .refused: "未批准"
            case .withdrawn: "已撤回"
            case .lifted: "已解除"
            }
        }
    }

    package let id: RecusalID
    package let person: PersonID
    package let organisation: OrganisationID
    package let ground: RecusalGround
    /// When the person left the unit; only for that ground.
    package let leftOn: Day?
    package let explanation: String
    package let side: Side
    package let appliedBy: PersonID
    package let appliedOn: Day
    package internal(set) var state: State
    /// On which days it bars; nil until it is granted.
    package internal(set) var period: Period?
    package internal(set) var decidedBy: PersonID?
    package internal(set) var decidedOn: Day?
    /// Why it was granted, refused or lifted.
    package internal(set) var reason: String
    package internal(set) var version: Int

    package init(
        id: RecusalID, person: PersonID, organisation: OrganisationID, ground: RecusalGround, leftOn: Day?,
        explanation: String, side: Side, appliedBy: PersonID, appliedOn: Day, state: State = .applied,
        period: Period? = nil, decidedBy: PersonID? = nil, decidedOn: Day? = nil, reason: String = "", version: Int = 1
    ) {
        self.id = id
        self.person = person
        self.organisation = organisation
        self.ground = ground
        self.leftOn = leftOn
        self.explanation = explanation
        self.side = side
        self.appliedBy = appliedBy
        self.appliedOn = appliedOn
        self.state = state
        self.period = period
        self.decidedBy = decidedBy
        self.decidedOn = decidedOn
        self.reason = reason
        self.version = version
    }

    /// Whether it keeps the person from the unit on any of these days.
    package func bars(during span: Period) -> Bool { state == .granted && (period?.overlaps(span) ?? false) }
}

package typealias RecusalID = Identifier<Recusal>

extension Recusal {
    package static let longest = 1_000

    /// Refuses an application that the jurisdiction's pack does not cover, saying why.
    package func checked(against pack: RecusalPack) throws(RecusalRefusal) -> Recusal {
        guard let rule = pack.rule(ground) else { throw .groundUnknown }
        guard !explanation.isBlank else { throw .explanationMissing }
        guard explanation.count <= Recusal.longest else { throw .tooLong(Recusal.longest) }
        guard let years = rule.years else { return self }
        guard let leftOn else { throw .leavingDayMissing }
        guard leftOn <= appliedOn else { throw .leavingDayAhead }
        if let last = rule.lastDay(leaving: leftOn), last < appliedOn { throw .yearsOver(years, last) }
        return self
    }

    /// Granted by somebody else than who applied and than the person concerned; bars from and until a day.
    ///
    /// Without a last day it bars until it is lifted; for somebody who left the unit, until the pack's years are over.
    package func granted(
        from: Day, until: Day?, reason: String, by person: PersonID, on day: Day, under rule: RecusalRule?
    ) throws(RecusalRefusal) -> Recusal {
        let last = until ?? leftOn.flatMap { rule?.lastDay(leaving: $0) }
        guard let period = Period(from: from, until: last) else { throw .endsBeforeBeginning }
        if let last, last < day { throw .overAlready(last) }
        var next = try decided(.granted, reason, by: person, on: day)
        next.period = period
        return next
    }

    package func refused(_ reason: String, by person: PersonID, on day: Day) throws(RecusalRefusal) -> Recusal {
        try decided(.refused, reason, by: person, on: day)
    }

    /// Taken back by whoever applied, before it was decided.
    package func withdrawn(by person: PersonID) throws(RecusalRefusal) -> Recusal {
        guard state == .applied else { throw .wrongState("撤回", state) }
        guard person == appliedBy else { throw .notTheApplicant }
        var next = self
        next.state = .withdrawn
        next.version += 1
        return next
    }

    /// What stood against it is gone: from `day` on the person may be sent there again.
    package func lifted(_ reason: String, by person: PersonID, on day: Day) throws(RecusalRefusal) -> Recusal {
        guard state == .granted else { throw .wrongState("解除", state) }
        guard person != self.person else { throw .own }
        guard !reason.isBlank else { throw .reasonMissing }
        var next = self
        next.state = .lifted
        next.period = period?.ending(day.adding(days: -1))
        next.reason = "\(self.reason)；解除：\(reason.trimmed)"
        next.version += 1
        return next
    }

    private func decided(
        _ state: State, _ reason: String, by person: PersonID, on day: Day
    ) throws(RecusalRefusal) -> Recusal {
        guard self.state == .applied else { throw .wrongState("决定", self.state) }
        guard person != self.person else { throw .own }
        guard person != appliedBy else { throw .sameHands }
        guard !reason.isBlank else { throw .reasonMissing }
        guard reason.count <= Recusal.longest else { throw .tooLong(Recusal.longest) }
        var next = self
        next.state = state
        next.decidedBy = person
        next.decidedOn = day
        next.reason = reason.trimmed
        next.version += 1
        return next
    }
}
