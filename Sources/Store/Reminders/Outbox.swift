package import SQLCore
package import Supervision

extension Delivery.State: SQLConvertible {}

/// A message before it is in the outbox.
package struct OutboxDraft: Sendable {
    package enum Channel: String, Sendable, SQLConvertible, CaseIterable {
        case mail, webhook

        package var label: String { self == .mail ? "邮件" : "群机器人" }
    }

    package enum Purpose: String, Sendable, SQLConvertible, CaseIterable {
        case digest, verification, trial

        package var label: String {
            switch self {
            case .digest: "每日提醒"
            case .verification: "邮箱验证"
            case .trial: "测试"
            }
        }
    }

    package let channel: Channel
    package let purpose: Purpose
    package let recipient: String
    package var webhook: WebhookID?
    package let subject: String
    package let body: MessageBody
    package var lifeSeconds = Delivery.lifeSeconds
    package let place: Place

    package init(
        channel: Channel, purpose: Purpose, recipient: String, webhook: WebhookID? = nil, subject: String,
        body: MessageBody, lifeSeconds: Int = Delivery.lifeSeconds, place: Place
    ) {
        self.channel = channel
        self.purpose = purpose
        self.recipient = recipient
        self.webhook = webhook
        self.subject = subject
        self.body = body
        self.lifeSeconds = lifeSeconds
        self.place = place
    }
}

/// A message that one server has taken to send it.
package struct ClaimedMessage: Sendable {
    package let id: Identifier<OutboxDraft>
    package let channel: OutboxDraft.Channel
    package let recipient: String
    package let webhook: WebhookID
    package let subject: String
    package let body: MessageBody
    /// This one included.
    package let attempt: Int
    package let partsDone: Int
    package let createdAt: Instant
}

