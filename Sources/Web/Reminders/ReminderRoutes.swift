import Hummingbird
import Store
import Supervision

/// `/reminders`: how somebody wants to be reminded, and what they were reminded of.
enum ReminderRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/reminders", .signedIn) { call in try await show(call) }
        site.post("/reminders", .signedIn, save)
        site.post("/reminders/mail", .signedIn, askMail)
        site.post("/reminders/mail/removal", .signedIn, removeMail)
        site.get("/reminders/mail/:token", .signedIn, showToken)
        site.post("/reminders/mail/:token", .signedIn, confirm)
        OutboxRoutes.register(on: &site)
        OfficeReminderRoutes.register(on: &site)
        MailSettingsRoutes.register(on: &site)
        WebhookRoutes.register(on: &site)
    }

    private static func show(
        _ call: Call, typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let viewer = call.viewer
        let address = ListAddress("/reminders", call.query)
        let page = try await call.read { db in
            let wish = try ReminderWishes.load(of: viewer.person, in: db)
            return ReminderPage(
                wish: wish, kinds: mutable(for: viewer),
                terms: try OfficeReminderTerms.load(for: viewer.account, in: db),
                minute: try ReminderSettings.minute(in: db), isMailSet: try MailSettings.load(in: db).isSet,
                reminders: try Reminders.list(address.page, visibleTo: viewer, in: db), address: address,
                hasFeed: Role.loop.contains(viewer.role), typed: typed ?? ReminderWishForm.fields(of: wish),
                problems: (refusal as? FormRefusal)?.problems ?? [:], problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    /// What can be due before it is late; 催办 begins with being late.
    private static func mutable(for viewer: Viewer) -> [TodoKind] {
        Todos.kinds(of: viewer).filter { $0 != .chase }
    }

    private static func save(_ call: Call, _ sent: Submission) async throws -> Response {
        let viewer = call.viewer
        return try await call.change(sent, again: { try await show(call, typed: sent.fields, $0) }) { act in
            let old = try ReminderWishes.load(of: viewer.person, in: act.db)
            try ReminderWishes.save(ReminderWishForm.checked(sent.fields, old, mutable(for: viewer)), act)
            return "/reminders?done=saved"
        }
    }

    private static func askMail(_ call: Call, _ sent: Submission) async throws -> Response {
        let (token, office) = (Sessions.newToken(), try await call.guest.office())
        return try await call.change(sent, again: { try await again(call, sent.fields, $0) }) { act in
            guard let mail = MailAddress(sent.fields.text("address")) else {
                throw FormRefusal(["address": ReminderRefusal.mailWrong.message])
            }
            try MailVerification.begin(mail, token: token, office: office, act)
            return "/reminders?done=mailAsked"
        }
    }

    /// The address form came back; the other one on the page is as it is stored.
    private static func again(_ call: Call, _ sent: Fields, _ refusal: any Refusal) async throws -> Response {
        let person = call.viewer.person
        let wish = try await call.read { db in try ReminderWishes.load(of: person, in: db) }
        var fields = ReminderWishForm.fields(of: wish)
        fields.set("address", sent.text("address"))
        return try await show(call, typed: fields, refusal)
    }

    private static func removeMail(_ call: Call, _ sent: Submission) async throws -> Response {
        try await call.change(sent) { act in
            try MailVerification.remove(act)
            return "/reminders?done=removed"
        }
    }

    private static func showToken(_ call: Call) async throws -> Response {
        let (token, person, now) = (call.parameter("token"), call.viewer.person, call.services.now())
        let mail = try await call.read { db in try MailVerification.pending(token, of: person, at: now, in: db) }
        guard let mail else { throw ReminderRefusal.tokenWrong }
        return call.page(MailConfirmationPage(mail: mail, token: token))
    }

    private static func confirm(_ call: Call, _ sent: Submission) async throws -> Response {
        let token = call.parameter("token")
        return try await call.change(sent) { act in
            try MailVerification.finish(token, act)
            return "/reminders?done=mailVerified"
        }
    }
}

/// What a person says about their own reminders.
enum ReminderWishForm {
    static func fields(of wish: ReminderWish) -> Fields {
        var fields = Fields([("version", "\(wish.version)"), ("address", wish.pendingMail)])
        fields.setAll("channel", (wish.onSite ? ["site"] : []) + (wish.byMail ? ["mail"] : []))
        fields.setAll("muted", wish.muted.sorted())
        return fields
    }

    /// Kinds that the role does not have stay as they were: they may belong to another account of the person.
    static func checked(_ fields: Fields, _ old: ReminderWish, _ kinds: [TodoKind]) throws -> ReminderWish {
        var wish = old
        wish.version = fields.number("version") ?? -1
        let channels = fields.all("channel")
        wish.onSite = channels.contains("site")
        wish.byMail = channels.contains("mail")
        let offered = Set(kinds.map(\.rawValue))
        wish.muted = old.muted.subtracting(offered).union(offered.intersection(fields.all("muted")))
        return wish
    }
}
