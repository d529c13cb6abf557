package enum InspectorCandidateMark {}
package typealias InspectorCandidateID = Identifier<InspectorCandidateMark>

/// Somebody on the way to an appointment as 督学: 推荐, 审核, 公示, 公布 (《督学管理暂行办法》).
package struct InspectorCandidate: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case recommended, reviewed, shown, appointed, refused

        package var label: String {
            switch self {
            case .recommended: "已推荐，待审核"
            case .reviewed: "审核通过，待公示"
            case .shown: "公示中"
            case .appointed: "已公布聘任"
            case .refused: "未通过"
            }
        }

        package var isOpen: Bool { self != .appointed && self != .refused }
    }

    package let id: InspectorCandidateID
    package var name: String
    package var phone: String
    package var employer: String
    package var recommendedBy: String
    package var isFullTime: Bool
    package var level: InspectorLevel
    package var qualification: InspectorQualification
    package internal(set) var state: State
    package let recommendedOn: Day
    package internal(set) var reviewedOn: Day?
    /// The days on which it is shown to the public.
    package internal(set) var shown: Period?
    package internal(set) var decidedOn: Day?
    package internal(set) var reason: String
    package internal(set) var version: Int

    package init(
        id: InspectorCandidateID, name: String, phone: String, employer: String, recommendedBy: String,
        isFullTime: Bool, level: InspectorLevel, qualification: InspectorQualification, state: State = .recommended,
        recommendedOn: Day, reviewedOn: Day? = nil, shown: Period? = nil, decidedOn: Day? = nil, reason: String = "",
        version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.phone = phone
        self.employer = employer
        self.recommendedBy = recommendedBy
        self.isFullTime = isFullTime
        self.level = level
        self.qualification = qualification
        self.state = state
        self.recommendedOn = recommendedOn
        self.reviewedOn = reviewedOn
        self.shown = shown
        self.decidedOn = decidedOn
        self.reason = reason
        self.version = version
    }

    /// Passed the review: all conditions are met.
    package func reviewed(_ qualification: InspectorQualification, on day: Day) throws(InspectorCandidateRefusal)
        -> InspectorCandidate
    {
        guard state == .recommended else { throw .wrongState("审核", state) }
        guard qualification.missing.isEmpty else { throw .unqualified(qualification.missing) }
        var next = self
        next.qualification = qualification
        next.state = .reviewed
        next.reviewedOn = day
        next.version += 1
        return next
    }

    /// Shown to the public for some days, which begin today or later.
    package func shown(from: Day, until: Day, on today: Day) throws(InspectorCandidateRefusal) -> InspectorCandidate {
        guard state == .reviewed else { throw .wrongState("公示", state) }
        guard from >= today, let period = Period(from: from, until: until) else { throw .shownDays }
        var next = self
        next.state = .shown
        next.shown = period
        next.version += 1
        return next
    }

    /// Appointed once the days of showing are over; where a 公示 of this platform showed it, `notice`, with every
    /// objection to it answered.
    package func appointed(
        on day: Day, notice: Document? = nil, openObjections: Int = 0
    ) throws(InspectorCandidateRefusal) -> InspectorCandidate {
        guard state == .shown, let until = shown?.until else { throw .wrongState("公布", state) }
        guard day > until else { throw .stillShown(until) }
        try notice?.requireShown(until: until, on: day)
        guard openObjections == 0 else { throw .objectionsOpen(openObjections) }
        var next = self
        next.state = .appointed
        next.decidedOn = day
        next.version += 1
        return next
    }

    /// Not appointed, at any stage before the end.
    package func refused(_ reason: String, on day: Day) throws(InspectorCandidateRefusal) -> InspectorCandidate {
        guard state.isOpen else { throw .wrongState("终止", state) }
        guard !reason.isBlank, reason.count <= 500 else { throw .reasonMissing }
        var next = self
        next.state = .refused
        next.reason = reason.trimmed
        next.decidedOn = day
        next.version += 1
        return next
    }
}

/// Why somebody does not come nearer to an appointment.
package enum InspectorCandidateRefusal: Refusal, Equatable {
    case notFound, stale, reasonMissing, shownDays, nameMissing, noticeClosed, noticeTakenDown
    case wrongState(String, InspectorCandidate.State)
    case unqualified([InspectorCondition])
    case stillShown(Day)
    case notNamed(String)
    case objectionsOpen(Int)

    package var code: String {
        switch self {
        case .notFound: "candidate.notFound"
        case .stale: "candidate.stale"
        case .reasonMissing: "candidate.reasonMissing"
        case .shownDays: "candidate.shownDays"
        case .nameMissing: "candidate.nameMissing"
        case .wrongState: "candidate.wrongState"
        case .unqualified: "candidate.unqualified"
        case .stillShown: "candidate.stillShown"
        case .noticeClosed: "candidate.noticeClosed"
        case .noticeTakenDown: "candidate.noticeTakenDown"
        case .notNamed: "candidate.notNamed"
        case .objectionsOpen: "candidate.objectionsOpen"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .stale, .wrongState: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这名推荐人选，或者您无权查看。"
        case .stale: "刚被他人修改，请刷新后再试。"
        case .reasonMissing: "请填写理由，不超过500字。"
        case .shownDays: "公示从今天或以后开始，结束不能早于开始。"
        case .nameMissing: "请填写姓名，不超过50字。"
        case .wrongState(let deed, let state): "现在是“\(state.label)”，不能\(deed)。"
        case .unqualified(let missing): "还不符合或没有核实：\(missing.map(\.label).joined(separator: "；"))。"
        case .stillShown(let day): "公示到\(day.chinese)为止，期满无异议后才能公布。"
        case .noticeClosed: "请选择正在公示、截止日已确定的公示文书。"
        case .noticeTakenDown: "公示文书在公示期内已撤下或作废，须重新公示。"
        case .notNamed(let name): "所选公示文书里没有“\(name)”，请核对名单。"
        case .objectionsOpen(let count): "公示收到的异议还有\(count)条没有答复，答复后才能公布。"
        }
    }
}
