import Dispatch
import Store
import Supervision
import Testing

/// Heavy work waits in a line of a known length.
@Suite struct WorkPoolTests {
    private struct Busy: Refusal, Equatable {
        let code = "test.busy"
        let kind = RefusalKind.conflict
        let message = "忙"
    }

    @Test("So many run, so many wait, the next is told; whoever ends lets the next one in")
    func bounded() async throws {
        let pool = WorkPool("test", width: 1, limit: 1, busy: Busy())
        let begun = AsyncStream<Int>.makeStream(), gate = DispatchSemaphore(value: 0)
        let work: @Sendable (Int) async throws -> Int = { number in
            try await pool.run {
                begun.continuation.yield(number)
                gate.wait()
                return number
            }
        }
        var started = begun.stream.makeAsyncIterator()
        let first = Task { try await work(1) }
        #expect(await started.next() == 1)
        // Of two more one waits and the other is refused, whichever comes first.
        let answers = AsyncStream<Result<Int, any Error>>.makeStream()
        for number in [2, 3] {
            Task {
                do { answers.continuation.yield(.success(try await work(number))) } catch {
                    answers.continuation.yield(.failure(error))
                }
            }
        }
        var answered = answers.stream.makeAsyncIterator()
        let refused = try #require(await answered.next())
        #expect(throws: Busy()) { try refused.get() }
        gate.signal()
        #expect(try await first.value == 1)
        let second = await started.next()
        gate.signal()
        let last = try #require(await answered.next())
        #expect(try last.get() == second)
        gate.signal()
        #expect(try await work(4) == 4, "the place is free again")
    }
}
