import Store
import Supervision

/// The states by which items are looked for.
enum PlanItemStates {
    static let choices =
        [Choice("late", "逾期"), Choice("unfinished", "未完成")]
        + PlanItem.Status.allCases.map { Choice($0.rawValue, $0.label) } + [Choice("undated", "未安排时间")]

    static func unit(_ address: ListAddress) -> HTML {
        """
        <div class="field"><label for="unit">对象</label><input id="unit" name="unit" value="\(address.filter("unit"))" \
        placeholder="如：幼儿园"></div>
        """
    }
}

/// An item as a line of a ledger.
struct PlanItemLine: Sendable {
    let today: Day
    /// Whether headings of chapters stand between the lines.
    var isGrouped = false
    /// Whether the plan stands beside it, on a list over all of them.
    var withPlan = false
    /// Whether the viewer may open the campaigns that are linked to it.
    var opensCampaigns = true
    /// The live figures beside targets that have one.
    var figures: [PlanTargetID: PlanFigure] = [:]

    static let columns: [Ledger.Column] = [
        .init("序号", sort: "ordinal", kind: "code"), .init("事项", sort: "title", kind: "long"),
        .init("目标"), .init("时间", sort: "due"), .init("负责人", sort: "owner"), .init("状态", sort: "status"),
    ]

    func html(_ row: PlanItemRow, startsChapter: Bool = false) -> HTML {
        let item = row.item
        let isLate = row.daysLate(on: today) != nil
        let mark = isLate ? "late" : item.status.isOpen ? "" : "closed"
        let heading: HTML? =
            isGrouped && startsChapter && !item.chapter.isEmpty
            ? "<tr class=\"part\"><th colspan=\"6\" scope=\"rowgroup\">\(item.chapter)</th></tr>" : nil
        return """
            \(heading)<tr class="\(mark)">\(Ledger.cell("序号", "\(item.number)", kind: "code"))\
            \(Ledger.cell("事项", about(row), kind: "long lead"))\(Ledger.cell("目标", targets(row)))\
            \(Ledger.cell("时间", windows(row)))\(Ledger.cell("负责人", people(row)))\
            \(Ledger.cell("状态", item.status.badge))</tr>
            """
    }

    private func about(_ row: PlanItemRow) -> HTML {
        let item = row.item
        let plan: HTML? =
            withPlan ? "<small><a href=\"/plans/\(item.plan)\">\(row.planTitle)</a></small>" : nil
        let origin: HTML? = item.origin == .document ? nil : " \(Badge.html(item.origin.label, .warn))"
        let kinds = item.kinds.map(\.label).joined(separator: " · ")
        let campaigns = row.campaigns.map { campaign -> HTML in
            opensCampaigns
                ? "<small>项目：<a href=\"/campaigns/\(campaign.id)\">\(campaign.name)</a></small>"
                : "<small>项目：\(campaign.name)</small>"
        }
        return """
            <a href="/plan-items/\(item.id)">\(item.title)</a>\(origin)<small>\(kinds)</small>\(campaigns)\(plan)
            """
    }

    private func targets(_ row: PlanItemRow) -> HTML {
        let lines = row.targets.map { target -> HTML in "<li>\(PlanTargetView(target, figures[target.id]).html)</li>"
        }
        return lines.isEmpty ? "<span class=\"muted\">—</span>" : "<ul class=\"plan-lines\">\(lines)</ul>"
    }

    private func windows(_ row: PlanItemRow) -> HTML {
        let isWorked = row.planState == .accepted
        let lines = row.windows.map { PlanWindowLine.html($0, isWorked ? row.item.status : .dropped, on: today) }
        return lines.isEmpty ? "<span class=\"muted\">未安排</span>" : "<ul class=\"plan-lines\">\(lines)</ul>"
    }

    private func people(_ row: PlanItemRow) -> HTML {
        let beside = row.coworkers.map(\.name).joined(separator: "、")
        let coworkers: HTML? = beside.isEmpty ? nil : "<small>协办 \(beside)</small>"
        return row.owner.map { "\($0.name)\(coworkers)" } ?? "<span class=\"muted\">未定</span>\(coworkers)"
    }
}

/// A target in words with the live figure beside it.
struct PlanTargetView: Sendable {
    let target: PlanItemTarget
    let figure: PlanFigure?

    init(_ target: PlanItemTarget, _ figure: PlanFigure? = nil) {
        self.target = target
        self.figure = figure
    }

    /// What was reached before, and what is only a guess, have no value of today.
    var html: HTML {
        let isFollowed = target.target.force == .must || target.target.force == .aim
        let now: HTML? = isFollowed ? "<small>现值 \(live)</small>" : nil
        return "\(target.target.label)\(now)"
    }

    /// What has been reached; says so where no figure is bound yet.
    var live: HTML { PlanFigureView.html(figure) }
}

/// What happened, in words.
enum PlanHistory {
    static func line(_ event: PlanEvent) -> HTML {
        let note: HTML? = event.note.isEmpty ? nil : "<p class=\"said\">\(event.note)</p>"
        return """
            <li><span class="event">\(label(event.kind))</span> <span class="by">\(event.byName) \(When.html(event.at))</span>\(note)</li>
            """
    }

    private static func label(_ kind: String) -> String {
        switch kind {
        case "created": "导入"
        case "read": "读取文件"
        case "edited": "修改"
        case "accepted": "接受"
        case "closed": "结束"
        case "reopened": "重新打开"
        case "added": "增加事项"
        case "removed": "删除事项"
        case "assigned": "定负责人"
        case "status": "状态"
        case "linked": "关联项目"
        case "unlinked": "取消关联"
        case "windowAdded": "增加时间"
        case "windowRemoved": "删除时间"
        case "windowMoved": "改期"
        case "windowDone": "完成阶段"
        case "windowUndone": "撤销完成"
        case "targetAdded": "增加目标"
        case "targetRemoved": "删除目标"
        default: "记录"
        }
    }
}
