package import SQLCore
package import Supervision

/// Counts failed sign-ins so that guessing is slow and nobody can lock somebody else out.
///
/// A failure counts against (address, login), against the address, and, when the browser is one from which
/// the account signed in before, against that browser instead. A stranger elsewhere, or even behind the same
/// address, therefore never locks the owner's own browser.
package enum SignIns {
    static let perPair = 5
    static let perAddress = 60
    static let lockedMinutes = 15

    /// The keys under which an attempt counts.
    package static func keys(login: String, address: String, device: String?) -> [String] {
        if let device { return ["device:\(sha256(device))"] }
        return ["pair:\(sha256("\(address)|\(Accounts.folded(login))"))", "address:\(sha256(address))"]
    }

    /// Throws `tooMany` while one of the keys is locked.
    package static func check(_ keys: [String], at: Instant, in db: SQLConnection) throws {
        let since = at.adding(seconds: -lockedMinutes * 60)
        let rows = try db.rows("SELECT key, count FROM login_failure WHERE key IN (\(list: keys)) AND since > \(since)")
        for row in rows {
            let key: String = try row.get(0)
            let count: Int = try row.get(1)
            if count >= (key.hasPrefix("address:") ? perAddress : perPair) {
                throw SignInRefusal.tooMany(minutes: lockedMinutes)
            }
        }
    }

    package static func failed(_ keys: [String], login: String, at: Instant, in db: SQLConnection) throws {
        let since = at.adding(seconds: -lockedMinutes * 60)
        for key in keys {
            let hash = key.hasPrefix("address:") ? "" : loginHash(login)
            try db.execute(
                """
                INSERT INTO login_failure (key, login_hash, count, since) VALUES (\(key), \(hash), 1, \(at))
                ON CONFLICT (key) DO UPDATE SET
                    count = CASE WHEN login_failure.since > \(since) THEN login_failure.count + 1 ELSE 1 END,
                    since = \(at)
                """)
        }
    }

    package static func succeeded(_ keys: [String], in db: SQLConnection) throws {
        let cleared = keys.filter { !$0.hasPrefix("address:") }
        try db.execute("DELETE FROM login_failure WHERE key IN (\(list: cleared))")
    }

    /// How many browsers and addresses are locked for this login now.
    package static func locks(of login: String, at: Instant, in db: SQLConnection) throws -> Int {
        let since = at.adding(seconds: -lockedMinutes * 60)
        return try db.first(
            """
            SELECT count(*) FROM login_failure
            WHERE login_hash = \(loginHash(login)) AND count >= \(perPair) AND since > \(since)
            """)?.get(0) ?? 0
    }

    /// Forgets the failures of this login everywhere.
    package static func unlock(_ login: String, in db: SQLConnection) throws {
        try db.execute("DELETE FROM login_failure WHERE login_hash = \(loginHash(login))")
    }

    private static func loginHash(_ login: String) -> String { sha256(Accounts.folded(login)) }

    /// Forgets failures that count no more.
    package static func deleteExpired(at: Instant, in db: SQLConnection) throws {
        try db.execute("DELETE FROM login_failure WHERE since < \(at.adding(seconds: -lockedMinutes * 60))")
    }

    /// Whether `device` is a browser from which this login signed in before.
    package static func knows(device: String, login: String, in db: SQLConnection) throws -> Bool {
        try db.first(
            """
            SELECT 1 FROM known_device d JOIN account a ON a.id = d.account_id
            WHERE d.token_hash = \(sha256(device)) AND a.login_folded = \(Accounts.folded(login))
            """) != nil
    }

    package static func remember(device: String, of account: AccountID, at: Instant, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO known_device (token_hash, account_id, created_at) VALUES (\(sha256(device)), \(account), \(at))
            ON CONFLICT (token_hash) DO UPDATE SET account_id = excluded.account_id
            """)
    }
}
