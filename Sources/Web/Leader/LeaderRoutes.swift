import Hummingbird
import Store
import Supervision

/// `/leader`: where the scope stands, on a desk, on a wall and on paper.
enum LeaderRoutes {
    static func register(on site: inout Sitemap) {
        let audience = Audience.roles(Role.office.union([.leader]))
        site.get("/leader", audience) { call in
            call.page(LeaderPage(try await overview(call), at: ListAddress("/leader", call.query)))
        }
        site.get("/leader/wall", audience, wall)
        site.get("/leader/export.xlsx", audience) { call in
            try LeaderExport(try await overview(call)).response()
        }
        site.get("/leader/rule", audience) { call in
            let held = try await held(call)
            return call.page(rulePage(call, held))
        }
        site.post("/leader/rule", .roles(Role.office), setRule)
    }

    private static func overview(_ call: Call) async throws -> LeaderOverview {
        let text = call.query.text("district")
        let district = District(text: text)
        guard text.isEmpty || district != nil else { throw LeaderRefusal.noDistrict }
        return try await call.read { db in try LeaderOverview.read(district, visibleTo: call.viewer, in: db) }
    }

    private static func wall(_ call: Call) async throws -> Response {
        let page = LeaderWallPage(
            overview: try await overview(call), office: try await call.guest.office(), now: call.services.now())
        return page.layout.response()
    }

    private static func held(_ call: Call) async throws -> LampRules.Held {
        try await call.read { db in try LampRules.held(by: call.viewer, in: db) }
    }

    private static func rulePage(
        _ call: Call, _ held: LampRules.Held, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) -> LampRulePage {
        LampRulePage(
            rule: held.rule, version: held.version, maySet: Role.office.contains(call.viewer.role), typed: typed,
            problems: (refusal as? FormRefusal)?.problems ?? [:], problem: refusal?.message)
    }

    private static func setRule(_ call: Call, _ sent: Submission) async throws -> Response {
        let again = { (refusal: any Refusal) async throws -> Response in
            let page = rulePage(call, try await held(call), sent.fields, refusal)
            return call.page(page, status: refusal.status)
        }
        return try await call.change(sent, again: again) { act in
            try LampRules.set(
                LampRuleForm.checked(sent.fields), version: sent.fields.number("version") ?? 0, act)
            return "/leader/rule?done=saved"
        }
    }
}
