import ArgumentParser
import Foundation
import Supervision

/// What a command says: results on standard output, messages on standard error.
enum Console {
    /// Prints one JSON object with sorted keys and nothing else.
    static func print(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try write(encoder.encode(value) + Data("\n".utf8), to: .standardOutput)
    }

    static func print(_ line: String) throws {
        try write(Data("\(line)\n".utf8), to: .standardOutput)
    }

    static func message(_ line: String) {
        try? write(Data("\(line)\n".utf8), to: .standardError)
    }

    /// Says why on standard error and ends with exit code 1.
    static func failure(_ line: String) -> ExitCode {
        message(line)
        return .failure
    }

    /// Runs `body`; a refusal becomes its sentence and exit code 1.
    static func refusing<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let refusal as any Refusal {
            throw failure(refusal.message)
        }
    }

    private static func write(_ data: Data, to handle: FileHandle) throws {
        try handle.write(contentsOf: data)
    }
}
