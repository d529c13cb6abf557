import Crypto
package import SQLCore
package import Supervision

/// A signed-in browser.
package struct Session: Sendable, Equatable {
    package let account: AccountRecord
    package let csrf: String
    package let seenAt: Instant
    /// The office's name as it is set now; nil when nobody has set it.
    package let office: String?
}

/// How long a session lives.
package struct SessionTerms: Sendable {
    package var idleSeconds: Int
    package var absoluteSeconds: Int

    package init(idleSeconds: Int = 3_600, absoluteSeconds: Int = 12 * 3_600) {
        self.idleSeconds = idleSeconds
        self.absoluteSeconds = absoluteSeconds
    }
}

/// The session table: only hashes of tokens are kept, so a stolen table opens nothing.
package enum Sessions {
    /// A new random token of 256 bits, in hexadecimal.
    package static func newToken() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }.hexadecimal
    }

    package static func insert(
        token: String, csrf: String, account: AccountID, at: Instant, in db: SQLConnection
    ) throws {
        try db.execute(
            """
            INSERT INTO session (token_hash, account_id, csrf, created_at, seen_at)
            VALUES (\(sha256(token)), \(account), \(csrf), \(at), \(at))
            """)
    }

    /// The session of `token` while it lives and its account is active.
    package static func find(
        token: String, at: Instant, terms: SessionTerms, in db: SQLConnection
    ) throws -> Session? {
        let row = try db.first(
            """
            SELECT \(Accounts.columns), s.csrf, s.seen_at,
                (SELECT value FROM setting WHERE name = \(DeploymentSettings.officeName))
            FROM session s JOIN account a ON a.id = s.account_id JOIN person p ON p.id = a.person_id
            WHERE s.token_hash = \(sha256(token)) AND s.seen_at > \(at.adding(seconds: -terms.idleSeconds))
                AND s.created_at > \(at.adding(seconds: -terms.absoluteSeconds)) AND a.active
            """)
        let at = Accounts.width
        return try row.map {
            try Session(account: AccountRecord($0), csrf: $0.get(at), seenAt: $0.get(at + 1), office: $0.get(at + 2))
        }
    }

    package static func touch(token: String, at: Instant, in db: SQLConnection) throws {
        try db.execute("UPDATE session SET seen_at = \(at) WHERE token_hash = \(sha256(token))")
    }

    package static func delete(token: String, in db: SQLConnection) throws {
        try db.execute("DELETE FROM session WHERE token_hash = \(sha256(token))")
    }

    package static func deleteAll(of account: AccountID, in db: SQLConnection) throws {
        try db.execute("DELETE FROM session WHERE account_id = \(account)")
    }

    package static func deleteExpired(before: Instant, in db: SQLConnection) throws {
        try db.execute("DELETE FROM session WHERE created_at < \(before)")
    }
}
