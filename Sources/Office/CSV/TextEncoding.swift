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
        let start = try source.prefix(4)
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return .utf16 }
        var validator = UTF8Validator()
        var isUTF8 = true
        try source.forEachChunk { chunk in
            guard !chunk.contains(0) else { throw SpreadsheetError.notASpreadsheet }
            if isUTF8 { isUTF8 = validator.accepts(chunk) }
            return true
        }
        if isUTF8, validator.isComplete { return .utf8 }
        try TextDecoder(.gb18030).decode(source) { _ in }
        return .gb18030
    }
}
