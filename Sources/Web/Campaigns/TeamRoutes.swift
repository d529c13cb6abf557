import Hummingbird
import Store
import Supervision

/// `/campaigns/:id/teams`: who inspects which unit.
enum TeamRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/campaigns/:id/teams", CampaignRoutes.readers) { call in try await show(call) }
        site.post("/campaigns/:id/teams", CampaignRoutes.office, assign)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields? = nil
    ) async throws -> Response {
        let id: CampaignID = call.id()
        let page = try await call.read { db in
            let record = try Campaigns.require(id, visibleTo: call.viewer, in: db)
            return TeamPage(
                record: record, units: try CampaignTeams.units(of: id, in: db),
                people: try CampaignTeams.people(for: record, on: call.day, in: db),
                canAct: Role.office.contains(call.viewer.role), typed: typed, problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func assign(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let units = submission.fields.all("unit").map { InspectionID($0) }
        let lead = submission.fields.text("lead")
        let others = submission.fields.all("member").filter { $0 != lead }.map { PersonID($0) }
        return try await call.change(
            submission, again: { try await show(call, $0, typed: submission.fields) },
            { act in
                guard !lead.isEmpty else { throw CampaignRefusal.invalid(["请选择组长。"]) }
                let team = try InspectionTeam(lead: PersonID(lead), others: others)
                try CampaignTeams.assign(team, to: units, of: id, act)
                return "/campaigns/\(id)/teams?done=assigned"
            })
    }
}
