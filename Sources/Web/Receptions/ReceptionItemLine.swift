import Store
import Supervision

/// One item as a line of a ledger.
struct ReceptionItemLine: Sendable {
    let row: ReceptionItemRow
    let today: Day
    /// Whether the request stands beside it, on a unit's own list.
    var withRequest = false

    static let columns: [Ledger.Column] = [
        .init("编号", sort: "number", kind: "code"), .init("事项", kind: "long"), .init("责任单位", sort: "unit"),
        .init("期限", sort: "due", kind: "date"), .init("材料", kind: "num"), .init("状态", sort: "state"),
    ]

    static let ownColumns: [Ledger.Column] = [
        .init("编号", sort: "number", kind: "code"), .init("事项", kind: "long"), .init("来文", kind: "long"),
        .init("期限", sort: "due", kind: "date"), .init("材料", kind: "num"), .init("状态", sort: "state"),
    ]

    var html: HTML {
        let item = row.item
        let late = row.state == .preparing ? item.daysLate(on: today) : nil
        let lateText: HTML? = late.map { "<small class=\"late-text\">逾期 \($0) 天</small>" }
        let reminded: HTML? =
            item.state.awaitsUnit ? row.remindedOn.map { "<small>\(When.html($0))催报</small>" } : nil
        let who =
            withRequest
            ? Ledger.cell("来文", "<a href=\"/receptions/\(item.reception)\">\(row.title)</a><small>\(row.sender)</small>", kind: "long")
            : Ledger.cell("责任单位", "\(row.unit)")
        let mark = late != nil ? "late" : item.state == .accepted ? "closed" : ""
        return """
            <tr class="\(mark)">\(Ledger.cell("编号", "\(item.number)", kind: "code"))\
            \(Ledger.cell("事项", "<a href=\"/reception-items/\(item.id)\">\(item.title)</a>", kind: "long lead"))\(who)\
            \(Ledger.cell("期限", "\(When.html(item.dueOn))\(lateText)", kind: "date"))\
            \(Ledger.cell("材料", "\(row.files) 件", kind: "num"))\(Ledger.cell("状态", "\(item.state.badge)\(reminded)"))</tr>
            """
    }
}

/// What a unit has to prepare for those who come from above.
struct ReceptionItemListPage: Page {
    let listing: Listing<ReceptionItemRow>
    let address: ListAddress
    let viewer: Viewer
    let tabs: UnitTabs

    var title: String { "迎检任务" }
    var section: String { "/receptions" }

    var main: HTML {
        let states =
            ReceptionItem.State.allCases.map { Choice($0.rawValue, $0.label) }
            + [Choice("waiting", "未报送（含退回）"), Choice("late", "逾期未报")]
        let filters = [
            FilterBar.search(address, hint: "编号或事项"), FilterBar.choice(address, "state", "状态", states),
        ]
        return """
            \(PageHead(title, subtitle: "上级督查、评价、验收时需要本单位准备的材料。").html)
            \(tabs.html(current: "/receptions"))
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var table: Ledger {
        let isFiltered = ["q", "state"].contains { !address.filter($0).isEmpty }
        let empty: HTML =
            isFiltered
            ? "<div class=\"empty\"><strong>没有符合条件的事项</strong><a href=\"/receptions\">查看全部</a></div>"
            : "<div class=\"empty\"><strong>没有需要准备的材料</strong>督导室把上级来文的要求分给本单位后，会出现在这里和工作台。</div>"
        return Ledger(
            ReceptionItemLine.ownColumns, listing, at: address, unit: "项", exportPath: "/receptions/export.xlsx",
            empty: empty
        ) { ReceptionItemLine(row: $0, today: viewer.day, withRequest: true).html }
    }
}
