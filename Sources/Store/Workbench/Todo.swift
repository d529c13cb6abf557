import SQLCore
package import Supervision

/// Something that waits for the viewer.
package struct Todo: Sendable, Equatable {
    package let kind: TodoKind
    /// The id of the finding's part, the inspection, the opinion's inspection, or the document.
    package let subject: String
    /// What it is about: the finding's problem, the campaign's name.
    package let about: String
    /// The unit's name, or for a unit the finding's number.
    package let who: String
    package let dueOn: Day?
    /// The day is not known yet, because the calendar it needs is not.
    package let isUndetermined: Bool

    package init(
        kind: TodoKind, subject: String, about: String, who: String, dueOn: Day? = nil, isUndetermined: Bool = false
    ) {
        self.kind = kind
        self.subject = subject
        self.about = about
        self.who = who
        self.dueOn = dueOn
        self.isUndetermined = isUndetermined
    }

    /// Days past the due day; nil while in time or where there is none.
    package func daysLate(on today: Day) -> Int? {
        guard let dueOn, dueOn < today else { return nil }
        return dueOn.distance(to: today)
    }
}

/// What has to be done; the raw value is what the queries say.
package enum TodoKind: String, Sendable, CaseIterable {
    // A unit's.
    case acknowledge, plan, rectify, rectifyAgain, reachMilestone, selfAssess, receive, defend, acknowledgeOpinion
    case receiveDocument
    case prepareItem, reportIndicator, reportTarget, answerResult, fillReturn, reportRoster, signVisit, rateInspectors,
        askTeachers
    // Whoever works on an item of a plan, and the office for those that nobody owns.
    case carryOut, findOwner
    // A team's.
    case onSite, hear, record, review, giveOpinion, voteOpinion, visitJointly, correctVisit, verifyTip
    // The office's.
    case assignTeam, mendTeam, answerInvitation, verify, decideExtension, confirmMilestone, reportUpward
    case answerDefence, setDefenceTerm, draftOpinion, chase, answerObjection, judge
    case acceptItem, reportUp, confirmTarget, answerFeedback, reviewReturn, readWarning
    case cureTolerance, certify, answerReport, decideVisit, takeTip, answerTip, renewInspector, postSchool
    // The director's.
    case approveOpinion, close, issueDocument, publishResult, decideRecusal
    // Whoever applied for a recusal.
    case readRecusal

    package var label: String {
        switch self {
        case .acknowledge: "签收问题"
        case .plan: "上报整改方案"
        case .rectify: "提交整改佐证"
        case .rectifyAgain: "补充整改佐证"
        case .reachMilestone: "报送阶段目标"
        case .selfAssess: "填报自评"
        case .receive: "签收初步督导意见"
        case .defend: "提出或放弃申辩"
        case .acknowledgeOpinion: "签收督导意见书"
        case .receiveDocument: "签收公文"
        case .carryOut: "落实计划事项"
        case .findOwner: "给计划事项定负责人"
        case .prepareItem: "准备迎检材料"
        case .reportIndicator: "填报分工指标"
        case .reportTarget: "填报履职目标"
        case .answerResult: "反馈结果公示意见"
        case .fillReturn: "填报采集表"
        case .reportRoster: "上报监测名册"
        case .rateInspectors: "评价责任督学"
        case .askTeachers: "请教师评价责任督学"
        case .onSite: "现场评估"
        case .hear: "听取意见"
        case .record: "填写环节记录"
        case .voteOpinion: "评议督导意见书"
        case .answerObjection: "调查答复公示异议"
        case .judge: "记录评估验收结论"
        case .review: "重点复查"
        case .giveOpinion: "拟写并反馈初步意见"
        case .assignTeam: "组建督导组"
        case .mendTeam: "调整督导组"
        case .answerInvitation: "答复联合督导邀请"
        case .verify: "核查整改"
        case .decideExtension: "审批延期申请"
        case .confirmMilestone: "确认阶段目标"
        case .reportUpward: "整体上报整改结果"
        case .answerDefence: "答复申辩"
        case .setDefenceTerm: "设定申辩期限"
        case .draftOpinion: "拟写督导意见书"
        case .chase: "催办逾期整改"
        case .acceptItem: "核收迎检材料"
        case .reportUp: "上报迎检自评"
        case .confirmTarget: "核定履职目标"
        case .answerFeedback: "答复公示意见"
        case .reviewReturn: "审核采集表"
        case .readWarning: "处理预警"
        case .cureTolerance: "完成限期整改事项"
        case .certify: "办理创建认定环节"
        case .signVisit: "签收到校记录"
        case .visitJointly: "联合到校"
        case .correctVisit: "更正到校记录"
        case .answerReport: "处理督学上报的问题"
        case .decideVisit: "核定到校记录"
        case .takeTip: "受理举报诉求"
        case .answerTip: "办理举报诉求"
        case .verifyTip: "核实举报诉求"
        case .renewInspector: "办理督学续聘或换证"
        case .postSchool: "给学校落实责任督学"
        case .approveOpinion: "审签督导意见书"
        case .close: "审核销号"
        case .issueDocument: "签发公文"
        case .publishResult: "签发结果公示"
        case .decideRecusal: "决定回避申请"
        case .readRecusal: "查看回避决定"
        }
    }

    /// The word of its badge.
    package var area: String {
        switch self {
        case .acknowledge, .plan, .rectify, .rectifyAgain, .reachMilestone, .chase: "整改"
        case .decideExtension: "延期"
        case .reportUpward: "上报"
        case .selfAssess: "自评"
        case .receive, .defend, .answerDefence, .setDefenceTerm: "申辩"
        case .acknowledgeOpinion, .giveOpinion, .draftOpinion, .approveOpinion: "意见书"
        case .onSite, .hear, .record: "实地"
        case .voteOpinion: "评议"
        case .answerObjection: "公示"
        case .judge: "验收"
        case .review: "复查"
        case .assignTeam, .mendTeam, .answerInvitation: "分组"
        case .decideRecusal, .readRecusal: "回避"
        case .verify, .confirmMilestone: "核查"
        case .close: "销号"
        case .issueDocument, .receiveDocument: "公文"
        case .carryOut, .findOwner: "计划"
        case .prepareItem, .acceptItem, .reportUp: "迎检"
        case .reportIndicator: "分工"
        case .reportTarget, .confirmTarget: "目标"
        case .fillReturn, .reviewReturn: "采集"
        case .cureTolerance: "容差"
        case .reportRoster: "质量监测"
        case .answerResult, .answerFeedback, .publishResult: "公示"
        case .readWarning: "预警"
        case .certify: "认定"
        case .signVisit, .visitJointly, .answerReport, .decideVisit, .correctVisit: "到校"
        case .takeTip, .answerTip, .verifyTip: "举报"
        case .renewInspector, .postSchool, .rateInspectors, .askTeachers: "督学"
        }
    }
}

