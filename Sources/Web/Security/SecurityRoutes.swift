import Hummingbird
import Store
import Supervision

/// `/security`: a person's own second factor and own signed-in browsers.
enum SecurityRoutes {
    static func register(on site: inout Sitemap) {
        let decisive = Audience.roles(FactorPolicy.roles)
        site.get("/security", .signedIn) { call in call.page(try await page(call)) }
        site.post("/security/sessions/others", .signedIn, endOthers)
        site.post("/security/sessions/:id/end", .signedIn, end)
        site.post("/security/factor", decisive, proving: true, begin)
        site.post("/security/factor/confirmation", decisive, confirm)
        site.post("/security/factor/codes", decisive, proving: true, renew)
        site.post("/security/factor/removal", decisive, proving: true, remove)
    }

    private static func page(_ call: Call, problem: String? = nil) async throws -> SecurityPage {
        let (token, now, terms) = (call.guest.token ?? "", call.services.now(), call.services.settings.sessionTerms)
        let (sessions, factor, policy) = try await call.read { db in
            (
                try Sessions.list(of: call.viewer.account, token: token, at: now, terms: terms, in: db),
                try SecondFactors.state(of: call.viewer.account, in: db), try DeploymentSettings.factorPolicy(in: db)
            )
        }
        let login = call.guest.session?.account.login ?? ""
        return SecurityPage(
            role: call.viewer.role, sessions: sessions, factor: factor, policy: policy,
            address: factor.pending?.address(issuer: try await call.guest.office(), account: login), problem: problem)
    }

    private static func end(_ call: Call, _ sent: Submission) async throws -> Response {
        let id = call.parameter("id")
        return try await call.change(sent) { act in
            try Sessions.end(id, act)
            return "/security?done=sessionEnded"
        }
    }

    private static func endOthers(_ call: Call, _ sent: Submission) async throws -> Response {
        let token = call.guest.token ?? ""
        return try await call.change(sent) { act in
            try Sessions.endOthers(keeping: token, act)
            return "/security?done=sessionEnded"
        }
    }

    private static func begin(_ call: Call, _ sent: Submission) async throws -> Response {
        let secret = TimeCode(secret: RandomBytes.make(20))
        return try await call.change(sent, again: { try await again(call, $0) }) { act in
            try SecondFactors.begin(secret, act)
            return "/security"
        }
    }

    /// A wrong code changes nothing: its secret is on the same page, so there is nothing to guess.
    private static func confirm(_ call: Call, _ sent: Submission) async throws -> Response {
        let (token, codes, typed) = (call.guest.token ?? "", RecoveryCodes.make(), sent.fields.text("code"))
        return try await shown(call, sent, codes) { act in
            try SecondFactors.confirm(typed, codes: codes, keeping: token, act)
        }
    }

    private static func renew(_ call: Call, _ sent: Submission) async throws -> Response {
        let codes = RecoveryCodes.make()
        return try await shown(call, sent, codes) { act in try SecondFactors.renew(codes, act) }
    }

    private static func remove(_ call: Call, _ sent: Submission) async throws -> Response {
        try await call.change(sent, again: { try await again(call, $0) }) { act in
            try SecondFactors.remove(act)
            return "/security?done=factorRemoved"
        }
    }

    /// Shows recovery codes in the answer itself, the only time; a repeated request cannot show them again.
    private static func shown(
        _ call: Call, _ sent: Submission, _ codes: [String], _ body: @escaping @Sendable (Act) throws -> Void
    ) async throws -> Response {
        let attempt = call.services.newID()
        do {
            let result = try await call.perform(sent) { act in
                try body(act)
                return attempt
            }
            return call.page(RecoveryCodesPage(codes: result == attempt ? codes : nil))
        } catch let refusal as any Refusal {
            return try await again(call, refusal)
        }
    }

    private static func again(_ call: Call, _ refusal: any Refusal) async throws -> Response {
        guard !call.guest.wantsJSON else { throw refusal }
        return call.page(try await page(call, problem: refusal.message), status: refusal.status)
    }
}
