import Hummingbird
import Office
import Store
import Supervision

/// `/regions`: the divisions of the country as shipped, and the zones that offices add.
enum RegionRoutes {
    private static let keepers = Audience.roles(Role.office.union([.admin]))

    static func register(on site: inout Sitemap) {
        site.get("/regions", keepers, list)
        site.get("/regions/export.xlsx", keepers, export)
        site.get("/regions/new", keepers) { call in call.page(NewZonePage(fields: call.query)) }
        site.post("/regions", keepers, add)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/regions", call.query)
        let page = try await call.read { db in
            let parent = address.filter("parent")
            let listing = try Regions.list(
                text: address.filter("q"), parent: parent, level: RegionLevel(rawValue: address.filter("level")),
                address.page, in: db)
            let chain = try Regions.chain(of: parent, in: db).chain(from: parent)
            return RegionsPage(listing: listing, address: address, chain: chain.reversed())
        }
        return call.page(page)
    }

    private static func export(_ call: Call) async throws -> Response {
        let address = ListAddress("/regions", call.query)
        let columns: [SheetLayout.Column] = [
            .init("代码", kind: .text, width: 14), .init("名称", width: 24), .init("级别"), .init("上级", width: 24),
        ]
        let export = SheetExport(title: "行政区划", columns: columns) { page in
            try await call.read { db in
                try Regions.list(
                    text: address.filter("q"), parent: address.filter("parent"),
                    level: RegionLevel(rawValue: address.filter("level")), page, in: db)
            }
        } cells: { line in
            [.text(line.region.code), .text(line.region.name), .text(line.region.level.label), .text(line.parentName)]
        }
        return try await export.response(named: "行政区划")
    }

    private static func add(_ call: Call, _ sent: Submission) async throws -> Response {
        let (name, parent) = (sent.fields.text("name"), sent.fields.text("parent"))
        let from = Day(sent.fields.text("day")) ?? call.day
        let again: (any Refusal) -> Response = { refusal in
            call.page(NewZonePage(fields: sent.fields, problem: refusal.message), status: refusal.status)
        }
        return try await call.change(sent, again: again) { act in
            let zone = try Regions.addZone(named: name, in: parent, from: from, act)
            return "/regions?parent=\(zone.parent ?? "")&done=created"
        }
    }
}

extension RegionLevel {
    var label: String {
        switch self {
        case .province: "省级"
        case .city: "地级"
        case .county: "县级"
        case .zone: "开发区"
        }
    }
}

/// Places, level by level.
struct RegionsPage: Page {
    let listing: Listing<RegionLine>
    let address: ListAddress
    /// The place whose parts are shown and those above it, the province first.
    let chain: [Region]

    var title: String { chain.last?.name ?? "行政区划" }
    var section: String { "/regions" }

    var main: HTML {
        let crumbs = chain.dropLast().map { ($0.name, "/regions?parent=\($0.code)") }
        let parent = chain.last?.code ?? ""
        let head = PageHead(
            title, crumbs: chain.isEmpty ? [] : [("行政区划", "/regions")] + crumbs,
            subtitle: "国家标准代码（GB/T 2260，2023年6月）和本地添加的开发区。",
            actions: "<a class=\"button primary\" href=\"/regions/new?parent=\(parent)\">添加开发区</a>")
        return """
            \(head.html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        let levels: [RegionLevel] = [.province, .city, .county, .zone]
        return [
            FilterBar.search(address, hint: "名称或代码"),
            FilterBar.choice(address, "level", "级别", levels.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: Ledger {
        Ledger(
            [.init("代码", kind: "code"), .init("名称"), .init("级别"), .init("上级"), .init("下级", kind: "num")],
            listing, at: address, unit: "个", exportPath: "/regions/export.xlsx"
        ) { line in
            let region = line.region
            let below: HTML = line.below > 0 ? "<a href=\"/regions?parent=\(region.code)\">\(line.below)</a>" : "—"
            let local: HTML? = region.isLocal ? Badge.html("本地添加") : nil
            return """
                <tr>\(Ledger.cell("代码", "\(region.code)", kind: "code"))\
                \(Ledger.cell("名称", "<a href=\"/organisations?region=\(region.code)\">\(region.name)</a> \(local)", kind: "lead"))\
                \(Ledger.cell("级别", "\(region.level.label)"))\(Ledger.cell("上级", "\(line.parentName)"))\
                \(Ledger.cell("下级", below, kind: "num"))</tr>
                """
        }
    }
}

/// Where a zone is added that the standard does not have.
struct NewZonePage: Page {
    let fields: Fields
    var problem: String?

    var title: String { "添加开发区" }
    var section: String { "/regions" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("行政区划", "/regions")]).html)
        \(Said.error(problem))
        <form class="form" method="post" action="/regions">\(FormSeal())
        \(Field("name", "名称", value: fields.text("name"), help: "如云江新区、高新技术产业开发区。", isRequired: true).text())
        \(Field("parent", "所在市或区县的代码", value: fields.text("parent"), help: "六位行政区划代码。", isRequired: true)
            .text(isShort: true))
        <p class="help">保存后得到本地代码（所在地代码加 Z 和两位序号），管委会属的单位由该区的督导室管理。</p>
        <div class="form-actions"><button class="primary">添加</button><a class="button quiet" href="/regions">取消</a></div>
        </form>
        """
    }
}
