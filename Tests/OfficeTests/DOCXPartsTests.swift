import Office
import Testing

/// Footnotes, pictures, annexes, landscape pages and the heads of a document.
@Suite struct DOCXPartsTests {
    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52] + [
            0, 0, 2, 0, 0, 0, 1, 0,
        ]

    static let full: OfficialDocument = {
        var document = OfficialDocument.sample
        document.blocks += [
            .runs([.text("共督导"), .footnote("已办结的督导任务<1>"), .text("40所"), .footnote("问题台账")]),
            .picture(OfficialDocument.Picture(png: png, millimetres: 100, caption: "图1")),
            .landscape([.heading(1, "宽表"), .table(OfficialDocument.Table(header: ["甲", "乙"], rows: [["1", "2"]]))]),
            .heading(1, "最后"),
        ]
        document.annexes = [OfficialDocument.Annex(title: "数字的来源", blocks: [.heading(1, "口径")], isLandscape: true)]
        return document
    }()

    @Test("Footnotes are numbered through the document and their words stand in their own part")
    func footnotes() throws {
        let bytes = try DOCXWriter.bytes(DOCXPartsTests.full)
        let text = try part("word/document.xml", of: bytes), notes = try part("word/footnotes.xml", of: bytes)
        for id in 1...2 {
            #expect(text.contains("<w:footnoteReference w:id=\"\(id)\"/>"))
            #expect(notes.contains("<w:footnote w:id=\"\(id)\">"))
        }
        #expect(notes.contains("已办结的督导任务&lt;1&gt;") && !text.contains("已办结"))
        #expect(try wellFormed("word/footnotes.xml", in: bytes) && wellFormed("word/document.xml", in: bytes))
        #expect(!notes.contains("w:id=\"3\""))
    }

    @Test("A picture is in the file, as wide as was asked and in its own proportion")
    func pictures() throws {
        let bytes = try DOCXWriter.bytes(DOCXPartsTests.full)
        let text = try part("word/document.xml", of: bytes)
        #expect(text.contains("<wp:extent cx=\"3600000\" cy=\"1800000\"/>") && text.contains("rIdPicture1"))
        #expect(try part("word/_rels/document.xml.rels", of: bytes).contains("media/image1.png"))
        #expect(try !part("word/media/image1.png", of: bytes).isEmpty)
        let broken = OfficialDocument(title: "甲", blocks: [.picture(.init(png: [1, 2, 3], caption: "图1 坏"))])
        let without = try part("word/document.xml", of: DOCXWriter.bytes(broken))
        #expect(without.contains("图1 坏") && !without.contains("<w:drawing>"))
    }

    @Test("A PNG says its size; what is none, cut short or empty says nothing")
    func sizes() throws {
        let size = try #require(PNGSize(DOCXPartsTests.png))
        #expect(size.width == 512 && size.height == 256)
        #expect(PNGSize(Array(DOCXPartsTests.png.dropLast())) == nil && PNGSize([]) == nil)
        #expect(PNGSize(Array(DOCXPartsTests.png.dropLast(8)) + [0, 0, 0, 0, 0, 0, 0, 1]) == nil)
    }

    @Test(
        "Wide parts have pages of their own, headings count on through them, and the imprint lies on a page that stands"
    )
    func landscape() throws {
        let text = try part("word/document.xml", of: DOCXWriter.bytes(DOCXPartsTests.full))
        let pages = text.split(separator: "<w:pgSz ").dropFirst().map { $0.contains("w:orient=\"landscape\"") }
        #expect(pages == [false, true, false, true, false])
        #expect(text.contains("四、宽表") && text.contains("五、最后") && text.contains("一、口径"))
        #expect(text.contains("附件：1. 数字的来源") && text.contains("2. 督导评估得分表") && text.contains(">附件1<"))
    }

    @Test("A letter's head stands above the type area with a double rule, and says neither printer nor day of printing")
    func letter() throws {
        var document = OfficialDocument.sample
        (document.form, document.urgency, document.copyNumber) = (.letter, "加急", "000001")
        let bytes = try DOCXWriter.bytes(document)
        let text = try part("word/document.xml", of: bytes)
        #expect(try part("word/header1.xml", of: bytes).contains("thickThinSmallGap"))
        #expect(try part("word/footer3.xml", of: bytes).contains("thinThickSmallGap"))
        #expect(text.contains("<w:titlePg/>") && text.contains("w:header=\"1701\"") && !text.contains("印发"))
        #expect(text.contains("抄送：") && !text.contains("w:val=\"Letterhead\""))
        let plain = try part("word/document.xml", of: DOCXWriter.bytes(.sample))
        #expect(!plain.contains("titlePg") && plain.contains("13日印发"))
    }

    @Test("Marks stand above the head in their order, and push it no further down")
    func marks() throws {
        var document = OfficialDocument.sample
        (document.copyNumber, document.secrecy, document.urgency) = ("000001", "秘密★1年", "特急")
        document.signatory = "周敏"
        #expect(document.marks == ["000001", "秘密★1年", "特急"])
        let text = try part("word/document.xml", of: DOCXWriter.bytes(document))
        #expect(text.contains("w:before=\"247\"") && text.contains("签发人："))
        let order = ["000001", "秘密★1年", "特急", "教育督导室文件", "临教督〔2026〕3号"].compactMap {
            text.firstRange(of: $0)?.lowerBound
        }
        #expect(order.count == 5 && order == order.sorted())
    }

    @Test("Base64 is that of RFC 4648")
    func base64() {
        let cases = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "foobar": "Zm9vYmFy"]
        for (plain, encoded) in cases { #expect(Base64.text(Array(plain.utf8)) == encoded) }
        #expect(Base64.text([0xFF, 0xFE, 0x00]) == "//4A")
    }
}
