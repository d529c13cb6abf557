import Store
import Supervision

/// Where the days of a campaign and what else is planned at its units do not go together.
struct ClashPage: Page {
    let record: CampaignRecord
    let standing: ClashStanding
    let address: ListAddress
    let canAct: Bool
    var typed = Fields()
    var problem: String?

    var title: String { "时间冲突" }
    var section: String { "/campaigns" }
    private var path: String { "/campaigns/\(record.id)" }

    var main: HTML {
        let limits = standing.limits
        let subtitle: HTML = """
            同一单位两次督导相隔不足\(limits.gapDays)天、时间段重叠，或一个学期超过\(limits.perTerm)次的，列在这里；\
            界限由系统管理员在“系统设置”里设定。
            """
        return """
            \(PageHead(title, crumbs: [("督导项目", "/campaigns"), (record.name, path)], subtitle: subtitle).html)
            \(Said.error(problem))
            \(standing.clashes.isEmpty ? empty : content)
            """
    }

    private var empty: HTML {
        let told =
            [.drawn, .running].contains(record.campaign.state)
            ? "这个项目的日期与各单位的其他督导不冲突。" : "抽取单位之后、结束之前，会与各单位的其他督导核对日期。"
        return "<div class=\"empty\"><strong>没有时间冲突</strong>\(told)</div>"
    }

    private var content: HTML {
        let rows = ClashPage.rows(standing.clashes, address)
        let page = PageRequest(number: address.page.number, size: 50)
        let listing = Listing(
            rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        return """
            \(acknowledged)
            \(FilterBar(address, filters).html)
            \(Ledger(
                [
                    .init("单位", sort: "unit"), .init("冲突", sort: "kind"), .init("本项目", sort: "day", kind: "date"),
                    .init("其他督导", kind: "long"),
                ], listing, at: address, unit: "处", exportPath: "\(path)/clashes/export.xlsx", row: row
            ).html)
            \(canAct && !standing.isSettled ? form : nil)
            """
    }

    private var filters: [HTML] {
        let kinds = [Choice("overlap", "时间重叠"), Choice("near", "间隔过短"), Choice("overload", "次数过多")]
        return [
            FilterBar.search(address, hint: "单位"), FilterBar.choice(address, "kind", "冲突", kinds),
        ]
    }

    private func row(_ clash: Clash) -> HTML {
        let others = clash.others.map { entry -> HTML in
            "<li>\(entry.campaignName)<small>\(entry.daysText)</small></li>"
        }
        let unit: HTML = """
            <a href="/organisations/\(clash.own.organisation)/calendar">\(clash.own.unitName)</a>
            """
        return """
            <tr>\(Ledger.cell("单位", unit, kind: "lead"))\
            \(Ledger.cell("冲突", "\(Badge.html(clash.kind.label, .warn))<small>\(clash.text)</small>"))\
            \(Ledger.cell("本项目", "\(clash.own.daysText)", kind: "date"))\
            \(Ledger.cell("其他督导", "<ul>\(others)</ul>", kind: "long"))</tr>
            """
    }

    private var acknowledged: HTML? {
        guard let word = standing.acknowledgement else { return nil }
        let tone = standing.isSettled ? "success" : "warning"
        let told: HTML = standing.isSettled ? "已确认" : "确认之后安排又有变化，需要重新确认"
        return """
            <div class="notice \(tone)" role="status"><strong>\(told)</strong>\(word.by) · \(When.html(word.at))：\(word.reason)</div>
            """
    }

    private var form: HTML {
        """
        <section class="section"><h2>仍按此安排</h2>
        <form class="form" method="post" action="\(path)/clashes/acknowledgement" data-draft="clashes">\(FormSeal())\
        <input type="hidden" name="digest" value="\(standing.digest)">
        \(Field("reason", "理由", value: typed["reason"] ?? "", help: "调整不了日期时写明为什么；确认后才能启动项目、送达通知。", isRequired: true)
            .area(rows: 3, limit: 500))
        <div class="form-actions"><button class="primary">确认这\(standing.clashes.count)处冲突</button>\
        <a class="button quiet" href="\(path)/days">调整到校日期</a></div></form></section>
        """
    }

    /// What the address asks for, in its order; the page and its export read the same.
    static func rows(_ clashes: [Clash], _ address: ListAddress) -> [Clash] {
        let (kind, text) = (address.filter("kind"), address.filter("q"))
        let found = clashes.filter {
            (kind.isEmpty || $0.kind.code == kind) && (text.isEmpty || $0.own.unitName.contains(text))
        }
        let order = address.sort(["unit", "kind", "day"])
        let sorted = found.sorted { $0.sortKey(order.column) < $1.sortKey(order.column) }
        return order.isDescending ? sorted.reversed() : sorted
    }
}

extension Clash {
    fileprivate func sortKey(_ column: String) -> String {
        switch column {
        case "kind": "\(kind.code) \(own.unitName) \(key)"
        case "day": "\(own.days.from.text) \(own.unitName) \(key)"
        default: "\(own.unitName) \(key)"
        }
    }
}

extension CalendarEntry {
    /// `2026年3月8日`, or the campaign's days while none is set.
    var daysText: String {
        guard !isFixed else { return days.from.chinese }
        return "\(days.chinese)（日期未定）"
    }
}