/// The outbox_message table: what leaves the house is written here with the change that it tells of.
///
/// A server claims a message by a lease, sends it and notes what came of it. One that dies in between leaves a lease
/// that runs out, and the message goes out again: at least once, never not at all.
package enum Outbox {
    /// Renewed while a message is being sent.
    package static let leaseSeconds = 20

    @discardableResult
    package static func insert(_ draft: OutboxDraft, _ act: Act) throws -> Identifier<OutboxDraft> {
        let id: Identifier<OutboxDraft> = act.newID()
        let place = draft.place
        try act.db.execute(
            """
            INSERT INTO outbox_message (id, channel, purpose, recipient, webhook_id, subject, body, state, attempts,
                parts_done, next_at, last_error, owner, lease_until, created_at, expires_at, province, city, county,
                zone)
            VALUES (\(id), \(draft.channel), \(draft.purpose), \(draft.recipient), \(draft.webhook?.rawValue ?? ""),
                \(draft.subject), \(try JSONColumn.text(draft.body)), 'queued', 0, 0, \(act.at), '', '', '', \(act.at),
                \(act.at.adding(seconds: draft.lifeSeconds)), \(place.province), \(place.city), \(place.county),
                \(place.zone))
            """)
        return id
    }

    /// Whether there is anything to claim; read before the write, which costs a sync.
    package static func hasWork(_ channel: OutboxDraft.Channel, at now: Instant, in db: SQLConnection) throws -> Bool {
        try db.first("SELECT 1 FROM outbox_message WHERE \(claimable(channel, at: now)) LIMIT 1") != nil
    }

    /// Takes the message that has waited longest; nil when none is to be sent now.
    package static func claim(
        _ channel: OutboxDraft.Channel, owner: String, at now: Instant, in db: SQLConnection
    ) throws -> ClaimedMessage? {
        try expire(channel, at: now, in: db)
        return try db.first(
            """
            UPDATE outbox_message SET state = 'sending', owner = \(owner), attempts = attempts + 1, tried_at = \(now),
                lease_until = \(now.adding(seconds: leaseSeconds))
            WHERE id = (SELECT id FROM outbox_message WHERE \(claimable(channel, at: now)) ORDER BY next_at, id LIMIT 1)
                AND \(claimable(channel, at: now))
            RETURNING id, channel, recipient, webhook_id, subject, body, attempts, parts_done, created_at
            """
        ).map { row in
            try ClaimedMessage(
                id: row.get(0), channel: row.get(1), recipient: row.get(2), webhook: row.get(3), subject: row.get(4),
                body: JSONColumn.value(row.get(5)), attempt: row.get(6), partsDone: row.get(7), createdAt: row.get(8))
        }
    }

    /// Keeps the lease; false when somebody else has the message by now.
    @discardableResult
    package static func renew(
        _ id: Identifier<OutboxDraft>, owner: String, at now: Instant, in db: SQLConnection
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE outbox_message SET lease_until = \(now.adding(seconds: leaseSeconds))
            WHERE id = \(id) AND owner = \(owner) AND state = 'sending'
            """) == 1
    }

    /// One more part of a long message has arrived and is not sent again.
    package static func note(
        parts: Int, of id: Identifier<OutboxDraft>, owner: String, in db: SQLConnection
    ) throws {
        try db.execute(
            """
            UPDATE outbox_message SET parts_done = \(parts)
            WHERE id = \(id) AND owner = \(owner) AND state = 'sending'
            """)
    }

    /// Notes what came of an attempt; a message that another server has taken over is left to it.
    package static func settle(
        _ message: ClaimedMessage, _ outcome: Delivery.Outcome, owner: String, at now: Instant, in db: SQLConnection
    ) throws {
        let step = Delivery.step(after: outcome, attempt: message.attempt)
        let sentAt: Instant? = step.state == .sent ? now : nil
        let uncounted = if case .postponed = outcome { 1 } else { 0 }
        // The token in it is of no use to anybody any more.
        let body: SQL = step.state == .sent ? "CASE purpose WHEN 'verification' THEN \(emptied) ELSE body END" : "body"
        try db.execute(
            """
            UPDATE outbox_message SET state = \(step.state), last_error = \(step.error), sent_at = \(sentAt),
                next_at = \(now.adding(seconds: step.pause)), owner = '', lease_until = '',
                attempts = attempts - \(uncounted), body = \(body)
            WHERE id = \(message.id) AND owner = \(owner) AND state = 'sending'
            """)
    }

    /// Old news is not sent: noticed when it would be its turn, so a house without a mail server keeps it.
    private static func expire(_ channel: OutboxDraft.Channel, at now: Instant, in db: SQLConnection) throws {
        try db.execute(
            """
            UPDATE outbox_message SET state = 'given-up', owner = '', lease_until = '',
                last_error = '超过有效时间仍未发出，不再发送。' || last_error
            WHERE channel = \(channel) AND expires_at <= \(now)
                AND (state IN ('queued', 'failed') OR state = 'sending' AND lease_until < \(now))
            """)
        try db.execute(
            """
            UPDATE outbox_message SET state = 'given-up', owner = '', lease_until = '',
                last_error = '发送过程多次中断，已停止。请查看服务器日志后重发。'
            WHERE channel = \(channel) AND state = 'sending' AND lease_until < \(now)
                AND attempts >= \(2 * Delivery.mostAttempts)
            """)
    }

    private static func claimable(_ channel: OutboxDraft.Channel, at now: Instant) -> SQL {
        """
        (channel = \(channel) AND (state IN ('queued', 'failed') AND next_at <= \(now)
            OR state = 'sending' AND lease_until < \(now)))
        """
    }

    /// How many messages one robot was sent since `since`; each part of a long one counts.
    package static func tries(
        of webhook: WebhookID, since: Instant, in db: SQLConnection
    ) throws -> Int {
        try db.first(
            """
            SELECT coalesce(sum(CASE WHEN parts_done > 1 THEN parts_done ELSE 1 END), 0) FROM outbox_message
            WHERE webhook_id = \(webhook) AND tried_at > \(since)
            """)?.get(0) ?? 0
    }

    /// Forgets what nobody asks about any more.
    package static func deleteOld(before: Instant, in db: SQLConnection) throws {
        try db.execute(
            """
            DELETE FROM outbox_message WHERE created_at < \(before) AND state IN ('sent', 'given-up', 'discarded')
            """)
        try db.execute(
            "UPDATE outbox_message SET body = \(emptied) WHERE purpose = 'verification' AND state IN ('given-up', 'discarded')"
        )
    }

    private static var emptied: SQL { "'{\"foot\":\"\",\"greeting\":\"\",\"lead\":\"\",\"links\":[],\"sections\":[]}'" }
}
