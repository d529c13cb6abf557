import Office
import Store
import Supervision

/// Tips that the viewer may see, the latest first: of whom and about what, not what was written.
struct TipListPage: Page {
    let listing: Listing<TipRow>
    let address: ListAddress
    let viewer: Viewer
    let districts: [Choice]
    /// The unit to which the list is narrowed; empty for none.
    let unitName: String

    var title: String { "举报诉求" }
    var section: String { "/tips" }

    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var main: HTML {
        let terms: HTML? =
            isOffice
            ? """
            <a class="button" href="/tip-checks">督学核实</a><a class="button" href="/tips/terms">时限与保存</a>
            """ : nil
        let days = address.filter("recent")
        let span = days.isEmpty ? "" : "近\(days)天"
        let about: HTML? =
            unitName.isEmpty && span.isEmpty
            ? nil : "<p>只列出\(span)\(unitName.isEmpty ? "" : "关于")<strong>\(unitName)</strong>的举报诉求。</p>"
        return """
            \(PageHead(title, subtitle: "公众通过公开页面反映的问题。这里不显示原文和身份；原文只有受理的督导室能看，身份只有承办人能看，每次查看都有记录。",
                actions: "<a class=\"button\" href=\"/tips/statistics\">统计</a>\(terms)<a class=\"button\" href=\"/tips/new\">公开页面</a>").html)
            \(FilterBar(address, filters + kept).html)
            \(about)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "单位名称或编号"),
            FilterBar.choice(address, "state", "状态", Tip.State.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "topic", "类别", TipTopic.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "group", "办理", TipFilter.Group.allCases.map { Choice($0.rawValue, $0.label) }),
            """
            <div class="field"><label for="month">收到月份</label><input id="month" name="month" type="month" \
            value="\(address.filter("month"))"></div>
            """,
            FilterBar.choice(address, "outcome", "结论", Tip.Outcome.allCases.map { Choice($0.rawValue, $0.label) }),
        ] + (isOffice ? [FilterBar.choice(address, "mine", "承办人", [Choice("1", "我承办的")])] : [])
            + (districts.count > 1 ? [FilterBar.choice(address, "district", "地区", districts)] : [])
    }

    /// What other pages ask by address alone.
    private var kept: [HTML] {
        ["own", "unit", "year", "recent", "rating"].filter { !address.filter($0).isEmpty }.map { name in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(address.filter(name))\">"
        }
    }

    private var table: Ledger {
        Ledger(
            [
                .init("编号", kind: "nowrap"), .init("单位", sort: "unit", kind: "long lead"), .init("类别", sort: "topic"),
                .init("收到", sort: "received", kind: "date"), .init("状态", sort: "state"),
                .init("期限", sort: "due", kind: "date"),
                .init("承办人"), .init("结论"), .init("评价", kind: "num"),
            ], listing, at: address, unit: "件", exportPath: "/tips/export.xlsx",
            empty: """
                <div class="empty"><strong>没有符合条件的举报诉求</strong>公众在公开页面提交后列在这里；公示牌上的二维码通向学校的公开页面。</div>
                """, row: row)
    }

    private func row(_ tip: TipRow) -> HTML {
        let late = tip.daysLate(on: viewer.day)
        let mark = tip.state.isClosed ? "closed" : late == nil ? "" : "late"
        let lateWords: HTML? = late.map { "<br><b class=\"late-text\">已逾期\($0)天</b>" }
        let due: HTML = tip.dueOn.map { "\(When.html($0))\(lateWords)" } ?? (tip.state.isClosed ? "—" : "待定")
        let news: HTML? = tip.hasNews ? "<br>\(Badge.html("有补充", .warn))" : nil
        let closed: HTML? = tip.closedOn.map { "<br><small>\($0.chinese)\(tip.isLate ? "（逾期）" : "")</small>" }
        return """
            <tr class="\(mark)">\(Ledger.cell("编号", number(tip), kind: "nowrap"))\
            \(Ledger.cell("单位", unit(tip), kind: "long lead"))\
            \(Ledger.cell("类别", "\(tip.topic.label)"))\(Ledger.cell("收到", When.html(tip.receivedOn), kind: "date"))\
            \(Ledger.cell("状态", "\(tip.state.badge)\(closed)\(news)"))\(Ledger.cell("期限", due, kind: "date"))\
            \(Ledger.cell("承办人", tip.handlerName.isEmpty ? "—" : "\(tip.handlerName)"))\
            \(Ledger.cell("结论", tip.tip.outcome.map { outcome -> HTML in "\(outcome.label)" } ?? "—"))\
            \(Ledger.cell("评价", tip.tip.rating.map { stars -> HTML in "\(stars)分" } ?? "—", kind: "num"))</tr>
            """
    }

    /// A name that only the tipster gave is read by the office that works on it.
    private func unit(_ tip: TipRow) -> HTML {
        guard tip.unit == nil, isOffice, tip.isOwn(of: viewer), !tip.unitName.isEmpty else { return "\(tip.plainUnit)" }
        return "\(tip.unitName)<br><small>\(TipRow.unregistered)</small>"
    }

    /// Only the office that works on it opens it.
    private func number(_ tip: TipRow) -> HTML {
        isOffice && tip.isOwn(of: viewer) ? "<a href=\"/tips/\(tip.id)\">\(tip.number)</a>" : "\(tip.number)"
    }

    static let sheet: [SheetLayout.Column] = [
        .init("编号", width: 20), .init("单位", width: 30), .init("类别", width: 16), .init("收到日期", kind: .day),
        .init("状态", width: 14), .init("期限", kind: .day), .init("逾期天数"), .init("承办人"), .init("结论"),
        .init("办结日期", kind: .day), .init("是否按期"), .init("是否列入问题台账"), .init("评价"),
    ]

    static func cells(_ row: TipRow, on day: Day) -> [SheetCell] {
        [
            .text(row.number), .text(row.plainUnit), .text(row.topic.label), .day(row.receivedOn.text),
            .text(row.state.label), row.dueOn.map { .day($0.text) } ?? .empty,
            row.daysLate(on: day).map { .integer($0) } ?? .empty, .text(row.handlerName),
            .text(row.tip.outcome?.label ?? ""), row.closedOn.map { .day($0.text) } ?? .empty,
            .text(row.closedOn == nil ? "" : row.isLate ? "逾期" : "按期"), .text(row.finding == nil ? "否" : "是"),
            row.tip.rating.map { .integer($0) } ?? .empty,
        ]
    }
}

extension TipRow {
    /// Whether the viewer's own office works on it.
    func isOwn(of viewer: Viewer) -> Bool {
        Place(viewer.scope).office == place.office
    }
}

extension Tip.State {
    var badge: HTML {
        switch self {
        case .received: Badge.html(label, .warn)
        case .accepted, .verifying, .verified: Badge.html(label, .active)
        case .answered: Badge.html(label, .good)
        case .duplicate, .elsewhere: Badge.html(label)
        }
    }
}
