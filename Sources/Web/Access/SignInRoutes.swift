import HTTPTypes
import Hummingbird
import SQLCore
import Store
import Supervision

/// `/login`, `/logout`, `/password`; the second factor is at `/login/code`.
enum SignInRoutes {
    static func register(on site: inout Sitemap) {
        site.open("/login", show)
        site.openPost("/login", signIn)
        site.post("/logout", .signedIn, signOut)
        site.get("/password", .signedIn) { call in
            call.page(PasswordPage(isFirst: call.guest.session?.account.mustChange ?? false))
        }
        site.post("/password", .signedIn, changePassword)
    }

    private static func show(_ guest: Guest) async throws -> Response {
        let page = SignInPage(
            office: try await guest.office(), next: guest.query.text("next"),
            notice: Notice.text(of: guest.query.text("done")))
        return page.html.response()
    }

    private static func signIn(_ guest: Guest, _ submission: Submission) async throws -> Response {
        let login = submission.fields.text("login")
        do {
            let (token, device, needsCode) = try await SignIn(guest: guest).attempt(
                login: login, password: submission.fields["password"] ?? "")
            let next = safe(submission.fields.text("next"))
            var response = Response.seeOther(needsCode ? "/login/code?next=\(Fields.encoded(next))" : next)
            response.headers.append(.init(name: .setCookie, value: SessionCookie.set(token, guest.services.settings)))
            response.headers.append(.init(name: .setCookie, value: DeviceCookie.set(device, guest.services.settings)))
            return response
        } catch let refusal as SignInRefusal {
            let page = SignInPage(
                office: try await guest.office(), login: login, next: submission.fields.text("next"),
                problem: refusal.message)
            if guest.wantsJSON { throw refusal }
            return page.html.response(status: status(of: refusal))
        }
    }

    private static func status(of refusal: SignInRefusal) -> HTTPResponse.Status {
        switch refusal {
        case .wrong: .unauthorized
        case .notReviewed, .disabled: .forbidden
        default: .tooManyRequests
        }
    }

    /// Only an address of our own; never somebody else's site.
    static func safe(_ next: String) -> String {
        guard next.hasPrefix("/"), !next.hasPrefix("//"), !next.contains("\\"), !next.contains(where: \.isNewline)
        else { return "/" }
        return next
    }

    private static func signOut(_ call: Call, _ submission: Submission) async throws -> Response {
        if let token = call.guest.token {
            try await call.services.database.write(.relaxed) { db in try Sessions.delete(token: token, in: db) }
        }
        var response = Response.seeOther("/login?done=signedOut")
        response.headers[.setCookie] = SessionCookie.clear(call.services.settings)
        return response
    }

    private static func changePassword(_ call: Call, _ submission: Submission) async throws -> Response {
        guard let account = call.guest.session?.account else { throw WebRefusal.signInFirst }
        let fields = submission.fields
        var problems: [String: String] = [:]
        let current = fields["current"] ?? ""
        if try await !call.services.passwords.run({ try account.password.matches(current) }) {
            problems["current"] = "当前密码不正确。"
        }
        let new = fields["new"] ?? ""
        problems["new"] = Password.problem(new, login: account.login)
        if new == current { problems["new"] = "新密码不能与当前密码相同。" }
        if fields["again"] != new { problems["again"] = "两次输入的新密码不一致。" }
        guard problems.isEmpty else {
            let page = PasswordPage(isFirst: account.mustChange, problems: problems)
            return call.page(page, status: .unprocessableContent)
        }
        let cost = call.services.settings.scryptCost
        let password = try await call.services.passwords.run { try Password.hashed(new, cost: cost) }
        return try await call.change(submission) { act in
            try Accounts.setPassword(password, mustChange: false, of: account.id, in: act.db)
            try act.record("account.passwordChanged", of: "account", account.id.rawValue)
            return "/login?done=password"
        }
    }
}

/// The cookie by which a browser is known from earlier sign-ins.
enum DeviceCookie {
    static let name = "dudao-device"

    static func set(_ token: String, _ settings: WebSettings) -> String {
        "\(name)=\(token); Path=/login; HttpOnly; SameSite=Lax; Max-Age=31536000\(settings.isSecure ? "; Secure" : "")"
    }
}
