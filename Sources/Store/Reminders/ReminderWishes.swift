package import SQLCore
package import Supervision

/// How a person wants to be reminded (提醒设置).
package struct ReminderWish: Hashable, Sendable {
    /// Verified; nil for none.
    package var mail: MailAddress?
    /// Asked for; counts once its link was followed.
    package var pendingMail = ""
    package var onSite = true
    package var byMail = true
    /// Kinds of which nothing is said before they are late.
    package var muted: Set<String> = []
    /// 0 while the person has set nothing.
    package var version = 0

    package init() {}

    /// Whether something is said at this stage: what is late cannot be muted.
    package func hears(of kind: String, _ stage: ReminderStage) -> Bool { stage.isLate || !muted.contains(kind) }
}

/// The reminder_wish table.
package enum ReminderWishes {
    package static func load(of person: PersonID, in db: SQLConnection) throws -> ReminderWish {
        let row = try db.first(
            "SELECT mail, pending_mail, on_site, by_mail, muted, version FROM reminder_wish WHERE person_id = \(person)"
        )
        guard let row else { return ReminderWish() }
        var wish = ReminderWish()
        wish.mail = MailAddress(try row.get(0))
        wish.pendingMail = try row.get(1)
        wish.onSite = try row.get(2)
        wish.byMail = try row.get(3)
        wish.muted = Set((try row.get(4) as String).words)
        wish.version = try row.get(5)
        return wish
    }

    /// Stores the viewer's own channels and muted kinds.
    package static func save(_ wish: ReminderWish, _ act: Act) throws {
        let person = act.viewer.person
        guard try load(of: person, in: act.db).version == wish.version else { throw ReminderRefusal.stale }
        try ensure(person, act.db)
        try act.db.execute(
            """
            UPDATE reminder_wish SET on_site = \(wish.onSite), by_mail = \(wish.byMail),
                muted = \(wish.muted.sorted().joined(separator: " ")), version = version + 1
            WHERE person_id = \(person)
            """)
        try act.record(
            "reminder.wishSet", of: "person", person.rawValue,
            ["site": "\(wish.onSite)", "mail": "\(wish.byMail)", "muted": "\(wish.muted.count)"])
    }

    static func ensure(_ person: PersonID, _ db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO reminder_wish (person_id, mail, pending_mail, token_digest, token_until, on_site, by_mail,
                muted, version)
            VALUES (\(person), '', '', '', '', true, true, '', 0) ON CONFLICT (person_id) DO NOTHING
            """)
    }
}

/// A person's mail address counts once the link that was mailed to it has come back.
package enum MailVerification {
    package static let lifeSeconds = 86_400
    private static let pauseSeconds = 60

    /// Notes the wish and queues the mail with the link; only the hash of `token` is kept beside it.
    package static func begin(_ address: MailAddress, token: String, office: String, _ act: Act) throws {
        let (person, db) = (act.viewer.person, act.db)
        guard try MailSettings.load(in: db).isSet else { throw ReminderRefusal.noServer }
        guard try ReminderWishes.load(of: person, in: db).mail != address else { throw ReminderRefusal.mailUnchanged }
        try ReminderWishes.ensure(person, db)
        let latest = act.at.adding(seconds: lifeSeconds - pauseSeconds)
        let changed = try db.execute(
            """
            UPDATE reminder_wish SET pending_mail = \(address.text), token_digest = \(sha256(token)),
                token_until = \(act.at.adding(seconds: lifeSeconds))
            WHERE person_id = \(person) AND token_until <= \(latest)
            """)
        guard changed == 1 else { throw ReminderRefusal.tooSoon }
        let body = MessageBody(
            greeting: "\(act.viewer.name)：", lead: "您在\(office)督导平台登记了这个邮箱用于接收待办提醒。请打开下面的链接确认，24小时内有效。",
            foot: "不是您本人登记的，请忽略本邮件。", links: [.init(label: "确认邮箱", path: "/reminders/mail/\(token)")])
        try Outbox.insert(
            OutboxDraft(
                channel: .mail, purpose: .verification, recipient: address.text, subject: "确认接收督导待办提醒的邮箱", body: body,
                lifeSeconds: lifeSeconds, place: try Place.of(act.viewer.scope, in: db)), act)
        try act.record("reminder.mailAsked", of: "person", person.rawValue)
    }

    /// The address that this link would verify; nil when it is not the person's or no longer good.
    package static func pending(_ token: String, of person: PersonID, at: Instant, in db: SQLConnection) throws
        -> String?
    {
        try db.first(
            """
            SELECT pending_mail FROM reminder_wish WHERE person_id = \(person) AND token_digest = \(sha256(token))
                AND token_until > \(at) AND pending_mail <> ''
            """)?.get(0)
    }

    package static func finish(_ token: String, _ act: Act) throws {
        let person = act.viewer.person
        guard let mail = try pending(token, of: person, at: act.at, in: act.db) else {
            throw ReminderRefusal.tokenWrong
        }
        try act.db.execute(
            """
            UPDATE reminder_wish SET mail = \(mail), pending_mail = '', token_digest = '', token_until = '',
                by_mail = true, version = version + 1
            WHERE person_id = \(person)
            """)
        try act.record("reminder.mailVerified", of: "person", person.rawValue)
    }

    /// Nothing is mailed to the person any more.
    package static func remove(_ act: Act) throws {
        let person = act.viewer.person
        try act.db.execute(
            """
            UPDATE reminder_wish SET mail = '', pending_mail = '', token_digest = '', token_until = '',
                version = version + 1
            WHERE person_id = \(person)
            """)
        try act.record("reminder.mailRemoved", of: "person", person.rawValue)
    }
}
