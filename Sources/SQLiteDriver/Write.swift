import SQLCore
import Synchronization

/// A write that was accepted and is not answered yet.
protocol PendingWrite: Sendable {
    /// Runs the body and keeps what it gave; may be called again when the batch failed.
    func run(in connection: SQLConnection) throws

    /// Answers the caller with what the last run gave.
    func finish()

    func fail(_ error: any Error)
}

/// A write, what its body gave, and who waits for it.
final class Write<Value: Sendable>: PendingWrite {
    private let body: @Sendable (SQLConnection) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private let outcome = Mutex<Result<Value, any Error>?>(nil)

    init(
        body: @escaping @Sendable (SQLConnection) throws -> Value, continuation: CheckedContinuation<Value, any Error>
    ) {
        self.body = body
        self.continuation = continuation
    }

    func run(in connection: SQLConnection) throws {
        let result = Result { try body(connection) }
        outcome.withLock { $0 = result }
        _ = try result.get()
    }

    func finish() {
        let result = outcome.withLock { $0 }
        continuation.resume(with: result ?? .failure(SQLError.failed(detail: "the write was never run")))
    }

    func fail(_ error: any Error) {
        continuation.resume(throwing: error)
    }
}
