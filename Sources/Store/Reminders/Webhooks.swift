package import SQLCore
package import Supervision

/// The webhook table: an office's group robots.
package enum Webhooks {
    /// Those of the offices that the viewer looks after: an office's own, for administrators all in their region.
    package static func list(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [Webhook] {
        try db.rows("SELECT \(columns) FROM webhook w WHERE \(visible(to: viewer)) ORDER BY w.name, w.id")
            .map(Webhook.init)
    }

    package static func require(_ id: WebhookID, visibleTo viewer: Viewer, in db: SQLConnection) throws -> Webhook {
        let row = try db.first("SELECT \(columns) FROM webhook w WHERE w.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw WebhookRefusal.notFound }
        return try Webhook(row)
    }

    /// As it is when a message goes out; nil when it is gone or off.
    package static func active(_ id: WebhookID, in db: SQLConnection) throws -> Webhook? {
        try db.first("SELECT \(columns) FROM webhook w WHERE w.id = \(id) AND w.is_on").map(Webhook.init)
    }

    package static func add(_ new: Webhook, _ act: Act) throws {
        let known = try list(visibleTo: act.viewer, in: act.db)
        guard known.count < Webhook.most else { throw WebhookRefusal.tooMany }
        guard !known.contains(where: { $0.name == new.name }) else { throw WebhookRefusal.nameTaken }
        try new.address.check(allowed: try ReminderSettings.insideHosts(in: act.db))
        let place = try Place.of(act.viewer.scope, in: act.db)
        try act.db.execute(
            """
            INSERT INTO webhook (id, name, kind, address, secret, occasion, is_on, digest_on, province, city, county,
                zone, version)
            VALUES (\(new.id), \(new.name), \(new.kind), \(new.address.text), \(new.secret), \(new.occasion),
                \(new.isOn), '', \(place.province), \(place.city), \(place.county), \(place.zone), 1)
            """)
        try act.record("webhook.added", of: "webhook", new.id.rawValue, ["kind": new.kind.rawValue])
    }

    package static func change(_ next: Webhook, _ act: Act) throws {
        let old = try require(next.id, visibleTo: act.viewer, in: act.db)
        let known = try list(visibleTo: act.viewer, in: act.db)
        guard !known.contains(where: { $0.name == next.name && $0.id != next.id }) else {
            throw WebhookRefusal.nameTaken
        }
        try next.address.check(allowed: try ReminderSettings.insideHosts(in: act.db))
        let changed = try act.db.execute(
            """
            UPDATE webhook SET name = \(next.name), kind = \(next.kind), address = \(next.address.text),
                secret = \(next.secret), occasion = \(next.occasion), is_on = \(next.isOn), version = version + 1
            WHERE id = \(next.id) AND version = \(next.version)
            """)
        guard changed == 1 else { throw WebhookRefusal.stale }
        try act.record(
            "webhook.changed", of: "webhook", next.id.rawValue,
            [
                "kind": next.kind.rawValue, "on": "\(next.isOn)",
                "address": old.address == next.address ? "" : "changed",
                "secret": old.secret == next.secret ? "" : "changed",
            ])
    }

    /// Its messages that were not sent are dropped with it.
    package static func remove(_ id: WebhookID, _ act: Act) throws {
        _ = try require(id, visibleTo: act.viewer, in: act.db)
        try act.db.execute("DELETE FROM webhook WHERE id = \(id)")
        try act.db.execute(
            """
            UPDATE outbox_message SET state = 'discarded' WHERE webhook_id = \(id) AND state IN ('queued', 'failed')
            """)
        try act.record("webhook.removed", of: "webhook", id.rawValue)
    }

    static func visible(to viewer: Viewer) -> SQL {
        guard viewer.role != .admin else {
            return Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
                .condition(for: viewer, alias: "w.")
        }
        return Role.office.contains(viewer.role) ? Todos.own(viewer, "w.") : "false"
    }

    static var columns: SQL { "w.id, w.name, w.kind, w.address, w.secret, w.occasion, w.is_on, w.version" }
}

extension Webhook {
    fileprivate init(_ row: SQLRow) throws {
        guard let address = RobotAddress(try row.get(3)) else { throw SQLError.unreadable(column: "address") }
        try self.init(
            id: row.get(0), name: row.get(1), kind: row.get(2), address: address, secret: row.get(4),
            occasion: row.get(5), isOn: row.get(6), version: row.get(7))
    }
}

extension RobotKind: SQLConvertible {}
extension Webhook.Occasion: SQLConvertible {}
