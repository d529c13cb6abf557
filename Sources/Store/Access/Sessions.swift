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
    /// When its person last proved who they are.
    package let provedAt: Instant
    /// The second factor is still to come.
    package let needsCode: Bool
    package let hasFactor: Bool
    package let policy: FactorPolicy
    package let proofMinutes: Int

    /// Whether a second factor must be set up before anything else.
    package var mustEnrol: Bool { policy.demands(of: account.role, hasFactor: hasFactor) }
}

/// Where somebody signs in, as a person would know it again.
package struct SessionOrigin: Sendable, Equatable {
    package let device: String
    package let address: String

    package init(device: String = "", address: String = "") {
        self.device = String(device.prefix(60))
        self.address = String(address.prefix(60))
    }
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
        token: String, csrf: String, account: AccountID, needsCode: Bool = false,
        from origin: SessionOrigin = SessionOrigin(), at: Instant, in db: SQLConnection
    ) throws {
        try db.execute(
            """
            INSERT INTO session (token_hash, account_id, csrf, created_at, seen_at, proved_at, needs_code, device,
                address)
            VALUES (\(sha256(token)), \(account), \(csrf), \(at), \(at), \(at), \(needsCode), \(origin.device),
                \(origin.address))
            """)
    }

    /// How long a session may wait for its second factor.
    static let codeSeconds = 600

    /// The session of `token` while it lives and its account is active.
    package static func find(
        token: String, at: Instant, terms: SessionTerms, in db: SQLConnection
    ) throws -> Session? {
        let row = try db.first(
            """
            SELECT \(Accounts.columns), s.csrf, s.seen_at,
                (SELECT value FROM setting WHERE name = \(DeploymentSettings.officeName)), s.proved_at, s.needs_code,
                (SELECT account_id FROM second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL),
                (SELECT value FROM setting WHERE name = \(DeploymentSettings.factor)),
                (SELECT value FROM setting WHERE name = \(DeploymentSettings.proofMinutes))
            FROM session s JOIN account a ON a.id = s.account_id JOIN person p ON p.id = a.person_id
            WHERE s.token_hash = \(sha256(token)) AND s.seen_at > \(at.adding(seconds: -terms.idleSeconds))
                AND s.created_at > \(at.adding(seconds: -terms.absoluteSeconds)) AND a.active
                AND (NOT s.needs_code OR s.created_at > \(at.adding(seconds: -codeSeconds)))
            """)
        return try row.map { try Session($0, from: Accounts.width) }
    }

    /// The second factor was right.
    package static func passed(token: String, at: Instant, in db: SQLConnection) throws {
        try db.execute(
            "UPDATE session SET needs_code = false, proved_at = \(at) WHERE token_hash = \(sha256(token))")
    }

    /// Its person proved anew who they are.
    package static func proved(token: String, at: Instant, in db: SQLConnection) throws {
        try db.execute("UPDATE session SET proved_at = \(at) WHERE token_hash = \(sha256(token))")
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

    package static func deleteAll(of account: AccountID, except token: String, in db: SQLConnection) throws {
        try db.execute("DELETE FROM session WHERE account_id = \(account) AND token_hash <> \(sha256(token))")
    }

    package static func deleteExpired(before: Instant, in db: SQLConnection) throws {
        try db.execute("DELETE FROM session WHERE created_at < \(before)")
    }
}

extension Session {
    fileprivate init(_ row: SQLRow, from at: Int) throws {
        let factor: String? = try row.get(at + 5)
        let policy: String? = try row.get(at + 6)
        let minutes: String? = try row.get(at + 7)
        try self.init(
            account: AccountRecord(row), csrf: row.get(at), seenAt: row.get(at + 1), office: row.get(at + 2),
            provedAt: row.get(at + 3), needsCode: row.get(at + 4), hasFactor: factor != nil,
            policy: policy.flatMap(FactorPolicy.init) ?? .optional,
            proofMinutes: minutes.flatMap { Int($0) } ?? Proof.usualMinutes)
    }
}
