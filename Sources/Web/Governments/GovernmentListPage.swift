import Store
import Supervision

/// Governments, departments and townships in their campaigns: how far each self-report is, and what came of it.
struct GovernmentListPage: Page {
    let listing: Listing<GovernmentCase>
    let campaigns: [Choice]
    let address: ListAddress
    let viewer: Viewer
    let tabs: UnitTabs

    private var isUnit: Bool { Role.unit.contains(viewer.role) }
    var title: String { isUnit ? "本级自评" : "督政" }
    var section: String { isUnit ? "/receptions" : "/governments" }

    var main: HTML {
        let isOffice = Role.office.contains(viewer.role)
        let new: HTML? =
            isOffice ? "<a class=\"button primary\" href=\"/campaigns/new\">新建督政项目</a>" : nil
        let head = PageHead(
            title, subtitle: isUnit ? "上级对本单位履行教育职责的评价：部门分工、自评报告、佐证材料。" : "政府、部门、乡镇街道履行教育职责：分工自评、实地督查、评等、公示与反馈。",
            actions: new)
        return """
            \(head.html)
            \(isUnit ? tabs.html(current: "/governments") : GovernmentTabs.html(current: "/governments"))
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        let years = ((viewer.day.year - 5)...(viewer.day.year + 1)).reversed().map { Choice("\($0)", "\($0)年") }
        let kinds = GovernmentCases.kinds.map { Choice($0.rawValue, $0.label) }
        let states = [
            Choice("waiting", "自评未提交"), Choice("submitted", "自评已提交"), Choice("lateShares", "有部门逾期未报"),
            Choice("finished", "已完成"),
        ]
        return [
            FilterBar.search(address, hint: "单位或项目"), FilterBar.choice(address, "year", "年度", years),
            campaigns.isEmpty ? .empty : FilterBar.choice(address, "campaign", "项目", campaigns),
            FilterBar.choice(address, "kind", "类别", kinds), FilterBar.choice(address, "state", "进度", states),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("单位", sort: "unit"), .init("项目", sort: "campaign", kind: "long"), .init("部门报送", kind: "num"),
                .init("自评报告", kind: "num"), .init("环节"), .init("得分", kind: "num"), .init("等次", sort: "grade"),
            ], listing, at: address, unit: "个", exportPath: "/governments/export.xlsx", empty: empty, row: row)
    }

    private func row(_ found: GovernmentCase) -> HTML {
        let path = "/governments/\(found.id)"
        let tasks = "/indicator-shares?inspection=\(found.id)"
        let late: HTML? =
            found.lateShares > 0 && !found.isSubmitted
            ? "<small class=\"late-text\"><a href=\"\(tasks)&state=late\">逾期 \(found.lateShares) 项</a></small>" : nil
        let shares: HTML =
            found.shares == 0
            ? "<span class=\"muted\">未分工</span>"
            : """
            <a href="\(tasks)&state=reported">\(found.reported)</a> / <a href="\(tasks)">\(found.shares)</a>
            """
        let campaign: HTML =
            isUnit || !viewer.scope.covers(found.campaignPlace)
            ? "\(found.campaignName)" : "<a href=\"/campaigns/\(found.campaign)\">\(found.campaignName)</a>"
        let report: HTML = (found.textLength ?? 0) == 0 ? "<span class=\"muted\">未写</span>" : "\(found.textLength)字"
        let step = found.state == .finished ? "已完成" : found.stepName
        return """
            <tr class="\(found.state == .finished ? "closed" : late == nil ? "" : "late")">\
            \(Ledger.cell("单位", "<a href=\"\(path)\">\(found.name)</a>", kind: "lead"))\
            \(Ledger.cell("项目", campaign, kind: "long"))\(Ledger.cell("部门报送", "\(shares)\(late)", kind: "num"))\
            \(Ledger.cell("自评报告", report, kind: "num"))\(Ledger.cell("环节", "\(step)"))\
            \(Ledger.cell("得分", "\(found.score ?? "—")", kind: "num"))\(Ledger.cell("等次", "\(found.grade ?? "—")"))</tr>
            """
    }

    private var empty: HTML {
        let isFiltered = ["q", "year", "campaign", "kind", "state"].contains { !address.filter($0).isEmpty }
        guard !isFiltered else {
            return "<div class=\"empty\"><strong>没有符合条件的单位</strong><a href=\"/governments\">查看全部</a></div>"
        }
        guard !isUnit else {
            return "<div class=\"empty\"><strong>没有对本单位的评价</strong>上级启动履行教育职责评价后会出现在这里。</div>"
        }
        return """
            <div class="empty"><strong>还没有督政项目</strong>新建督导项目时，范围选“人民政府”“部门”或“乡镇街道”，流程选“\(Procedure.governmentDuty.name)”，\
            启动后各单位的分工、自评和结果都在这里。</div>
            """
    }
}

/// The standards by which governments are judged, revised from year to year.
struct GovernmentStandardsPage: Page {
    let rows: [GovernmentStandard]
    let viewer: Viewer

    var title: String { "督政" }
    var section: String { "/governments" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "评价政府、部门、乡镇街道所用的指标体系。每年修订为下一版，已发布的版本不变，结果始终对应当年的版本。",
            actions: "<a class=\"button\" href=\"/frameworks\">全部指标体系</a>").html)
        \(GovernmentTabs.html(current: "/governments/standards"))
        \(rows.isEmpty ? empty : table)
        """
    }

    private var table: HTML {
        let lines = rows.map { row -> HTML in
            let compare: HTML? =
                row.number > 1
                ? "<a class=\"button small\" href=\"/frameworks/versions/\(row.id)/comparison\">与上一版比较</a>" : nil
            let isNewest = !rows.contains { $0.name == row.name && $0.number > row.number }
            return """
                <tr>\(Ledger.cell("指标体系", "<a href=\"/frameworks/versions/\(row.id)\">\(row.name)</a>", kind: "long lead"))\
                \(Ledger.cell("版本", "第\(row.number)版", kind: "num"))\(Ledger.cell("状态", "\(row.state.label)"))\
                \(Ledger.cell("观测点", "\(row.criteria)", kind: "num"))\
                \(Ledger.cell("用于", "\(row.campaigns.joined(separator: "、"))", kind: "long"))\
                \(Ledger.cell("", "\(compare)\(isNewest ? revision(of: row) : nil)", kind: "actions"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">指标体系</th><th scope="col" class="num">版本</th>\
            <th scope="col">状态</th><th scope="col" class="num">观测点</th><th scope="col">用于</th><th scope="col"></th></tr></thead>\
            <tbody>\(lines)</tbody></table><div class="table-foot"><span>共 <strong>\(rows.count)</strong> 个版本</span></div>
            """
    }

    private func revision(of row: GovernmentStandard) -> HTML? {
        if let draft = row.draft {
            return "<a class=\"button small\" href=\"/frameworks/versions/\(draft)\">修订中的草稿</a>"
        }
        guard row.isOwn, Role.office.contains(viewer.role) else { return nil }
        return """
            <form class="inline" method="post" action="/frameworks/versions/\(row.id)/next">\(FormSeal())\
            <button class="small">修订为下一版</button></form>
            """
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>还没有用过考核标准</strong>从<a href="/frameworks">指标体系</a>里的履行教育职责模板建立本地标准，\
        用它启动督政项目后出现在这里。</div>
        """
    }
}
