import Dispatch
import Foundation
import Office
import Synchronization

/// One row of a sheet with its number there, from 1.
struct SheetRow: Sendable {
    let number: Int
    let cells: [String]
}

/// Reads a sheet on a thread of its own and hands its rows over in chunks.
///
/// The reader calls back synchronously and may not hold a thread that tasks share. It stays at most two chunks ahead
/// of who takes them, so memory is bounded however large the sheet is, and reading and storing overlap.
struct SheetFeed: Sendable {
    static let chunkSize = 1_000
    private static let ahead = 2

    let chunks: AsyncThrowingStream<[SheetRow], any Error>
    private let gate: Gate

    init(_ source: FileSource) {
        let gate = Gate()
        self.gate = gate
        chunks = AsyncThrowingStream { continuation in
            continuation.onTermination = { _ in gate.close() }
            let thread = Thread {
                do {
                    try SheetFeed.read(source, gate) { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            thread.stackSize = 1 << 20
            thread.start()
        }
        for _ in 0..<SheetFeed.ahead { gate.open() }
    }

    /// A chunk was worked through and the next may be read.
    func taken() { gate.open() }

    private static func read(_ source: FileSource, _ gate: Gate, _ give: ([SheetRow]) -> Void) throws {
        var chunk: [SheetRow] = []
        try SpreadsheetReader.open(source).forEachRow { number, cells in
            chunk.append(SheetRow(number: number, cells: cells))
            guard chunk.count == chunkSize else { return }
            try gate.pass()
            give(chunk)
            chunk = []
        }
        if !chunk.isEmpty { give(chunk) }
    }
}

/// Lets the reading thread on, one chunk at a time, and ends it when nobody listens any more.
private final class Gate: Sendable {
    private let places = DispatchSemaphore(value: 0)
    private let isClosed = Mutex(false)

    func open() { places.signal() }

    func close() {
        isClosed.withLock { $0 = true }
        places.signal()
    }

    func pass() throws {
        places.wait()
        if isClosed.withLock({ $0 }) { throw CancellationError() }
    }
}
