import Store
import Supervision

/// One item: what it wants, when, whose it is, how far it is, and what is done about it.
struct PlanItemPage: Page {
    let row: PlanItemRow
    let moves: [PlanWindowMove]
    let events: [PlanEvent]
    let parent: PlanItemRow?
    let people: [PlanOwner]
    let units: [String]
    let campaigns: [Choice]
    let viewer: Viewer
    let typed: Fields
    let problems: [String: String]
    let problem: String?
    var figures: [PlanTargetID: PlanFigure] = [:]

    var item: PlanItem { row.item }
    var path: String { "/plan-items/\(item.id)" }
    /// Whether the viewer's office works by it now.
    var isOpen: Bool { Plans.isOwn(row.place, viewer) && row.planState == .accepted }
    private var isOffice: Bool { Role.office.contains(viewer.role) || viewer.role == .leader }
    var title: String { item.title }
    var section: String { isOffice ? "/plans" : "/plan-items" }

    var main: HTML {
        let crumbs =
            isOffice
            ? [("年度计划", "/plans"), (row.planTitle, "/plans/\(item.plan)")] : [("承担的计划事项", "/plan-items")]
        let late: HTML? = row.daysLate(on: viewer.day).map { " · <span class=\"late-text\">逾期 \($0) 天</span>" }
        let owner = row.owner?.name ?? "未定负责人"
        return """
            \(PageHead(title, crumbs: crumbs, badge: item.status.badge,
                subtitle: "\(item.number) \(item.chapter) · \(owner)\(late)", actions: isOpen ? actions : nil).html)
            \(Said.error(problem))
            <div class="columns"><div>\(content)\(PlanItemStages(page: self).html)\(targetSection)\(campaignSection)</div>\
            <div>\(isOpen ? PlanItemSteps(page: self).html : nil)\(facts)\(history)</div></div>
            """
    }

    private var actions: HTML {
        let remove: HTML? =
            item.origin != .document && item.status == .open && row.campaigns.isEmpty
            ? """
            <form class="inline" method="post" action="\(path)/removal">\(FormSeal())\
            <input type="hidden" name="version" value="\(item.version)">\
            <button class="danger" data-confirm="删除事项“\(item.title)”？" data-confirm-label="删除">删除</button></form>
            """ : nil
        return """
            <a class="button primary" href="/campaigns/new?planItem=\(item.id)">据此新建项目</a>\
            <a class="button" href="\(path)/edit">修改</a>\(remove)
            """
    }

    private var content: HTML {
        let text: HTML =
            item.text.isEmpty ? "<p class=\"muted\">没有正文。</p>" : "<p class=\"prose\">\(item.text)</p>"
        let reason: HTML? =
            item.reason.isEmpty
            ? nil : "<div class=\"notice warning\" role=\"status\"><strong>不再实施</strong>\(item.reason)</div>"
        let notes: HTML? =
            item.notes.isEmpty
            ? nil : "<section class=\"section\"><h2>备注</h2><p class=\"prose\">\(item.notes)</p></section>"
        return "\(reason)<section class=\"section\"><h2>内容</h2>\(text)</section>\(notes)"
    }

    private var targetSection: HTML {
        let lines = row.targets.map { target -> HTML in
            let remove: HTML? =
                isOpen
                ? """
                <form class="inline" method="post" action="/plan-targets/\(target.id)/removal">\(FormSeal())\
                <button class="quiet small" data-confirm="删除这个目标？" data-confirm-label="删除">删除</button></form>
                """ : nil
            return """
                <tr>\(Ledger.cell("目标", "\(target.target.label)<small>\(target.target.text)</small>", kind: "long lead"))\
                \(Ledger.cell("性质", Badge.html(target.target.force.label, target.canBeMissed ? .active : .neutral)))\
                \(Ledger.cell("现值", PlanTargetView(target, figures[target.id]).live))\(Ledger.cell("", "\(remove)", kind: "actions"))</tr>
                """
        }
        let table: HTML =
            lines.isEmpty
            ? "<p class=\"muted\">没有数量目标。</p>"
            : """
            <table class="ledger"><thead><tr><th scope="col">目标</th><th scope="col">性质</th><th scope="col">现值</th><th></th>\
            </tr></thead><tbody>\(lines)</tbody></table>
            """
        let binding: HTML? =
            isOffice && !lines.isEmpty ? "<p><a href=\"\(path)/figures\">现值按什么指标统计</a></p>" : nil
        return """
            <section class="section" id="targets"><h2>目标</h2>\(table)\(binding)\(isOpen ? addTarget : nil)</section>
            """
    }

