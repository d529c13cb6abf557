package import SQLCore
package import Supervision

/// Work that takes longer than a request: queued, claimed by one server, shown with its progress.
package struct Job: Sendable, Equatable {
    package enum State: String, Sendable, SQLConvertible {
        case queued, running, done, failed

        package var label: String {
            switch self {
            case .queued: "排队中"
            case .running: "进行中"
            case .done: "已完成"
            case .failed: "未完成"
            }
        }
    }

    package let id: Identifier<Job>
    package let kind: String
    package let title: String
    package let account: AccountID
    /// What the kind needs to know, such as the id of an import.
    package let input: String
    package let state: State
    package let progress: Int
    /// 0 while it is not known.
    package let total: Int
    /// Why it failed, told to the person who asked for it.
    package let message: String
    /// Where what it made is seen; a path of the site.
    package let result: String
    package let attempts: Int
    package let createdAt: Instant
    package let finishedAt: Instant?
}

/// The job table.
///
/// A claim is a conditional update of a lease, so two servers never both have a job; one whose server died is
/// claimed again when its lease has run out. Work therefore repeats from its last finished step, and every step
/// must be one that may be done twice.
package enum JobQueue {
    /// Longer than any step between two reports of progress takes.
    package static let leaseSeconds = 60
    /// A job that was begun so often ends its server each time.
    package static let mostAttempts = 3

    /// Queues a job in the transaction that made its input.
    @discardableResult
    package static func insert(
        _ kind: String, title: String, input: String, result: String, _ act: Act
    ) throws -> Identifier<Job> {
        let id: Identifier<Job> = act.newID()
        try act.db.execute(
            """
            INSERT INTO job (id, kind, title, account_id, input, state, progress, total, message, result, owner,
                lease_until, attempts, created_at)
            VALUES (\(id), \(kind), \(title), \(act.viewer.account), \(input), 'queued', 0, 0, '', \(result), '', '', 0,
                \(act.at))
            """)
        return id
    }

    /// Whether there is anything to claim; read before the write, which costs a sync.
    package static func hasWork(at now: Instant, in db: SQLConnection) throws -> Bool {
        try db.first("SELECT 1 FROM job WHERE \(claimable(at: now)) LIMIT 1") != nil
    }

    /// Takes the oldest job that waits or whose lease has run out; nil when there is none.
    package static func claim(owner: String, at now: Instant, in db: SQLConnection) throws -> Job? {
        try db.execute(
            """
            UPDATE job SET state = 'failed', message = '多次中断，已停止。请重新提交；如仍不行，请联系系统管理员。',
                finished_at = \(now)
            WHERE state = 'running' AND lease_until < \(now) AND attempts >= \(mostAttempts)
            """)
        return try db.first(
            """
            UPDATE job SET state = 'running', owner = \(owner), lease_until = \(now.adding(seconds: leaseSeconds)),
                attempts = attempts + 1
            WHERE id = (SELECT id FROM job WHERE \(claimable(at: now)) ORDER BY created_at, id LIMIT 1)
                AND \(claimable(at: now))
            RETURNING \(columns)
            """
        ).map(Job.init)
    }

    /// Says how far it is and keeps the lease; false when somebody else has the job by now.
    package static func progress(
        _ id: Identifier<Job>, _ done: Int, of total: Int, owner: String, at now: Instant, in db: SQLConnection
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE job SET progress = \(done), total = \(total), lease_until = \(now.adding(seconds: leaseSeconds))
            WHERE id = \(id) AND owner = \(owner) AND state = 'running'
            """) == 1
    }

    package static func finish(
        _ id: Identifier<Job>, owner: String, at now: Instant, in db: SQLConnection
    ) throws {
        try db.execute(
            """
            UPDATE job SET state = 'done', finished_at = \(now)
            WHERE id = \(id) AND owner = \(owner) AND state = 'running'
            """)
    }

    package static func fail(
        _ id: Identifier<Job>, _ message: String, owner: String, at now: Instant, in db: SQLConnection
    ) throws {
        try db.execute(
            """
            UPDATE job SET state = 'failed', message = \(message), finished_at = \(now)
            WHERE id = \(id) AND owner = \(owner) AND state = 'running'
            """)
    }

    /// Gives a job back unfinished, as a server does that stops.
    package static func release(_ id: Identifier<Job>, owner: String, in db: SQLConnection) throws {
        try db.execute(
            """
            UPDATE job SET state = 'queued', owner = '', lease_until = '', attempts = attempts - 1
            WHERE id = \(id) AND owner = \(owner) AND state = 'running'
            """)
    }

    private static func claimable(at now: Instant) -> SQL {
        "(state = 'queued' OR state = 'running' AND lease_until < \(now) AND attempts < \(mostAttempts))"
    }

    static var columns: SQL {
        """
        id, kind, title, account_id, input, state, progress, total, message, result, attempts, created_at, finished_at
        """
    }
}

extension JobQueue {
    /// One's own jobs, the newest first; the administrator sees everybody's.
    package static func list(
        _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<Job> {
        let own = visible(to: viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) FROM job WHERE \(own) ORDER BY created_at DESC, id DESC
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM job WHERE \(own)")?.get(0) ?? 0
        return Listing(rows: try rows.map(Job.init), total: total, page: page)
    }

    /// The latest job about something, such as an import.
    package static func latest(_ kind: String, input: String, in db: SQLConnection) throws -> Job? {
        try db.first(
            """
            SELECT \(columns) FROM job WHERE kind = \(kind) AND input = \(input)
            ORDER BY created_at DESC, id DESC LIMIT 1
            """
        ).map(Job.init)
    }

    private static func visible(to viewer: Viewer) -> SQL {
        viewer.role == .admin ? "true" : "account_id = \(viewer.account)"
    }
}

extension Job {
    init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), kind: row.get(1), title: row.get(2), account: row.get(3), input: row.get(4),
            state: row.get(5), progress: row.get(6), total: row.get(7), message: row.get(8), result: row.get(9),
            attempts: row.get(10), createdAt: row.get(11), finishedAt: row.get(12))
    }
}
