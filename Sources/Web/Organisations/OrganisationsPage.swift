import Office
import Store
import Supervision

/// The list of units.
struct OrganisationsPage: Page {
    let listing: Listing<OrganisationLine>
    let address: ListAddress
    let tags: [String]
    let groups: [Choice]
    /// The name of the region that is filtered by.
    let region: String
    let canKeep: Bool

    init(
        _ listing: Listing<OrganisationLine>, at address: ListAddress, tags: [String], groups: [Choice], region: String,
        canKeep: Bool
    ) {
        self.listing = listing
        self.address = address
        self.tags = tags
        self.groups = groups
        self.region = region
        self.canKeep = canKeep
    }

    var saving: HTML?

    var title: String { "单位" }
    var section: String { "/organisations" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: subtitle, actions: canKeep ? actions : nil).html)
        \(FilterBar(address, filters).html)
        \(table.html)
        """
    }

    private var subtitle: HTML? {
        region.isEmpty
            ? nil : "位于\(region)的单位 · <a href=\"\(address.with("region", ""))\">不限地区</a>"
    }

    private var actions: HTML {
        """
        \(saving)<a class="button" href="/organisations/import">导入</a>\
        <a class="button primary" href="/organisations/new">新建单位</a>
        """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "名称或标识码"),
            FilterBar.choice(address, "kind", "类型", OrganisationKind.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "stage", "学段",
                [Choice("compulsory", "义务教育")] + Stage.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "running", "办别", RunningType.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "authority", "隶属", AuthorityLevel.allCases.map { Choice($0.rawValue, $0.label) }),
            tags.isEmpty ? .empty : FilterBar.choice(address, "tag", "标签", tags.map { Choice($0, $0) }),
            groups.isEmpty ? .empty : FilterBar.choice(address, "group", "集团、学区", groups),
            FilterBar.choice(
                address, "state", "状态", [Choice("closed", "已撤销"), Choice("all", "全部")], all: "正常"),
            address.filter("region").isEmpty
                ? .empty : "<input type=\"hidden\" name=\"region\" value=\"\(address.filter("region"))\">",
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("单位名称", sort: "name"), .init("标识码", sort: "code", kind: "code"), .init("类型"), .init("学段"),
                .init("办别"), .init("所在地", sort: "region"), .init("隶属"), .init("标签"), .init("状态"),
            ], listing, at: address, unit: "个单位", exportPath: "/organisations/export.xlsx", empty: nothing
        ) { line in
            let record = line.record
            let facts = record.organisation.facts
            let closed: HTML? = record.organisation.isOpen ? nil : " class=\"closed\""
            return """
                <tr\(closed)>\
                \(Ledger.cell("单位名称", "<a href=\"/organisations/\(record.id.rawValue)\">\(record.name)</a>", kind: "lead"))\
                \(Ledger.cell("标识码", "\(record.code)", kind: "code"))\
                \(Ledger.cell("类型", "\(facts.kind.label)"))\
                \(Ledger.cell("学段", "\(facts.stages.sorted().map(\.label).joined(separator: "、"))"))\
                \(Ledger.cell("办别", "\(facts.running?.label ?? "")"))\
                \(Ledger.cell("所在地", "<a href=\"\(address.with("region", facts.place))\">\(line.placeName)</a>"))\
                \(Ledger.cell("隶属", "\(facts.authority.level.label)"))\
                \(Ledger.cell("标签", "\(facts.tags.sorted().joined(separator: "、"))"))\
                \(Ledger.cell("状态", OrganisationPage.badge(record)))</tr>
                """
        }
    }

    private var nothing: HTML {
        let help: HTML? =
            canKeep
            ? "可以<a href=\"/organisations/import\">从表格导入</a>，或<a href=\"/organisations/new\">新建单位</a>。" : nil
        return "<div class=\"empty\"><strong>没有符合条件的单位</strong>\(help)</div>"
    }
}

/// The registry as a sheet that can be imported again.
enum OrganisationSheet {
    static let columns: [SheetLayout.Column] = [
        .init("标识码", kind: .text, width: 16), .init("单位名称", width: 32), .init("单位类型", width: 14),
        .init("所在地", kind: .text, width: 12), .init("所在地名称", width: 16), .init("隶属", width: 12),
        .init("办别", width: 12), .init("学段", width: 16), .init("标签", width: 16), .init("地址", width: 36),
        .init("在校生数"), .init("是否撤销"),
    ]

    static func cells(_ line: OrganisationLine) -> [SheetCell] {
        let record = line.record
        let facts = record.organisation.facts
        return [
            .text(record.code), .text(record.name), .text(facts.kind.label), .text(facts.place), .text(line.placeName),
            .text(facts.authority.level.label), .text(facts.running?.label ?? ""),
            .text(facts.stages.sorted().map(\.label).joined(separator: "、")),
            .text(facts.tags.sorted().joined(separator: "、")), .text(facts.address),
            facts.pupils.map { .integer($0) } ?? .empty, .text(record.organisation.isOpen ? "否" : "是"),
        ]
    }
}
