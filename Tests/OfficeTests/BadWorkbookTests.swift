import Office
import Testing

@Suite struct BadWorkbookTests {
    private static let good = WorkbookSample(rows: #"<row r="1"><c r="A1"><v>1</v></c></row>"#)

    @Test("A workbook with a part gone says which one")
    func missing() throws {
        var sample = Self.good
        sample.replace("xl/worksheets/sheet1.xml", with: nil)
        #expect(throws: SpreadsheetError.missingPart("xl/worksheets/sheet1.xml")) { try sample.rows() }
        sample.replace("xl/workbook.xml", with: nil)
        #expect(throws: SpreadsheetError.missingPart("xl/workbook.xml")) { try sample.rows() }
    }

    @Test("Broken XML is refused, wherever it breaks", arguments: ["<worksheet><sheetData><row>", "<a><b></a>", ""])
    func malformed(xml: String) {
        var sample = Self.good
        sample.replace("xl/worksheets/sheet1.xml", with: xml)
        #expect(throws: SpreadsheetError.damaged(part: "xl/worksheets/sheet1.xml")) { try sample.rows() }
    }

    @Test("A document type is refused before any of its entities is used")
    func documentType() {
        let prologue = #"<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>"#
        let sample = WorkbookSample(rows: "", prologue: prologue)
        #expect(throws: SpreadsheetError.documentType(part: "xl/worksheets/sheet1.xml")) { try sample.rows() }
    }

    @Test("Rows that go backwards are refused")
    func disorder() {
        let sample = WorkbookSample(rows: #"<row r="2"/><row r="2"/>"#)
        #expect(throws: SpreadsheetError.damaged(part: "xl/worksheets/sheet1.xml")) { try sample.rows() }
    }

    @Test("Limits on rows, columns and length of a cell hold exactly")
    func limits() throws {
        let rows = """
            <row r="1"><c r="A1" t="str"><v>一二三</v></c><c r="C1"><v>1</v></c></row><row r="5"><c><v>2</v></c></row>
            """
        let sample = WorkbookSample(rows: rows)
        var limits = SpreadsheetLimits.imports
        (limits.rows, limits.columns, limits.cellCharacters) = (2, 3, 3)
        #expect(try sample.rows(limits: limits).count == 2)
        limits.rows = 1
        #expect(throws: SpreadsheetError.tooManyRows(limit: 1)) { try sample.rows(limits: limits) }
        limits.columns = 2
        #expect(throws: SpreadsheetError.tooManyColumns(row: 1, limit: 2)) { try sample.rows(limits: limits) }
        limits.cellCharacters = 2
        #expect(throws: SpreadsheetError.cellTooLong(row: 1, column: 1, limit: 2)) { try sample.rows(limits: limits) }
    }

    @Test("Too much text is refused before it is held")
    func tooLarge() {
        let shared = String(repeating: "<si><t>第一幼儿园</t></si>", count: 60_000)
        let sample = WorkbookSample(rows: "", shared: shared)
        var limits = SpreadsheetLimits.imports
        limits.sharedTextBytes = 1 << 20
        #expect(throws: SpreadsheetError.tooLarge(megabytes: 1)) { try sample.rows(limits: limits) }
        limits.unpackedBytes = 1 << 20
        #expect(throws: SpreadsheetError.tooLarge(megabytes: 1)) { try sample.rows(limits: limits) }
    }

    @Test("A bomb is refused by what it declares, a lie about its size by what it holds")
    func bomb() throws {
        let sample = WorkbookSample(rows: String(repeating: " ", count: 40 << 20))
        let bytes = try sample.bytes()
        #expect(throws: SpreadsheetError.bomb) { try read(bytes) }
        #expect(throws: SpreadsheetError.self) { try read(lying(bytes)) }
    }

    /// The same archive whose central directory declares 1,000 bytes for everything.
    private func lying(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for index in 0..<(bytes.count - 46) where bytes[index..<(index + 4)].elementsEqual([0x50, 0x4B, 1, 2]) {
            bytes.replaceSubrange((index + 24)..<(index + 28), with: [0xE8, 3, 0, 0])
        }
        return bytes
    }

    @Test("A cut or overwritten file is damaged, not a crash")
    func damaged() throws {
        let bytes = try Self.good.bytes()
        for length in stride(from: 4, to: bytes.count, by: 7) {
            #expect(throws: (any Error).self) { try read(Array(bytes.prefix(length))) }
        }
        for index in stride(from: 0, to: bytes.count, by: 3) {
            var broken = bytes
            broken[index] ^= 0xFF
            do { _ = try read(broken) } catch { #expect(error is any OfficeError) }
        }
    }

    @Test("Other kinds of file are named for what they are")
    func otherKinds() throws {
        #expect(throws: SpreadsheetError.empty) { try read([]) }
        #expect(throws: SpreadsheetError.webPage) { try read("\n<html><table>") }
        #expect(throws: SpreadsheetError.notASpreadsheet) { try read([0x89, 0x50, 0x4E, 0x47, 0, 1]) }
        #expect(throws: SpreadsheetError.passwordProtected) { try read(ole("EncryptedPackage")) }
        #expect(throws: SpreadsheetError.oldFormat) { try read(ole("Workbook")) }
        #expect(throws: SpreadsheetError.notASpreadsheet) { try read(ole("WordDocument")) }
        let parts = [("[Content_Types].xml", ""), ("xl/workbook.bin", "")]
        #expect(throws: SpreadsheetError.binaryWorkbook) { try read(ZIPWriter.bytes(parts)) }
        let ods = [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "")]
        #expect(throws: SpreadsheetError.openDocument) { try read(ZIPWriter.bytes(ods)) }
        #expect(throws: SpreadsheetError.notASpreadsheet) { try read(ZIPWriter.bytes([("a.txt", "a")])) }
        #expect(throws: SpreadsheetError.unreadable) { try SpreadsheetReader.open(path: "/nowhere.xlsx") }
    }

    @Test("Every message is Chinese and says what to do")
    func messages() {
        let all: [SpreadsheetError] = [
            .unreadable, .empty, .notASpreadsheet, .webPage, .passwordProtected, .oldFormat, .binaryWorkbook,
            .openDocument, .damaged(part: "a"), .missingPart("a"), .documentType(part: "a"), .tooLarge(megabytes: 1),
            .bomb, .tooManyRows(limit: 1), .tooManyColumns(row: 1, limit: 1), .noSheet(named: "a"), .noVisibleSheet,
            .cellTooLong(row: 1, column: 1, limit: 1), .unknownEncoding, .unclosedQuote(row: 1),
        ]
        #expect(Set(all.map(\.code)).count == all.count)
        #expect(Set(all.map(\.message)).count == all.count)
        #expect(all.allSatisfy { $0.message.contains("请") && $0.message.hasSuffix("。") })
    }
}

/// The beginning of an OLE container with one directory entry of that name.
func ole(_ name: String) -> [UInt8] {
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 512)
        + name.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } + [UInt8](repeating: 0, count: 90)
}
