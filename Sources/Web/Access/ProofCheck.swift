import HTTPTypes
import Hummingbird
import SQLCore
import Store
import Supervision

/// Asks whoever closes or approves something to prove again who they are, unless they did so a short while ago.
///
/// The form that was sent is carried along in the question, so nothing that was typed is lost.
struct ProofCheck: Sendable {
    /// Fields of the question; they never reach a handler, a digest or a log.
    static let names = ["proof-password", "proof-code"]

    private let call: Call
    private let submission: Submission

    init(_ call: Call, _ submission: Submission) {
        self.call = call
        self.submission = submission
    }

    /// What to ask; nil once it is proved.
    func question() async throws -> Response? {
        guard let session = call.guest.session, let token = call.guest.token else { throw WebRefusal.signInFirst }
        let now = call.services.now()
        if Proof.holds(since: session.provedAt, at: now, minutes: session.proofMinutes) { return nil }
        if call.guest.wantsJSON { throw WebRefusal.proveFirst }
        let (password, code) = (submission.fields["proof-password"] ?? "", submission.fields.text("proof-code"))
        guard !password.isEmpty || !code.isEmpty else { return page(session, problem: nil) }
        do {
            let check = FactorCheck(call.guest, session.account)
            if code.isEmpty { try await check.prove(password: password) } else { try await check.prove(code) }
        } catch let refusal as any Refusal {
            return page(session, problem: (refusal as? SignInRefusal) == .wrong ? "密码不正确。" : refusal.message)
        }
        try await call.services.database.write(.relaxed) { db in try Sessions.proved(token: token, at: now, in: db) }
        return nil
    }

    private func page(_ session: Session, problem: String?) -> Response {
        let page = ProofPage(
            path: call.request.uri.path, fields: submission.fields, hasFactor: session.hasFactor,
            minutes: session.proofMinutes, hadFiles: !submission.files.isEmpty, problem: problem)
        return call.page(page, status: .forbidden)
    }
}

/// The question, with the form that waits for its answer.
struct ProofPage: Page {
    let path: String
    let fields: Fields
    let hasFactor: Bool
    let minutes: Int
    let hadFiles: Bool
    let problem: String?

    var title: String { "再次确认身份" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "这项操作要由本人办理。距上次确认已超过\(minutes)分钟，确认后继续，已填写的内容会一并提交。").html)
        \(hadFiles ? Said.warning("随表单选择的文件没有带过来，确认后请重新选择。") : nil)
        \(Said.error(problem))
        <form class="form" method="post" action="\(path)" data-proof>\(FormSeal())\(kept)
        \(controls)
        <div class="form-actions"><button class="primary">确认并继续</button></div>
        </form>
        """
    }

    private var controls: HTML {
        let password: HTML = """
            <div class="field"><label for="proof-password">登录密码</label><input id="proof-password" \
            name="proof-password" type="password" autocomplete="current-password"\(hasFactor ? nil : " required" as HTML) \
            autofocus></div>
            """
        guard hasFactor else { return password }
        return """
            \(password)<div class="field"><label for="proof-code">或手机验证码 <span class="optional">两项填一项</span></label>\
            <input id="proof-code" name="proof-code" class="short" autocomplete="one-time-code" maxlength="40"></div>
            """
    }

    private var kept: [HTML] {
        let own = Set(ProofCheck.names + ["csrf", "command"])
        return fields.names.filter { !own.contains($0) }.flatMap { name in
            fields.all(name).map { value -> HTML in "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
        }
    }
}
