import SQLCore
package import Supervision

/// The day's figures of each office for its group robots, at the hour of the day's reminders.
package enum WebhookRound {
    /// Makes the digest of one robot; gives 1 until none is left for today.
    package static func run(_ act: Act) throws -> Int {
        guard try ReminderRound.isTime(act) else { return 0 }
        let row = try act.db.first(
            """
            SELECT w.id, w.name, w.occasion, w.province, w.city, w.county, w.zone FROM webhook w
            WHERE w.is_on AND w.digest_on < \(act.day) ORDER BY w.id LIMIT 1
            """)
        guard let row else { return 0 }
        let id: WebhookID = try row.get(0)
        let place = try Place(province: row.get(3), city: row.get(4), county: row.get(5), zone: row.get(6))
        try act.db.execute("UPDATE webhook SET digest_on = \(act.day) WHERE id = \(id)")
        let digest = try digest(of: place, act)
        let isWanted = try row.get(2) as Webhook.Occasion == .daily ? digest.total > 0 : digest.late > 0
        if isWanted {
            try Outbox.insert(
                OutboxDraft(
                    channel: .webhook, purpose: .digest, recipient: try row.get(1), webhook: id, subject: digest.title,
                    body: digest.body, place: place), act)
        }
        return 1
    }

    /// What an officer of the office would count on the workbench.
    package static func digest(of place: Place, _ act: Act) throws -> OfficeDigest {
        let region = try Place.of(region: place.office, in: act.db)
        let viewer = Viewer(
            account: "system", person: "system", name: "系统", role: .officer,
            scope: region.map { .region($0.level, code: place.office) } ?? .nation, day: act.day)
        let name: String =
            try act.db.first("SELECT name FROM region WHERE code = \(place.office)")?.get(0) ?? ""
        let counts = try Todos.list(visibleTo: viewer, in: act.db).counts
        let late = try Todos.late(visibleTo: viewer, in: act.db)
        return OfficeDigest(
            office: name, day: act.day,
            counts: Todos.kinds(of: viewer).map { kind in
                OfficeDigest.Count(
                    label: kind.label, total: counts[kind] ?? 0, late: late[kind] ?? 0, path: kind.list)
            })
    }
}
