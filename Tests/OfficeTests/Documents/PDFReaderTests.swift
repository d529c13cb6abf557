import Office
import Testing

/// PDFs that LibreOffice makes; left out, saying so, only where it is not installed.
@Suite(.enabled(if: Programs.hasOffice, Programs.missing), .serialized)
struct PDFReaderTests {
    private static let words = "围绕“全面覆盖、运转高效、结果权威、问责有力”的要求，责任督学每月至少到校督导1次，抽查比例不低于30%，"

    private static let rows = [
        ["序号", "事项", "时间"], ["1", "责任督学挂牌督导工作", "每月一次"], ["2", "“双减”专项督导", "3月、9月"],
        [
            "3", "3所学校市级义务教育现代化学校创建(二十七小、龙泉小学和大屋陈学校)",
            "3月下旬:第一轮视导\n5月中旬:第二轮视导\n9月下旬:第三轮视导\n11月中旬:区级评估",
        ], ["4", "40所幼儿园办园行为督导评估", "3月—6月底"],
    ]

    private static let quarters = [
        ["时间", "工作事项"], ["一季度", "1.印发要点。\n2.召开会议。\n3.公示结果。"], ["二季度", "4.修订细则。\n5.专项督查。"], ["三季度", "6.培训。"],
    ]

    private static func word(_ rows: [[String]], _ widths: [Int], align: String) -> String {
        let lines = rows.map { row in
            let cells = zip(row, widths).map { text, width in
                cell(
                    text.split(separator: "\n").map { p(String($0)) }.joined(),
                    #"<w:tcW w:w="\#(width)" w:type="dxa"/><w:vAlign w:val="\#(align)"/>"#)
            }
            return "<w:tr>\(cells.joined())</w:tr>"
        }
        let grid = widths.map { #"<w:gridCol w:w="\#($0)"/>"# }.joined()
        return table("<w:tblGrid>\(grid)</w:tblGrid>" + lines.joined())
    }

    private static func read(_ bytes: [UInt8], _ name: String = "a.docx") throws -> PlainDocument {
        try DocumentReader.read(.bytes(try #require(Programs.convert([name: bytes], to: "pdf")["a.pdf"])))
    }

    @Test(
        "Rows of a table come out as rows, whether its cells are aligned to the top or to the middle",
        arguments: ["top", "center"])
    func tables(align: String) throws {
        let sample = WordSample(
            p("具体月度工作安排"), Self.word(Self.rows, [900, 4_200, 3_300], align: align), p("重点工作安排"),
            Self.word(Self.quarters, [1_500, 6_900], align: align), p("备注：认真完成。"))
        let read = try Self.read(sample.bytes())
        #expect(read.kind == .pdf)
        let cells = read.tableTexts.map { $0.map { $0.map { $0.replacing(" ", with: "") } } }
        try #require(cells.count == 2)
        #expect(cells[0].map { $0.map(\.withoutSpaces) } == Self.rows.map { $0.map(\.withoutSpaces) })
        #expect(cells[0][3][2] == Self.rows[3][2])
        #expect(cells[1] == Self.quarters)
        #expect(read.text.hasPrefix("具体月度工作安排\n序号\t事项\t时间\n1\t") && read.text.hasSuffix("\n备注：认真完成。\n"))
    }

    @Test("Page numbers and running heads go, paragraphs are joined over lines and pages, nothing else is lost")
    func papers() throws {
        let paragraphs = (1...40).map { "第\($0)段" + String(repeating: Self.words, count: 3) + "完成。" }
        let document = OfficialDocument(
            letterhead: "云江新区教育督导室文件", number: "渝云教督〔2026〕12号", title: "2026年教育督导工作要点", recipient: "各学校",
            blocks: [.heading(1, "督政")] + paragraphs.map { .paragraph($0) }, signer: "云江新区教育督导室", date: "2026年3月1日")
        let bytes = try DOCXWriter.bytes(document)
        let read = try Self.read(bytes)
        let lines = read.text.split(separator: "\n").map(String.init)
        let whole = lines.filter { $0.hasPrefix("第") }.map(\.withoutSpaces)
        #expect(whole == paragraphs)
        #expect(!lines.contains { $0.contains("—") })
        // The same words as in the DOCX that it was made from.
        #expect(read.text.withoutSpaces == (try DocumentReader.read(.bytes(bytes)).text.withoutSpaces))
        #expect(read.tables.isEmpty)
    }

    @Test("The head of a table that comes again on each page is no running head")
    func repeatedHeads() throws {
        let rows = [["序号", "事项"]] + (1...90).map { ["\($0)", "第\($0)项工作"] }
        let made = Self.word(rows, [1_000, 4_000], align: "top")
            .replacing("<w:tr>", with: "<w:tr><w:trPr><w:tblHeader/></w:trPr>", maxReplacements: 1)
        let margins = #"<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/>"#
        let section = #"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>\#(margins)</w:sectPr>"#
        let read = try Self.read(WordSample(made + p("") + section).bytes())
        #expect(read.tables.count > 1)
        #expect(read.tableTexts.allSatisfy { $0.first == rows[0] })
        #expect(read.tableTexts.flatMap { $0.dropFirst() } == Array(rows.dropFirst()))
    }

    @Test("Two columns are read one after the other")
    func columns() throws {
        let paragraphs = (1...16).map { "第\($0)段" + Self.words + "完成。" }
        let section = #"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="2" w:space="425"/></w:sectPr>"#
        let indent = #"<w:ind w:firstLineChars="200" w:firstLine="480"/>"#
        let sample = WordSample(paragraphs.map { p($0, indent) }.joined() + section)
        #expect(try Self.read(sample.bytes()).text.withoutSpaces == paragraphs.joined())
    }

    @Test("One that asks for a password is refused")
    func encrypted() throws {
        let filter = """
            pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},\
            "DocumentOpenPassword":{"type":"string","value":"secret"}}
            """
        let bytes = try #require(Programs.convert(["a.docx": WordSample(p("密件")).bytes()], to: filter)["a.pdf"])
        #expect(throws: DocumentError.encrypted) { try DocumentReader.read(.bytes(bytes)) }
    }

    @Test(
        "Old Word files are read through LibreOffice, whatever they are called",
        arguments: ["doc:MS Word 97", "rtf", "odt"])
    func oldFormats(filter: String) throws {
        let sample = WordSample(
            p("二〇二六年要点"), Self.word([["序号", "时间"], ["1", "3月"]], [1_000, 3_000], align: "top"), p(""))
        let made = try Programs.convert(["a.docx": sample.bytes()], to: filter)
        let read = try DocumentReader.read(.bytes(try #require(made.first?.value)))
        #expect(read.kind == .doc && read.tableTexts == [[["序号", "时间"], ["1", "3月"]]])
        #expect(read.text.hasPrefix("二〇二六年要点\n序号\t时间\n1\t3月\n"))
    }

    @Test("A broken old file is refused in time, not waited for")
    func brokenOldFile() throws {
        #expect(throws: DocumentError.notConverted) {
            try DocumentReader.read(.bytes(ole("WordDocument")))
        }
    }
}
