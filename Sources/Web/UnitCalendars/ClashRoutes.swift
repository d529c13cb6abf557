import Hummingbird
import Office
import Store
import Supervision

/// `/campaigns/:id/clashes`: what else is planned at the units, before a notice goes out.
enum ClashRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/campaigns/:id/clashes", CampaignRoutes.readers) { call in try await show(call) }
        site.get("/campaigns/:id/clashes/export.xlsx", CampaignRoutes.readers, export)
        site.post("/campaigns/:id/clashes/acknowledgement", CampaignRoutes.office, acknowledge)
    }

    private static func page(_ call: Call, _ refusal: (any Refusal)?, typed: Fields) async throws -> ClashPage {
        let id: CampaignID = call.id()
        return try await call.read { db in
            let record = try Campaigns.require(id, visibleTo: call.viewer, in: db)
            return ClashPage(
                record: record, standing: try Clashes.standing(of: record, visibleTo: call.viewer, in: db),
                address: ListAddress("/campaigns/\(id)/clashes", call.query),
                canAct: Role.office.contains(call.viewer.role), typed: typed, problem: refusal?.message)
        }
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        call.page(try await page(call, refusal, typed: typed), status: refusal?.status ?? .ok)
    }

    private static func acknowledge(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let fields = submission.fields
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                try Clashes.acknowledge(id, digest: fields.text("digest"), reason: fields.text("reason"), act)
                return "/campaigns/\(id)?done=clashesAcknowledged"
            })
    }

    private static func export(_ call: Call) async throws -> Response {
        let page = try await page(call, nil, typed: Fields())
        let rows = ClashPage.rows(page.standing.clashes, page.address)
        let columns: [SheetLayout.Column] = [
            .init("单位", width: 30), .init("冲突", width: 12), .init("说明", width: 30), .init("本项目", width: 30),
            .init("其他督导", width: 60),
        ]
        let export = SheetExport(title: "时间冲突", columns: columns) { page in
            Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        } cells: { clash in
            [
                .text(clash.own.unitName), .text(clash.kind.label), .text(clash.text), .text(clash.own.daysText),
                .text(clash.others.map { "\($0.campaignName) \($0.daysText)" }.joined(separator: "；")),
            ]
        }
        return try await export.response(named: "时间冲突")
    }
}
