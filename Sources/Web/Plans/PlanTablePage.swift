import Store
import Supervision

/// A plan as the table at its end: by quarter, or item by item with its times; fit to be printed on A4.
struct PlanTablePage: Page {
    let sheet: PlanSheet
    let table: PlanTimetable
    let arrangement: PlanTimetable.Arrangement
    let owners: [PlanOwner]
    let address: ListAddress
    let day: Day

    var title: String { "\(sheet.plan.title)：\(arrangement.label)" }
    var section: String { "/plans" }

    var main: HTML {
        """
        \(PageHead(sheet.plan.title, crumbs: [("年度计划", "/plans")], actions: PlanActions.html(sheet.plan, address)).html)
        \(PlanTab.html(arrangement == .quarter ? .quarter : .month, of: sheet.plan.id))
        \(FilterBar(address, filters).html)
        \(table.lines.isEmpty ? empty : content)
        """
    }

    /// The arrangement stays when somebody filters.
    private var filters: [HTML] {
        ["<input type=\"hidden\" name=\"by\" value=\"\(arrangement.rawValue)\">"]
            + PlanSheet.filters(sheet.plan, address, owners: owners)
    }

    private var content: HTML {
        """
        <h2 class="plan-caption">\(sheet.year)年\(arrangement == .quarter ? "重点工作安排" : "月度工作安排")</h2>
        \(arrangement == .quarter ? quarters : months)
        <div class="table-foot"><span>共 <strong>\(table.lines.count)</strong> 行</span>\
        <a href="\(address.export(at: "\(address.path).xlsx"))">导出 XLSX</a></div>
        \(rest)
        """
    }

    private var months: HTML {
        let rows = table.lines.map { line -> HTML in
            """
            <tr\(line.isLate ? " class=\"late\"" as HTML : nil)>\(Ledger.cell("序号", "\(line.number)", kind: "num"))\
            \(Ledger.cell("事项", link(line), kind: "lead"))\(Ledger.cell("时间", times(line)))\
            \(Ledger.cell("负责人", "\(line.entry.owner)"))</tr>
            """
        }
        return """
            <table class="ledger plan-table"><thead><tr><th scope="col" class="num">序号</th><th scope="col">事项</th>\
            <th scope="col">时间</th><th scope="col">负责人</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private var quarters: HTML {
        let rows = table.parts.map { part -> HTML in
            let lines = part.lines.map { line -> HTML in
                let owner = line.entry.owner.isEmpty ? "" : "，\(line.entry.owner)"
                return """
                    <li value="\(line.number)">\(link(line)) <small\(line.isLate ? " class=\"late-text\"" as HTML : nil)>\
                    （\(line.windows.map { PlanTiming.withStage($0.window, in: sheet.year) }.joined(separator: "；"))\(owner)\
                    \(line.isLate ? "，逾期" : "")）</small></li>
                    """
            }
            let cell: HTML = part.lines.isEmpty ? "<span class=\"muted\">无</span>" : "<ol>\(lines)</ol>"
            return "<tr><th scope=\"row\">\(part.title)</th><td data-label=\"工作事项\">\(cell)</td></tr>"
        }
        return """
            <table class="ledger plan-table by-quarter keep"><thead><tr><th scope="col">时间</th><th scope="col">工作事项</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }

    private func link(_ line: PlanTimetable.Line) -> HTML {
        "<a href=\"/plan-items/\(line.entry.item.id)\">\(line.entry.item.title)</a>"
    }

    /// Stages beneath each other, late ones red.
    private func times(_ line: PlanTimetable.Line) -> HTML {
        .joined(
            line.windows.map { window -> HTML in
                let late = window.daysLate(line.entry.item.status, on: day)
                let words = PlanTiming.withStage(window.window, in: sheet.year)
                return late.map { "<div class=\"late-text\">\(words)，逾期 \($0) 天</div>" } ?? "<div>\(words)</div>"
            })
    }

    private var rest: HTML {
        let undated: HTML? =
            table.unscheduled.isEmpty
            ? nil : "未安排时间的 \(table.unscheduled.count) 项未列入，见<a href=\"\(PlanTab.chart.path(sheet.plan.id))\">挂图</a>。"
        let dropped: HTML? =
            table.dropped == 0
            ? nil : "<a href=\"/plans/\(sheet.plan.id)?state=dropped#items\">不再实施的 \(table.dropped) 项</a>未列入。"
        guard undated != nil || dropped != nil else { return .empty }
        return "<p class=\"muted\">\(undated)\(dropped)</p>"
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>没有安排了时间的事项</strong><p>计划接受以后，按各事项的时间列表；请检查筛选条件，或者先为事项填写时间。</p>\
        <a class="button" href="/plans/\(sheet.plan.id)">查看事项</a></div>
        """
    }
}

/// What can be taken away from a plan: its paper and its schedule, with the filters of the page.
enum PlanActions {
    static func html(_ plan: Plan, _ address: ListAddress, more: HTML? = nil) -> HTML {
        """
        \(more)<a class="button" href="/plans/\(plan.id)/docx">下载 DOCX</a>\
        <a class="button" href="\(address.export(at: "/plans/\(plan.id)/schedule.xlsx"))">进度安排 XLSX</a>
        """
    }
}
