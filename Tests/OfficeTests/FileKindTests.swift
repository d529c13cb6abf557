import Office
import Testing

@Suite struct FileKindTests {
    private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func zip(_ names: String...) throws -> [UInt8] {
        try ZIPWriter.bytes(names.map { ($0, "x") })
    }

    @Test(
        "Content says what a file is",
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xE0], FileKind.jpeg),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
            (text("GIF89a"), .gif), (text("RIFF\0\0\0\0WEBPVP8 "), .webp), (text("RIFF\0\0\0\0WAVEfmt "), nil),
            (text("\0\0\0\u{18}ftypheic\0\0\0\0"), .heic), (text("\0\0\0\u{18}ftypmp42\0\0\0\0"), .mp4),
            (text("\0\0\0\u{14}ftypqt  \0\0\0\0"), .mov), (text("ID3\u{3}"), .mp3), (text("%PDF-1.7\n"), .pdf),
            (ole("WordDocument"), .doc), (ole("Workbook"), .xls), (ole("PowerPoint Document"), .ppt),
            (ole("EncryptedPackage"), nil), (ole("Something"), nil),
            (text("整改说明\n已完成。"), .txt), ([0xD5, 0xFB, 0xB8, 0xC4], .txt), ([0xFF, 0xFF, 0xFF, 0x20], nil),
            (text("<html><script>"), nil), (text("<svg xmlns=''>"), nil), (text("#!/bin/sh\n"), nil),
            (text("MZ\u{90}\0"), nil), (text("\u{7F}ELF\u{2}"), nil), ([], nil),
        ])
    func sniff(bytes: [UInt8], kind: FileKind?) {
        #expect(FileKind.sniff(bytes) == kind)
    }

    @Test("A ZIP archive is looked into")
    func packages() throws {
        #expect(try FileKind.sniff(Self.zip("[Content_Types].xml", "word/document.xml")) == .docx)
        #expect(try FileKind.sniff(Self.zip("[Content_Types].xml", "xl/workbook.xml")) == .xlsx)
        #expect(try FileKind.sniff(Self.zip("[Content_Types].xml", "ppt/presentation.xml")) == .pptx)
        #expect(try FileKind.sniff(Self.zip("OFD.xml")) == .ofd)
        #expect(try FileKind.sniff(Self.zip("a.exe")) == nil)
        let macros = try Self.zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
        #expect(FileKind.sniff(macros) == nil)
        #expect(try FileKind.sniff(Array(Self.zip("[Content_Types].xml", "word/document.xml").prefix(60))) == nil)
    }

    @Test("A name must fit its content")
    func names() {
        #expect(FileKind.doc.matches(name: "整改.WPS") && FileKind.jpeg.matches(name: "a.b.JPG"))
        #expect(!FileKind.pdf.matches(name: "a.exe") && FileKind.pdf.matches(name: "扫描件"))
        #expect(
            FileKind.allCases.allSatisfy { !$0.label.isEmpty && !$0.extensions.isEmpty && $0.mediaType.contains("/") })
    }
}
