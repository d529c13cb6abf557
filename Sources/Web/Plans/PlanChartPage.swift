import Store
import Supervision

/// A plan's wall chart with its legend, what has no time, and the same as a table.
struct PlanChartPage: Page {
    let sheet: PlanSheet
    let chart: PlanChart
    let owners: [PlanOwner]
    let isMovable: Bool
    let address: ListAddress
    let viewer: Viewer

    var title: String { "\(sheet.plan.title)：挂图" }
    var section: String { "/plans" }

    var main: HTML {
        let print: HTML = "<button type=\"button\" data-print hidden>打印（A3 横向）</button>"
        return """
            \(PageHead(sheet.plan.title, crumbs: [("年度计划", "/plans")],
                actions: PlanActions.html(sheet.plan, address, more: print)).html)
            \(PlanTab.html(.chart, of: sheet.plan.id))
            \(FilterBar(address, filters).html)
            \(chart.rows.isEmpty && chart.unscheduled.isEmpty ? empty : wall)
            """
    }

    private var filters: [HTML] {
        let tones = PlanChart.Tone.allCases.map { Choice($0.rawValue, $0.label) }
        return PlanSheet.filters(sheet.plan, address, owners: owners)
            + [FilterBar.choice(address, "state", "阶段状态", tones)]
    }

    private var wall: HTML {
        """
        <div class="war-head"><strong class="print-only">\(sheet.plan.title)挂图作战（\(viewer.day.chinese)）</strong>\(legend)</div>
        \(isMovable ? "<p class=\"muted no-print\" data-plan-hint hidden>拖动色块改期，拖动两端改开始或结束；松手后填写理由。也可以在下表点“改期”。</p>" : nil)
        <div class="war">\(chart.rows.isEmpty ? nil : PlanDrawing(chart: chart, today: viewer.day, isMovable: isMovable).html)</div>
        \(list("未安排时间", chart.unscheduled))\(list("安排在其他年份", chart.elsewhere))
        \(PlanChartTable(chart: chart, isMovable: isMovable, viewer: viewer).html)
        \(isMovable ? dialog : nil)
        """
    }

    private var legend: HTML {
        let items = PlanChart.Tone.allCases.map { tone -> HTML in
            """
            <span><svg class="war-key" width="12" height="12" aria-hidden="true">\
            <rect class="p-\(tone.rawValue)" width="12" height="12"/></svg> \(tone.label) \
            <a href="\(address.with("state", tone.rawValue))#stages">\(chart.count(tone))</a></span>
            """
        }
        return """
            <div class="war-legend">\(items)<span><svg class="war-key" width="12" height="12" aria-hidden="true">\
            <circle class="p-ahead" cx="6" cy="6" r="5"/></svg> 周期性工作的每一次</span>\
            <span><svg class="war-key" width="12" height="12" aria-hidden="true"><rect class="p-term" width="12" height="12"/></svg> 学期（约）</span>\
            <span><svg class="war-key" width="12" height="12" aria-hidden="true">\
            <line class="p-now" x1="6" y1="0" x2="6" y2="12"/></svg> 今天</span></div>
            """
    }

    private func list(_ title: String, _ entries: [PlanChart.Entry]) -> HTML? {
        guard !entries.isEmpty else { return nil }
        let lines = entries.map { entry -> HTML in
            "<li><a href=\"/plan-items/\(entry.item.id)\">\(entry.item.number) \(entry.item.title)</a></li>"
        }
        return """
            <section class="section plan-rest"><h2>\(title)（\(entries.count) 项）</h2><ul>\(lines)</ul></section>
            """
    }

    /// Filled in and opened by the script when a bar was dropped.
    private var dialog: HTML {
        """
        <dialog id="plan-move" aria-labelledby="plan-move-title"><form method="post" class="form">\(FormSeal())\
        <h2 id="plan-move-title">改期</h2><p data-move-name></p>\
        <input type="hidden" name="version"><input type="hidden" name="from" value="chart">\
        <div class="field-row">\(Field("start", "开始日期").date())\(Field("end", "结束日期").date())</div>\
        <p class="help">原定：<span data-move-was></span>。原来的日期会留在记录里。</p>\
        <div class="field"><label for="reason">理由</label><textarea id="reason" name="reason" rows="3" maxlength="500" required></textarea></div>\
        <div class="form-actions"><button type="button" class="quiet" data-move-cancel>取消</button>\
        <button class="primary">改期</button></div></form></dialog>
        """
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>没有可以上图的事项</strong><p>计划接受以后，每个事项按时间在图上占一行；请检查筛选条件，或者先校核并接受计划。</p>\
        <a class="button" href="/plans/\(sheet.plan.id)">查看事项</a></div>
        """
    }
}
