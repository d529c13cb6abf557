import Testing
import Web

@Suite struct DownloadTests {
    @Test(
        "What an old browser is told is plain and has the file's ending",
        arguments: [
            ("渝云教督〔2026〕1号 督导意见书.docx", "2026-1.docx"), ("公文.xlsx", "download.xlsx"),
            ("report final.zip", "report-final.zip"), ("名单", "download"), ("", "download"), (".docx", "download.docx"),
            ("a\"b\\c%41;d.txt", "a-b-c-41-d.txt"), ("照片.照片", "download"), ("数据.verylongend", "verylongend"),
            ("抽签 seed=1,2.csv", "seed-1-2.csv"), ("甲\r\nX: y.docx", "X-y.docx"),
        ])
    func plain(_ name: String, _ expected: String) {
        #expect(Download.plain(name) == expected)
    }

    @Test("Plain first, then the whole name as RFC 8187 writes it, for every browser that reads either")
    func disposition() {
        #expect(
            Download.disposition("督导 (1)'*.docx")
                == "attachment; filename=\"1.docx\"; filename*=UTF-8''%E7%9D%A3%E5%AF%BC%20%281%29%27%2A.docx")
        #expect(Download.disposition("图.png", isShown: true).hasPrefix("inline; filename=\"download.png\"; filename*="))
    }

    @Test("Whatever a file is called, the header stays one line of ASCII with nothing to escape")
    func safe() {
        for name in [
            "\"; filename=evil.exe", "a\r\nSet-Cookie: x=1", "😀.pdf", String(repeating: "a", count: 300) + ".pdf",
            "\\\\",
        ] {
            let header = Download.disposition(name)
            #expect(header.utf8.allSatisfy { (0x20...0x7E).contains($0) })
            let parts = header.split(separator: "\"", omittingEmptySubsequences: false)
            #expect(parts.count == 3, "\(header)")
            #expect(parts[1].utf8.count <= 70 && !parts[1].contains("%") && !parts[1].contains("\\"))
        }
    }
}
