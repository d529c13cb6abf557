import Store
import Supervision

/// One line of an inspection's timeline, in words; nil for what this viewer is not told.
struct InspectionEvent: Sendable {
    private let row: TimelineRow
    private let text: String

    init?(_ row: TimelineRow, for viewer: Viewer, _ procedure: Procedure) {
        guard let told = InspectionEvent.words[row.action] else { return nil }
        guard told.isForUnit || !Role.unit.contains(viewer.role) else { return nil }
        self.row = row
        text = row.action == "inspection.moved" ? InspectionEvent.moved(row, procedure) : told.text
    }

    var html: HTML {
        """
        <li><span class="event">\(text)</span>
        <div class="by">\(row.name) · \(When.html(row.at))</div></li>
        """
    }

    private static func moved(_ row: TimelineRow, _ procedure: Procedure) -> String {
        let step = procedure.steps.first { row.content.contains("\"step\":\"\($0.code)\"") }
        return step.map { "进入“\($0.name)”" } ?? "流程完成"
    }

    /// What is done inside the office is not for the unit.
    private static let words: [String: (text: String, isForUnit: Bool)] = [
        "inspection.moved": ("进入下一环节", true), "inspection.assigned": ("分派督导组", true),
        "inspection.planned": ("安排到校日期", true), "inspection.chosen": ("列入重点复查", true),
        "inspection.unchosen": ("移出重点复查", true), "inspection.skipped": ("略过一个环节", true),
        "inspection.confirmed": ("确认督导结果", false),
        "inspection.revealed": ("已到校，单位可以看到本项督导", false), "assessment.submitted": ("提交评估", false),
        "assessment.returned": ("退回评估", false), "opinion.preliminaryDrafted": ("拟写初步意见", false),
        "opinion.delivered": ("送达初步意见", true), "opinion.defended": ("提出申辩", true),
        "opinion.waived": ("放弃申辩", true), "opinion.lapsed": ("申辩期满", true), "opinion.answered": ("答复申辩", true),
        "opinion.finalDrafted": ("拟写督导意见书", false), "opinion.defenceTermSet": ("设定申辩期限", true),
        "opinion.rejected": ("退回督导意见书", false), "opinion.sent": ("送达督导意见书", true),
        "opinion.received": ("签收初步意见", true), "opinion.acknowledged": ("签收督导意见书", true),
        "finding.issued": ("下发问题", true),
        "finding.acknowledged": ("签收问题", true), "finding.submitted": ("提交整改佐证", true),
        "finding.verified": ("核查整改", true), "finding.returned": ("退回整改", true), "finding.closed": ("销号", true),
        "finding.reopened": ("重新打开问题", true),
    ]
}
