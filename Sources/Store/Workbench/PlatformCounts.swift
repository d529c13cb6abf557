package import SQLCore
package import Supervision

/// What the three who look after the platform begin with.
package struct PlatformCounts: Sendable, Equatable {
    /// The day that `auditToday` counts.
    package var today: Day?
    package var auditToday = 0
    package var auditUnsealed = 0
    package var accounts = 0
    package var lockedAccounts = 0
    package var waitingJobs = 0
    package var failedJobs = 0
    package var organisations = 0
    package var undelivered = 0

    package init() {}
}

extension PlatformCounts {
    package static func read(for viewer: Viewer, in db: SQLConnection) throws -> PlatformCounts {
        var counts = PlatformCounts()
        func count(_ query: SQL) throws -> Int { try db.first(query)?.get(0) ?? 0 }
        if viewer.role == .auditor {
            let start = Instant(milliseconds: (viewer.day.number * 24 - 8) * 3_600_000)
            counts.today = viewer.day
            counts.auditToday = try count("SELECT count(*) FROM audit_entry e WHERE e.at >= \(start)")
            counts.auditUnsealed = try count("SELECT count(*) FROM audit_entry WHERE sealed_as = 0")
            return counts
        }
        counts.accounts = try count("SELECT count(*) FROM account a WHERE a.active")
        counts.lockedAccounts = try count("SELECT count(*) FROM account a WHERE NOT a.active")
        if viewer.role == .admin {
            counts.waitingJobs = try count("SELECT count(*) FROM job WHERE state IN ('queued', 'running')")
            counts.failedJobs = try count("SELECT count(*) FROM job WHERE state = 'failed'")
            counts.organisations = try count("SELECT count(*) FROM organisation WHERE state = 'open'")
            counts.undelivered = try Outbox.count(OutboxFilter(state: .givenUp), visibleTo: viewer, in: db)
        }
        return counts
    }
}
