import Hummingbird
import Office
import Store
import Supervision

/// What lies ahead of the office's units and does not go together, whatever it comes from (督导事项统筹).
struct CoverageClashPage: Page {
    let clashes: [Clash]
    /// Why it is so all the same, by the clash's key.
    let words: [String: String]
    let limits: CalendarLimits
    let address: CoverageAddress
    let viewer: Viewer

    var title: String { "督导事项统筹" }
    var section: String { "/coverage" }

    var main: HTML {
        let subtitle: HTML = """
            各督导项目和联合到校放在一起看：同一单位两次督导相隔不足\(limits.gapDays)天、时间重叠，或一个学期超过\(limits.perTerm)次的列在这里；\
            责任督学每月的到校不算在内。
            """
        let rows = ClashPage.rows(clashes, address.list)
        let page = PageRequest(number: address.list.page.number, size: 50)
        let listing = Listing(
            rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        let kinds = [Choice("overlap", "时间重叠"), Choice("near", "间隔过短"), Choice("overload", "次数过多")]
        return """
            \(PageHead(title, crumbs: [("到校覆盖", "/coverage")], subtitle: subtitle).html)
            \(CoverageTabs(address: address, role: viewer.role, current: "clashes", isWide: CoverageDistricts.isWide(viewer)).html)
            \(FilterBar(address.list, [FilterBar.search(address.list, hint: "单位"), FilterBar.choice(address.list, "kind", "冲突", kinds)]).html)
            \(Ledger(
                [
                    .init("单位", sort: "unit", kind: "lead"), .init("冲突", sort: "kind"), .init("督导", sort: "day", kind: "long"),
                    .init("另有", kind: "long"), .init("理由", kind: "long"),
                ], listing, at: address.list, unit: "处", exportPath: "/coverage/clashes/export.xlsx",
                empty: "<div class=\"empty\"><strong>没有时间冲突</strong>今后各单位的督导安排互不冲突。</div>", row: row
            ).html)
            """
    }

    private func row(_ clash: Clash) -> HTML {
        let others = clash.others.map { entry -> HTML in
            "<li>\(link(entry))<small>\(entry.daysText)</small></li>"
        }
        return """
            <tr>\(Ledger.cell("单位", "<a href=\"/organisations/\(clash.own.organisation)/calendar\">\(clash.own.unitName)</a>", kind: "lead"))\
            \(Ledger.cell("冲突", "\(Badge.html(clash.kind.label, .warn))<small>\(clash.text)</small>"))\
            \(Ledger.cell("督导", "\(link(clash.own))<small>\(clash.own.daysText)</small>", kind: "long"))\
            \(Ledger.cell("另有", "<ul>\(others)</ul>", kind: "long"))\
            \(Ledger.cell("理由", words[clash.key].map { "\($0)" } ?? "<span class=\"muted\">还没有说明</span>", kind: "long"))</tr>
            """
    }

    private func link(_ entry: CalendarEntry) -> HTML {
        switch entry.source {
        case .inspection(_, let campaign): "<a href=\"/campaigns/\(campaign)\">\(entry.campaignName)</a>"
        case .task, .visit: "<a href=\"/visit-tasks\">联合到校：\(entry.campaignName)</a>"
        }
    }
}

/// `/coverage/clashes`: what does not go together, before anybody is told of it.
enum CoverageClashRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/coverage/clashes", .roles(Role.office)) { call in call.page(try await page(call)) }
        site.get("/coverage/clashes/export.xlsx", .roles(Role.office), export)
    }

    private static func page(_ call: Call) async throws -> CoverageClashPage {
        let (clashes, words, limits) = try await call.read { db in
            let clashes = try Clashes.ahead(visibleTo: call.viewer, in: db)
            return (clashes, try ClashWords.about(clashes, in: db), try UnitCalendars.limits(in: db))
        }
        return CoverageClashPage(
            clashes: clashes, words: words, limits: limits, address: CoverageAddress("/coverage/clashes", call),
            viewer: call.viewer)
    }

    private static func export(_ call: Call) async throws -> Response {
        let page = try await page(call)
        let rows = ClashPage.rows(page.clashes, page.address.list)
        let columns: [SheetLayout.Column] = [
            .init("单位", width: 30), .init("冲突", width: 12), .init("说明", width: 30), .init("督导", width: 40),
            .init("另有", width: 60), .init("理由", width: 40),
        ]
        let export = SheetExport(title: "督导事项统筹", columns: columns) { asked in
            Listing(rows: Array(rows.dropFirst(asked.offset).prefix(asked.size)), total: rows.count, page: asked)
        } cells: { clash in
            [
                .text(clash.own.unitName), .text(clash.kind.label), .text(clash.text),
                .text("\(clash.own.campaignName) \(clash.own.daysText)"),
                .text(clash.others.map { "\($0.campaignName) \($0.daysText)" }.joined(separator: "；")),
                .text(page.words[clash.key] ?? ""),
            ]
        }
        return try await export.response(named: "督导事项统筹")
    }
}
