import Store
import Supervision

/// One plan: how far it is, and its items by chapter.
struct PlanPage: Page {
    let record: PlanRecord
    let items: Listing<PlanItemRow>
    let owners: [PlanOwner]
    let events: [PlanEvent]
    let hasSource: Bool
    let address: ListAddress
    let viewer: Viewer
    let problem: String?
    /// The live figures beside the targets of the items shown.
    var live: [PlanTargetID: PlanFigure] = [:]

    private var plan: Plan { record.plan }
    private var path: String { "/plans/\(record.id)" }
    private var isOwn: Bool { Plans.isOwn(record.place, viewer) }
    var title: String { plan.title }
    var section: String { "/plans" }

    var main: HTML {
        let date: HTML? = plan.date.map { " · \(When.html($0))" }
        let subtitle: HTML = "\(plan.yearsText) · \(plan.issuer) \(plan.documentNumber)\(date)"
        return """
            \(PageHead(title, crumbs: [("年度计划", "/plans")], badge: plan.state.badge, subtitle: subtitle,
                actions: actions).html)
            \(plan.state == .draft ? nil : PlanTab.html(.items, of: record.id))
            \(Said.error(problem))
            \(plan.state == .draft ? draft : worked)
            \(history)
            """
    }

    private var draft: HTML {
        let review: HTML? =
            hasSource ? "<br><a class=\"button primary\" href=\"\(path)/review\">对照原文校核</a>" : nil
        return """
            <div class="empty"><strong>这份计划还在校核</strong>接受之后，读出的事项才会列在这里，可以定负责人、记进度、立项目。\(review)</div>
            """
    }

    private var worked: HTML {
        """
        \(figures)
        <section class="section" id="items"><div class="section-head"><h2>事项</h2>\(isOwn ? adding : nil)</div>\
        \(FilterBar(address, filters).html)\(table.html)</section>
        """
    }

    private var actions: HTML {
        let source: HTML? = hasSource ? "<a class=\"button\" href=\"\(path)/review\">原文与校核</a>" : nil
        guard isOwn else { return "\(source)" }
        let edit: HTML? = plan.state == .closed ? nil : "<a class=\"button\" href=\"\(path)/edit\">修改信息</a>"
        return "\(source)\(edit)\(stateAction)"
    }

    private var stateAction: HTML {
        switch plan.state {
        case .draft:
            button("removal", "删除", question: "删除这份计划和它的校核修改？", isDanger: true)
        case .accepted:
            record.counts.open == 0 && record.counts.total > 0
                ? button("closure", "结束计划", question: "所有事项都已办结。现在结束这份计划？") : .empty
        case .closed: button("reopening", "重新打开", question: "重新打开后可以修改事项。现在打开？")
        }
    }

    private func button(_ act: String, _ label: String, question: String, isDanger: Bool = false) -> HTML {
        """
        <form class="inline" method="post" action="\(path)/\(act)">\(FormSeal())\
        <input type="hidden" name="version" value="\(plan.version)">\
        <button class="\(isDanger ? "danger" : "")" data-confirm="\(question)" data-confirm-label="\(label)">\(label)</button></form>
        """
    }

    /// Each number opens the items that it counts.
    private var figures: HTML {
        let counts = record.counts
        let late: HTML? = counts.late > 0 ? " class=\"late\"" : nil
        func figure(_ title: String, _ count: Int, _ query: String, _ mark: HTML? = nil) -> HTML {
            "<div\(mark)><dt>\(title)</dt><dd><a href=\"\(path)\(query)#items\">\(count)<small>项</small></a></dd></div>"
        }
        return """
            <dl class="figures">\(figure("逾期", counts.late, "?state=late", late))\(figure("事项", counts.total, ""))\
            \(figure("未完成", counts.open, "?state=unfinished"))\(figure("已完成", counts.done, "?state=done"))\
            \(figure("不再实施", counts.dropped, "?state=dropped"))\
            \(figure("没有负责人", counts.withoutOwner, "?owner=none"))</dl>
            """
    }

    private var adding: HTML? {
        guard plan.state == .accepted else { return nil }
        return """
            <span class="actions"><a class="button" href="\(path)/items/new?origin=above">登记上级交办</a>\
            <a class="button" href="\(path)/items/new">增加事项</a></span>
            """
    }

    private var filters: [HTML] {
        let states = PlanItemStates.choices
        let people = [Choice("none", "没有负责人")] + owners.map { Choice($0.person.rawValue, $0.name) }
        return [
            FilterBar.search(address, hint: "事项、正文或序号"), FilterBar.choice(address, "state", "状态", states),
            FilterBar.choice(address, "kind", "类别", PlanKind.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "when", "时间", PlanWhen.choices(plan)),
            FilterBar.choice(address, "owner", "负责人", people), PlanItemStates.unit(address),
            FilterBar.choice(
                address, "origin", "来源", PlanItem.Origin.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: Ledger {
        let lines = PlanItemLine(today: viewer.day, isGrouped: address.filter("sort").isEmpty, figures: live)
        var chapter: String?
        return Ledger(
            PlanItemLine.columns, items, at: address, unit: "项", exportPath: "\(path)/items.xlsx", empty: empty
        ) { row in
            defer { chapter = row.item.chapter }
            return lines.html(row, startsChapter: row.item.chapter != chapter)
        }
    }

    private var empty: HTML {
        "<div class=\"empty\"><strong>没有符合条件的事项</strong><a href=\"\(path)\">查看全部</a></div>"
    }

    private var history: HTML {
        """
        <section class="section"><h2>经过</h2><ol class="timeline">\(events.map { PlanHistory.line($0) })</ol></section>
        """
    }
}
