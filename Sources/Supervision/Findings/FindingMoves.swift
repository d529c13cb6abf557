/// What somebody may do with a part now; what a page offers and nothing else.
package enum FindingMove: String, Hashable, Sendable, CaseIterable {
    case acknowledge, plan, submit, verify, sendBack, close, reopen

    package var label: String {
        switch self {
        case .acknowledge: "签收"
        case .plan: "报整改方案"
        case .submit: "提交佐证"
        case .verify: "核查通过"
        case .sendBack: "退回整改"
        case .close: "销号"
        case .reopen: "重新打开"
        }
    }
}

extension FindingPart {
    /// The moves open to `actor`, the next step first.
    package func moves(for actor: FindingActor) -> [FindingMove] {
        let mine = submitters.contains(actor.person)
        switch (state, actor.side) {
        case (.issued, .unit): return [.acknowledge]
        case (.acknowledged, .unit): return [.plan]
        case (.planned, .unit), (.returned, .unit): return milestonesAhead > 0 ? [.plan] : [.submit, .plan]
        case (.submitted, .unit): return [.submit]
        case (.submitted, .office), (.submitted, .director):
            return mine ? [] : milestonesUnsettled > 0 ? [.sendBack] : [.verify, .sendBack]
        case (.verified, .director): return mine || verifier == actor.person ? [.reopen] : [.close, .reopen]
        case (.verified, .office), (.closed, .office), (.closed, .director): return [.reopen]
        default: return []
        }
    }

    /// Why somebody on the right side still has to leave the next step to another; nil when they need not.
    package func hindrance(for actor: FindingActor) -> FindingRefusal? {
        let mine = submitters.contains(actor.person)
        switch (state, actor.side) {
        case (.submitted, .office), (.submitted, .director):
            return mine
                ? .verifierSubmitted : milestonesUnsettled > 0 ? .milestonesUnconfirmed(milestonesUnsettled) : nil
        case (.planned, .unit), (.returned, .unit):
            return milestonesAhead > 0 ? .milestonesAhead(milestonesAhead) : nil
        case (.verified, .director):
            return mine ? .closerSubmitted : verifier == actor.person ? .closerVerified : nil
        default: return nil
        }
    }

    /// What the part waits for, in words.
    package var waitingFor: String {
        switch state {
        case .draft: "等待督导室下发"
        case .issued: "等待责任单位签收"
        case .acknowledged: "等待责任单位报整改方案"
        case .planned, .returned: milestonesAhead > 0 ? "等待责任单位完成阶段目标" : "等待责任单位提交整改佐证"
        case .submitted: "等待督导室核查"
        case .verified: "等待督导室主任销号"
        case .closed: "已销号"
        }
    }
}
