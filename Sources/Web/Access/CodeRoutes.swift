import HTTPTypes
import Hummingbird
import SQLCore
import Store
import Supervision

/// `/login/code`: the second factor after the right password.
enum CodeRoutes {
    static func register(on site: inout Sitemap) {
        site.open("/login/code") { guest in
            guard guest.session?.needsCode == true else { return .seeOther("/") }
            return page(guest, next: guest.query.text("next"))
        }
        site.openPost("/login/code", prove)
    }

    private static func page(
        _ guest: Guest, next: String, problem: String? = nil, status: HTTPResponse.Status = .ok
    ) -> Response {
        let office = guest.session?.office ?? guest.services.settings.officeName
        return CodePage(office: office, next: next, problem: problem).html.response(status: status)
    }

    private static func prove(_ guest: Guest, _ submission: Submission) async throws -> Response {
        guard let session = guest.session, let token = guest.token, session.needsCode else {
            return .seeOther("/login")
        }
        let next = submission.fields.text("next")
        do {
            try await FactorCheck(guest, session.account).prove(submission.fields.text("code"))
        } catch let refusal as any Refusal {
            if guest.wantsJSON { throw refusal }
            let status: HTTPResponse.Status = refusal is SignInRefusal ? .tooManyRequests : .unauthorized
            return page(guest, next: next, problem: refusal.message, status: status)
        }
        let now = guest.services.now()
        let viewer = session.account.viewer(on: guest.services.today())
        let change = Change(command: guest.services.newID(), digest: "code", viewer: viewer, at: now)
        try await guest.services.database.write(.relaxed) { db in
            try Sessions.passed(token: token, at: now, in: db)
            try Act(change, in: db).record("account.signedIn", of: "account", viewer.account.rawValue)
        }
        return .seeOther(SignInRoutes.safe(next))
    }
}

/// Takes a code of an account's second factor; wrong ones are counted and lock for a while.
struct FactorCheck: Sendable {
    private let guest: Guest
    private let account: AccountRecord

    init(_ guest: Guest, _ account: AccountRecord) {
        self.guest = guest
        self.account = account
    }

    private var keys: [String] { ["code:\(sha256(account.id.rawValue))"] }

    func prove(_ typed: String) async throws {
        let (now, keys, id) = (guest.services.now(), keys, account.id)
        let code = String(typed.prefix(40))
        do {
            try await guest.services.database.write(.relaxed) { db in
                try SignIns.check(keys, at: now, in: db)
                try SecondFactors.prove(code, of: id, at: now, in: db)
                try SignIns.succeeded(keys, in: db)
            }
        } catch let refusal as SecondFactorRefusal {
            try await failed()
            throw refusal
        }
    }

    /// The password instead, for an account without a second factor or with the phone elsewhere.
    func prove(password: String) async throws {
        let (now, keys) = (guest.services.now(), keys)
        try await guest.read { db in try SignIns.check(keys, at: now, in: db) }
        let text = String(password.prefix(1_000))
        guard try await guest.services.passwords.run({ [account] in try account.password.matches(text) }) else {
            try await failed()
            throw SignInRefusal.wrong
        }
        try await guest.services.database.write(.relaxed) { db in try SignIns.succeeded(keys, in: db) }
    }

    private func failed() async throws {
        let (now, keys, login) = (guest.services.now(), keys, account.login)
        try await guest.services.database.write(.relaxed) { db in
            try SignIns.failed(keys, login: login, at: now, in: db)
        }
    }
}

/// Where the code of the phone is typed.
struct CodePage: Sendable {
    let office: String
    let next: String
    let problem: String?

    var html: BareLayout {
        BareLayout(
            title: "两步验证", bodyClass: "signin",
            main: """
                <main id="main">
                <p class="brand">督导 <span>Dudao</span></p>
                <p class="office">\(office)</p>
                <form class="form" method="post" action="/login/code">
                \(problem.map { problem -> HTML in "<div class=\"notice error\" role=\"alert\">\(problem)</div>" })
                <input type="hidden" name="next" value="\(next)">
                <div class="field"><label for="code">验证码</label><input id="code" name="code" \
                autocomplete="one-time-code" autocapitalize="none" maxlength="40" required autofocus \
                aria-describedby="code-help"><p class="help" id="code-help">打开手机上的验证器，输入“\(office)”下的6位数字；\
                手机不在身边时输入一个恢复码。</p></div>
                <button class="primary">继续</button>
                </form>
                <p class="foot">手机和恢复码都丢失的，请联系安全管理员重置。<a href="/login">换个账号</a></p>
                </main>
                """)
    }
}
