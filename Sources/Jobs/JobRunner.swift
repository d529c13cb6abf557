import Logging
import Office
import SQLCore
package import Store
import Supervision

/// What a queued job of one kind does.
package struct JobKind: Sendable {
    package let name: String
    /// Steps must be ones that may be done twice: a job whose server died is begun again.
    package let run: @Sendable (JobRun) async throws -> Void

    /// Every kind of queued work; each feature adds its own here.
    package static let all: [JobKind] = [
        ImportJobs.check, ImportJobs.clear, CollectionImportJobs.check, CollectionImportJobs.clear,
        ImprovementJobs.search, QualityImportJobs.read,
    ]
}

/// A job while this server has it.
package struct JobRun: Sendable {
    package let job: Job
    package let services: JobServices

    /// Says how far it is and keeps the job; throws when another server has taken it over.
    package func report(_ done: Int, of total: Int = 0) async throws {
        let (job, owner, now) = (job, services.owner, services.now())
        let isOurs = try await services.database.write(.relaxed) { db in
            try JobQueue.progress(job.id, done, of: total, owner: owner, at: now, in: db)
        }
        guard isOurs, !Task.isCancelled else { throw CancellationError() }
    }
}

/// Carries queued jobs out, one at a time.
package enum JobRunner {
    static let work = Background.Work(name: "jobs", everyMilliseconds: 200) { services in
        while !Task.isCancelled, try await turn(services) {}
    }

    /// Runs everything that waits; for tests and the command line.
    package static func drain(_ services: JobServices) async throws {
        while try await turn(services) {}
    }

    /// Claims one job and runs it; false when there was none.
    private static func turn(_ services: JobServices) async throws -> Bool {
        let now = services.now()
        guard try await services.database.read({ db in try JobQueue.hasWork(at: now, in: db) }) else { return false }
        let claimed = try await services.database.write { db in
            try JobQueue.claim(owner: services.owner, at: now, in: db)
        }
        guard let job = claimed else { return false }
        do {
            guard let kind = JobKind.all.first(where: { $0.name == job.kind }) else {
                throw UnknownJob(kind: job.kind)
            }
            try await kind.run(JobRun(job: job, services: services))
            let end = services.now()
            try await services.database.write { db in
                try JobQueue.finish(job.id, owner: services.owner, at: end, in: db)
            }
        } catch is CancellationError {
            try await services.database.write { db in try JobQueue.release(job.id, owner: services.owner, in: db) }
            return false
        } catch {
            try await fail(job, error, services)
        }
        return true
    }

    /// What its own words say of it; nil where the system is at fault.
    static func words(of error: any Error) -> String? {
        (error as? any Refusal)?.message ?? (error as? any OfficeError)?.message
    }

    private static func fail(_ job: Job, _ error: any Error, _ services: JobServices) async throws {
        let words = words(of: error)
        if words == nil {
            services.logger.error("job", metadata: ["id": "\(job.id)", "error": "\(String(reflecting: error))"])
        }
        let message = words ?? "系统出错，任务没有完成。请重新提交；如仍不行，请把编号 \(job.id) 告诉系统管理员。"
        let now = services.now()
        try await services.database.write { db in
            try JobQueue.fail(job.id, message, owner: services.owner, at: now, in: db)
        }
    }
}

extension JobRun {
    /// What an import says that failed, whatever it was: one that goes on waiting would keep its file for ever.
    func words(of error: any Error) -> String {
        JobRunner.words(of: error) ?? "系统出错，没有完成。请重新上传；如仍不行，请把编号 \(job.id) 告诉系统管理员。"
    }
}

/// A job that a newer release queued.
private struct UnknownJob: Error {
    let kind: String
}