extension TodoKind {
    /// Whether what waits is an inspection or its opinion, so that the list of inspections can show exactly these.
    package var listsInspections: Bool {
        switch self {
        case .selfAssess, .receive, .defend, .acknowledgeOpinion, .onSite, .hear, .record, .review, .judge,
            .voteOpinion, .giveOpinion, .answerDefence, .setDefenceTerm, .draftOpinion, .approveOpinion:
            true
        default: false
        }
    }
}

/// Everything that waits for one viewer, as far as a page shows it.
package struct TodoList: Sendable, Equatable {
    /// Late ones first, then by day; those without a day last.
    package let rows: [Todo]
    /// How many there are of each kind, counted up to `limit`.
    package let counts: [TodoKind: Int]

    package static let limit = 1_000
    /// How many of one kind are shown; the list behind the count has them all.
    package static let shown = 8

    package init(rows: [Todo], counts: [TodoKind: Int]) {
        self.rows = rows
        self.counts = counts
    }

    package var total: Int { counts.values.reduce(0, +) }
}

extension Todo {
    /// Reads kind, subject, about, who, due, undetermined.
    init?(_ row: SQLRow) throws {
        guard let kind = TodoKind(rawValue: try row.get(0)) else { return nil }
        let due: String? = try row.get(4)
        self.init(
            kind: kind, subject: try row.get(1), about: try row.get(2), who: try row.get(3),
            dueOn: due.flatMap { Day($0) }, isUndetermined: try row.get(5))
    }
}
