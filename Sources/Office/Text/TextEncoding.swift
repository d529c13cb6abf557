/// How a text file is written.
package enum TextEncoding: String, Sendable {
    case utf8 = "UTF-8"
    /// Also GBK and GB2312, which it contains.
    case gb18030 = "GB18030"
    /// What Excel calls "Unicode 文本"; begins with a byte order mark.
    case utf16 = "UTF-16"

    /// The encoding in which the whole source is well-formed.
    ///
    /// Reads it once or twice; refuses what holds zero bytes and what fits no encoding.
    static func detect(_ source: FileSource) throws -> TextEncoding {
        if try hasWideMark(source) { return .utf16 }
        if try isUTF8(source, refusingZeros: true) { return .utf8 }
        try TextDecoder(.gb18030).decode(source) { _ in }
        return .gb18030
    }

    /// The encoding that fits best, for text that people read: a broken character does not make it unreadable.
    ///
    /// Nil when none fits: more than one character in a hundred would be lost.
    static func likeliest(_ source: FileSource) throws -> TextEncoding? {
        if try hasWideMark(source) { return .utf16 }
        if try isUTF8(source, refusingZeros: false) { return .utf8 }
        if (try? TextDecoder(.gb18030).decode(source) { _ in }) != nil { return .gb18030 }
        let utf8 = try losses(of: .utf8, in: source)
        let gb18030 = try losses(of: .gb18030, in: source)
        let best = utf8.lost < gb18030.lost ? utf8 : gb18030
        guard best.lost * 100 <= best.total else { return nil }
        return utf8.lost < gb18030.lost ? .utf8 : .gb18030
    }

    private static func hasWideMark(_ source: FileSource) throws -> Bool {
        let start = try source.prefix(4)
        return start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
    }

    private static func isUTF8(_ source: FileSource, refusingZeros: Bool) throws -> Bool {
        var validator = UTF8Validator()
        var isUTF8 = true
        try source.forEachChunk { chunk in
            guard !refusingZeros || !chunk.contains(0) else { throw SpreadsheetError.notASpreadsheet }
            if isUTF8 { isUTF8 = validator.accepts(chunk) }
            return isUTF8 || refusingZeros
        }
        return isUTF8 && validator.isComplete
    }

    /// How many characters the encoding cannot read, of how many.
    private static func losses(of encoding: TextEncoding, in source: FileSource) throws -> (lost: Int, total: Int) {
        var (lost, total) = (0, 0)
        try TextDecoder(encoding, isLenient: true).decode(source) { bytes in
            var place = 0
            for byte in bytes {
                if byte & 0xC0 != 0x80 { total += 1 }
                // EF BF BD is U+FFFD.
                place = byte == TextDecoder.replacement[place] ? place + 1 : (byte == 0xEF ? 1 : 0)
                if place == 3 {
                    lost += 1
                    place = 0
                }
            }
        }
        return (lost, total)
    }
}
