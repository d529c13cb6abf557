import Store
import Supervision

/// The chart's bars and dots as rows, each with its item, its days and how it stands.
struct PlanChartTable {
    let chart: PlanChart
    let isMovable: Bool
    let viewer: Viewer

    var html: HTML {
        let rows = chart.rows.flatMap { row in
            row.bars.map { bar in line(row, bar.window, bar.window.window.occurrences.first, bar.tone) }
                + row.marks.map { mark in line(row, mark.window, mark.turn, mark.tone) }
        }
        return """
            <details class="explain war-table" id="stages"\(rows.count <= 20 ? " open" as HTML : nil)>\
            <summary>与图相同的表（\(rows.count) 行）</summary>
            <table class="ledger"><thead><tr><th scope="col">事项</th><th scope="col">阶段</th><th scope="col">时间</th>\
            <th scope="col">负责人</th><th scope="col">状态</th><th scope="col" class="actions"></th></tr></thead>\
            <tbody>\(rows)</tbody></table></details>
            """
    }

    private func line(
        _ row: PlanChart.Row, _ window: PlanItemWindow, _ turn: PlanOccurrence?, _ tone: PlanChart.Tone
    ) -> HTML {
        let item = row.entry.item
        let late = tone == .late ? turn.map { $0.end.distance(to: viewer.day) } : nil
        let state: HTML = late.map { "<b class=\"late-text\">逾期 \($0) 天</b>" } ?? "\(tone.label)"
        let title: HTML = "<a href=\"/plan-items/\(item.id)\">\(item.number) \(item.title)</a>"
        let change: HTML =
            isMovable && item.status.isOpen ? "<a href=\"/plan-windows/\(window.id)/move\">改期</a>" : .empty
        return """
            <tr\(late == nil ? nil : " class=\"late\"" as HTML)>\(Ledger.cell("事项", title, kind: "lead"))\
            \(Ledger.cell("阶段", "\(window.window.stage)"))\(Ledger.cell("时间", days(turn), kind: "date"))\
            \(Ledger.cell("负责人", "\(row.entry.owner)"))\(Ledger.cell("状态", state))\
            \(Ledger.cell("", change, kind: "actions"))</tr>
            """
    }

    private func days(_ turn: PlanOccurrence?) -> HTML {
        guard let turn else { return .empty }
        return turn.start == turn.end ? When.html(turn.end) : "\(When.html(turn.start))至\(When.html(turn.end))"
    }
}

/// Another time for one stage, as a page of its own: for whoever has no script, and for what was refused.
struct PlanMovePage: Page {
    let row: PlanItemRow
    let window: PlanItemWindow
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { "改期" }
    var section: String { "/plans" }

    var main: HTML {
        let stage = window.window.stage.isEmpty ? "" : "：\(window.window.stage)"
        let was = PlanTiming.text(window.window, in: row.planYear)
        return """
            \(PageHead(title, crumbs: [("年度计划", "/plans"), (row.planTitle, "/plans/\(row.item.plan)")],
                subtitle: "\(row.item.number) \(row.item.title)\(stage)").html)
            \(Said.error(message))
            <form class="form" method="post" action="/plan-windows/\(window.id)/move">\(FormSeal())
            <input type="hidden" name="version" value="\(fields.text("version"))">
            <input type="hidden" name="from" value="\(fields.text("from"))">
            <p>原定：\(was.isEmpty ? "未安排时间" : was)。原来的日期会留在记录里。</p>
            <div class="field-row">\(field("start", "开始日期", help: "只有截止日期的可以留空。").date())\
            \(field("end", "结束日期").date())</div>
            \(field("reason", "理由").area(rows: 3, limit: 500))
            <div class="form-actions"><button class="primary">改期</button>\
            <a class="button quiet" href="/plan-items/\(row.id)">取消</a></div></form>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "") -> Field {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help)
    }
}
