import Dispatch

/// Runs password hashing on threads of its own, with a bounded queue.
///
/// scrypt takes some 100 ms of a core; on a task's thread it would hold up everybody else, and without a
/// bound a flood of sign-ins would hold all memory.
package actor PasswordPool {
    private let queue = DispatchQueue(label: "dudao.passwords", attributes: .concurrent)
    private let width: Int
    private let limit: Int
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init(width: Int = 2, limit: Int = 64) {
        self.width = width
        self.limit = limit
    }

    /// Throws `SignInRefusal.busy` when too many wait already.
    package func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        if running >= width {
            guard waiting.count < limit else { throw SignInRefusal.busy }
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
