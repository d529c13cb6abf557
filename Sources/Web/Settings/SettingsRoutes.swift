import Hummingbird
import Store
import Supervision

/// `/settings`: what holds for the whole deployment; for its administrators alone.
enum SettingsRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/settings", .roles([.admin])) { call in call.page(SettingsPage(fields: try await stored(call))) }
        site.post("/settings", .roles([.admin]), save)
    }

    private static func stored(_ call: Call) async throws -> Fields {
        let stored = try await call.read { db in
            try (SettingsForm.names + SettingsForm.security).map { field, name in
                (name: field, value: try DeploymentSettings.value(of: name, in: db) ?? "")
            }
        }
        var fields = Fields(stored)
        if fields.text("office").isEmpty { fields.set("office", try await call.guest.office()) }
        if fields.text("factor").isEmpty { fields.set("factor", FactorPolicy.optional.rawValue) }
        if fields.text("proof").isEmpty { fields.set("proof", "\(Proof.usualMinutes)") }
        return fields
    }

    private static func save(_ call: Call, _ sent: Submission) async throws -> Response {
        let again = { (refusal: any Refusal) -> Response in
            let problems = (refusal as? FormRefusal)?.problems ?? [:]
            let page = SettingsPage(fields: sent.fields, problems: problems, problem: refusal.message)
            return call.page(page, status: refusal.status)
        }
        do {
            let change = try await call.read { db in try SettingsForm.checked(sent.fields, in: db) }
            return try await call.change(sent, again: again) { act in
                try change.carryOut(act)
                return "/settings?done=saved"
            }
        } catch let refusal as FormRefusal {
            return again(refusal)
        }
    }
}
