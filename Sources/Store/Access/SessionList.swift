package import SQLCore
package import Supervision

/// One of a person's own signed-in browsers.
package struct SessionRow: Sendable, Equatable {
    /// Names it in addresses; opens nothing.
    package let id: String
    package let device: String
    package let address: String
    package let createdAt: Instant
    package let seenAt: Instant
    /// The browser that asks.
    package let isThis: Bool
}

extension Sessions {
    /// The account's browsers that are still signed in, this one first.
    package static func list(
        of account: AccountID, token: String, at: Instant, terms: SessionTerms, in db: SQLConnection
    ) throws -> [SessionRow] {
        let own = sha256(token)
        return try db.rows(
            """
            SELECT token_hash, device, address, created_at, seen_at FROM session
            WHERE account_id = \(account) AND seen_at > \(at.adding(seconds: -terms.idleSeconds))
                AND created_at > \(at.adding(seconds: -terms.absoluteSeconds)) AND NOT needs_code
            ORDER BY CASE WHEN token_hash = \(own) THEN 0 ELSE 1 END, seen_at DESC, token_hash LIMIT 100
            """
        ).map { row in
            let hash: String = try row.get(0)
            return SessionRow(
                id: String(hash.prefix(idLength)), device: try row.get(1), address: try row.get(2),
                createdAt: try row.get(3), seenAt: try row.get(4), isThis: hash == own)
        }
    }

    /// Ends one of the viewer's own sessions.
    package static func end(_ id: String, _ act: Act) throws {
        guard id.utf8.count == idLength else { throw SessionRefusal.notFound }
        let gone = try act.db.execute(
            """
            DELETE FROM session WHERE account_id = \(act.viewer.account) AND substr(token_hash, 1, 24) = \(id)
            """)
        guard gone == 1 else { throw SessionRefusal.notFound }
        try act.record("session.ended", of: "account", act.viewer.account.rawValue)
    }

    /// Ends all of the viewer's own sessions but the one that asks.
    package static func endOthers(keeping token: String, _ act: Act) throws {
        try deleteAll(of: act.viewer.account, except: token, in: act.db)
        try act.record("session.othersEnded", of: "account", act.viewer.account.rawValue)
    }

    /// As long as the part of the hash that names a session.
    private static let idLength = 24
}

package enum SessionRefusal: Refusal, Equatable {
    case notFound

    package var code: String { "session.notFound" }
    package var kind: RefusalKind { .notFound }
    package var message: String { "这处登录已经结束。" }
}
