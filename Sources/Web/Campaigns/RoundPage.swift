import Store
import Supervision

/// The ledger of a round: supervised before, by this campaign, in all, and what remains.
struct RoundPage: Page {
    let record: CampaignRecord
    let ledger: RoundLedger
    let address: ListAddress
    let canAct: Bool
    let today: Day
    let typed: Fields
    let problem: String?

    var title: String { record.campaign.round?.name ?? "轮次" }
    var section: String { "/campaigns" }
    private var path: String { "/campaigns/\(record.id)" }
    private var part: String { address.filter("part").isEmpty ? "before" : address.filter("part") }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督导项目", "/campaigns"), (record.name, path)]).html)
        \(Said.error(problem))
        \(tabs)
        \(table)
        \(canAct ? form : nil)
        """
    }

    private var parts: [(code: String, title: String, rows: [RoundLedger.Row])] {
        let all = ledger.before + ledger.campaign
        return [
            ("before", "本项目之前已督导", ledger.before), ("campaign", "本项目", ledger.campaign), ("covered", "合计", all),
            ("remaining", "尚未督导", ledger.remaining),
            ("total", "名册总数", ledger.supervised + ledger.remaining),
        ]
    }

    private var tabs: HTML {
        let links = parts.map { item -> HTML in
            let current: HTML? = item.code == part ? " aria-current=\"page\"" : nil
            return """
                <a href="\(path)/round?part=\(item.code)"\(current)>\(item.title) <span class="count">\(item.rows.count)</span></a>
                """
        }
        return "<nav class=\"tabs\" aria-label=\"轮次\">\(links)</nav>"
    }

    private var table: HTML {
        let rows = parts.first { $0.code == part }?.rows ?? []
        let page = PageRequest(number: address.page.number, size: 100)
        let listing = Listing(
            rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        return Ledger(
            [
                .init("单位"), .init("代码", kind: "code"), .init("督导日期", kind: "date"), .init("来源"),
                .init("等次"), .init("", kind: "actions"),
            ], listing, at: address, unit: "所",
            empty: "<div class=\"empty\"><strong>没有单位</strong></div>", row: row
        ).html
    }

    private func row(_ row: RoundLedger.Row) -> HTML {
        let remove: HTML? =
            canAct && row.isByHand
            ? """
            <form class="inline" method="post" action="\(path)/round/\(row.organisation)/removal" \
            data-confirm="删除“\(row.name)”的补录记录？删除后该单位可再次被抽取。">\(FormSeal())<button class="small quiet">删除</button></form>
            """ : nil
        return """
            <tr>\(Ledger.cell("单位", "<a href=\"/organisations/\(row.organisation)\">\(row.name)</a>", kind: "lead"))\
            \(Ledger.cell("代码", "\(row.code)", kind: "code"))\
            \(Ledger.cell("督导日期", row.doneOn.map { When.html($0) } ?? "", kind: "date"))\
            \(Ledger.cell("来源", "\(row.source)"))\(Ledger.cell("等次", "\(row.grade)"))\
            \(Ledger.cell("", "\(remove)", kind: "actions"))</tr>
            """
    }

    private var form: HTML {
        """
        <section class="section"><h2>补录往年已督导单位</h2>
        <form class="form" method="post" action="\(path)/round">\(FormSeal())
        \(Field("units", "单位", value: typed["units"] ?? "", help: "每行一个，填标识码或单位全称；已在本轮的不会重复。", isRequired: true)
            .area(rows: 6, limit: 200_000))
        <div class="field-row">\(Field("day", "督导日期", value: typed["day"] ?? "", isRequired: true).date())\
        \(Field("source", "来源", value: typed["source"] ?? "").text(hint: "如：2024年办园行为督导评估"))</div>
        <div class="form-actions"><button class="primary">补录</button></div></form></section>
        """
    }
}
