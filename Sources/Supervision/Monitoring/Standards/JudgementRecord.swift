package typealias JudgementID = Identifier<Judgement>

/// A judgement by hand as it was given: for which county, year and condition, by whom; none is ever taken out.
package struct JudgementRecord: Hashable, Sendable {
    package let id: JudgementID
    package let condition: String
    /// Counts the judgements of the condition in that year; the highest one holds.
    package let version: Int
    package let judgement: Judgement
    package let byName: String
    package let at: Instant

    package init(
        id: JudgementID, condition: String, version: Int, judgement: Judgement, byName: String, at: Instant
    ) {
        self.id = id
        self.condition = condition
        self.version = version
        self.judgement = judgement
        self.byName = byName
        self.at = at
    }

    /// One that was taken back leaves the condition open.
    package var isWithdrawn: Bool { judgement.grade == .undetermined }
}

/// A judgement as somebody wants to give it.
package struct NewJudgement: Sendable, Equatable {
    package let condition: String
    package let grade: StandardGrade
    package let basis: String
    /// The version that the person saw; 0 where there was none.
    package let seen: Int

    /// The longest basis.
    package static let longest = 2_000

    /// Refused without a basis, and where the document does not know the grade or a figure decides.
    package init(
        _ grade: StandardGrade, of condition: String, basis: String, seen: Int, by standard: Standard
    ) throws(LedgerRefusal) {
        guard
            let indicator = standard.indicators.first(where: { $0.conditions.contains { $0.code == condition } }),
            indicator.conditions.contains(where: { $0.code == condition && $0.isByHand })
        else { throw .notByHand }
        if grade == .basic, !indicator.allowsBasic { throw .noBasic }
        if basis.isBlank { throw .basisMissing }
        if basis.count > Self.longest { throw .basisTooLong }
        if grade == .undetermined, seen == 0 { throw .nothingToWithdraw }
        self.condition = condition
        self.grade = grade
        self.basis = basis.trimmingBlanks
        self.seen = seen
    }
}

/// Who answers for an indicator in a county, and by when it is to be met.
package struct IndicatorDuty: Hashable, Sendable {
    /// 责任部门.
    package let department: String
    /// 责任人.
    package let person: String
    package let dueOn: Day?
    /// 0 where nobody has said anything yet.
    package let version: Int

    package init(department: String, person: String, dueOn: Day?, version: Int) {
        self.department = department
        self.person = person
        self.dueOn = dueOn
        self.version = version
    }

    package static let none = IndicatorDuty(department: "", person: "", dueOn: nil, version: 0)

    /// Days past the deadline of what is not met; nil while in time.
    package func daysLate(_ grade: StandardGrade, on today: Day) -> Int? {
        guard let dueOn, dueOn < today, grade == .notMet || grade == .undetermined else { return nil }
        return dueOn.distance(to: today)
    }
}

/// Why something about a standard or its ledger cannot be shown or done.
package enum LedgerRefusal: Refusal, Equatable {
    case noStandard, noIndicator, notOwn, notByHand, noBasic, basisMissing, basisTooLong, nothingToWithdraw, stale
    case noObligation, noTolerance, noThreshold
    case toleranceLapsed(String)

    package var code: String {
        switch self {
        case .noStandard: "ledger.noStandard"
        case .noIndicator: "ledger.noIndicator"
        case .notOwn: "ledger.notOwn"
        case .notByHand: "ledger.notByHand"
        case .noBasic: "ledger.noBasic"
        case .basisMissing: "ledger.basisMissing"
        case .basisTooLong: "ledger.basisTooLong"
        case .nothingToWithdraw: "ledger.nothingToWithdraw"
        case .stale: "ledger.stale"
        case .noObligation: "ledger.noObligation"
        case .noTolerance: "ledger.noTolerance"
        case .noThreshold: "ledger.noThreshold"
        case .toleranceLapsed: "ledger.toleranceLapsed"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .noStandard, .noIndicator, .noObligation, .noTolerance, .noThreshold: .notFound
        case .notOwn: .forbidden
        case .notByHand, .noBasic, .basisMissing, .basisTooLong, .nothingToWithdraw, .toleranceLapsed: .invalid
        case .stale: .conflict
        }
    }

    package var message: String {
        switch self {
        case .noStandard: "没有这个标准。"
        case .noIndicator: "标准里没有这项指标。"
        case .notOwn: "只有本区县的督导室可以修改，上级督导室只能查看。"
        case .notByHand: "这一项由数据计算，不能人工判定。"
        case .noBasic: "这一项没有基本合格，只有合格和不合格。"
        case .basisMissing: "请写明判定的依据；没有依据的判定不算数。"
        case .basisTooLong: "依据请控制在\(NewJudgement.longest)字以内。"
        case .nothingToWithdraw: "还没有判定，不用撤回。"
        case .stale: "这一项刚被他人修改，请刷新后再试；您填写的内容还在。"
        case .noObligation: "没有这项限期整改事项。"
        case .noTolerance: "标准里没有这项容差。"
        case .noThreshold: "没有这个本地限值，可能已经删除。"
        case .toleranceLapsed(let region): "\(region)已设定不允许这项容差，下级不能再允许。"
        }
    }
}
