import Store
import Supervision

/// The years whose holidays are known, and what waits for those that are not.
struct CalendarPage: Page {
    let years: [WorkYearRow]
    let waiting: [WaitingYear]
    let today: Day
    let canImport: Bool

    var title: String { "工作日历" }
    var section: String { "/working-days" }

    var main: HTML {
        let action: HTML? = canImport ? "<a class=\"button primary\" href=\"/working-days/new\">导入放假安排</a>" : nil
        return """
            \(PageHead(title, subtitle: "按工作日计算的期限以这里的安排为准；没有安排的年份不猜。", actions: action).html)
            \(missing)\(waitingList)
            \(table)
            """
    }

    /// The notice for a year usually comes in November of the year before.
    private var missing: HTML? {
        let known = Set(years.map(\.arrangement.year))
        guard !known.contains(today.year + 1), today.month >= 11 || !known.contains(today.year) else { return nil }
        let year = known.contains(today.year) ? today.year + 1 : today.year
        let what: HTML = canImport ? "<a href=\"/working-days/new?year=\(year)\">现在导入</a>" : "请系统管理员导入。"
        return """
            <div class="notice warning" role="status"><strong>还没有\(year)年的放假安排。</strong>\
            国务院办公厅一般在上一年11月公布。\(what)</div>
            """
    }

    private var waitingList: HTML? {
        guard !waiting.isEmpty else { return nil }
        let lines = waiting.map { line -> HTML in "<li>等待\(line.year)年放假安排的期限 \(line.count) 个</li>" }
        return "<section class=\"section\"><h2>暂不能确定的期限</h2><ul>\(lines)</ul></section>"
    }

    private var table: HTML {
        let rows = years.map { row -> HTML in
            let year = row.arrangement
            let at: HTML = row.importedAt.map { "\(When.html($0.day)) \(row.importedBy)" } ?? "—"
            return """
                <tr>\(Ledger.cell("年份", "<a href=\"/working-days/\(year.year)\">\(String(year.year))年</a>", kind: "lead"))\
                \(Ledger.cell("工作日", "\(year.workingDayCount) 天", kind: "num"))\
                \(Ledger.cell("放假占用工作日", "\(year.daysOff.count) 天", kind: "num"))\
                \(Ledger.cell("调休上班", "\(year.workedWeekends.count) 天", kind: "num"))\
                \(Ledger.cell("来源", "\(row.sourceLabel)", kind: "long"))\(Ledger.cell("导入", at))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">年份</th><th scope="col" class="num">工作日</th>\
            <th scope="col" class="num">放假占用工作日</th><th scope="col" class="num">调休上班</th>\
            <th scope="col" class="long">来源</th><th scope="col">导入</th></tr></thead><tbody>\(rows)</tbody></table>
            <div class="table-foot"><span>共 <strong>\(years.count)</strong> 年</span>\
            <a href="/working-days/export.xlsx">导出 XLSX</a></div>
            """
    }
}

/// One year's holidays, and which deadlines they gave a day.
struct CalendarYearPage: Page {
    let row: WorkYearRow
    let effects: [RenewedDeadline]
    let viewer: Viewer

    var title: String { "\(row.arrangement.year)年放假安排" }
    var section: String { "/working-days" }

    var main: HTML {
        let year = row.arrangement.year
        let action: HTML? =
            viewer.role == .admin ? "<a class=\"button\" href=\"/working-days/new?year=\(year)\">更正</a>" : nil
        let by: HTML = row.importedAt.map { "，\(row.importedBy)于\(When.html($0))导入" } ?? ""
        return """
            \(PageHead(title, crumbs: [("工作日历", "/working-days")], subtitle: "来源：\(row.sourceLabel)\(by)", actions: action).html)
            \(CalendarDays(row.arrangement).html)
            \(row.isShipped ? nil : effectSection)
            """
    }

    private var effectSection: HTML {
        "<section class=\"section\"><h2>由此确定或更正的期限</h2>\(effects.isEmpty ? none : table)</section>"
    }

    private var none: HTML { "<div class=\"empty\"><strong>没有期限因此改变</strong></div>" }

    private var table: HTML {
        let opens = Role.loop.contains(viewer.role)
        let rows = effects.map { effect -> HTML in
            let title: HTML = opens ? "<a href=\"\(effect.path)\">\(effect.title)</a>" : "\(effect.title)"
            let before: HTML = effect.dueBefore.map { When.html($0) } ?? "<span class=\"muted\">待定</span>"
            return """
                <tr>\(Ledger.cell("事项", title, kind: "lead"))\(Ledger.cell("起算", When.html(effect.triggeredOn), kind: "date"))\
                \(Ledger.cell("原期限", before, kind: "date"))\(Ledger.cell("现期限", When.html(effect.dueOn), kind: "date"))\
                \(Ledger.cell("计算时间", When.html(effect.at), kind: "date"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">事项</th><th scope="col" class="date">起算</th>\
            <th scope="col" class="date">原期限</th><th scope="col" class="date">现期限</th>\
            <th scope="col" class="date">计算时间</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }
}

/// The days of one year that are not as the week has them.
struct CalendarDays {
    let year: WorkYear

    init(_ year: WorkYear) {
        self.year = year
    }

    var html: HTML {
        """
        <dl class="figures"><div><dt>全年工作日</dt><dd>\(year.workingDayCount)<small>天</small></dd></div>\
        <div><dt>放假占用工作日</dt><dd>\(year.daysOff.count)<small>天</small></dd></div>\
        <div><dt>调休上班</dt><dd>\(year.workedWeekends.count)<small>天</small></dd></div></dl>
        <section class="section"><h2>放假（周末除外）</h2><p>\(list(year.daysOff))</p></section>
        <section class="section"><h2>调休上班的周末</h2><p>\(list(year.workedWeekends))</p></section>
        """
    }

    private func list(_ days: Set<Day>) -> HTML {
        guard !days.isEmpty else { return "<span class=\"muted\">无</span>" }
        let parts = days.sorted().enumerated().map { index, day -> HTML in
            "\(index == 0 ? nil : "、" as HTML)<span class=\"nowrap\">\(day.month)月\(day.day)日（\(day.weekdayName)）</span>"
        }
        return .joined(parts)
    }
}
