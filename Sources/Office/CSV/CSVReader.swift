/// A text table: separators and encoding are found by looking at it.
package struct CSVReader: Sendable {
    package let encoding: TextEncoding
    /// `,`, `;` or a tab, whichever the first line has most of.
    package let separator: Character
    private let source: FileSource
    private let limits: SpreadsheetLimits

    package init(_ source: FileSource, limits: SpreadsheetLimits = .imports) throws {
        self.source = source
        self.limits = limits
        encoding = try TextEncoding.detect(source)
        separator = try CSVReader.separator(of: source, encoding)
    }

    /// Gives every row that holds anything with its number in the sheet, from 1, and without trailing empty cells.
    package func forEachRow(_ body: (Int, [String]) throws -> Void) throws {
        var parser = CSVParser(separator: separator.asciiValue ?? 44, limits: limits)
        try TextDecoder(encoding).decode(source) { try parser.feed($0, body) }
        try parser.finish(body)
    }

    private static func separator(of source: FileSource, _ encoding: TextEncoding) throws -> Character {
        var line: [UInt8] = []
        do {
            try TextDecoder(encoding).decode(source) { chunk in
                line.append(contentsOf: chunk)
                throw FirstChunk()
            }
        } catch is FirstChunk {}
        return mostFrequent(inFirstLineOf: line)
    }

    private static func mostFrequent(inFirstLineOf bytes: [UInt8]) -> Character {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 10 || byte == 13 {
                if counts.isEmpty { continue }
                break
            }
            if byte == 44 || byte == 59 || byte == 9 { counts[byte, default: 0] += 1 }
        }
        let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return Character(UnicodeScalar(best?.key ?? 44))
    }

    private struct FirstChunk: Error {}
}
