import FoundationEssentials
import Office
import SQLCore
import Store
import Supervision

/// The queued work of sheets with monitoring data.
package enum CollectionImportJobs {
    /// Checks the file of an import that waits, and leaves it to its officer.
    package static let check = JobKind(name: CollectionImports.job) { run in
        let services = run.services
        let id = Identifier<CollectionImport>(run.job.input)
        let stored = try await services.database.read { db in try CollectionImports.queued(id, in: db) }
        guard stored.state == .waiting else { return }
        let source = FileSource.path(services.files.url(of: stored.fileHash).path)
        let reading = CollectionReading(services.database, now: services.now) { try await run.report($0) }
        var next = stored
        var failure: (any Error)?
        do {
            next = try await reading.check(stored, source)
        } catch  where !(error is CancellationError) {
            failure = error
            next.state = .failed
            next.message = run.words(of: error)
            next.finishedAt = services.now()
        }
        let result = next
        try await services.database.write { db in try CollectionImports.update(result, from: .waiting, in: db) }
        if let failure { throw failure }
    }

    /// Forgets the staged rows of an import that is over.
    package static let clear = JobKind(name: "collection.clear") { run in
        let id = Identifier<CollectionImport>(run.job.input)
        while try await run.services.database.write({ db in
            try CollectionImports.clear(id, limit: 5_000, keepingProblems: true, in: db)
        }) {}
    }
}
