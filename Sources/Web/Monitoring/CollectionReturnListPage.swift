import Store
import Supervision

/// A unit's own returns of all rounds, or what an office has to look through.
struct CollectionReturnListPage: Page {
    let listing: Listing<CollectionReturnRow>
    let address: ListAddress
    let viewer: Viewer

    private var isUnit: Bool { Role.unit.contains(viewer.role) }
    var title: String { isUnit ? "数据填报" : "各单位填报" }
    var section: String { isUnit ? "/collection-returns" : "/collections" }

    var main: HTML {
        let states =
            CollectionReturn.State.allCases.map { Choice($0.rawValue, $0.label) }
            + [Choice("waiting", "未交（含退回）"), Choice("late", "逾期未交")]
        let own: HTML? = address.filter("own") == "1" ? "<input type=\"hidden\" name=\"own\" value=\"1\">" : nil
        let filters: [HTML] = [
            own ?? .empty, FilterBar.search(address, hint: "单位或标识码"), FilterBar.choice(address, "state", "状态", states),
            FilterBar.choice(address, "questions", "校核", [Choice("open", "有问题"), Choice("none", "没有问题")]),
        ]
        let empty: HTML =
            address.isNarrowed
            ? "<div class=\"empty\"><strong>没有符合条件的填报</strong><a href=\"/collection-returns\">查看全部</a></div>"
            : "<div class=\"empty\"><strong>没有需要填报的数据</strong>督导室开始采集后会出现在这里和工作台。</div>"
        let table = CollectionReturnTable(
            listing: listing, address: address, viewer: viewer, showsRound: true,
            exportPath: "/collection-returns/export.xlsx", empty: empty)
        let crumbs = isUnit ? [] : [("监测数据", "/collections")]
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "同一年度的同一数据项只填一次，其他轮次和评估直接取用。",
                actions: "<a class=\"button\" href=\"/collection-forms\">采集表和数据项</a>").html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }
}

/// Who changed which value, when and why.
struct CollectionHistoryPage: Page {
    let row: CollectionReturnRow
    let form: CollectionForm
    let history: Listing<ValueHistoryEntry>
    let address: ListAddress
    let viewer: Viewer

    var title: String { "修改记录" }
    var section: String { Role.unit.contains(viewer.role) ? "/collection-returns" : "/collections" }

    var main: HTML {
        let columns: [Ledger.Column] = [
            .init("时间", kind: "date"), .init("谁"), .init("方式"), .init("改动", kind: "long"), .init("理由", kind: "long"),
        ]
        let empty: HTML = "<div class=\"empty\"><strong>还没有改动</strong>\(row.year)年度的数据第一次保存后，每次改动都会记在这里。</div>"
        let table = Ledger(columns, history, at: address, unit: "次", empty: empty) { entry in
            """
            <tr>\(Ledger.cell("时间", When.html(entry.at), kind: "date"))\(Ledger.cell("谁", "\(entry.byName)"))\
            \(Ledger.cell("方式", "\(entry.source.label)"))\
            \(Ledger.cell("改动", entry.changes.isEmpty ? "没有改动数据" : "<ul>\(entry.changes.map(change))</ul>", kind: "long"))\
            \(Ledger.cell("理由", "\(entry.reason.isEmpty ? "—" : entry.reason)", kind: "long"))</tr>
            """
        }
        return """
            \(PageHead(title, crumbs: [(row.unit, "/collection-returns/\(row.id)")],
                subtitle: "\(row.unit) \(row.year)年度全部数据项，不分轮次。").html)
            \(table.html)
            """
    }

    private func change(_ change: ValueChange) -> HTML {
        let item = form.item(change.key) ?? ShippedForms.all.lazy.compactMap { $0.item(change.key) }.first
        func text(_ value: Points?) -> String { value.map { item?.variable.text(of: $0) ?? $0.text } ?? "（空）" }
        return "<li>\(item?.title ?? change.key)：<del>\(text(change.from))</del> → <ins>\(text(change.to))</ins></li>"
    }
}
