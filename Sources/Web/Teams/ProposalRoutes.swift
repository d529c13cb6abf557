import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/campaigns/:id/teams/proposal`: teams for all units at once, looked at, mended and accepted.
enum ProposalRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/campaigns/:id/teams/proposal", CampaignRoutes.office) { call in try await show(call) }
        site.post("/campaigns/:id/teams/proposal", CampaignRoutes.office, make)
        site.get("/campaigns/:id/teams/proposal/export.xlsx", CampaignRoutes.office, export)
        site.post("/campaigns/:id/teams/proposal/acceptance", CampaignRoutes.office, accept)
        site.post("/campaigns/:id/teams/proposal/removal", CampaignRoutes.office, discard)
        site.get("/campaigns/:id/teams/proposal/units/:unit", CampaignRoutes.office) { call in
            try await edit(call)
        }
        site.post("/campaigns/:id/teams/proposal/units/:unit", CampaignRoutes.office, change)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields? = nil
    ) async throws -> Response {
        let id: CampaignID = call.id()
        let address = ListAddress("/campaigns/\(id)/teams/proposal", call.query)
        let page = try await call.read { db in
            try ProposalPage(id, address, call.viewer, typed: typed, problem: refusal?.message, in: db)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func make(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let form = WishForm(submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: submission.fields) },
            { act in
                try TeamProposals.make(try form.checked(), anew: form.isAnew, of: id, act)
                return "/campaigns/\(id)/teams/proposal?done=proposed"
            })
    }

    private static func accept(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let version = submission.fields.number("version") ?? 0
        return try await call.change(
            submission, again: { try await show(call, $0) },
            { act in
                _ = try TeamProposals.accept(id, version: version, act)
                return "/campaigns/\(id)/teams?done=assigned"
            })
    }

    private static func discard(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        return try await call.change(
            submission, again: { try await show(call, $0) },
            { act in
                try TeamProposals.discard(id, act)
                return "/campaigns/\(id)/teams?done=discarded"
            })
    }

    private static func edit(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields? = nil
    ) async throws -> Response {
        let id: CampaignID = call.id()
        let unit: InspectionID = call.id("unit")
        let page = try await call.read { db in
            try ProposedUnitPage(id, unit, call.viewer, typed: typed, problem: refusal?.message, in: db)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func change(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let unit: InspectionID = call.id("unit")
        let team = TeamForm(submission.fields)
        return try await call.change(
            submission, again: { try await edit(call, $0, typed: submission.fields) },
            { act in
                try TeamProposals.change(unit, to: try team.checked(), of: id, act)
                return "/campaigns/\(id)/teams/proposal?done=saved"
            })
    }

    private static func export(_ call: Call) async throws -> Response {
        let id: CampaignID = call.id()
        let filter = ProposalFilter(ListAddress("/campaigns/\(id)/teams/proposal", call.query))
        let columns: [SheetLayout.Column] = [
            .init("单位", width: 30), .init("代码", kind: .text, width: 14), .init("姓名"),
            .init("编号", kind: .text, width: 16),
            .init("身份"), .init("组长"), .init("签号", kind: .text, width: 66), .init("说明", width: 40),
        ]
        let rows = try await call.read { db in
            _ = try Campaigns.require(id, visibleTo: call.viewer, in: db)
            return try TeamProposals.units(of: id, in: db).filter(filter.includes).flatMap(ProposalSheet.lines)
        }
        let export = SheetExport(title: "分组方案", columns: columns) { page in
            Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        } cells: { line in
            line
        }
        return try await export.response(named: "分组方案")
    }
}

/// A proposal as lines of a workbook: one a seat, so that every ticket can be repeated.
private enum ProposalSheet {
    static func lines(_ unit: ProposedUnit) -> [[SheetCell]] {
        guard !unit.seats.isEmpty else {
            let told = "需要\(unit.needed)名\(unit.lacks?.label ?? "")，只有\(unit.found)名可派"
            return [[.text(unit.name), .text(unit.code), .empty, .empty, .empty, .empty, .empty, .text(told)]]
        }
        return unit.seats.map { seat in
            [
                .text(unit.name), .text(unit.code), .text(seat.name), .text(seat.code),
                .text(seat.seat.capacity.label), .text(seat.seat.isLead ? "是" : ""), .text(seat.seat.ticket),
                .text(unit.isByHand ? "手工调整" : ""),
            ]
        }
    }
}