    private var addTarget: HTML {
        let open: HTML? = problems.keys.contains { $0.hasPrefix("nt.") } ? " open" : nil
        return """
            <details class="fold"\(open)><summary>增加目标</summary><form class="form full" method="post" action="\(path)/targets">\(FormSeal())\
            \(PlanTargetForm(fields: typed, prefix: "nt.").html(problems))\
            <div class="form-actions"><button>增加目标</button></div></form></details>
            """
    }

    private var campaignSection: HTML {
        let lines = row.campaigns.map { campaign -> HTML in
            let unlink: HTML? =
                isOpen
                ? """
                <form class="inline" method="post" action="\(path)/campaigns/\(campaign.id)/removal">\(FormSeal())\
                <button class="quiet small" data-confirm="取消与“\(campaign.name)”的关联？项目本身不变。" data-confirm-label="取消关联">取消关联</button></form>
                """ : nil
            let name: HTML =
                isOffice ? "<a href=\"/campaigns/\(campaign.id)\">\(campaign.name)</a>" : "\(campaign.name)"
            return """
                <tr>\(Ledger.cell("项目", name, kind: "long lead"))\
                \(Ledger.cell("时间", "\(When.html(campaign.startsOn))至\(When.html(campaign.endsOn))"))\
                \(Ledger.cell("状态", "\(campaign.state.label)"))\(Ledger.cell("", "\(unlink)", kind: "actions"))</tr>
                """
        }
        let table: HTML =
            lines.isEmpty
            ? "<p class=\"muted\">还没有督导项目。</p>"
            : """
            <table class="ledger"><thead><tr><th scope="col">项目</th><th scope="col">时间</th><th scope="col">状态</th><th></th></tr>\
            </thead><tbody>\(lines)</tbody></table>
            """
        return "<section class=\"section\" id=\"campaigns\"><h2>督导项目</h2>\(table)\(isOpen ? link : nil)</section>"
    }

    private var link: HTML? {
        let known = Set(row.campaigns.map(\.id.rawValue))
        let choices = campaigns.filter { !known.contains($0.value) }
        guard !choices.isEmpty else { return nil }
        let field = Field("campaign", "已有项目", problem: problems["campaign"])
        return """
            <details class="fold"><summary>关联已有项目</summary><form class="form" method="post" action="\(path)/campaigns">\(FormSeal())\
            \(field.select([Choice("", "请选择")] + choices))<div class="form-actions"><button>关联</button></div></form></details>
            """
    }

    private var facts: HTML {
        let file: HTML? = row.file.map { "<dt>交办文件</dt><dd><a href=\"\(path)/file\">\($0.name)</a></dd>" }
        let above: HTML? = parent.map { "<dt>归入</dt><dd><a href=\"/plan-items/\($0.id)\">\($0.item.title)</a></dd>" }
        let source: HTML? =
            item.span != nil && isOffice ? "<dt>原文</dt><dd><a href=\"/plans/\(item.plan)/review\">对照原文</a></dd>" : nil
        let done: HTML? = item.doneOn.map { "<dt>完成</dt><dd>\(When.html($0))</dd>" }
        func words(_ label: String, _ list: [String]) -> HTML? {
            list.isEmpty ? nil : "<dt>\(label)</dt><dd>\(list.joined(separator: "、"))</dd>"
        }
        return """
            <section class="section"><h2>情况</h2><dl class="facts"><dt>类别</dt><dd>\(item.kinds.map(\.label).joined(separator: "、"))</dd>\
            \(words("对象", item.units))\(words("责任主体", item.actors))<dt>负责人</dt><dd>\(row.owner?.name ?? "未定")</dd>\
            \(words("协办", row.coworkers.map(\.name)))<dt>来源</dt><dd>\(item.origin.label)</dd>\(done)\(above)\(file)\(source)</dl></section>
            """
    }

    private var history: HTML {
        """
        <section class="section"><h2>经过</h2><ol class="timeline">\(events.map { PlanHistory.line($0) })</ol></section>
        """
    }
}
