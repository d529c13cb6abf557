import SQLCore
import Store
import Testing

@Suite struct RowLineTests {
    @Test(
        "Every value survives a line",
        arguments: [
            [], [.null], [.integer(Int.min), .integer(Int.max), .real(1), .real(-1e300), .bool(true), .bool(false)],
            [.text(""), .text("\"\\\n\r\t\u{1}/,]["), .text("中文🎓"), .text("null"), .text("true")],
        ] as [[SQLValue]])
    func roundTrip(values: [SQLValue]) {
        var bytes: [UInt8] = []
        RowLine.append(values, to: &bytes)
        #expect(bytes.count { $0 == 0x0a } == 1)
        #expect(RowLine.values(bytes.dropLast()) == values)
    }

    @Test("What is no line is nil", arguments: ["", "[", "]", "[1", "[1,]", "[x]", "[\"a]", "[\"\\u00zz\"]", "[1]2"])
    func malformed(text: String) {
        #expect(RowLine.values(Array(text.utf8)) == nil)
    }
}
