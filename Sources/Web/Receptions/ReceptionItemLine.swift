import Store
import Supervision

/// One item as a line of a ledger.
struct ReceptionItemLine: Sendable {
    let row: ReceptionItemRow
    let today: Day
    /// Whether the request stands beside it, on a list over all of them.
    var withRequest = false
    var withUnit = true

    static let columns: [Ledger.Column] = [
        .init("编号", sort: "number", kind: "code"), .init("事项", kind: "long"), .init("责任单位", sort: "unit"),
        .init("期限", sort: "due", kind: "date"), .init("材料", kind: "num"), .init("状态", sort: "state"),
    ]

    /// With the request beside each, and the unit where there are several.
    static func columns(isUnit: Bool) -> [Ledger.Column] {
        [.init("编号", sort: "number", kind: "code"), .init("事项", kind: "long"), .init("来文", kind: "long")]
            + (isUnit ? [] : [.init("责任单位", sort: "unit")])
            + [.init("期限", sort: "due", kind: "date"), .init("材料", kind: "num"), .init("状态", sort: "state")]
    }

    var html: HTML {
        let item = row.item
        let late = row.state == .preparing ? item.daysLate(on: today) : nil
        let lateText: HTML? = late.map { "<small class=\"late-text\">逾期 \($0) 天</small>" }
        let reminded: HTML? =
            item.state.awaitsUnit ? row.remindedOn.map { "<small>\(When.html($0))催报</small>" } : nil
        let request: HTML? =
            withRequest
            ? Ledger.cell(
                "来文", "<a href=\"/receptions/\(item.reception)\">\(row.title)</a><small>\(row.sender)</small>",
                kind: "long")
            : nil
        let unit: HTML? = withUnit ? Ledger.cell("责任单位", "\(row.unit)") : nil
        let mark = late != nil ? "late" : item.state == .accepted ? "closed" : ""
        return """
            <tr class="\(mark)">\(Ledger.cell("编号", "\(item.number)", kind: "code"))\
            \(Ledger.cell("事项", "<a href=\"/reception-items/\(item.id)\">\(item.title)</a>", kind: "long lead"))\(request)\(unit)\
            \(Ledger.cell("期限", "\(When.html(item.dueOn))\(lateText)", kind: "date"))\
            \(Ledger.cell("材料", "\(row.files) 件", kind: "num"))\(Ledger.cell("状态", "\(item.state.badge)\(reminded)"))</tr>
            """
    }
}

/// What is prepared for those who come from above: a unit's own, or all of an office's requests.
struct ReceptionItemListPage: Page {
    let listing: Listing<ReceptionItemRow>
    let address: ListAddress
    let viewer: Viewer
    let tabs: UnitTabs

    private var isUnit: Bool { Role.unit.contains(viewer.role) }
    var title: String { isUnit ? "迎检任务" : "迎检事项" }
    var section: String { "/receptions" }

    var main: HTML {
        let states =
            ReceptionItem.State.allCases.map { Choice($0.rawValue, $0.label) }
            + [Choice("waiting", "未报送（含退回）"), Choice("todo", "尚可报送"), Choice("late", "逾期未报")]
        let filters = [
            FilterBar.search(address, hint: "编号、事项或责任单位"), FilterBar.choice(address, "state", "状态", states),
        ]
        return """
            \(PageHead(title, crumbs: isUnit ? [] : [("迎检", "/receptions")], subtitle: "上级督查、评价、验收时需要准备的材料。").html)
            \(tabs.html(current: "/receptions"))
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var table: Ledger {
        let isFiltered = ["q", "state"].contains { !address.filter($0).isEmpty }
        let empty: HTML =
            isFiltered
            ? "<div class=\"empty\"><strong>没有符合条件的事项</strong><a href=\"/reception-items\">查看全部</a></div>"
            : "<div class=\"empty\"><strong>没有需要准备的材料</strong>督导室把上级来文的要求分给本单位后，会出现在这里和工作台。</div>"
        return Ledger(
            ReceptionItemLine.columns(isUnit: isUnit), listing, at: address, unit: "项",
            exportPath: "/reception-items/export.xlsx",
            empty: empty
        ) { ReceptionItemLine(row: $0, today: viewer.day, withRequest: true, withUnit: !isUnit).html }
    }
}
