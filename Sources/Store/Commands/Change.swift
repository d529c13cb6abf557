import Crypto
package import SQLCore
package import Supervision

/// One state-changing request: made once, outside the transaction that may run again.
package struct Change: Sendable {
    /// Made by the client; the same one sent twice is one change.
    package let command: String
    /// What was asked, hashed: the same command with another digest is refused.
    package let digest: String
    package let viewer: Viewer
    package let at: Instant
    /// Makes the ids of this change the same however often its body runs.
    fileprivate let salt: String

    package init(command: String, digest: String, viewer: Viewer, at: Instant) {
        self.command = command
        self.digest = digest
        self.viewer = viewer
        self.at = at
        salt = NewID.random(at: at)
    }

    /// A change that no person asked for: a job, the sweeper, a subcommand.
    ///
    /// `day` is given where the deployment serves another "today" than the clock's.
    package static func system(_ name: String, at: Instant, on day: Day? = nil) -> Change {
        Change(command: NewID.random(at: at), digest: name, viewer: .system(on: day ?? at.day), at: at)
    }
}

extension Viewer {
    /// The platform itself; sees everything and appears in the audit as 系统.
    package static func system(on day: Day) -> Viewer {
        Viewer(account: "system", person: "system", name: "系统", role: .admin, scope: .nation, day: day)
    }
}

/// A change while its transaction is open: who, when, the connection, ids and the audit.
///
/// One is made for each run of the body, so numbering starts again when a body runs again.
package final class Act {
    package let db: SQLConnection
    package let change: Change
    private var ids = 0
    private var entries = 0

    package init(_ change: Change, in db: SQLConnection) {
        self.change = change
        self.db = db
    }

    package var viewer: Viewer { change.viewer }
    package var at: Instant { change.at }
    package var day: Day { change.viewer.day }

    /// A new id, the same on every run of the body.
    package func newID<Subject>() -> Identifier<Subject> {
        ids += 1
        let random = SHA256.hash(data: Array("\(change.salt)/\(ids)".utf8))
        return Identifier(NewID.text(at: change.at, random: Array(random.prefix(10))))
    }

    /// Writes the audit entry of what was done, in the same transaction.
    ///
    /// `content` holds ids, codes, states and digests, never personal values: those live in erasable tables.
    package func record(
        _ action: String, of kind: String, _ id: String, in place: Place? = nil, _ content: [String: String] = [:]
    ) throws {
        entries += 1
        let salt = SHA256.hash(data: Array("\(change.salt)/audit/\(entries)".utf8))
        let entry = AuditEntry(
            id: NewID.text(at: change.at, random: Array(salt.prefix(10))), at: change.at, account: viewer.account,
            person: viewer.person, role: viewer.role, action: action, subjectKind: kind, subject: id,
            place: try place ?? Place.of(viewer.scope, in: db), content: content)
        try Audit.insert(entry, in: db)
    }
}

/// Commands that were carried out, so that a retry is not a second deed.
package enum Commands {
    /// Forgets commands so old that nobody sends them again; phones that were away get a month.
    package static func deleteExpired(at: Instant, in db: SQLConnection) throws {
        try db.execute("DELETE FROM command WHERE at < \(at.adding(seconds: -35 * 86_400))")
    }

    /// Carries `body` out unless it was already, and gives where to go next.
    package static func once(_ change: Change, in db: SQLConnection, _ body: (Act) throws -> String) throws -> String {
        let known = try db.first("SELECT account_id, digest, result FROM command WHERE id = \(change.command)")
        if let known {
            guard try known.get(0) == change.viewer.account.rawValue, try known.get(1) == change.digest else {
                throw CommandRefusal.reused
            }
            return try known.get(2)
        }
        let result = try body(Act(change, in: db))
        try db.execute(
            """
            INSERT INTO command (id, account_id, digest, result, at)
            VALUES (\(change.command), \(change.viewer.account), \(change.digest), \(result), \(change.at))
            """)
        return result
    }
}

package enum CommandRefusal: Refusal, Equatable {
    case reused

    package var code: String { "command.reused" }
    package var kind: RefusalKind { .conflict }
    package var message: String { "这次提交的编号已用于另一项操作，请刷新页面后重试。" }
}
