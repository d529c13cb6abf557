import Dispatch
import SQLCore
import Store
import Supervision
import Synchronization

/// The queued searches for the cheapest way to pass.
package enum ImprovementJobs {
    /// How often it says that it still lives, and looks whether somebody stopped it.
    private static let beat = Duration.seconds(1)

    package static let search = JobKind(name: Improvements.job) { run in
        let id = ImprovementID(run.job.input)
        let (services, record) = (
            run.services, try await run.services.database.read { db in try Improvements.queued(id, in: db) }
        )
        guard record.state == .waiting else { return }
        let found = try await services.database.read { db in try Improvements.schools(of: record, in: db) }
        do {
            let report = try await ImprovementJobs.look(found, record, run)
            let at = services.now()
            try await services.database.write { db in try Improvements.finish(id, report, at: at, in: db) }
        } catch let refusal as any Refusal {
            let at = services.now()
            try await services.database.write { db in
                try Improvements.refuse(id, refusal.message, at: at, in: db)
            }
        }
    }

    private static func look(
        _ found: BalanceSchools, _ record: ImprovementRecord, _ run: JobRun
    ) async throws -> ImprovementReport {
        guard let standard = BalanceStandard.shipped.first(where: { $0.code == record.standard }) else {
            throw ImprovementRefusal.noSuchRule(record.standard)
        }
        let silent = found.silent.first { record.stage == nil || $0.stage == record.stage }
        if let silent { throw ImprovementRefusal.missing(silent.name, "\(silent.stage.label)在校生数") }
        let problem = try ImprovementProblem(
            standard, schools: found.schools, prices: PriceList(record.prices), stage: record.stage)
        let isStopped = Flag()
        let search = ImprovementSearch(problem, seconds: Double(record.seconds)) { isStopped.isSet }
        return try await withThrowingTaskGroup(of: ImprovementReport?.self) { group in
            // It blocks its thread, so it gets one that nobody else waits for.
            group.addTask {
                await withCheckedContinuation { done in
                    DispatchQueue.global().async { done.resume(returning: ImprovementReport(search.run())) }
                }
            }
            group.addTask {
                defer { isStopped.set() }
                try await keepAlive(record, run)
                return nil
            }
            defer { group.cancelAll() }
            var report: ImprovementReport?
            while report == nil, let next = try await group.next() { report = next }
            guard let report else { throw CancellationError() }
            return report
        }
    }

    /// Ends when the record is no longer waited for, or when cancelled.
    private static func keepAlive(_ record: ImprovementRecord, _ run: JobRun) async throws {
        var second = 0
        while true {
            do { try await Task.sleep(for: beat) } catch { return }
            second += 1
            try await run.report(min(second, record.seconds), of: record.seconds)
            let state = try await run.services.database.read { db in try Improvements.queued(record.id, in: db).state }
            if state != .waiting { return }
        }
    }

    private final class Flag: Sendable {
        private let value = Mutex(false)
        var isSet: Bool { value.withLock { $0 } }
        func set() { value.withLock { $0 = true } }
    }
}
