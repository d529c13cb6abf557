import Office
import Testing

@Suite struct CSVTests {
    @Test(
        "Text is cut into cells by RFC 4180",
        arguments: [
            ("a,b\n1,2\n", [Row(1, ["a", "b"]), Row(2, ["1", "2"])]),
            ("a,b\r\n1,2", [Row(1, ["a", "b"]), Row(2, ["1", "2"])]),
            ("a,b\r1,2\r", [Row(1, ["a", "b"]), Row(2, ["1", "2"])]),
            ("\u{FEFF}编号,名称\n", [Row(1, ["编号", "名称"])]),
            ("\"a,b\",\"c\"\"d\"\n\"x\ny\",z\n", [Row(1, ["a,b", "c\"d"]), Row(2, ["x\ny", "z"])]),
            ("a;b;c\n1,5;2;3\n", [Row(1, ["a", "b", "c"]), Row(2, ["1,5", "2", "3"])]),
            ("a\tb\n1\t2,3\n", [Row(1, ["a", "b"]), Row(2, ["1", "2,3"])]),
            ("a,b\n\n,\n1,,\n", [Row(1, ["a", "b"]), Row(4, ["1"])]),
            ("\"\",b\n", [Row(1, ["", "b"])]),
            ("a \"b\" c,\"d\"e\n", [Row(1, ["a \"b\" c", "de"])]),
            ("one", [Row(1, ["one"])]),
            ("\"x;y;z\",b\n", [Row(1, ["x;y;z", "b"])]),
            ("\"\"", []),
            ("名", [Row(1, ["名"])]),
        ])
    func records(text: String, rows: [Row]) throws {
        #expect(try read(text) == rows)
    }

    @Test("GBK, GB18030 and UTF-16 are recognised")
    func encodings() throws {
        let gbk: [UInt8] = [0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xC7, 0xF8, 0x0A]
        #expect(try read(gbk) == [Row(1, ["名称", "区"])])
        // U+20000, which GBK lacks, in four bytes.
        #expect(try read([0xC3, 0xFB, 0x95, 0x32, 0x82, 0x36]) == [Row(1, ["名\u{20000}"])])
        #expect(try read([0xFF, 0xFE, 0x0D, 0x54, 0x2C, 0, 0x3A, 0x53]) == [Row(1, ["名", "区"])])
        #expect(throws: SpreadsheetError.unknownEncoding) { try read([0xC3, 0xFB, 0xFF, 0xFF]) }
        #expect(throws: SpreadsheetError.unknownEncoding) { try read([0xC3, 0xFB, 0xB3]) }
        #expect(throws: SpreadsheetError.notASpreadsheet) { try read([0x61, 0, 0x62]) }
    }

    @Test("A character that lies across two chunks is whole again", arguments: [65_534, 65_535, 65_536, 65_537])
    func chunks(length: Int) throws {
        var limits = SpreadsheetLimits.imports
        limits.cellCharacters = 200_000
        let filler = String(repeating: "x", count: length)
        #expect(
            try read(filler + "名,\"a\"\"b\"\r\nc", limits: limits).map(\.cells) == [[filler + "名", "a\"b"], ["c"]])
        let gbk = Array(filler.utf8) + [0xC3, 0xFB, 0x0D, 0x0A, 0xC7, 0xF8]
        #expect(try read(gbk, limits: limits).map(\.cells) == [[filler + "名"], ["区"]])
    }

    @Test("A quote that never ends is named with its row, and memory stays bounded")
    func quotes() {
        #expect(throws: SpreadsheetError.unclosedQuote(row: 2)) { try read("a\n\"b\nc\n") }
        let endless = "a\n\"" + String(repeating: "字", count: 200_000)
        #expect(throws: SpreadsheetError.cellTooLong(row: 2, column: 1, limit: 32_767)) { try read(endless) }
    }

    @Test("Limits hold exactly")
    func limits() throws {
        var limits = SpreadsheetLimits.imports
        limits.rows = 2
        limits.columns = 2
        #expect(try read("a,b,\n1,2,,\n", limits: limits).count == 2)
        #expect(throws: SpreadsheetError.tooManyRows(limit: 2)) { try read("a\nb\nc\n", limits: limits) }
        #expect(throws: SpreadsheetError.tooManyColumns(row: 1, limit: 2)) { try read("a,b,c\n", limits: limits) }
    }

    @Test("What is written reads back as it was")
    func roundTrip() throws {
        let table = [["编号", "a\"b", "c,d"], ["x\ny", "", "=1+1"], ["-5", "z"]]
        let text = CSVWriter.text(table)
        #expect(text == "编号,\"a\"\"b\",\"c,d\"\n\"x\ny\",,=1+1\n-5,z\n")
        #expect(try read(text).map(\.cells) == table)
    }

    @Test("For Excel a mark is written and formulas are defused, negative numbers left alone")
    func forExcel() {
        let text = CSVWriter.text([["=1+1", "+a", "@b", "-c", "-3.5", "-", "\tx", "a=b"]], .forExcel)
        #expect(text == "\u{FEFF}'=1+1,'+a,'@b,'-c,-3.5,'-,'\tx,a=b\n")
    }

    @Test("A sheet converts to a rectangle of text with its empty rows")
    func convert() throws {
        let rows = #"<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3" t="str"><v>二</v></c></row>"#
        let bytes = try WorkbookSample(rows: rows).bytes()
        var output: [UInt8] = []
        try OfficeConvert.csv(.bytes(bytes)) { output += $0 }
        #expect(String(decoding: output, as: UTF8.self) == "1,,\n,,\n,,二\n")
    }
}
