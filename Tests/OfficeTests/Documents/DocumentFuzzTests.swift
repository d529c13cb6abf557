import Foundation
import Office
import Testing

/// Spoilt documents are read or refused, and what is read hangs together.
///
/// `DUDAO_FUZZ_SECONDS` says how long; see `docs/plans.md`.
@Suite struct DocumentFuzzTests {
    private static let environment = ProcessInfo.processInfo.environment

    @Test("Some hundred spoilt documents, or as many as the time allows")
    func spoilt() throws {
        let seconds = Self.environment["DUDAO_FUZZ_SECONDS"].flatMap(Double.init)
        let first = Self.environment["DUDAO_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
        let end = Date(timeIntervalSinceNow: seconds ?? 0)
        var seed = first
        while seconds == nil ? seed < first + 300 : Date() < end {
            try remember(seed)
            try check(seed)
            seed += 1
        }
    }

    /// The seed is written down before it runs, so that a trap tells which it was.
    private func remember(_ seed: UInt64) throws {
        let path = Self.environment["DUDAO_FUZZ_LOG"] ?? "\(NSTemporaryDirectory())/dudao-fuzz-document.seed"
        try "\(seed)\n".write(toFile: path, atomically: false, encoding: .utf8)
    }

    private func check(_ seed: UInt64) throws {
        var mutation = DocumentMutation(seed)
        let bytes = try mutation.bytes()
        // LibreOffice and poppler are not ours, and take seconds.
        if bytes.starts(with: Array("{\\rtf".utf8)) || bytes.contains(Array("%PDF".utf8)) { return }
        do {
            let read = try DocumentReader.read(.bytes(bytes))
            let count = read.text.unicodeScalars.count
            #expect(count > 0, "seed \(seed)")
            for row in read.tables.flatMap(\.rows) {
                #expect(row.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= count }, "seed \(seed)")
                #expect(
                    zip(row, row.dropFirst()).allSatisfy { $0 == $1 || $0.isEmpty || $1.isEmpty || !$0.overlaps($1) },
                    "seed \(seed)")
            }
            #expect(!read.text.unicodeScalars.contains { $0.value < 9 || $0.value == 0xFEFF }, "seed \(seed)")
            #expect(try DocumentReader.read(.bytes(bytes)) == read, "seed \(seed)")
        } catch {
            #expect(error is DocumentError, "seed \(seed): \(error)")
        }
    }
}

extension [UInt8] {
    fileprivate func contains(_ needle: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: needle) }
    }
}
