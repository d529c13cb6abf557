import NIOPosix
import SQLCore
import Synchronization

/// A few connections and the threads that use them; a unit of work is one hop to a thread.
final class PostgresPool: Sendable {
    private struct State {
        var idle: [PostgresConnection] = []
        var waiting: [@Sendable () -> Void] = []
        var running = 0
        var isClosed = false
        var closing: [CheckedContinuation<Void, Never>] = []
    }

    private let url: String
    private let limit: Int
    private let threads: NIOThreadPool
    private let ownsThreads: Bool
    private let state = Mutex(State())

    init(url: String, limit: Int, threads: NIOThreadPool?) {
        self.url = url
        self.limit = limit
        self.threads = threads ?? NIOThreadPool(numberOfThreads: limit)
        ownsThreads = threads == nil
        if ownsThreads { self.threads.start() }
    }

    deinit {
        if ownsThreads { threads.shutdownGracefully { _ in } }
    }

    /// Runs `work` on a thread, as soon as one of the connections is free.
    func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            submit { isOpen in
                continuation.resume(
                    with: Result { () throws -> T in
                        guard isOpen else { throw SQLError.closed }
                        return try work()
                    })
            }
        }
    }

    /// An idle connection or a new one, in a transaction begun by `statement`.
    ///
    /// An idle connection may have been lost long ago; that shows here, before anything was done.
    func begin(_ statement: String) throws -> PostgresConnection {
        if let connection = state.withLock({ $0.idle.popLast() }) {
            do {
                try connection.begin(statement)
                return connection
            } catch SQLError.unavailable {}
        }
        let connection = try PostgresConnection(url: url)
        try connection.begin(statement)
        return connection
    }

    func giveBack(_ connection: PostgresConnection) {
        guard connection.isIdle else { return }
        state.withLock { $0.idle.append(connection) }
    }

    /// Waits for what was accepted, then closes the connections.
    func close() async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                state.isClosed = true
                if state.running > 0 { state.closing.append(continuation) }
                return state.running == 0
            }
            if isDone { continuation.resume() }
        }
        state.withLock { $0.idle = [] }
    }

    private func submit(_ job: @escaping @Sendable (_ isOpen: Bool) -> Void) {
        let (isOpen, mayRun) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            guard state.running < limit else {
                state.waiting.append { job(true) }
                return (true, false)
            }
            state.running += 1
            return (true, true)
        }
        guard isOpen else { return job(false) }
        guard mayRun else { return }
        threads.submit { _ in
            job(true)
            self.runNext()
        }
    }

    private func runNext() {
        while let job = next() { job() }
    }

    private func next() -> (@Sendable () -> Void)? {
        let (job, done) = state.withLock { state -> ((@Sendable () -> Void)?, [CheckedContinuation<Void, Never>]) in
            if !state.waiting.isEmpty { return (state.waiting.removeFirst(), []) }
            state.running -= 1
            guard state.running == 0 else { return (nil, []) }
            defer { state.closing = [] }
            return (nil, state.closing)
        }
        done.forEach { $0.resume() }
        return job
    }
}
