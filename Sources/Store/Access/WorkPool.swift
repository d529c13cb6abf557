import Dispatch
package import Supervision

/// Runs heavy work on threads of its own, so many at a time, with a bounded queue.
///
/// On a task's thread it would hold up everybody else, and without a bound a flood of requests would hold all memory.
package actor WorkPool {
    private let queue: DispatchQueue
    private let width: Int
    private let limit: Int
    private let busy: any Refusal
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// `busy` is what the next one is told when `limit` wait already.
    package init(_ name: String, width: Int = 2, limit: Int = 64, busy: any Refusal) {
        queue = DispatchQueue(label: "dudao.\(name)", attributes: .concurrent)
        self.width = width
        self.limit = limit
        self.busy = busy
    }

    /// The hashing of passwords: scrypt takes some 100 ms of a core.
    package static func passwords(width: Int = 2, limit: Int = 64) -> WorkPool {
        WorkPool("passwords", width: width, limit: limit, busy: SignInRefusal.busy)
    }

    /// Throws `busy` when too many wait already.
    package func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        if running >= width {
            guard waiting.count < limit else { throw busy }
            await withCheckedContinuation { waiting.append($0) }
        } else {
            running += 1
        }
        defer { leave() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }

    /// Hands the place on to the next in line, or gives it back.
    private func leave() {
        if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
    }
}
