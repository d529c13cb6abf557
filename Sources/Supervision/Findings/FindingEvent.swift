/// Who acts on a finding, and for which side.
package struct FindingActor: Hashable, Sendable {
    package let person: PersonID
    package let side: Side

    package init(_ person: PersonID, _ side: Side) {
        self.person = person
        self.side = side
    }

    package enum Side: String, Hashable, Sendable, CaseIterable {
        case unit, office, director
    }
}

/// Something that happened to a part of a finding; never changed afterwards.
package struct FindingEvent: Hashable, Sendable {
    package let kind: Kind
    package let by: PersonID
    package let at: Instant
    package let on: Day
    package let note: String
    package let evidence: [EvidenceID]

    package init(_ kind: Kind, by: PersonID, at: Instant, on: Day, note: String = "", evidence: [EvidenceID] = []) {
        self.kind = kind
        self.by = by
        self.at = at
        self.on = on
        self.note = note
        self.evidence = evidence
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case issued, acknowledged, planned, submitted, returned, verified, closed, reopened, split
        case selfReported, reminded, rechecked, reported
        /// On the spot, in the presence of whoever saw it.
        case settled
        case extensionAsked, extensionGranted, extensionRefused, extensionWithdrawn
        case milestonesSet, milestoneReported, milestoneConfirmed, milestoneReturned
        /// To another unit, because this one was merged or split.
        case passed

        package var label: String {
            switch self {
            case .issued: "下发"
            case .acknowledged: "签收"
            case .planned: "报整改方案"
            case .submitted: "提交佐证"
            case .returned: "核查退回"
            case .verified: "核查通过"
            case .closed: "销号"
            case .reopened: "重新打开"
            case .split: "拆分"
            case .selfReported: "自查登记"
            case .settled: "现场整改"
            case .reminded: "催办"
            case .rechecked: "复查"
            case .reported: "整体上报"
            case .extensionAsked: "申请延期"
            case .extensionGranted: "同意延期"
            case .extensionRefused: "不同意延期"
            case .extensionWithdrawn: "撤回延期申请"
            case .milestonesSet: "设定阶段目标"
            case .milestoneReported: "报阶段完成"
            case .milestoneConfirmed: "确认阶段目标"
            case .milestoneReturned: "退回阶段目标"
            case .passed: "变更责任单位"
            }
        }
    }
}
