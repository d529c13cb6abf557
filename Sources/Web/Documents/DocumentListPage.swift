import Store
import Supervision

/// `/documents`: everything that was drafted, numbered and sent.
struct DocumentListPage: Page {
    let listing: Listing<DocumentRow>
    let years: [Int]
    let address: ListAddress
    let viewer: Viewer

    var title: String { "公文" }
    var section: String { "/documents" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "签发时按代字和年度编号，不空号、不重号；作废的公文保留原号。", actions: actions).html)
        \(FilterBar(address, filters).html)
        \(figures.note)
        \(table.html)
        """
    }

    private var actions: HTML? {
        guard Role.office.contains(viewer.role) else { return nil }
        return """
            \(SaveAsFigure.link(.documents, address, for: viewer))\
            <a class="button primary" href="/documents/new">拟写公文</a><a class="button" href="/documents/wordings">文书模板</a>
            """
    }

    private var figures: FigureNarrowing {
        let published = ["yes", "no"].contains(address.filter("published")) ? ["published"] : []
        return FigureNarrowing(.documents, address, but: ["kind", "state", "year", "unit"] + published)
    }

    private var filters: [HTML] {
        let states = Document.State.allCases.map { Choice($0.rawValue, $0.label) }
        let isUnit = viewer.role.belongsToOrganisation
        return [
            figures.hidden, FilterBar.search(address, hint: "标题或文号"),
            FilterBar.choice(
                address, "kind", "文种", Document.Kind.allCases.map { Choice($0.rawValue, $0.label) }),
            isUnit
                ? FilterBar.choice(address, "receipt", "签收", [Choice("open", "待签收"), Choice("done", "已签收")])
                : FilterBar.choice(
                    address, "state", "状态", [Choice("waiting", "待签发（含报告草稿）")] + states + [Choice("out", "已签发、未作废")]),
            FilterBar.choice(address, "year", "年度", years.map { Choice("\($0)", "\($0)年") }),
            FilterBar.choice(address, "published", "公布", [Choice("yes", "已公布"), Choice("no", "未公布")]),
            """
            <div class="field"><label for="unit">单位</label><input id="unit" name="unit" \
            value="\(address.filter("unit"))" placeholder="单位名称"></div>
            """,
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("文号", sort: "number", kind: "nowrap"), .init("标题", kind: "long"), .init("单位", sort: "unit"),
                .init("状态"),
                .init("签发日期", sort: "issued", kind: "date"), .init("拟稿时间", sort: "created", kind: "date"),
            ], listing, at: address, unit: "份", exportPath: "/documents/export.xlsx", empty: empty, row: row)
    }

    private var empty: HTML {
        viewer.role.belongsToOrganisation
            ? "<div class=\"empty\"><strong>没有公文</strong><p>发给本单位的公文会列在这里，并在工作台提醒签收。</p></div>"
            : "<div class=\"empty\"><strong>没有公文</strong><p>督导意见书在“督导任务”中随意见形成，督导报告在“督导项目”中生成，其他公文在这里拟写。</p></div>"
    }

    private func row(_ row: DocumentRow) -> HTML {
        let title: HTML = "<a href=\"/documents/\(row.id.rawValue)\">\(row.title)</a><small>\(row.kind.label)</small>"
        let number: HTML = row.number.isEmpty ? "<span class=\"muted\">未编号</span>" : "\(row.number)"
        return """
            <tr class="\(row.state == .withdrawn ? "closed" : "")">\(Ledger.cell("文号", number, kind: "nowrap"))\
            \(Ledger.cell("标题", title, kind: "long lead"))\(Ledger.cell("单位", "\(row.unit.isEmpty ? "—" : row.unit)"))\
            \(Ledger.cell("状态", DocumentBadge.html(row.state, isPublished: row.publishedOn != nil)))\
            \(Ledger.cell("签发日期", row.issuedOn.map { When.html($0) } ?? "—", kind: "date"))\
            \(Ledger.cell("拟稿时间", When.html(row.createdAt.day), kind: "date"))</tr>
            """
    }
}

/// A document's state in words and colour.
enum DocumentBadge {
    static func html(_ state: Document.State, isPublished: Bool) -> HTML {
        let tone: Badge.Tone =
            switch state {
            case .draft: .active
            case .submitted: .warn
            case .issued, .sent: .good
            case .withdrawn: .late
            }
        let published: HTML? = isPublished ? Badge.html("已公布", .good) : nil
        return "\(Badge.html(state.label, tone)) \(published)"
    }
}

extension DocumentFilter {
    init(_ address: ListAddress) {
        self.init(asking: address.filter)
        let sort = address.sort(["-created"] + Order.allCases.map(\.rawValue))
        order = Order(rawValue: sort.column) ?? .created
        isDescending = sort.isDescending
    }
}
