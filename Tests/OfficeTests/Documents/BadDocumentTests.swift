import Office
import Testing

@Suite struct BadDocumentTests {
    private static func refusal(_ bytes: [UInt8], _ limits: DocumentLimits = DocumentLimits()) -> DocumentError? {
        do {
            _ = try DocumentReader.read(.bytes(bytes), limits: limits)
            return nil
        } catch {
            return error as? DocumentError
        }
    }

    @Test("What is no document is named for what it is")
    func others() throws {
        let pdf = Array("%PDF-1.4".utf8)
        let cases: [([UInt8], DocumentError)] = [
            ([], .empty), (Array(" \n\t".utf8), .noText), ([0xFF, 0xD8, 0xFF, 0xE0, 0, 1], .picture),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .picture), (ole("EncryptedPackage"), .encrypted),
            (ole("Workbook"), .spreadsheet), (ole("PowerPoint Document"), .presentation), (ole("x"), .notADocument),
            (Array("MIME-Version: 1.0\r\n".utf8), .webArchive), (Array("ID3\u{3}".utf8), .notADocument),
            (try WorkbookSample(rows: "").bytes(), .spreadsheet), (try ZIPWriter.bytes([("OFD.xml", "")]), .ofd),
            (try ZIPWriter.bytes([("[Content_Types].xml", ""), ("ppt/a.xml", "")]), .presentation),
            (try ZIPWriter.bytes([("a.txt", "a")]), .notADocument), (Array("PK\u{3}\u{4}".utf8), .damaged),
            (Array("<html><body><p> </p></body></html>".utf8), .noText), (try WordSample(p(" ")).bytes(), .noText),
            (pdf, Programs.find("pdftotext") == nil ? .missingProgram(package: "poppler-utils") : .damaged),
        ]
        for (bytes, error) in cases { #expect(Self.refusal(bytes) == error) }
        #expect(throws: DocumentError.unreadable) { try DocumentReader.read(path: "/nowhere.docx") }
        #expect(throws: DocumentError.unreadable) { try DocumentReader.read(path: "/tmp") }
    }

