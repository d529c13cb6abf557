package import SQLCore
package import Supervision

/// Who does a thing that only one server may do at a time.
package enum Leases {
    /// Takes or renews the lease unless another owner holds it; the same update on both engines.
    package static func take(
        _ name: String, owner: String, at: Instant, seconds: Int, in db: SQLConnection
    ) throws -> Bool {
        let until = at.adding(seconds: seconds)
        return try db.execute(
            """
            INSERT INTO lease (name, owner, until) VALUES (\(name), \(owner), \(until))
            ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
            WHERE lease.owner = \(owner) OR lease.until < \(at)
            """) == 1
    }

    package static func give(back name: String, owner: String, in db: SQLConnection) throws {
        try db.execute("DELETE FROM lease WHERE name = \(name) AND owner = \(owner)")
    }

    /// Whether a backup is being written somewhere; as long as one is, no stored file is deleted.
    package static func isBackupRunning(at: Instant, in db: SQLConnection) throws -> Bool {
        try db.first("SELECT 1 FROM lease WHERE name LIKE 'backup/%' AND until > \(at) LIMIT 1") != nil
    }
}
