import SQLCore
import Store
import Supervision
import TestKit
import Web

/// A robot and a stuck mail of the first district, and an address that its officer has yet to confirm.
enum MatrixReminders {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        let at = site.services.now()
        try await site.services.database.write { db in
            try db.execute(
                """
                INSERT INTO webhook (id, name, kind, address, secret, occasion, is_on, digest_on, province, city, county,
                    zone, version)
                VALUES ('webhook-home', '工作群', 'generic', 'https://robot.example.cn/x', '', 'daily', true, '', '500000',
                    '', \(county), '', 1)
                """)
            let place = Place(province: "500000", county: county)
            let draft = OutboxDraft(
                channel: .mail, purpose: .digest, recipient: "zhou@example.cn", subject: "提醒",
                body: MessageBody(lead: ""), place: place)
            try Outbox.insert(draft, Act(.system("matrix", at: at), in: db))
            try db.execute("UPDATE outbox_message SET id = 'outbox-home', state = 'failed'")
            let until = at.adding(seconds: 86_400)
            try db.execute(
                """
                INSERT INTO reminder_wish (person_id, mail, pending_mail, token_digest, token_until, on_site, by_mail,
                    muted, version)
                VALUES ('person-home-officer', '', 'zhou@example.cn', \(sha256("token-home")), \(until), true, true, '', 1)
                """)
        }
        return [
            ("/settings/webhooks/:id", "webhook-home"), ("/outbox/:id", "outbox-home"),
            ("/reminders/mail/:token", "token-home"),
        ]
    }
}
