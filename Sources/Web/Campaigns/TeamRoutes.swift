import Hummingbird
import Office
import Store
import Supervision

/// `/campaigns/:id/teams`: who inspects which unit.
enum TeamRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/campaigns/:id/teams", CampaignRoutes.readers) { call in try await show(call) }
        site.get("/campaigns/:id/teams/export.xlsx", CampaignRoutes.readers, export)
        site.post("/campaigns/:id/teams", CampaignRoutes.office, assign)
        site.post("/campaigns/:id/teams/size", CampaignRoutes.office, resize)
        ProposalRoutes.register(on: &site)
        PeopleRoutes.register(on: &site)
        InvitationRoutes.register(on: &site)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields? = nil
    ) async throws -> Response {
        let id: CampaignID = call.id()
        let address = ListAddress("/campaigns/\(id)/teams", call.query)
        let page = PageRequest(number: address.page.number, size: 100)
        let shown = try await call.read { db in
            let record = try Campaigns.require(id, visibleTo: call.viewer, in: db)
            return TeamPage(
                record: record,
                list: try CampaignTeams.list(UnitTeamFilter(address), page, of: record, on: call.day, in: db),
                address: address, pool: try TeamPools.load(for: record, on: call.day, in: db),
                hasProposal: try TeamProposals.find(id, in: db) != nil,
                canAct: Role.office.contains(call.viewer.role), day: call.day, typed: typed,
                problem: refusal?.message)
        }
        return call.page(shown, status: refusal?.status ?? .ok)
    }

    private static func assign(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let units = submission.fields.all("unit").map { InspectionID($0) }
        let team = TeamForm(submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: submission.fields) },
            { act in
                try CampaignTeams.assign(try team.checked(), to: units, of: id, act)
                return "/campaigns/\(id)/teams?done=assigned"
            })
    }

    private static func resize(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let least = submission.fields.number("least") ?? 0
        return try await call.change(
            submission, again: { try await show(call, $0, typed: submission.fields) },
            { act in
                try CampaignTeams.setSize(least, of: id, act)
                return "/campaigns/\(id)/teams?done=saved"
            })
    }

    private static func export(_ call: Call) async throws -> Response {
        let id: CampaignID = call.id()
        let filter = UnitTeamFilter(ListAddress("/campaigns/\(id)/teams", call.query))
        let columns: [SheetLayout.Column] = [
            .init("单位", width: 30), .init("代码", kind: .text, width: 14), .init("层", width: 16), .init("组长"),
            .init("督学", width: 30), .init("专家和借调人员", width: 30), .init("计划到校", kind: .day), .init("说明", width: 40),
        ]
        let export = SheetExport(title: "督导组", columns: columns) { page in
            try await call.read { db in
                let record = try Campaigns.require(id, visibleTo: call.viewer, in: db)
                let list = try CampaignTeams.list(filter, page, of: record, on: call.day, in: db)
                return Listing(
                    rows: list.listing.rows.map { TeamSheetRow(unit: $0, rule: list.rule) }, total: list.listing.total,
                    page: page)
            }
        } cells: { row in
            row.cells
        }
        return try await export.response(named: "督导组")
    }
}

/// A unit's team as a line of the workbook.
private struct TeamSheetRow: Sendable {
    let unit: UnitTeam
    let rule: TeamRule

    var cells: [SheetCell] {
        let others = unit.members.filter { !$0.isLead }
        func names(_ part: (TeamMember) -> Bool) -> String {
            others.filter(part).map(\.name).joined(separator: "、")
        }
        return [
            .text(unit.name), .text(unit.code), .text(unit.stratum),
            .text(unit.members.first { $0.isLead }?.name ?? ""), .text(names { $0.capacity == .inspector }),
            .text(
                others.filter { $0.capacity != .inspector }.map { "\($0.name)（\($0.capacity.label)）" }
                    .joined(separator: "、")), unit.plannedOn.map { .day($0.text) } ?? .empty,
            .text(unit.members.isEmpty ? "没有督导组" : unit.refusal(under: rule)?.message ?? ""),
        ]
    }
}

/// Lead and members as ticked.
struct TeamForm: Sendable {
    let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    func checked() throws -> InspectionTeam {
        let lead = fields.text("lead")
        guard !lead.isEmpty else { throw TeamRefusal.leadMissing }
        let others = fields.all("member").filter { $0 != lead }.map { PersonID($0) }
        return try InspectionTeam(lead: PersonID(lead), others: others)
    }
}

extension UnitTeamFilter {
    init(_ address: ListAddress) {
        self.init()
        state = address.filter("state")
        stratum = address.filter("stratum")
        text = address.filter("q")
        member = address.filter("member").isEmpty ? nil : PersonID(address.filter("member"))
        let order = address.sort(["code", "name", "stratum", "size"])
        sort = order.column
        isDescending = order.isDescending
    }
}
