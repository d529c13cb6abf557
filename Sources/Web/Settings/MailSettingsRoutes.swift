import Hummingbird
import Jobs
import Store
import Supervision

/// `/settings/mail`: the server that mails go out by, the hour of the reminders, hosts for robots.
enum MailSettingsRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/settings/mail", .roles([.admin])) { call in try await show(call) }
        site.post("/settings/mail", .roles([.admin]), save)
        site.post("/settings/mail/test", .roles([.admin]), test)
    }

    private static func show(
        _ call: Call, typed: Fields? = nil, _ refusal: (any Refusal)? = nil, trial: MailTrial? = nil
    ) async throws -> Response {
        let viewer = call.viewer
        let settings = call.services.settings
        let page = try await call.read { db in
            let stored = try MailSettingsForm.fields(in: db)
            return MailSettingsPage(
                fields: typed ?? stored, isSet: try MailSettings.load(in: db).isSet,
                hasPassword: try !MailSettings.load(in: db).password.isEmpty,
                isPasswordOutside: settings.mailPassword != nil, publicURL: settings.publicURL,
                own: try ReminderWishes.load(of: viewer.person, in: db).mail?.text ?? "", trial: trial,
                problems: (refusal as? FormRefusal)?.problems ?? [:], problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func save(_ call: Call, _ sent: Submission) async throws -> Response {
        let isOutside = call.services.settings.mailPassword != nil
        return try await call.change(sent, again: { try await show(call, typed: shown(sent.fields), $0) }) { act in
            try MailSettingsForm.checked(sent.fields, isPasswordOutside: isOutside).carryOut(act)
            return "/settings/mail?done=saved"
        }
    }

    /// What was typed, except the password.
    private static func shown(_ fields: Fields) -> Fields {
        var fields = fields
        fields.setAll("password", [])
        return fields
    }

    /// Sends at once by what is stored, so that the server's own answer is on the page.
    private static func test(_ call: Call, _ sent: Submission) async throws -> Response {
        let typed = sent.fields.text("to")
        guard let to = MailAddress(typed) else {
            return try await show(
                call, FormRefusal(["to": ReminderRefusal.mailWrong.message]), trial: MailTrial(to: typed, answer: nil))
        }
        let mail = try await call.read { db in try MailSettings.load(in: db) }
        guard mail.isSet else {
            return try await show(call, ReminderRefusal.noServer, trial: MailTrial(to: typed, answer: nil))
        }
        let id = call.services.newID()
        // Noted before anything leaves the house, and once for a form that was sent twice.
        let known = try await call.perform(sent) { act in
            try SettingsChange.require(act.viewer, in: act.db)
            try act.record("settings.mailTested", of: "setting", MailSettings.host)
            return id
        }
        guard known == id else { return .seeOther("/settings/mail") }
        let settings = call.services.settings
        let answer = await MailTransport(mail, password: settings.mailPassword, publicURL: settings.publicURL).send(
            id: id, to: to, subject: "督导平台测试邮件",
            body: MessageBody(lead: "收到这封邮件，说明督导平台的邮件服务器已设置好。", foot: "本邮件由系统管理员在邮件设置中发出。"),
            at: call.services.now())
        return try await show(call, trial: MailTrial(to: typed, answer: answer))
    }
}

/// What came of a test mail.
struct MailTrial: Sendable {
    let to: String
    /// Nil when none was sent.
    let answer: MailTransport.Answer?
}
