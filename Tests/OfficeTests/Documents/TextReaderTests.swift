import Office
import Testing

@Suite struct TextReaderTests {
    private static let text = "云江新区教育督导工作要点\n　　一、督政\t总结—“双减”·𠮷\n"

    private static func read(_ bytes: [UInt8]) throws -> PlainDocument { try DocumentReader.read(.bytes(bytes)) }

    @Test("UTF-8, GB18030 and UTF-16 give the same text, with and without their marks")
    func encodings() throws {
        let utf8 = Array(Self.text.utf8)
        let little = Self.text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let big = Self.text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        let all = [
            utf8, [0xEF, 0xBB, 0xBF] + utf8, try gb18030(Self.text), [0xFF, 0xFE] + little, [0xFE, 0xFF] + big,
            Array(Self.text.replacing("\n", with: "\r\n").utf8), Array(Self.text.replacing("\n", with: "\r").utf8),
        ]
        for bytes in all {
            let read = try Self.read(bytes)
            #expect(read.text == Self.text && read.kind == .text && read.tables.isEmpty)
        }
    }

    @Test("Control characters, zeros and marks of no width are left out; page breaks end lines")
    func controls() throws {
        let words = String(repeating: "一段正常的文字。", count: 40)
        let text = "\u{1}\(words)\0甲\u{200B}乙\u{C}丙\u{7F}\u{85}丁\u{2028}戊"
        #expect(try Self.read(Array(text.utf8)).text == "\(words)甲乙\n丙\n丁\n戊")
    }

    @Test("A broken character among many is shown as such; many are refused")
    func broken() throws {
        var bytes = Array(String(repeating: "教育督导", count: 100).utf8)
        bytes[7] = 0xFF
        #expect(try Self.read(bytes).text.contains("\u{FFFD}"))
        var chinese = try gb18030(String(repeating: "教育督导", count: 100))
        chinese[6] = 0xFF
        #expect(try Self.read(chinese).text.hasSuffix("教育督导"))
        #expect(throws: DocumentError.unknownEncoding) { try Self.read([0xFF, 0x80, 0xFF, 0x81, 0x41, 0xFF]) }
    }

    @Test("A text in pieces is joined at every place", arguments: [65_535, 65_536, 65_537])
    func pieces(length: Int) throws {
        let text = String(repeating: "a", count: length - 1) + "督导\r\n"
        #expect(try Self.read(Array(text.utf8)).text == text.replacing("\r\n", with: "\n"))
        #expect(try Self.read(gb18030(text)).text == text.replacing("\r\n", with: "\n"))
    }

    @Test("The limit on scalars holds exactly")
    func limit() throws {
        var limits = DocumentLimits()
        limits.scalars = 4
        #expect(try DocumentReader.read(.bytes(Array("督导要点".utf8)), limits: limits).text == "督导要点")
        #expect(throws: DocumentError.tooMuchText(limit: 4)) {
            try DocumentReader.read(.bytes(Array("督导要点。".utf8)), limits: limits)
        }
    }
}
