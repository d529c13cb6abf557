package import SQLCore
package import Supervision

/// Who sent a tip, as far as they said so.
package struct TipSender: Sendable, Equatable {
    package let name: String
    package let contact: String
}

/// The tip_contact table: nothing else in the program reads it but the check that no wording repeats it.
package enum TipIdentity {
    /// Shows the sender to the handler alone, once for each reason that is given.
    package static func look(_ id: TipID, reason: String, _ act: Act) throws -> TipSender {
        let (tip, row) = try Tips.current(id, act)
        try tip.requireLook(by: act.viewer.person, reason: reason)
        // Colleagues read the reason.
        try Tips.requireNameless(reason, of: id, act.db)
        let found = try act.db.first("SELECT name, contact FROM tip_contact WHERE tip_id = \(id)")
        guard let found else { throw TipRefusal.noContact }
        let look: Identifier<TipLook> = act.newID()
        try act.db.execute(
            """
            INSERT INTO tip_look (id, tip_id, person_id, person_name, reason, at)
            VALUES (\(look), \(id), \(act.viewer.person), \(act.viewer.name), \(reason.trimmed), \(act.at))
            """)
        try act.record("tip.senderSeen", of: "tip", id.rawValue, in: row.place, ["look": look.rawValue])
        return TipSender(name: try found.get(0), contact: try found.get(1))
    }

    /// How many closed tips of the viewer's office are older than its term and still hold what was written.
    package static func ripe(visibleTo viewer: Viewer, in db: SQLConnection) throws -> Int {
        try db.first("SELECT count(*) FROM tip t WHERE \(try condition(viewer, db))")?.get(0) ?? 0
    }

    /// Erases words, sender, photos, questions and the code of those; what was done and decided stays.
    package static func erase(_ act: Act) throws -> Int {
        let ids: [TipID] = try act.db.rows(
            "SELECT t.id FROM tip t WHERE \(try condition(act.viewer, act.db)) ORDER BY t.closed_on, t.id LIMIT 500"
        ).map { try $0.get(0) }
        for id in ids {
            for table: SQL in ["tip_words", "tip_contact", "tip_photo", "tip_message", "tip_look"] {
                try act.db.execute("DELETE FROM \(table) WHERE tip_id = \(id)")
            }
            try act.db.execute("UPDATE tip_check SET brief = '', result = '' WHERE tip_id = \(id)")
            try act.db.execute(
                """
                UPDATE tip SET erased_on = \(act.day), has_contact = false, photo_count = 0, answer = '',
                    has_news = false, unit_name = CASE WHEN organisation_id IS NULL THEN '' ELSE unit_name END,
                    version = version + 1
                WHERE id = \(id)
                """)
            try Tips.write(.erased, of: id, "", act)
        }
        if !ids.isEmpty {
            try act.record(
                "tip.erased", of: "office", Place(act.viewer.scope).office, ["count": "\(ids.count)"])
        }
        return ids.count
    }

    private static func condition(_ viewer: Viewer, _ db: SQLConnection) throws -> SQL {
        let terms = try OfficeTipTerms.load(of: Place(viewer.scope).office, in: db).terms
        let before = viewer.day.adding(months: -terms.keepMonths)
        return
            "\(Tips.own(viewer, "t.")) AND t.erased_on IS NULL AND t.closed_on IS NOT NULL AND t.closed_on < \(before)"
    }
}
