import FoundationEssentials
import Office
import SQLCore
import Store
import Supervision

/// The queued work of imports.
package enum ImportJobs {
    /// Checks the file of an import that waits, and leaves it to its officer.
    package static let check = JobKind(name: "import.check") { run in
        let services = run.services
        let id = Identifier<ImportRun>(run.job.input)
        let today = services.today()
        let (stored, viewer) = try await services.database.read { db in
            let stored = try ImportRuns.queued(id, in: db)
            let viewer = try Accounts.find(stored.account, in: db)?.viewer(on: today)
            return (stored, viewer ?? .system(on: today))
        }
        guard stored.state == .waiting else { return }
        let sheet = SheetImport(services.database, now: services.now) { try await run.report($0) }
        let source = FileSource.path(services.files.url(of: stored.fileHash).path)
        var next = stored
        var failure: (any Error)?
        do {
            next = try await sheet.check(stored, source, as: viewer)
        } catch  where !(error is CancellationError) {
            failure = error
            next.state = .failed
            next.message = run.words(of: error)
            next.finishedAt = services.now()
        }
        let result = next
        try await services.database.write { db in try ImportRuns.update(result, from: .waiting, in: db) }
        if let failure { throw failure }
    }

    /// Forgets the staged rows of an import that is over.
    package static let clear = JobKind(name: "import.clear") { run in
        try await SheetImport(run.services.database, now: run.services.now).clear(Identifier(run.job.input))
    }
}
