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

/// Why a recusal is not as asked.
package enum RecusalRefusal: Refusal, Equatable {
    case notFound
    case groundUnknown
    case explanationMissing
    case tooLong(Int)
    case leavingDayMissing
    case leavingDayAhead
    case yearsOver(Int, Day)
    case endsBeforeBeginning
    case overAlready(Day)
    case reasonMissing
    case notTheApplicant
    case own
    case sameHands
    case wrongState(String, Recusal.State)
    case already
    case noPerson
    case noUnit
    case stale

    package var code: String {
        switch self {
        case .notFound: "recusal.notFound"
        case .groundUnknown: "recusal.groundUnknown"
        case .explanationMissing: "recusal.explanationMissing"
        case .tooLong: "recusal.tooLong"
        case .leavingDayMissing: "recusal.leavingDayMissing"
        case .leavingDayAhead: "recusal.leavingDayAhead"
        case .yearsOver: "recusal.yearsOver"
        case .endsBeforeBeginning: "recusal.endsBeforeBeginning"
        case .overAlready: "recusal.overAlready"
        case .reasonMissing: "recusal.reasonMissing"
        case .notTheApplicant: "recusal.notTheApplicant"
        case .own: "recusal.own"
        case .sameHands: "recusal.sameHands"
        case .wrongState: "recusal.wrongState"
        case .already: "recusal.already"
        case .noPerson: "recusal.noPerson"
        case .noUnit: "recusal.noUnit"
        case .stale: "recusal.stale"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .own, .sameHands, .notTheApplicant: .forbidden
        case .wrongState, .already, .stale: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这项回避申请。"
        case .groundUnknown: "请选择本地规定的回避情形。"
        case .explanationMissing: "请说明具体情况。"
        case .tooLong(let limit): "文字请控制在\(limit)字以内。"
        case .leavingDayMissing: "请填写离开该单位的日期。"
        case .leavingDayAhead: "离开该单位的日期不能晚于今天；仍在该单位的，请选择“本人是该单位工作人员”。"
        case .yearsOver(let years, let last):
            "离开该单位已满\(years)年（回避到\(last.chinese)为止），不再属于这一情形；另有情况的请选择“其他可能影响客观公正的情形”。"
        case .endsBeforeBeginning: "回避的结束日期不能早于开始日期。"
        case .overAlready(let day): "回避到\(day.chinese)已经结束，不必再批准。"
        case .reasonMissing: "请写明理由。"
        case .notTheApplicant: "只有申请人可以撤回。"
        case .own: "不能决定与自己有关的回避。"
        case .sameHands: "提出回避的人不能自己决定，须由另一人办理。"
        case .wrongState(let act, let state): "这项回避申请“\(state.label)”，不能\(act)。"
        case .already: "同一督学对同一单位已有一项待决定或已批准的回避。"
        case .noPerson: "没有找到这名督学，请从名单中选择。"
        case .noUnit: "没有找到这个单位，请填写单位代码或全称。"
        case .stale: "这项申请刚被他人办理，请刷新页面后查看。"
        }
    }
}
