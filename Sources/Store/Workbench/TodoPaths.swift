extension Todo {
    /// Where it is done.
    package var path: String {
        switch kind {
        case .acknowledge, .plan, .rectify, .rectifyAgain, .reachMilestone, .verify, .decideExtension,
            .confirmMilestone,
            .chase, .close:
            "/findings/\(subject)"
        case .reportUpward: "/findings/\(subject)/report"
        case .selfAssess, .onSite, .review: "/inspections/\(subject)"
        case .hear: "/inspections/\(subject)/hearings"
        case .record, .judge: "/inspections/\(subject)/records"
        case .receive, .defend, .acknowledgeOpinion, .giveOpinion, .answerDefence, .setDefenceTerm,
            .draftOpinion, .approveOpinion, .voteOpinion:
            "/inspections/\(subject)/opinion"
        case .assignTeam: "/campaigns/\(subject)"
        case .issueDocument, .receiveDocument: "/documents/\(subject)"
        case .answerObjection: "/objections/\(subject)"
        case .carryOut: "/plan-items/\(subject)"
        case .findOwner: "/plan-items/\(subject)#people"
        case .prepareItem, .acceptItem: "/reception-items/\(subject)"
        case .reportUp: "/receptions/\(subject)#report"
        case .reportIndicator: "/indicator-shares/\(subject)"
        case .reportTarget, .confirmTarget: "/duty-targets/\(subject)"
        case .answerResult, .answerFeedback, .publishResult: "/result-notices/\(subject)"
        case .fillReturn, .reviewReturn: "/collection-returns/\(subject)"
        case .readWarning: "/warnings/\(subject)"
        case .cureTolerance: "/obligations/\(subject)"
        case .certify: "/certifications/\(subject)"
        case .reportRoster: "/quality-schools/\(subject)"
        case .signVisit, .decideVisit: "/visits/\(subject)"
        case .renewInspector: "/inspectors/\(subject)"
        case .postSchool: "/zones/schools?state=lacking&own=1&q=\(subject)"
        case .rateInspectors, .askTeachers: "/inspectors/ratings/mine"
        case .visitJointly: "/visits/new?task=\(subject)"
        case .correctVisit: "/visits/\(subject)/correction"
        case .answerReport: "/findings/drafts/\(subject)"
        case .takeTip, .answerTip: "/tips/\(subject)"
        case .verifyTip: "/tip-checks/\(subject)"
        case .mendTeam: "/campaigns/\(subject)/teams?state=wrong"
        case .answerInvitation: "/invitations/\(subject)"
        case .decideRecusal, .readRecusal: "/recusals/\(subject)"
        }
    }
}

extension TodoKind {
    /// The list that a count counts.
    package var list: String {
        switch self {
        case .acknowledge: "/findings?state=issued&own=1"
        case .plan: "/findings?state=acknowledged&own=1"
        case .rectify: "/findings?state=planned&own=1"
        case .rectifyAgain: "/findings?state=returned&own=1"
        case .verify: "/findings?state=submitted&own=1"
        case .close: "/findings?state=verified&own=1"
        case .chase: "/findings?state=late&own=1"
        case .reachMilestone: "/findings/milestones?state=soon&own=1"
        case .confirmMilestone: "/findings/milestones?state=reported&own=1"
        case .decideExtension: "/findings/extensions?state=asked&own=1"
        case .reportUpward: "/findings/reports?state=due"
        case .assignTeam: "/campaigns?teams=lacking"
        case .mendTeam: "/campaigns?teams=short"
        case .answerInvitation: "/invitations?state=asked&own=1"
        case .decideRecusal: "/recusals?todo=decide"
        case .readRecusal: "/recusals?todo=read"
        case .issueDocument: "/documents?state=waiting&own=1"
        case .answerObjection: "/objections?open=1&own=1"
        case .receiveDocument: "/documents?receipt=open"
        case .carryOut: "/plan-items?todo=due&mine=1"
        case .findOwner: "/plan-items?todo=unowned&own=1"
        case .prepareItem: "/reception-items?state=todo"
        case .acceptItem: "/reception-items?state=submitted&own=1"
        case .reportUp: "/receptions?state=preparing&own=1"
        case .reportIndicator: "/indicator-shares?state=waiting"
        case .reportTarget: "/duty-targets?state=waiting"
        case .confirmTarget: "/duty-targets?state=reported&own=1"
        case .answerResult: "/result-notices?state=mine"
        case .answerFeedback: "/result-notices?state=unanswered&own=1"
        case .publishResult: "/result-notices?state=draft&own=1"
        case .fillReturn: "/collection-returns?state=waiting"
        case .reportRoster: "/quality-schools?roster=todo"
        case .reviewReturn: "/collection-returns?state=submitted&own=1"
        case .readWarning: "/warnings?state=open&own=1"
        case .cureTolerance: "/obligations?state=soon"
        case .certify: "/certifications?mine=1"
        case .signVisit: "/visits?state=unsigned"
        case .decideVisit: "/visits?state=undecided&own=1"
        case .renewInspector: "/inspectors?state=expiring&own=1"
        case .postSchool: "/zones/schools?state=lacking&own=1"
        case .rateInspectors, .askTeachers: "/inspectors/ratings/mine"
        case .visitJointly: "/visit-tasks?state=open"
        case .correctVisit: "/visits?state=asked&mine=1"
        case .answerReport: "/findings/drafts?source=visit"
        case .takeTip: "/tips?group=untaken&own=1"
        case .answerTip: "/tips?group=inHand&mine=1&own=1"
        case .verifyTip: "/tip-checks?state=open"
        case .selfAssess, .onSite, .hear, .record, .judge, .voteOpinion, .review, .giveOpinion, .receive, .defend,
            .acknowledgeOpinion, .answerDefence,
            .setDefenceTerm, .draftOpinion, .approveOpinion:
            "/inspections?todo=\(rawValue)"
        }
    }
}
