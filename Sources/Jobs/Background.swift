package import Logging
package import SQLCore
package import Store
package import Supervision

/// What background work may use.
package struct JobServices: Sendable {
    package var database: any SQLDatabase
    package var files: FileStore
    package var now: @Sendable () -> Instant
    package var today: @Sendable () -> Day
    package var logger: Logger
    /// This server among several, for leases.
    package var owner: String
    /// Where people reach the site, without a slash at the end; empty when nobody said.
    package var publicURL = ""
    /// The mail server's password where it is given from outside; never logged.
    package var mailPassword: String?

    package init(
        database: any SQLDatabase, files: FileStore, now: @escaping @Sendable () -> Instant,
        today: @escaping @Sendable () -> Day, logger: Logger, owner: String
    ) {
        self.database = database
        self.files = files
        self.now = now
        self.today = today
        self.logger = logger
        self.owner = owner
    }
}

/// What runs beside the requests, over and over: sealing, sweeping, queued jobs.
///
/// Each task holds a lease while it works where only one server may; a failure is logged and tried again at
/// the next turn.
package struct Background: Sendable {
    package struct Work: Sendable {
        package let name: String
        package let everyMilliseconds: Int
        package let turn: @Sendable (JobServices) async throws -> Void
    }

    /// Everything that this program does beside requests; each feature adds its own here.
    package static let all: [Work] = [
        Sealer.work, HeadExport.work, Housekeeping.work, JobRunner.work, Sweeper.work, FileSweep.work,
        OutboxSender.work,
    ]

    private let services: JobServices

    package init(_ services: JobServices) {
        self.services = services
    }

    /// Runs until the task is cancelled, then gives each work one last turn.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            for work in Background.all {
                group.addTask { await repeated(work) }
            }
        }
        for work in Background.all { await once(work) }
    }

    private func repeated(_ work: Work) async {
        while !Task.isCancelled {
            await once(work)
            try? await Task.sleep(for: .milliseconds(work.everyMilliseconds))
        }
    }

    private func once(_ work: Work) async {
        do {
            try await work.turn(services)
        } catch {
            services.logger.error("background", metadata: ["work": "\(work.name)", "error": "\(error)"])
        }
    }
}
