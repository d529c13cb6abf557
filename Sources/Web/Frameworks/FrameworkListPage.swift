import Office
import Store
import Supervision

/// All frameworks that an office may use, by their newest version.
struct FrameworkListPage: Page {
    let listing: Listing<FrameworkRow>
    let address: ListAddress
    let mayWrite: Bool
    let seesCampaigns: Bool

    init(_ listing: Listing<FrameworkRow>, at address: ListAddress, mayWrite: Bool, seesCampaigns: Bool) {
        self.listing = listing
        self.address = address
        self.mayWrite = mayWrite
        self.seesCampaigns = seesCampaigns
    }

    var title: String { "指标体系" }
    var section: String { "/frameworks" }

    var main: HTML {
        let actions: HTML? =
            mayWrite
            ? """
            <a class="button" href="/frameworks/import">导入指标体系</a>\
            <a class="button primary" href="/frameworks/new">新建指标体系</a>
            """ : nil
        let head = PageHead(
            title, subtitle: "指标体系按版本管理；已发布的版本不再改动，需要调整时另建新版本。", actions: actions)
        return """
            \(head.html)
            \(address.filter("kind") == "template" ? templates : nil)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var templates: HTML {
        """
        <div class="notice" role="note"><strong>模板不能直接用于督导项目</strong>每套模板的说明里写有来源，没有核对过原文的依据标“待核”。\
        打开后选“以此为模板新建”，核对、修改、发布后再选用。</div>
        """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "名称或代码"),
            FilterBar.choice(address, "kind", "来源", [Choice("template", "模板"), Choice("own", "自建")]),
            FilterBar.choice(
                address, "state", "状态", Framework.State.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("名称", sort: "name"), .init("代码", sort: "code", kind: "code"), .init("来源"), .init("版本"),
                .init("状态"), .init("观测点", sort: "criteria", kind: "num"), .init("用于项目", kind: "num"),
                .init("建立", sort: "created", kind: "date"),
            ], listing, at: address, unit: "套", exportPath: "/frameworks/export.xlsx", empty: empty
        ) { row in
            let path: HTML = "/frameworks/versions/\(row.id.rawValue)"
            return """
                <tr>\(Ledger.cell("名称", "<a href=\"\(path)\">\(row.name)</a>", kind: "lead"))\
                \(Ledger.cell("代码", "\(row.code)", kind: "code"))\
                \(Ledger.cell("来源", FrameworkListPage.source(row.isTemplate)))\
                \(Ledger.cell("版本", "第\(row.number)版"))\
                \(Ledger.cell("状态", FrameworkListPage.badge(row.state)))\
                \(Ledger.cell("观测点", "<a href=\"\(path)#tree\">\(row.criteria)</a>", kind: "num"))\
                \(Ledger.cell("用于项目", campaigns(row), kind: "num"))\
                \(Ledger.cell("建立", When.html(row.createdAt.day), kind: "date"))</tr>
                """
        }
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>没有符合条件的指标体系</strong>可以清除筛选条件，或从 XLSX、JSON 文件导入。</div>
        """
    }

    static func source(_ isTemplate: Bool) -> HTML { isTemplate ? Badge.html("模板", .warn) : "自建" }

    static func badge(_ state: Framework.State) -> HTML {
        switch state {
        case .draft: Badge.html(state.label, .active)
        case .published: Badge.html(state.label, .good)
        case .withdrawn: Badge.html(state.label)
        }
    }

    private func campaigns(_ row: FrameworkRow) -> HTML {
        row.campaigns == 0 || !seesCampaigns
            ? "\(row.campaigns)" : "<a href=\"/campaigns?framework=\(row.code)\">\(row.campaigns)</a>"
    }

    static let sheet: [SheetLayout.Column] = [
        .init("名称", width: 40), .init("代码", kind: .text, width: 24), .init("来源"), .init("版本"), .init("状态"),
        .init("观测点"), .init("用于项目"), .init("建立日期", kind: .day),
    ]

    static func cells(_ row: FrameworkRow) -> [SheetCell] {
        [
            .text(row.name), .text(row.code), .text(row.isTemplate ? "模板" : "自建"), .integer(row.number),
            .text(row.state.label), .integer(row.criteria), .integer(row.campaigns), .day(row.createdAt.day.text),
        ]
    }
}
