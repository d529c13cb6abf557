import Foundation
import Jobs
import Supervision
import Testing

/// What a reader sees who opens our DOCX in LibreOffice; left out, saying so, only where it is not installed.
@Suite(.enabled(if: LibreOffice.isInstalled, "soffice is not installed: bin/setup --for test installs it"))
struct LibreOfficeTests {
    static func document(paragraphs: Int) throws -> Document {
        let words = "督导组于2026年3月5日对你园办园行为进行了实地督导，查阅了台账，访谈了教师和家长，现将有关情况反馈如下。"
        let findings = (1...paragraphs).map { DocumentText.Block.paragraph("\($0).\(words)") }
        let text = DocumentText(
            title: "样例督导项目督导意见书", recipient: "第一幼儿园",
            blocks: [.heading(level: 1, "一、总体评价"), .paragraph("总体规范。")]
                + [.table(header: ["一级指标", "得分", "满分"], rows: [["办园条件", "20.00", "25.00"]])]
                + [.heading(level: 1, "二、存在的问题")] + findings)
        let number = try #require(DocumentNumber(mark: "渝云教督", year: 2026, serial: 12))
        return try Document(
            id: "d", kind: .opinion, office: "云江新区教育督导室", text: text, draftedBy: "a", on: "2026-03-10"
        ).issued(number: number, by: "b", on: "2026-03-11")
    }

    @Test("An issued document opens on A4, reads in its order and numbers its pages")
    func pages() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dudao-docx-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("letter.docx")
        try Data(try DocumentFile.bytes(LibreOfficeTests.document(paragraphs: 12))).write(to: file)
        try LibreOffice.run(
            "soffice",
            [
                "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", "pdf", "--outdir",
                folder.path, file.path,
            ])
        let pdf = folder.appendingPathComponent("letter.pdf").path
        let info = try LibreOffice.run("pdfinfo", [pdf])
        #expect(info.contains("(A4)"))
        let text = try LibreOffice.run("pdftotext", ["-layout", pdf, "-"]).filter { $0 != " " }
        let order = [
            "云江新区教育督导室", "渝云教督〔2026〕12号", "样例督导项目督导意见书", "第一幼儿园：", "一、总体评价", "一级指标", "二、存在的问题", "1.督导组",
            "12.督导组", "2026年3月11日",
        ]
        var rest = text[...]
        for part in order {
            let place = rest.range(of: part)
            #expect(place != nil, "\(part)")
            if let place { rest = rest[place.upperBound...] }
        }
        let pages = text.split(separator: "\u{0C}").count
        #expect(pages >= 2)
        for page in 1...pages { #expect(text.contains("—\(page)—"), "page \(page)") }
        if let copy = ProcessInfo.processInfo.environment["DUDAO_KEEP"] {
            try FileManager.default.copyItem(atPath: pdf, toPath: copy)
        }
    }

    @Test("A file's name is Chinese, has its number and nothing that no file may be called")
    func names() throws {
        #expect(DocumentFile.name(try LibreOfficeTests.document(paragraphs: 1)) == "渝云教督〔2026〕12号 样例督导项目督导意见书.docx")
        let odd = Document(
            id: "d", kind: .notice, office: "", text: DocumentText(title: "甲/乙\\丙:丁\n戊", blocks: []), draftedBy: "a",
            on: "2026-03-10")
        #expect(DocumentFile.name(odd) == "草稿 甲_乙_丙_丁_戊.docx")
    }
}

enum LibreOffice {
    static let isInstalled = ["soffice", "pdfinfo", "pdftotext"].allSatisfy { find($0) != nil }

    private static func find(_ program: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").map { "\($0)/\(program)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    @discardableResult
    static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(find(program)))
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(program)")
        return String(decoding: data, as: UTF8.self)
    }
}
