/// Cuts a migration into its statements.
///
/// A semicolon inside a string, a quoted identifier, a comment, a dollar-quoted body or between the
/// BEGIN and END of a trigger does not end a statement.
package struct StatementSplitter {
    private let bytes: [UInt8]
    private var position = 0
    private var start = 0
    private var hasContent = false
    private var firstWords: [String] = []
    private var depth = 0
    private var found: [String] = []

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    package static func statements(in text: String) -> [String] {
        var splitter = StatementSplitter(text)
        while splitter.position < splitter.bytes.count { splitter.step() }
        splitter.cut()
        return splitter.found
    }

    private mutating func step() {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
            hasContent = true
            skip(past: [byte], from: position + 1)
        case UInt8(ascii: "-") where next == UInt8(ascii: "-"):
            skip(past: [UInt8(ascii: "\n")], from: position + 2)
        case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
            skip(past: Array("*/".utf8), from: position + 2)
        case UInt8(ascii: "$"): dollar()
        case UInt8(ascii: ";") where depth == 0:
            cut()
            position += 1
            start = position
        case _ where StatementSplitter.isWord(byte): word()
        default:
            if byte > UInt8(ascii: " ") { hasContent = true }
            position += 1
        }
    }

    private var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

    /// A doubled quote needs no care: it ends one string and begins the next.
    private mutating func skip(past end: [UInt8], from: Int) {
        position = from
        while position < bytes.count {
            if bytes[position...].starts(with: end) {
                position += end.count
                return
            }
            position += 1
        }
    }

    /// `$$ … $$` or `$tag$ … $tag$`, as PostgreSQL writes a function's body.
    private mutating func dollar() {
        hasContent = true
        var end = position + 1
        while end < bytes.count, StatementSplitter.isWord(bytes[end]), bytes[end] != UInt8(ascii: "$") { end += 1 }
        let isParameter = next.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
        guard !isParameter, end < bytes.count, bytes[end] == UInt8(ascii: "$") else {
            position += 1
            return
        }
        skip(past: Array(bytes[position...end]), from: end + 1)
    }

    private mutating func word() {
        let begin = position
        while position < bytes.count, StatementSplitter.isWord(bytes[position]) { position += 1 }
        hasContent = true
        let word = String(decoding: bytes[begin..<position], as: UTF8.self).lowercased()
        if firstWords.count < 4 { firstWords.append(word) }
        guard hasBody else { return }
        if word == "begin" || word == "case" { depth += 1 }
        if word == "end" { depth = max(0, depth - 1) }
    }

    /// `CREATE [OR REPLACE | TEMP] TRIGGER | FUNCTION | PROCEDURE`.
    private var hasBody: Bool {
        firstWords.first == "create" && firstWords.contains { ["trigger", "function", "procedure"].contains($0) }
    }

    private mutating func cut() {
        if hasContent {
            found.append(StatementSplitter.trimmed(bytes[start..<position]))
        }
        hasContent = false
        firstWords = []
        depth = 0
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...:
            true
        default: false
        }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let head = bytes.drop { $0 <= UInt8(ascii: " ") }
        let end = head.lastIndex { $0 > UInt8(ascii: " ") } ?? head.startIndex
        return String(decoding: head[...end], as: UTF8.self)
    }
}
