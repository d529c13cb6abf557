package import SQLCore
package import Supervision

/// A person's calendar subscription as its page shows it.
package struct CalendarFeed: Sendable, Equatable {
    package let createdAt: Instant
    /// When a calendar program last asked; nil while none has.
    package let fetchedAt: Instant?
}

/// A feed that somebody asked for by its secret address.
package struct FeedOwner: Sendable {
    package let viewer: Viewer
    package let fetches: Int
    package let countedFrom: Instant

    /// Whether it was asked for more often within the hour than any calendar program does.
    package func isTooOften(at now: Instant) -> Bool {
        countedFrom > now.adding(seconds: -3_600) && fetches >= CalendarFeeds.perHour
    }
}

/// The calendar_feed table: only the hash of the secret is kept, so a stolen table opens nothing.
package enum CalendarFeeds {
    /// Calendar programs ask every few minutes at most.
    package static let perHour = 60

    package static func state(of account: AccountID, in db: SQLConnection) throws -> CalendarFeed? {
        try db.first("SELECT created_at, fetched_at FROM calendar_feed WHERE account_id = \(account)").map { row in
            CalendarFeed(createdAt: try row.get(0), fetchedAt: try row.get(1))
        }
    }

    /// A new address; one from before is dead from now on.
    package static func make(token: String, _ act: Act) throws {
        let account = act.viewer.account
        let old = try state(of: account, in: act.db)
        try act.db.execute(
            """
            INSERT INTO calendar_feed (account_id, token_hash, created_at, counted_from, fetches)
            VALUES (\(account), \(sha256(token)), \(act.at), \(act.at), 0)
            ON CONFLICT (account_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at,
                fetched_at = NULL, counted_from = excluded.counted_from, fetches = 0
            """)
        try act.record(old == nil ? "calendarFeed.made" : "calendarFeed.renewed", of: "account", account.rawValue)
    }

    package static func revoke(_ act: Act) throws {
        let account = act.viewer.account
        guard try state(of: account, in: act.db) != nil else { throw CalendarFeedRefusal.none }
        try act.db.execute("DELETE FROM calendar_feed_event WHERE account_id = \(account)")
        try act.db.execute("DELETE FROM calendar_feed WHERE account_id = \(account)")
        try act.record("calendarFeed.revoked", of: "account", account.rawValue)
    }

    /// Whose feed it is; nil when there is none, or its account is closed or waits for a new password.
    package static func find(token: String, on day: Day, in db: SQLConnection) throws -> FeedOwner? {
        let row = try db.first(
            """
            SELECT \(Accounts.columns), f.fetches, f.counted_from
            FROM calendar_feed f JOIN account a ON a.id = f.account_id JOIN person p ON p.id = a.person_id
            WHERE f.token_hash = \(sha256(token)) AND a.active AND NOT a.must_change
            """)
        return try row.map { row in
            FeedOwner(
                viewer: try AccountRecord(row).viewer(on: day), fetches: try row.get(Accounts.width),
                countedFrom: try row.get(Accounts.width + 1))
        }
    }

    /// What the feed told before.
    package static func entries(of account: AccountID, in db: SQLConnection) throws -> [FeedEntry] {
        try db.rows(
            """
            SELECT uid, sequence, first_day, last_day, digest, changed_at, is_cancelled FROM calendar_feed_event
            WHERE account_id = \(account) ORDER BY uid
            """
        ).map { row in
            try FeedEntry(
                uid: row.get(0), sequence: row.get(1), first: row.get(2), last: row.get(3), digest: row.get(4),
                changedAt: row.get(5), isCancelled: row.get(6))
        }
    }

    /// Notes that the feed was fetched and what it told.
    package static func fetched(_ update: FeedUpdate, by account: AccountID, at now: Instant, in db: SQLConnection)
        throws
    {
        let hour = now.adding(seconds: -3_600)
        try db.execute(
            """
            UPDATE calendar_feed SET fetched_at = \(now),
                fetches = CASE WHEN counted_from > \(hour) THEN fetches + 1 ELSE 1 END,
                counted_from = CASE WHEN counted_from > \(hour) THEN counted_from ELSE \(now) END
            WHERE account_id = \(account)
            """)
        for entry in update.changed {
            try db.execute(
                """
                INSERT INTO calendar_feed_event (account_id, uid, sequence, first_day, last_day, digest, changed_at,
                    is_cancelled)
                VALUES (\(account), \(entry.uid), \(entry.sequence), \(entry.first), \(entry.last), \(entry.digest),
                    \(entry.changedAt), \(entry.isCancelled))
                ON CONFLICT (account_id, uid) DO UPDATE SET sequence = excluded.sequence,
                    first_day = excluded.first_day, last_day = excluded.last_day, digest = excluded.digest,
                    changed_at = excluded.changed_at, is_cancelled = excluded.is_cancelled
                """)
        }
        for uid in update.forgotten {
            try db.execute("DELETE FROM calendar_feed_event WHERE account_id = \(account) AND uid = \(uid)")
        }
    }
}