    @Test("Random bytes are no document", arguments: 1...20)
    func random(seed: UInt64) {
        var dice = DocumentDice(seed)
        let bytes = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &dice) }
        #expect([.notADocument, .unknownEncoding].contains(Self.refusal(bytes)))
    }

    @Test("A DOCX that is cut anywhere is refused")
    func cut() throws {
        let bytes = try WordSample(p("要点")).bytes()
        for length in stride(from: 4, to: bytes.count, by: 11) {
            #expect(Self.refusal(Array(bytes.prefix(length))) == .damaged)
        }
    }

    @Test("Broken XML, missing parts and lies about them are refused")
    func damaged() throws {
        for body in ["<w:p>", "</w:p>", "<w:p><w:t>&undefined;</w:p>", "\u{1}"] {
            #expect(Self.refusal(try WordSample(body).bytes()) == .damaged)
        }
        let parts = WordSample(p("要点")).parts
        #expect(Self.refusal(try ZIPWriter.bytes(parts.filter { $0.name != "word/document.xml" })) == .damaged)
        #expect(Self.refusal(try ZIPWriter.bytes(parts.filter { !$0.name.hasPrefix("_rels") })) == nil)
    }

    @Test("Entities are never expanded, neither bombs nor files")
    func entities() throws {
        var sample = WordSample(p("要点"))
        let more = (1...9).map { #"<!ENTITY a\#($0) "\#(String(repeating: "&a\($0 - 1);", count: 10))">"# }.joined()
        sample.prologue = #"<!DOCTYPE w:document [<!ENTITY a0 "哈">\#(more)]>"#
        sample.body = "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"
        // libxml2 may stop at the bomb before it tells of the document type.
        #expect([.unsafe, .damaged].contains(Self.refusal(try sample.bytes())))
        sample.prologue = #"<!DOCTYPE w:document SYSTEM "file:///etc/passwd">"#
        #expect(Self.refusal(try sample.bytes()) == .unsafe)
        let page = #"<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>一&x;二</p>"#
        #expect(try plain(page).contains("root:") == false)
    }

    @Test("A bomb is refused by what it declares")
    func bomb() throws {
        #expect(Self.refusal(try WordSample(p(String(repeating: " ", count: 40 << 20))).bytes()) == .bomb)
        var limits = DocumentLimits()
        limits.partBytes = 1_000
        #expect(
            Self.refusal(try WordSample(p(String(repeating: "要", count: 999))).bytes(), limits)
                == .tooLarge(megabytes: 0))
    }

    @Test("Depth has an end: tables in tables, boxes in boxes, tags in tags")
    func depth() throws {
        func nested(_ count: Int, _ begin: String, _ end: String) -> String {
            String(repeating: begin, count: count) + p("底") + String(repeating: end, count: count)
        }
        let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
        #expect(Self.refusal(try WordSample(nested(20, open, close)).bytes()) == nil)
        for count in [21, 100] { #expect(Self.refusal(try WordSample(nested(count, open, close)).bytes()) == .tooDeep) }
        let box = nested(21, "<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>")
        #expect(Self.refusal(try WordSample(box).bytes()) == .tooDeep)
        let tables = String(repeating: "<table><tr><td>", count: 100) + "底"
        #expect(Self.refusal(Array(tables.utf8)) == .tooDeep)
        #expect(Self.refusal(Array((String(repeating: "<table><tr><td>", count: 20) + "底").utf8)) == nil)
        #expect(Self.refusal(Array((String(repeating: "<font>", count: 100_000) + "底").utf8)) == .tooDeep)
    }

    @Test("Cells have an end, however a file multiplies them")
    func cells() throws {
        let page = "<table>" + String(repeating: "<tr><td colspan=1000>甲</td></tr>", count: 21) + "</table>"
        #expect(Self.refusal(Array(page.utf8)) == .tooManyCells(limit: 20_000))
        let tall = "<table><tr><td rowspan=0 colspan=900>甲" + String(repeating: "<tr><td>乙", count: 30) + "</table>"
        #expect(Self.refusal(Array(tall.utf8)) == .tooManyCells(limit: 20_000))
        let span = cell("甲", #"<w:gridSpan w:val="999999999"/>"#)
        #expect(
            Self.refusal(try WordSample(table(String(repeating: row(span), count: 21))).bytes())
                == .tooManyCells(limit: 20_000))
        #expect(Self.refusal(try WordSample(table(String(repeating: row(span), count: 19))).bytes()) == nil)
    }

    @Test("Too large a file is refused unread; a large text before it is held")
    func large() throws {
        #expect(Self.refusal([UInt8](repeating: 65, count: 60 << 20)) == .tooLarge(megabytes: 50))
        #expect(Self.refusal([UInt8](repeating: 65, count: 8 << 20)) == .tooMuchText(limit: 1_000_000))
        let page = "<p>" + String(repeating: "教育督导", count: 500_001)
        #expect(Self.refusal(Array(page.utf8)) == .tooMuchText(limit: 1_000_000))
        var limits = DocumentLimits()
        limits.fileBytes = 6
        #expect(Self.refusal(Array("督导".utf8), limits) == nil)
        #expect(Self.refusal(Array("督导.".utf8), limits) == .tooLarge(megabytes: 0))
    }

    @Test("A PDF without text is a scan; a broken one is broken", .enabled(if: Programs.hasOffice, Programs.missing))
    func pdf() {
        let scan = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj
            4 0 obj<</Length 18>>stream
            0 0 500 700 re f

            endstream endobj
            trailer<</Root 1 0 R>>
            """
        #expect(Self.refusal(Array(scan.utf8)) == .scanned)
        #expect(Self.refusal(Array(scan.utf8.prefix(60))) == .damaged)
        #expect(Self.refusal(Array("%PDF-1.7 和别的文字".utf8)) == .damaged)
    }

    @Test("Every message is Chinese and says what to do")
    func messages() {
        let all: [DocumentError] = [
            .unreadable, .empty, .noText, .scanned, .notADocument, .picture, .spreadsheet, .presentation, .ofd,
            .webArchive,
            .encrypted, .damaged, .unsafe, .bomb, .tooLarge(megabytes: 1), .tooMuchText(limit: 20_000),
            .tooManyCells(limit: 1), .tooDeep, .unknownEncoding, .needsOffice, .notConverted, .tookTooLong(seconds: 1),
            .missingProgram(package: "a"), .noRoom,
        ]
        #expect(Set(all.map(\.code)).count == all.count)
        #expect(Set(all.map(\.message)).count == all.count)
        #expect(all.allSatisfy { $0.message.contains("请") && $0.message.hasSuffix("。") })
    }
}
