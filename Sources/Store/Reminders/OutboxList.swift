package import SQLCore
package import Supervision

/// A message as those who look after the platform read it: that it went and where to, never what it says.
package struct OutboxRow: Sendable, Equatable {
    package let id: Identifier<OutboxDraft>
    package let channel: OutboxDraft.Channel
    package let purpose: OutboxDraft.Purpose
    package let recipient: String
    package let subject: String
    package let state: Delivery.State
    package let attempts: Int
    package let nextAt: Instant
    package let error: String
    package let createdAt: Instant
    package let sentAt: Instant?
}

/// Which messages are wanted; what is nil or empty asks nothing.
package struct OutboxFilter: Sendable, Equatable {
    package var state: Delivery.State?
    package var channel: OutboxDraft.Channel?
    package var purpose: OutboxDraft.Purpose?
    /// Part of the recipient or the subject.
    package var text = ""
    /// `created`, `recipient` or `attempts`.
    package var sort = "created"
    package var isDescending = true

    package init(state: Delivery.State? = nil) {
        self.state = state
    }

    package static let sorts = ["-created", "created", "recipient", "attempts"]
}

extension Outbox {
    package static func list(
        _ filter: OutboxFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<OutboxRow> {
        let rows = try db.rows(
            """
            SELECT o.id, o.channel, o.purpose, o.recipient, o.subject, o.state, o.attempts, o.next_at, o.last_error,
                o.created_at, o.sent_at
            FROM outbox_message o WHERE \(matching(filter, viewer)) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        return Listing(
            rows: try rows.map(OutboxRow.init), total: try count(filter, visibleTo: viewer, in: db), page: page)
    }

    package static func count(_ filter: OutboxFilter, visibleTo viewer: Viewer, in db: SQLConnection) throws -> Int {
        try db.first("SELECT count(*) FROM outbox_message o WHERE \(matching(filter, viewer))")?.get(0) ?? 0
    }

    /// Sends a message anew, from its first attempt on.
    package static func retry(_ id: Identifier<OutboxDraft>, _ act: Act) throws {
        try change(
            id, "state IN ('failed', 'given-up', 'queued')",
            """
            state = 'queued', attempts = 0, next_at = \(act.at),
            expires_at = \(act.at.adding(seconds: Delivery.lifeSeconds))
            """, act)
        try act.record("outbox.retried", of: "outbox-message", id.rawValue)
    }

    /// Never sends a message.
    package static func discard(_ id: Identifier<OutboxDraft>, _ act: Act) throws {
        try change(id, "state IN ('failed', 'given-up', 'queued')", "state = 'discarded'", act)
        try act.record("outbox.discarded", of: "outbox-message", id.rawValue)
    }

    private static func change(
        _ id: Identifier<OutboxDraft>, _ condition: SQL, _ assignment: SQL, _ act: Act
    ) throws {
        let own = visible(to: act.viewer)
        let changed = try act.db.execute(
            """
            UPDATE outbox_message SET \(assignment)
            WHERE id IN (SELECT o.id FROM outbox_message o WHERE o.id = \(id) AND \(own)) AND \(condition)
                AND NOT (purpose = 'verification' AND state = 'given-up')
            """)
        guard changed == 1 else { throw ReminderRefusal.notKept }
    }

    private static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "o.")
    }

    private static func matching(_ filter: OutboxFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if let state = filter.state { conditions.append("o.state = \(state)") }
        if let channel = filter.channel { conditions.append("o.channel = \(channel)") }
        if let purpose = filter.purpose { conditions.append("o.purpose = \(purpose)") }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append("(o.recipient LIKE \(like) ESCAPE '\\' OR o.subject LIKE \(like) ESCAPE '\\')")
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: OutboxFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "recipient": "o.recipient\(down), o.id"
        case "attempts": "o.attempts\(down), o.id"
        default: "o.created_at\(down), o.id\(down)"
        }
    }
}

extension OutboxRow {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), channel: row.get(1), purpose: row.get(2), recipient: row.get(3), subject: row.get(4),
            state: row.get(5), attempts: row.get(6), nextAt: row.get(7), error: row.get(8), createdAt: row.get(9),
            sentAt: row.get(10))
    }
}
