import Synchronization

/// Lets a limited number in; whoever goes lets the next one in.
final class Gate: Sendable {
    private struct State {
        var permits: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(permits: Int) {
        state = Mutex(State(permits: permits))
    }

    /// Leaves when the last reference to it goes.
    final class Permit: Sendable {
        private let gate: Gate

        fileprivate init(gate: Gate) {
            self.gate = gate
        }

        deinit {
            gate.leave()
        }
    }

    func enter() async -> Permit {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.permits > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.permits -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
        return Permit(gate: self)
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.permits += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
