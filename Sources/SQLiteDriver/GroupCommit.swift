import GRDB
import SQLCore
import Synchronization

/// How many writes shared how many synced transactions.
package struct SQLiteStatistics: Sendable, Equatable {
    /// Writes whose transaction was committed, whether their body succeeded or threw.
    package internal(set) var writes = 0
    /// Transactions, each of which costs one sync of the file.
    package internal(set) var batches = 0
}

/// Lets concurrent writes share one synced transaction, a savepoint each.
///
/// Nothing waits for company: a batch takes what is there, and while it is being synced the next
/// one gathers. A write is answered after the COMMIT that holds it.
final class GroupCommit: Sendable {
    private struct State {
        var waiting: [any PendingWrite] = []
        var isDraining = false
        var isClosed = false
        var statistics = SQLiteStatistics()
    }

    private static let longestBatch = 128
    private static let longestTime = Duration.milliseconds(5)

    private let file: any DatabaseWriter
    private let state = Mutex(State())

    init(file: any DatabaseWriter) {
        self.file = file
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }
    var statistics: SQLiteStatistics { state.withLock { $0.statistics } }

    /// Accepts no more writes; those that were accepted are still done.
    func close() { state.withLock { $0.isClosed = true } }

    func submit(_ write: any PendingWrite) {
        let isAccepted = state.withLock { state in
            guard !state.isClosed else { return false }
            state.waiting.append(write)
            guard !state.isDraining else { return true }
            state.isDraining = true
            // GRDB's own thread, not the caller's task: a caller that is cancelled disturbs nobody.
            // Queued under the lock, so that closing the file comes after it.
            file.asyncWriteWithoutTransaction { db in self.drain(db) }
            return true
        }
        if !isAccepted { write.fail(SQLError.closed) }
    }

    private func drain(_ db: Database) {
        repeat { runBatch(db) } while hasMore()
    }

    private func hasMore() -> Bool {
        state.withLock { state in
            state.isDraining = !state.waiting.isEmpty
            return state.isDraining
        }
    }

    private func runBatch(_ db: Database) {
        let batch: [any PendingWrite]
        do {
            try db.beginTransaction(.immediate)
            batch = runWaiting(db)
        } catch {
            return takeAll().forEach { $0.fail(mapped(error)) }
        }
        do {
            // Some errors, such as a full disk, undo the whole transaction at once.
            guard db.isInsideTransaction else { throw SQLError.failed(detail: "the batch was undone") }
            try db.commit()
            count(batch.count)
            batch.forEach { $0.finish() }
        } catch {
            undo(db)
            batch.forEach { runAlone($0, in: db) }
        }
    }

    /// Runs waiting writes in the open transaction until there are no more or the batch is long enough.
    private func runWaiting(_ db: Database) -> [any PendingWrite] {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: GroupCommit.longestTime)
        let connection = SQLConnection(db)
        var batch: [any PendingWrite] = []
        while batch.count < GroupCommit.longestBatch, db.isInsideTransaction, let write = takeFirst() {
            batch.append(write)
            run(write, in: connection, db)
            if clock.now >= deadline { break }
        }
        return batch
    }

    /// A body that throws undoes its own savepoint and nobody else's.
    private func run(_ write: any PendingWrite, in connection: SQLConnection, _ db: Database) {
        do {
            try connection.execute("SAVEPOINT one_write")
            do {
                try write.run(in: connection)
            } catch {
                guard db.isInsideTransaction else { return }
                try connection.execute("ROLLBACK TO SAVEPOINT one_write")
            }
            try connection.execute("RELEASE SAVEPOINT one_write")
        } catch {
            // The savepoint itself failed: nothing here can be trusted, so everybody runs alone.
            undo(db)
        }
    }

    private func runAlone(_ write: any PendingWrite, in db: Database) {
        do {
            try db.beginTransaction(.immediate)
            try write.run(in: SQLConnection(db))
            try db.commit()
            count(1)
            write.finish()
        } catch {
            undo(db)
            write.fail(mapped(error))
        }
    }

    private func undo(_ db: Database) {
        if db.isInsideTransaction { try? db.rollback() }
    }

    private func takeFirst() -> (any PendingWrite)? {
        state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    }

    private func takeAll() -> [any PendingWrite] {
        state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    private func count(_ writes: Int) {
        state.withLock { state in
            state.statistics.writes += writes
            state.statistics.batches += 1
        }
    }

    private func mapped(_ error: any Error) -> any Error {
        (error as? DatabaseError).map { SQLError($0) } ?? error
    }
}
