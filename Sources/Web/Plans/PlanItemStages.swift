import Store
import Supervision

/// The stages of an item: which is next, which is late, and where they were before they moved.
struct PlanItemStages: Sendable {
    let page: PlanItemPage

    private var row: PlanItemRow { page.row }

    var html: HTML {
        let lines = row.windows.map(line)
        let table: HTML =
            lines.isEmpty
            ? "<p class=\"muted\">未安排时间。</p>"
            : """
            <table class="ledger"><thead><tr><th scope="col">时间</th><th scope="col">下一次期限</th><th scope="col">状态</th><th></th></tr>\
            </thead><tbody>\(lines)</tbody></table>
            """
        return
            "<section class=\"section\" id=\"windows\"><h2>时间</h2>\(table)\(page.isOpen ? adding : nil)\(moved)</section>"
    }

    private func line(_ window: PlanItemWindow) -> HTML {
        let today = page.viewer.day
        let status = row.planState == .accepted ? row.item.status : .dropped
        let standing = window.standing(status, on: today)
        let late: HTML? = window.daysLate(status, on: today).map { "<small class=\"late-text\">逾期 \($0) 天</small>" }
        let next: HTML = window.next.map { When.html($0.end) } ?? "—"
        return """
            <tr class="\(standing == .late ? "late" : standing == .done ? "closed" : "")">\
            \(Ledger.cell("时间", "\(window.window.label)<small>\(window.window.text)</small>", kind: "long lead"))\
            \(Ledger.cell("下一次期限", "\(next)\(late)", kind: "date"))\(Ledger.cell("状态", standing.badge))\
            \(Ledger.cell("", "\(page.isOpen ? acts(window) : nil)", kind: "actions"))</tr>
            """
    }

    private func acts(_ window: PlanItemWindow) -> HTML {
        let isRepeated = window.window.recurrence != nil
        let done: HTML? =
            window.next == nil || !row.item.status.isOpen
            ? nil : button(window, "done", isRepeated ? "本次完成" : "完成", nil)
        let undone: HTML? = window.doneThrough == nil ? nil : button(window, "undone", "撤销完成", nil, isQuiet: true)
        let remove: HTML = button(window, "removal", "删除", "删除这个时间？它的改期记录也会删除。", isQuiet: true)
        return """
            \(done)\(undone)<a class="button quiet small" href="/plan-windows/\(window.id)/move">改期</a>\(remove)
            """
    }

    private func button(
        _ window: PlanItemWindow, _ act: String, _ label: String, _ question: String?, isQuiet: Bool = false
    ) -> HTML {
        let ask: HTML? = question.map { " data-confirm=\"\($0)\" data-confirm-label=\"\(label)\"" }
        return """
            <form class="inline" method="post" action="/plan-windows/\(window.id)/\(act)">\(FormSeal())\
            <input type="hidden" name="version" value="\(window.version)">\
            <button class="\(isQuiet ? "quiet small" : "small")"\(ask)>\(label)</button></form>
            """
    }

    private var adding: HTML {
        let open: HTML? = page.problems.keys.contains { $0.hasPrefix("nw.") } ? " open" : nil
        return """
            <details class="fold"\(open)><summary>增加时间或阶段</summary><form class="form full" method="post" action="\(page.path)/windows">\(FormSeal())\
            \(PlanWindowForm(fields: page.typed, prefix: "nw.").html(page.problems))\
            <div class="form-actions"><button>增加时间</button></div></form></details>
            """
    }

    private var moved: HTML? {
        guard !page.moves.isEmpty else { return nil }
        let lines = page.moves.map { move -> HTML in
            let before = PlanWindow(start: move.fromStart, end: move.fromEnd, text: "", span: SourceSpan(0, 0)).label
            let after = PlanWindow(start: move.toStart, end: move.toEnd, text: "", span: SourceSpan(0, 0)).label
            return """
                <li><span class="event">\(move.stage) \(before) → \(after)</span> \
                <span class="by">\(move.byName) \(When.html(move.at))</span><p class="said">\(move.reason)</p></li>
                """
        }
        return "<h3>改期记录</h3><ol class=\"timeline\">\(lines)</ol>"
    }
}
