import Store
import Supervision

/// From the preliminary opinion to the 督导意见书 of one unit.
struct OpinionPage: Page {
    let view: OpinionView

    var title: String { "督导意见：\(view.found.unit)" }
    var section: String { "/inspections" }

    var main: HTML {
        """
        \(head.html)
        \(Said.error(view.problem))
        \(stages)
        <section class="section"><h2>下一步</h2>\(OpinionNext(view).html)</section>
        \(OpinionVotes(view).html)
        <div class="columns"><div>\(OpinionDefence(view).html)\(OpinionTexts(view).html)</div>\
        <aside>\(facts)\(OpinionHistory(view).html)</aside></div>
        """
    }

    private var head: PageHead {
        let tone: Badge.Tone = view.state == .acknowledged ? .good : .active
        return PageHead(
            title,
            crumbs: [("督导任务", "/inspections"), (view.found.unit, "/inspections/\(view.found.inspection.rawValue)")],
            badge: Badge.html(view.state.label, tone), subtitle: "\(view.found.campaignName)")
    }

    private static let stages: [(name: String, until: Opinion.State)] = [
        ("起草反馈", .drafting), ("单位签收", .delivered), ("申辩", .received), ("答复", .defended), ("拟写意见书", .settled),
        ("审签编号", .approved), ("单位签收", .sent),
    ]

    private var stages: HTML {
        let order = Opinion.State.allCases
        let now = order.firstIndex(of: view.state) ?? 0
        let places = OpinionPage.stages.map { order.firstIndex(of: $0.until) ?? 0 }
        let items = OpinionPage.stages.enumerated().map { index, stage -> HTML in
            if places[index] < now {
                let skipped = stage.until == .defended && (view.opinion?.defence.isEmpty ?? true)
                return skipped
                    ? "<li class=\"skipped\">\(stage.name)<small>没有申辩</small></li>"
                    : "<li class=\"done\">\(stage.name)<small>已完成</small></li>"
            }
            let isCurrent = index == places.firstIndex { $0 >= now }
            return isCurrent
                ? "<li class=\"current\" aria-current=\"step\">\(stage.name)<small>进行中</small></li>"
                : "<li>\(stage.name)<small>未开始</small></li>"
        }
        return "<ol class=\"steps\">\(items)</ol>"
    }

    private var facts: HTML {
        let found = view.found
        let team = found.team.map { "\(view.name($0))\($0 == found.lead ? "（组长）" : "")" }.joined(separator: "、")
        let score: HTML? = found.grade.isEmpty ? nil : "<dt>结果</dt><dd>\(found.score)分，\(found.grade)</dd>"
        let document = view.document.map { record -> HTML in
            let number = record.document.number?.text ?? "\(record.document.kind.label)（\(record.document.state.label)）"
            let void: HTML? = record.document.state == .withdrawn ? Badge.html("已作废", .late) : nil
            return "<dt>公文</dt><dd><a href=\"/documents/\(record.id.rawValue)\">\(number)</a> \(void)</dd>"
        }
        return """
            <section class="section"><h2>要素</h2><dl class="facts"><dt>督导组</dt><dd>\(team.isEmpty ? "未组成" : team)</dd>\
            \(found.visitedOn.map { day -> HTML in "<dt>实地督导</dt><dd>\(When.html(day))</dd>" })\(score)\
            \(view.opinion?.receivedOn.map { day -> HTML in "<dt>签收</dt><dd>\(When.html(day))</dd>" })\(due)\(document)\
            </dl></section>
            """
    }

    private var due: HTML? {
        guard let opinion = view.opinion, opinion.receivedOn != nil else { return nil }
        guard let due = opinion.defenceDue else { return "<dt>申辩期限</dt><dd class=\"late-text\">待督导室设定</dd>" }
        let isLate = opinion.state == .received && due < view.viewer.day
        return "<dt>申辩期限</dt><dd class=\"\(isLate ? "late-text" : "")\">\(When.html(due))</dd>"
    }
}
