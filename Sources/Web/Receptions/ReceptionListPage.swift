import Store
import Supervision

/// Requests from above that an office answers.
struct ReceptionListPage: Page {
    let listing: Listing<ReceptionRecord>
    let address: ListAddress
    let viewer: Viewer

    var title: String { "迎检" }
    var section: String { "/receptions" }
    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var main: HTML {
        let new: HTML? = isOffice ? "<a class=\"button primary\" href=\"/receptions/new\">登记来文</a>" : nil
        let all: HTML = "<a class=\"button\" href=\"/reception-items\">全部事项</a>"
        return """
            \(PageHead(title, subtitle: "上级来督查、评价、验收时：把来文要求分到部门和学校，收齐材料，按期上报自评，登记回执和反馈的问题。",
                actions: "\(SaveAsFigure.link(.receptions, address, for: viewer))\(all)\(new)").html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        let states = Reception.State.allCases.map { Choice($0.rawValue, $0.label) } + [Choice("late", "逾期未上报")]
        let years = ((viewer.day.year - 5)...viewer.day.year).reversed().map { Choice("\($0)", "\($0)年") }
        return [
            FilterBar.search(address, hint: "来文标题、机关或文号"),
            FilterBar.choice(address, "state", "状态", states), FilterBar.choice(address, "year", "收文年度", years),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("来文", sort: "title", kind: "long"), .init("来文机关", sort: "sender"),
                .init("收文日期", sort: "received", kind: "date"), .init("上报期限", sort: "due", kind: "date"),
                .init("材料核收", kind: "num"), .init("反馈问题", kind: "num"), .init("状态"),
            ], listing, at: address, unit: "件", exportPath: "/receptions/export.xlsx", empty: empty, row: row)
    }

    private func row(_ record: ReceptionRecord) -> HTML {
        let reception = record.reception
        let path = "/receptions/\(record.id)"
        let late = reception.daysLate(on: viewer.day)
        let number: HTML? = reception.documentNumber.isEmpty ? nil : "<small>\(reception.documentNumber)</small>"
        let lateText: HTML? = late.map { "<small class=\"late-text\">逾期 \($0) 天</small>" }
        let counts: HTML =
            record.counts.total == 0
            ? "<span class=\"muted\">—</span>"
            : """
            <a href="\(path)?state=accepted">\(record.counts.accepted)</a> / <a href="\(path)">\(record.counts.total)</a>
            """
        return """
            <tr class="\(late == nil ? reception.state == .finished ? "closed" : "" : "late")">\
            \(Ledger.cell("来文", "<a href=\"\(path)\">\(reception.title)</a>\(number)", kind: "long lead"))\
            \(Ledger.cell("来文机关", "\(reception.sender)"))\
            \(Ledger.cell("收文日期", When.html(reception.receivedOn), kind: "date"))\
            \(Ledger.cell("上报期限", "\(When.html(reception.dueOn))\(lateText)", kind: "date"))\
            \(Ledger.cell("材料核收", counts, kind: "num"))\
            \(Ledger.cell("反馈问题", "<a href=\"\(path)#found\">\(record.counts.findings)</a>", kind: "num"))\
            \(Ledger.cell("状态", reception.state.badge))</tr>
            """
    }

    private var empty: HTML {
        let isFiltered = ["q", "state", "year"].contains { !address.filter($0).isEmpty }
        guard !isFiltered else {
            return "<div class=\"empty\"><strong>没有符合条件的来文</strong>换个条件，或<a href=\"/receptions\">查看全部</a>。</div>"
        }
        let new: HTML? = isOffice ? "<br><a class=\"button primary\" href=\"/receptions/new\">登记来文</a>" : nil
        return "<div class=\"empty\"><strong>还没有迎检任务</strong>收到上级督查、评价或验收通知后，从登记来文开始。\(new)</div>"
    }
}

extension Reception.State {
    var badge: HTML {
        switch self {
        case .preparing: Badge.html(label, .active)
        case .reported: Badge.html(label, .warn)
        case .receipted, .finished: Badge.html(label, .good)
        }
    }
}

extension ReceptionItem.State {
    var badge: HTML {
        switch self {
        case .open: Badge.html(label)
        case .submitted: Badge.html(label, .active)
        case .returned: Badge.html(label, .late)
        case .accepted: Badge.html(label, .good)
        }
    }
}
