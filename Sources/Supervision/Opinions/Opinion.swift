/// From the team's preliminary opinion over the unit's defence to the office's 督导意见书.
package struct Opinion: Hashable, Sendable, Codable {
    package let id: OpinionID
    package let inspection: InspectionID
    package internal(set) var state: State
    /// Every version of the text, oldest first; none is ever changed.
    package internal(set) var texts: [TextVersion]
    package internal(set) var receivedOn: Day?
    /// Nil while the clock gives no day and the office has set none.
    package internal(set) var defenceDue: Day?
    package internal(set) var defence: [DefencePoint]
    package internal(set) var approvedBy: PersonID?
    /// The 发文字号 once sent.
    package internal(set) var number: String?
    package internal(set) var history: [HistoryEntry<Event>]
    package internal(set) var version: Int

    package init(id: OpinionID, inspection: InspectionID) {
        self.id = id
        self.inspection = inspection
        state = .drafting
        texts = []
        defence = []
        history = []
        version = 1
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case drafting, delivered, received, defended, settled, drafted, approved, sent, acknowledged

        package var label: String {
            switch self {
            case .drafting: "起草初步意见"
            case .delivered: "初步意见待签收"
            case .received: "申辩期"
            case .defended: "申辩待答复"
            case .settled: "待拟督导意见书"
            case .drafted: "督导意见书待审签"
            case .approved: "已审签待发送"
            case .sent: "已发送"
            case .acknowledged: "已签收"
            }
        }
    }

    package enum Event: String, Hashable, Sendable, Codable, CaseIterable {
        case preliminaryDrafted, delivered, received, defenceTermSet, defended, waived, lapsed, answered
        case finalDrafted, rejected, approved, sent, acknowledged, voided

        package var label: String {
            switch self {
            case .preliminaryDrafted: "拟写初步意见"
            case .delivered: "反馈初步意见"
            case .received: "签收初步意见"
            case .defenceTermSet: "设定申辩期限"
            case .defended: "提出申辩"
            case .waived: "放弃申辩"
            case .lapsed: "申辩期满"
            case .answered: "答复申辩"
            case .finalDrafted: "拟写督导意见书"
            case .rejected: "退回修改"
            case .approved: "审签"
            case .sent: "编号发送"
            case .acknowledged: "签收督导意见书"
            case .voided: "作废，重新拟写"
            }
        }
    }
}

package typealias OpinionID = Identifier<Opinion>

/// One version of an opinion's text.
package struct TextVersion: Hashable, Sendable, Codable {
    package let stage: Stage
    package let text: String
    package let by: PersonID
    package let on: Day

    package enum Stage: String, Hashable, Sendable, Codable {
        case preliminary, final
    }
}

/// One point of a unit's defence (申辩): what was asked, what was answered, what changed.
package struct DefencePoint: Hashable, Sendable, Codable {
    package let text: String
    package let evidence: [EvidenceID]
    package internal(set) var answer: Answer?

    package init(_ text: String, evidence: [EvidenceID] = []) {
        self.text = text
        self.evidence = evidence
    }

    package struct Answer: Hashable, Sendable, Codable {
        package let text: String
        /// What was changed in the opinion; nil when the point was not followed.
        package let change: String?
        package let by: PersonID
        package let on: Day
    }
}

extension Opinion {
    package func latest(_ stage: TextVersion.Stage) -> TextVersion? { texts.last { $0.stage == stage } }
}
